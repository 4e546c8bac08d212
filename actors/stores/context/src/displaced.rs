//! Imported messages whose numbers are needed by messages that were heard: each account numbers private chats and small
//! groups for itself.

use events::MessageId;
use storage::sqlite::{StorageError, direct::Direct};

/// ?1 is a row of `messages`, ?2 what is added to its number. The message comes last: the others follow from it.
const PUT_ASIDE: [&str; 3] = [
    "UPDATE OR REPLACE reactions SET message_id = message_id + ?2
     WHERE (chat_id, message_id) IN (SELECT chat_id, message_id FROM messages WHERE id = ?1)",
    "UPDATE OR REPLACE reaction_counts SET message_id = message_id + ?2
     WHERE (chat_id, message_id) IN (SELECT chat_id, message_id FROM messages WHERE id = ?1)",
    "UPDATE messages SET message_id = message_id + ?2 WHERE id = ?1",
];

/// Gives the messages of these rows numbers that nobody else needs.
pub(super) fn put_aside(direct: &Direct<'_>, rows: &[i64]) -> Result<(), StorageError> {
    for statement in PUT_ASIDE {
        direct.write(statement, rows.iter().map(|row| [(*row).into(), MessageId(0).aside().into()]))?;
    }
    Ok(())
}
