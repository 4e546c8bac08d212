//! What a shard has of the chat memory, and what follows from the rows that it has.

use sqlx::SqliteConnection;

use super::{
    by_person::complete, findable::findable_in, messages::write_words, migration, seen_by_all::seen_by_all_in,
    words::indexed,
};
use storage::{
    sqlite::{StorageError, direct::Direct},
    store::parts::{Number, Owner, Part, Renumbering, Repeated, Series},
};

/// Messages whose words are indexed at a time.
const PAGE: i64 = 500;

const KEYS: Series = Series { table: "chats", column: "key", renumbering: Renumbering::Together };
const MESSAGES: Series = Series { table: "messages", column: "id", renumbering: Renumbering::Together };
const VERSIONS: Series = Series { table: "message_versions", column: "id", renumbering: Renumbering::Together };
const OF_CHAT: &[Number] = &[Number::in_column("chat_key", KEYS)];

/// Each table. Beside the messages of its chats a shard knows the people who are named there.
pub const PARTS: &[Part] = &[
    Part::new("chats", Owner::ChatKey("key")).numbered(&[Number::in_column("key", KEYS)]),
    // A group may be known in two shards if its new id was heard before it was known to be that group's.
    Part::new("chat_ids", Owner::ChatKey("chat_key")).numbered(OF_CHAT).repeated(Repeated::Any),
    Part::new("titles", Owner::ChatKey("chat_key")).numbered(OF_CHAT),
    Part::new("messages", Owner::ChatKey("chat_key"))
        .numbered(&[Number::in_column("id", MESSAGES), Number::in_column("chat_key", KEYS)]),
    Part::new("message_versions", Owner::Row { column: "message", table: "messages", key: "id" })
        .numbered(&[Number::in_column("id", VERSIONS), Number::in_column("message", MESSAGES)]),
    Part::new("reactions", Owner::Chat("chat_id")).repeated(Repeated::Newest("date")),
    Part::new("reaction_counts", Owner::Chat("chat_id")).repeated(Repeated::Newest("date")),
    Part::new("chat_people", Owner::ChatKey("chat_key")).numbered(OF_CHAT),
    Part::new("members", Owner::ChatKey("chat_key")).numbered(OF_CHAT),
    Part::new("membership_log", Owner::ChatKey("chat_key")).numbered(OF_CHAT),
    Part::new("pins", Owner::ChatKey("chat_key")).numbered(OF_CHAT).repeated(Repeated::Newest("date")),
    Part::new("wiped_through", Owner::ChatKey("chat_key"))
        .numbered(&[Number::in_column("chat_key", KEYS), Number::in_column("message", MESSAGES)]),
    Part::new(
        "people",
        Owner::Named {
            column: "id",
            named_by: &[
                ("messages", "sender_id"),
                ("chat_people", "person_id"),
                ("reactions", "person_id"),
                ("members", "person_id"),
                ("membership_log", "person_id"),
                ("membership_log", "changed_by"),
                ("pins", "pinned_by"),
            ],
        },
    )
    .repeated(Repeated::Newest("named_at")),
    Part::new("people_names", Owner::Row { column: "person_id", table: "people", key: "id" }).repeated(Repeated::Same),
    Part::new("totals", Owner::Derived),
    Part::new("by_person", Owner::Derived),
    Part::new("by_person_through", Owner::Derived),
    Part::new("found", Owner::Derived),
];

/// Words, in the order of the messages.
const WORDS: &str = concat!(
    "SELECT id, chat_key, words FROM (SELECT id, chat_key, ",
    findable_in!("messages."),
    " AS words FROM messages WHERE id > ?1 AND own = 0 AND ",
    seen_by_all_in!("messages."),
    ") WHERE words IS NOT NULL ORDER BY id LIMIT ?2"
);
const COUNTERS: [&str; 2] = [
    "UPDATE people SET wrote = EXISTS (SELECT 1 FROM chat_people WHERE person_id = people.id)",
    "UPDATE totals SET messages = (SELECT coalesce(sum(messages), 0) FROM chats),
       chats = (SELECT count(*) FROM chats WHERE messages > 0),
       people = (SELECT count(DISTINCT person_id) FROM chat_people)",
];

/// Fills the tables that follow from the others, in a database whose rows came from others: the search index, messages by
/// person, and the counters of all chats together. Expects a write transaction.
///
/// # Errors
/// [`StorageError`]; what was written so far must then be rolled back.
pub async fn derive(conn: &mut SqliteConnection) -> Result<(), StorageError> {
    for statement in COUNTERS {
        sqlx::query(statement).execute(&mut *conn).await?;
    }
    let direct = Direct::of(conn).await?;
    complete(&direct)?;
    index_words(&direct)
}

fn index_words(direct: &Direct<'_>) -> Result<(), StorageError> {
    let mut last = 0;
    let mut page = direct.prepare(WORDS)?;
    loop {
        let mut words = Vec::new();
        page.each(&[last.into(), PAGE.into()], |row| {
            last = row.integer(0);
            words.push((last, indexed(row.integer(1), row.text(2)?)));
            Ok(())
        })?;
        if words.is_empty() {
            return Ok(());
        }
        write_words(direct, &words)?;
    }
}

/// Makes two keys one chat, the first: both have messages of a group that became a supergroup. Expects a write transaction.
///
/// # Errors
/// [`StorageError`]; what was written so far must then be rolled back.
pub async fn unite(conn: &mut SqliteConnection, kept: i64, moved: i64) -> Result<(), StorageError> {
    migration::merge(&Direct::of(conn).await?, kept, moved)
}
