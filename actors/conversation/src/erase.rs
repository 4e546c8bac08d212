//! Forgets a person in the outbox: what they asked, and what was said.

use sqlx::SqliteConnection;

use super::outbox::{is_done, is_open};
use events::{Erasure, PersonId};
use runtime::clock::now_ms;
use storage::sqlite::StorageError;

/// What is done needs no words any more, whoever asked.
const BLANK_DONE: &str = concat!(
    "
UPDATE outbox SET request = 'null', action = NULL, outcome = NULL
WHERE ",
    is_done!(),
    " AND changed_ms <= ?1"
);
/// What they asked is answered no more. A press has no words, and it or `/forget` may be what asks to forget.
const CLOSE: &str = concat!(
    "
UPDATE outbox SET state = 'failed', request = 'null', action = NULL, outcome = 'forgotten', changed_ms = ?2
WHERE state IN ('decided', 'ready') AND ",
    is_open!(),
    "
  AND request ->> '$.asker' = ?1 AND request ->> '$.asked.kind' IS NOT 'press' AND request ->> '$.asked.name' IS NOT 'forget'"
);
const UNNAME: &str = concat!(
    "
UPDATE outbox SET request = json_set(request, '$.asker_name', '', '$.asker_language', NULL)
WHERE ",
    is_open!(),
    " AND request ->> '$.asker' = ?1"
);
/// Answers to others that are worded may repeat them: they are worded anew, and parts of them go.
const AGAIN: [&str; 3] = [
    // What is being worded at this moment may be of their words, too; what asks to forget is not, and is done once.
    concat!(
        "UPDATE outbox SET changed_ms = max(?1, changed_ms + 1), outcome = 'again'
     WHERE state = 'decided' AND ",
        is_open!(),
        "
       AND request ->> '$.asked.name' IS NOT 'forget'
       AND ifnull(request ->> '$.asked.data', '') NOT LIKE 'privacy:%'"
    ),
    concat!(
        "DELETE FROM outbox WHERE state = 'ready' AND ",
        is_open!(),
        " AND turn IS NOT NULL
       AND request ->> '$.asked.kind' IS NOT 'press'"
    ),
    concat!(
        "UPDATE outbox SET state = 'decided', action = NULL, outcome = 'again', changed_ms = max(?1, changed_ms + 1)
     WHERE state = 'ready' AND ",
        is_open!(),
        " AND lane = 'talk' AND turn IS NULL
       AND request <> 'null' AND request ->> '$.asked.kind' IS NOT 'press'"
    ),
];

/// Of what others asked, what they quoted of the person goes, and the photo or file that they sent along stays.
const UNQUOTE: &str = concat!(
    "
UPDATE outbox SET request = json_remove(request, '$.about.quoted')
WHERE ",
    is_open!(),
    "
  AND ?1 IN (request ->> '$.about.quoted.from', request ->> '$.about.quoted.media.sketch.person')"
);
/// Their contact that others sent along.
const UNSHOW: &str = concat!(
    "
UPDATE outbox SET request = json_remove(request, '$.about.media')
WHERE ",
    is_open!(),
    " AND request ->> '$.about.media.sketch.person' = ?1"
);
/// What they made of our words, and what they cost; how much they say elsewhere, and which of our words were for them.
const TRACES: [&str; 8] = [
    "DELETE FROM talks WHERE person_id = ?1",
    "DELETE FROM reminders WHERE person_id = ?1 OR about_id = ?1",
    "DELETE FROM polls WHERE person_id = ?1",
    "DELETE FROM feedback WHERE person_id = ?1",
    "DELETE FROM llm_usage WHERE person_id = ?1",
    "UPDATE floods SET state = json_remove(state, '$.people.\"' || ?1 || '\"') WHERE instr(state, ?1) > 0",
    "UPDATE rhythms SET state = json_remove(state, '$.spirits.heat', '$.spirits.condoled') WHERE instr(state, ?1) > 0",
    "UPDATE own_words SET state = (
       SELECT json_group_array(json(iif(value ->> 'to' = ?1, json_set(value, '$.to', NULL), value)))
       FROM json_each(state)) WHERE instr(state, ?1) > 0",
];
/// All that is kept of their private chat, whose id is theirs.
const PRIVATE_CHAT: [&str; 11] = [
    "DELETE FROM talks WHERE chat_id = ?1",
    "DELETE FROM reminders WHERE chat_id = ?1",
    "DELETE FROM polls WHERE chat_id = ?1",
    "DELETE FROM feedback WHERE chat_id = ?1",
    "DELETE FROM llm_usage WHERE chat_id = ?1",
    "DELETE FROM settings WHERE chat_id = ?1",
    "DELETE FROM rhythms WHERE chat_id = ?1",
    "DELETE FROM footings WHERE chat_id = ?1",
    "DELETE FROM floods WHERE chat_id = ?1",
    "DELETE FROM own_words WHERE chat_id = ?1",
    concat!("DELETE FROM outbox WHERE chat_id = ?1 AND ", is_done!()),
];
const BLANK_OPTED_OUT: &str = concat!(
    "
UPDATE outbox SET request = 'null', action = NULL, outcome = NULL
WHERE ",
    is_done!(),
    " AND request ->> '$.asker' IN (SELECT person FROM opted_out)"
);
/// The file still has the words in its gaps and its log: as if nobody, who wrote nothing, had been erased.
const UNCLEAN: &str = "
INSERT INTO erasures (person, before, clean) VALUES (?, 0, 0) ON CONFLICT DO UPDATE SET clean = 0";

/// What is done and was asked by those who want nothing kept needs no words any more.
///
/// # Errors
/// [`StorageError`].
pub(super) async fn blank_opted_out(conn: &mut SqliteConnection) -> Result<bool, StorageError> {
    let blanked = sqlx::query(BLANK_OPTED_OUT).execute(&mut *conn).await?.rows_affected() > 0;
    if blanked {
        sqlx::query(UNCLEAN).bind(PersonId::NOBODY.0).execute(conn).await?;
    }
    Ok(blanked)
}

/// See the module. Expects a write transaction.
///
/// # Errors
/// [`StorageError`].
pub(super) async fn erase(conn: &mut SqliteConnection, erasure: &Erasure) -> Result<(), StorageError> {
    let now = now_ms();
    sqlx::query(BLANK_DONE).bind(now).execute(&mut *conn).await?;
    sqlx::query(CLOSE).bind(erasure.person.0).bind(now).execute(&mut *conn).await?;
    sqlx::query(UNNAME).bind(erasure.person.0).execute(&mut *conn).await?;
    sqlx::query(UNQUOTE).bind(erasure.person.0).execute(&mut *conn).await?;
    sqlx::query(UNSHOW).bind(erasure.person.0).execute(&mut *conn).await?;
    // A group in whose name somebody spoke keeps what it has set.
    let private_chat = if erasure.person.as_chat().is_none() { &PRIVATE_CHAT[..] } else { &[] };
    for statement in TRACES.iter().chain(private_chat) {
        sqlx::query(*statement).bind(erasure.person.0).execute(&mut *conn).await?;
    }
    for statement in AGAIN {
        sqlx::query(statement).bind(now).execute(&mut *conn).await?;
    }
    Ok(())
}
