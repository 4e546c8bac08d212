//! Messages and their words.

use super::run::Seen;
use events::{Message, PersonId, Sketch};
use storage::sqlite::{
    StorageError,
    direct::{Direct, Value},
    json::json,
};

const WRITE: &str = "
INSERT INTO messages (id, chat_key, chat_id, message_id, thread_id, reply_to, sender_id, date, edited_at, text, entities,
                      media_kind, file_id, forward_name, forward_id, forward_date, album, service, own, seq, sketch, via_bot,
                      imported, author, to_bot)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
const WRITE_WORDS: &str = "INSERT OR REPLACE INTO found (rowid, words) VALUES (?, ?)";
const REMOVE_WORDS: &str = "DELETE FROM found WHERE rowid = ?";

/// A row of `messages`.
pub(super) struct MessageRow<'a> {
    id: i64,
    chat_key: i64,
    seen: Seen<'a>,
    to_bot: bool,
    /// As JSON, like the next.
    service: Option<String>,
    sketch: Option<String>,
}

impl<'a> MessageRow<'a> {
    pub fn new(id: i64, chat_key: i64, seen: Seen<'a>, to_bot: bool) -> Result<Self, StorageError> {
        let service = seen.message.service.as_ref().map(json).transpose()?;
        let sketch = sketch_of(seen.message).map(json).transpose()?;
        Ok(Self { id, chat_key, seen, to_bot, service, sketch })
    }

    /// As [`WRITE`] takes it. What a message lacks is NULL, and so is a no that hardly any message has otherwise.
    fn values(&self) -> [Value<'_>; 25] {
        let Seen { message, own, edited, imported, seq, .. } = self.seen;
        let (media, forward) = (message.media.as_ref(), message.forward.as_ref());
        let yes = |is: bool| is.then_some(1).into();
        [
            self.id.into(),
            self.chat_key.into(),
            message.chat.id.into(),
            message.id.into(),
            message.thread.into(),
            message.reply_to.as_ref().map(|reply| reply.id).into(),
            message.sender.id.into(),
            message.date.into(),
            edited.into(),
            message.text.as_deref().into(),
            message.entities.as_deref().into(),
            media.map(|media| media.kind.as_str()).into(),
            media.and_then(|media| media.file_id.as_deref()).into(),
            forward.map(|forward| forward.name.as_str()).into(),
            forward.and_then(|forward| forward.from).into(),
            forward.map(|forward| forward.date).into(),
            message.album.as_deref().into(),
            self.service.as_deref().into(),
            own.into(),
            seq.into(),
            self.sketch.as_deref().into(),
            yes(message.aside.via_bot),
            yes(imported),
            author_of(message).into(),
            yes(self.to_bot),
        ]
    }
}

/// The name of somebody of whom there is no id. Of all others the name is kept with the person.
fn author_of(message: &Message) -> Option<&str> {
    let name = Some(message.sender.first_name.as_str()).filter(|name| !name.is_empty());
    name.filter(|_| message.sender.id == PersonId::NOBODY)
}

/// What its media shows, if that is anything.
pub(super) fn sketch_of(message: &Message) -> Option<&Sketch> {
    message.media.as_ref().map(|media| &media.sketch).filter(|sketch| **sketch != Sketch::default())
}

/// Adds messages that are not there.
pub(super) fn write_messages(direct: &Direct<'_>, rows: &[MessageRow<'_>]) -> Result<(), StorageError> {
    direct.write(WRITE, rows.iter().map(MessageRow::values))
}

/// Sets the words, as [`indexed`](super::words::indexed) gives them, of messages by their rows.
pub(super) fn write_words(direct: &Direct<'_>, words: &[(i64, String)]) -> Result<(), StorageError> {
    direct.write(WRITE_WORDS, words.iter().map(|(row, words)| [(*row).into(), words.into()]))
}

/// The message of this row is found no more.
pub(super) fn remove_words(direct: &Direct<'_>, row: i64) -> Result<(), StorageError> {
    direct.write(REMOVE_WORDS, [[row.into()]])
}
