//! Reactions: whether a message gets one of ours, which, and when.
//!
//! A part of an hour's reactions is kept for what matters, and they keep a distance from one another: whoever tells of a birth
//! must not go without because others laughed before.

use super::{activity::ChatActivity, chance::die};
use crate::persona::Tastes;
use events::Message;
use language::{
    analyzer::{Emotion, Reading},
    text::news::News,
};

/// How readily we react, and how often at most.
#[derive(Debug, Clone, PartialEq)]
pub struct Reactions {
    /// The share of messages with a clear feeling that get a reaction, 0 to 1. Warm words get three times as many, and big
    /// news always one, unless it is 0.
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

/// What a message is about, beside what it feels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Occasion {
    /// It tells of somebody's life.
    pub news: Option<News>,
    /// It thanks or praises us.
    pub is_thanks: bool,
    /// The chat mourns or quarrels: nothing merry is to be seen.
    pub is_sombre: bool,
}

/// How much a message matters, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// A feeling in passing.
    Small,
    /// Strong feelings, thanks to us, small news.
    Warm,
    /// A birth, a death, a wedding, an examination.
    Big,
}

/// Readings less sure than this are better left alone.
const SURE: f32 = 0.5;
/// From here on a feeling is strong.
const STRONG: f32 = 0.8;
const HOUR: usize = 3600;
const SOONEST_MS: f64 = 2_000.0;
const LATEST_MS: f64 = 12_000.0;
/// How many times more readily warm words are met than others.
const WARMER: f64 = 3.0;
/// What tells the dice of reactions from those of words.
const WHETHER: u64 = 1;
const WHICH: u64 = 2;
const WHEN: u64 = 3;

impl Weight {
    fn of(occasion: Occasion, reading: &Reading) -> Self {
        match occasion.news {
            Some(News::Ailment | News::Quarrel) => Self::Warm,
            Some(_) => Self::Big,
            None if occasion.is_thanks || reading.cues.energy || reading.confidence >= STRONG => Self::Warm,
            None => Self::Small,
        }
    }

    /// How many reactions of an hour there may be before such a message still gets one.
    fn limit(self, per_hour: usize) -> usize {
        match self {
            Self::Small => per_hour / 2,
            Self::Warm => per_hour - per_hour.div_ceil(3),
            Self::Big => per_hour,
        }
    }

    /// Seconds that must have passed since the last reaction.
    fn pause(self, per_hour: usize) -> usize {
        match self {
            Self::Small => HOUR / per_hour.max(1),
            Self::Warm => HOUR / per_hour.max(1) / 3,
            Self::Big => 0,
        }
    }

    fn share(self, share: f64, factor: f64) -> f64 {
        match self {
            Self::Small => share * factor,
            Self::Warm => share * WARMER * factor,
            Self::Big if share * factor > 0.0 => 1.0,
            Self::Big => 0.0,
        }
    }
}

impl Reactions {
    /// What to react with, if at all; the share is multiplied with `factor`.
    pub(super) fn fall(
        &self,
        message: &Message,
        reading: &Reading,
        occasion: Occasion,
        tastes: &Tastes,
        activity: &ChatActivity,
        factor: f64,
    ) -> Option<Reacting> {
        let throw = |purpose| die(message.chat.id, message.id, purpose);
        let emoji = fitting(tastes, reading, occasion)?;
        let weight = Weight::of(occasion, reading);
        if !self.allow(weight, activity, message.date) || throw(WHETHER) >= weight.share(self.share, factor) {
            return None;
        }
        let mut emoji = emoji.to_owned();
        let first = (throw(WHICH) * emoji.len() as f64) as usize % emoji.len();
        emoji.rotate_left(first);
        Some(Reacting { emoji, delay_ms: (SOONEST_MS + throw(WHEN) * (LATEST_MS - SOONEST_MS)) as i64 })
    }

    /// Whether the hour has a reaction left for what matters so much, and the last one is long enough ago.
    fn allow(&self, weight: Weight, activity: &ChatActivity, now: i64) -> bool {
        let pause = i64::try_from(weight.pause(self.per_hour)).unwrap_or(i64::MAX);
        activity.reacted_lately(now) < weight.limit(self.per_hour)
            && activity.reacted(now).is_none_or(|since| since >= pause)
    }
}

/// What suits a message. Anger and disgust get nothing: a reaction would take a side.
fn fitting<'t>(tastes: &'t Tastes, reading: &Reading, occasion: Occasion) -> Option<&'t [String]> {
    let emoji = match occasion {
        Occasion { news: Some(news), .. } => tastes.of_news(news),
        Occasion { is_thanks: true, .. } => tastes.of_thanks(),
        _ => of_feeling(tastes, reading, occasion.is_sombre)?,
    };
    Some(emoji).filter(|emoji| !emoji.is_empty())
}

fn of_feeling<'t>(tastes: &'t Tastes, reading: &Reading, is_sombre: bool) -> Option<&'t [String]> {
    if reading.cues.conflict || reading.confidence < SURE {
        return None;
    }
    let emoji = match reading.emotion()? {
        Emotion::Sadness => &tastes.sadness,
        Emotion::Fear => &tastes.fear,
        Emotion::Anger | Emotion::Disgust => return None,
        Emotion::Joy | Emotion::Surprise if is_sombre => return None,
        Emotion::Joy if reading.cues.humour > 0 => &tastes.joke,
        Emotion::Joy => &tastes.joy,
        Emotion::Surprise => &tastes.surprise,
    };
    Some(emoji)
}

#[cfg(test)]
mod tests;
