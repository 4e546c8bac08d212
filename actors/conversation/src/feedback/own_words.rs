//! Our last words in a chat, and what becomes of them.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::{Light, Mark, taste::kindness};
use events::{MessageId, PersonId};

/// Words remembered of one chat; nobody reacts to older ones.
const REMEMBERED: usize = 32;
/// So many messages of others, and nobody took notice: the words were ignored.
const PASSED_OVER: u32 = 12;
const OF_REACTION: f64 = 1.0;
const OF_REPLY: f64 = 0.5;
/// Of one anonymous reaction; more than so many of one light say nothing new.
const OF_COUNTED: f64 = 0.2;
const COUNTED: i64 = 5;

/// What is kept of one chat.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(in super::super) struct OwnWords(VecDeque<Words>);

/// One message of ours that was said to somebody, or into a silence; answers to commands are not among them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in super::super) struct Words {
    pub id: MessageId,
    pub date: i64,
    /// Whom they were for; `None` for all.
    pub to: Option<PersonId>,
    /// Nobody had called us.
    pub unasked: bool,
    /// Somebody replied or reacted.
    #[serde(default)]
    noticed: bool,
    /// Messages of others since.
    #[serde(default)]
    passed: u32,
    /// Anonymous reactions that were counted, kind and unkind.
    #[serde(default)]
    counted: (i64, i64),
}

impl Words {
    pub fn new(id: MessageId, date: i64, to: Option<PersonId>, unasked: bool) -> Self {
        Self { id, date, to, unasked, noticed: false, passed: 0, counted: (0, 0) }
    }

    fn was_ignored(&self) -> bool {
        !self.noticed && self.passed >= PASSED_OVER
    }

    fn mark(&self, person: Option<PersonId>, light: Light, weight: f64) -> Mark {
        Mark { person, light, weight, date: self.date }
    }

    /// Somebody took notice, late perhaps.
    fn notice(&mut self) -> Option<Mark> {
        let ignored = self.was_ignored();
        self.noticed = true;
        ignored.then(|| self.mark(self.to, Light::Ignored, -1.0))
    }
}

impl OwnWords {
    /// We said something; told twice, it counts once.
    pub fn say(&mut self, words: Words) {
        if self.find(words.id).is_none() {
            self.0.push_back(words);
            while self.0.len() > REMEMBERED {
                self.0.pop_front();
            }
        }
    }

    /// What we said last.
    pub fn last(&self) -> Option<&Words> {
        self.0.back()
    }

    /// Somebody wrote something: are words of ours ignored by now?
    pub fn hear(&mut self) -> Vec<Mark> {
        let waiting = self.0.iter_mut().filter(|it| it.is_waiting());
        let passed = waiting.filter_map(|words| {
            words.passed += 1;
            words.was_ignored().then(|| words.mark(words.to, Light::Ignored, 1.0))
        });
        passed.collect()
    }

    /// Whether any words still wait to be noticed.
    pub fn are_waiting(&self) -> bool {
        self.0.iter().any(Words::is_waiting)
    }

    /// A person's reactions on a message have changed. Empty if it is none of our words.
    pub fn react(&mut self, message: MessageId, person: PersonId, was: &[String], now: &[String]) -> Vec<Mark> {
        let Some(words) = self.find(message) else { return Vec::new() };
        let mut marks: Vec<_> = if now.is_empty() { None } else { words.notice() }.into_iter().collect();
        for (emoji, weight) in [(was, -OF_REACTION), (now, OF_REACTION)] {
            marks.extend(light_of(kindness(emoji)).map(|light| words.mark(Some(person), light, weight)));
        }
        marks
    }

    /// A person replied, angrily perhaps. Empty if it was to none of our words.
    pub fn reply(&mut self, message: MessageId, person: PersonId, angrily: bool) -> Vec<Mark> {
        let Some(words) = self.find(message) else { return Vec::new() };
        let light = if angrily { Light::Bad } else { Light::Good };
        let mut marks: Vec<_> = words.notice().into_iter().collect();
        marks.push(words.mark(Some(person), light, OF_REPLY));
        marks
    }

    /// All anonymous reactions that a message now has.
    pub fn count(&mut self, message: MessageId, counts: &[(String, i64)]) -> Vec<Mark> {
        let Some(words) = self.find(message) else { return Vec::new() };
        let mut marks: Vec<_> = if counts.is_empty() { None } else { words.notice() }.into_iter().collect();
        let of = |wanted: i8| {
            let alike = counts.iter().filter(|(emoji, _)| kindness(std::slice::from_ref(emoji)) == wanted);
            alike.map(|(_, count)| (*count).clamp(0, COUNTED)).sum::<i64>().min(COUNTED)
        };
        let (kind, unkind) = (of(1), of(-1));
        let change = |light, now: i64, was: i64| words.mark(None, light, (now - was) as f64 * OF_COUNTED);
        let changes = [change(Light::Good, kind, words.counted.0), change(Light::Bad, unkind, words.counted.1)];
        words.counted = (kind, unkind);
        marks.extend(changes.into_iter().filter(|mark| mark.weight != 0.0));
        marks
    }

    /// Those that nobody had called for, oldest first.
    pub fn unasked(&self) -> impl Iterator<Item = MessageId> {
        self.0.iter().filter(|words| words.unasked).map(|words| words.id)
    }

    fn find(&mut self, message: MessageId) -> Option<&mut Words> {
        self.0.iter_mut().rev().find(|words| words.id == message)
    }
}

impl Words {
    fn is_waiting(&self) -> bool {
        self.unasked && !self.noticed && self.passed < PASSED_OVER
    }
}

fn light_of(kindness: i8) -> Option<Light> {
    match kindness {
        1 => Some(Light::Good),
        -1 => Some(Light::Bad),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
