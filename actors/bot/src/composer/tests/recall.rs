//! Answers from the search.

use proptest::prelude::*;

use super::*;
use ::language::analyzer::Analyzer;
use ::language::text::split::split_html;

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
    let said = word(&search("кава"), None, &Facts::Hits(hits), &kyiv, &mut Variety::default()).unwrap();
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
    assert_eq!(plan(&asked, None), Lookup::Search { words: "кав".into(), limit: 100 });
    let facts = Facts::Hits(vec![
        hit(1, "Кавун", &[("їв ", false), ("кавун", true)]),
        hit(2, "Тарас", &[("без ", false), ("кави", true), (" ніяк", false)]),
    ]);
    let said = uk(&asked, &facts);
    assert!(said.contains("<b>Тарас</b>") && said.contains("без <b>кави</b> ніяк"), "{said}");
    assert!(!said.contains("Кавун"), "{said}");
}

#[test]
fn a_question_beyond_us_is_met_with_what_was_said_about_it() {
    let asked = talk("Балачко, навіщо нам борщ?");
    let reading = Analyzer::new().read("Балачко, навіщо нам борщ?");
    assert_eq!(plan(&asked, Some(&reading)), Lookup::Related(vec!["борщ".into()]));
    let trivial = "Балачко, навіщо жити?";
    assert_eq!(plan(&talk(trivial), Some(&Analyzer::new().read(trivial))), Lookup::Nothing);
    let facts =
        Facts::Related("борщ".into(), vec![hit(2, "Тарас", &[("без ", false), ("борщу", true), (" сумно", false)])]);
    let said = uk(&asked, &facts);
    assert!(said.contains("«борщ»") && said.contains("без <b>борщу</b> сумно"), "{said}");
    assert!(is_line(&uk(&asked, &Facts::Nothing), Language::Uk, "question"));
}

#[test]
fn words_like_the_ones_asked_for_are_better_than_nothing() {
    let facts = Facts::Hits(vec![hit(1, "Тарас", &[("кавун", true)])]);
    assert!(uk(&talk("хто казав про каву?"), &facts).contains("кавун"));
}

proptest! {
    #[test]
    fn nothing_that_people_write_breaks_the_markup(
        name in "[<>&\"/ab\u{202E} ]{0,12}",
        words in "[<>&\"/ab\u{202E} ]{1,12}",
        runs in proptest::collection::vec(("[<>&\"/ab\n ]{0,90}", any::<bool>()), 0..6),
    ) {
        let mut found = hit(1, &name, &[]);
        found.snippet = runs;
        let said = uk(&search(&words), &Facts::Hits(vec![found]));
        let marked = format!("{said}.");
        prop_assert_eq!(split_html(&marked, usize::MAX).concat(), marked);
        prop_assert_eq!(said.find('\u{202E}'), None);
    }
}
