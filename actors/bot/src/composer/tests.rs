use super::lines::Line;
use super::*;
use ::language::text::catalogue::{Args, Language, say, variants};
use context::{ChatStats, Hit, PersonStats};
use conversation::persona::Personas;
use conversation::request::{About, Asked, Request};
use events::{ChatId, ChatKind, MessageId, PersonId};
use personalization::{Length, Style};

const CHAT: ChatId = ChatId(-1_001_234_567_890);
const ME: PersonId = PersonId(777);
const MAY: i64 = 1_714_745_100;

fn request(asked: Asked) -> Request {
    Request {
        chat: CHAT,
        chat_kind: ChatKind::Supergroup,
        thread: None,
        reply_to: Some(MessageId(500)),
        asker: PersonId(1),
        asker_name: "Олена".into(),
        asker_language: None,
        asked_at: 0,
        silent: false,
        ephemeral: None,
        asked,
        about: About::default(),
    }
}

pub(super) fn talk(text: &str) -> Request {
    request(Asked::Talk { text: text.into() })
}

fn search(words: &str) -> Request {
    request(Asked::Search { words: words.into() })
}

pub(super) fn manner(language: Language) -> Manner {
    Manner {
        persona: Personas::default().of(None),
        language,
        utc_offset: 0,
        me: ME,
        address: Address::new("balachka_bot", ["балачка", "балачко", "balachka"]),
        seed: 1,
        style: Style::Neutral,
        length: Length::Medium,
        topic: None,
        tone: None,
        climate: None,
        hint: false,
    }
}

pub(super) fn uk(request: &Request, facts: &Facts) -> String {
    word(request, None, facts, &manner(Language::Uk), &mut Variety::default()).unwrap()
}

fn en(request: &Request, facts: &Facts) -> String {
    word(request, None, facts, &manner(Language::En), &mut Variety::default()).unwrap()
}

/// Whether the text is one of the line's variants that have nothing to fill in.
fn is_line(said: &str, language: Language, line: &str) -> bool {
    (1..=variants(language, line)).any(|it| say(language, &format!("{line}-{it}"), &Args::default()) == said)
}

fn person(name: &str, messages: i64) -> PersonStats {
    PersonStats {
        person_id: PersonId(messages),
        name: name.into(),
        messages,
        first_message_at: MAY,
        last_message_at: MAY + 86_400,
    }
}

fn stats() -> ChatStats {
    ChatStats {
        chat_id: CHAT,
        title: "Друзі & <Co>".into(),
        total_messages: 23,
        unique_users: 7,
        own_messages: 2,
        edits: 1,
        first_message_at: Some(MAY),
        last_message_at: Some(MAY),
        top: vec![
            person("Олена <b>", 11),
            person("\u{202E}Тарас", 4),
            person("", 3),
            person("Ґава", 2),
            person("Єва", 1),
            person("Шостий", 1),
        ],
    }
}

fn hit(id: i64, name: &str, snippet: &[(&str, bool)]) -> Hit {
    Hit {
        chat_id: CHAT,
        message_id: MessageId(id),
        thread: None,
        chat_username: None,
        sender_id: PersonId(2),
        sender_name: name.into(),
        date: MAY,
        snippet: snippet.iter().map(|(run, found)| ((*run).to_owned(), *found)).collect(),
        text: snippet.iter().map(|(run, _)| *run).collect(),
        media_kind: None,
        to_us: false,
    }
}

mod manners;
mod recall;
mod stats;
mod talk;
