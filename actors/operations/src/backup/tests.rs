use std::path::Path;

use super::*;
use crate::databases::DATABASES;
use runtime::{Limits, Supervisor, clock};
use storage::{
    journal::{self, Journal, NewEntry},
    sqlite,
};

/// A data directory in which every store has been opened, and `updates` came in.
async fn house(updates: i64) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for database in DATABASES {
        let mut conn = sqlite::open(folder.path(), &(database.schema)()).await.unwrap();
        if database.store.is_some() {
            let sql = "CREATE TABLE IF NOT EXISTS bookmark (id INTEGER PRIMARY KEY, seq INTEGER NOT NULL) STRICT; \
                       INSERT OR IGNORE INTO bookmark VALUES (1, 0)";
            sqlx::raw_sql(sql).execute(&mut conn).await.unwrap();
        }
        sqlite::close(conn).await;
    }
    fill(folder.path(), 7, 1..=updates).await;
    folder
}

async fn fill(folder: &Path, bot: i64, updates: std::ops::RangeInclusive<i64>) {
    let mut conn = sqlite::open(folder, &journal::schema()).await.unwrap();
    for update in updates {
        let sql =
            "INSERT INTO updates (source, bot_id, update_id, received_ms, raw) VALUES ('telegram', ?, ?, ?, '{}')";
        sqlx::query(sql).bind(bot).bind(update).bind(clock::now_ms()).execute(&mut conn).await.unwrap();
    }
    sqlite::close(conn).await;
}

async fn updates(folder: &Path) -> i64 {
    sqlite::look(folder, &journal::schema(), async |conn| Ok::<_, sqlite::StorageError>(journal::head(conn).await?.0))
        .await
        .unwrap()
}

#[actix::test]
async fn what_was_backed_up_while_it_was_written_comes_back() {
    let house = house(3).await;
    let shelf = tempfile::tempdir().unwrap();
    let supervisor = Supervisor::new(Limits::default());
    let running = Journal::start(&supervisor, house.path(), 7);
    running.opened().await;
    let (copy, manifest) = backup(house.path(), shelf.path()).await.unwrap();
    assert_eq!((manifest.bot_id, manifest.of("journal.db").unwrap().seq), (Some(7), 3));
    assert_eq!(check(&copy).await.unwrap(), manifest);
    assert_eq!(backups(shelf.path()).unwrap(), std::slice::from_ref(&copy));
    running.append(vec![NewEntry::sent(r#"{"balachka_sent":{}}"#.into())]).await.unwrap();
    running.close().await.unwrap();
    supervisor.stop_all().await;

    let lost = restore(&copy, house.path(), None, false).await.unwrap_err();
    assert!(matches!(lost, BackupError::WouldLose { lost: 1 }), "{lost}");
    assert_eq!(updates(house.path()).await, 4, "nothing has changed");
    let restored = restore(&copy, house.path(), None, true).await.unwrap();
    assert_eq!(updates(house.path()).await, 3);
    assert_eq!(updates(&restored.before.unwrap()).await, 4, "what was there is still there");
}

async fn write(folder: &Path, database: fn() -> sqlite::Schema, sql: &'static str) {
    let mut conn = sqlite::open(folder, &database()).await.unwrap();
    sqlx::raw_sql(sql).execute(&mut conn).await.unwrap();
    sqlite::close(conn).await;
}

/// A shorter journal may be a newer one: the disk died, and the bot began anew.
#[actix::test]
async fn whatever_newer_would_be_lost_is_refused_without_force() {
    let shelf = tempfile::tempdir().unwrap();
    let (copy, _) = backup(house(5).await.path(), shelf.path()).await.unwrap();
    let later = "UPDATE updates SET received_ms = received_ms + 60000";
    let ahead = "UPDATE bookmark SET seq = 9";
    let message = "INSERT INTO chat_ids VALUES (-5, 1);
        INSERT INTO messages (chat_key, chat_id, message_id, sender_id, date, own) VALUES (1, -5, 77, 7, 1, 0)";
    for (database, sql) in
        [(journal::schema as fn() -> _, later), (analysis::schema, ahead), (context::schema, message)]
    {
        let anew = house(2).await;
        write(anew.path(), database, sql).await;
        let refused = restore(&copy, anew.path(), None, false).await.unwrap_err();
        let loses = matches!(refused, BackupError::WouldLose { .. } | BackupError::WouldLoseMessages { lost: 1 });
        assert!(loses, "{sql}: {refused}");
        // A journal that cannot be read hides nothing of what the stores have.
        std::fs::write(anew.path().join("journal.db"), "no database").unwrap();
        let refused = restore(&copy, anew.path(), None, false).await;
        assert_eq!(refused.is_ok(), sql == later, "{sql}");
        restore(&copy, anew.path(), None, true).await.unwrap();
        assert_eq!(updates(anew.path()).await, 5);
    }
}

#[actix::test]
async fn a_damaged_or_foreign_backup_is_refused_and_nothing_changes() {
    let (house, other) = (house(2).await, house(0).await);
    fill(other.path(), 8, 1..=5).await;
    let shelf = tempfile::tempdir().unwrap();
    let (copy, _) = backup(house.path(), shelf.path()).await.unwrap();
    let foreign = restore(&copy, other.path(), None, false).await.unwrap_err();
    assert!(matches!(foreign, BackupError::AnotherBot { backup: 7, here: 8 }), "{foreign}");
    let nowhere = tempfile::tempdir().unwrap();
    let of_another = restore(&copy, nowhere.path(), Some(8), false).await.unwrap_err();
    assert!(matches!(of_another, BackupError::AnotherBot { backup: 7, here: 8 }), "{of_another}");
    restore(&copy, nowhere.path(), Some(8), true).await.unwrap();
    assert_eq!(updates(nowhere.path()).await, 2, "who insists gets it");

    let path = copy.join("context.db");
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let damaged = restore(&copy, house.path(), None, true).await.unwrap_err();
    assert!(damaged.to_string().contains("context.db does not match its checksum"), "{damaged}");
    std::fs::remove_file(&path).unwrap();
    assert!(restore(&copy, house.path(), None, true).await.unwrap_err().to_string().contains("context.db is missing"));
    let none = restore(shelf.path(), house.path(), None, true).await.unwrap_err();
    assert!(matches!(none, BackupError::NoBackup(_)), "{none}");
    assert_eq!(updates(house.path()).await, 2);
}

#[actix::test]
async fn a_backup_that_does_not_come_about_leaves_nothing() {
    let house = house(1).await;
    std::fs::write(house.path().join("analysis.db"), "not a database").unwrap();
    let shelf = tempfile::tempdir().unwrap();
    let error = backup(house.path(), shelf.path()).await.unwrap_err();
    assert!(error.to_string().contains("analysis.db"), "{error}");
    assert_eq!(on(&shelf), [".lock"]);
}

fn on(shelf: &tempfile::TempDir) -> Vec<std::ffi::OsString> {
    let mut there: Vec<_> = std::fs::read_dir(shelf).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    there.sort();
    there
}

#[actix::test]
async fn what_a_kill_left_of_a_backup_is_cleared_away_and_two_at_once_are_refused() {
    let (house, shelf) = (house(1).await, tempfile::tempdir().unwrap());
    std::fs::create_dir(shelf.path().join(format!("{PARTIAL}20260101T000000"))).unwrap();
    let held = std::fs::File::create(shelf.path().join(".lock")).unwrap();
    held.lock().unwrap();
    assert!(matches!(backup(house.path(), shelf.path()).await, Err(BackupError::UnderWay(_))));
    drop(held);
    let (made, _) = backup(house.path(), shelf.path()).await.unwrap();
    assert_eq!(on(&shelf), [".lock".as_ref(), made.file_name().unwrap()]);
}

/// A folder that is a backup by its name and manifest.
pub(super) fn shelve(shelf: &Path, name: &str, made_at: i64) {
    let manifest = Manifest { version: String::new(), made_at, bot_id: None, databases: Vec::new(), wishes: None };
    std::fs::create_dir(shelf.join(name)).unwrap();
    std::fs::write(shelf.join(name).join("manifest.json"), serde_json::to_vec(&manifest).unwrap()).unwrap();
}

/// Nobody's folders but our own are deleted, nor do they take the place of a backup.
#[test]
fn only_the_newest_are_kept() {
    let shelf = tempfile::tempdir().unwrap();
    for (name, made_at) in [
        ("balachka-20260101T000000Z", 1),
        ("balachka-20260103T000000Z-2", 4),
        ("balachka-20260103T000000Z", 3),
        ("balachka-20260102T000000Z", 2),
        ("balachka-20250101T000000Z-keep", 0),
        ("balachka-before-upgrade", 0),
    ] {
        shelve(shelf.path(), name, made_at);
    }
    std::fs::create_dir(shelf.path().join("balachka-config")).unwrap();
    std::fs::create_dir(shelf.path().join("balachka-20240101T000000Z")).unwrap();
    std::fs::write(shelf.path().join("balachka-notes.txt"), "mine").unwrap();
    let before = on(&shelf).len();
    assert_eq!(prune(shelf.path(), 2).unwrap().deleted, 2);
    let left: Vec<_> = backups(shelf.path()).unwrap().iter().map(|path| path.file_name().unwrap().to_owned()).collect();
    assert_eq!(left, ["balachka-20260103T000000Z", "balachka-20260103T000000Z-2"]);
    assert_eq!(on(&shelf).len(), before - 2);
}

#[actix::test]
async fn without_databases_nothing_is_made() {
    let place = tempfile::tempdir().unwrap();
    let missing = place.path().join("missing");
    let error = backup(&missing, &missing.join("backups")).await.unwrap_err();
    let missing_database = format!("journal.db was not backed up: {}", missing.join("journal.db").display());
    assert!(error.to_string().starts_with(&format!("{missing_database} does not exist")), "{error}");
    assert!(!missing.exists());
}

/// Whoever is not root makes files of their own alone, and has nothing to give.
#[actix::test]
async fn what_root_backs_up_and_restores_is_the_owners() {
    use std::os::unix::fs::{MetadataExt as _, chown};
    let (house, shelf) = (house(1).await, tempfile::tempdir().unwrap());
    if chown(house.path(), Some(4242), Some(4242)).is_err() {
        return;
    }
    let (copy, _) = backup(house.path(), shelf.path()).await.unwrap();
    let owner = |path: &Path| path.metadata().unwrap().uid();
    for path in
        [shelf.path(), &copy, &copy.join("journal.db"), &copy.join("manifest.json"), &shelf.path().join(".lock")]
    {
        assert_eq!(owner(path), 4242, "{}", path.display());
    }
    restore(&copy, house.path(), None, true).await.unwrap();
    assert_eq!(owner(&house.path().join("context.db")), 4242);
}
