//! A run of versions folded in memory into the rows that change.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    feeling::Feelings,
    sums::Sums,
    version::{Gist, Kept, Version, kept},
};
use events::{ChatId, MessageId};
use storage::sqlite::{
    StorageError,
    direct::{Direct, Row, Value},
    json::{json, read},
};

pub(super) const KEY: &str = "SELECT chat_key FROM chat_ids WHERE id = ?";
pub(super) const LAST_KEY: &str = "SELECT max(chat_key) FROM chat_ids INDEXED BY chat_ids_of";
pub(super) const KNOWN: &str = concat!("SELECT ", kept!(), " FROM readings r WHERE r.chat_id = ? AND r.message_id = ?");
const WRITE_IDS: &str = "INSERT INTO chat_ids (id, chat_key) VALUES (?, ?)";
const WRITE: &str = "
INSERT INTO readings (chat_id, message_id, chat_key, person_id, date, at, language, emotions, sentiment, topic, keywords,
                      confidence, doubtful, to_bot)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
    pub fn about(direct: &Direct<'_>, run: &[Version<'_>]) -> Result<Self, StorageError> {
        let number = |row: &Row<'_>| Ok(row.integer(0));
        let chats: BTreeSet<_> = run.iter().map(|version| version.chat).collect();
        let (mut keys, mut find) = (HashMap::new(), direct.prepare(KEY)?);
        for chat in chats {
            keys.extend(find.first(&[chat.into()], number)?.map(|key| (chat, key)));
        }
        let last_key = direct.prepare(LAST_KEY)?.first(&[], number)?.unwrap_or(0);
        let (mut messages, mut find) = (BTreeMap::new(), direct.prepare(KNOWN)?);
        for Version { chat, message, .. } in run {
            let Some(chat_key) = keys.get(chat).copied() else { continue };
            if let Some(was) = find.first(&[(*chat).into(), (*message).into()], |row| read(row.text(0)?))? {
                messages.insert((*chat, *message), Change { chat_key, was: Some(was), is: None });
            }
        }
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

    /// Writes each table; adds the messages it took in to `taken`, by their feeling.
    pub fn write(self, direct: &Direct<'_>, taken: &mut Feelings) -> Result<(), StorageError> {
        direct.write(WRITE_IDS, self.new_ids.iter().map(|(id, key)| [(*id).into(), (*key).into()]))?;
        let mut sums = Sums::default();
        let mut write = direct.prepare(WRITE)?;
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
            let lists = Lists::of(is.gist.as_ref())?;
            write.run(&row(*chat, *message, *chat_key, is, &lists))?;
        }
        sums.write(direct)
    }
}

/// The lists of a gist, as JSON.
struct Lists {
    emotions: Option<String>,
    keywords: Option<String>,
}

impl Lists {
    fn of(gist: Option<&Gist<'_>>) -> Result<Self, StorageError> {
        Ok(Self {
            emotions: gist.map(|gist| json(&gist.emotions)).transpose()?,
            keywords: gist.map(|gist| json(&gist.keywords)).transpose()?,
        })
    }
}

/// A row of `readings`, column by column.
fn row<'a>(chat: ChatId, message: MessageId, chat_key: i64, kept: &'a Kept<'_>, lists: &'a Lists) -> [Value<'a>; 14] {
    let gist = kept.gist.as_ref();
    [
        chat.into(),
        message.into(),
        chat_key.into(),
        kept.person.into(),
        kept.date.into(),
        kept.at.into(),
        gist.map(|gist| &*gist.language).into(),
        lists.emotions.as_deref().into(),
        gist.map(|gist| gist.sentiment).into(),
        gist.map(|gist| &*gist.topic).into(),
        lists.keywords.as_deref().into(),
        gist.map(|gist| gist.confidence).into(),
        gist.map_or(0, |gist| gist.doubtful).into(),
        kept.to_bot.into(),
    ]
}
