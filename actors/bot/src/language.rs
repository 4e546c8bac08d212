//! In which language to answer.

use conversation::{Request, RequestKind, Talk};
use events::ChatKind;
use intent::{in_own_letters, is_english, is_name};
use language::packs::Script;
use language::text::{
    catalogue::{Language, written_in},
    words::{fold, words},
};

use crate::Composer;

/// Latin letters from which on a text of several words is English for sure, and no name of something.
const ENGLISH: usize = 8;

impl Composer {
    /// In which language to answer where the chat has chosen this one, if any.
    pub(crate) async fn language_in(&self, request: &Request, chosen: Option<Language>) -> Language {
        if let Some(language) = chosen.or(self.language) {
            return language;
        }
        let prevailing = match request.chat_kind {
            ChatKind::Private => None,
            _ => self.knowledge.language(request.chat).await,
        };
        language_of(request, prevailing, Language::default())
    }
}

/// The language of what was said where that is clear, else the one that prevails in the chat, else that of the asker's
/// Telegram client, else the default.
///
/// A Latin word behind a command says nothing of who asks: names of things are often Latin.
pub(crate) fn language_of(request: &Request, prevailing: Option<Language>, default: Language) -> Language {
    let said = match &request.kind {
        RequestKind::Talk(Talk { text, .. }) | RequestKind::Chime { text } => {
            spoken(text).filter(|it| prevailing.is_none() || is_clear(*it, text))
        }
        RequestKind::Reminder(due) => spoken(&due.what).filter(|it| prevailing.is_none() || is_clear(*it, &due.what)),
        RequestKind::Command { args, .. } => spoken(args).filter(|it| !is_latin(*it)),
        RequestKind::UnknownCommand { .. }
        | RequestKind::Welcome
        | RequestKind::WelcomeInPrivacyMode
        | RequestKind::Promoted
        | RequestKind::NotListed
        | RequestKind::Shown
        | RequestKind::Press { .. }
        | RequestKind::Silence(_)
        | RequestKind::PollResult { .. }
        | RequestKind::Mild { .. } => None,
    };
    let client = || request.asker_language.as_deref().and_then(Language::of_tag);
    said.or(prevailing).or_else(client).unwrap_or(default)
}

/// The language that most of the texts are in, if most are in one. Those that can change nothing any more are not read.
pub(crate) fn prevailing<'t>(texts: impl Iterator<Item = &'t str>) -> Option<Language> {
    let texts: Vec<&str> = texts.filter(|text| !text.starts_with('/')).collect();
    let mut votes: Vec<(Language, usize)> = Vec::new();
    for (read, text) in (1..).zip(&texts) {
        let Some(language) = spoken(text) else { continue };
        match votes.iter_mut().find(|(it, _)| *it == language) {
            Some((_, count)) => *count += 1,
            None => votes.push((language, 1)),
        }
        votes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        if lead(&votes) > texts.len() - read {
            break;
        }
    }
    votes.first().filter(|_| lead(&votes) > 0).map(|(language, _)| *language)
}

/// By how much the first of sorted counts is ahead of the second.
fn lead(votes: &[(Language, usize)]) -> usize {
    let count = |place: usize| votes.get(place).map_or(0, |(_, count)| *count);
    count(0) - count(1)
}

/// Whether the text is in that language for sure: a word or two of Latin letters are written in any chat.
fn is_clear(language: Language, text: &str) -> bool {
    let in_many_letters = || {
        let lead = written_in(own_words(text)).map_or(0, |(_, lead)| lead);
        own_words(text).count() > 1 && lead >= ENGLISH
    };
    !is_latin(language) || is_english(text) || in_many_letters()
}

/// By the letters that are in the majority, handles, commands, links and our own name aside; in Latin letters only what is
/// no other language typed in them.
fn spoken(text: &str) -> Option<Language> {
    if let Some(own) = in_own_letters(text) {
        return written_in(own_words(&own.text)).map(|(language, _)| language);
    }
    written_in(own_words(text)).map(|(language, _)| language)
}

fn own_words(text: &str) -> impl Iterator<Item = &str> {
    let chunks = text.split_whitespace().filter(|it| !it.contains(['@', '/']));
    chunks.flat_map(words).filter(|word| !is_name(&fold(word)))
}

fn is_latin(language: Language) -> bool {
    language.script() == Script::Latin
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(kind: RequestKind, asker_language: Option<&str>) -> Request {
        Request {
            chat: events::ChatId(-5),
            chat_kind: ChatKind::Group,
            thread: None,
            reply_to: None,
            asker: events::PersonId(1),
            asker_name: String::new(),
            asker_language: asker_language.map(str::to_owned),
            asked_at: 0,
            silent: false,
            follows: false,
            ephemeral: None,
            is_order: false,
            kind,
            about: conversation::request::About::default(),
            mood: conversation::ChatMood::Calm,
        }
    }

    #[test]
    fn words_after_quiet_tell_the_language() {
        let asked =
            |args: &str| request(RequestKind::Command { name: "quiet".into(), args: args.to_owned() }, Some("en"));
        assert_eq!(language_of(&asked("30 хв"), None, Language::En), Language::Uk);
        assert_eq!(language_of(&asked("2h"), None, Language::Uk), Language::En);
        assert_eq!(language_of(&asked("2h"), Some(Language::Uk), Language::En), Language::Uk);
    }

    #[test]
    fn what_is_short_or_unclear_is_answered_as_the_chat_speaks() {
        let said = |text: &str| request(RequestKind::Talk(Talk::new(text)), None);
        for (text, in_ukrainian, in_english) in [
            ("Балачко, ok", Language::Uk, Language::En),
            ("@balachka_bot", Language::Uk, Language::En),
            ("Balachka, Rust?", Language::Uk, Language::En),
            ("lol 🙂", Language::Uk, Language::En),
            ("hello!", Language::En, Language::En),
            ("Balachka, who mentioned the deadline?", Language::En, Language::En),
            ("так", Language::Uk, Language::Uk),
        ] {
            assert_eq!(language_of(&said(text), Some(Language::Uk), Language::En), in_ukrainian, "{text}");
            assert_eq!(language_of(&said(text), Some(Language::En), Language::Uk), in_english, "{text}");
        }
    }

    #[test]
    fn the_language_of_a_chat_is_that_of_most_of_its_messages() {
        let of = |texts: &[&str]| prevailing(texts.iter().copied());
        assert_eq!(of(&["hi all", "lunch?", "так"]), Some(Language::En));
        assert_eq!(of(&["/stats", "/help", "привіт"]), Some(Language::Uk));
        assert_eq!(of(&["привіт", "hi", "🙂"]), None);
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn the_majority_of_letters_decides() {
        for (text, language) in [
            ("привіт", Some(Language::Uk)),
            ("Balachka, привіт", Some(Language::Uk)),
            ("как дела?", Some(Language::Uk)),
            ("@balachka_bot хто?", Some(Language::Uk)),
            ("хто тут знає rust?", Some(Language::Uk)),
            ("балачко, hello", Some(Language::En)),
            ("https://example.com/page ага", Some(Language::Uk)),
            ("@balachka_bot", None),
            ("123 🙂", None),
        ] {
            assert_eq!(spoken(text), language, "{text}");
        }
    }
}
