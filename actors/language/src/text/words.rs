//! Words of Ukrainian and English texts, folded so that they can be compared.

/// A word as it is compared: lower case, every apostrophe written as `'`.
pub fn fold(word: &str) -> String {
    word.chars()
        .map(|character| if is_apostrophe(character) { '\'' } else { character })
        .flat_map(char::to_lowercase)
        .collect()
}

/// Runs of letters, digits and `_`, with the apostrophes between them; not folded.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let spots: Vec<(usize, char)> = text.char_indices().collect();
    let mut runs = Vec::new();
    let mut start = None;
    for (place, (at, character)) in spots.iter().enumerate() {
        let next = spots.get(place + 1).map(|(_, next)| *next);
        let inside =
            is_letter(*character) || start.is_some() && is_apostrophe(*character) && next.is_some_and(is_letter);
        match (inside, start) {
            (true, None) => start = Some(*at),
            (false, Some(from)) => {
                runs.push(&text[from..*at]);
                start = None;
            }
            _ => {}
        }
    }
    runs.extend(start.map(|from| &text[from..]));
    runs.into_iter()
}

/// Whether the text has the phrase in it as whole words, in any case. An empty phrase is in no text.
pub fn has_phrase(text: &str, phrase: &str) -> bool {
    let phrase: Vec<String> = words(phrase).map(fold).collect();
    let text: Vec<String> = words(text).map(fold).collect();
    !phrase.is_empty() && text.windows(phrase.len()).any(|window| window == phrase)
}

/// Whether the text names the phrase, unless as a part of an `@name` or of a path (`t.me/name`).
pub fn calls(text: &str, phrase: &str) -> bool {
    let named = |character: char| matches!(character, '@' | '/' | '\\');
    let bare: Vec<&str> =
        text.split_whitespace().map(|chunk| if chunk.contains(named) { "/" } else { chunk }).collect();
    has_phrase(&bare.join(" "), phrase)
}

/// Whether the text mentions `@username`, in any case.
pub fn mentions(text: &str, username: &str) -> bool {
    if username.is_empty() {
        return false;
    }
    let (text, handle) = (text.to_lowercase(), format!("@{}", username.to_lowercase()));
    text.match_indices(&handle).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + handle.len()..].chars().next();
        !before.is_some_and(is_letter) && !after.is_some_and(is_letter)
    })
}

fn is_letter(character: char) -> bool {
    character.is_alphanumeric() || character == '_' || matches!(character, '\u{300}'..='\u{36F}')
}

/// Any of the characters that stand for the apostrophe of a word.
pub fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | 'ʼ' | '‘' | '`' | '′')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ukrainian_words_are_whole() {
        let found: Vec<&str> = words("П’ять їжаків, об'єднаних ґанком; «Єва» — \"так\".").collect();
        assert_eq!(found, ["П’ять", "їжаків", "об'єднаних", "ґанком", "Єва", "так"]);
    }

    #[test]
    fn apostrophes_and_case_do_not_matter() {
        assert!(has_phrase("Хто бачив ПʼЯТЬ котів?", "п'ять"));
        assert!(has_phrase("ЇЖАК Ґава", "їжак ґава"));
    }

    #[test]
    fn a_phrase_is_found_as_whole_words_only() {
        assert!(has_phrase("Гей, Балачка!", "балачка"));
        assert!(!has_phrase("Порожні балачками не назвеш", "балачка"));
        assert!(!has_phrase("м'ята", "ята"));
        assert!(has_phrase("ну, пані  Балачка, кажіть", "Пані Балачка"));
        assert!(!has_phrase("будь-що", ""));
    }

    #[test]
    fn handles_and_links_do_not_call() {
        assert!(calls("balachka, hi", "balachka"));
        assert!(calls("так (балачка)", "балачка"));
        for other in ["@balachka hi", "t.me/balachka", "https://x.y/balachka", "balachka_bot"] {
            assert!(!calls(other, "balachka"), "{other}");
        }
    }

    #[test]
    fn a_mention_has_bounds() {
        for ours in ["@Balachka_Bot", "hi @balachka_bot!", "(@BALACHKA_BOT)", "чуєш,@balachka_bot’е"] {
            assert!(mentions(ours, "balachka_bot"), "{ours}");
        }
        for other in ["@balachka_bot2", "mail@balachka_bot", "balachka_bot", "@balachka_botік", "@balachka"] {
            assert!(!mentions(other, "balachka_bot"), "{other}");
        }
        assert!(!mentions("@ whoever", ""));
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in ".*") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }

        #[test]
        fn a_word_is_found_wherever_it_stands(
            word in "[а-яґєії]{1,8}", before in "[а-я ,.!]{0,9}", after in "[а-я ,.!]{0,9}",
        ) {
            let text = format!("{before} {}, {after}", word.to_uppercase());
            prop_assert!(has_phrase(&text, &word));
        }

        #[test]
        fn words_hold_every_letter_of_the_text(text in ".*") {
            let letters = |text: &str| text.chars().filter(|it| it.is_alphanumeric()).collect::<String>();
            prop_assert_eq!(letters(&words(&text).collect::<String>()), letters(&text));
        }
    }
}
