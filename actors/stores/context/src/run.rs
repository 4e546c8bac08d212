//! A run: facts in the order of the journal that are written together.

use super::{draft::WriteSet, known::Known};
use events::{Chat, Imported, Membership, Message, Person, Reaction, ReactionCount, Seq, Service};
use storage::sqlite::{StorageError, direct::Direct};

/// A message as it reached this bot.
#[derive(Clone, Copy)]
pub(super) struct Seen<'a> {
    pub message: &'a Message,
    pub own: bool,
    pub edited: Option<i64>,
    pub imported: bool,
    pub seq: Option<Seq>,
    /// What it says is said to a bot.
    pub to_bot: bool,
}

impl Seen<'_> {
    /// It counts in the statistics.
    pub fn counted(&self) -> bool {
        !self.own && self.message.service.is_none()
    }

    /// It counts, and is said to a bot.
    pub fn is_to_bot(&self) -> bool {
        self.counted() && self.to_bot
    }

    /// A search may find it: it is not our own, and all of the chat saw it.
    pub fn findable(&self) -> bool {
        !self.own && !self.message.id.is_ephemeral()
    }
}

#[derive(Clone, Copy)]
pub(super) enum Change<'a> {
    Message(Seen<'a>),
    Imported(Seen<'a>, &'a Imported),
    /// A change of a known message at this time: here it only shows who and where.
    Edit(&'a Message, i64),
    Reaction(&'a Reaction),
    ReactionCount(&'a ReactionCount),
    Membership(&'a Membership),
}

impl<'a> Change<'a> {
    /// The message that it tells of, if it is there for the first time.
    pub fn news(&self) -> Option<Seen<'a>> {
        match *self {
            Self::Message(seen) | Self::Imported(seen, _) => Some(seen),
            _ => None,
        }
    }

    pub fn chat(&self) -> &'a Chat {
        match self {
            Self::Message(seen) | Self::Imported(seen, _) => &seen.message.chat,
            Self::Edit(message, _) => &message.chat,
            Self::Reaction(reaction) => &reaction.chat,
            Self::ReactionCount(count) => &count.chat,
            Self::Membership(membership) => &membership.chat,
        }
    }

    /// The chat's title after it, which a change of title states itself.
    pub fn title(&self) -> &'a str {
        match self {
            Self::Message(Seen { message: Message { service: Some(Service::Title(title)), .. }, .. }) => title,
            _ => &self.chat().title,
        }
    }

    /// Those whom it shows, and when they looked so.
    pub fn people(&self) -> impl Iterator<Item = (&'a Person, i64)> + use<'a> {
        let (first, second, more): (Option<&Person>, Option<&Person>, &[Person]) = match *self {
            Self::Message(Seen { message, .. }) | Self::Imported(Seen { message, .. }, _) | Self::Edit(message, _) => {
                match &message.service {
                    Some(Service::Joined(people)) => (Some(&message.sender), None, people),
                    Some(Service::Left(person)) => (Some(&message.sender), Some(person), &[]),
                    _ => (Some(&message.sender), None, &[]),
                }
            }
            Self::Reaction(reaction) => (Some(&reaction.person), None, &[]),
            Self::ReactionCount(_) => (None, None, &[]),
            Self::Membership(membership) => (Some(&membership.by), Some(&membership.person), &[]),
        };
        let reacted = match *self {
            Self::Imported(_, imported) => imported.reactions.as_slice(),
            _ => &[],
        };
        let date = self.date();
        let people = first.into_iter().chain(second).chain(more).map(move |person| (person, date));
        people.chain(reacted.iter().map(|reaction| (&reaction.person, reaction.date)))
    }

    pub fn date(&self) -> i64 {
        match self {
            Self::Message(seen) => seen.edited.unwrap_or(seen.message.date),
            Self::Imported(seen, _) => seen.message.date,
            Self::Edit(_, at) => *at,
            Self::Reaction(reaction) => reaction.date,
            Self::ReactionCount(count) => count.date,
            Self::Membership(membership) => membership.date,
        }
    }
}

#[derive(Default)]
pub(super) struct Batch<'a> {
    facts: Vec<Change<'a>>,
}

impl<'a> Batch<'a> {
    /// Whether a message of an export waits to be written.
    pub fn has_imports(&self) -> bool {
        self.facts.iter().any(|fact| matches!(fact, Change::Imported(..)))
    }

    pub fn push(&mut self, fact: Change<'a>) {
        self.facts.push(fact);
    }

    /// Writes what was gathered and starts anew.
    pub fn write(&mut self, direct: &Direct<'_>) -> Result<(), StorageError> {
        let facts = std::mem::take(&mut self.facts);
        if facts.is_empty() {
            return Ok(());
        }
        let mut draft = WriteSet::new(Known::about(direct, &facts)?);
        for fact in facts {
            draft.take(fact)?;
        }
        draft.write(direct)
    }
}
