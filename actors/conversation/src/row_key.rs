//! What a row of the outbox is known by on every machine that may come to own its chat: numbers of rows are each machine's own.

use std::fmt;

use events::{ChatId, Sent, Seq};
use sha2::{Digest as _, Sha256};
use sqlx::SqliteConnection;

use crate::{Request, RequestKind, outbox::is_open};
use storage::sqlite::StorageError;

/// What asked for a row, and which part of the answer it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RowKey {
    origin: Origin,
    part: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Origin {
    /// An entry of the journal is answered.
    Entry(Seq),
    /// To an entry something is done unasked.
    Reaction(Seq),
    /// Its time has come, or the chat has fallen silent. Holds a digest of what is told.
    Time(String),
}

impl RowKey {
    /// Of a row with these values; `request` is JSON.
    pub fn of(seq: Seq, chat: ChatId, received_ms: i64, request: &str, part: i64) -> Self {
        let origin = match seq {
            Seq(0) => Origin::Time(digest(chat, received_ms, request)),
            seq if request == "null" => Origin::Reaction(seq),
            seq => Origin::Entry(seq),
        };
        Self { origin, part }
    }

    /// Reads what [`Display`](fmt::Display) wrote.
    fn read(key: &str) -> Option<Self> {
        let (origin, part) = key.rsplit_once('.')?;
        let part = part.parse().ok()?;
        let of_entry = |number: &str| number.parse().ok().map(Seq);
        let origin = match origin.split_at_checked(1)? {
            ("e", seq) => Origin::Entry(of_entry(seq)?),
            ("r", seq) => Origin::Reaction(of_entry(seq)?),
            ("t", digest) => Origin::Time(digest.to_owned()),
            _ => return None,
        };
        Some(Self { origin, part })
    }
}

impl fmt::Display for RowKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.origin {
            Origin::Entry(seq) => write!(formatter, "e{}.{}", seq.0, self.part),
            Origin::Reaction(seq) => write!(formatter, "r{}.{}", seq.0, self.part),
            Origin::Time(digest) => write!(formatter, "t{digest}.{}", self.part),
        }
    }
}

/// A reminder and the result of a poll are the same on each machine; whatever else is said unasked belongs to its moment.
fn digest(chat: ChatId, received_ms: i64, request: &str) -> String {
    let request: Option<Request> = serde_json::from_str(request).ok();
    let what = match request.as_ref().map(|request| (request.asker.0, &request.kind)) {
        Some((asker, RequestKind::Reminder(due))) => format!("reminder {asker} {} {}", due.due, due.what),
        Some((asker, RequestKind::PollResult { poll })) => format!("poll {asker} {poll}"),
        _ => format!("moment {received_ms}"),
    };
    let digest = Sha256::digest(format!("{} {what}", chat.0));
    digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect()
}

macro_rules! columns {
    () => {
        "SELECT id, seq, chat_id, received_ms, request, part FROM outbox WHERE "
    };
}

/// The row that a message of ours fulfils.
///
/// # Errors
/// Those of the database.
pub(super) async fn row_of(conn: &mut SqliteConnection, sent: &Sent) -> Result<Option<i64>, StorageError> {
    let Some(key) = &sent.key else { return Ok(Some(sent.outbox)) };
    let Some(key) = RowKey::read(key) else { return Ok(None) };
    // Where this machine sent it, its number is right.
    let by_id = concat!(columns!(), "id = ?");
    let here: Option<Row> = sqlx::query_as(by_id).bind(sent.outbox).fetch_optional(&mut *conn).await?;
    if let Some(row) = here.filter(|row| row.key() == key) {
        return Ok(Some(row.id));
    }
    let open = concat!(columns!(), "chat_id = ? AND ", is_open!());
    let of_chat: Vec<Row> = sqlx::query_as(open).bind(sent.message.chat.id.0).fetch_all(conn).await?;
    Ok(of_chat.iter().find(|row| row.key() == key).map(|row| row.id))
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    seq: i64,
    chat_id: i64,
    received_ms: i64,
    request: String,
    part: i64,
}

impl Row {
    fn key(&self) -> RowKey {
        RowKey::of(Seq(self.seq), ChatId(self.chat_id), self.received_ms, &self.request, self.part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_was_written() {
        for (seq, request, part) in [(7, "{}", 0), (7, "null", 0), (0, "{}", 2)] {
            let key = RowKey::of(Seq(seq), ChatId(-5), 99, request, part);
            assert_eq!(RowKey::read(&key.to_string()), Some(key));
        }
        for nonsense in ["", "e", "e7", "x7.0", ".0", "e7.x", "є7.0"] {
            assert_eq!(RowKey::read(nonsense), None, "{nonsense}");
        }
    }

    /// Rows have other numbers on a machine that took the chat over.
    #[actix_rt::test]
    async fn a_message_fulfils_the_row_of_its_key_whatever_number_that_has_here() {
        let folder = tempfile::tempdir().unwrap();
        let mut conn = storage::sqlite::open(folder.path(), &crate::schema()).await.unwrap();
        let sql = "INSERT INTO outbox (id, seq, received_ms, chat_id, at_least_once, state, request, changed_ms) VALUES \
                   (1, 7, 5, -5, 1, 'ready', '{}', 5), (2, 9, 5, -5, 1, 'ready', '{}', 5), (3, 9, 5, -6, 1, 'ready', '{}', 5)";
        sqlx::query(sql).execute(&mut conn).await.unwrap();
        let chat = storage::fixtures::group(-5);
        let mut row = async |outbox, key: Option<&str>| {
            let message = storage::fixtures::message(&chat, 1, "наше слово");
            row_of(&mut conn, &Sent { outbox, key: key.map(Into::into), poll: None, message }).await.unwrap()
        };
        assert_eq!(row(1, Some("e9.0")).await, Some(2), "the number is that of another row here");
        assert_eq!(row(2, Some("e9.0")).await, Some(2));
        assert_eq!(row(1, Some("e8.0")).await, None, "it is not known here");
        assert_eq!(row(1, Some("nonsense")).await, None);
        assert_eq!(row(1, None).await, Some(1));
    }

    #[test]
    fn answers_and_reactions_to_one_entry_are_told_apart_and_moments_are() {
        let key = |seq, at, request| RowKey::of(Seq(seq), ChatId(1), at, request, 0).to_string();
        assert_eq!((key(7, 1, "{}"), key(7, 1, "null")), ("e7.0".to_owned(), "r7.0".to_owned()));
        assert_ne!(key(0, 1, "{}"), key(0, 2, "{}"));
    }
}
