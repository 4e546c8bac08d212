//! A group that became a supergroup: one chat with two ids.

use super::draft::KEY;
use events::ChatId;
use storage::sqlite::{StorageError, direct::Direct};

const ADD_ID: &str = "INSERT INTO chat_ids (id, chat_key) VALUES (?, ?)";
const NEXT_KEY: &str = "SELECT coalesce(max(chat_key), 0) + 1 FROM chat_ids";

/// Moves rows of chat ?2 to chat ?1; people before hours, whose participants are counted from them.
pub(super) const MERGE: &[&str] = &[
    "UPDATE readings SET chat_key = ?1 WHERE chat_id IN (SELECT id FROM chat_ids WHERE chat_key = ?2)",
    "UPDATE chat_ids SET chat_key = ?1 WHERE chat_key = ?2",
    "INSERT INTO hour_people (chat_key, hour, person_id, messages)
     SELECT ?1, hour, person_id, messages FROM hour_people WHERE chat_key = ?2
     ON CONFLICT (chat_key, hour, person_id) DO UPDATE SET messages = messages + excluded.messages",
    "DELETE FROM hour_people WHERE chat_key = ?2",
    "INSERT INTO hour_topics (chat_key, hour, topic, messages)
     SELECT ?1, hour, topic, messages FROM hour_topics WHERE chat_key = ?2
     ON CONFLICT (chat_key, hour, topic) DO UPDATE SET messages = messages + excluded.messages",
    "DELETE FROM hour_topics WHERE chat_key = ?2",
    "INSERT INTO hours (chat_key, hour, messages, participants, sentiment, anger, disgust, fear, joy, sadness, surprise,
                        neutral, to_bot)
     SELECT ?1, hour, messages,
            (SELECT count(*) FROM hour_people p WHERE p.chat_key = ?1 AND p.hour = h.hour),
            sentiment, anger, disgust, fear, joy, sadness, surprise, neutral, to_bot
     FROM hours h WHERE chat_key = ?2
     ON CONFLICT (chat_key, hour) DO UPDATE SET
       messages = messages + excluded.messages, participants = excluded.participants,
       sentiment = sentiment + excluded.sentiment, anger = anger + excluded.anger,
       disgust = disgust + excluded.disgust, fear = fear + excluded.fear, joy = joy + excluded.joy,
       sadness = sadness + excluded.sadness, surprise = surprise + excluded.surprise,
       neutral = neutral + excluded.neutral, to_bot = to_bot + excluded.to_bot",
    "DELETE FROM hours WHERE chat_key = ?2",
];

/// Makes two ids one chat, whichever of them is known, or none.
pub(super) fn link(direct: &Direct<'_>, old: ChatId, new: ChatId) -> Result<(), StorageError> {
    match (key(direct, old)?, key(direct, new)?) {
        (Some(kept), Some(moved)) if kept != moved => merge(direct, kept, moved),
        (Some(_), Some(_)) => Ok(()),
        (Some(known), None) => add_id(direct, new, known),
        (None, Some(known)) => add_id(direct, old, known),
        (None, None) => {
            let next = direct.prepare(NEXT_KEY)?.first(&[], |row| Ok(row.integer(0)))?.unwrap_or(1);
            add_id(direct, old, next)?;
            if old == new { Ok(()) } else { add_id(direct, new, next) }
        }
    }
}

fn key(direct: &Direct<'_>, chat: ChatId) -> Result<Option<i64>, StorageError> {
    direct.prepare(KEY)?.first(&[chat.into()], |row| Ok(row.integer(0)))
}

fn add_id(direct: &Direct<'_>, id: ChatId, key: i64) -> Result<(), StorageError> {
    direct.write(ADD_ID, [[id.into(), key.into()]])
}

pub(super) fn merge(direct: &Direct<'_>, kept: i64, moved: i64) -> Result<(), StorageError> {
    for statement in MERGE {
        direct.write(statement, [[kept.into(), moved.into()]])?;
    }
    Ok(())
}
