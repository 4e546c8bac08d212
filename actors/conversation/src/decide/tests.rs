use proptest::prelude::*;

use super::*;
use crate::commands::tests::{SOME, command};
use crate::request::{Effect, Talk};
use events::{Aside, Forward, Media, Membership, MessageId, Quoted, Reaction, ReplyTo, Sent, Service, Sketch};

const NOW: i64 = 1_714_745_100;

fn me() -> Me {
    Me { id: PersonId(777), username: "balachka_bot".into(), name: "Пані Балачка".into(), hears_all: true }
}

fn person(id: i64, kind: PersonKind) -> Person {
    Person {
        id: PersonId(id),
        kind,
        first_name: "Олена".into(),
        last_name: Some("Коваль".into()),
        username: None,
        language: Some("uk".into()),
    }
}

fn chat(kind: ChatKind) -> Chat {
    Chat { id: ChatId(-1_001_234), kind, title: "Друзі".into(), username: None }
}

fn said(kind: ChatKind, text: &str) -> Message {
    Message {
        chat: chat(kind),
        id: MessageId(5),
        thread: Some(9),
        sender: person(1, PersonKind::User),
        date: NOW,
        edited: None,
        reply_to: None,
        text: Some(text.into()),
        entities: None,
        mentions: Vec::new(),
        media: None,
        forward: None,
        album: None,
        service: None,
        aside: Aside::default(),
    }
}

fn in_group(text: &str) -> Message {
    said(ChatKind::Supergroup, text)
}

fn policy() -> Policy {
    Policy { commands: SOME, ..Policy::default() }
}

fn decided(message: Message) -> Decision {
    decide(&Event::Message(Box::new(message)), &me(), &policy(), &[&own_names()], NOW)
}

#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "the calls read better")]
fn asks(message: Message, kind: RequestKind) {
    match decided(message) {
        Decision::Answer(request) => assert_eq!(request.kind, kind),
        quiet @ Decision::Quiet(_) => panic!("{quiet:?} instead of {kind:?}"),
    }
}

#[track_caller]
fn quiet(message: Message, why: Why) {
    assert_eq!(decided(message), Decision::Quiet(why));
}

fn talk(text: &str) -> RequestKind {
    RequestKind::Talk(Talk::new(text))
}

fn own_names() -> CallNames {
    CallNames::new(["Пані Балачка"])
}

fn standing(kind: ChatKind, was: &str, status: &str, own: bool) -> Event {
    Event::Membership(Box::new(Membership {
        chat: chat(kind),
        by: person(1, PersonKind::User),
        person: person(777, PersonKind::Bot),
        date: NOW,
        status: status.into(),
        was: was.into(),
        muted_until: None,
        own,
    }))
}

mod calls;
mod limits;
