//! What is not answered though it might call, changes of standing, and what a request holds.

use super::*;

#[test]
fn bots_and_we_ourselves_are_never_answered() {
    let from = |id, kind| Message { sender: person(id, kind), ..said(ChatKind::Private, "/help") };
    quiet(from(2, PersonKind::Bot), Why::OtherBot);
    quiet(from(777, PersonKind::Bot), Why::Own);
    asks(from(3, PersonKind::Anonymous), command("help", ""));
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
    asks(aged(300), command("help", ""));
    asks(aged(-100_000), command("help", ""));
    quiet(aged(i64::MAX), Why::TooOld);
}

#[test]
fn orders_are_obeyed_however_old_they_are_and_answered_for_a_day() {
    const DAY: i64 = 24 * 3600;
    let decided = |text: &str, age| match decided(Message { date: NOW - age, ..said(ChatKind::Private, text) }) {
        Decision::Answer(request) => Ok((request.silent, request.asked_at)),
        Decision::Quiet(why) => Err(why),
    };
    let orders = ["/quiet mute", "/mute", "/me style formal", "/language en", "/persona кума", "/admin backup"];
    let first_steps = ["/start", "/forget", "/privacy", "/settings", "/language", "/export"];
    for order in orders.iter().chain(&first_steps) {
        assert_eq!(decided(order, 301), Ok((false, NOW - 301)), "{order}");
        assert_eq!(decided(order, DAY), Ok((false, NOW - DAY)), "{order}");
    }
    for order in orders {
        assert_eq!(decided(order, DAY + 1), Ok((true, NOW - DAY - 1)), "{order}");
        assert_eq!(decided(order, 400 * DAY), Ok((true, NOW - 400 * DAY)), "{order}");
    }
    for step in first_steps {
        assert_eq!(decided(step, DAY + 1), Err(Why::TooOld), "{step}");
    }
    for question in ["/stats", "/me", "/mood", "/top", "/search x", "/summary", "/help", "/dance", "Балачко?"] {
        assert_eq!(decided(question, 301), Err(Why::TooOld), "{question}");
    }
}

#[test]
fn chats_that_are_not_allowed_are_not_answered() {
    let only = |id| Policy { allowed_chats: vec![ChatId(id)], ..policy() };
    let event = Event::Message(Box::new(in_group("/help")));
    assert_eq!(decide(&event, &me(), &only(-5), &[], NOW), Decision::Quiet(Why::ChatNotAllowed));
    assert!(matches!(decide(&event, &me(), &only(-1_001_234), &[], NOW), Decision::Answer(_)));
}

#[test]
fn edits_sent_messages_and_reactions_are_not_answered() {
    let message = Box::new(said(ChatKind::Private, "/help"));
    let sent = Sent { outbox: 1, key: None, poll: None, message: *message.clone() };
    let reaction = Reaction {
        chat: chat(ChatKind::Private),
        message: MessageId(1),
        person: person(1, PersonKind::User),
        date: NOW,
        emoji: vec!["👍".into()],
        was: Vec::new(),
    };
    for (event, why) in [
        (Event::Edited(message), Why::Edited),
        (Event::Sent(Box::new(sent)), Why::Own),
        (Event::Reaction(Box::new(reaction)), Why::NotAMessage),
        (Event::Other("poll".into()), Why::NotAMessage),
    ] {
        assert_eq!(decide(&event, &me(), &policy(), &[], NOW), Decision::Quiet(why));
    }
}

#[test]
fn we_say_hello_when_added_to_a_group() {
    for (was, status) in [("left", "member"), ("kicked", "administrator")] {
        let event = standing(ChatKind::Group, was, status, true);
        let Decision::Answer(request) = decide(&event, &me(), &policy(), &[], NOW) else {
            panic!("quiet about {was} to {status}");
        };
        assert_eq!((request.kind, request.reply_to), (RequestKind::Welcome, None));
    }
}

/// What is asked where privacy mode hides most of what is said.
fn asked_in_privacy_mode(was: &str, status: &str, muted_until: Option<i64>) -> Result<RequestKind, Why> {
    let Event::Membership(change) = standing(ChatKind::Supergroup, was, status, true) else { panic!() };
    let event = Event::Membership(Box::new(Membership { muted_until, ..*change }));
    match decide(&event, &Me { hears_all: false, ..me() }, &policy(), &[], NOW) {
        Decision::Answer(request) => Ok(request.kind),
        Decision::Quiet(why) => Err(why),
    }
}

#[test]
fn privacy_mode_is_explained_and_being_freed_of_it_thanked_for() {
    for (was, status, asked) in [
        ("left", "member", Ok(RequestKind::WelcomeInPrivacyMode)),
        ("left", "administrator", Ok(RequestKind::Welcome)),
        ("member", "administrator", Ok(RequestKind::Promoted)),
        ("restricted", "administrator", Ok(RequestKind::Promoted)),
        ("administrator", "administrator", Err(Why::NotAdded)),
        ("administrator", "member", Err(Why::NotAdded)),
        ("administrator", "left", Err(Why::NotAdded)),
    ] {
        assert_eq!(asked_in_privacy_mode(was, status, None), asked, "{was} to {status}");
    }
    assert_eq!(asked_in_privacy_mode("left", "restricted", Some(i64::MAX)), Err(Why::MayNotWrite));
}

#[test]
fn a_chat_that_is_not_listed_is_told_so_when_it_adds_us_and_never_again() {
    let elsewhere = Policy { allowed_chats: vec![ChatId(-5)], ..policy() };
    let decided = |was, status| decide(&standing(ChatKind::Group, was, status, true), &me(), &elsewhere, &[], NOW);
    let Decision::Answer(request) = decided("left", "member") else { panic!("quiet") };
    assert_eq!(request.kind, RequestKind::NotListed);
    assert_eq!(decided("member", "administrator"), Decision::Quiet(Why::ChatNotAllowed));
    assert_eq!(decided("member", "left"), Decision::Quiet(Why::NotAdded));
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
        assert_eq!(decide(&event, &me(), &policy(), &[], NOW), Decision::Quiet(why));
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
