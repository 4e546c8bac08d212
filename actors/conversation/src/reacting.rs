//! Reactions: whether a message gets one of ours, which, and when.

use super::{activity::ChatActivity, chance::die};
use crate::persona::Tastes;
use events::Message;
use language::analyzer::{Emotion, Reading};

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

impl Reactions {
    /// What to react with, if at all; the share is multiplied with `chattiness_factor`.
    pub(super) fn fall(
        &self,
        message: &Message,
        reading: &Reading,
        tastes: &Tastes,
        activity: &ChatActivity,
        chattiness_factor: f64,
    ) -> Option<Reacting> {
        let throw = |purpose| die(message.chat.id, message.id, purpose);
        let emoji = fitting(tastes, reading)?;
        let should_chime_in =
            throw(WHETHER) < self.share * chattiness_factor && activity.reacted_lately(message.date) < self.per_hour;
        should_chime_in.then(|| {
            let mut emoji = emoji.to_owned();
            let first = (throw(WHICH) * emoji.len() as f64) as usize % emoji.len();
            emoji.rotate_left(first);
            Reacting { emoji, delay_ms: (SOONEST_MS + throw(WHEN) * (LATEST_MS - SOONEST_MS)) as i64 }
        })
    }
}

/// What suits the feeling of a message. Anger and disgust get nothing: a reaction would take a side.
fn fitting<'t>(tastes: &'t Tastes, reading: &Reading) -> Option<&'t [String]> {
    if reading.cues.conflict || reading.confidence < SURE {
        return None;
    }
    let emoji = match reading.emotion()? {
        Emotion::Joy if reading.cues.humour > 0 => &tastes.joke,
        Emotion::Joy => &tastes.joy,
        Emotion::Sadness => &tastes.sadness,
        Emotion::Fear => &tastes.fear,
        Emotion::Surprise => &tastes.surprise,
        Emotion::Anger | Emotion::Disgust => return None,
    };
    Some(emoji.as_slice()).filter(|emoji| !emoji.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::persona::Personas;
    use language::analyzer::Analyzer;
    use storage::fixtures::{group, message};

    fn reacts(text: &str, rules: &Reactions, activity: &ChatActivity) -> Option<Reacting> {
        let reading = Analyzer::default().read(text);
        rules.fall(&message(&group(-5), 7, text), &reading, &tastes(), activity, 1.0)
    }

    fn tastes() -> Tastes {
        Personas::default().of(None).tastes.clone()
    }

    const ALWAYS: Reactions = Reactions { share: 1.0, per_hour: 2 };

    #[test]
    fn feelings_are_met_with_what_suits_them_and_quarrels_with_nothing() {
        let calm = ChatActivity::default();
        for (text, allowed) in
            [("Яка радість! Я така щаслива!", tastes().joy), ("Мені так сумно, хочеться плакати", tastes().sadness)]
        {
            let reacting = reacts(text, &ALWAYS, &calm).unwrap();
            assert!(allowed.contains(&reacting.emoji[0]), "{text}: {reacting:?}");
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
        let mut activity = ChatActivity::default();
        for _ in 0..2 {
            assert!(reacts(joy, &ALWAYS, &activity).is_some());
            activity.react(7);
        }
        assert_eq!(reacts(joy, &ALWAYS, &activity), None);
        assert_eq!(reacts(joy, &Reactions { share: 0.0, per_hour: 2 }, &ChatActivity::default()), None);
    }

    #[test]
    fn who_has_no_taste_for_it_does_not_react() {
        let reading = Analyzer::default().read("Яка радість! Я така щаслива!");
        let none = Tastes { joy: Vec::new(), ..tastes() };
        let message = message(&group(-5), 7, "");
        assert_eq!(ALWAYS.fall(&message, &reading, &none, &ChatActivity::default(), 1.0), None);
    }
}
