//! Answers from the search.

use proptest::prelude::*;

use super::*;
use crate::commands::search::page;

/// The answer to `/search`.
fn found(language: Language, words: &str, hits: &[Hit]) -> String {
    let request = request(RequestKind::Welcome);
    said(language, |speaker| page(speaker, &request, words, hits, 0))
}

use language::text::split::split_html;

#[test]
fn a_search_lists_who_said_it_and_when() {
    let hits = [
        hit(42, "Тарас <3", &[("пив ", false), ("каву", true), (" & чай", false)]),
        hit(43, "\u{200B}", &[("Кава", true)]),
    ];
    let row = |when: &str| {
        let link = format!("<a href=\"https://t.me/c/1234567890/42\">{when}</a>");
        format!("• <b>Тарас &lt;3</b>, {link}: пив <b>каву</b> &amp; чай\n")
    };
    let rows = row("учора о 14:05");
    assert_eq!(
        found(Language::Uk, "каву <", &hits),
        format!(
            "Ось що пам’ятаю за словами «каву &lt;»:\n\n{rows}\
             • <b>хтось без імені</b>, <a href=\"https://t.me/c/1234567890/43\">учора о 14:05</a>: <b>Кава</b>"
        )
    );
    let rows = row("yesterday at 14:05");
    assert!(found(Language::En, "каву", &hits).starts_with(&format!("Here is what I remember for “каву”:\n\n{rows}")));
}

#[test]
fn a_search_shows_five_and_times_of_the_zone_asked_for() {
    let hits: Vec<Hit> = (1..=9).map(|id| hit(id, "Тарас", &[("кава", true)])).collect();
    let kyiv = language::zone::Zone::named("Europe/Kyiv").unwrap();
    let kyiv = ReplyStyle { now: kyiv.zoned(MAY + 86_400), ..style(Language::Uk) };
    let request = request(RequestKind::Welcome);
    let said = said_in(&kyiv, |speaker| page(speaker, &request, "кава", &hits, 0));
    assert_eq!(said.matches('•').count(), 5);
    assert!(said.contains("учора о 17:05"));
}

#[test]
fn groups_have_no_links() {
    let group = Hit { chat_id: ChatId(-42), ..hit(1, "Тарас", &[("кава", true)]) };
    assert!(found(Language::Uk, "кава", &[group]).ends_with("<b>Тарас</b>, учора о 14:05: <b>кава</b>"));
}

#[test]
fn the_question_itself_commands_and_our_own_words_are_not_found() {
    let own = Hit { sender_id: ME, ..hit(3, "Балачка", &[("кава", true)]) };
    let hits = [
        hit(500, "Олена", &[("хто казав про ", false), ("каву", true)]),
        hit(2, "Тарас", &[("/search ", false), ("кава", true)]),
        own,
    ];
    let said = found(Language::En, "кава", &hits);
    assert!(said.contains("“кава”") && !said.contains('•'), "{said}");
}

proptest! {
    #[test]
    fn nothing_that_people_write_breaks_the_markup(
        name in "[<>&\"/ab\u{202E} ]{0,12}",
        words in "[<>&\"/ab\u{202E} ]{1,12}",
        runs in proptest::collection::vec(("[<>&\"/ab\n ]{0,90}", any::<bool>()), 0..6),
    ) {
        let mut written = hit(1, &name, &[]);
        written.snippet = runs;
        let said = found(Language::Uk, &words, &[written]);
        let marked = format!("{said}.");
        prop_assert_eq!(split_html(&marked, usize::MAX).concat(), marked);
        prop_assert_eq!(said.find('\u{202E}'), None);
    }
}
