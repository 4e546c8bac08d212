//! Full-text search in one chat.

use sqlx::SqliteConnection;

use super::{answers::Hit, findable::findable_in, quotable::quotable_in, snippet::snippet, words::words};
use events::{ChatId, MessageId, PersonId};
use language::text::inflection::{alternating, beginning};
use storage::sqlite::StorageError;

/// Words of a query that are looked for; a longer one is no search but a text.
const MOST_WORDS: usize = 10;
/// The most hits that are given at once.
pub const MOST_HITS: u32 = 100;

const KEY: &str = "SELECT chat_key FROM chat_ids WHERE id = ?";
// The best rows are chosen before any text is read.
const SEARCH: &str = concat!(
    "SELECT m.chat_id, m.message_id, m.thread_id,
       CASE WHEN c.current_id = m.chat_id AND c.kind IN ('supergroup', 'channel') THEN c.username END, m.sender_id,
       coalesce(m.author, trim(coalesce(p.first_name, '') || ' ' || coalesce(p.last_name, ''))) AS name, m.date, coalesce(",
    findable_in!("m."),
    ", ''), m.media_kind,
       EXISTS (SELECT 1 FROM messages ours WHERE ours.chat_id = m.chat_id AND ours.message_id = m.reply_to AND ours.own = 1)
FROM (SELECT found.rowid AS id, found.rank AS rank, d.date AS date
      FROM found CROSS JOIN messages d ON d.id = found.rowid
      WHERE found MATCH ?1 AND ",
    quotable_in!("d."),
    "
      ORDER BY found.rank, d.date DESC, found.rowid DESC LIMIT ?2 OFFSET ?3) AS best
JOIN messages m ON m.id = best.id JOIN chats c ON c.key = m.chat_key LEFT JOIN people p ON p.id = m.sender_id
ORDER BY best.rank, best.date DESC, best.id DESC"
);

/// Chat, message, topic, the chat's username, sender and their name, date, what it is found by, kind of media, whether
/// it replies to us.
type Row = (i64, i64, Option<i64>, Option<String>, i64, String, i64, String, Option<String>, bool);

/// A word of a query, and the part of it that its other forms share.
pub(super) struct Wanted {
    word: String,
    stem: Option<String>,
    /// Forms that begin otherwise: "кота" of "кіт".
    others: Vec<String>,
}

impl Wanted {
    /// Whether a folded word of a text is one that this asks for.
    pub fn is(&self, word: &str) -> bool {
        match self.word.chars().nth(1) {
            None => word == self.word,
            Some(_) => {
                word.starts_with(self.stem.as_ref().unwrap_or(&self.word))
                    || self.others.iter().any(|other| word == other)
            }
        }
    }

    /// As FTS5 asks: the word itself, what begins with it, its other forms; each a phrase, so that more of them rank
    /// higher. A single letter stands for itself only: too much begins with it.
    fn expression(&self, chat_key: i64) -> String {
        let word = &self.word;
        let mut either = format!("(\"{chat_key}:{word}\"");
        if word.chars().nth(1).is_some() {
            either += &format!(" OR \"{chat_key}:{word}\"*");
        }
        if let Some(stem) = &self.stem {
            either += &format!(" OR \"{chat_key}:{stem}\"*");
        }
        for other in &self.others {
            either += &format!(" OR \"{chat_key}:{other}\"");
        }
        either + ")"
    }
}

/// Messages of a chat with all words of a query, each also as the beginning of a word or in another form; if there
/// are none, those with any of the words. Best first, newest first among equals; at most 100. This bot's own messages
/// are never found. Any text is a query; one without words finds nothing.
///
/// # Errors
/// [`StorageError`].
pub async fn search(
    conn: &mut SqliteConnection,
    chat: ChatId,
    query: &str,
    limit: u32,
    offset: u32,
) -> Result<Vec<Hit>, StorageError> {
    let wanted = wanted(query);
    let key: Option<i64> = sqlx::query_scalar(KEY).bind(chat.0).fetch_optional(&mut *conn).await?;
    let Some(key) = key.filter(|_| !wanted.is_empty()) else {
        return Ok(Vec::new());
    };
    let limit = limit.min(MOST_HITS);
    let (all, any) = (expression(&wanted, key, " AND "), expression(&wanted, key, " OR "));
    let hits = matching(conn, &wanted, &all, limit, offset).await?;
    let none = hits.is_empty() && (offset == 0 || matching(conn, &wanted, &all, 1, 0).await?.is_empty());
    match none && all != any {
        true => matching(conn, &wanted, &any, limit, offset).await,
        false => Ok(hits),
    }
}

async fn matching(
    conn: &mut SqliteConnection,
    wanted: &[Wanted],
    expression: &str,
    limit: u32,
    offset: u32,
) -> Result<Vec<Hit>, StorageError> {
    let rows: Vec<Row> = sqlx::query_as(SEARCH).bind(expression).bind(limit).bind(offset).fetch_all(conn).await?;
    let hit = |(chat, message, thread, chat_username, sender, sender_name, date, text, media_kind, to_us): Row| Hit {
        chat_id: ChatId(chat),
        message_id: MessageId(message),
        thread,
        chat_username,
        sender_id: PersonId(sender),
        sender_name,
        date,
        snippet: snippet(&text, wanted),
        text,
        media_kind,
        to_us,
    };
    Ok(rows.into_iter().map(hit).collect())
}

fn expression(wanted: &[Wanted], chat_key: i64, between: &str) -> String {
    wanted.iter().map(|word| word.expression(chat_key)).collect::<Vec<_>>().join(between)
}

pub(super) fn wanted(query: &str) -> Vec<Wanted> {
    let mut wanted: Vec<Wanted> = Vec::new();
    for word in words(query) {
        if wanted.len() < MOST_WORDS && wanted.iter().all(|other| other.word != word) {
            wanted.push(Wanted { stem: beginning(&word).map(str::to_owned), others: alternating(&word), word });
        }
    }
    wanted
}
