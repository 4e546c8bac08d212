use proptest::prelude::*;

use super::*;
use crate::conversation::request::Effect;
use crate::model::{Forward, Media, MessageId, Reaction, ReplyTo, Sent, Service};

const NOW: i64 = 1_714_745_100;

fn me() -> Me {
    Me { id: PersonId(777), username: "balachka_bot".into(), name: "Пані Балачка".into() }
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
    }
}

fn in_group(text: &str) -> Message {
    said(ChatKind::Supergroup, text)
}

fn decided(message: Message) -> Decision {
    decide(&Event::Message(Box::new(message)), &me(), &Policy::default(), NOW)
}

#[track_caller]
fn asks(message: Message, asked: Asked) {
    match decided(message) {
        Decision::Answer(request) => assert_eq!(request.asked, asked),
        quiet => panic!("{quiet:?} instead of {asked:?}"),
    }
}

#[track_caller]
fn quiet(message: Message, why: Why) {
    assert_eq!(decided(message), Decision::Quiet(why));
}

fn talk(text: &str) -> Asked {
    Asked::Talk { text: text.into() }
}

#[test]
fn each_command_is_known() {
    let search = Asked::Search { words: "кава зранку".into() };
    for (text, asked) in [
        ("/start", Asked::Start),
        ("/help", Asked::Help),
        ("/HELP@Balachka_Bot", Asked::Help),
        ("/stats", Asked::Stats),
        ("/stats chat", Asked::Stats),
        ("/stats me", Asked::MyStats),
        ("/stats Я", Asked::MyStats),
        ("/search кава зранку", search),
        ("/search", Asked::SearchWithoutWords),
        ("/search   ", Asked::SearchWithoutWords),
    ] {
        asks(in_group(text), asked.clone());
        asks(said(ChatKind::Private, text), asked);
    }
}

#[test]
fn unknown_commands_are_answered_only_when_they_are_ours() {
    asks(in_group("/dance@balachka_bot"), Asked::Unknown);
    asks(said(ChatKind::Private, "/dance"), Asked::Unknown);
    quiet(in_group("/dance"), Why::UnknownCommand);
    quiet(in_group("/stats@other_bot"), Why::CommandForAnotherBot);
    quiet(said(ChatKind::Private, "/stats@other_bot"), Why::CommandForAnotherBot);
}

#[test]
fn mentions_names_and_trigger_words_call() {
    for text in [
        "@balachka_bot",
        "що скажеш, @BALACHKA_BOT?",
        "пані балачка, ви тут?",
        "гей, Балачко!",
        "БАЛАЧКА",
        "Balachka hi",
    ] {
        asks(in_group(text), talk(text));
    }
}

#[test]
fn other_words_do_not_call() {
    for text in ["привіт усім", "@balachka_bot2", "побалачкали", "@balachka", "t.me/balachka"] {
        quiet(in_group(text), Why::NotCalled);
    }
}

#[test]
fn a_mention_without_a_username_calls() {
    let mut message = in_group("Пані, чуєте?");
    message.mentions = vec![PersonId(777)];
    asks(message, talk("Пані, чуєте?"));
}

#[test]
fn a_reply_to_us_calls_and_a_reply_to_others_does_not() {
    let reply =
        |sender| Message { reply_to: Some(ReplyTo { id: MessageId(3), sender }), ..in_group("справді?") };
    asks(reply(Some(PersonId(777))), talk("справді?"));
    quiet(reply(Some(PersonId(2))), Why::NotCalled);
    quiet(reply(None), Why::NotCalled);
}

#[test]
fn everything_said_in_private_is_answered() {
    asks(said(ChatKind::Private, "ну що там"), talk("ну що там"));
}

#[test]
fn a_caption_counts_as_text() {
    let media = Media { kind: "photo".into(), file_id: None };
    let photo = Message { media: Some(media), ..in_group("Балачко, глянь") };
    asks(photo, talk("Балачко, глянь"));
}

#[test]
fn bots_and_we_ourselves_are_never_answered() {
    let from = |id, kind| Message { sender: person(id, kind), ..said(ChatKind::Private, "/help") };
    quiet(from(2, PersonKind::Bot), Why::OtherBot);
    quiet(from(777, PersonKind::Bot), Why::Own);
    asks(from(3, PersonKind::Anonymous), Asked::Help);
}

#[test]
fn a_channel_in_a_group_is_answered_only_if_it_calls() {
    let post = |text, forward| Message { sender: person(-100, PersonKind::Channel), forward, ..in_group(text) };
    quiet(post("Новий допис", None), Why::NotCalled);
    asks(post("Балачко, агов", None), talk("Балачко, агов"));
}

#[test]
fn a_forward_is_not_a_call_unless_it_has_our_handle() {
    let forwarded = |text| Message {
        forward: Some(Forward { name: "Канал".into(), from: None, date: NOW }),
        ..in_group(text)
    };
    quiet(forwarded("Балачка про погоду"), Why::NotCalled);
    quiet(forwarded("/stats"), Why::NotCalled);
    asks(forwarded("@balachka_bot зваж"), talk("@balachka_bot зваж"));
}

#[test]
fn service_messages_and_messages_without_text_are_not_answered() {
    let service = Message { service: Some(Service::Title("Балачка".into())), ..in_group("Балачка") };
    quiet(service, Why::ServiceMessage);
    quiet(Message { text: None, ..said(ChatKind::Private, "") }, Why::NoText);
    quiet(said(ChatKind::Private, " \n"), Why::NoText);
}

#[test]
fn channel_posts_are_not_answered() {
    quiet(said(ChatKind::Channel, "/stats"), Why::ChannelPost);
}

#[test]
fn only_late_messages_are_too_old() {
    let aged = |age| Message { date: NOW - age, ..in_group("/help") };
    quiet(aged(301), Why::TooOld);
    asks(aged(300), Asked::Help);
    asks(aged(-100_000), Asked::Help);
    quiet(aged(i64::MAX), Why::TooOld);
}

#[test]
fn chats_that_are_not_allowed_are_not_answered() {
    let only = |id| Policy { allowed_chats: vec![ChatId(id)], ..Policy::default() };
    let event = Event::Message(Box::new(in_group("/help")));
    assert_eq!(decide(&event, &me(), &only(-5), NOW), Decision::Quiet(Why::ChatNotAllowed));
    assert!(matches!(decide(&event, &me(), &only(-1_001_234), NOW), Decision::Answer(_)));
}

#[test]
fn edits_sent_messages_and_reactions_are_not_answered() {
    let message = Box::new(said(ChatKind::Private, "/help"));
    let sent = Sent { outbox: 1, message: *message.clone() };
    let reaction = Reaction {
        chat: chat(ChatKind::Private),
        message: MessageId(1),
        person: person(1, PersonKind::User),
        date: NOW,
        emoji: vec!["👍".into()],
    };
    for (event, why) in [
        (Event::Edited(message), Why::Edited),
        (Event::Sent(Box::new(sent)), Why::Own),
        (Event::Reaction(Box::new(reaction)), Why::NotAMessage),
        (Event::Other("poll".into()), Why::NotAMessage),
    ] {
        assert_eq!(decide(&event, &me(), &Policy::default(), NOW), Decision::Quiet(why));
    }
}

fn standing(kind: ChatKind, was: &str, status: &str, own: bool) -> Event {
    Event::Membership(Box::new(Membership {
        chat: chat(kind),
        by: person(1, PersonKind::User),
        person: person(777, PersonKind::Bot),
        date: NOW,
        status: status.into(),
        was: was.into(),
        own,
    }))
}

#[test]
fn we_say_hello_when_added_to_a_group() {
    for (was, status) in [("left", "member"), ("kicked", "administrator")] {
        let event = standing(ChatKind::Group, was, status, true);
        let Decision::Answer(request) = decide(&event, &me(), &Policy::default(), NOW) else {
            panic!("quiet about {was} to {status}");
        };
        assert_eq!((request.asked, request.reply_to), (Asked::Welcome, None));
    }
}

#[test]
fn other_changes_of_standing_are_met_with_silence() {
    for (event, why) in [
        (standing(ChatKind::Group, "member", "administrator", true), Why::NotAdded),
        (standing(ChatKind::Group, "member", "kicked", true), Why::NotAdded),
        (standing(ChatKind::Private, "kicked", "member", true), Why::NotAdded),
        (standing(ChatKind::Channel, "left", "administrator", true), Why::ChannelPost),
        (standing(ChatKind::Group, "left", "member", false), Why::NotAMessage),
    ] {
        assert_eq!(decide(&event, &me(), &Policy::default(), NOW), Decision::Quiet(why));
    }
}

#[test]
fn a_request_tells_whom_to_answer_and_where() {
    let Decision::Answer(request) = decided(in_group("/help")) else {
        panic!("quiet");
    };
    assert_eq!(request.chat, ChatId(-1_001_234));
    assert_eq!((request.thread, request.reply_to), (Some(9), Some(MessageId(5))));
    assert_eq!((request.asker, request.asker_name.as_str()), (PersonId(1), "Олена Коваль"));
    let stored = serde_json::to_string(&request).expect("serialises");
    assert_eq!(serde_json::from_str::<Request>(&stored).expect("reads back"), *request);
}

#[test]
fn commands_are_answered_at_least_once_and_chatter_at_most_once() {
    let effect = |text| match decided(said(ChatKind::Private, text)) {
        Decision::Answer(request) => request.effect(),
        Decision::Quiet(why) => panic!("{why:?}"),
    };
    for command in ["/start", "/help", "/stats", "/stats me", "/search x", "/search", "/dance"] {
        assert_eq!(effect(command), Effect::AtLeastOnce, "{command}");
    }
    assert_eq!(effect("привіт"), Effect::AtMostOnce);
}

proptest! {
    #[test]
    fn in_a_group_only_a_call_is_answered(text in "((балачк[аио])?[а-яєіїґ ,.!?'’-]{0,3}){0,9}") {
        let called = crate::text::words::words(&text).any(|it| ["балачка", "балачко"].contains(&it));
        let answered = matches!(decided(in_group(&text)), Decision::Answer(_));
        prop_assert_eq!(answered, called);
    }

    #[test]
    fn no_text_of_a_bot_is_answered(text in ".*") {
        let sender = person(2, PersonKind::Bot);
        quiet(Message { sender, ..said(ChatKind::Private, &text) }, Why::OtherBot);
    }

    #[test]
    fn the_handle_calls_wherever_it_stands(before in "[а-яa-z ]{0,20}", after in "[а-яa-z ]{0,20}") {
        let text = format!("{before} @Balachka_Bot, {after}");
        asks(in_group(&text), talk(text.trim()));
    }
}
