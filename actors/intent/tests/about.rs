//! What messages are about: the table `data/about.txt`, and messages in other letters or with slips of typing.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    ops::Range,
    time::{Duration, Instant},
};

use balachka_intent::{
    Label,
    slots::{
        about::{Purpose, about},
        names::{PersonKind, people},
        options::options,
    },
    times::{Direction, times},
    understanding::read,
};
use jiff::{Timestamp, Zoned, tz::TimeZone};

fn now() -> Zoned {
    let now: Timestamp = "2026-11-28T15:20:00+02:00".parse().unwrap();
    now.to_zoned(TimeZone::get("Europe/Kyiv").unwrap())
}

/// What the message is about, told by its label.
fn words(label: Label, text: &str) -> Vec<String> {
    let people = people(text, &[]).into_iter().filter(|it| it.kind != PersonKind::Pronoun).map(|it| it.place);
    let people: Vec<Range<usize>> = people.collect();
    let options = options(text).filter(|_| label == Label::Poll).into_iter().flat_map(|it| it.options);
    let options = options.filter_map(|it| text.rfind(&it).map(|at| at..at + it.len()));
    let taken: Vec<Range<usize>> = people.iter().cloned().chain(options).collect();
    let direction = if label == Label::Remind { Direction::Future } else { Direction::Past };
    let times = times(text, &now(), direction).places;
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
    assert!(wrong.len() * 100 <= all * 5, "{} of {all}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn messages_in_latin_letters_are_read_and_given_back_as_typed() {
    let reminder = read("nahadai zavtra o 9 kupyty Khlib i moloko", &now(), &[]);
    assert_eq!(reminder.about.unwrap(), ["kupyty", "khlib", "moloko"]);
    assert_eq!(reminder.at.unwrap().to_string(), "2026-11-29T09:00:00+02:00[Europe/Kyiv]");
    let said = read("shcho Olena pysala pro remont v seredu?", &now(), &[]);
    assert_eq!((said.person.as_deref(), said.about.unwrap()), (Some("Olena"), vec!["remont".to_owned()]));
    assert_eq!(said.from.unwrap().to_string(), "2026-11-25T00:00:00+02:00[Europe/Kyiv]");
    assert_eq!(read("vypadkove chyslo vid 100 do 200", &now(), &[]).range, Some([100, 200]));
    assert_eq!(read("remind me at 9 to buy bread", &now(), &[]).about.unwrap(), ["buy", "bread"]);
}

#[test]
fn slips_of_typing_in_times_and_requests_are_overlooked() {
    for (typed, meant) in [
        ("хто писав про борщ позавчра?", "хто писав про борщ позавчора?"),
        ("хто писав про борщ у понеділлок?", "хто писав про борщ у понеділок?"),
        ("нгадай зватра о 9 купити хліб", "нагадай завтра о 9 купити хліб"),
        ("what did anyone say about soup on wendesday?", "what did anyone say about soup on wednesday?"),
    ] {
        let [typed, meant] = [typed, meant].map(|text| read(text, &now(), &[]));
        assert_eq!((typed.about, typed.from, typed.at), (meant.about, meant.from, meant.at));
    }
}

/// The best of some runs, so that what else the machine does is left out.
fn time_to_read(text: &str) -> Duration {
    let timed = || {
        let start = Instant::now();
        read(text, &now(), &[]);
        start.elapsed()
    };
    (0..5).map(|_| timed()).min().unwrap()
}

#[test]
fn the_cost_of_reading_grows_no_faster_than_the_message() {
    for part in ["zavtra ", "про ", "хто казав про вечра, ", "Taras ", "слово ", "бо ", "a", "я", "\"а", "опитуання, "]
    {
        let [short, long] = [1_000, 10_000].map(|length| part.chars().cycle().take(length).collect::<String>());
        let growth = time_to_read(&long).as_secs_f64() / time_to_read(&short).as_secs_f64();
        // Ten times the length; what grows with its square costs up to a hundred times.
        assert!(growth < 20.0, "{part:?}: {growth}");
    }
}
