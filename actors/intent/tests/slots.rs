//! Laws of all slots: whatever a text is, it is read in bounded time, and places lie in it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::{Duration, Instant};

use balachka_intent::slots::{
    about::{Purpose, about},
    expression::{ExpressionError, evaluate, expression},
    names::{people, same_person},
    options::options,
    range::range,
};
use proptest::prelude::*;

/// Far more than a slow machine needs, far less than work that grows with the square of a text.
const LONG: Duration = Duration::from_millis(500);

const PURPOSES: [Purpose; 8] = [
    Purpose::Recall,
    Purpose::Count,
    Purpose::Remind,
    Purpose::CancelReminder,
    Purpose::Poll,
    Purpose::Time,
    Purpose::Date,
    Purpose::Other,
];

/// Reads every slot of the text.
fn read(text: &str) {
    let people = people(text, &["Тарас Коваль", "Їжачок", "Сашко"]);
    let places: Vec<_> = people.into_iter().map(|person| person.place).collect();
    assert!(places.iter().all(|place| !text[place.clone()].is_empty()));
    for purpose in PURPOSES {
        let words = about(text, purpose, &places, &[]);
        assert!(words.iter().all(|word| text.to_lowercase().contains(word)));
    }
    if let Some(found) = options(text) {
        assert!((2..=50).contains(&found.options.len()), "{text}");
        assert!(found.options.iter().chain(&found.question).all(|it| text.contains(it) && it.trim() == it), "{text}");
    }
    if let Some(draw) = range(text) {
        assert!(draw.from <= draw.to && (1..=100).contains(&draw.times), "{text}");
    }
    if let Some(sum) = expression(text) {
        let broken = matches!(evaluate(&sum), Err(ExpressionError::Malformed | ExpressionError::TooLong));
        assert!(!broken && !sum.contains(char::is_whitespace), "{text}");
    }
    let _ = evaluate(text);
}

/// Texts of what slots are made of.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "чай",
        "чи",
        "або",
        "or",
        "Тарасові",
        "Надія",
        "казав",
        "від",
        "до",
        "між",
        "і",
        "1",
        "10",
        "1 000",
        "2,5",
        "к",
        "тис",
        "двадцять",
        "п'ять",
        "на",
        "трьох",
        "плюс",
        "%",
        "+",
        "-",
        "*",
        "/",
        "^",
        "(",
        ")",
        "?",
        ",",
        ":",
        ".",
        "\n",
        "а)",
        "1)",
        "- ",
        "@olena",
        "d20",
        "кубик",
        "i",
        "Коваля",
        "опитування",
        "вибери",
        "що",
        "²",
        "…",
        "«",
        "»",
    ]);
    prop::collection::vec((piece, prop::sample::select(vec!["", " "])), 0..24)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, space)| [piece, space]).collect())
}

proptest! {
    #[test]
    fn any_text_is_read(text in ".*") {
        read(&text);
    }

    #[test]
    fn what_slots_are_made_of_is_read_in_any_order(text in pieces()) {
        read(&text);
    }

    #[test]
    fn whom_both_may_mean_does_not_depend_on_their_order(one in ".{0,12}", other in ".{0,12}") {
        prop_assert_eq!(same_person(&one, &other), same_person(&other, &one));
        let somebody = language::text::words::words(&one).next().is_some();
        prop_assert_eq!(same_person(&one, &one), somebody || one.starts_with('@'));
    }
}

#[test]
fn long_texts_are_read_in_bounded_time() {
    read("Тарас");
    for part in
        ["а", "а ", "1+", "(", "1 ", "чи ", ", ", "а) ", "Тарас ", "\n", "?", "двадцять ", "від 1 ", "@", "1:", "1/"]
    {
        let text: String = part.chars().cycle().take(10_000).collect();
        let start = Instant::now();
        read(&text);
        assert!(start.elapsed() < LONG, "{part:?}: {:?}", start.elapsed());
    }
}
