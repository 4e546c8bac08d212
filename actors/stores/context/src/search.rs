//! Full-text search in one chat.

use std::collections::HashMap;

use sqlx::SqliteConnection;

use super::{answers::Hit, findable::findable_in, quotable::quotable_in, snippet::snippet, words::words};
use events::{ChatId, MessageId, PersonId};
use language::text::inflection::{alternating, beginning};
use storage::sqlite::{StorageError, json::json};

/// Words of a query that are looked for; a longer one is no search but a text.
pub(super) const MOST_WORDS: usize = 10;
/// The most hits that are given at once.
pub const MOST_HITS: u32 = 100;

const KEY: &str = "SELECT chat_key FROM chat_ids WHERE id = ?";
// Takes the subquery that chooses the rows, and their order: no text is read before.
macro_rules! hits {
    ($best:expr, $order:literal) => {
        concat!(
            "SELECT m.chat_id, m.message_id, m.thread_id,
       CASE WHEN c.current_id = m.chat_id AND c.kind IN ('supergroup', 'channel') THEN c.username END, m.sender_id,
       coalesce(m.author, trim(coalesce(p.first_name, '') || ' ' || coalesce(p.last_name, ''))) AS name, m.date, coalesce(",
            findable_in!("m."),
            ", ''), m.media_kind,
       EXISTS (SELECT 1 FROM messages ours WHERE ours.chat_id = m.chat_id AND ours.message_id = m.reply_to AND ours.own = 1)
FROM (",
            $best,
            ") AS best
JOIN messages m ON m.id = best.id JOIN chats c ON c.key = m.chat_key LEFT JOIN people p ON p.id = m.sender_id
ORDER BY ",
            $order
        )
    };
}
const BEST: &str = hits!(
    concat!(
        "SELECT found.rowid AS id, found.rank AS rank, d.date AS date
      FROM found CROSS JOIN messages d ON d.id = found.rowid
      WHERE found MATCH ?1 AND ",
        quotable_in!("d."),
        "
      ORDER BY found.rank, d.date DESC, found.rowid DESC LIMIT ?2 OFFSET ?3"
    ),
    "best.rank, best.date DESC, best.id DESC"
);
const NEWEST: &str = hits!(
    concat!(
        "SELECT late.id AS id, d.date AS date
      FROM (SELECT rowid AS id FROM found WHERE found MATCH ?1 ORDER BY rowid DESC LIMIT 2000) AS late
      CROSS JOIN messages d ON d.id = late.id
      WHERE ",
        quotable_in!("d."),
        "
      ORDER BY d.date DESC, d.id DESC LIMIT ?2 OFFSET ?3"
    ),
    "best.date DESC, best.id DESC"
);
/// Of rows with their weights.
const HEAVIEST: &str = hits!(
    concat!(
        "SELECT d.id AS id, d.date AS date, w.value ->> 1 AS weight
      FROM json_each(?1) w CROSS JOIN messages d ON d.id = w.value ->> 0
      WHERE ",
        quotable_in!("d."),
        "
      ORDER BY weight DESC, d.date DESC, d.id DESC LIMIT ?2 OFFSET ?3"
    ),
    "best.weight DESC, best.date DESC, best.id DESC"
);
/// How many match, counted to the limit.
const COUNT: &str = "SELECT count(*) FROM (SELECT 1 FROM found WHERE found MATCH ?1 LIMIT ?2)";
const ROWS: &str = "SELECT rowid FROM found WHERE found MATCH ?1 ORDER BY rowid DESC LIMIT ?2";
/// Up to so many matches are ranked by BM25, which reads all of them, half a second for 50,000. A word that more messages have
/// tells little: then the newest are the best.
const MOST_RANKED: u32 = 2000;

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

    /// As FTS5 finds it: what begins with its stem, and its other forms. A single letter stands for itself only: too much
    /// begins with it.
    fn expression(&self, chat_key: i64) -> String {
        let Self { word, stem, others } = self;
        let mut either = match word.chars().nth(1) {
            None => format!("(\"{chat_key}:{word}\""),
            Some(_) => format!("(\"{chat_key}:{}\"*", stem.as_ref().unwrap_or(word)),
        };
        for other in others {
            either += &format!(" OR \"{chat_key}:{other}\"");
        }
        either + ")"
    }

    /// The same for BM25: the word itself and what begins with it, too. Each is a phrase, and more of them rank higher.
    fn ranking(&self, chat_key: i64) -> String {
        let Self { word, stem, .. } = self;
        let found = self.expression(chat_key);
        let begins = if stem.is_some() { format!(" OR \"{chat_key}:{word}\"*") } else { String::new() };
        match word.chars().nth(1) {
            None => found,
            Some(_) => format!("({found} OR \"{chat_key}:{word}\"{begins})"),
        }
    }
}

/// Whether a message must have all words of a query, or any of them.
#[derive(Clone, Copy)]
enum Words {
    All,
    Any,
}

impl Words {
    /// What FTS5 has between them.
    fn between(self) -> &'static str {
        match self {
            Self::All => " AND ",
            Self::Any => " OR ",
        }
    }
}

/// Messages of a chat with all words of a query, each also as the beginning of a word or in another form; if there
/// are none, those with any of the words. Best first, newest first among equals; at most 100. Where more than 2,000 have the
/// words, the newest 2,000 of each word are looked at. This bot's own messages
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
    let wanted = wanted(query, MOST_WORDS);
    let key: Option<i64> = sqlx::query_scalar(KEY).bind(chat.0).fetch_optional(&mut *conn).await?;
    let Some(key) = key.filter(|_| !wanted.is_empty()) else {
        return Ok(Vec::new());
    };
    let limit = limit.min(MOST_HITS);
    let hits = best(conn, &wanted, key, Words::All, (limit, offset)).await?;
    let none = hits.is_empty() && (offset == 0 || best(conn, &wanted, key, Words::All, (1, 0)).await?.is_empty());
    match none && wanted.len() > 1 {
        true => best(conn, &wanted, key, Words::Any, (limit, offset)).await,
        false => Ok(hits),
    }
}

/// The same messages, newest first; of those with only some of the words, the ones with the most. Looks at the newest 2,000
/// with all words, or at the best with any.
///
/// # Errors
/// [`StorageError`].
pub async fn newest(
    conn: &mut SqliteConnection,
    chat: ChatId,
    query: &str,
    limit: u32,
) -> Result<Vec<Hit>, StorageError> {
    let wanted = wanted(query, MOST_WORDS);
    let key: Option<i64> = sqlx::query_scalar(KEY).bind(chat.0).fetch_optional(&mut *conn).await?;
    let Some(key) = key.filter(|_| !wanted.is_empty()) else {
        return Ok(Vec::new());
    };
    let limit = limit.min(MOST_HITS);
    let hits = matching(conn, NEWEST, &wanted, &every_word(&wanted, key), (limit, 0)).await?;
    if !hits.is_empty() || wanted.len() == 1 {
        return Ok(hits);
    }
    let mut hits = best(conn, &wanted, key, Words::Any, (limit, 0)).await?;
    let has = |hit: &Hit| {
        let said = words(&hit.text);
        wanted.iter().filter(|wanted| said.iter().any(|word| wanted.is(word))).count()
    };
    let most = hits.iter().map(has).max();
    hits.retain(|hit| Some(has(hit)) == most);
    hits.sort_by_key(|hit| std::cmp::Reverse(hit.date));
    Ok(hits)
}

/// The best of what has all or any of the words, so many from a place on.
async fn best(
    conn: &mut SqliteConnection,
    wanted: &[Wanted],
    key: i64,
    words: Words,
    page: (u32, u32),
) -> Result<Vec<Hit>, StorageError> {
    let found = expression(wanted, key, words);
    let count: u32 = sqlx::query_scalar(COUNT).bind(&found).bind(MOST_RANKED + 1).fetch_one(&mut *conn).await?;
    match words {
        _ if count <= MOST_RANKED => {
            let ranking: Vec<_> = wanted.iter().map(|word| word.ranking(key)).collect();
            matching(conn, BEST, wanted, &ranking.join(words.between()), page).await
        }
        Words::All => matching(conn, NEWEST, wanted, &found, page).await,
        Words::Any => {
            let weighed = weigh(conn, wanted, key).await?;
            matching(conn, HEAVIEST, wanted, &json(&weighed)?, page).await
        }
    }
}

/// The rows that have some of the words, of each word the newest, with a weight: that of all their words together. As in BM25
/// a word weighs the more the fewer messages have it.
async fn weigh(conn: &mut SqliteConnection, wanted: &[Wanted], key: i64) -> Result<Vec<(i64, f64)>, StorageError> {
    let mut weights: HashMap<i64, f64> = HashMap::new();
    for word in wanted {
        let rows = sqlx::query_scalar(ROWS).bind(word.expression(key)).bind(MOST_RANKED);
        let rows: Vec<i64> = rows.fetch_all(&mut *conn).await?;
        let weight = (f64::from(MOST_RANKED) / rows.len() as f64).ln_1p();
        for row in rows {
            *weights.entry(row).or_default() += weight;
        }
    }
    Ok(weights.into_iter().collect())
}

async fn matching(
    conn: &mut SqliteConnection,
    statement: &'static str,
    wanted: &[Wanted],
    sought: &str,
    (limit, offset): (u32, u32),
) -> Result<Vec<Hit>, StorageError> {
    let rows: Vec<Row> = sqlx::query_as(statement).bind(sought).bind(limit).bind(offset).fetch_all(conn).await?;
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

/// As FTS5 asks for messages of a chat with every word.
pub(super) fn every_word(wanted: &[Wanted], chat_key: i64) -> String {
    expression(wanted, chat_key, Words::All)
}

/// As FTS5 asks for messages of a chat with any of the words.
pub(super) fn any_word(wanted: &[Wanted], chat_key: i64) -> String {
    expression(wanted, chat_key, Words::Any)
}

fn expression(wanted: &[Wanted], chat_key: i64, words: Words) -> String {
    wanted.iter().map(|word| word.expression(chat_key)).collect::<Vec<_>>().join(words.between())
}

/// The words of a query, at most so many.
pub(super) fn wanted(query: &str, most: usize) -> Vec<Wanted> {
    let mut wanted: Vec<Wanted> = Vec::new();
    for word in words(query) {
        if wanted.len() < most && wanted.iter().all(|other| other.word != word) {
            wanted.push(Wanted { stem: beginning(&word).map(str::to_owned), others: alternating(&word), word });
        }
    }
    wanted
}
