//! Which commits wait for the disk, where only those of commands need to.

use super::*;

/// <https://www.sqlite.org/pragma.html#pragma_synchronous>
const NORMAL: i64 = 1;
const FULL: i64 = 2;

/// Keeps how each of its transactions is written to the disk.
struct Watcher;

impl Store for Watcher {
    type Deps = ();

    const NAME: &'static str = "watcher";
    const DERIVED: bool = true;

    fn schema() -> Schema {
        let migrations = sqlx::migrate::Migrator::DEFAULT;
        Schema { name: "watcher", application_id: 98, durability: Durability::EachCommand, cache_kib: 1024, migrations }
    }

    async fn load((): &(), conn: &mut SqliteConnection) -> Result<Self, StorageError> {
        sqlx::query("CREATE TABLE IF NOT EXISTS seen(synchronous INTEGER)").execute(conn).await?;
        Ok(Self)
    }

    async fn erase(&mut self, _: &mut SqliteConnection, _: &Erasure) -> Result<(), StorageError> {
        Ok(())
    }

    async fn apply(&mut self, conn: &mut SqliteConnection, _: &[Arc<Entry>]) -> Result<(), StorageError> {
        look(conn).await
    }
}

async fn look(conn: &mut SqliteConnection) -> Result<(), StorageError> {
    let synchronous: i64 = sqlx::query_scalar("PRAGMA synchronous").fetch_one(&mut *conn).await?;
    sqlx::query("INSERT INTO seen VALUES (?)").bind(synchronous).execute(conn).await?;
    Ok(())
}

struct Look;

impl Command<Watcher> for Look {
    type Answer = ();

    async fn execute(&self, _: &mut Watcher, conn: &mut SqliteConnection) -> Result<(), StorageError> {
        look(conn).await
    }
}

#[actix::test]
async fn only_commits_of_commands_wait_for_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let supervisor = Supervisor::new(Limits::default());
    let journal = Journal::start(&supervisor, folder.path(), 7);
    journal.opened().await;
    let store: StoreHandle<Watcher> = StoreHandle::start(&supervisor, folder.path(), &journal, ());
    for id in 0..2 {
        let update = format!(r#"{{"update_id":{id},"poll":{{"id":"7"}}}}"#);
        journal.append(vec![NewEntry::received(update.into())]).await.unwrap();
        assert!(store.reached(journal.head(), PATIENCE).await);
        store.execute(Look).await.unwrap();
        store.execute(Look).await.unwrap();
    }
    let mut reader = store.reader().await.unwrap();
    let seen: Vec<i64> =
        sqlx::query_scalar("SELECT synchronous FROM seen ORDER BY rowid").fetch_all(&mut *reader).await.unwrap();
    assert_eq!(seen, [NORMAL, FULL, FULL, NORMAL, FULL, FULL]);
}
