//! What calls us.

use super::*;

#[test]
fn commands_are_known_by_their_names_in_groups_and_in_private() {
    for (text, kind) in [
        ("/start", command("start", "")),
        ("/HELP@Balachka_Bot", command("help", "")),
        ("/language en", command("language", "en")),
        ("/stats Я", command("stats", "Я")),
        ("/search кава зранку", command("search", "кава зранку")),
        ("/search   ", command("search", "")),
        ("/me стиль офіційно", command("me", "стиль офіційно")),
        ("/mute", command("quiet", "mute")),
        ("/unmute please", command("quiet", "off")),
    ] {
        asks(in_group(text), kind.clone());
        asks(said(ChatKind::Private, text), kind);
    }
}

#[test]
fn a_command_for_private_chats_is_unknown_in_groups() {
    asks(said(ChatKind::Private, "/admin"), command("admin", ""));
    quiet(in_group("/admin"), Why::UnknownCommand);
}

#[test]
fn unknown_commands_are_answered_only_when_they_are_ours() {
    asks(in_group("/dance@balachka_bot"), RequestKind::UnknownCommand { name: "dance".into() });
    asks(said(ChatKind::Private, "/dance"), RequestKind::UnknownCommand { name: "dance".into() });
    quiet(in_group("/dance"), Why::UnknownCommand);
    quiet(in_group("/stats@other_bot"), Why::CommandForAnotherBot);
    quiet(said(ChatKind::Private, "/stats@other_bot"), Why::CommandForAnotherBot);
}

#[test]
fn mentions_and_names_call_and_names_are_no_part_of_the_words() {
    for (text, words) in [
        ("@balachka_bot", "@balachka_bot"),
        ("що скажеш, @BALACHKA_BOT?", "що скажеш, @BALACHKA_BOT?"),
        ("пані балачка, ви тут?", "ви тут?"),
        ("гей, Балачко!", "гей!"),
        ("БАЛАЧКА", "БАЛАЧКА"),
        ("Balachka hi", "hi"),
        ("бот скажи котра година", "скажи котра година"),
    ] {
        asks(in_group(text), talk(words));
    }
}

#[test]
fn talk_about_us_is_no_call() {
    for text in ["Балачка вчора така смачна була", "мені балачки набридли", "наш бот знову мовчить"]
    {
        quiet(in_group(text), Why::NotCalled);
        let reply = ReplyTo { id: MessageId(3), sender: Some(PersonId(777)) };
        asks(Message { reply_to: Some(reply), ..in_group(text) }, talk(text));
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
    let media = Media { kind: "photo".into(), file_id: None, sketch: Sketch::default() };
    let photo = Message { media: Some(media), ..in_group("Балачко, глянь") };
    asks(photo, talk("глянь"));
}

#[test]
fn a_channel_in_a_group_is_answered_only_if_it_calls() {
    let post = |text, forward| Message { sender: person(-100, PersonKind::Channel), forward, ..in_group(text) };
    quiet(post("Новий допис", None), Why::NotCalled);
    asks(post("Балачко, агов", None), talk("агов"));
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
fn what_another_bot_wrote_for_somebody_calls_like_a_forward() {
    let via = |text| Message { aside: Aside { quoted: None, via_bot: true, ..Aside::default() }, ..in_group(text) };
    quiet(via("Балачка про погоду"), Why::NotCalled);
    quiet(via("/stats"), Why::NotCalled);
    asks(via("@balachka_bot зваж"), talk("@balachka_bot зваж"));
}

#[test]
fn a_command_in_a_caption_is_a_command() {
    let media = Media { kind: "video".into(), file_id: None, sketch: Sketch::default() };
    asks(Message { media: Some(media), ..in_group("/stats") }, command("stats", ""));
}

#[test]
fn what_is_quoted_and_what_came_along_goes_with_the_request() {
    let media = Media { kind: "photo".into(), file_id: None, sketch: Sketch::default() };
    let quoted =
        Quoted {
            from: Some(PersonId(2)), date: 0, author: "Тарас".into(), text: Some("дощ".into()), media: None
        };
    let quoted = Some(Box::new(quoted));
    let aside = Aside { quoted: quoted.clone(), via_bot: false, ..Aside::default() };
    let message = Message { media: Some(media.clone()), aside, ..in_group("Балачко, справді?") };
    let Decision::Answer(request) = decided(message) else { panic!("quiet") };
    assert_eq!(request.about, About { media: Some(media), quoted });
    let stored = serde_json::to_string(&request).expect("serialises");
    assert_eq!(serde_json::from_str::<Request>(&stored).expect("reads back"), *request);
}

proptest! {
    #[test]
    fn in_a_group_only_a_call_is_answered(before in "[в-я ,.!?'’-]{0,20}", after in "[в-я ,.!?'’-]{0,20}") {
        let answered = |text: &str| matches!(decided(in_group(text)), Decision::Answer(_));
        let (call, mention) = (format!("{before} Балачко, {after}"), format!("{before} балачку {after}"));
        prop_assert!(answered(&call), "{}", call);
        prop_assert!(!answered(&mention), "{}", mention);
        let neither = format!("{before} {after}");
        prop_assert!(!answered(&neither), "{}", neither);
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
