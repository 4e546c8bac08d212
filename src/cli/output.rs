//! What a subcommand writes to stdout.

use std::io::{self, Write as _};

use serde::Serialize;

/// Writes a result to stdout. A reader that has seen enough (`| head`) is no error.
///
/// # Errors
/// stdout cannot be written.
pub fn say(text: &str) -> io::Result<()> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// A value as one line of JSON that is harmless to a terminal.
///
/// # Errors
/// Those of serialization.
pub fn json(value: &impl Serialize) -> serde_json::Result<String> {
    serde_json::to_string(value).map(|text| printable(&text))
}

/// The text with controls and overrides of direction written as `\u001b`: a terminal does nothing on seeing them, and
/// JSON that has them in its strings stays the same JSON. Line ends and tabs stay.
pub fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\t' => printable.push(character),
            _ if acts(character) => printable.push_str(&format!("\\u{:04x}", u32::from(character))),
            _ => printable.push(character),
        }
    }
    printable
}

fn acts(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_sees_no_controls_and_json_stays_the_same() {
        let hostile = "a\u{1b}[2J\u{7f}\u{9b}31m\u{202E}\r\nї 🐈‍⬛";
        let written = json(&hostile).unwrap();
        assert!(!written.contains(acts), "{written:?}");
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), hostile);
        assert_eq!(printable("\u{1b}[2J\tїжак\n"), "\\u001b[2J\tїжак\n");
    }
}
