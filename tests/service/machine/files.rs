//! Databases that were damaged while the service was down.

use std::{iter::StepBy, ops::Range, os::unix::fs::FileExt, path::PathBuf};

use playground::{ChatKind, NewChat};
use sqlx::{ConnectOptions, Connection, SqliteConnection, sqlite::SqliteConnectOptions};

use super::{Machine, all_there};
use crate::rig::{Rig, eventually};

const PAGE: usize = 4096;

/// Which pages, of so many.
type Zeroed<'a> = &'a dyn Fn(usize) -> StepBy<Range<usize>>;

const DATABASES: [&str; 5] = ["journal.db", "context.db", "analysis.db", "personalization.db", "outbox.db"];

/// A service that was killed with everything in its logs: 60 messages, a command and its answer.
async fn killed() -> Rig {
    killed_once(async |_| {}).await
}

/// As [`killed`], once that has happened.
async fn killed_once(happened: impl AsyncFnOnce(&Rig)) -> Rig {
    let mut rig = Rig::world().await;
    rig.run(&[]);
    for nth in 0..60 {
        rig.say(rig.olena, &format!("слово {nth}"));
    }
    let call = rig.say(rig.taras, "/help");
    rig.answer_to(call).await;
    rig.settled().await;
    happened(&rig).await;
    rig.kill();
    rig
}

fn file(rig: &Rig, database: &str, end: &str) -> PathBuf {
    rig.data().join(format!("{database}{end}"))
}

fn change(path: PathBuf, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = std::fs::read(&path).unwrap();
    change(&mut bytes);
    std::fs::write(path, bytes).unwrap();
}

/// Whoever calls is answered, once, whatever the files were like.
async fn goes_on(rig: &mut Rig) {
    rig.run(&[]);
    let call = rig.say(rig.taras, "/help");
    rig.answer_to(call).await;
    rig.settled().await;
    assert_eq!(rig.answers_to(call).len(), 1);
}

#[actix_web::test]
async fn without_its_shared_memory_files_nothing_is_missing() {
    let mut rig = killed().await;
    for database in DATABASES {
        std::fs::remove_file(file(&rig, database, "-shm")).unwrap();
    }
    goes_on(&mut rig).await;
    all_there(&rig, 62);
}

/// The journal has what the stores lost.
#[actix_web::test]
async fn stores_that_lost_their_logs_catch_up() {
    type Damage = fn(&mut Vec<u8>);
    let cut: Damage = |bytes| bytes.truncate(bytes.len() / 2 + 77);
    let flip: Damage = |bytes| {
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x10;
    };
    let lose: Damage = |bytes| bytes.clear();
    for damage in [cut, flip, lose] {
        let mut rig = killed().await;
        for database in ["context.db", "analysis.db", "personalization.db"] {
            change(file(&rig, database, "-wal"), damage);
        }
        goes_on(&mut rig).await;
        all_there(&rig, 62);
    }
}

/// What the journal lost, the stores have; each loss is told, and nothing that is new is missed.
#[actix_web::test]
async fn a_journal_that_lost_its_log_is_an_alarm() {
    let mut rig = killed().await;
    change(file(&rig, "journal.db", "-wal"), |bytes| bytes.truncate(bytes.len() / 2 + 77));
    goes_on(&mut rig).await;
    assert!(rig.log().contains("ALARM"), "{}", rig.log());
    all_there(&rig, 62);
}

/// No database knows what it had; a note beside them does.
#[actix_web::test]
async fn all_logs_deleted_at_once_are_an_alarm() {
    let mut rig = killed_once(async |rig| {
        let seq = rig.metric("balachka_journal_seq").await.unwrap();
        let note = rig.data().join("journal.mark");
        let noted = async || std::fs::read_to_string(&note).ok()?.trim().parse::<f64>().ok();
        eventually("it is noted", async || noted().await.filter(|noted| *noted >= seq)).await;
    })
    .await;
    for database in DATABASES {
        for end in ["-wal", "-shm"] {
            std::fs::remove_file(file(&rig, database, end)).unwrap();
        }
    }
    goes_on(&mut rig).await;
    assert_eq!(rig.metric(r#"balachka_store_alarms_total{alarm="lost",store="journal"}"#).await, Some(1.0));
    assert!(rig.log().contains("ALARM: the journal lost entries"), "{}", rig.log());
}

/// Seconds until it is four in the morning in Kyiv, or later in that hour.
fn until_four() -> i64 {
    let now = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs() as i64;
    let zone = language::zone::Zone::named("Europe/Kyiv").unwrap();
    (0..24).map(|hours| hours * 3600).find(|offset| zone.hour(now + offset) == 4).unwrap()
}

/// Every other page of a part of a store is zeroed. The check at night finds it, whoever asks or not; with a backup and
/// the journal, the store is as it was, even where the journal has forgotten what the backup holds.
#[actix_web::test]
async fn zeroed_pages_of_a_store_are_found_at_night_and_the_store_is_recovered() {
    let half = |pages: usize| (pages / 2..pages).step_by(2);
    // Of a schema without its leaves nobody is even given a reader.
    let all_but_the_first = |pages: usize| (1..pages).step_by(1);
    let cases: [(&str, bool, Zeroed); 5] = [
        ("context", true, &half),
        ("context", false, &half),
        ("context", true, &all_but_the_first),
        ("analysis", true, &half),
        ("personalization", false, &half),
    ];
    for (store, backed_up, zeroed) in cases {
        let mut rig = killed().await;
        let machine = Machine::new(&rig, "");
        let shelf = rig.folder().join("shelf");
        if backed_up {
            rig.run(&[]);
            assert!(rig.balachka(&["backup", "--out", shelf.to_str().unwrap()]).status.success());
            rig.say(rig.taras, "після копії");
            rig.settled().await;
            assert!(rig.stop().await.success());
            let mut journal = open(&rig, "journal.db").await;
            sqlx::query("DELETE FROM updates WHERE seq < 30").execute(&mut journal).await.unwrap();
            journal.close().await.unwrap();
        }
        let nightly = [("BALACHKA__HOUSEKEEPING__EVERY_SECS", "1"), ("BALACHKA__BACKUP__DIR", shelf.to_str().unwrap())];
        rig.run(&machine.variables_and(&nightly));
        rig.settled().await;
        let database = format!("{store}.db");
        damage(&rig, &database, zeroed).await;
        machine.set_clock(until_four());
        let set_aside = format!(r#"balachka_store_alarms_total{{alarm="set_aside",store="{store}"}}"#);
        eventually("it is set aside", async || rig.metric(&set_aside).await.filter(|alarms| *alarms == 1.0)).await;
        rig.say(rig.taras, "ще одне");
        rig.settled().await;
        machine.set_clock(0);
        let told = if backed_up { 63 } else { 62 };
        all_there(&rig, told);
    }
}

/// Pages that every start reads, of all stores that can be built anew, at once.
#[actix_web::test]
async fn pages_that_opening_reads_are_recovered_at_the_start() {
    for table in ["bookmark", "erasures", "opted_out", "_sqlx_migrations"] {
        let mut rig = killed().await;
        let shelf = rig.folder().join("shelf");
        rig.run(&[]);
        assert!(rig.balachka(&["backup", "--out", shelf.to_str().unwrap()]).status.success());
        rig.say(rig.taras, "після копії");
        rig.settled().await;
        assert!(rig.stop().await.success());
        for database in ["context.db", "analysis.db", "personalization.db"] {
            let mut conn = open(&rig, database).await;
            let root = "SELECT rootpage FROM sqlite_schema WHERE name = ?";
            let root: i64 = sqlx::query_scalar(root).bind(table).fetch_one(&mut conn).await.unwrap();
            conn.close().await.unwrap();
            let root = usize::try_from(root).unwrap() - 1;
            damage(&rig, database, &|_| (root..root + 1).step_by(1)).await;
        }
        rig.run(&[("BALACHKA__BACKUP__DIR", shelf.to_str().unwrap())]);
        let call = rig.say(rig.taras, "/help");
        rig.answer_to(call).await;
        rig.settled().await;
        for store in ["context", "analysis", "personalization"] {
            let set_aside = format!(r#"balachka_store_alarms_total{{alarm="set_aside",store="{store}"}}"#);
            assert_eq!(rig.metric(&set_aside).await, Some(1.0), "{table} of {store}");
        }
        all_there(&rig, 63);
    }
}

/// What cannot be built anew is damaged while the service works: it says so everywhere, ends, and does not begin again as
/// if nothing were wrong.
#[actix_web::test]
async fn a_journal_or_outbox_that_is_damaged_ends_the_service() {
    for (database, name) in [("journal.db", "journal"), ("outbox.db", "conversation")] {
        let mut rig = Rig::world().await;
        let private = NewChat { title: String::new(), kind: ChatKind::Private, member_ids: vec![rig.olena] };
        let own = rig.world.open_chat(private).unwrap();
        let admins = [("ADMIN_IDS", &*rig.olena.to_string()), ("BOT_LANGUAGE", "en")].map(|(k, v)| (k, v.to_owned()));
        let admins = admins.each_ref().map(|(name, value)| (*name, value.as_str()));
        rig.run(&admins);
        rig.say(rig.olena, "слово");
        rig.settled().await;
        change_a_little(&rig, database).await;
        damage(&rig, database, &|pages| (1..pages).step_by(1)).await;
        let slow = serde_json::json!({ "method": "sendMessage", "times": 20, "fault": { "kind": "slow", "ms": 1500 } });
        rig.world.order_fault(serde_json::from_value(slow).unwrap()).unwrap();
        rig.say(rig.taras, "/help");
        eventually("it is not ready", async || {
            let (status, reasons) = rig.get("/readyz").await;
            (status == 503 && reasons.contains(&format!("the database of {name} is damaged"))).then_some(())
        })
        .await;
        let damaged = format!(r#"balachka_store_alarms_total{{alarm="damaged",store="{name}"}}"#);
        assert_eq!(rig.metric(&damaged).await, Some(1.0));
        assert_eq!(rig.ended().await.code(), Some(70), "{}", rig.log());
        let told = rig.sent().into_iter().filter(|it| it["chat_id"] == own);
        let told: Vec<_> =
            told.map(|it| it["text"].to_string()).filter(|it| it.contains("Only a backup helps")).collect();
        assert_eq!(told.len(), 1, "{told:?}");

        let refused = rig.balachka(&["run", "--http", "127.0.0.1:0"]);
        let talk = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert_eq!(refused.status.code(), Some(1), "{talk}");
        assert!(talk.contains(database) && talk.contains("restore it from a backup"), "{talk}");
    }
}

/// A commit of another connection, after which the service reads pages anew.
pub(super) async fn change_a_little(rig: &Rig, database: &str) {
    let mut conn = open(rig, database).await;
    let version: i64 = sqlx::query_scalar("PRAGMA user_version").fetch_one(&mut conn).await.unwrap();
    let set = format!("PRAGMA user_version = {version}");
    sqlx::query(sqlx::AssertSqlSafe(set)).execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
}

/// Zeroes pages of the file beside the service, which has them in no cache of its own yet.
async fn damage(rig: &Rig, database: &str, zeroed: Zeroed<'_>) {
    let mut conn = open(rig, database).await;
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
    let pages = std::fs::metadata(file(rig, database, "")).unwrap().len() as usize / PAGE;
    let disk = std::fs::File::options().write(true).open(file(rig, database, "")).unwrap();
    for page in zeroed(pages) {
        disk.write_all_at(&[0; PAGE], (page * PAGE) as u64).unwrap();
    }
}

async fn open(rig: &Rig, database: &str) -> SqliteConnection {
    SqliteConnectOptions::new().filename(file(rig, database, "")).connect().await.unwrap()
}

#[actix_web::test]
async fn databases_of_others_and_of_later_versions_stop_the_start_in_words() {
    for (pragma, words) in [
        ("PRAGMA application_id = 5", "is not a database of this kind"),
        (
            "INSERT INTO _sqlx_migrations VALUES(9000, 'later', 0, 1, x'00', 0)",
            "was made by a newer version of Balachka",
        ),
    ] {
        for database in DATABASES {
            let rig = killed().await;
            spoil(&rig, database, pragma).await;
            let before = std::fs::read(file(&rig, database, "")).unwrap();
            let refused = rig.balachka(&["run", "--http", "127.0.0.1:0"]);
            let talk = String::from_utf8_lossy(&refused.stderr).into_owned();
            assert_eq!(refused.status.code(), Some(1), "{database}: {talk}");
            assert!(talk.contains(&format!("{database} {words}")), "{database}: {talk}");
            let after = std::fs::read(file(&rig, database, "")).unwrap();
            assert!(
                after == before,
                "{database} was changed: {:?}",
                after.iter().zip(&before).position(|(a, b)| a != b)
            );
        }
    }
}

async fn spoil(rig: &Rig, database: &str, sql: &'static str) {
    let mut conn = open(rig, database).await;
    sqlx::query(sql).execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
}
