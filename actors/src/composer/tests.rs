use super::lines::Line;
use super::*;
use crate::context::{ChatStats, Hit, PersonStats};
use crate::conversation::request::{Asked, Request};
use crate::model::{ChatId, ChatKind, MessageId, PersonId};
use crate::text::catalogue::{Args, Language, say, variants};

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
        asked,
    }
}

fn talk(text: &str) -> Request {
    request(Asked::Talk { text: text.into() })
}

fn search(words: &str) -> Request {
    request(Asked::Search { words: words.into() })
}

fn manner(language: Language) -> Manner {
    Manner { language, utc_offset: 0, me: ME, seed: 1 }
}

fn uk(request: &Request, facts: &Facts) -> String {
    word(request, facts, &manner(Language::Uk), &mut Variety::default())
}

fn en(request: &Request, facts: &Facts) -> String {
    word(request, facts, &manner(Language::En), &mut Variety::default())
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
        sender_id: PersonId(2),
        sender_name: name.into(),
        date: MAY,
        snippet: snippet.iter().map(|(run, found)| ((*run).to_owned(), *found)).collect(),
    }
}

#[test]
fn statistics_of_the_chat() {
    let facts = Facts::Chat(Some(stats()));
    assert_eq!(
        uk(&request(Asked::Stats), &facts),
        "<b>Друзі &amp; &lt;Co&gt;</b>\n\
         <b>23</b> повідомлення від <b>7</b> людей\n\
         і ще <b>2</b> моїх\n\
         Пам’ятаю цю розмову з 03.05.2024.\n\n\
         Найбалакучіші:\n\
         1. Олена &lt;b&gt;: 11 повідомлень\n\
         2. Тарас: 4 повідомлення\n\
         3. хтось без імені: 3 повідомлення\n\
         4. Ґава: 2 повідомлення\n\
         5. Єва: 1 повідомлення"
    );
    assert!(
        en(&request(Asked::Stats), &facts)
            .contains("<b>23</b> messages from <b>7</b> people\nand <b>2</b> more of mine")
    );
    assert_eq!(uk(&talk("Балачко, скільки повідомлень?"), &facts), uk(&request(Asked::Stats), &facts));
}

#[test]
fn statistics_of_the_asker() {
    let facts = Facts::Asker(Some(person("Олена", 42)));
    assert_eq!(
        uk(&request(Asked::MyStats), &facts),
        "<b>Олена</b>: <b>42</b> повідомлення з 03.05.2024\nОстаннє: 04.05.2024 14:05"
    );
    assert_eq!(
        en(&request(Asked::MyStats), &facts),
        "<b>Олена</b>: <b>42</b> messages since 03.05.2024\nThe latest: 04.05.2024 14:05"
    );
}

#[test]
fn no_statistics_yet() {
    assert!(is_line(&uk(&request(Asked::Stats), &Facts::Chat(None)), Language::Uk, "stats-empty"));
    assert!(is_line(&en(&request(Asked::MyStats), &Facts::Asker(None)), Language::En, "my-stats-empty"));
}

#[test]
fn a_search_lists_who_said_it_and_when() {
    let facts = Facts::Hits(vec![
        hit(42, "Тарас <3", &[("пив ", false), ("каву", true), (" & чай", false)]),
        hit(43, "\u{200B}", &[("Кава", true)]),
    ]);
    let rows = "• <b>Тарас &lt;3</b>, <a href=\"https://t.me/c/1234567890/42\">03.05.2024 14:05</a>: пив <b>каву</b> &amp; чай\n";
    assert_eq!(
        uk(&search("каву <"), &facts),
        format!(
            "Ось що пам’ятаю за словами «каву &lt;»:\n\n{rows}\
             • <b>хтось без імені</b>, <a href=\"https://t.me/c/1234567890/43\">03.05.2024 14:05</a>: <b>Кава</b>"
        )
    );
    assert!(en(&search("каву"), &facts).starts_with(&format!("Here is what I remember for “каву”:\n\n{rows}")));
}

#[test]
fn a_search_shows_five_and_times_of_the_zone_asked_for() {
    let hits = (1..=9).map(|id| hit(id, "Тарас", &[("кава", true)])).collect();
    let kyiv = Manner { utc_offset: 10_800, ..manner(Language::Uk) };
    let said = word(&search("кава"), &Facts::Hits(hits), &kyiv, &mut Variety::default());
    assert_eq!(said.matches('•').count(), 5);
    assert!(said.contains("03.05.2024 17:05"));
}

#[test]
fn groups_have_no_links() {
    let group = Hit { chat_id: ChatId(-42), ..hit(1, "Тарас", &[("кава", true)]) };
    assert!(uk(&search("кава"), &Facts::Hits(vec![group])).ends_with("<b>Тарас</b>, 03.05.2024 14:05: <b>кава</b>"));
}

#[test]
fn the_question_itself_commands_and_our_own_words_are_not_found() {
    let own = Hit { sender_id: ME, ..hit(3, "Балачка", &[("кава", true)]) };
    let facts = Facts::Hits(vec![
        hit(500, "Олена", &[("хто казав про ", false), ("каву", true)]),
        hit(2, "Тарас", &[("/search ", false), ("кава", true)]),
        own,
    ]);
    let said = uk(&talk("Балачко, хто казав про каву?"), &facts);
    assert!(said.contains("«каву»") && !said.contains('•'), "{said}");
    let said = en(&search("кава"), &facts);
    assert!(said.contains("“кава”") && !said.contains('•'), "{said}");
}

#[test]
fn who_said_is_answered_from_memory() {
    let asked = talk("Балачко, хто казав про каву?");
    assert_eq!(plan(&asked), Lookup::Search { words: "кав".into(), limit: 20 });
    let facts = Facts::Hits(vec![
        hit(1, "Кавун", &[("їв ", false), ("кавун", true)]),
        hit(2, "Тарас", &[("без ", false), ("кави", true), (" ніяк", false)]),
    ]);
    let said = uk(&asked, &facts);
    assert!(said.contains("<b>Тарас</b>") && said.contains("без <b>кави</b> ніяк"), "{said}");
    assert!(!said.contains("Кавун"), "{said}");
}

#[test]
fn words_like_the_ones_asked_for_are_better_than_nothing() {
    let facts = Facts::Hits(vec![hit(1, "Тарас", &[("кавун", true)])]);
    assert!(uk(&talk("хто казав про каву?"), &facts).contains("кавун"));
}

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
    assert_eq!(plan(&request(Asked::Stats)), Lookup::Chat);
    assert_eq!(plan(&request(Asked::MyStats)), Lookup::Asker);
    assert_eq!(plan(&search("кава зранку")), Lookup::Search { words: "кава зранку".into(), limit: 20 });
    for asked in [Asked::Start, Asked::Help, Asked::Welcome, Asked::Unknown, Asked::SearchWithoutWords] {
        assert_eq!(plan(&request(asked)), Lookup::Nothing);
    }
    assert_eq!(plan(&talk("привіт")), Lookup::Nothing);
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
        let said = word(&talk("та таке"), &Facts::Nothing, &manner, &mut variety);
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
        assert_eq!(language_of(&request, Language::Uk), language, "{request:?}");
    }
    assert_eq!(language_of(&with(Asked::Help, None), Language::En), Language::En);
}

#[test]
fn every_line_is_in_both_catalogues() {
    for line in Line::ALL {
        for language in Language::ALL {
            let id = match variants(language, line.id()) {
                0 => line.id().to_owned(),
                _ => format!("{}-1", line.id()),
            };
            assert!(crate::text::catalogue::knows(language, &id), "{id}");
        }
    }
}
