//! What readers ask of the database.

use sqlx::SqliteConnection;

use crate::{
    feedback::{OwnWords, Tallies, Tally},
    per_chat::PerChat,
    settings::Settings,
};
use events::{ChatId, MessageId};
use storage::sqlite::StorageError;

/// What a chat has set for itself.
pub(crate) async fn settings_of(conn: &mut SqliteConnection, chat: ChatId) -> Result<Settings, StorageError> {
    let mut settings: PerChat<Settings> = PerChat::default();
    settings.hold(conn, std::iter::once(chat)).await?;
    Ok(settings.of(chat).clone())
}

/// What people of a chat made of our words, all together.
pub(crate) async fn tally_of(conn: &mut SqliteConnection, chat: ChatId) -> Result<Tally, StorageError> {
    let mut tallies = Tallies::default();
    tallies.hold(conn, std::iter::once((chat, None))).await?;
    Ok(tallies.of_chat(chat))
}

/// The chats that keep their messages only for some days.
pub(crate) async fn forgetful(conn: &mut SqliteConnection) -> Result<Vec<(ChatId, u32)>, StorageError> {
    let sql = "SELECT chat_id, state ->> '$.keep_days' FROM settings WHERE state ->> '$.keep_days' IS NOT NULL";
    let rows: Vec<(i64, u32)> = sqlx::query_as(sql).fetch_all(conn).await?;
    Ok(rows.into_iter().map(|(chat, days)| (ChatId(chat), days)).collect())
}

/// Our last words in a chat that nobody had called for, oldest first.
pub(crate) async fn unasked_of(conn: &mut SqliteConnection, chat: ChatId) -> Result<Vec<MessageId>, StorageError> {
    let mut words: PerChat<OwnWords> = PerChat::default();
    words.hold(conn, std::iter::once(chat)).await?;
    Ok(words.of(chat).unasked().collect())
}
