//! A group that became a supergroup: one chat with two ids.

use sqlx::SqliteConnection;

use events::ChatId;
use storage::sqlite::StorageError;

const KEY: &str = "SELECT chat_key FROM chat_ids WHERE id = ?";
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
pub(super) async fn link(conn: &mut SqliteConnection, old: ChatId, new: ChatId) -> Result<(), StorageError> {
    match (key(conn, old).await?, key(conn, new).await?) {
        (Some(kept), Some(moved)) if kept != moved => merge(conn, kept, moved).await,
        (Some(_), Some(_)) => Ok(()),
        (Some(known), None) => add_id(conn, new, known).await,
        (None, Some(known)) => add_id(conn, old, known).await,
        (None, None) => {
            let next = sqlx::query_scalar(NEXT_KEY).fetch_one(&mut *conn).await?;
            add_id(conn, old, next).await?;
            if old == new { Ok(()) } else { add_id(conn, new, next).await }
        }
    }
}

async fn key(conn: &mut SqliteConnection, chat: ChatId) -> Result<Option<i64>, StorageError> {
    Ok(sqlx::query_scalar(KEY).bind(chat.0).fetch_optional(conn).await?)
}

async fn add_id(conn: &mut SqliteConnection, id: ChatId, key: i64) -> Result<(), StorageError> {
    sqlx::query(ADD_ID).bind(id.0).bind(key).execute(conn).await?;
    Ok(())
}

async fn merge(conn: &mut SqliteConnection, kept: i64, moved: i64) -> Result<(), StorageError> {
    for statement in MERGE {
        sqlx::query(*statement).bind(kept).bind(moved).execute(&mut *conn).await?;
    }
    Ok(())
}
