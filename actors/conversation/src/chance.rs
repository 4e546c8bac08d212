//! Whether to say something unasked: by how engaging a message is, how the chat talks, and a die.
//!
//! The rules are those of the bot that this one replaces (engagement from 1 to 10, quarrels, deep topics, questions,
//! less in a crowd); pauses and limits are new. The figures are settings.

use events::{ChatId, MessageId};
use language::analyzer::{Reading, Topic};

use super::{activity::ChatActivity, decide::Why};

/// How likely it is to chime in, and how often at most.
#[derive(Debug, Clone, PartialEq)]
pub struct Chance {
    /// The share of messages without anything special that get an answer, 0 to 1; 0 in all shares means never.
    pub base: f64,
    /// That of questions.
    pub question: f64,
    /// That of messages about technology or philosophy.
    pub deep: f64,
    /// That of quarrels, which a word may calm.
    pub conflict: f64,
    /// That of messages whose engagement is at least `engaging`.
    pub engaged: f64,
    /// The engagement, of 10, from which a message counts as engaging.
    pub engaging: u8,
    /// Messages of others that must come between our words and chiming in.
    pub after_messages: u32,
    /// Seconds that must pass since our last words.
    pub pause_secs: i64,
    /// Times an hour at most.
    pub per_hour: usize,
    pub crowd: CrowdLimits,
}

/// From when on a chat counts as busy or as flooded, where a bot had better say less.
#[derive(Debug, Clone, PartialEq)]
pub struct CrowdLimits {
    /// Messages in five minutes.
    pub busy: usize,
    pub flooded: usize,
    /// What shares are multiplied with then.
    pub busy_factor: f64,
    pub flooded_factor: f64,
}

impl Default for Chance {
    fn default() -> Self {
        Self {
            base: 0.02,
            question: 0.06,
            deep: 0.08,
            conflict: 0.12,
            engaged: 0.25,
            engaging: 7,
            after_messages: 10,
            pause_secs: 600,
            per_hour: 4,
            crowd: CrowdLimits { busy: 16, flooded: 31, busy_factor: 0.3, flooded_factor: 0.1 },
        }
    }
}

/// How much is written in a chat just now.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Crowd {
    /// Within five minutes.
    pub messages: usize,
    /// The share of the last texts that were there before.
    pub repeated: f64,
}

/// Seconds between two tries to find something worth saying in one chat: each looks into the memory.
const BETWEEN_TRIES: i64 = 60;

/// Texts that repeat more than this are half a flood, or a whole one.
const REPEATING: f64 = 0.4;
const PARROTING: f64 = 0.7;

impl CrowdLimits {
    fn factor(&self, crowd: Crowd) -> f64 {
        if crowd.messages >= self.flooded || crowd.repeated > PARROTING {
            self.flooded_factor
        } else if crowd.messages >= self.busy || crowd.repeated > REPEATING {
            self.busy_factor
        } else {
            1.0
        }
    }
}

/// How much a message invites an answer, 1 to 10.
pub(super) fn engagement(reading: &Reading) -> u8 {
    let cues = &reading.cues;
    let kind = match reading.topic {
        _ if cues.conflict => -1,
        Topic::Technology | Topic::Philosophy => 2,
        _ if cues.humour > 0 || reading.emotion().is_some() => 1,
        _ => 0,
    };
    let mood = match reading.sentiment {
        _ if cues.energy => 2,
        sentiment if sentiment < -0.1 => -1,
        _ => 1,
    };
    let level = 3 + kind + mood + if cues.question { 2 } else { 0 };
    u8::try_from(level.clamp(1, 10)).unwrap_or(1)
}

impl Chance {
    /// How likely this message is answered.
    fn share(&self, reading: &Reading, crowd: Crowd) -> f64 {
        let share = if engagement(reading) >= self.engaging {
            self.engaged
        } else if reading.cues.conflict {
            self.conflict
        } else if matches!(reading.topic, Topic::Technology | Topic::Philosophy) {
            self.deep
        } else if reading.cues.question {
            self.question
        } else {
            self.base
        };
        share * self.crowd.factor(crowd)
    }

    /// Whether to chime in on a message of that date; the shares are multiplied with `chattiness_factor`.
    pub(super) fn should_chime_in(
        &self,
        reading: &Reading,
        activity: &ChatActivity,
        date: i64,
        chattiness_factor: f64,
        die: f64,
    ) -> Result<(), Why> {
        let rested = activity.silent_for(date).is_none_or(|silence| silence >= self.pause_secs);
        let patient = activity.tried(date).is_none_or(|ago| ago >= BETWEEN_TRIES);
        if !rested
            || !patient
            || activity.heard_since() < self.after_messages
            || activity.chimed_lately(date) >= self.per_hour
        {
            return Err(Why::SpokeLately);
        }
        if die < self.share(reading, activity.crowd()) * chattiness_factor { Ok(()) } else { Err(Why::NotCalled) }
    }
}

/// A die of infinitely many sides, thrown by the message itself: from 0 to 1, the same whenever it is asked for that
/// purpose.
pub(super) fn die(chat: ChatId, message: MessageId, purpose: u64) -> f64 {
    // SplitMix64, <https://prng.di.unimi.it/splitmix64.c>.
    let mut mixed = (chat.0 as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (message.0 as u64) ^ purpose.rotate_right(8);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^= mixed >> 31;
    (mixed >> 11) as f64 / (1_u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use language::analyzer::{Cues, Emotion};

    fn reading() -> Reading {
        Reading {
            language: "uk",
            doubtful: false,
            emotions: Vec::new(),
            sentiment: 0.0,
            topic: Topic::General,
            keywords: Vec::new(),
            confidence: 0.5,
            cues: Cues::default(),
        }
    }

    fn asking() -> Reading {
        Reading { cues: Cues { question: true, ..Cues::default() }, ..reading() }
    }

    const CALM: Crowd = Crowd { messages: 3, repeated: 0.0 };

    #[test]
    fn engagement_follows_the_old_rules() {
        let joy = Reading { emotions: vec![Emotion::Joy], sentiment: 0.8, ..reading() };
        let quarrel = Reading { sentiment: -0.8, cues: Cues { conflict: true, ..Cues::default() }, ..reading() };
        let excited = Reading {
            topic: Topic::Technology,
            cues: Cues { energy: true, question: true, ..Cues::default() },
            ..reading()
        };
        assert_eq!([reading(), asking(), joy, quarrel, excited].map(|it| engagement(&it)), [4, 6, 5, 1, 9]);
    }

    #[test]
    fn what_invites_more_is_answered_more_often() {
        let chance = Chance::default();
        let quarrel = Reading { cues: Cues { conflict: true, ..Cues::default() }, ..reading() };
        let deep = Reading { topic: Topic::Philosophy, ..reading() };
        let engaging = Reading { topic: Topic::Technology, ..asking() };
        let shares = [reading(), asking(), deep, quarrel, engaging].map(|it| chance.share(&it, CALM));
        assert!(shares.is_sorted_by(|less, more| less < more), "{shares:?}");
    }

    #[test]
    fn less_in_a_crowd() {
        let chance = Chance::default();
        let share = |messages, repeated| chance.share(&asking(), Crowd { messages, repeated }) / chance.question;
        let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
        assert!(near(share(15, 0.0), 1.0) && near(share(16, 0.0), 0.3) && near(share(31, 0.0), 0.1));
        assert!(near(share(1, 0.5), 0.3) && near(share(1, 0.8), 0.1));
    }

    fn always() -> Chance {
        Chance { base: 1.0, ..Chance::default() }
    }

    fn after(messages: u32) -> ChatActivity {
        let mut activity = ChatActivity::default();
        for at in 0..messages {
            activity.hear(i64::from(at) * 100, Some(&at.to_string()));
        }
        activity
    }

    #[test]
    fn not_before_others_have_spoken_and_time_has_passed() {
        let (chance, now) = (always(), 10_000);
        assert_eq!(chance.should_chime_in(&reading(), &after(9), now, 1.0, 0.5), Err(Why::SpokeLately));
        assert_eq!(chance.should_chime_in(&reading(), &after(10), now, 1.0, 0.5), Ok(()));
        assert_eq!(
            chance.should_chime_in(&reading(), &after(10), now, 0.0, 0.0),
            Err(Why::NotCalled),
            "the chat wants none"
        );
        let mut lately = after(3);
        lately.chime(now - 599);
        (0..10).for_each(|at| lately.hear(now + at, None));
        assert_eq!(chance.should_chime_in(&reading(), &lately, now, 1.0, 0.5), Err(Why::SpokeLately));
        assert_eq!(chance.should_chime_in(&reading(), &lately, now + 1, 1.0, 0.5), Ok(()));
    }

    #[test]
    fn at_most_so_often_an_hour() {
        let chance = Chance { pause_secs: 0, after_messages: 0, per_hour: 2, ..always() };
        let mut activity = ChatActivity::default();
        for at in [0, 60] {
            assert_eq!(chance.should_chime_in(&reading(), &activity, at, 1.0, 0.5), Ok(()));
            activity.chime(at);
        }
        assert_eq!(chance.should_chime_in(&reading(), &activity, 120, 1.0, 0.5), Err(Why::SpokeLately));
        assert_eq!(chance.should_chime_in(&reading(), &activity, 3600, 1.0, 0.5), Ok(()));
    }

    #[test]
    fn the_die_is_fair_and_never_changes_its_mind() {
        let throws: Vec<f64> = (0..10_000).map(|id| die(ChatId(-100_123), MessageId(id), 0)).collect();
        assert_eq!(throws[7].to_bits(), die(ChatId(-100_123), MessageId(7), 0).to_bits());
        let mean = throws.iter().sum::<f64>() / 10_000.0;
        let low = throws.iter().filter(|it| **it < 0.02).count();
        assert!((0.49..0.51).contains(&mean) && (150..250).contains(&low), "{mean} {low}");
    }
}
