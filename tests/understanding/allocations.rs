//! What a reading takes of the allocator: a bounded number of pieces for a message, and no more than in proportion for
//! a long one.

use allocation_counter::{AllocationInfo, measure};
use events::update::parse;
use language::analyzer::Analyzer;

/// Of a text that is read for the first time.
fn reading(text: &str) -> AllocationInfo {
    let analyzer = Analyzer::new();
    analyzer.read("lexicons and model are loaded, endings of words in either script, також українських слів");
    measure(|| drop(analyzer.read(text)))
}

#[test]
fn a_message_takes_few_pieces() {
    let text = "Вчора ходили з друзями на концерт, було дуже весело, шкода що ти не зміг прийти.";
    let taken = reading(text);
    assert!(taken.count_total <= 60, "{taken:?}");
    assert!(taken.bytes_max <= 16 * 1024, "{taken:?}");
}

#[test]
fn a_long_message_takes_no_more_than_in_proportion() {
    let sentence = "Вчора ходили з друзями на концерт, було дуже весело, шкода що ти не зміг прийти. ";
    let (one, all) = (reading(sentence), reading(&sentence.repeat(50)));
    assert!(all.count_total < one.count_total * 4, "{all:?} of {one:?}");
    assert!(all.bytes_max < one.bytes_max * 50, "{all:?} of {one:?}");
}

#[test]
fn a_text_of_a_megabyte_takes_no_more_than_what_is_kept_of_it() {
    let text = "a b ".repeat(1 << 18);
    let taken = reading(&text);
    assert!(taken.bytes_max <= 4 << 20, "{taken:?}");
    let raw = format!(
        r#"{{"update_id":1,"message":{{"message_id":1,"date":1,"chat":{{"id":5,"type":"private"}},"text":"{text}"}}}}"#
    );
    let mut kept = None;
    let taken = measure(|| kept = Some(parse(&raw)));
    assert!(taken.bytes_max <= text.len() as u64 + (256 << 10), "{taken:?}");
    assert!(taken.bytes_current <= 80 << 10, "{taken:?}");
    assert!(kept.is_some_and(|event| event.is_ok()));
}

#[test]
fn what_is_said_again_takes_nothing() {
    let analyzer = Analyzer::new();
    analyzer.read("Добрий ранок!");
    let again = measure(|| drop(analyzer.read("Добрий ранок!")));
    assert_eq!(again.count_total, 0, "{again:?}");
}
