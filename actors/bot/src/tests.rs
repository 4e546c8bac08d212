//! What answers say, worded from what the stores would tell.

use context::{ChatStats, Hit, PersonStats};
use conversation::{ChatMood, Request, RequestKind, Talk, persona::Personas, request::About};
use events::{ChatId, ChatKind, MessageId, PersonId};
use intent::{Intent, SmallTalk};
use language::text::catalogue::{Args, Language, say, variants};
use personalization::{Length, Style};

use crate::{
    Address,
    lines::Line,
    replies::{shown, small_talk, social},
    speaker::Speaker,
    style::ReplyStyle,
    variety::Variety,
};

const CHAT: ChatId = ChatId(-1_001_234_567_890);
const ME: PersonId = PersonId(777);
const MAY: i64 = 1_714_745_100;

pub(crate) fn request(kind: RequestKind) -> Request {
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
        follows: false,
        ephemeral: None,
        is_order: false,
        kind,
        about: About::default(),
        mood: ChatMood::Calm,
    }
}

pub(crate) fn talk(text: &str) -> Request {
    request(RequestKind::Talk(Talk::new(text)))
}

pub(crate) fn style(language: Language) -> ReplyStyle {
    ReplyStyle {
        persona: Personas::default().of(None),
        language,
        utc_offset: 0,
        now: jiff::Timestamp::from_second(MAY + 86_400).unwrap().to_zoned(jiff::tz::TimeZone::UTC),
        me: ME,
        address: Address::new("balachka_bot", ["балачка", "балачко", "balachka"]),
        seed: 1,
        style: Style::Neutral,
        length: Length::Medium,
        topic: None,
        tone: None,
        mood: ChatMood::Calm,
        climate: None,
        hint: false,
    }
}

/// What is said in that style.
fn said_in<T>(style: &ReplyStyle, wording: impl FnOnce(&mut Speaker<'_>) -> T) -> T {
    wording(&mut Speaker::new(CHAT, style, &mut Variety::default()))
}

/// What is said in that language.
fn said<T>(language: Language, wording: impl FnOnce(&mut Speaker<'_>) -> T) -> T {
    said_in(&style(language), wording)
}

/// The answer to talk that needs no memory.
fn answer_in(style: &ReplyStyle, request: &Request) -> String {
    said_in(style, |speaker| match request.intent() {
        Some(Intent::SmallTalk(it)) => small_talk::in_words(speaker, *it),
        Some(Intent::Social(label)) => social::in_words(speaker, *label),
        Some(Intent::News(news)) => social::news(speaker, *news),
        Some(Intent::Judge) => speaker.say(Line::Judge),
        Some(Intent::Beyond(label)) => social::beyond_in_words(speaker, *label),
        Some(Intent::WhatIsThis) => {
            shown::what_is_this(speaker, request).unwrap_or_else(|| small_talk::in_words(speaker, SmallTalk::Question))
        }
        other => panic!("{other:?} needs a memory"),
    })
}

/// The same in Ukrainian.
pub(crate) fn uk(request: &Request) -> String {
    answer_in(&style(Language::Uk), request)
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
        to_bot: 0,
        first_message_at: MAY,
        last_message_at: MAY + 86_400,
    }
}

fn stats() -> ChatStats {
    ChatStats {
        chat_id: CHAT,
        title: "Друзі & <Co>".into(),
        total_messages: 23,
        to_bot: 0,
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
