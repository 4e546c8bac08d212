//! Floods: too much at once, the same again and again, too many calls; and how many answers an hour are enough.
//!
//! All of it follows from the dates of messages, so a replay judges as the first time. The measures are leaky buckets:
//! each message is a drop, a bucket loses so many drops a minute (or an hour) and overflows when more than that many
//! are in it.

mod bucket;

use std::{
    collections::{BTreeMap, VecDeque},
    hash::{DefaultHasher, Hash, Hasher},
};

use serde::{Deserialize, Serialize, Serializer};

use bucket::{Bucket, Rate};
use events::{Message, PersonId};
use language::text::classes::lower;

/// How much is too much. A limit of 0 is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Messages of one person, and of all people of a chat, a minute.
    pub messages_per_minute: u32,
    pub chat_messages_per_minute: u32,
    /// Messages of one person that call us, commands included, a minute.
    pub calls_per_minute: u32,
    /// The same text of one person, a minute; of several people, twice as often.
    pub repeats_per_minute: u32,
    /// Answers an hour to one person of a chat, and in a chat.
    pub answers_per_person: u32,
    pub answers_per_chat: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            messages_per_minute: 45,
            chat_messages_per_minute: 150,
            calls_per_minute: 30,
            repeats_per_minute: 6,
            answers_per_person: 300,
            answers_per_chat: 1000,
        }
    }
}

/// What was too much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Excess {
    Messages,
    Repeats,
    Calls,
    /// Answers that we gave.
    Answers,
}

/// Seconds without excess after which somebody who flooded is listened to again.
const CALM: i64 = 60;
/// Seconds between two mild words to one person, and in one chat.
const BETWEEN_WORDS: i64 = 600;
const BETWEEN_WORDS_OF_CHAT: i64 = 300;
/// Others who wrote within so many seconds are there, and a flood disturbs them.
const COMPANY: i64 = 600;
/// Characters from which repeating a text is noticed: in shorter ones people laugh and agree.
const REPEATED: usize = 4;
const REPEATED_BY_SEVERAL: usize = 8;
/// People and texts remembered of one chat at most, and from how many people on it is asked who is worth it.
const PEOPLE: usize = 64;
const MANY: usize = 16;
const TEXTS: usize = 32;

/// How much everybody says in one chat just now. Times are those of messages, Unix seconds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct Floods {
    people: BTreeMap<PersonId, Person>,
    texts: VecDeque<(u32, Bucket)>,
    all: Bucket,
    answers: Bucket,
    /// When the chat last got a mild word.
    told: Option<i64>,
    /// When somebody last wrote.
    #[serde(skip)]
    heard_at: i64,
}

/// What is written of [`Floods`]. What is far from too much is left out: it would be written with nearly every message, and
/// is counted anew after a restart.
#[derive(Serialize)]
struct Telling<'f> {
    people: BTreeMap<PersonId, &'f Person>,
    texts: Vec<&'f (u32, Bucket)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    all: Option<Bucket>,
    #[serde(skip_serializing_if = "Bucket::is_unused")]
    answers: Bucket,
    #[serde(skip_serializing_if = "Option::is_none")]
    told: Option<i64>,
}

impl Serialize for Floods {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let is_telling = |bucket: &Bucket| bucket.is_filling(self.heard_at);
        let people = self.people.iter().filter(|(_, it)| is_telling(&it.messages) || it.has_more_than_messages());
        let telling = Telling {
            people: people.map(|(id, person)| (*id, person)).collect(),
            texts: self.texts.iter().filter(|(_, bucket)| is_telling(bucket)).collect(),
            all: Some(self.all).filter(is_telling),
            answers: self.answers,
            told: self.told,
        };
        telling.serialize(serializer)
    }
}

/// Most of it is empty of most people, and is not written then.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Person {
    messages: Bucket,
    #[serde(skip_serializing_if = "Bucket::is_unused")]
    calls: Bucket,
    #[serde(skip_serializing_if = "Bucket::is_unused")]
    answers: Bucket,
    /// Until when they count as flooding, and as flooding with calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    calling_until: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    told: Option<i64>,
}

/// How a message is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FloodVerdict {
    Fine,
    /// The chat as a whole says too much: nobody needs our word too.
    Crowded,
    /// Its sender floods; what with, if it was this very message.
    Flooding(Option<Excess>),
}

impl Floods {
    /// Somebody wrote; `calls` if that calls us.
    pub fn hear(&mut self, limits: &Limits, message: &Message, calls: bool) -> FloodVerdict {
        let (date, who) = (message.date, message.sender.id);
        self.heard_at = date;
        self.forget(date);
        let repeats = self.repeats(limits, message);
        let crowded = self.all.overflows(Rate::a_minute(limits.chat_messages_per_minute), date);
        let person = self.people.entry(who).or_default();
        // An album is one message to people, and many to us.
        let part = message.album.is_some() && message.text.is_none();
        let many = !part && person.messages.overflows(Rate::a_minute(limits.messages_per_minute), date);
        let called = calls && person.calls.overflows(Rate::a_minute(limits.calls_per_minute), date);
        let excess = match (repeats, called, many) {
            (true, ..) => Some(Excess::Repeats),
            (_, true, _) => Some(Excess::Calls),
            (_, _, true) => Some(Excess::Messages),
            _ => None,
        };
        if excess.is_some() {
            person.until = Some(date.saturating_add(CALM));
        }
        if excess == Some(Excess::Calls) {
            person.calling_until = person.until;
        }
        match excess {
            // A command is asked for on purpose, whatever else its sender writes.
            _ if calls && is_command(message) && !person.overcalls(date) => FloodVerdict::Fine,
            None if person.floods(date) => FloodVerdict::Flooding(None),
            None if crowded => FloodVerdict::Crowded,
            None => FloodVerdict::Fine,
            some => FloodVerdict::Flooding(some),
        }
    }

    /// Whether there is an answer left for this person; takes it.
    pub fn answer(&mut self, limits: &Limits, who: PersonId, date: i64) -> bool {
        let (of_person, of_chat) = (Rate::an_hour(limits.answers_per_person), Rate::an_hour(limits.answers_per_chat));
        let person = self.people.entry(who).or_default();
        let left = person.answers.has_room(of_person, date) && self.answers.has_room(of_chat, date);
        if left {
            person.answers.overflows(of_person, date);
            self.answers.overflows(of_chat, date);
        }
        left
    }

    /// Whether this person may be told that it is too much; it is told then.
    pub fn tell(&mut self, who: PersonId, date: i64) -> bool {
        let rested = |told: Option<i64>, pause| told.is_none_or(|at| date.abs_diff(at) >= pause);
        let person = self.people.entry(who).or_default();
        let may = rested(person.told, BETWEEN_WORDS.unsigned_abs())
            && rested(self.told, BETWEEN_WORDS_OF_CHAT.unsigned_abs());
        if may {
            (person.told, self.told) = (Some(date), Some(date));
        }
        may
    }

    /// Whether anybody else is there.
    pub fn has_company(&self, who: PersonId, date: i64) -> bool {
        self.people.iter().any(|(id, person)| *id != who && person.messages.was_filled_within(COMPANY, date))
    }

    /// Whether the text was there too often. Commands are calls, and counted as such.
    fn repeats(&mut self, limits: &Limits, message: &Message) -> bool {
        let text = lower(message.text.as_deref().unwrap_or_default().trim());
        if text.chars().count() < REPEATED || text.starts_with('/') {
            return false;
        }
        let of_one = Rate::a_minute(limits.repeats_per_minute);
        let mut again = self.again(digest(&(message.sender.id, &text)), of_one, message.date);
        if text.chars().count() >= REPEATED_BY_SEVERAL {
            let of_several = Rate::a_minute(limits.repeats_per_minute.saturating_mul(2));
            again |= self.again(digest(&text), of_several, message.date);
        }
        again
    }

    fn again(&mut self, digest: u32, rate: Rate, date: i64) -> bool {
        let known = self.texts.iter().position(|(it, _)| *it == digest).and_then(|at| self.texts.remove(at));
        let mut bucket = known.map(|(_, bucket)| bucket).unwrap_or_default();
        let overflows = bucket.overflows(rate, date);
        self.texts.push_back((digest, bucket));
        while self.texts.len() > TEXTS {
            self.texts.pop_front();
        }
        overflows
    }

    /// Drops those of whom there is nothing to remember, and if they are still too many, the calmest.
    fn forget(&mut self, date: i64) {
        self.texts.retain(|(_, bucket)| !bucket.is_empty(date));
        if self.people.len() >= MANY {
            self.people.retain(|_, person| !person.is_forgettable(date));
        }
        while self.people.len() >= PEOPLE
            && let Some(calmest) = self.people.iter().min_by_key(|(_, it)| it.last()).map(|(id, _)| *id)
        {
            self.people.remove(&calmest);
        }
    }
}

impl Person {
    /// Whether anything is known but how much they write.
    fn has_more_than_messages(&self) -> bool {
        Self { messages: Bucket::default(), ..*self } != Self::default()
    }

    fn floods(&self, date: i64) -> bool {
        lasts(self.until, date)
    }

    fn overcalls(&self, date: i64) -> bool {
        lasts(self.calling_until, date)
    }

    fn is_forgettable(&self, date: i64) -> bool {
        let told = self.told.is_some_and(|at| date.abs_diff(at) < BETWEEN_WORDS.unsigned_abs());
        let empty = [self.messages, self.calls, self.answers].iter().all(|it| it.is_empty(date));
        empty && !told && !self.floods(date)
    }

    fn last(&self) -> (Option<i64>, Bucket) {
        (self.until.max(self.told), self.messages.max(self.calls))
    }
}

fn lasts(until: Option<i64>, date: i64) -> bool {
    until.is_some_and(|until| (1..=CALM).contains(&until.saturating_sub(date)))
}

fn is_command(message: &Message) -> bool {
    message.text.as_deref().is_some_and(|text| text.trim_start().starts_with('/'))
}

fn digest(of: &impl Hash) -> u32 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish() as u32
}

#[cfg(test)]
mod tests;
