//! A chart: a table that everybody can read, of which the page's script draws a picture.

use askama::Template;

use super::words::{Html, Words};

#[derive(Template)]
#[template(path = "parts/chart.html")]
pub(super) struct Chart {
    t: Words,
    /// How it is drawn: `bars`, `mood` (bars, and a line from -1 to 1) or `live`.
    kind: &'static str,
    title: Html,
    note: Html,
    first: Html,
    columns: Vec<Html>,
    rows: Vec<Row>,
}

/// A point: its place, and each value for people and for the script.
pub(super) struct Row {
    place: String,
    values: Vec<(String, String)>,
}

impl Row {
    pub fn of<const N: usize>(place: String, shown: [String; N], values: [f64; N]) -> Self {
        let values = shown.into_iter().zip(values).map(|(shown, value)| (shown, format!("{value:.3}"))).collect();
        Self { place, values }
    }

    /// Takes back the second value: there was nothing to be measured.
    pub fn without_second(mut self) -> Self {
        if let Some(second) = self.values.get_mut(1) {
            *second = ("—".to_owned(), String::new());
        }
        self
    }
}

impl Chart {
    pub fn new(t: &Words, kind: &'static str, title: &str, note: Html) -> Self {
        let (title, first) = (t.say(title), t.say("time"));
        Self { t: t.clone(), kind, title, note, first, columns: Vec::new(), rows: Vec::new() }
    }

    /// The heads of the first column and of the others.
    pub fn columns<const N: usize>(self, first: &str, others: [&str; N]) -> Self {
        Self { first: self.t.say(first), columns: others.map(|id| self.t.say(id)).into(), ..self }
    }

    pub fn rows(self, rows: Vec<Row>) -> Self {
        Self { rows, ..self }
    }
}
