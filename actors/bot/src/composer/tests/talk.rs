//! Commands, small talk, and the language of both.

use super::*;

#[test]
fn a_memory_that_does_not_answer_is_admitted() {
    let recall = talk("who mentioned coffee?");
    for asked in [request(Asked::Stats), request(Asked::MyStats), search("x"), recall] {
        let said = en(&asked, &Facts::Unavailable);
        assert!(is_line(&said, Language::En, "unavailable"), "{said}");
    }
}

#[test]
fn only_what_needs_memory_looks_it_up() {
    assert_eq!(plan(&request(Asked::Stats), None), Lookup::Chat);
    assert_eq!(plan(&request(Asked::MyStats), None), Lookup::Asker);
    assert_eq!(plan(&search("кава зранку"), None), Lookup::Search { words: "кава зранку".into(), limit: 100 });
    for asked in [Asked::Start, Asked::Help, Asked::Welcome, Asked::Unknown, Asked::SearchWithoutWords] {
        assert_eq!(plan(&request(asked), None), Lookup::Nothing);
    }
    assert_eq!(plan(&talk("привіт"), None), Lookup::Nothing);
}

#[test]
fn help_lists_every_command() {
    for said in [uk(&request(Asked::Help), &Facts::Nothing), en(&request(Asked::Help), &Facts::Nothing)] {
        for command in ["/stats: ", "/stats ", "/search <i>", "/help: "] {
            assert!(said.contains(command), "{command} in {said}");
        }
    }
    assert!(uk(&request(Asked::Help), &Facts::Nothing).contains("\n/stats я: скільки з того твого\n"));
    assert!(en(&request(Asked::Help), &Facts::Nothing).contains("\n/stats me: how much of it is yours\n"));
}

#[test]
fn other_commands_have_their_answers() {
    for (asked, uk_part, en_part) in [
        (Asked::Start, "Привіт! Я <b>Балачка</b>", "Hi! I’m <b>Balachka</b>"),
        (Asked::Welcome, "Вітаю товариство!", "Hello, everyone!"),
        (Asked::Unknown, "/help", "/help"),
        (Asked::SearchWithoutWords, "<code>/search кава зранку</code>", "<code>/search morning coffee</code>"),
    ] {
        assert!(uk(&request(asked.clone()), &Facts::Nothing).contains(uk_part));
        assert!(en(&request(asked), &Facts::Nothing).contains(en_part));
    }
}

#[test]
fn talk_is_answered_in_kind() {
    for (text, line) in
        [("Привіт!", "greeting"), ("як справи?", "how-are-you"), ("дякую", "thanks"), ("чому?", "question")]
    {
        assert!(is_line(&uk(&talk(text), &Facts::Nothing), Language::Uk, line), "{text}");
        assert!(is_line(&en(&talk(text), &Facts::Nothing), Language::En, line), "{text}");
    }
}

#[test]
fn the_same_line_is_never_said_twice_in_a_row() {
    let mut variety = Variety::default();
    let mut last = String::new();
    for seed in 0..50 {
        let manner = Manner { seed, ..manner(Language::Uk) };
        let said = word(&talk("та таке"), None, &Facts::Nothing, &manner, &mut variety).unwrap();
        assert_ne!(said, last);
        last = said;
    }
}

#[test]
fn the_language_is_the_askers() {
    let with =
        |asked: Asked, client: Option<&str>| Request { asker_language: client.map(str::to_owned), ..request(asked) };
    let said = |text: &str| Asked::Talk { text: text.into() };
    for (request, language) in [
        (with(said("привіт"), Some("en")), Language::Uk),
        (with(said("hello"), Some("uk")), Language::En),
        (with(said("как дела"), Some("ru")), Language::Uk),
        (with(said("👍"), Some("ru")), Language::Uk),
        (with(Asked::Stats, Some("en-US")), Language::En),
        (with(Asked::Stats, None), Language::Uk),
        (with(Asked::Stats, Some("pl")), Language::Uk),
        (with(Asked::Search { words: "rust".into() }, Some("uk")), Language::Uk),
        (with(Asked::Search { words: "кава".into() }, Some("en")), Language::Uk),
    ] {
        assert_eq!(language_of(&request, None, Language::Uk), language, "{request:?}");
    }
    assert_eq!(language_of(&with(Asked::Help, None), None, Language::En), Language::En);
}

#[test]
fn every_line_is_in_both_catalogues() {
    for line in Line::ALL {
        for language in Language::ALL {
            let id = match variants(language, line.id()) {
                0 => line.id().to_owned(),
                _ => format!("{}-1", line.id()),
            };
            assert!(::language::text::catalogue::knows(language, &id), "{id}");
        }
    }
}
