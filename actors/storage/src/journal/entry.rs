//! One line of the journal, before and after it is written.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::{Arc, OnceLock},
};

use sha2::{Digest as _, Sha256};

use super::Letter;
use events::{
    Event, Imported, Message, Seq,
    update::{self, Unreadable},
};
use language::{
    analyzer::{self, Analyzer, Reading},
    text::calling::is_message_to_bot,
};
use runtime::metrics;

/// Whose the entries of an import are: of no bot, so that they are the same whichever bot is at home.
const NO_BOT: i64 = 0;

/// Where an entry came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    Telegram,
    /// What this service sent itself.
    Sent,
    /// What somebody asked this service to forget, or not to keep; what a store was told to do.
    Asked,
    /// From an export of a chat's history.
    Import,
}

impl Source {
    /// The source of this name, as [`as_str`](Self::as_str) gives it.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Telegram, Self::Sent, Self::Asked, Self::Import].into_iter().find(|source| source.as_str() == name)
    }

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Telegram => "telegram",
            Self::Sent => "sent",
            Self::Asked => "asked",
            Self::Import => "import",
        }
    }
}

/// An update that is not durable yet.
#[derive(Debug, Clone)]
pub struct NewEntry {
    pub(super) source: Source,
    pub(super) update_id: Option<i64>,
    pub(super) raw: Arc<str>,
    pub(super) parsed: Arc<Result<Event, Unreadable>>,
    pub(super) place: Option<Place>,
}

/// Where a log that several machines share has an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Numbers may be missing between entries of one journal: others have those.
    pub seq: Seq,
    /// When the log stored it, Unix milliseconds.
    pub received_ms: i64,
    /// The names of the only stores that shall apply it, with spaces between them; `None` for all.
    pub only_for: Option<Arc<str>>,
}

impl NewEntry {
    /// An update as Telegram delivered it. One without a number is known by its text, so that it is kept once
    /// however often it is delivered.
    pub fn received(raw: Arc<str>) -> Self {
        let update_id = update::update_id(&raw).unwrap_or_else(|| digest(&raw));
        let event = update::read(&raw);
        if let Ok(Event::Message(message) | Event::Edited(message)) = &event
            && update::is_cut(message)
        {
            metrics::TEXTS_CUT.inc();
            tracing::warn!(
                update_id,
                bytes = raw.len(),
                kept = update::LONGEST_TEXT,
                "a text is too long and was truncated"
            );
        }
        Self { source: Source::Telegram, update_id: Some(update_id), parsed: event.into(), raw, place: None }
    }

    /// What stands for an update that was too large to be received: it becomes a dead letter.
    pub fn too_large(update_id: i64) -> Self {
        Self::received(format!(r#"{{"update_id":{update_id},"balachka_too_large":{{}}}}"#).into())
    }

    /// Telegram's number, or the digest that stands in for it.
    pub fn number(&self) -> Option<i64> {
        self.update_id
    }

    /// Whether stores will be able to read it.
    pub fn is_readable(&self) -> bool {
        self.parsed.is_ok()
    }

    /// What is to be forgotten, or no longer kept, or done by a store: the `balachka_erase`, `balachka_optout` and
    /// `balachka_command` forms of [`update::parse`].
    pub fn asked(raw: Arc<str>) -> Self {
        Self { source: Source::Asked, update_id: None, parsed: update::read(&raw).into(), raw, place: None }
    }

    /// What this service sent: the `balachka_sent` form of [`update::parse`].
    pub fn sent(raw: Arc<str>) -> Self {
        Self { source: Source::Sent, update_id: None, parsed: update::read(&raw).into(), raw, place: None }
    }

    /// A message of an export, known by its chat and number: it is kept once however often it is imported.
    pub fn imported(mut imported: Imported) -> Self {
        update::bound(&mut imported.message);
        let raw = update::imported(&imported).into();
        let update_id = Some(number_of(&imported.message));
        let parsed = Arc::new(Ok(Event::Imported(Box::new(imported))));
        Self { source: Source::Import, update_id, parsed, raw, place: None }
    }

    /// What a log that several machines share has, as it was put there.
    pub fn shared(source: Source, update_id: Option<i64>, raw: Arc<str>, place: Place) -> Self {
        Self { source, update_id, parsed: update::read(&raw).into(), raw, place: Some(place) }
    }

    /// A dead letter, for the store that failed on it, or for all if nobody could read it.
    pub(super) fn again(letter: &Letter) -> Self {
        let raw: Arc<str> = letter.raw.as_str().into();
        let only_for = letter.is_of_store().then(|| letter.stage.as_str().into());
        let place = Place { seq: Seq(0), received_ms: 0, only_for };
        Self { place: Some(place), ..Self::asked(raw) }
    }

    /// The only store that is to apply it, if not all are: a shared log keeps that with it.
    pub fn only_store(&self) -> Option<&str> {
        self.only_for().map(AsRef::as_ref)
    }

    /// Where it came from.
    pub fn source(&self) -> Source {
        self.source
    }

    /// The text as it is stored.
    pub fn raw(&self) -> &Arc<str> {
        &self.raw
    }

    /// What happened, if it can be read.
    pub fn event(&self) -> Option<&Event> {
        (*self.parsed).as_ref().ok()
    }

    pub(super) fn only_for(&self) -> Option<&Arc<str>> {
        self.place.as_ref()?.only_for.as_ref()
    }

    /// The bot that this is an update of, in the journal of bot `home`.
    pub(super) fn bot(&self, home: i64) -> i64 {
        if self.source == Source::Import { NO_BOT } else { home }
    }
}

/// A negative number, the same in every version: it is compared with those of earlier imports.
fn number_of(message: &Message) -> i64 {
    let digest = Sha256::digest(format!("{}/{}", message.chat.id.0, message.id.0));
    let head = digest.iter().take(8).fold(0, |number: i64, byte| number << 8 | i64::from(*byte));
    i64::MIN | head
}

/// A negative number, which Telegram never gives to an update.
fn digest(raw: &str) -> i64 {
    let mut hasher = DefaultHasher::new();
    raw.hash(&mut hasher);
    i64::MIN | i64::from_ne_bytes(hasher.finish().to_ne_bytes())
}

/// An update that is durable, read once and shared by all stores.
#[derive(Debug, Clone)]
pub struct Entry {
    pub seq: Seq,
    /// Telegram's number of the update; `None` for what this service wrote itself.
    pub update_id: Option<i64>,
    /// When it was stored, Unix milliseconds.
    pub received_ms: i64,
    /// The only stores that shall apply it, with spaces between them; `None` for all. A retry of a dead letter is for the store
    /// that failed; of what several machines share, each store takes its part.
    pub only_for: Option<Arc<str>>,
    pub raw: Arc<str>,
    /// See [`Self::event`].
    pub parsed: Arc<Result<Event, Unreadable>>,
    pub understood: Understood,
}

/// What was found out about an entry, once for all stores.
#[derive(Debug, Clone, Default)]
pub struct Understood {
    /// See [`Entry::reading`].
    pub reading: OnceLock<Option<Arc<Reading>>>,
    to_bot: OnceLock<bool>,
}

impl Entry {
    /// What happened, as far as it could be read.
    ///
    /// # Errors
    /// Why it could not.
    pub fn event(&self) -> Result<&Event, &Unreadable> {
        (*self.parsed).as_ref()
    }

    /// What its text says, if it has one to be understood. The first store that asks has it read, the others share it.
    pub fn reading(&self, analyzer: &Analyzer) -> Option<&Arc<Reading>> {
        let read = || {
            let (_, text) = analyzer::subject(self.event().ok()?)?;
            Some(analyzer.read(text.trim()))
        };
        self.understood.reading.get_or_init(read).as_ref()
    }

    /// Whether the store of this name is to apply it.
    pub fn is_for(&self, store: &str) -> bool {
        self.only_for.as_deref().is_none_or(|stores| stores.split(' ').any(|name| name == store))
    }

    /// Whether it is a message that is said to a bot.
    pub fn is_to_bot(&self) -> bool {
        let find = || match self.event() {
            Ok(Event::Message(message) | Event::Edited(message)) => is_message_to_bot(message),
            Ok(Event::Imported(imported)) => is_message_to_bot(&imported.message),
            _ => false,
        };
        *self.understood.to_bot.get_or_init(find)
    }
}

/// Entries that were committed together, without a gap after `after`.
#[derive(Debug)]
pub struct Batch {
    pub after: Seq,
    pub entries: Vec<Arc<Entry>>,
}

impl Batch {
    /// The last entry's place, or `after` if there is none.
    pub fn last(&self) -> Seq {
        self.entries.last().map_or(self.after, |entry| entry.seq)
    }

    /// About how much memory it takes, bytes.
    pub fn weight(&self) -> usize {
        self.entries.iter().map(|entry| 3 * entry.raw.len() + size_of::<Entry>()).sum()
    }
}
