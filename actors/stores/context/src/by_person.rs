//! Messages by who wrote them, newest first, whatever the chat.
//!
//! The table `by_person` is an index that is written in parts. An index of SQLite's own would change about one page of 4 KiB a
//! message, because the people who write in a batch are spread over all of it, and the more of them there are, the more pages
//! miss the cache. Of [`PART`] messages many are by the same person. Whoever reads adds the messages that are not in it yet;
//! these are the last, and so at most [`PART`] and a batch.

use storage::sqlite::{StorageError, direct::Direct};

/// Messages that are taken into the table at a time. Reading so many that are not takes a few milliseconds.
const PART: i64 = 10_000;

const THROUGH: &str = "SELECT message FROM by_person_through";
const LAST: &str = "SELECT coalesce(max(id), 0) FROM messages";
/// OR ROLLBACK: nothing goes on after an error. Else SQLite keeps a copy of each page that this statement changes.
const TAKE_IN: &str = "
INSERT OR ROLLBACK INTO by_person SELECT sender_id, date, id FROM messages WHERE id > ?1 AND id <= ?2 ORDER BY sender_id, date, id";
const SET_THROUGH: &str = "UPDATE by_person_through SET message = ?1";

/// In SQL, the newest messages of a person as a table, ?2 of them at most. Takes the parameter that is the person, a condition
/// on `date` and `id`, and one on the messages `m`, which must use no index of theirs: of a large chat it would read all.
macro_rules! newest_of_person {
    ($person:literal, $time:literal, $which:literal) => {
        concat!(
            "(SELECT * FROM (
    SELECT m.* FROM by_person CROSS JOIN messages m USING (id, date)
    WHERE person_id = ",
            $person,
            " AND ",
            $time,
            " AND ",
            $which,
            " ORDER BY by_person.date DESC, by_person.id DESC LIMIT ?2)
  UNION ALL SELECT * FROM (
    SELECT m.* FROM messages m
    WHERE id > (SELECT message FROM by_person_through) AND sender_id = ",
            $person,
            " AND ",
            $time,
            " AND ",
            $which,
            " ORDER BY date DESC, id DESC LIMIT ?2)
  ORDER BY date DESC, id DESC LIMIT ?2)"
        )
    };
}
pub(super) use newest_of_person;

/// Takes in what a whole part is there of. The parts end at the same messages however these came in batches.
pub(super) fn follow(direct: &Direct<'_>) -> Result<(), StorageError> {
    let last = number(direct, LAST)?;
    take_in(direct, last - last % PART)
}

/// Takes in all that is there, for those who change messages by their writers.
pub(super) fn complete(direct: &Direct<'_>) -> Result<(), StorageError> {
    let last = number(direct, LAST)?;
    take_in(direct, last)
}

fn take_in(direct: &Direct<'_>, last: i64) -> Result<(), StorageError> {
    let through = number(direct, THROUGH)?;
    if through < last {
        direct.write(TAKE_IN, [[through.into(), last.into()]])?;
        direct.write(SET_THROUGH, [[last.into()]])?;
    }
    Ok(())
}

fn number(direct: &Direct<'_>, sql: &'static str) -> Result<i64, StorageError> {
    Ok(direct.prepare(sql)?.first(&[], |row| Ok(row.integer(0)))?.unwrap_or(0))
}
