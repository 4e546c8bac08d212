//! Where the messages are: a table by the names of its columns, which differed from version to version.

use std::collections::HashMap;

use sqlx::{AssertSqlSafe, FromRow as _, SqliteConnection};

use super::rows::{Row, text_of};

/// What a column may be called, by what it holds.
const CHAT: &[&str] = &["chat_id"];
const PERSON: &[&str] = &["user_id", "from_id", "sender_id"];
/// The same as a text, for rows that lack it.
const PERSON_TEXT: &[&str] = &["external_user_id"];
const TEXT: &[&str] = &["text", "message_text", "content", "message"];
const TIME: &[&str] = &["timestamp", "date", "created_at", "time", "ts"];
const NAME: &[&str] = &["sender_name", "user_name", "full_name", "first_name", "username", "name"];
const USERNAME: &[&str] = &["sender_username"];
/// `user`, `model` for the bot's own words, `system` for its notes.
const ROLE: &[&str] = &["role"];
/// 1 if a bot wrote it.
const BOT: &[&str] = &["sender_is_bot", "is_bot_reply"];
const REPLY: &[&str] = &["reply_to_external_message_id", "reply_to_message_id"];
/// What came with it and who wrote it, as JSON: `{"media": [{"kind": …}], "meta": {"message_id": …, "name": …}}`.
const PAYLOAD: &[&str] = &["media"];
/// What came instead of a text, or with it.
const MEDIA: &[&str] = &["media_type"];
const FILE: &[&str] = &["media_id"];
/// Telegram's number, which few versions kept.
const NUMBER: &[&str] = &["message_id", "telegram_message_id", "external_message_id"];

/// Names that are remembered at most.
const PEOPLE: i64 = 100_000;

/// A table of messages.
#[derive(Debug, Clone)]
pub struct Table {
    select: String,
    last: String,
    people: String,
    /// How many rows it has.
    pub rows: i64,
}

impl Table {
    /// Rows after the one of that number, in order.
    pub async fn rows(&self, conn: &mut SqliteConnection, after: i64, limit: i64) -> sqlx::Result<Vec<Row>> {
        let rows = sqlx::query(AssertSqlSafe(self.select.as_str())).bind(after).bind(limit).fetch_all(conn).await?;
        rows.iter().map(Row::from_row).collect()
    }

    /// People by their names, where all rows of a name that tell a person tell the same.
    pub async fn people(&self, conn: &mut SqliteConnection) -> sqlx::Result<HashMap<String, i64>> {
        let people: Vec<(Vec<u8>, i64)> =
            sqlx::query_as(AssertSqlSafe(self.people.as_str())).bind(PEOPLE).fetch_all(conn).await?;
        Ok(people.into_iter().map(|(name, person)| (text_of(name), person)).collect())
    }

    /// The number of the last row.
    pub async fn last(&self, conn: &mut SqliteConnection) -> sqlx::Result<i64> {
        Ok(sqlx::query_scalar(AssertSqlSafe(self.last.as_str())).fetch_one(conn).await.unwrap_or(0))
    }

    fn of(name: &str, columns: &[String]) -> Option<Self> {
        let column = |names: &[&str]| {
            let named = |name: &&str| columns.iter().find(|column| column.eq_ignore_ascii_case(name));
            names.iter().find_map(named).map(|column| quoted(column))
        };
        let (chat, person, text, time) = (column(CHAT)?, column(PERSON)?, column(TEXT)?, column(TIME)?);
        let or_null = |names| column(names).unwrap_or_else(|| "NULL".to_owned());
        let told = |path: &str| match column(PAYLOAD) {
            Some(payload) => format!("iif(json_valid({payload}), json_extract({payload}, '{path}'), NULL)"),
            None => "NULL".to_owned(),
        };
        let or_told = |names, path| format!("coalesce({}, {})", or_null(names), told(path));
        let (number, reply) = (or_told(NUMBER, "$.meta.message_id"), or_told(REPLY, "$.meta.reply_to_message_id"));
        let (person_name, username) = (or_told(NAME, "$.meta.name"), or_told(USERNAME, "$.meta.username"));
        let (media, file) = (or_told(MEDIA, "$.media[0].kind"), or_null(FILE));
        let (role, bot) = (or_null(ROLE), or_null(BOT));
        let person = format!("coalesce({person}, {})", or_null(PERSON_TEXT));
        let table = quoted(name);
        let select = format!(
            "SELECT rowid AS id, CAST({chat} AS INTEGER) AS chat, CAST({person} AS INTEGER) AS person, \
             CAST({person_name} AS BLOB) AS name, CAST({username} AS BLOB) AS username, CAST({role} AS BLOB) AS role, \
             CAST({bot} AS INTEGER) AS bot, CAST({reply} AS INTEGER) AS reply, CAST({text} AS BLOB) AS text, CAST({time} AS BLOB) AS time, \
             CAST({number} AS INTEGER) AS number, CAST({media} AS BLOB) AS media, CAST({file} AS BLOB) AS file FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT ?"
        );
        let people = format!(
            "SELECT CAST({person_name} AS BLOB), max(CAST({person} AS INTEGER)) FROM {table} \
             WHERE {person_name} IS NOT NULL AND CAST({person} AS INTEGER) <> 0 \
             GROUP BY 1 HAVING count(DISTINCT CAST({person} AS INTEGER)) = 1 LIMIT ?"
        );
        Some(Self { select, last: format!("SELECT max(rowid) FROM {table}"), people, rows: 0 })
    }
}

/// Names of the tables, in the order in which they were made.
pub async fn names(conn: &mut SqliteConnection) -> sqlx::Result<Vec<String>> {
    let tables =
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%WITHOUT ROWID%' ORDER BY rowid";
    sqlx::query_scalar(tables).fetch_all(conn).await
}

/// The largest table that can be one of messages.
pub async fn find(conn: &mut SqliteConnection) -> sqlx::Result<Option<Table>> {
    let tables = names(conn).await?;
    let mut found: Option<Table> = None;
    for name in tables {
        let columns = sqlx::query_scalar("SELECT name FROM pragma_table_info(?)").bind(&name);
        let Some(mut table) = Table::of(&name, &columns.fetch_all(&mut *conn).await?) else { continue };
        let count = format!("SELECT count(*) FROM {}", quoted(&name));
        table.rows = sqlx::query_scalar(AssertSqlSafe(count)).fetch_one(&mut *conn).await?;
        if found.as_ref().is_none_or(|found| found.rows < table.rows) {
            found = Some(table);
        }
    }
    Ok(found)
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
