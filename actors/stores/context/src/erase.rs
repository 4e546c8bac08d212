//! Forgets a person: their words, name, reactions and standing. That somebody wrote so many messages stays, as
//! [nobody's](PersonId::NOBODY). What we said ourselves in their chats goes too: it may repeat them.

use sqlx::SqliteConnection;

use super::{
    by_person::complete,
    messages::{remove_words, write_words},
    wipe,
    words::indexed,
};
use events::{Erasure, Person, PersonId, Service};
use storage::sqlite::{
    StorageError,
    direct::Direct,
    json::{json, read},
};

/// ?1 is the person, ?2 the time; in order.
const CHATS: [&str; 3] = [
    "CREATE TEMP TABLE IF NOT EXISTS concerned (key INTEGER PRIMARY KEY)",
    "DELETE FROM temp.concerned",
    "INSERT INTO temp.concerned
     SELECT m.chat_key FROM by_person w CROSS JOIN messages m ON m.id = w.id WHERE w.person_id = ?1
     UNION SELECT chat_key FROM messages WHERE forward_id = ?1
     UNION SELECT chat_key FROM members WHERE person_id = ?1 UNION SELECT chat_key FROM chat_ids WHERE id = ?1",
];
const MESSAGES: &str = "
INSERT INTO temp.wiped
SELECT id FROM by_person WHERE person_id = ?1 AND date <= ?2
UNION SELECT id FROM messages WHERE forward_id = ?1 AND date <= ?2
UNION SELECT m.id FROM temp.concerned c CROSS JOIN messages m ON m.chat_key = c.key AND m.own = 1 AND m.date <= ?2";
/// An author without an id who is called as the person is, or was, in a chat that they were in.
const AUTHORS: &str = "
UPDATE messages SET author = NULL
WHERE id IN (SELECT id FROM by_person WHERE person_id = 0 AND date <= ?2) AND author IN (SELECT name FROM people_names WHERE person_id = ?1)
  AND chat_key IN (SELECT key FROM temp.concerned)";
/// Their contact as others shared it. One that was kept without their id is told by the name, in chats that they were in.
const CONTACTS: &str = "
SELECT id, chat_key, iif(own = 0 AND service IS NULL, text, NULL) FROM messages
WHERE media_kind = 'contact' AND date <= ?2 AND (sketch ->> 'person' = ?1
  OR sketch ->> 'title' IN (SELECT name FROM people_names WHERE person_id = ?1)
     AND sketch ->> 'person' IS NULL AND chat_key IN (SELECT key FROM temp.concerned))";
const UNSHOW: &str = "UPDATE messages SET sketch = NULL WHERE id = ?";
const COUNTERS: [&str; 11] = [
    "INSERT INTO chat_people (chat_key, person_id, messages, to_bot, first_at, last_at)
     SELECT m.chat_key, 0, count(*), count(m.to_bot), min(m.date), max(m.date)
     FROM by_person w CROSS JOIN messages m ON m.id = w.id
     WHERE w.person_id = ?1 AND w.date <= ?2 AND m.own = 0 AND m.service IS NULL GROUP BY m.chat_key
     ON CONFLICT (chat_key, person_id) DO UPDATE SET messages = messages + excluded.messages,
       to_bot = to_bot + excluded.to_bot,
       first_at = min(first_at, excluded.first_at), last_at = max(last_at, excluded.last_at)",
    "UPDATE messages SET sender_id = 0 WHERE id IN (SELECT id FROM by_person WHERE person_id = ?1 AND date <= ?2)",
    "UPDATE by_person SET person_id = 0 WHERE person_id = ?1 AND date <= ?2",
    "DELETE FROM chat_people WHERE person_id = ?1 AND chat_key IN (SELECT key FROM temp.concerned)",
    "INSERT INTO chat_people (chat_key, person_id, messages, to_bot, first_at, last_at)
     SELECT m.chat_key, m.sender_id, count(*), count(m.to_bot), min(m.date), max(m.date)
     FROM by_person w CROSS JOIN messages m ON m.id = w.id
     WHERE w.person_id = ?1 AND m.own = 0 AND m.service IS NULL GROUP BY m.chat_key",
    "UPDATE chats SET
       people = (SELECT count(*) FROM chat_people WHERE chat_key = key),
       top = (SELECT json_group_array(json_array(person_id, talk)) FROM (
                SELECT person_id, messages - to_bot AS talk FROM chat_people WHERE chat_key = key AND messages > to_bot
                ORDER BY talk DESC, person_id LIMIT 10))
     WHERE key IN (SELECT key FROM temp.concerned)",
    "INSERT OR IGNORE INTO people (id, kind, first_name, since) VALUES (0, 'deleted', '', 0)",
    "UPDATE totals SET people = people - (SELECT sum(wrote) FROM people WHERE id IN (0, ?1))",
    "UPDATE people SET wrote = EXISTS (
       SELECT 1 FROM by_person w CROSS JOIN messages m ON m.id = w.id
       WHERE w.person_id = people.id AND m.own = 0 AND m.service IS NULL) WHERE id IN (0, ?1)",
    "DELETE FROM people WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM by_person WHERE person_id = ?1)",
    "UPDATE totals SET people = people + (SELECT sum(wrote) FROM people WHERE id IN (0, ?1))",
];
const TRACES: [&str; 8] = [
    "DELETE FROM people_names WHERE person_id = ?1 AND (since <= ?2 OR NOT EXISTS (SELECT 1 FROM people WHERE id = ?1))",
    "DELETE FROM reactions WHERE person_id = ?1 AND date <= ?2",
    "DELETE FROM members WHERE person_id = ?1 AND since <= ?2",
    "DELETE FROM membership_log WHERE chat_key IN (SELECT key FROM temp.concerned) AND person_id = ?1 AND date <= ?2",
    "UPDATE OR IGNORE membership_log SET changed_by = 0
     WHERE chat_key IN (SELECT key FROM temp.concerned) AND changed_by = ?1 AND date <= ?2",
    "UPDATE pins SET pinned_by = 0
     WHERE chat_key IN (SELECT key FROM temp.concerned) AND pinned_by = ?1 AND date <= ?2",
    // A private chat is called as the person is. A group in whose name somebody spoke keeps its title.
    "DELETE FROM titles WHERE ?1 > 0 AND chat_key IN (SELECT chat_key FROM chat_ids WHERE id = ?1) AND since <= ?2",
    "UPDATE chats SET title = '', username = NULL
     WHERE ?1 > 0 AND key IN (SELECT chat_key FROM chat_ids WHERE id = ?1) AND since <= ?2",
];
const NAMING: &str = "
SELECT m.id, m.service FROM temp.concerned c CROSS JOIN messages m ON m.chat_key = c.key
WHERE (instr(m.entities, 'text_mention') > 0 OR instr(m.service, 'first_name') > 0)
  AND (instr(m.entities, ?1) > 0 OR instr(m.service, ?1) > 0)";
const UNNAME: &str = "UPDATE messages SET entities = NULL, service = ? WHERE id = ?";

/// See the module. Expects a write transaction.
///
/// # Errors
/// [`StorageError`]; what was written so far must then be rolled back.
pub(super) async fn erase(conn: &mut SqliteConnection, erasure: &Erasure) -> Result<(), StorageError> {
    let Erasure { person, before } = *erasure;
    complete(&Direct::of(conn).await?)?;
    wipe::begin(conn).await?;
    let run = async |conn: &mut SqliteConnection, statements: &[&'static str]| {
        for statement in statements {
            sqlx::query(*statement).bind(person.0).bind(before).execute(&mut *conn).await?;
        }
        Ok::<_, StorageError>(())
    };
    run(conn, &CHATS).await?;
    run(conn, &[MESSAGES, AUTHORS]).await?;
    unshow(conn, erasure).await?;
    run(conn, &COUNTERS).await?;
    run(conn, &TRACES).await?;
    unname(conn, person).await?;
    wipe::finish(conn).await
}

/// Takes the person's name out of contacts; they are found by what stands beside it, if anything does.
async fn unshow(conn: &mut SqliteConnection, Erasure { person, before }: &Erasure) -> Result<(), StorageError> {
    let contacts: Vec<(i64, i64, Option<String>)> =
        sqlx::query_as(CONTACTS).bind(person.0).bind(before).fetch_all(&mut *conn).await?;
    let direct = Direct::of(conn).await?;
    for (row, key, text) in contacts {
        direct.write(UNSHOW, [[row.into()]])?;
        match text {
            Some(text) => write_words(&direct, &[(row, indexed(key, &text))])?,
            None => remove_words(&direct, row)?,
        }
    }
    Ok(())
}

/// Takes the person's name out of what others said of them: mentions without a username, and joining.
async fn unname(conn: &mut SqliteConnection, person: PersonId) -> Result<(), StorageError> {
    let rows: Vec<(i64, Option<String>)> =
        sqlx::query_as(NAMING).bind(person.0.to_string()).fetch_all(&mut *conn).await?;
    for (row, service) in rows {
        let service = service.map(|service| without(&service, person)).transpose()?;
        sqlx::query(UNNAME).bind(service).bind(row).execute(&mut *conn).await?;
    }
    Ok(())
}

fn without(service: &str, person: PersonId) -> Result<String, StorageError> {
    let forget = |them: &mut Person| {
        if them.id == person {
            *them = Person::nobody();
        }
    };
    let mut service: Service = read(service)?;
    match &mut service {
        Service::Joined(people) => people.iter_mut().for_each(forget),
        Service::Left(them) => forget(them),
        _ => {}
    }
    json(&service)
}
