//! Commands that go through a log that several machines share.

use serde::{Deserialize, Serialize};

use super::*;
use crate::fixtures::SharedLog;
use events::{ChatId, PersonId};

const OLENA: PersonId = PersonId(7);

/// Keeps what people want noted, and the numbers of updates.
struct Diary {
    looks_damaged: Arc<AtomicU32>,
}

impl Store for Diary {
    type Deps = Arc<AtomicU32>;

    const NAME: &'static str = "diary";
    const DERIVED: bool = false;
    const SEES_ALL: bool = true;
    const KEPT: &'static [KeptKind<Self>] = &[KeptKind::of::<Note>()];

    fn schema() -> Schema {
        let migrations = sqlx::migrate::Migrator::DEFAULT;
        Schema { name: "diary", application_id: 97, durability: Durability::EachCommand, cache_kib: 1024, migrations }
    }

    async fn load(looks_damaged: &Self::Deps, conn: &mut SqliteConnection) -> Result<Self, StorageError> {
        let table = "CREATE TABLE IF NOT EXISTS notes(id INTEGER PRIMARY KEY, person INTEGER, at INTEGER, \
                     text TEXT CHECK (text <> 'bad'))";
        sqlx::query(table).execute(conn).await?;
        Ok(Self { looks_damaged: Arc::clone(looks_damaged) })
    }

    async fn erase(&mut self, conn: &mut SqliteConnection, erasure: &Erasure) -> Result<(), StorageError> {
        sqlx::query("DELETE FROM notes WHERE person = ?").bind(erasure.person.0).execute(conn).await?;
        Ok(())
    }

    async fn apply(&mut self, conn: &mut SqliteConnection, entries: &[Arc<Entry>]) -> Result<(), StorageError> {
        for entry in entries {
            assert!(!matches!(entry.event(), Ok(events::Event::Command(_))), "it is not shown commands");
            let text = if entry.update_id == Some(13) { "bad" } else { "update" };
            let sql = "INSERT INTO notes (id, at, text) VALUES (?, 0, ?)";
            sqlx::query(sql).bind(entry.seq.0).bind(text).execute(&mut *conn).await?;
        }
        Ok(())
    }
}

/// Notes something; answers what was noted, and as which row.
#[derive(Serialize, Deserialize)]
struct Note {
    person: PersonId,
    text: String,
    now: i64,
    #[serde(skip)]
    id: Option<i64>,
}

impl Note {
    fn of(person: PersonId, text: &str, now: i64) -> Self {
        Self { person, text: text.to_owned(), now, id: None }
    }
}

impl Command<Diary> for Note {
    type Answer = (Option<i64>, String);

    async fn execute(&self, diary: &mut Diary, conn: &mut SqliteConnection) -> Result<Self::Answer, StorageError> {
        let more = |times: u32| times.checked_sub(1);
        if diary.looks_damaged.fetch_update(Ordering::SeqCst, Ordering::SeqCst, more).is_ok() {
            return Err(StorageError::Corrupt("it looks so".to_owned()));
        }
        let sql = "INSERT INTO notes (id, person, at, text) VALUES (?, ?, ?, ?)";
        sqlx::query(sql).bind(self.id).bind(self.person.0).bind(self.now).bind(&self.text).execute(conn).await?;
        Ok((self.id, self.text.clone()))
    }
}

impl KeptCommand<Diary> for Note {
    const KIND: &'static str = "note";

    fn at(&self) -> i64 {
        self.now
    }

    fn chat(&self) -> Option<ChatId> {
        Some(ChatId(-5))
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }

    fn set_place(&mut self, place: Seq) {
        self.id = Some(place.0);
    }
}

/// The same, for whoever needs no answer.
#[derive(Serialize, Deserialize)]
struct Jot(String);

impl Command<Diary> for Jot {
    type Answer = ();

    async fn execute(&self, _: &mut Diary, conn: &mut SqliteConnection) -> Result<(), StorageError> {
        sqlx::query("INSERT INTO notes (at, text) VALUES (1, ?)").bind(&self.0).execute(conn).await?;
        Ok(())
    }
}

impl KeptCommand<Diary> for Jot {
    const KIND: &'static str = "jot";

    fn at(&self) -> i64 {
        1
    }
}

struct Node {
    journal: Journal,
    diary: StoreHandle<Diary>,
    looks_damaged: Arc<AtomicU32>,
    _supervisor: Supervisor,
    _folder: tempfile::TempDir,
}

impl Node {
    async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let supervisor = Supervisor::new(Limits::default());
        let journal = Journal::start(&supervisor, folder.path(), 7);
        journal.opened().await;
        let looks_damaged = Arc::<AtomicU32>::default();
        let diary = StoreHandle::start(&supervisor, folder.path(), &journal, Arc::clone(&looks_damaged));
        diary.opened().await;
        Self { journal, diary, looks_damaged, _supervisor: supervisor, _folder: folder }
    }

    /// Another machine that takes over what the log has, in steps of so many entries.
    async fn taking_over(log: &SharedLog, at_once: usize) -> Self {
        let node = Self::start().await;
        for part in log.entries().chunks(at_once) {
            node.journal.take_in(part.to_vec()).await.unwrap();
            assert!(node.diary.reached(node.journal.head(), PATIENCE).await);
        }
        node
    }

    async fn notes(&self) -> Vec<(i64, i64, String)> {
        assert!(self.diary.reached(self.journal.head(), PATIENCE).await, "the store does not catch up");
        let mut reader = self.diary.reader().await.unwrap();
        sqlx::query_as("SELECT id, at, text FROM notes ORDER BY id").fetch_all(&mut *reader).await.unwrap()
    }
}

fn update_of(id: i64) -> NewEntry {
    NewEntry::received(format!(r#"{{"update_id":{id},"poll":{{"id":"7"}}}}"#).into())
}

fn note(id: i64, at: i64, text: &str) -> (i64, i64, String) {
    (id, at, text.to_owned())
}

#[actix::test]
async fn without_a_log_it_is_an_ordinary_command() {
    let node = Node::start().await;
    let (id, text) = node.diary.keep(Note::of(OLENA, "хліб", 50)).await.unwrap();
    assert_eq!((id, text.as_str(), node.journal.head()), (None, "хліб", Seq(0)));
    assert_eq!(node.notes().await, [note(1, 50, "хліб")]);
}

#[actix::test]
async fn it_is_an_entry_is_answered_once_carried_out_and_is_the_same_on_another_machine() {
    let node = Node::start().await;
    let log = SharedLog::of(&node.journal);
    assert_eq!(node.diary.keep(Note::of(OLENA, "хліб", 50)).await.unwrap(), (Some(3), "хліб".to_owned()));
    node.journal.append(vec![update_of(1)]).await.unwrap();
    assert_eq!(node.diary.keep(Note::of(OLENA, "сіль", 51)).await.unwrap(), (Some(9), "сіль".to_owned()));
    let kept = [note(3, 50, "хліб"), note(6, 0, "update"), note(9, 51, "сіль")];
    assert_eq!(node.notes().await, kept);
    for at_once in [1, 2, 100] {
        assert_eq!(Node::taking_over(&log, at_once).await.notes().await, kept, "{at_once} at once");
    }
}

#[actix::test]
async fn what_waits_together_is_answered_each_with_its_own() {
    let node = Node::start().await;
    let log = SharedLog::of(&node.journal);
    let answers = futures_util::future::join_all((0..50).map(|n| node.diary.keep(Note::of(OLENA, "хліб", n)))).await;
    let mut ids: Vec<_> = answers.into_iter().map(|answer| answer.unwrap().0.unwrap()).collect();
    ids.sort_unstable();
    assert_eq!(ids, (1..=50).map(|n| 3 * n).collect::<Vec<_>>());
    assert_eq!(Node::taking_over(&log, 7).await.notes().await, node.notes().await);
}

#[actix::test]
async fn a_command_that_fails_is_told_and_set_aside_while_the_rest_goes_on() {
    let node = Node::start().await;
    let log = SharedLog::of(&node.journal);
    let texts = ["one", "bad", "two"].map(|text| node.diary.keep(Note::of(OLENA, text, 5)));
    let answers = futures_util::future::join_all(texts).await;
    assert!(matches!(answers[1], Err(AskError::Failed(StorageError::Refused(_)))), "{answers:?}");
    assert!(answers[0].is_ok() && answers[2].is_ok(), "{answers:?}");
    node.journal.append(vec![update_of(13)]).await.unwrap();
    assert!(node.diary.keep(Note::of(OLENA, "three", 6)).await.is_ok());
    assert_eq!(node.notes().await, [note(3, 5, "one"), note(9, 5, "two"), note(15, 6, "three")]);
    assert_eq!(node.journal.dead_letter_count().await.unwrap(), 2);
    assert_eq!(Node::taking_over(&log, 100).await.notes().await, node.notes().await, "a rollback changes nothing");
}

#[actix::test]
async fn one_of_a_newer_version_is_set_aside() {
    let node = Node::start().await;
    SharedLog::of(&node.journal);
    let unknown = node.diary.keep(Jot("of tomorrow".to_owned())).await;
    assert!(matches!(unknown, Err(AskError::Failed(StorageError::Refused(_)))), "{unknown:?}");
    let odd = r#"{"balachka_command":{"store":"diary","kind":"note","at":1,"body":{"text":["odd"]}}}"#;
    let of_another = odd.replace("diary", "ledger");
    node.journal.append(vec![NewEntry::asked(odd.into()), NewEntry::asked(of_another.into())]).await.unwrap();
    assert!(node.notes().await.is_empty());
    assert_eq!(node.journal.dead_letter_count().await.unwrap(), 2, "what is for another store is nothing to this one");
    let letters = node.journal.letters().await.unwrap();
    assert!(letters.iter().all(|letter| !letter.reason.contains("odd")), "no words of people: {letters:?}");
}

#[actix::test]
async fn a_store_that_is_opened_anew_in_between_carries_it_out_once() {
    let node = Node::start().await;
    SharedLog::of(&node.journal);
    node.looks_damaged.store(1, Ordering::SeqCst);
    assert_eq!(node.diary.keep(Note::of(OLENA, "хліб", 50)).await.unwrap(), (Some(3), "хліб".to_owned()));
    assert_eq!(node.notes().await, [note(3, 50, "хліб")]);
}

#[actix::test]
async fn where_the_answer_is_lost_the_outcome_is_unknown() {
    let node = Node::start().await;
    let log = SharedLog::of(&node.journal);
    log.hold_back();
    let place = Place { seq: Seq(4), received_ms: 0, only_for: None };
    let later = NewEntry::shared(Source::Telegram, Some(1), update_of(1).raw().clone(), place);
    let passed = async { node.journal.take_in(vec![later]).await.unwrap() };
    let (kept, _) = tokio::join!(node.diary.keep(Note::of(OLENA, "хліб", 50)), passed);
    assert!(matches!(kept, Err(AskError::Crashed)), "{kept:?}");
}

#[actix::test]
async fn one_for_another_machine_is_done_once_it_is_in_the_log() {
    let node = Node::start().await;
    let log = SharedLog::of(&node.journal);
    log.hold_back();
    node.diary.keep_anywhere(Jot("elsewhere".to_owned())).await.unwrap();
    assert_eq!((log.entries().len(), node.notes().await.len()), (1, 0));
}

#[actix::test]
async fn what_forgotten_people_ordered_before_is_not_carried_out_again() {
    let node = Node::start().await;
    let log = SharedLog::of(&node.journal);
    node.diary.keep(Note::of(OLENA, "таємниця", 50)).await.unwrap();
    node.diary.keep(Note::of(PersonId(9), "хліб", 50)).await.unwrap();
    let erase = r#"{"balachka_erase":{"person":7,"before":60}}"#;
    node.journal.append(vec![NewEntry::asked(erase.into())]).await.unwrap();
    node.diary.keep(Note::of(OLENA, "нове життя", 61)).await.unwrap();
    let rows = node.notes().await;
    assert_eq!(rows, [note(6, 50, "хліб"), note(9, 0, "update"), note(12, 61, "нове життя")]);

    // As where the wish is known before the entries are: from `privacy.jsonl`, or from a newer copy of the database.
    let other = Node::start().await;
    let (mut entries, erased) = (log.entries(), Place { seq: Seq(1), received_ms: 0, only_for: None });
    entries.retain(|entry| !entry.raw().contains("balachka_erase"));
    entries.insert(0, NewEntry::shared(Source::Asked, None, erase.into(), erased));
    other.journal.take_in(entries).await.unwrap();
    assert_eq!(other.notes().await, [note(1, 0, "update"), note(6, 50, "хліб"), note(12, 61, "нове життя")]);
}
