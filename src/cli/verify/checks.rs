//! The checks of `verify`, database by database.

use std::path::Path;

use events::Seq;
use language::text::moment::iso;
use operations::{
    backup::{self, is_backup},
    stores::STORES,
};
use sqlx::SqliteConnection;
use storage::{
    journal,
    sqlite::{Schema, StorageError, look},
    store::{Mismatch, StoreKind, bookmark},
};

use super::Check;

/// Lines of one check that are told at most.
const LINES: usize = 10;

/// What one database was found to be.
struct Found {
    checks: Vec<Check>,
    /// A store's bookmark, the journal's head.
    seq: Option<Seq>,
    missing: bool,
}

/// All checks of the databases in `dir`.
pub async fn all(dir: &Path) -> Vec<Check> {
    let mut checks = database(dir, &journal::schema(), async |conn, _| journal::head(conn).await).await.checks;
    let mut stores = Vec::new();
    for kind in STORES {
        let schema = (kind.schema)();
        let found = database(dir, &schema, async |conn, checks| counters_and_bookmark(conn, kind, checks).await);
        stores.push((found.await, schema));
    }
    // Read after the bookmarks: the journal is always written first.
    let head = look(dir, &journal::schema(), async |conn| journal::head(conn).await).await;
    for (found, schema) in stores {
        checks.extend(store(&schema, found, &head));
    }
    if is_backup(dir) {
        checks.push(manifest(dir).await);
    }
    checks
}

/// Whether a backup is what was written.
async fn manifest(dir: &Path) -> Check {
    let (ok, detail) = match backup::check(dir).await {
        Ok(manifest) => (true, format!("made {}Z by version {}", iso(manifest.made_at), manifest.version)),
        Err(error) => (false, error.to_string()),
    };
    Check { database: "manifest".to_owned(), check: "checksums", ok, detail }
}

/// A store that was never opened is fine as long as nothing has happened.
fn store(schema: &Schema, found: Found, head: &Result<Seq, StorageError>) -> Vec<Check> {
    if found.missing && *head == Ok(Seq(0)) {
        return vec![check(schema, "open", Ok("does not exist yet: nothing has been received".to_owned()))];
    }
    let mut checks = found.checks;
    checks.extend(found.seq.map(|seq| check(schema, "bookmark", lag(seq, head))));
    checks
}

fn lag(bookmark: Seq, head: &Result<Seq, StorageError>) -> Result<String, String> {
    let head = head.as_ref().map_err(|error| format!("cannot be compared with the journal: {error}"))?;
    match head.0 - bookmark.0 {
        0 => Ok(format!("at {}, level with the journal", bookmark.0)),
        behind @ 1.. => Ok(format!("at {}, {behind} behind the journal", bookmark.0)),
        _ => Err(format!(
            "at {}, ahead of the journal, which ends at {}: the journal has lost entries; compare with a backup",
            bookmark.0, head.0
        )),
    }
}

/// Checks one database; `seq` adds what it has to, and tells where the database stands.
async fn database(
    dir: &Path,
    schema: &Schema,
    seq: impl AsyncFnOnce(&mut SqliteConnection, &mut Vec<Check>) -> Result<Seq, StorageError>,
) -> Found {
    let mut checks = Vec::new();
    let looked = look(dir, schema, async |conn| {
        checks.push(check(schema, "open", Ok(String::new())));
        checks.push(check(schema, "integrity", outcome(integrity(conn).await)));
        checks.push(check(schema, "foreign keys", outcome(foreign_keys(conn).await)));
        seq(conn, &mut checks).await
    });
    let looked = looked.await;
    let missing = matches!(looked, Err(StorageError::Missing(_)));
    match looked {
        Ok(seq) => Found { checks, seq: Some(seq), missing },
        Err(error) => {
            let what = if checks.is_empty() { "open" } else { "read" };
            checks.push(check(schema, what, Err(error.to_string())));
            Found { checks, seq: None, missing }
        }
    }
}

async fn counters_and_bookmark(
    conn: &mut SqliteConnection,
    kind: &StoreKind,
    checks: &mut Vec<Check>,
) -> Result<Seq, StorageError> {
    if let Some(check_counters) = kind.check_counters {
        let wrong = check_counters(conn).await.map(|wrong| wrong.iter().map(mismatch).collect());
        checks.push(check(&(kind.schema)(), "counters", outcome(wrong)));
    }
    bookmark(conn).await
}

fn mismatch(wrong: &Mismatch) -> String {
    let of = wrong.of.map(|id| format!(" of {id}")).unwrap_or_default();
    format!("{}{of}: {} stored, {} counted", wrong.counter, wrong.kept, wrong.counted)
}

/// Pages, rows, indexes and full-text indexes.
async fn integrity(conn: &mut SqliteConnection) -> Result<Vec<String>, StorageError> {
    let lines: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check(10)").fetch_all(conn).await?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}

async fn foreign_keys(conn: &mut SqliteConnection) -> Result<Vec<String>, StorageError> {
    let sql = "SELECT \"table\" || ' points to missing rows of ' || parent || ', times ' || count(*) \
               FROM pragma_foreign_key_check GROUP BY \"table\", parent";
    Ok(sqlx::query_scalar(sql).fetch_all(conn).await?)
}

fn outcome(wrong: Result<Vec<String>, StorageError>) -> Result<String, String> {
    match wrong {
        Ok(wrong) if wrong.is_empty() => Ok(String::new()),
        Ok(wrong) if wrong.len() > LINES => {
            Err(format!("{}; and {} more", wrong[..LINES].join("; "), wrong.len() - LINES))
        }
        Ok(wrong) => Err(wrong.join("; ")),
        Err(error) => Err(error.to_string()),
    }
}

fn check(schema: &Schema, check: &'static str, outcome: Result<String, String>) -> Check {
    let (ok, detail) = match outcome {
        Ok(detail) => (true, detail),
        Err(detail) => (false, detail),
    };
    Check { database: format!("{}.db", schema.name), check, ok, detail }
}
