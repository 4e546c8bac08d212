//! Every migration over a database that an earlier version filled: `tests/data/<store>/<version>.sql` is what a store
//! may hold once that migration has run. A new migration needs a new file.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

use context::{check::check, stats::global_stats};
use conversation::{Request, RequestKind, Talk};
use events::{ChatId, MessageId};
use operations::databases::DATABASES;
use sqlx::{AssertSqlSafe, SqliteConnection, migrate::Migrator};
use storage::{
    journal,
    sqlite::{self, Schema},
};

/// The store as it was when `version` was its newest migration.
fn as_of(store: fn() -> Schema, version: i64) -> Schema {
    let Schema { migrations, .. } = store();
    let known: Vec<_> = migrations.iter().filter(|migration| migration.version <= version).cloned().collect();
    Schema { migrations: Migrator { migrations: known.into(), ..Migrator::DEFAULT }, ..store() }
}

fn sample(store: &str, version: i64) -> String {
    let path = PathBuf::from(format!("{}/tests/data/{store}/{version:04}.sql", env!("CARGO_MANIFEST_DIR")));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

async fn upgraded(folder: &Path, store: fn() -> Schema, version: i64) -> SqliteConnection {
    let old = as_of(store, version);
    let mut conn = sqlite::open(folder, &old).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(sample(old.name, version))).execute(&mut conn).await.unwrap();
    sqlite::close(conn).await;
    sqlite::open(folder, &store()).await.unwrap()
}

#[actix_web::test]
async fn what_any_version_left_is_whole_after_the_upgrade() {
    for store in DATABASES.iter().map(|database| database.schema) {
        for version in store().migrations.iter().map(|migration| migration.version).collect::<Vec<_>>() {
            let folder = tempfile::tempdir().unwrap();
            let mut conn = upgraded(folder.path(), store, version).await;
            let found: String = sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&mut conn).await.unwrap();
            assert_eq!(found, "ok", "{} {version}", store().name);
        }
    }
}

#[actix_web::test]
async fn old_rows_are_still_understood() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = upgraded(folder.path(), journal::schema, 1).await;
    assert_eq!(journal::head(&mut journal).await.unwrap().0, 2);
    assert_eq!(journal::letters(&mut journal).await.unwrap()[0].reason, "missing field");

    let mut memory = upgraded(folder.path(), context::schema, 1).await;
    assert_eq!(check(&mut memory).await.unwrap(), []);
    assert_eq!(global_stats(&mut memory).await.unwrap().total_messages, 1);

    let mut analysis = upgraded(folder.path(), analysis::schema, 1).await;
    assert_eq!(analysis::check::check(&mut analysis).await.unwrap(), []);
    let understood = analysis::recent::recent(&mut analysis, ChatId(-5), 10).await.unwrap();
    assert_eq!((understood.len(), understood[0].emotion.as_str(), understood[0].sentiment), (1, "joy", 0.6));
}

#[actix_web::test]
async fn what_waits_in_an_older_outbox_is_still_to_be_answered() {
    let folder = tempfile::tempdir().unwrap();
    let mut outbox = upgraded(folder.path(), conversation::schema, 9).await;
    let waiting = "SELECT request FROM outbox WHERE chat_id = -7 ORDER BY seq";
    let requests: Vec<String> = sqlx::query_scalar(waiting).fetch_all(&mut outbox).await.unwrap();
    let requests = requests.iter().map(|request| serde_json::from_str::<Request>(request).unwrap());
    let command = |name: &str, args: &str| RequestKind::Command { name: name.into(), args: args.into() };
    let press = RequestKind::Press { query: "1".into(), message: MessageId(5), data: "set".into() };
    let expected = [
        (command("stats", "me"), false),
        (command("search", "coffee"), false),
        (command("language", "en"), true),
        (command("quiet", "2h"), true),
        (RequestKind::Talk(Talk::new("привіт")), false),
        (press, true),
        (RequestKind::UnknownCommand { name: String::new() }, false),
    ];
    assert_eq!(requests.map(|it| (it.kind, it.is_order)).collect::<Vec<_>>(), expected);
}
