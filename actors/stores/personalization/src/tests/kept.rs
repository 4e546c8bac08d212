//! What people choose goes through the log that several machines share, where there is one.

use std::time::Duration;

use super::rig::{BOT, OLENA, SharedLog, deps};
use crate::{Choice, Key, Notice, Personalization, kept::KEPT, schema};
use events::{PersonId, Seq};
use runtime::{Limits, Supervisor};
use sqlx::SqliteConnection;
use storage::{
    journal::{Journal, NewEntry, Place, Source},
    sqlite::{self, StorageError},
};

const PATIENCE: Duration = Duration::from_secs(10);
const CHOICES: [(&str, &str); 8] = [
    ("style", "humorous"),
    ("length", "long"),
    ("humour", "80"),
    ("complexity", "simple"),
    ("interaction", "active"),
    ("topics", "sport, music"),
    ("length", "short"),
    ("length", "short"),
];

struct House {
    journal: Journal,
    profiles: Personalization,
    _supervisor: Supervisor,
    folder: tempfile::TempDir,
}

impl House {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let supervisor = Supervisor::new(Limits::default());
        let journal = Journal::start(&supervisor, folder.path(), BOT.0);
        let made = deps();
        let profiles = Personalization::start(&supervisor, folder.path(), &journal, BOT, made.analyzer, made.zones);
        profiles.store().opened().await;
        Self { journal, profiles, _supervisor: supervisor, folder }
    }

    /// Another machine, with an empty database, that takes over what the log has.
    async fn taking_over(entries: Vec<NewEntry>) -> Self {
        let house = Self::open().await;
        house.journal.take_in(entries).await.unwrap();
        assert!(house.profiles.store().reached(house.journal.head(), PATIENCE).await);
        house
    }

    async fn choose(&self) {
        for (now, (key, value)) in (1..).zip(CHOICES) {
            self.profiles.choose(OLENA, Choice::parse(key, value).unwrap(), now).await.unwrap();
        }
        self.profiles.reset(OLENA, Some(Key::Style), 20).await.unwrap();
        self.profiles.choose_notification(OLENA, Notice::SmartReactions, false, 21).await.unwrap();
        self.profiles.choose(PersonId(8), Choice::parse("style", "formal").unwrap(), 22).await.unwrap();
        self.profiles.reset(PersonId(8), None, 23).await.unwrap();
    }

    async fn rows(&self) -> Vec<String> {
        let sql = "SELECT json_array('choice', person, key, value, chosen_at) FROM choices UNION ALL \
                   SELECT json_array('notification', person, kind, allowed, chosen_at) FROM notifications UNION ALL \
                   SELECT json_array('event', person, n, kind, detail, at) FROM events";
        let look =
            async |conn: &mut SqliteConnection| Ok::<_, StorageError>(sqlx::query_scalar(sql).fetch_all(conn).await?);
        sqlite::look(self.folder.path(), &schema(), look).await.unwrap()
    }
}

#[actix::test]
async fn what_is_chosen_is_the_same_with_a_log_and_on_the_machine_that_takes_over() {
    let (alone, one) = (House::open().await, House::open().await);
    let log = SharedLog::of(&one.journal);
    alone.choose().await;
    one.choose().await;
    let rows = one.rows().await;
    assert_eq!(rows.len(), 5 + 1 + 11, "{rows:?}");
    assert_eq!((alone.rows().await, alone.journal.head().0), (rows.clone(), 0));
    assert_eq!(House::taking_over(log.entries()).await.rows().await, rows);
    let entries = log.entries();
    let kinds = ["choose", "reset", "choose_notification"].map(|kind| format!(r#""kind":"{kind}""#));
    assert!(kinds.iter().all(|kind| entries.iter().any(|entry| entry.raw().contains(kind))), "each is tried here");
    assert_eq!(KEPT.len(), kinds.len());
}

#[actix::test]
async fn for_a_person_of_another_machine_it_is_enough_that_it_is_in_the_log() {
    let house = House::open().await;
    let log = SharedLog::of(&house.journal);
    log.hold_back();
    house.profiles.choose(OLENA, Choice::parse("style", "formal").unwrap(), 5).await.unwrap();
    assert_eq!((log.entries().len(), house.rows().await.len()), (1, 0));
    let owner = House::taking_over(log.entries()).await;
    assert!(owner.profiles.profile(OLENA).await.unwrap().style.chosen);
}

#[actix::test]
async fn what_forgotten_people_chose_before_does_not_come_back() {
    let house = House::open().await;
    let log = SharedLog::of(&house.journal);
    house.choose().await;
    house.profiles.choose(OLENA, Choice::parse("length", "long").unwrap(), 61).await.unwrap();
    let erase = r#"{"balachka_erase":{"person":7,"before":60}}"#;
    let place = Place { seq: Seq(1), received_ms: 0, only_for: None };
    let erased = NewEntry::shared(Source::Asked, None, erase.into(), place);
    let other = House::taking_over(std::iter::once(erased).chain(log.entries()).collect()).await;
    let rows = other.rows().await;
    let hers: Vec<_> = rows.iter().filter(|row| row.contains(",7,")).collect();
    assert!(hers.len() == 2 && hers.iter().all(|row| row.contains("61")), "{rows:?}");
}
