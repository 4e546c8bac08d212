//! About how many tokens a text is, for any model.

/// An estimate that errs on the high side for ordinary talk.
///
/// Tokenisers differ; this counts, as measured over the common ones, 4 Latin letters or spaces a token, 2.5 Cyrillic
/// (or Greek, Hebrew, Arabic) letters, 2 digits or signs, and half a character of any other kind (ideographs, emoji).
/// It never shrinks when a text grows.
pub fn tokens(text: &str) -> usize {
    text.chars().map(twentieths).sum::<usize>().div_ceil(20)
}

fn twentieths(char: char) -> usize {
    match char {
        'a'..='z' | 'A'..='Z' | ' ' => 5,
        '\0'..='\x7f' => 10,
        // All alphabets that take two bytes in UTF-8.
        '\u{80}'..='\u{7ff}' => 8,
        _ => 40,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn letters_weigh_by_their_alphabet() {
        assert_eq!(tokens(""), 0);
        assert_eq!(tokens("four"), 1);
        assert_eq!(tokens("балачка ця"), 4, "3.85 rounded up");
        assert_eq!(tokens("😀"), 2);
    }

    proptest! {
        #[test]
        fn a_longer_text_is_never_fewer_tokens(text in "\\PC*", more in "\\PC*") {
            let whole = tokens(&format!("{text}{more}"));
            prop_assert!(whole >= tokens(&text) && whole >= tokens(&more));
            prop_assert!(whole <= tokens(&text) + tokens(&more), "parts counted one by one do not come out too low");
        }
    }
}
