//! Text of others, made harmless to the text around it.

use unicode_segmentation::UnicodeSegmentation;

/// Most graphemes of a name that are shown; names of 64 characters and more are someone's joke.
const NAME_LENGTH: usize = 40;

/// A name to show in a line of ours: visible characters only, not too long; `None` if nothing is left.
pub fn name(raw: &str) -> Option<String> {
    let visible = visible(raw);
    let name = visible.trim();
    (!name.is_empty()).then(|| shorten(name, NAME_LENGTH))
}

/// The text in one line, without controls, direction overrides and characters of no width.
///
/// A zero-width joiner stays where it holds an emoji together.
pub fn visible(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for character in text.chars() {
        let last = line.chars().next_back();
        match character {
            _ if character.is_whitespace() => {
                if last != Some(' ') {
                    line.push(' ');
                }
            }
            '\u{200D}' if last.is_some_and(joins) => line.push(character),
            _ if is_hidden(character) => {}
            other => line.push(other),
        }
    }
    line
}

/// At most `length` graphemes, with `…` in place of the rest.
pub fn shorten(text: &str, length: usize) -> String {
    match text.grapheme_indices(true).nth(length) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
    }
}

fn joins(character: char) -> bool {
    !character.is_ascii() && !character.is_alphanumeric() && character != '\u{200D}'
}

fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{AD}'
                | '\u{34F}'
                | '\u{61C}'
                | '\u{115F}'..='\u{1160}'
                | '\u{17B4}'..='\u{17B5}'
                | '\u{180E}'
                | '\u{200B}'..='\u{200F}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{FEFF}'
                | '\u{FFA0}'
                | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0001}'
        )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_cannot_turn_the_line_around() {
        assert_eq!(name("\u{202E}нелО\u{2066}").as_deref(), Some("нелО"));
        assert_eq!(name("Оле\u{200B}на\n Коваль").as_deref(), Some("Олена Коваль"));
    }

    #[test]
    fn a_name_of_nothing_visible_is_no_name() {
        for nothing in ["", "   ", "\u{3164}", "\u{2800}\u{200B}", "\u{200F}\n"] {
            assert_eq!(name(nothing), None, "{nothing:?}");
        }
    }

    #[test]
    fn emoji_and_other_scripts_are_names() {
        assert_eq!(name("👩‍👩‍👧").as_deref(), Some("👩‍👩‍👧"));
        assert_eq!(name("שרה").as_deref(), Some("שרה"));
    }

    #[test]
    fn long_names_are_shortened_between_graphemes() {
        assert_eq!(name(&"🇺🇦".repeat(50)), Some(format!("{}…", "🇺🇦".repeat(40))));
    }

    proptest! {
        #[test]
        fn nothing_hidden_is_left(text in "[\u{200B}-\u{200F}\u{202A}-\u{202E}а-я \n]{0,40}") {
            prop_assert!(visible(&text).chars().all(|it| it == ' ' || it.is_alphanumeric()));
        }

        #[test]
        fn what_is_visible_stays_so(text in ".*") {
            prop_assert_eq!(visible(&visible(&text)), visible(&text));
        }
    }
}
