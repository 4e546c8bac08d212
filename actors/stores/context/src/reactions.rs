//! Reactions: each update replaces what the person, or all, had on the message; the newest counts.

use events::{Reaction, ReactionCount};
use storage::sqlite::{StorageError, direct::Direct, json::json};

const WRITE: &str = "
INSERT INTO reactions (chat_id, message_id, person_id, emoji, date) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (chat_id, message_id, person_id) DO UPDATE SET emoji = excluded.emoji, date = excluded.date
WHERE excluded.date >= date";
const WRITE_COUNTS: &str = "
INSERT INTO reaction_counts (chat_id, message_id, counts, date) VALUES (?, ?, ?, ?)
ON CONFLICT (chat_id, message_id) DO UPDATE SET counts = excluded.counts, date = excluded.date
WHERE excluded.date >= date";

pub(super) fn write_reactions(direct: &Direct<'_>, reactions: &[&Reaction]) -> Result<(), StorageError> {
    let emoji = reactions.iter().map(|reaction| json(&reaction.emoji)).collect::<Result<Vec<_>, _>>()?;
    let rows = reactions.iter().zip(&emoji).map(|(reaction, emoji)| {
        let Reaction { chat, message, person, date, .. } = reaction;
        [chat.id.into(), (*message).into(), person.id.into(), emoji.into(), (*date).into()]
    });
    direct.write(WRITE, rows)
}

pub(super) fn write_counts(direct: &Direct<'_>, counts: &[&ReactionCount]) -> Result<(), StorageError> {
    let emoji = counts.iter().map(|count| json(&count.counts)).collect::<Result<Vec<_>, _>>()?;
    let rows = counts.iter().zip(&emoji).map(|(count, emoji)| {
        let ReactionCount { chat, message, date, .. } = count;
        [chat.id.into(), (*message).into(), emoji.into(), (*date).into()]
    });
    direct.write(WRITE_COUNTS, rows)
}
