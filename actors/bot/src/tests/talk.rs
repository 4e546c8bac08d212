//! Commands, small talk, and the language of both.

use super::*;
use crate::{
    commands::{COMMANDS, Offered, help::help, unknown},
    language::language_of,
};

#[test]
fn help_lists_every_command() {
    for language in Language::all() {
        let help = said(language, help);
        for command in COMMANDS.iter().filter(|it| it.offered != Offered::ToOperators) {
            let name = command.rules.name;
            // Whoever reads the list has started already.
            let row = help.lines().any(|line| line.starts_with(&format!("/{name}")));
            assert!(row || name == "start", "{name} in {help}");
        }
    }
    assert!(said(Language::Uk, help).contains("\n/stats я: скільки з того твого\n"));
    assert!(said(Language::En, help).contains("\n/stats me: how much of it is yours\n"));
}

#[test]
fn other_commands_have_their_answers() {
    for (line, uk_part, en_part) in [
        (Line::Start, "Привіт! Я <b>Балачка</b>", "Hi! I’m <b>Balachka</b>"),
        (Line::Welcome, "Вітаю товариство!", "Hello, everyone!"),
        (Line::SearchUsage, "<code>/search кава зранку</code>", "<code>/search morning coffee</code>"),
    ] {
        assert!(said(Language::Uk, |speaker| speaker.say(line)).contains(uk_part));
        assert!(said(Language::En, |speaker| speaker.say(line)).contains(en_part));
    }
    for (typed, meant) in [("dance", None), ("serch", Some("/search"))] {
        let answer = said(Language::Uk, |speaker| unknown(speaker, typed));
        assert!(answer.contains("/help") && meant.is_none_or(|meant| answer.contains(meant)), "{answer}");
        assert_eq!(answer.contains("Може"), meant.is_some(), "{answer}");
    }
}

#[test]
fn talk_is_answered_in_kind() {
    for (text, line) in
        [("Привіт!", "greeting"), ("як справи?", "how-are-you"), ("дякую", "thanks"), ("чому?", "social-clarify")]
    {
        assert!(is_line(&uk(&talk(text)), Language::Uk, line), "{text}");
        assert!(is_line(&answer_in(&style(Language::En), &talk(text)), Language::En, line), "{text}");
    }
}

#[test]
fn the_same_line_is_never_said_twice_in_a_row() {
    let mut variety = Variety::default();
    let mut last = String::new();
    for seed in 0..50 {
        let style = ReplyStyle { seed, ..style(Language::Uk) };
        let said = small_talk::in_words(&mut Speaker::new(CHAT, &style, &mut variety), SmallTalk::Chatter);
        assert_ne!(said, last);
        last = said;
    }
}

#[test]
fn the_language_is_the_askers() {
    let with = |kind: RequestKind, client: Option<&str>| Request {
        asker_language: client.map(str::to_owned),
        ..request(kind)
    };
    let said = |text: &str| RequestKind::Talk(Talk::new(text));
    let command = |name: &str, args: &str| RequestKind::Command { name: name.into(), args: args.into() };
    for (request, language) in [
        (with(said("привіт"), Some("en")), Language::Uk),
        (with(said("hello"), Some("uk")), Language::En),
        (with(said("как дела"), Some("ru")), Language::Uk),
        (with(said("👍"), Some("ru")), Language::Uk),
        (with(command("stats", ""), Some("en-US")), Language::En),
        (with(command("stats", ""), None), Language::Uk),
        (with(command("stats", ""), Some("pl")), Language::Uk),
        (with(command("search", "rust"), Some("uk")), Language::Uk),
        (with(command("search", "кава"), Some("en")), Language::Uk),
    ] {
        assert_eq!(language_of(&request, None, Language::Uk), language, "{request:?}");
    }
    assert_eq!(language_of(&with(command("help", ""), None), None, Language::En), Language::En);
}

#[test]
fn every_line_is_in_both_catalogues() {
    for line in Line::ALL {
        for language in Language::all() {
            let id = match variants(language, line.id()) {
                0 => line.id().to_owned(),
                _ => format!("{}-1", line.id()),
            };
            assert!(language::text::catalogue::knows(language, &id), "{id}");
        }
    }
}
