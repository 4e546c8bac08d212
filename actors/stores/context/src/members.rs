//! Who is in a chat and how they came and went; what is pinned there.

use events::{ChatId, Membership, Message, MessageId, Person, PersonId};
use storage::sqlite::{StorageError, direct::Direct};

// Of two statements about one second, a membership update knows better than a service message.
const WRITE_MEMBERS: &str = "
INSERT INTO members (chat_key, person_id, status, since, exact) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (chat_key, person_id) DO UPDATE SET
  status = excluded.status, since = excluded.since, exact = excluded.exact
WHERE (excluded.since, excluded.exact) >= (since, exact)";
const WRITE_LOG: &str = "
INSERT OR IGNORE INTO membership_log (chat_key, person_id, date, status, changed_by) VALUES (?, ?, ?, ?, ?)";
const WRITE_PINS: &str = "
INSERT INTO pins (chat_key, chat_id, message_id, date, pinned_by) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (chat_id, message_id) DO UPDATE SET date = excluded.date, pinned_by = excluded.pinned_by
WHERE excluded.date >= date";

/// Someone's standing in a chat from some time on.
pub(super) struct Standing<'a> {
    chat_key: i64,
    person: PersonId,
    status: &'a str,
    date: i64,
    by: PersonId,
    exact: bool,
}

impl<'a> Standing<'a> {
    pub fn changed(chat_key: i64, membership: &'a Membership) -> Self {
        Self {
            chat_key,
            person: membership.person.id,
            status: &membership.status,
            date: membership.date,
            by: membership.by.id,
            exact: true,
        }
    }

    pub fn joined(chat_key: i64, message: &Message, person: &Person) -> Self {
        Self::told(chat_key, message, person, "member")
    }

    pub fn left(chat_key: i64, message: &Message, person: &Person) -> Self {
        Self::told(chat_key, message, person, "left")
    }

    fn told(chat_key: i64, message: &Message, person: &Person, status: &'a str) -> Self {
        Self { chat_key, person: person.id, status, date: message.date, by: message.sender.id, exact: false }
    }
}

pub(super) struct Pin {
    chat_key: i64,
    chat_id: ChatId,
    message_id: MessageId,
    date: i64,
    by: PersonId,
}

impl Pin {
    pub fn new(chat_key: i64, message: &Message, pinned: MessageId) -> Self {
        Self { chat_key, chat_id: message.chat.id, message_id: pinned, date: message.date, by: message.sender.id }
    }
}

pub(super) fn write_standings(direct: &Direct<'_>, rows: &[Standing<'_>]) -> Result<(), StorageError> {
    let members =
        rows.iter().map(|it| [it.chat_key.into(), it.person.into(), it.status.into(), it.date.into(), it.exact.into()]);
    direct.write(WRITE_MEMBERS, members)?;
    let log =
        rows.iter().map(|it| [it.chat_key.into(), it.person.into(), it.date.into(), it.status.into(), it.by.into()]);
    direct.write(WRITE_LOG, log)
}

pub(super) fn write_pins(direct: &Direct<'_>, rows: &[Pin]) -> Result<(), StorageError> {
    let pins = rows
        .iter()
        .map(|pin| [pin.chat_key.into(), pin.chat_id.into(), pin.message_id.into(), pin.date.into(), pin.by.into()]);
    direct.write(WRITE_PINS, pins)
}
