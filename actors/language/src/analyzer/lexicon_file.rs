//! How a lexicon is written: a section for each category, words and phrases between commas, `#` before comments.
//!
//! ```text
//! [joy strong]
//! щасл*, на сьомому небі   # a stem, a phrase
//! ```
//!
//! A longer entry overrides a shorter one that it begins with, in feeling and in topic each for itself: `радіатор*` can
//! be technology where `рад*` is joy. Under `[nothing]` stand words that have nothing of a shorter entry.

use super::{Emotion, Topic, emotion::Sense};

/// A line that cannot be read, and why.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct BadLine {
    pub line: usize,
    pub what: String,
}

/// What the entries of a section are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Category {
    /// With its strength, 1 being normal.
    Emotion(Emotion, f32),
    /// From -1 to 1, for words that are good or bad without a basic emotion.
    Polarity(f32),
    Topic(Topic),
    Mark(Mark),
    /// What the emotion model goes by.
    Sense(Sense),
    /// Words that mean none of it.
    Nothing,
}

macro_rules! marks {
    ($($(#[$doc:meta])* $mark:ident = $name:literal),+ $(,)?) => {
        /// What else a word can be.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Mark { $($(#[$doc])* $mark),+ }

        impl Mark {
            fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$mark),)+ _ => None }
            }
        }
    };
}

marks! {
    Formal = "formal",
    Friendly = "friendly",
    Casual = "casual",
    Humour = "humour",
    Conflict = "conflict",
    Energy = "energy",
    /// What says that the rest is not meant.
    Sarcasm = "sarcasm",
    /// Turns what follows into its contrary.
    Negation = "negation",
    /// Makes what is beside it stronger.
    Intensifier = "intensifier",
    /// Says nothing of what a text is about.
    Stop = "stop",
}

impl Category {
    fn named(name: &str) -> Option<Self> {
        if let Some(sense) = name.strip_prefix("sense ") {
            return Sense::named(sense).map(Self::Sense);
        }
        let (name, strength) = match name.split_once(' ') {
            None => (name, 1.0),
            Some((name, "strong")) => (name, 2.0),
            Some((name, "weak")) => (name, 0.5),
            Some(_) => return None,
        };
        match name {
            "positive" => Some(Self::Polarity(strength)),
            "negative" => Some(Self::Polarity(-strength)),
            "nothing" => Some(Self::Nothing),
            _ => Emotion::named(name)
                .map(|emotion| Self::Emotion(emotion, strength))
                .or_else(|| Topic::named(name).map(Self::Topic))
                .or_else(|| Mark::named(name).map(Self::Mark)),
        }
    }
}

/// The entries of a lexicon, each with its category, as they are written there.
pub fn entries(file: &str) -> impl Iterator<Item = Result<(Category, &str), BadLine>> {
    let mut category = None;
    file.lines().enumerate().flat_map(move |(number, line)| {
        let bad = |what: String| vec![Err(BadLine { line: number + 1, what })];
        let line = line.split('#').next().unwrap_or_default().trim();
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            category = Category::named(name);
            return if category.is_some() { Vec::new() } else { bad(format!("no category is named {name}")) };
        }
        let Some(category) = category else {
            return if line.is_empty() { Vec::new() } else { bad("no category before it".into()) };
        };
        line.split(',').map(str::trim).filter(|it| !it.is_empty()).map(|entry| Ok((category, entry))).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_words_and_comments() {
        let file = "# of joy\n[joy strong]\nщасл*, на сьомому небі # ours\n\n[stop]\nі";
        let found: Vec<_> = entries(file).map(Result::unwrap).collect();
        let joy = Category::Emotion(Emotion::Joy, 2.0);
        assert_eq!(found, [(joy, "щасл*"), (joy, "на сьомому небі"), (Category::Mark(Mark::Stop), "і")]);
    }

    #[test]
    fn what_cannot_be_read_is_told_by_its_line() {
        let errors: Vec<_> = entries("слово\n[joi]\n[joy very]\n").map(|it| it.unwrap_err().to_string()).collect();
        let expected = [
            "line 1: no category before it",
            "line 2: no category is named joi",
            "line 3: no category is named joy very",
        ];
        assert_eq!(errors, expected);
    }
}
