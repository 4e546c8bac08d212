//! A group that became a supergroup: one chat with two ids.

use super::{findable::findable_in, messages::write_words, seen_by_all::seen_by_all_in, words::indexed};
use events::ChatId;
use storage::sqlite::{StorageError, direct::Direct};

/// Messages whose words move at a time.
const PAGE: i64 = 500;

const KEY: &str = "SELECT chat_key FROM chat_ids WHERE id = ?";
const ADD_ID: &str = "INSERT INTO chat_ids (id, chat_key) VALUES (?, ?)";
const NAME_BY_NEW_ID: &str = "UPDATE chats SET current_id = ?, kind = 'supergroup' WHERE key = ?";

const ONE_CHAT_LESS: &str = "
UPDATE totals SET chats = chats - (SELECT min(messages) > 0 FROM chats WHERE key IN (?1, ?2))";
const WORDS: &str = concat!(
    "SELECT date, id, words FROM (SELECT date, id, ",
    findable_in!("messages."),
    " AS words FROM messages WHERE chat_key = ?1 AND (date, id) > (?2, ?3) AND own = 0 AND ",
    seen_by_all_in!("messages."),
    ") WHERE words IS NOT NULL ORDER BY date, id LIMIT ?4"
);
/// Moves rows of chat ?2 to chat ?1, the counters last.
const MERGE: &[&str] = &[
    "UPDATE messages SET chat_key = ?1 WHERE chat_key = ?2",
    "UPDATE chat_ids SET chat_key = ?1 WHERE chat_key = ?2",
    "DELETE FROM wiped_through WHERE chat_key IN (?1, ?2)",
    "UPDATE titles SET chat_key = ?1 WHERE chat_key = ?2",
    "UPDATE pins SET chat_key = ?1 WHERE chat_key = ?2",
    "INSERT OR IGNORE INTO membership_log (chat_key, person_id, date, status, changed_by)
     SELECT ?1, person_id, date, status, changed_by FROM membership_log WHERE chat_key = ?2",
    "DELETE FROM membership_log WHERE chat_key = ?2",
    "INSERT INTO members (chat_key, person_id, status, since, exact)
     SELECT ?1, person_id, status, since, exact FROM members WHERE chat_key = ?2
     ON CONFLICT (chat_key, person_id) DO UPDATE SET
       status = excluded.status, since = excluded.since, exact = excluded.exact
     WHERE (excluded.since, excluded.exact) >= (since, exact)",
    "DELETE FROM members WHERE chat_key = ?2",
    "INSERT INTO chat_people (chat_key, person_id, messages, to_bot, first_at, last_at)
     SELECT ?1, person_id, messages, to_bot, first_at, last_at FROM chat_people WHERE chat_key = ?2
     ON CONFLICT (chat_key, person_id) DO UPDATE SET
       messages = messages + excluded.messages, to_bot = to_bot + excluded.to_bot,
       first_at = min(first_at, excluded.first_at),
       last_at = max(last_at, excluded.last_at)",
    "DELETE FROM chat_people WHERE chat_key = ?2",
    "UPDATE chats AS kept SET
       title = moved.title, username = moved.username, since = moved.since, titled_at = moved.titled_at,
       messages = kept.messages + moved.messages, to_bot = kept.to_bot + moved.to_bot,
       own_messages = kept.own_messages + moved.own_messages,
       edits = kept.edits + moved.edits,
       people = (SELECT count(*) FROM chat_people WHERE chat_key = ?1),
       top = (SELECT json_group_array(json_array(person_id, talk)) FROM (
                SELECT person_id, messages - to_bot AS talk FROM chat_people WHERE chat_key = ?1 AND messages > to_bot
                ORDER BY talk DESC, person_id LIMIT 10)),
       first_message_at = min(coalesce(kept.first_message_at, moved.first_message_at),
                              coalesce(moved.first_message_at, kept.first_message_at)),
       last_message_at = max(coalesce(kept.last_message_at, moved.last_message_at),
                             coalesce(moved.last_message_at, kept.last_message_at))
     FROM chats AS moved WHERE kept.key = ?1 AND moved.key = ?2",
    "DELETE FROM chats WHERE key = ?2",
];

/// Makes two ids one chat, whichever of them is known; the new one is its id from now on.
pub(super) fn link(direct: &Direct<'_>, old: ChatId, new: ChatId) -> Result<(), StorageError> {
    let key = match (key(direct, old)?, key(direct, new)?) {
        (Some(kept), Some(moved)) if kept == moved => return Ok(()),
        (Some(kept), Some(moved)) => {
            merge(direct, kept, moved)?;
            kept
        }
        (Some(known), None) => add_id(direct, new, known)?,
        (None, Some(known)) => add_id(direct, old, known)?,
        (None, None) => return Ok(()),
    };
    direct.write(NAME_BY_NEW_ID, [[new.into(), key.into()]])
}

fn key(direct: &Direct<'_>, chat: ChatId) -> Result<Option<i64>, StorageError> {
    direct.prepare(KEY)?.first(&[chat.into()], |row| Ok(row.integer(0)))
}

fn add_id(direct: &Direct<'_>, id: ChatId, key: i64) -> Result<i64, StorageError> {
    direct.write(ADD_ID, [[id.into(), key.into()]])?;
    Ok(key)
}

pub(super) fn merge(direct: &Direct<'_>, kept: i64, moved: i64) -> Result<(), StorageError> {
    direct.write(ONE_CHAT_LESS, [[kept.into(), moved.into()]])?;
    move_words(direct, kept, moved)?;
    for statement in MERGE {
        direct.write(statement, [[kept.into(), moved.into()]])?;
    }
    Ok(())
}

/// Words carry their chat's key: they are written anew.
fn move_words(direct: &Direct<'_>, kept: i64, moved: i64) -> Result<(), StorageError> {
    let mut last = (i64::MIN, 0);
    let mut page = direct.prepare(WORDS)?;
    loop {
        let mut words = Vec::new();
        page.each(&[moved.into(), last.0.into(), last.1.into(), PAGE.into()], |row| {
            last = (row.integer(0), row.integer(1));
            words.push((row.integer(1), indexed(kept, row.text(2)?)));
            Ok(())
        })?;
        if words.is_empty() {
            return Ok(());
        }
        write_words(direct, &words)?;
    }
}
