//! A message as one update shows it, and what is kept of it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::feeling::Feeling;
use events::{ChatId, Event, Message, MessageId, PersonId, PersonKind};
use language::analyzer::{Analyzer, Emotion, Reading, Topic};
use storage::{journal::Entry, sqlite::json::stored};

/// The end of the year 9999, Unix seconds. Clocks that say later, or earlier than 1970, are taken to say this or 0.
pub(super) const LATEST: i64 = 253_402_300_799;

/// Seconds of an hour.
pub(super) const HOUR: i64 = 3600;

/// The new or edited message of an update.
pub(super) struct Version<'a> {
    pub chat: ChatId,
    pub message: MessageId,
    edit: bool,
    pub kept: Kept<'a>,
}

/// What is kept of a message: its newest version.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Kept<'a> {
    pub person: PersonId,
    pub date: i64,
    pub at: i64,
    /// It is said to a bot: no talk, so it has no gist, and counts apart.
    pub to_bot: bool,
    /// `None` where there is nothing to be understood.
    pub gist: Option<Gist<'a>>,
}

/// A [`Kept`] as JSON, of a row `r` of `readings`.
macro_rules! kept {
    () => {
        "json_object('person', r.person_id, 'date', r.date, 'at', r.at, 'to_bot', json(iif(r.to_bot, 'true', 'false')), 'gist', json(iif(r.topic IS NULL, NULL,
           json_object('language', r.language, 'doubtful', r.doubtful, 'emotions', json(r.emotions), 'sentiment', r.sentiment, 'topic', r.topic,
                       'keywords', json(r.keywords), 'confidence', r.confidence))))"
    };
}
pub(super) use kept;

/// A reading as it is stored; sentiment and confidence in thousandths.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Gist<'a> {
    pub language: Cow<'a, str>,
    /// 1 where the language of the chat is the likelier.
    pub doubtful: i64,
    pub emotions: Vec<Cow<'a, str>>,
    pub sentiment: i64,
    pub topic: Cow<'a, str>,
    pub keywords: Vec<Cow<'a, str>>,
    pub confidence: i64,
}

impl<'a> Version<'a> {
    /// The message of an entry, if people wrote it.
    pub fn of(entry: &'a Entry, analyzer: &Analyzer) -> Option<Self> {
        let (message, edit) = match entry.event().ok()? {
            Event::Message(message) => (&**message, message.edited.is_some()),
            Event::Edited(message) => (&**message, true),
            Event::Imported(imported) => (&imported.message, imported.message.edited.is_some()),
            _ => return None,
        };
        if message.service.is_some() || message.sender.kind == PersonKind::Bot {
            return None;
        }
        // What is forwarded are somebody else's words: they tell nothing of who passed them on, nor of the chat.
        let own = message.forward.is_none();
        // A question to us is no surprise, and what we are asked for is no topic of the chat.
        let to_bot = own && entry.is_to_bot();
        let reading = if own && !to_bot { entry.reading(analyzer) } else { None };
        Some(Self::new(message, edit, to_bot, reading.map(|reading| Gist::of(reading))))
    }

    fn new(message: &Message, edit: bool, to_bot: bool, gist: Option<Gist<'a>>) -> Self {
        let (person, date) = (message.sender.id, message.date.clamp(0, LATEST));
        let at = message.edited.unwrap_or(message.date);
        Self { chat: message.chat.id, message: message.id, edit, kept: Kept { person, date, at, to_bot, gist } }
    }

    /// Whether nobody is named as its author. Who wrote the message is known from before then.
    pub fn is_unsigned_edit(&self) -> bool {
        self.edit && self.kept.person == PersonId::NOBODY
    }

    /// Whether it comes after what is kept. Of two edits of one second the later to arrive is the newer; a message
    /// that is delivered again is no newer.
    pub fn is_newer_than(&self, kept: &Kept<'_>) -> bool {
        if self.edit { self.kept.at >= kept.at } else { self.kept.at > kept.at }
    }
}

impl Kept<'_> {
    pub fn hour(&self) -> i64 {
        self.date / HOUR
    }
}

impl<'a> Gist<'a> {
    fn of(reading: &'a Reading) -> Self {
        Self {
            language: reading.language.into(),
            doubtful: i64::from(reading.doubtful),
            emotions: reading.emotions.iter().map(|emotion| emotion.as_str().into()).collect(),
            sentiment: thousandths(reading.sentiment, -1.0),
            topic: reading.topic.as_str().into(),
            keywords: reading.keywords.iter().map(|word| stored(word)).collect(),
            confidence: thousandths(reading.confidence, 0.0),
        }
    }

    pub fn feeling(&self) -> Feeling {
        Feeling(self.emotions.first().and_then(|name| Emotion::named(name)))
    }

    /// Its topic, if it has one.
    pub fn topic(&self) -> Option<Cow<'a, str>> {
        (self.topic != Topic::General.as_str()).then(|| self.topic.clone())
    }
}

/// Whole numbers add up to the same in any order. What is no number counts as 0.
fn thousandths(share: f32, least: f32) -> i64 {
    (share.clamp(least, 1.0) * 1000.0).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_become_thousandths_within_their_bounds() {
        let numbers = [0.1234, -0.5, 7.0, -7.0, f32::NAN, f32::NEG_INFINITY];
        assert_eq!(numbers.map(|number| thousandths(number, -1.0)), [123, -500, 1000, -1000, 0, -1000]);
    }
}
