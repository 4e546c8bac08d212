//! What is wrong with a configuration, told so that its author can put it right.

use std::fmt;

use super::catalogue;
use super::kind::Kind;
use super::source::{Entry, Place};
use crate::exit::Exit;

/// One thing that is wrong, and where.
#[derive(Debug)]
pub(super) struct Problem {
    key: Option<String>,
    place: Place,
    complaint: String,
}

/// A name that no setting has.
#[derive(Clone, Copy)]
pub(super) enum Unknown<'a> {
    Key(&'a str),
    Variable(&'a str),
}

impl Problem {
    /// Something wrong with a place as a whole.
    pub(super) fn at(place: Place, complaint: impl Into<String>) -> Self {
        Self { key: None, place, complaint: complaint.into() }
    }

    /// Something wrong with a setting's value.
    pub(super) fn of(key: &str, place: Place, complaint: impl Into<String>) -> Self {
        Self { key: Some(key.to_owned()), place, complaint: complaint.into() }
    }

    /// A name that is not known, with the one that was probably meant.
    pub(super) fn unknown(place: Place, unknown: Unknown<'_>) -> Self {
        let (key, meant) = match unknown {
            Unknown::Key(key) => (Some(key.to_owned()), catalogue::key_like(key)),
            Unknown::Variable(name) => (None, catalogue::variable_like(name)),
        };
        let hint = meant.map_or_else(String::new, |meant| format!("; did you mean {meant}?"));
        Self { key, place, complaint: format!("no such setting{hint}") }
    }

    /// A variable of the bot that this one replaces, which means nothing here.
    pub(super) fn of_the_old_bot(place: Place) -> Self {
        let advice = "no such setting; it looks like a setting of the bot that Balachka replaces: unset it, and see \
                      deploy/MIGRATION.md for its replacement";
        Self::at(place, advice)
    }

    /// A value that the setting does not take.
    pub(super) fn unfit(entry: &Entry, kind: Kind) -> Self {
        let found = match entry.value.as_str() {
            Some(text) if kind.may_show(text) => {
                format!("{:?} found, ", shorten(text))
            }
            _ => String::new(),
        };
        Self::of(&entry.key, entry.place.clone(), format!("{found}expected {}", kind.expected()))
    }
}

/// Long values would hide the message.
fn shorten(text: &str) -> String {
    const SHOWN: usize = 60;
    let mut short: String = text.chars().take(SHOWN).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.key {
            Some(key) => write!(f, "{key} ({}): {}", self.place, self.complaint),
            None => write!(f, "{}: {}", self.place, self.complaint),
        }
    }
}

/// All of them as the error that ends the process with [`Exit::Usage`].
pub(super) fn refuse(problems: &[Problem]) -> anyhow::Error {
    let lines: String = problems.iter().map(|problem| format!("\n  {problem}")).collect();
    Exit::Usage.because(format!("the configuration is invalid:{lines}"))
}
