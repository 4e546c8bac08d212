//! What is counted and smoothed of each person, message by message, and what is inferred from it.
//!
//! All in whole millionths: the same messages give the same figures on any machine and in any batches.

use super::{
    people::PersonRow,
    vocabulary::{Complexity, Interaction, Length, Style},
};
use language::analyzer::{Cues, Reading};

/// One, in millionths.
pub(super) const ONE: i64 = 1_000_000;

/// Averages of lengths and words: plain over the first messages, then each new one weighs an eighth.
const AVERAGED: i64 = 8;
/// The same for sentiment.
const FELT: i64 = 10;
/// Humour: each message weighs a fifth.
const JOKED: i64 = 5;
/// Messages that must have been read before lengths and complexity are inferred.
const READ_ENOUGH: i64 = 3;

/// With each message read, a manner keeps 24 of 25 of its points: half are gone after 17 messages.
const KEPT_POINTS: (i64, i64) = (24, 25);
/// Points that one message gives at most, so that it takes two to show a manner.
const MOST_POINTS: u32 = 2;
/// A manner is taken from this many points on, if it has half as many again as the next; it stays while it leads and
/// has one point left.
const ENOUGH_POINTS: i64 = 3 * ONE;

/// Answers are short for people who write less than this, characters, and long for those who write more.
const SHORT: i64 = 50 * ONE;
const LONG: i64 = 200 * ONE;

/// Each day keeps six of seven: whoever writes n messages every day comes to 7 n.
const KEPT_A_DAY: (i64, i64) = (6, 7);
/// After so many days nothing is left.
const LONGEST_BREAK: i64 = 120;
/// Less than a message a day, or more than five.
const RARE: i64 = 7 * ONE;
const OFTEN: i64 = 35 * ONE;
/// Messages before it is inferred how much somebody takes part.
const WRITTEN_ENOUGH: i64 = 10;

/// A language's lead is at most this, messages: then as many in another one replace it.
const LONGEST_LEAD: i64 = 20;
/// No language was recognised.
pub(super) const NO_LANGUAGE: &str = "und";

/// A number from -1 to 1 in millionths; 0 for none.
pub(super) fn millionths(number: f32) -> i64 {
    // `as` saturates, and NaN is 0.
    (f64::from(number) * ONE as f64).round() as i64
}

/// Back from millionths.
pub(super) fn share(millionths: i64) -> f32 {
    (millionths as f64 / ONE as f64) as f32
}

fn towards(kept: i64, seen: i64, part: i64) -> i64 {
    kept + (seen - kept) / part.max(1)
}

fn fade(points: i64, (kept, of): (i64, i64)) -> i64 {
    points * kept / of
}

impl PersonRow {
    /// Takes what a text tells of its writer.
    pub(super) fn learn(&mut self, reading: &Reading) {
        let Cues { characters, words, long_words, humour, .. } = reading.cues;
        self.analysed += 1;
        self.characters += i64::from(characters);
        let part = self.analysed.min(AVERAGED);
        self.length = towards(self.length, i64::from(characters) * ONE, part);
        self.words = towards(self.words, i64::from(words) * ONE, part);
        self.long_words = towards(self.long_words, i64::from(long_words) * ONE, part);
        self.humour = towards(self.humour, if humour > 0 { ONE } else { 0 }, JOKED);
        let sentiment = millionths(reading.sentiment.clamp(-1.0, 1.0));
        self.sentiment = towards(self.sentiment, sentiment, self.analysed.min(FELT));
        self.learn_manner(&reading.cues);
        self.learn_language(reading.language);
    }

    fn learn_manner(&mut self, cues: &Cues) {
        let add = |points: &mut i64, found: u32| {
            *points = fade(*points, KEPT_POINTS) + i64::from(found.min(MOST_POINTS)) * ONE;
        };
        add(&mut self.formal, cues.formal);
        add(&mut self.friendly, cues.friendly);
        add(&mut self.casual, cues.casual);
        add(&mut self.humorous, cues.humour);
        self.style = self.leading();
    }

    fn leading(&self) -> Style {
        let mut points = [
            (self.formal, Style::Formal),
            (self.friendly, Style::Friendly),
            (self.casual, Style::Casual),
            (self.humorous, Style::Humorous),
        ];
        points.sort_by_key(|(points, _)| std::cmp::Reverse(*points));
        let [(most, style), (next, _), ..] = points;
        let clearly = most >= ENOUGH_POINTS && 2 * most >= 3 * next;
        let still = most >= ONE && points.contains(&(most, self.style));
        match (clearly, still) {
            (true, _) => style,
            (false, true) => self.style,
            (false, false) => Style::Neutral,
        }
    }

    fn learn_language(&mut self, language: &str) {
        if language == NO_LANGUAGE {
            return;
        }
        if self.language == language {
            self.language_lead = (self.language_lead + 1).min(LONGEST_LEAD);
        } else if self.language_lead > 1 {
            self.language_lead -= 1;
        } else {
            language.clone_into(&mut self.language);
            self.language_lead = 1;
        }
    }

    /// Counts one more message on a day.
    pub(super) fn count_lately(&mut self, day: i64) {
        let passed = day.saturating_sub(self.day).clamp(0, LONGEST_BREAK);
        for _ in 0..passed {
            self.lately = fade(self.lately, KEPT_A_DAY);
        }
        self.lately += ONE;
        // A little disorder is no new day; a clock that was far ahead is believed once it is set right.
        if day > self.day || day < self.day.saturating_sub(1) {
            self.day = day;
        }
    }

    /// How long answers this person would write.
    pub(super) fn inferred_length(&self) -> Length {
        match self.length {
            _ if self.analysed < READ_ENOUGH => Length::Medium,
            length if length < SHORT => Length::Short,
            length if length > LONG => Length::Long,
            _ => Length::Medium,
        }
    }

    /// Under 5 words a message is simple; over 20, or three long ones in ten, is complex; hardly a long one is simple.
    pub(super) fn inferred_complexity(&self) -> Complexity {
        let long_of = |share: i64| self.long_words * 100 > self.words * share;
        match self.words {
            _ if self.analysed < READ_ENOUGH => Complexity::Medium,
            words if words < 5 * ONE => Complexity::Simple,
            words if words > 20 * ONE || long_of(30) => Complexity::Complex,
            _ if !long_of(2) => Complexity::Simple,
            _ => Complexity::Medium,
        }
    }

    /// By messages a day, lately.
    pub(super) fn inferred_interaction(&self) -> Interaction {
        match self.lately {
            _ if self.messages < WRITTEN_ENOUGH => Interaction::Balanced,
            lately if lately < RARE => Interaction::Minimal,
            lately if lately > OFTEN => Interaction::Active,
            _ => Interaction::Balanced,
        }
    }
}
