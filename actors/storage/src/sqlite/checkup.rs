//! Looks for damage beside the writer.

use sqlx::{Sqlite, SqliteConnection, pool::PoolConnection};

use super::StorageError;

/// What is wrong with a database; `None` if nothing is found. Reads all of it, a table with its indexes at a time, so
/// that the log is not kept from being moved for longer than that takes. A file that is damaged enough gives no reader.
///
/// # Errors
/// It cannot be read for another reason than damage.
pub async fn damage(
    reader: impl Future<Output = Result<PoolConnection<Sqlite>, StorageError>>,
) -> Result<Option<String>, StorageError> {
    match look(reader).await {
        Err(StorageError::Corrupt(why)) => Ok(Some(why)),
        found => found,
    }
}

async fn look(
    reader: impl Future<Output = Result<PoolConnection<Sqlite>, StorageError>>,
) -> Result<Option<String>, StorageError> {
    let mut reader = reader.await?;
    let conn: &mut SqliteConnection = &mut reader;
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(&mut *conn).await?;
    for table in tables {
        // A pragma takes no parameters.
        let check = format!("PRAGMA quick_check(\"{}\")", table.replace('"', "\"\""));
        let found: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(check)).fetch_all(&mut *conn).await?;
        verdict(&found).map_err(|error| match error {
            StorageError::Corrupt(why) => StorageError::Corrupt(format!("{table}: {why}")),
            error => error,
        })?;
    }
    Ok(None)
}

/// Reads all of a database that gave reason for doubt, and compares its indexes with its tables.
///
/// # Errors
/// [`StorageError::Corrupt`] if it is damaged; otherwise it could not be read.
pub(super) async fn examine(conn: &mut SqliteConnection) -> Result<(), StorageError> {
    let found: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check(10)").fetch_all(conn).await?;
    verdict(&found)
}

/// What the lines of a check come to. A page that could not be read tells nothing of what is in it.
fn verdict(found: &[String]) -> Result<(), StorageError> {
    match found {
        [ok] if ok == "ok" => Ok(()),
        lines if lines.iter().any(|line| was_not_read(line)) => Err(StorageError::Io(lines.join("; "))),
        lines => Err(StorageError::Corrupt(lines.join("; "))),
    }
}

/// In the words of SQLite's btree.c and of its full-text search, as of 3.51.
fn was_not_read(line: &str) -> bool {
    let code = line.split("error code").nth(1).and_then(|rest| {
        let number = rest.trim_start_matches([' ', '=']);
        number.split(|letter: char| !letter.is_ascii_digit()).next()?.parse::<i32>().ok()
    });
    let of_damage = |code: i32| matches!(code & 0xff, 11 | 26);
    let in_words = ["failed to get page", "disk I/O error", "unable to open database file"];
    code.is_some_and(|code| !of_damage(code)) || in_words.iter().any(|words| line.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_cannot_be_read_is_no_damage() {
        let of = |line: &str| verdict(&[line.to_owned()]);
        assert_eq!(of("ok"), Ok(()));
        for damage in [
            "Tree 5 page 6: btreeInitPage() returns error code 11",
            "row 3 missing from index messages_by_date",
            "malformed inverted index for FTS5 table main.found",
        ] {
            assert_eq!(of(damage), Err(StorageError::Corrupt(damage.to_owned())));
        }
        for unread in [
            "Tree 5 page 6 cell 2: unable to get the page. error code=266",
            "Tree 5 page 6: btreeInitPage() returns error code 10",
            "Freelist: failed to get page 9",
            "unable to validate the inverted index for FTS5 table main.found: disk I/O error",
        ] {
            assert_eq!(of(unread), Err(StorageError::Io(unread.to_owned())));
        }
    }
}
