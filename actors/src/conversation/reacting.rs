//! Reactions: whether a message gets one of ours, which, and when.

use super::{chance::die, rhythm::Rhythm};
use crate::{
    analyzer::{Emotion, Reading},
    model::Message,
};

/// How readily we react, and how often at most.
#[derive(Debug, Clone, PartialEq)]
pub struct Reactions {
    /// The share of messages with a clear feeling that get a reaction, 0 to 1.
    pub share: f64,
    /// Times an hour in one chat at most.
    pub per_hour: usize,
}

impl Default for Reactions {
    fn default() -> Self {
        Self { share: 0.15, per_hour: 6 }
    }
}

/// A reaction to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reacting {
    /// The best first; the chat may not allow all.
    pub emoji: Vec<String>,
    /// How long somebody would take to read and tap.
    pub delay_ms: i64,
}

/// Readings less sure than this are better left alone.
const SURE: f32 = 0.5;
const SOONEST_MS: f64 = 2_000.0;
const LATEST_MS: f64 = 12_000.0;
/// What tells the dice of reactions from those of words.
const WHETHER: u64 = 1;
const WHICH: u64 = 2;
const WHEN: u64 = 3;

/// In Telegram's spelling, from <https://core.telegram.org/bots/api#reactiontypeemoji>.
const FOR_JOKES: &[&str] = &["😁", "🤣"];
const FOR_JOY: &[&str] = &["❤", "🔥", "🎉", "🥰", "👏"];
const FOR_SADNESS: &[&str] = &["🤗", "😢", "❤"];
const FOR_FEAR: &[&str] = &["🤗", "🙏"];
const FOR_SURPRISE: &[&str] = &["🤯", "👀", "😱"];

impl Reactions {
    /// What to react with, if at all; the share is multiplied with `inclination`.
    pub(super) fn fall(
        &self,
        message: &Message,
        reading: &Reading,
        rhythm: &Rhythm,
        inclination: f64,
    ) -> Option<Reacting> {
        let throw = |purpose| die(message.chat.id, message.id, purpose);
        let tastes = tastes(reading)?;
        let falls = throw(WHETHER) < self.share * inclination && rhythm.reacted_lately(message.date) < self.per_hour;
        falls.then(|| {
            let mut emoji: Vec<_> = tastes.iter().map(|&emoji| emoji.to_owned()).collect();
            emoji.rotate_left((throw(WHICH) * tastes.len() as f64) as usize % tastes.len());
            Reacting { emoji, delay_ms: (SOONEST_MS + throw(WHEN) * (LATEST_MS - SOONEST_MS)) as i64 }
        })
    }
}

/// What suits the feeling of a message. Anger and disgust get nothing: a reaction would take a side.
fn tastes(reading: &Reading) -> Option<&'static [&'static str]> {
    if reading.cues.conflict || reading.confidence < SURE {
        return None;
    }
    match reading.emotion()? {
        Emotion::Joy if reading.cues.humour > 0 => Some(FOR_JOKES),
        Emotion::Joy => Some(FOR_JOY),
        Emotion::Sadness => Some(FOR_SADNESS),
        Emotion::Fear => Some(FOR_FEAR),
        Emotion::Surprise => Some(FOR_SURPRISE),
        Emotion::Anger | Emotion::Disgust => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analyzer::Analyzer,
        fixtures::{group, message},
    };

    fn reacts(text: &str, rules: &Reactions, rhythm: &Rhythm) -> Option<Reacting> {
        rules.fall(&message(&group(-5), 7, text), &Analyzer::default().read(text), rhythm, 1.0)
    }

    const ALWAYS: Reactions = Reactions { share: 1.0, per_hour: 2 };

    #[test]
    fn feelings_are_met_with_what_suits_them_and_quarrels_with_nothing() {
        let calm = Rhythm::default();
        for (text, allowed) in
            [("Яка радість! Я така щаслива!", FOR_JOY), ("Мені так сумно, хочеться плакати", FOR_SADNESS)]
        {
            let reacting = reacts(text, &ALWAYS, &calm).unwrap();
            assert!(allowed.contains(&reacting.emoji[0].as_str()), "{text}: {reacting:?}");
            assert_eq!(reacting.emoji.len(), allowed.len());
            assert!((2_000..12_000).contains(&reacting.delay_ms));
        }
        for text in ["Який ти дурень, ненавиджу тебе!", "зустрінемося о п'ятій", ""]
        {
            assert_eq!(reacts(text, &ALWAYS, &calm), None, "{text}");
        }
    }

    #[test]
    fn not_more_than_so_many_an_hour_and_never_without_a_share() {
        let joy = "Яка радість! Я така щаслива!";
        let mut rhythm = Rhythm::default();
        for _ in 0..2 {
            assert!(reacts(joy, &ALWAYS, &rhythm).is_some());
            rhythm.react(7);
        }
        assert_eq!(reacts(joy, &ALWAYS, &rhythm), None);
        assert_eq!(reacts(joy, &Reactions { share: 0.0, per_hour: 2 }, &Rhythm::default()), None);
    }

    #[test]
    fn telegram_knows_each_of_them() {
        let known = include_str!("../persona/reactions.txt");
        let known: Vec<_> = known.split_whitespace().collect();
        for emoji in [FOR_JOKES, FOR_JOY, FOR_SADNESS, FOR_FEAR, FOR_SURPRISE].concat() {
            assert!(known.contains(&emoji), "{emoji}");
        }
    }
}
