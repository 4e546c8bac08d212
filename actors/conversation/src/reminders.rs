//! What people want to be reminded of: kept until its time, then said through the outbox.

mod digest;
mod kept;
mod recurrence;

use serde::{Deserialize, Serialize};

use events::{ChatId, ChatKind, MessageId, PersonId};

pub(crate) use digest::set_digest;
pub(crate) use kept::{add, are_due, birthdays, cancel, delete_old, find, move_chat, of_chat, put_off, raise};
pub use recurrence::Recurrence;

/// Reminders that wait for their time, of one person at most.
pub const MOST: usize = 50;

/// Something that somebody wants to be reminded of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    pub id: i64,
    pub chat: ChatId,
    /// The message that asks for it; `None` where it can no longer be answered.
    pub message: Option<MessageId>,
    pub person: PersonId,
    /// Whose birthday it is, if they are known.
    pub about: Option<PersonId>,
    /// Unix seconds; `None` once everything was said, or where the person has not said yet when.
    pub due: Option<i64>,
    pub details: ReminderDetails,
}

/// What is said of a reminder when its time comes, as the database keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderDetails {
    pub chat_kind: ChatKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thread: Option<i64>,
    /// The name of the person as the update had it: data of a stranger, not yet safe to show.
    pub name: String,
    /// IETF language tag of the person's Telegram client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// In the person's words; may be empty. Of a birthday: whose it is, if that is told by kinship ("my aunt's").
    pub what: String,
    /// Who else is to be reminded, as the person named them; or whose birthday it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whom: Option<String>,
    #[serde(default)]
    pub kind: ReminderKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recurrence: Option<Recurrence>,
    /// The first time, Unix seconds: what comes again every month comes on its day.
    pub first: i64,
}

/// What is said when the time comes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReminderKind {
    /// What the person asked for.
    #[default]
    Task,
    /// Somebody is congratulated.
    Birthday,
    /// The chat is told what was talked about.
    Digest,
}

/// A reminder to be kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewReminder {
    pub chat: ChatId,
    pub message: Option<MessageId>,
    pub person: PersonId,
    /// Whose birthday it is, if they are known.
    pub about: Option<PersonId>,
    /// Unix seconds; `None` where the person has not said yet when.
    pub due: Option<i64>,
    pub details: ReminderDetails,
}

/// What became of a reminder that was to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Added {
    Kept(Box<Reminder>),
    /// The person has [`MOST`] of them.
    TooMany,
}

/// Whose reminders: of a chat, or of one of its people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owner {
    pub chat: ChatId,
    /// `None` for everybody.
    pub person: Option<PersonId>,
}
