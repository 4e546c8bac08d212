//! A small store that counts, and all that can befall it.

mod durability;
mod kept;

use std::{
    os::unix::fs::FileExt as _,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use sqlx::{ConnectOptions as _, Connection, SqliteConnection, sqlite::SqliteConnectOptions};

use super::*;
use crate::{
    AskError, Command,
    journal::{Journal, NewEntry, Place, Source, letters},
    sqlite::{self, Durability},
};
use events::Seq;
use runtime::{Limits, Supervisor};

const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Clone, Default)]
struct Plan {
    /// Update numbers that fail: odd ones panic, even ones break a constraint.
    poison: Vec<i64>,
    tries: Arc<AtomicU32>,
    /// So often the database looks damaged.
    looks_damaged: Arc<AtomicU32>,
}

/// Keeps the numbers of updates, in order.
struct Ledger {
    plan: Plan,
}

impl Store for Ledger {
    type Deps = Plan;

    const NAME: &'static str = "ledger";
    const DERIVED: bool = true;

    fn schema() -> Schema {
        let migrations = sqlx::migrate::Migrator::DEFAULT;
        Schema { name: "ledger", application_id: 99, durability: Durability::Order, cache_kib: 1024, migrations }
    }

    async fn load(plan: &Plan, conn: &mut SqliteConnection) -> Result<Self, StorageError> {
        sqlx::query("CREATE TABLE IF NOT EXISTS lines(n INTEGER CHECK (n >= 0))").execute(conn).await?;
        Ok(Self { plan: plan.clone() })
    }

    async fn erase(&mut self, _: &mut SqliteConnection, _: &Erasure) -> Result<(), StorageError> {
        Ok(())
    }

    async fn apply(&mut self, conn: &mut SqliteConnection, entries: &[Arc<Entry>]) -> Result<(), StorageError> {
        let more = |times: u32| times.checked_sub(1);
        if self.plan.looks_damaged.fetch_update(Ordering::SeqCst, Ordering::SeqCst, more).is_ok() {
            return Err(StorageError::Corrupt("it looks so".to_owned()));
        }
        for id in entries.iter().filter_map(|entry| entry.update_id) {
            let poisoned = self.plan.poison.contains(&id);
            if poisoned {
                self.plan.tries.fetch_add(1, Ordering::SeqCst);
                assert!(id % 2 == 0, "an odd one");
            }
            let number = if poisoned { -id } else { id };
            sqlx::query("INSERT INTO lines VALUES(?)").bind(number).execute(&mut *conn).await?;
        }
        Ok(())
    }
}

/// Adds a number to the ledger.
struct Line(i64);

impl Command<Ledger> for Line {
    type Answer = ();

    async fn execute(&self, _: &mut Ledger, conn: &mut SqliteConnection) -> Result<(), StorageError> {
        sqlx::query("INSERT INTO lines VALUES(?)").bind(self.0).execute(conn).await?;
        Ok(())
    }
}

struct House {
    supervisor: Supervisor,
    journal: Journal,
    store: StoreHandle<Ledger>,
}

async fn start(folder: &Path, plan: Plan) -> House {
    let supervisor = Supervisor::new(Limits::default());
    let journal = Journal::start(&supervisor, folder, 7);
    journal.opened().await;
    let store = StoreHandle::start(&supervisor, folder, &journal, plan);
    House { supervisor, journal, store }
}

impl House {
    async fn append(&self, ids: std::ops::Range<i64>) {
        let drafts = ids.map(|id| NewEntry::received(format!(r#"{{"update_id":{id},"poll":{{"id":"7"}}}}"#).into()));
        self.journal.append(drafts.collect()).await.unwrap();
    }

    async fn lines(&self) -> Vec<i64> {
        assert!(self.store.reached(self.journal.head(), PATIENCE).await, "the store does not catch up");
        let mut reader = self.store.reader().await.unwrap();
        sqlx::query_scalar("SELECT n FROM lines ORDER BY rowid").fetch_all(&mut *reader).await.unwrap()
    }

    async fn stop(self) {
        self.store.stop().await;
        self.journal.close().await.unwrap();
        self.journal.stop().await;
    }
}

fn numbers(range: std::ops::Range<i64>) -> Vec<i64> {
    range.collect()
}

#[actix::test]
async fn what_is_committed_while_it_is_down_is_caught_up_once() {
    let folder = tempfile::tempdir().unwrap();
    let house = start(folder.path(), Plan::default()).await;
    house.append(0..10).await;
    assert_eq!(house.lines().await, numbers(0..10));
    house.store.stop().await;
    house.append(10..1500).await;
    house.stop().await;

    let house = start(folder.path(), Plan::default()).await;
    house.append(1500..1510).await;
    assert_eq!(house.lines().await, numbers(0..1510));
}

#[actix::test]
async fn more_than_the_inbox_holds_is_read_from_the_journal() {
    let folder = tempfile::tempdir().unwrap();
    let house = start(folder.path(), Plan::default()).await;
    // Each weighs a tenth of the inbox, and all come faster than they are applied.
    let heavy = |id| {
        NewEntry::received(format!(r#"{{"update_id":{id},"poll":{{"id":"7"}},"x":"{}"}}"#, "x".repeat(300_000)).into())
    };
    for id in 0..60 {
        house.journal.append(vec![heavy(id)]).await.unwrap();
    }
    assert_eq!(house.lines().await, numbers(0..60));
}

#[actix::test]
async fn updates_at_fault_are_tried_three_times_and_set_aside_while_the_rest_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let plan = Plan { poison: vec![33, 70], ..Plan::default() };
    let house = start(folder.path(), plan).await;
    house.append(0..100).await;
    let expected: Vec<i64> = (0..100).filter(|id| ![33, 70].contains(id)).collect();
    assert_eq!(house.lines().await, expected);

    let mut conn = sqlite::open(folder.path(), &crate::journal::schema()).await.unwrap();
    let kept = letters(&mut conn).await.unwrap();
    let kept: Vec<_> = kept.iter().map(|letter| (letter.update_id, letter.stage.as_str(), letter.tries)).collect();
    assert_eq!(kept, [(Some(33), "ledger", 3), (Some(70), "ledger", 3)]);
}

#[actix::test]
async fn unreadable_updates_are_set_aside_and_passed() {
    let folder = tempfile::tempdir().unwrap();
    let house = start(folder.path(), Plan::default()).await;
    house.journal.append(vec![NewEntry::received(r#"{"update_id":5,"surprise":{}}"#.into())]).await.unwrap();
    house.append(6..7).await;
    assert!(house.lines().await.contains(&6));
    assert_eq!(house.journal.dead_letter_count().await.unwrap(), 1);
}

#[actix::test]
async fn a_bad_command_fails_alone_and_good_ones_are_durable() {
    let folder = tempfile::tempdir().unwrap();
    let house = start(folder.path(), Plan::default()).await;
    let answers = futures_util::future::join_all([1, -1, 2].map(|n| house.store.execute(Line(n)))).await;
    assert!(matches!(answers[1], Err(AskError::Failed(StorageError::Refused(_)))), "{answers:?}");
    assert!(answers[0].is_ok() && answers[2].is_ok());
    assert_eq!(house.lines().await, [1, 2]);
}

#[actix::test]
async fn a_deleted_store_is_built_anew_and_a_damaged_one_is_set_aside() {
    let folder = tempfile::tempdir().unwrap();
    let house = start(folder.path(), Plan::default()).await;
    house.append(0..20).await;
    house.lines().await;
    house.stop().await;
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(folder.path().join(format!("ledger.db{end}")));
    }
    let house = start(folder.path(), Plan::default()).await;
    assert_eq!(house.lines().await, numbers(0..20), "deleted");
    house.stop().await;

    let file = folder.path().join("ledger.db");
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[20..3000].fill(0x55);
    std::fs::write(&file, bytes).unwrap();
    let house = start(folder.path(), Plan::default()).await;
    assert_eq!(house.lines().await, numbers(0..20), "damaged");
    let names = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let aside =
        |name: &String| name.starts_with("ledger.db.damaged-") && !name.ends_with("-wal") && !name.ends_with("-shm");
    assert_eq!(names.filter(aside).count(), 1, "the damaged file is kept");
}

fn restarts(house: &House) -> u64 {
    house.supervisor.states().iter().map(|actor| actor.restarts).sum()
}

fn set_aside(folder: &Path) -> usize {
    let names = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let logs = ["-wal", "-shm"];
    names.filter(|it| it.starts_with("ledger.db.damaged-") && !logs.iter().any(|end| it.ends_with(end))).count()
}

#[actix::test]
async fn damage_that_no_check_finds_is_checked_once_and_then_mended() {
    for (times, mended) in [(1, 0), (2, 1)] {
        let folder = tempfile::tempdir().unwrap();
        let house = start(folder.path(), Plan::default()).await;
        house.append(0..20).await;
        house.lines().await;
        house.stop().await;
        let house = start(folder.path(), Plan { looks_damaged: AtomicU32::new(times).into(), ..Plan::default() }).await;
        house.append(20..30).await;
        assert_eq!(house.lines().await, numbers(0..30));
        assert_eq!(set_aside(folder.path()), mended);
        assert_eq!((restarts(&house), house.supervisor.gave_up()), (0, None));
    }
}

/// A directory in its place: a file that cannot be opened, for whoever.
#[actix::test]
async fn a_store_that_cannot_be_opened_is_tried_until_it_can() {
    let folder = tempfile::tempdir().unwrap();
    let house = start(folder.path(), Plan::default()).await;
    house.append(0..20).await;
    house.lines().await;
    house.stop().await;
    let (file, away) = (folder.path().join("ledger.db"), folder.path().join("away"));
    std::fs::rename(&file, &away).unwrap();
    std::fs::create_dir(&file).unwrap();

    let alarms = || runtime::metrics::STORE_ALARMS.with_label_values(&["ledger", "shut"]).get();
    let before = alarms();
    let house = start(folder.path(), Plan::default()).await;
    let why = house.store.tried().await.unwrap_err();
    assert!(matches!(&why, StorageError::Unopened(path) if path.ends_with("ledger.db")), "{why}");
    house.append(20..30).await;
    let asked = std::time::Instant::now();
    let refused = house.store.execute(Line(77)).await.unwrap_err();
    assert!(matches!(&refused, AskError::Failed(error) if *error == why), "{refused}");
    assert!(asked.elapsed() < Duration::from_secs(2), "whoever asks is not kept waiting");
    assert_eq!(house.store.shut(), Some(Shut::Failing(why)));

    std::fs::remove_dir(&file).unwrap();
    std::fs::rename(&away, &file).unwrap();
    assert_eq!(house.lines().await, numbers(0..30));
    assert_eq!((house.store.shut(), alarms()), (None, before + 1), "it is told once");
    assert_eq!((restarts(&house), house.supervisor.gave_up()), (0, None));
}

#[actix::test]
async fn a_recovery_that_was_cut_short_is_finished() {
    let folder = tempfile::tempdir().unwrap();
    let house = start(folder.path(), Plan::default()).await;
    house.append(0..20).await;
    house.lines().await;
    house.stop().await;
    let mut journal = sqlite::open(folder.path(), &crate::journal::schema()).await.unwrap();
    sqlx::query("DELETE FROM updates").execute(&mut journal).await.unwrap();
    journal.close().await.unwrap();
    let ready = folder.path().join(".ledger.recovered");
    std::fs::create_dir(&ready).unwrap();
    std::fs::rename(folder.path().join("ledger.db"), ready.join("ledger.db")).unwrap();

    let house = start(folder.path(), Plan::default()).await;
    assert_eq!(house.lines().await, numbers(0..20));
    assert!(!ready.exists());
    house.stop().await;
    // What is there already is not replaced.
    std::fs::create_dir(&ready).unwrap();
    std::fs::write(ready.join("ledger.db"), "half a copy").unwrap();
    let house = start(folder.path(), Plan::default()).await;
    assert_eq!(house.lines().await, numbers(0..20));
    assert!(!ready.exists());
}

#[actix::test]
async fn damage_that_lets_no_reader_in_is_found_and_mended() {
    let folder = tempfile::tempdir().unwrap();
    let house = start(folder.path(), Plan::default()).await;
    house.append(0..20).await;
    house.store.durable().await.unwrap();
    let file = folder.path().join("ledger.db");
    let mut beside = SqliteConnectOptions::new().filename(&file).connect().await.unwrap();
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut beside).await.unwrap();
    drop(beside);
    let disk = std::fs::File::options().write(true).open(&file).unwrap();
    disk.write_all_at(&[0x55; 2980], 20).unwrap();
    let damage = house.store.check().await.unwrap();
    assert!(damage.is_some());
    house.append(20..30).await;
    assert_eq!(house.lines().await, numbers(0..30));
}

#[actix::test]
async fn a_bookmark_ahead_of_the_journal_is_an_alarm_and_nothing_new_is_missed() {
    let folder = tempfile::tempdir().unwrap();
    let house = start(folder.path(), Plan::default()).await;
    house.append(0..20).await;
    house.lines().await;
    house.stop().await;
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(folder.path().join(format!("journal.db{end}")));
    }
    let alarms = || runtime::metrics::STORE_ALARMS.with_label_values(&["ledger", "ahead"]).get();
    let before = alarms();
    let house = start(folder.path(), Plan::default()).await;
    assert!(house.store.reached(Seq(20), PATIENCE).await);
    assert_eq!(alarms(), before + 1);
    house.append(20..30).await;
    assert_eq!(house.lines().await, numbers(0..30));
    assert_eq!(house.journal.head(), Seq(30));
}

#[actix::test]
async fn a_retried_letter_is_applied_by_the_store_it_is_for() {
    let folder = tempfile::tempdir().unwrap();
    let house = start(folder.path(), Plan { poison: vec![4], ..Plan::default() }).await;
    house.append(3..6).await;
    assert_eq!(house.lines().await, [3, 5]);
    house.stop().await;

    let mut conn = sqlite::open(folder.path(), &crate::journal::schema()).await.unwrap();
    sqlx::query("UPDATE dead_letters SET stage = 'another' WHERE update_id = 4").execute(&mut conn).await.unwrap();
    let id = letters(&mut conn).await.unwrap()[0].id;
    assert!(crate::journal::retry_letter(&mut conn, id).await.unwrap());
    conn.close().await.unwrap();
    let house = start(folder.path(), Plan::default()).await;
    assert_eq!(house.lines().await, [3, 5], "it is for another store");
    assert_eq!(house.store.bookmark(), Some(Seq(4)));
}

#[actix::test]
async fn asking_for_durability_tells_a_durable_place() {
    let folder = tempfile::tempdir().unwrap();
    let house = start(folder.path(), Plan::default()).await;
    house.append(0..20).await;
    house.lines().await;
    assert_eq!(house.store.durable().await.unwrap(), Seq(20));
}
