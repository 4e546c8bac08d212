//! What messages are about that neither the lists of words nor the dev set were made with: see `data/about.txt`.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::ops::Range;

use balachka_intent::{
    Label,
    slots::{
        about::{Purpose, about},
        names::{PersonKind, people},
        options::options,
    },
    times::{Direction, times},
};
use jiff::{Timestamp, tz::TimeZone};

/// What the message is about, told by its label.
fn words(label: Label, text: &str) -> Vec<String> {
    let now: Timestamp = "2026-11-28T15:20:00+02:00".parse().unwrap();
    let now = now.to_zoned(TimeZone::get("Europe/Kyiv").unwrap());
    let people = people(text, &[]).into_iter().filter(|it| it.kind != PersonKind::Pronoun).map(|it| it.place);
    let people: Vec<Range<usize>> = people.collect();
    let options = options(text).filter(|_| label == Label::Poll).into_iter().flat_map(|it| it.options);
    let options = options.filter_map(|it| text.rfind(&it).map(|at| at..at + it.len()));
    let taken: Vec<Range<usize>> = people.iter().cloned().chain(options).collect();
    let direction = if label == Label::Remind { Direction::Future } else { Direction::Past };
    let times = times(text, &now, direction).places;
    let words = [taken, people].map(|taken| about(text, Purpose::of(label).unwrap(), &taken, &times));
    words.into_iter().find(|words| !words.is_empty()).unwrap_or_default()
}

#[test]
fn most_messages_are_about_what_they_say() {
    let (mut all, mut wrong) = (0, Vec::new());
    for line in include_str!("data/about.txt").lines().filter(|line| !line.starts_with('#')) {
        let [label, text, wanted] = line.split('|').map(str::trim).collect::<Vec<_>>().try_into().unwrap();
        let label = Label::named(label).unwrap();
        let words = words(label, text);
        all += 1;
        if words.join(" ") != wanted {
            wrong.push(format!("{text}: {words:?}, not {wanted}"));
        }
    }
    assert!(wrong.len() * 100 <= all * 10, "{} of {all}:\n{}", wrong.len(), wrong.join("\n"));
}
