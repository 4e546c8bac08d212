//! Emotions counted: each message by its strongest one, or as neutral.

use serde::{Serialize, Serializer, ser::SerializeMap};

use language::analyzer::Emotion;

/// The strongest emotion of a message; `None` is neutral.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Feeling(pub Option<Emotion>);

/// Each emotion and neutral.
pub(super) const KINDS: usize = Emotion::ALL.len() + 1;

impl Feeling {
    /// No emotion.
    pub const NEUTRAL: Self = Self(None);

    /// Each of them, neutral last: the order of the columns of `hours`.
    pub fn all() -> impl Iterator<Item = Self> {
        Emotion::ALL.iter().copied().map(Some).chain([None]).map(Self)
    }

    /// The emotion's name, or `neutral`.
    pub fn as_str(self) -> &'static str {
        self.0.map_or("neutral", Emotion::as_str)
    }

    fn place(self) -> usize {
        Self::all().position(|feeling| feeling == self).unwrap_or(KINDS - 1)
    }
}

impl Serialize for Feeling {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// How many messages were of each feeling.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Feelings([i64; KINDS]);

impl Feelings {
    /// In the order of [`Feeling::all`].
    pub(super) fn numbers(&self) -> &[i64; KINDS] {
        &self.0
    }

    pub(super) fn add(&mut self, feeling: Feeling, messages: i64) {
        if let Some(number) = self.0.get_mut(feeling.place()) {
            *number += messages;
        }
    }

    /// Messages of that feeling.
    pub fn of(&self, feeling: Feeling) -> i64 {
        self.0.get(feeling.place()).copied().unwrap_or(0)
    }

    /// Of how many messages a feeling is known.
    pub fn total(&self) -> i64 {
        self.0.iter().sum()
    }

    /// Each feeling that occurs with its share of the messages, from 0 to 1, most first.
    pub fn shares(&self) -> Vec<(Feeling, f64)> {
        let all = self.total();
        let mut found: Vec<_> = Feeling::all().zip(self.0).filter(|(_, messages)| *messages > 0).collect();
        found.sort_by_key(|(_, messages)| -messages);
        found.into_iter().map(|(feeling, messages)| (feeling, messages as f64 / all as f64)).collect()
    }
}

impl Serialize for Feelings {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(KINDS))?;
        for (feeling, messages) in Feeling::all().zip(&self.0) {
            map.serialize_entry(&feeling, messages)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_come_most_first_and_leave_out_what_is_not_there() {
        let mut feelings = Feelings::default();
        feelings.add(Feeling(Some(Emotion::Joy)), 3);
        feelings.add(Feeling::NEUTRAL, 5);
        feelings.add(Feeling(Some(Emotion::Fear)), 2);
        feelings.add(Feeling(Some(Emotion::Fear)), -2);
        let shares = feelings.shares();
        assert_eq!(shares, [(Feeling::NEUTRAL, 0.625), (Feeling(Some(Emotion::Joy)), 0.375)]);
        assert_eq!(feelings.of(Feeling(Some(Emotion::Joy))), 3);
        let json = serde_json::to_string(&feelings).unwrap();
        assert_eq!(json, r#"{"anger":0,"disgust":0,"fear":0,"joy":3,"sadness":0,"surprise":0,"neutral":5}"#);
    }
}
