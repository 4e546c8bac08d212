//! A run of versions folded in memory into the rows that change.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sqlx::SqliteConnection;

use super::{
    feeling::Feelings,
    sums::Sums,
    version::{Kept, Version, kept},
};
use events::{ChatId, MessageId};
use storage::sqlite::{
    StorageError,
    json::{json, read},
};

// CROSS JOIN keeps the wanted ids in the outer loop: the tables are only ever looked up.
pub(super) const KNOWN: &str = concat!(
    "SELECT
      (SELECT json_group_array(json_array(i.id, i.chat_key))
       FROM jsonb_each(?1) w CROSS JOIN chat_ids i ON i.id = w.value),
      (SELECT coalesce(max(chat_key), 0) FROM chat_ids),
      (SELECT json_group_array(json_array(json_array(r.chat_id, r.message_id), ",
    kept!(),
    ")) FROM jsonb_each(?2) w CROSS JOIN readings r ON r.chat_id = w.value->>0 AND r.message_id = w.value->>1)"
);
const WRITE_IDS: &str = "INSERT INTO chat_ids (id, chat_key) SELECT value->>0, value->>1 FROM jsonb_each(?)";
const WRITE: &str = "
INSERT INTO readings (chat_id, message_id, chat_key, person_id, date, at, language, emotions, sentiment, topic, keywords,
                      confidence, doubtful, to_bot)
SELECT value->>0, value->>1, value->>2, value->>3, value->>4, value->>5, value->>6, value->>7, value->>8, value->>9,
       value->>10, value->>11, value->>12, value->>13
FROM jsonb_each(?) WHERE true
ON CONFLICT (chat_id, message_id) DO UPDATE SET
  person_id = excluded.person_id, date = excluded.date, at = excluded.at, language = excluded.language,
  emotions = excluded.emotions, sentiment = excluded.sentiment, topic = excluded.topic, keywords = excluded.keywords,
  confidence = excluded.confidence, doubtful = excluded.doubtful, to_bot = excluded.to_bot";

pub(super) struct Draft<'a> {
    keys: HashMap<ChatId, i64>,
    last_key: i64,
    new_ids: Vec<(ChatId, i64)>,
    messages: BTreeMap<(ChatId, MessageId), Change<'a>>,
}

/// A message before the run and after it.
struct Change<'a> {
    chat_key: i64,
    was: Option<Kept<'a>>,
    is: Option<Kept<'a>>,
}

impl<'a> Draft<'a> {
    /// With all that is known of the messages of a run.
    pub async fn about(conn: &mut SqliteConnection, run: &[Version<'_>]) -> Result<Self, StorageError> {
        let chats: BTreeSet<_> = run.iter().map(|version| version.chat).collect();
        let messages: Vec<_> = run.iter().map(|version| (version.chat, version.message)).collect();
        let known = sqlx::query_as(KNOWN).bind(json(&chats)?).bind(json(&messages)?);
        let (keys, last_key, messages): (String, i64, String) = known.fetch_one(conn).await?;
        let keys: HashMap<_, _> = read::<Vec<_>>(&keys)?.into_iter().collect();
        let known = |(id @ (chat, _), was): ((ChatId, MessageId), Kept<'a>)| {
            let chat_key = *keys.get(&chat)?;
            Some((id, Change { chat_key, was: Some(was), is: None }))
        };
        let messages = read::<Vec<_>>(&messages)?.into_iter().filter_map(known).collect();
        Ok(Self { keys, last_key, new_ids: Vec::new(), messages })
    }

    /// Takes a version if it is newer than what is there.
    pub fn take(&mut self, mut version: Version<'a>) {
        let chat_key = self.key(version.chat);
        let nothing = Change { chat_key, was: None, is: None };
        let change = self.messages.entry((version.chat, version.message)).or_insert(nothing);
        let latest = change.is.as_ref().or(change.was.as_ref());
        if version.is_unsigned_edit()
            && let Some(latest) = latest
        {
            version.kept.person = latest.person;
        }
        if latest.is_none_or(|latest| version.is_newer_than(latest)) {
            change.is = Some(version.kept);
        }
    }

    fn key(&mut self, chat: ChatId) -> i64 {
        *self.keys.entry(chat).or_insert_with(|| {
            self.last_key += 1;
            self.new_ids.push((chat, self.last_key));
            self.last_key
        })
    }

    /// Writes each table with one statement; adds the messages it took in to `taken`, by their feeling.
    pub async fn write(self, conn: &mut SqliteConnection, taken: &mut Feelings) -> Result<(), StorageError> {
        if !self.new_ids.is_empty() {
            sqlx::query(WRITE_IDS).bind(json(&self.new_ids)?).execute(&mut *conn).await?;
        }
        let mut sums = Sums::default();
        let mut rows = Vec::with_capacity(self.messages.len());
        for ((chat, message), Change { chat_key, was, is }) in &self.messages {
            let Some(is) = is else { continue };
            let known = was.as_ref().and_then(|was| was.gist.as_ref());
            if let Some(gist) = is.gist.as_ref().filter(|gist| Some(*gist) != known) {
                taken.add(gist.feeling(), 1);
            }
            if let Some(was) = was {
                sums.add(*chat_key, was, -1);
            }
            sums.add(*chat_key, is, 1);
            rows.push(row(*chat, *message, *chat_key, is));
        }
        if !rows.is_empty() {
            sqlx::query(WRITE).bind(json(&rows)?).execute(&mut *conn).await?;
        }
        sums.write(conn).await
    }
}

/// A row of `readings`, column by column.
fn row<'a>(chat: ChatId, message: MessageId, chat_key: i64, kept: &'a Kept<'_>) -> impl serde::Serialize + use<'a> {
    let gist = kept.gist.as_ref();
    (
        chat,
        message,
        chat_key,
        kept.person,
        kept.date,
        kept.at,
        gist.map(|gist| &gist.language),
        gist.map(|gist| &gist.emotions),
        gist.map(|gist| gist.sentiment),
        gist.map(|gist| &gist.topic),
        gist.map(|gist| &gist.keywords),
        gist.map(|gist| gist.confidence),
        gist.map_or(0, |gist| gist.doubtful),
        i64::from(kept.to_bot),
    )
}
