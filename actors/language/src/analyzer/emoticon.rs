//! Faces made of signs: `:)`, `=(`, `;-)`, `<3`, `o_O`, and the brackets of Slavic chats.

use crate::packs::packs;

/// A face at the beginning of `text`: how the lexicon writes it, and its bytes. `before` is the character before it.
pub fn emoticon(text: &str, before: Option<char>) -> Option<(&'static str, usize)> {
    let alone = before.is_none_or(char::is_whitespace);
    match text.chars().next()? {
        ':' | ';' | '=' => with_eyes(text, before),
        '<' | '^' | '>' if text.len() > 1 => {
            let known = [("<3", "<3"), ("</3", "</3"), ("^^", "^^"), ("^_^", "^^"), (">_<", ">_<"), (">:(", ">:(")];
            known.iter().find(|(written, _)| text.starts_with(written)).map(|(written, face)| (*face, written.len()))
        }
        '-' | '0' if alone => wide_eyed(text),
        eye if alone && matches!(latin(eye), 'o' | 'O' | 'T') => wide_eyed(text),
        _ => None,
    }
}

/// `:)`, `:'(`, `=D`, `;-)`: a mouth repeated makes it stronger.
fn with_eyes(text: &str, before: Option<char>) -> Option<(&'static str, usize)> {
    let (eyes, rest) = (text.chars().next()?, &text[1..]);
    let tearless = rest.trim_start_matches(['\'', ',']);
    let mouths = tearless.strip_prefix('-').unwrap_or(tearless);
    let mouth = mouths.chars().next()?;
    let tearful = tearless.len() < rest.len();
    face(eyes, tearful, mouth, false)?;
    let after = mouths.trim_start_matches(mouth);
    let in_word = after.starts_with(char::is_alphanumeric) || before.is_some_and(char::is_alphanumeric);
    let many = mouths.len() - after.len() > mouth.len_utf8();
    let face = face(eyes, tearful, mouth, many).filter(|_| !mouth.is_alphanumeric() || !in_word)?;
    Some((face, text.len() - after.len()))
}

fn face(eyes: char, tearful: bool, mouth: char, many: bool) -> Option<&'static str> {
    match latin(mouth) {
        ')' | ']' | '}' if eyes == ';' => Some(";)"),
        ')' | ']' | '}' if many => Some(":))"),
        ')' | ']' | '}' => Some(":)"),
        '(' | '[' | '{' if tearful => Some(":'("),
        '(' | '[' | '{' if many => Some(":(("),
        '(' | '[' | '{' | 'c' | 'C' => Some(":("),
        'D' | 'd' => Some(":D"),
        '*' => Some(":*"),
        '3' => Some(":3"),
        'p' | 'P' => Some(":P"),
        'o' | 'O' => Some(":O"),
        '/' | '\\' if !many => Some(":/"),
        '|' => Some(":|"),
        _ => None,
    }
}

/// `o_O`, `о.о`, `T_T`, `-_-`
fn wide_eyed(text: &str) -> Option<(&'static str, usize)> {
    let mut parts = text.char_indices();
    let ((_, left), (_, nose), (at, right)) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some_and(|(_, next)| next.is_alphanumeric() || next == '_') {
        return None;
    }
    let face = match (latin(left), nose, latin(right)) {
        ('o' | 'O' | '0', '_', 'o' | 'O' | '0') => "O_O",
        ('o' | 'O', '.', 'o' | 'O') => "O_O",
        ('T', '_', 'T') => ":'(",
        ('-', '_', '-') => "-_-",
        _ => return None,
    };
    Some((face, at + right.len_utf8()))
}

/// The Latin letter that one of another alphabet stands for in faces.
fn latin(letter: char) -> char {
    if letter.is_ascii() { letter } else { packs().letters().in_face(letter) }
}

/// Brackets that close or open nothing: a smile or its contrary.
#[derive(Default)]
pub struct Brackets {
    open: usize,
}

impl Brackets {
    /// Of a run of `)` or `(`, and the characters around it: the face it makes, if it makes one.
    pub fn face(
        &mut self,
        bracket: char,
        run: usize,
        before: Option<char>,
        after: Option<char>,
    ) -> Option<&'static str> {
        if bracket == ')' {
            // `1)` numbers a list.
            if run == 1 && before.is_some_and(char::is_numeric) {
                self.open = self.open.saturating_sub(1);
                return None;
            }
            let closing = run.min(self.open);
            self.open -= closing;
            return [None, Some(")"), Some("))"), Some(")))")][(run - closing).min(3)];
        }
        if run == 1 && after.is_some_and(|after| !after.is_whitespace()) {
            self.open += 1;
            return None;
        }
        [None, Some("("), Some("(("), Some("(((")][run.min(3)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Option<(&'static str, usize)> {
        emoticon(text, None)
    }

    #[test]
    fn faces_are_read() {
        for (text, face) in [
            (":)", ":)"),
            (":-) так", ":)"),
            ("=))))", ":))"),
            (":'(", ":'("),
            (":DDD", ":D"),
            (";-)", ";)"),
            ("<3", "<3"),
            ("o_O", "O_O"),
            ("О_о?", "O_O"),
            ("Т_Т", ":'("),
            (">_<", ">_<"),
            (":с", ":("),
            ("-_-", "-_-"),
            (":P.", ":P"),
        ] {
            assert_eq!(at(text).map(|(face, _)| face), Some(face), "{text}");
        }
    }

    #[test]
    fn signs_among_words_are_no_faces() {
        for text in
            [":", "::", ":30", ": так", ":так", ":Dива", "= 5", "<b>", "o_one", "т_т_т", ":/ /x/".get(1..).unwrap()]
        {
            assert_eq!(at(text), None, "{text}");
        }
        assert_eq!(emoticon(":3", Some('0')), None);
    }

    #[test]
    fn brackets_smile_when_they_close_nothing() {
        let mut brackets = Brackets::default();
        assert_eq!(brackets.face(')', 1, Some('к'), None), Some(")"));
        assert_eq!(brackets.face('(', 1, None, Some('т')), None);
        assert_eq!(brackets.face(')', 1, Some('к'), None), None);
        assert_eq!(brackets.face('(', 1, None, Some('т')), None);
        assert_eq!(brackets.face(')', 3, None, None), Some("))"));
        assert_eq!(brackets.face(')', 90, None, None), Some(")))"));
        assert_eq!(brackets.face('(', 1, None, None), Some("("));
        assert_eq!(brackets.face('(', 4, None, Some(' ')), Some("((("));
    }
}
