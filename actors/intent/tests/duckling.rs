//! Times as Duckling's tests have them, most of which mean the same to us.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use balachka_intent::times::{Direction, times};
use jiff::{Span, Zoned, civil::DateTime};

const UKRAINIAN: &str = include_str!("data/duckling-time/time_uk.csv");
const RUSSIAN: &str = include_str!("data/duckling-time/time_ru.csv");

/// A form, and the answer to it.
struct Form {
    text: String,
    kind: String,
    from: DateTime,
    to: Option<DateTime>,
    grain: String,
}

impl Form {
    fn of(line: &str) -> Self {
        let (text, rest) = match line.strip_prefix('"') {
            Some(quoted) => quoted.split_once("\",").unwrap(),
            None => line.split_once(',').unwrap(),
        };
        let columns: Vec<&str> = rest.split(',').collect();
        let [kind, from, to, grain] = columns[..] else { panic!("{line}") };
        Self {
            text: text.into(),
            kind: kind.into(),
            from: from.parse().unwrap(),
            to: to.parse().ok(),
            grain: grain.into(),
        }
    }

    /// The end of a period that was said as a day, a week, a month.
    fn end(&self) -> Option<DateTime> {
        let span = match self.grain.as_str() {
            "day" => Span::new().days(1),
            "week" => Span::new().weeks(1),
            "month" => Span::new().months(1),
            "quarter" => Span::new().months(3),
            "year" => Span::new().years(1),
            _ => return self.to,
        };
        self.to.or_else(|| self.from.checked_add(span).ok())
    }

    fn is_right(&self, now: &Zoned) -> bool {
        let said = times(&self.text, now, Direction::Future);
        let moment = said.at.map(|at| at.datetime());
        match self.end().filter(|_| !self.kind.starts_with("open")) {
            Some(to) => said.period.is_some_and(|(from, end)| (from.datetime(), end.datetime()) == (self.from, to)),
            None => moment == Some(self.from),
        }
    }

    fn is_read(&self, now: &Zoned) -> bool {
        let said = times(&self.text, now, Direction::Future);
        !said.places.is_empty()
    }
}

/// How many forms of a hundred fulfil something.
fn share(corpus: &str, fulfils: impl Fn(&Form, &Zoned) -> bool) -> usize {
    let now: Zoned = "2013-02-12T04:30:00[-02:00]".parse().unwrap();
    let forms: Vec<Form> = corpus.lines().skip(1).map(Form::of).collect();
    let right = forms.iter().filter(|form| fulfils(form, &now)).count();
    right * 100 / forms.len()
}

#[test]
fn nearly_every_form_is_read() {
    assert!(share(UKRAINIAN, Form::is_read) >= 100);
    assert!(share(RUSSIAN, Form::is_read) >= 100);
}

/// The others follow rules that are not ours; the page beside the data tells which.
#[test]
fn most_forms_mean_the_same() {
    assert!(share(UKRAINIAN, Form::is_right) >= 70);
    assert!(share(RUSSIAN, Form::is_right) >= 70);
}
