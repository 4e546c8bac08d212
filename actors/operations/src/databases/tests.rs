//! Each page of each database, zeroed: at rest and under way where it can be built anew.

use std::{
    collections::BTreeMap,
    os::unix::fs::FileExt as _,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use analysis::Analysis;
use context::Context;
use events::PersonId;
use language::{analyzer::Analyzer, zone::Zones};
use personalization::Personalization;
use runtime::{Limits, Supervisor};
use storage::{
    journal::{self, Journal, NewEntry},
    sqlite::{self, Schema, StorageError},
    store::{SomeStore, StoreLocation},
};

const PAGE: u64 = 4096;
const PATIENCE: Duration = Duration::from_secs(20);
const BOT: PersonId = PersonId(999);
const SCHEMAS: [fn() -> Schema; 3] = [context::schema, analysis::schema, personalization::schema];

struct House {
    supervisor: Supervisor,
    journal: Journal,
    stores: Vec<SomeStore>,
}

async fn start(folder: &Path, shelf: &Path) -> House {
    let supervisor = Supervisor::new(Limits::default());
    let journal = Journal::start(&supervisor, folder, BOT.0);
    journal.opened().await;
    let shelf = shelf.to_owned();
    let home = StoreLocation::new(folder, move |file| vec![shelf.join(file)]);
    let context = Context::start(&supervisor, home.clone(), &journal, BOT);
    let analysis = Analysis::start(&supervisor, home.clone(), &journal, Analyzer::default());
    let people = Personalization::start(&supervisor, home, &journal, BOT, Analyzer::default(), Zones::default());
    House { supervisor, journal, stores: vec![context.store(), analysis.store(), people.store()] }
}

impl House {
    async fn append(&self, ids: std::ops::Range<i64>) {
        self.journal.append(ids.map(|id| NewEntry::received(update(id).into())).collect()).await.unwrap();
        self.reached().await;
    }

    async fn reached(&self) {
        for store in &self.stores {
            let reached = store.reached(self.journal.head(), PATIENCE).await;
            assert!(reached, "{} does not get on: {:?}", store.name(), store.shut());
        }
    }

    /// The check at night finds what nobody has read yet.
    async fn sound(&self) {
        let begun = Instant::now();
        for store in &self.stores {
            while store.check().await != Ok(None) {
                assert!(begun.elapsed() < PATIENCE, "{} stays damaged", store.name());
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        }
        self.reached().await;
    }

    async fn stop(self) {
        for store in &self.stores {
            store.close().await.unwrap();
        }
        self.journal.close().await.unwrap();
        self.supervisor.stop_all().await;
        assert_eq!(self.supervisor.gave_up(), None);
        assert!(self.supervisor.states().iter().all(|actor| actor.restarts == 0));
    }
}

/// Messages of a few people, an edit, a reaction; somebody who wants nothing kept, and somebody who is forgotten.
fn update(id: i64) -> String {
    let person = |id: i64| format!(r#"{{"id":{},"is_bot":false,"first_name":"Людина {id}"}}"#, 10 + id % 5);
    let chat = r#"{"id":-1001,"type":"supergroup","title":"Кухня"}"#;
    let date = 1_700_000_000 + id * 600;
    match id {
        20 => r#"{"balachka_optout":{"person":13,"out":true}}"#.to_owned(),
        21 => format!(r#"{{"balachka_erase":{{"person":14,"before":{date}}}}}"#),
        22 => format!(
            r#"{{"update_id":{id},"edited_message":{{"message_id":2,"date":1700001200,"edit_date":{date},"chat":{chat},"from":{},"text":"виправлене"}}}}"#,
            person(2)
        ),
        23 => format!(
            r#"{{"update_id":{id},"message_reaction":{{"chat":{chat},"message_id":3,"user":{},"date":{date},"old_reaction":[],"new_reaction":[{{"type":"emoji","emoji":"❤"}}]}}}}"#,
            person(1)
        ),
        _ => format!(
            r#"{{"update_id":{id},"message":{{"message_id":{id},"date":{date},"chat":{chat},"from":{},"text":"Слово {id}, дуже радію, бо борщ смачний 😀"}}}}"#,
            person(id)
        ),
    }
}

/// A data directory with a history, of which the journal has forgotten the beginning, and copies of the stores that are
/// older than its end.
async fn history(folder: &Path, shelf: &Path) {
    let house = start(folder, shelf).await;
    house.append(1..60).await;
    house.stop().await;
    for schema in SCHEMAS.map(|schema| schema()) {
        #[expect(clippy::disallowed_methods, reason = "nobody writes to it")]
        std::fs::copy(schema.path(folder), schema.path(shelf)).unwrap();
    }
    let house = start(folder, shelf).await;
    house.append(60..90).await;
    house.stop().await;
    let mut journal = sqlite::open(folder, &journal::schema()).await.unwrap();
    sqlx::query("DELETE FROM updates WHERE seq < 30").execute(&mut journal).await.unwrap();
    sqlite::close(journal).await;
}

fn copy_of(folder: &Path) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    for file in std::fs::read_dir(folder).unwrap().map(|file| file.unwrap()) {
        #[expect(clippy::disallowed_methods, reason = "nobody writes to it")]
        std::fs::copy(file.path(), copy.path().join(file.file_name())).unwrap();
    }
    copy
}

/// How many rows each table has, but for those that SQLite and its search keep for themselves.
async fn rows(folder: &Path) -> BTreeMap<String, i64> {
    let mut rows = BTreeMap::new();
    for schema in SCHEMAS.map(|schema| schema()) {
        let mut conn = sqlite::beside(&schema.path(folder)).await.unwrap();
        let tables =
            "SELECT name FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name";
        let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(&mut conn).await.unwrap();
        for table in tables {
            let count = format!("SELECT count(*) FROM \"{table}\"");
            let count = sqlx::query_scalar(sqlx::AssertSqlSafe(count)).fetch_one(&mut conn).await.unwrap();
            rows.insert(format!("{}.{table}", schema.name), count);
        }
        sqlite::close(conn).await;
    }
    rows
}

fn zero(file: PathBuf, page: u64) {
    let file = std::fs::File::options().write(true).open(file).unwrap();
    file.write_all_at(&[0; PAGE as usize], (page - 1) * PAGE).unwrap();
}

/// What all stores hold once `damage` was done to them, and then a few more messages came.
async fn afterwards(folder: &Path, shelf: &Path, at_rest: bool, damage: impl Fn(&Path)) -> BTreeMap<String, i64> {
    let copy = copy_of(folder);
    if at_rest {
        damage(copy.path());
    }
    let house = start(copy.path(), shelf).await;
    if !at_rest {
        house.reached().await;
        damage(copy.path());
    }
    house.append(90..95).await;
    house.sound().await;
    house.stop().await;
    rows(copy.path()).await
}

async fn any_page_may_be_zeroed(at_rest: bool) {
    let (folder, shelf) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    history(folder.path(), shelf.path()).await;
    let expected = afterwards(folder.path(), shelf.path(), at_rest, |_| {}).await;
    assert!(expected["context.messages"] > 80 && expected["context.opted_out"] == 1, "{expected:?}");
    for schema in SCHEMAS.map(|schema| schema()) {
        let pages = schema.path(folder.path()).metadata().unwrap().len() / PAGE;
        assert!(pages > 10, "{pages}");
        for page in 1..=pages {
            eprintln!("{} page {page}", schema.name);
            let damage = |folder: &Path| zero(schema.path(folder), page);
            let found = afterwards(folder.path(), shelf.path(), at_rest, damage).await;
            assert_eq!(found, expected, "{} page {page}", schema.name);
        }
    }
}

#[actix::test]
async fn any_page_that_is_zeroed_at_rest_comes_back_from_the_backup_and_the_journal() {
    any_page_may_be_zeroed(true).await;
}

#[actix::test]
async fn any_page_that_is_zeroed_under_way_comes_back_from_the_backup_and_the_journal() {
    any_page_may_be_zeroed(false).await;
}

/// These two cannot be built anew, so the service ends with the file's name: nothing of them may pass for sound.
#[actix::test]
async fn any_zeroed_page_of_the_journal_or_the_outbox_is_told_as_damage_of_that_file() {
    let (folder, shelf) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let house = start(folder.path(), shelf.path()).await;
    house.append(1..60).await;
    house.stop().await;
    for schema in [journal::schema(), conversation::schema()] {
        let mut conn = sqlite::open(folder.path(), &schema).await.unwrap();
        // Free pages have nothing to lose.
        sqlx::query("VACUUM").execute(&mut conn).await.unwrap();
        sqlite::close(conn).await;
        let file = format!("{}.db", schema.name);
        for page in 1..=schema.path(folder.path()).metadata().unwrap().len() / PAGE {
            let copy = copy_of(folder.path());
            zero(schema.path(copy.path()), page);
            let told = sqlite::open_sound(copy.path(), &schema).await.err();
            let is_damage = matches!(&told, Some(StorageError::Corrupt(why)) if why.contains(&file));
            assert!(is_damage, "{file} page {page}: {told:?}");
        }
    }
}
