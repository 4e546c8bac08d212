//! What people decide goes through the log that several machines share, where there is one.

use std::{collections::BTreeSet, time::Duration};

use super::*;
use crate::{
    Conversation, Digest, Hush,
    polls::{NewPoll, PollDetails},
    reminders::{Added, NewReminder, Recurrence, Reminder, ReminderDetails, ReminderKind},
};
use events::MessageId;
use runtime::{Limits as ActorLimits, Supervisor};
use storage::{
    fixtures::SharedLog,
    journal::{Journal, NewEntry, Place},
};

const CHAT: ChatId = ChatId(KITCHEN);
const PATIENCE: Duration = Duration::from_secs(10);

struct House {
    journal: Journal,
    conversation: Conversation,
    _supervisor: Supervisor,
    folder: TempDir,
}

impl House {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let supervisor = Supervisor::new(ActorLimits::default());
        let journal = Journal::start(&supervisor, folder.path(), BOT.0);
        journal.opened().await;
        let me = Me { id: BOT, username: "balachka_bot".into(), name: "Балачка".into(), hears_all: true };
        let policy = Live::new(Policy::default());
        let (analyzer, zones) = (Analyzer::default(), Zones::default());
        let conversation = Conversation::start(&supervisor, folder.path(), &journal, me, policy, analyzer, zones);
        conversation.store().opened().await;
        Self { journal, conversation, _supervisor: supervisor, folder }
    }

    /// Another machine, with an empty database, that takes over what the log has.
    async fn taking_over(entries: Vec<NewEntry>) -> Self {
        let house = Self::open().await;
        house.journal.take_in(entries).await.unwrap();
        assert!(house.conversation.store().reached(house.journal.head(), PATIENCE).await);
        house
    }

    /// All rows of what people decide, each as JSON.
    async fn rows(&self) -> Vec<String> {
        let sql = "SELECT json_array('settings', chat_id, state) FROM settings UNION ALL \
                   SELECT json_array('reminder', id, chat_id, message_id, person_id, about_id, due, changed, state) FROM reminders \
                   UNION ALL SELECT json_array('poll', id, chat_id, asked_id, person_id, stage, due, changed, state) FROM polls";
        let look =
            async |conn: &mut SqliteConnection| Ok::<_, StorageError>(sqlx::query_scalar(sql).fetch_all(conn).await?);
        sqlite::look(self.folder.path(), &schema(), look).await.unwrap()
    }

    /// Gives each kind of order; what was answered, without numbers and times.
    async fn decide(&self) -> Vec<String> {
        let Self { conversation, .. } = self;
        conversation.set(CHAT, Setting::Hush(Hush::Called)).await.unwrap();
        conversation.set(CHAT, Setting::Language(None)).await.unwrap();
        conversation.set(CHAT, Setting::Digest(Digest::Morning)).await.unwrap();
        let bread = kept(conversation.add_reminder(reminder(7, 1, "купити \"хліб\"\n")).await.unwrap());
        let again = kept(conversation.add_reminder(reminder(7, 1, "знову")).await.unwrap());
        let salt = kept(conversation.add_reminder(reminder(8, 2, "сіль")).await.unwrap());
        let put_off = conversation.put_off_reminder(CHAT, bread.id, NOON + 900).await.unwrap();
        let cancelled = conversation.cancel_reminder(CHAT, salt.id).await.unwrap();
        let gone = conversation.cancel_reminder(CHAT, salt.id).await.unwrap();
        let polls = [3, 3, 4].map(|asked| conversation.add_poll(poll(asked)));
        let mut numbers = Vec::new();
        for poll in polls {
            numbers.push(poll.await.unwrap());
        }
        assert_eq!((numbers[0] == numbers[1], numbers[1] < numbers[2]), (true, true), "{numbers:?}");
        assert!(bread.id < salt.id, "{bread:?} {salt:?}");
        let reminders = [Some(bread), Some(again), Some(salt), put_off, cancelled, gone];
        reminders.map(|it| format!("{:?}", it.map(|it| Reminder { id: 0, ..it }))).to_vec()
    }
}

fn kept(added: Added) -> Reminder {
    match added {
        Added::Kept(reminder) => *reminder,
        Added::TooMany => panic!("too many"),
    }
}

fn reminder(person: i64, message: i64, what: &str) -> NewReminder {
    let details = ReminderDetails {
        chat_kind: ChatKind::Group,
        thread: None,
        name: "Олена".into(),
        language: Some("uk".into()),
        what: what.into(),
        whom: None,
        kind: ReminderKind::Task,
        recurrence: Some(Recurrence::Weekly),
        first: NOON,
    };
    let (message, person) = (Some(MessageId(message)), PersonId(person));
    NewReminder { chat: CHAT, message, person, about: None, due: Some(NOON), details }
}

fn poll(asked: i64) -> NewPoll {
    let details = PollDetails {
        chat_kind: ChatKind::Group,
        thread: Some(5),
        name: "Олена".into(),
        language: None,
        question: "Куди?".into(),
        options: vec!["у гори".into(), "до моря".into()],
        until: None,
        votes: Vec::new(),
    };
    NewPoll { chat: CHAT, asked: Some(MessageId(asked)), person: PersonId(7), details }
}

/// Without numbers and times of writing, of which those of a log are others.
fn unnumbered(rows: &[String]) -> BTreeSet<String> {
    let bare = |row: &String| {
        let mut row: serde_json::Value = serde_json::from_str(row).unwrap();
        let cells = row.as_array_mut().unwrap();
        if cells[0] != "settings" {
            cells.remove(cells.len() - 2);
            cells.remove(1);
        }
        row.to_string()
    };
    rows.iter().map(bare).collect()
}

/// The same entries, as if they were given at another time (Unix seconds).
fn given_at(entries: &[NewEntry], now: i64) -> Vec<NewEntry> {
    let moved = |(nth, entry): (usize, &NewEntry)| {
        let mut raw: serde_json::Value = serde_json::from_str(entry.raw()).unwrap();
        raw["balachka_command"]["at"] = now.into();
        raw["balachka_command"]["body"]["now"] = now.into();
        let place = Place { seq: Seq(nth as i64 + 1), received_ms: 0, only_for: None };
        NewEntry::shared(entry.source(), None, raw.to_string().into(), place)
    };
    entries.iter().enumerate().map(moved).collect()
}

#[actix_rt::test]
async fn what_is_decided_is_the_same_with_a_log_and_on_the_machine_that_takes_over() {
    let (alone, one) = (House::open().await, House::open().await);
    let log = SharedLog::of(&one.journal);
    assert_eq!(alone.decide().await, one.decide().await);
    assert_eq!(alone.journal.head(), Seq(0), "one machine needs no entries");
    let rows = one.rows().await;
    assert_eq!((unnumbered(&alone.rows().await), rows.len()), (unnumbered(&rows), 5));

    let raws: Vec<_> = log.entries().iter().map(|entry| entry.raw().to_string()).collect();
    for kind in ["set", "add_reminder", "cancel_reminder", "put_off_reminder", "add_poll"] {
        assert!(raws.iter().any(|raw| raw.contains(&format!(r#""kind":"{kind}""#))), "{kind}: {raws:?}");
    }
    assert_eq!(commands::KEPT.len(), 5, "each is tried here");
    assert_eq!(House::taking_over(log.entries()).await.rows().await, rows);
}

#[actix_rt::test]
async fn what_is_written_follows_from_the_entries_and_not_from_the_clock() {
    let house = House::open().await;
    let log = SharedLog::of(&house.journal);
    house.decide().await;
    let rows = House::taking_over(given_at(&log.entries(), 1000)).await.rows().await;
    let times: Vec<_> =
        rows.iter().filter_map(|row| serde_json::from_str::<Vec<serde_json::Value>>(row).ok()).collect();
    assert!(times.iter().all(|row| row[0] == "settings" || row[row.len() - 2] == 1000), "{rows:?}");
    let digest = times.iter().find(|row| row[0] == "reminder" && row[4] == BOT.0).unwrap();
    assert_eq!(digest[6], 9 * 3600, "the morning of the first day of 1970");
}

#[actix_rt::test]
async fn numbers_stay_where_what_came_before_is_forgotten() {
    let house = House::open().await;
    let log = SharedLog::of(&house.journal);
    kept(house.conversation.add_reminder(reminder(7, 1, "таємниця")).await.unwrap());
    let salt = kept(house.conversation.add_reminder(reminder(8, 2, "сіль")).await.unwrap());
    let bread = kept(house.conversation.add_reminder(reminder(9, 3, "хліб")).await.unwrap());
    house.conversation.cancel_reminder(CHAT, salt.id).await.unwrap();
    let rest = log.entries().split_off(1);
    let other = House::taking_over(rest).await;
    let salt = other.conversation.reminder(CHAT, salt.id).await.unwrap();
    let rows = other.rows().await;
    assert_eq!((salt, rows.len()), (None, 1), "{rows:?}");
    assert_eq!(other.conversation.reminder(CHAT, bread.id).await.unwrap(), Some(bread));
}

#[actix_rt::test]
async fn nothing_of_forgotten_people_comes_back_and_those_who_opted_out_are_obeyed() {
    let house = House::open().await;
    let log = SharedLog::of(&house.journal);
    let opt_out = r#"{"balachka_optout":{"person":8,"out":true}}"#;
    house.journal.append(vec![NewEntry::asked(opt_out.into())]).await.unwrap();
    let mut of_her_birthday = reminder(9, 3, "день народження");
    of_her_birthday.about = Some(PersonId(7));
    for new in [reminder(7, 1, "таємниця"), reminder(8, 2, "сіль"), of_her_birthday] {
        kept(house.conversation.add_reminder(new).await.unwrap());
    }
    house.conversation.add_poll(poll(4)).await.unwrap();
    house.conversation.set(ChatId(7), Setting::Humour(Some(50))).await.unwrap();
    let erase = format!(r#"{{"balachka_erase":{{"person":7,"before":{}}}}}"#, now());
    house.journal.append(vec![NewEntry::asked(erase.clone().into())]).await.unwrap();
    assert!(house.conversation.store().reached(house.journal.head(), PATIENCE).await);
    let rows = house.rows().await;
    assert!(rows.len() == 1 && rows[0].contains("сіль"), "{rows:?}");

    // The erasure is known before: it is in `privacy.jsonl`.
    let place = Place { seq: Seq(1), received_ms: 0, only_for: None };
    let erased = NewEntry::shared(storage::journal::Source::Asked, None, erase.into(), place);
    let known = std::iter::once(erased).chain(log.entries()).collect();
    assert_eq!(House::taking_over(known).await.rows().await, rows);
}
