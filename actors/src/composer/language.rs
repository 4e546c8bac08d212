//! In which language to answer.

use crate::conversation::request::{Asked, Request};
use crate::text::catalogue::Language;
use crate::text::words::{fold, words};

/// The language of what was said, else of the asker's Telegram client, else the default.
///
/// A search for a Latin word says nothing of the searcher: names of things are often Latin.
pub fn language_of(request: &Request, default: Language) -> Language {
    let said = match &request.asked {
        Asked::Talk { text } | Asked::Chime { text } => spoken(text),
        Asked::Me { args } | Asked::Quiet { args } | Asked::Top { args } | Asked::Summary { args } => {
            spoken(args).filter(|it| *it == Language::Uk)
        }
        Asked::Search { words } => spoken(words).filter(|it| *it == Language::Uk),
        _ => None,
    };
    let client = || request.asker_language.as_deref().and_then(Language::of_tag);
    said.or_else(client).unwrap_or(default)
}

/// By the letters that are in the majority, handles, commands, links and our own name aside.
fn spoken(text: &str) -> Option<Language> {
    let mut balance = 0_i64;
    for chunk in text.split_whitespace().filter(|it| !it.contains(['@', '/'])) {
        for word in words(chunk).filter(|it| fold(it) != "balachka") {
            balance += word.chars().map(weight).sum::<i64>();
        }
    }
    match balance {
        0 => None,
        more if more > 0 => Some(Language::Uk),
        _ => Some(Language::En),
    }
}

fn weight(letter: char) -> i64 {
    match letter {
        '\u{400}'..='\u{52F}' => 1,
        'a'..='z' | 'A'..='Z' => -1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_after_quiet_tell_the_language() {
        let asked = |args: &str| Request {
            chat: crate::model::ChatId(-5),
            chat_kind: crate::model::ChatKind::Group,
            thread: None,
            reply_to: None,
            asker: crate::model::PersonId(1),
            asker_name: String::new(),
            asker_language: Some("en".to_owned()),
            asked: Asked::Quiet { args: args.to_owned() },
            about: crate::conversation::request::About::default(),
        };
        assert_eq!(language_of(&asked("30 хв"), Language::En), Language::Uk);
        assert_eq!(language_of(&asked("2h"), Language::Uk), Language::En);
    }

    #[test]
    fn the_majority_of_letters_decides() {
        for (text, language) in [
            ("привіт", Some(Language::Uk)),
            ("Balachka, привіт", Some(Language::Uk)),
            ("как дела?", Some(Language::Uk)),
            ("@balachka_bot хто?", Some(Language::Uk)),
            ("хто тут знає rust?", Some(Language::Uk)),
            ("hello, балачко, how are you", Some(Language::En)),
            ("https://example.com/page ага", Some(Language::Uk)),
            ("@balachka_bot", None),
            ("123 🙂", None),
        ] {
            assert_eq!(spoken(text), language, "{text}");
        }
    }
}
