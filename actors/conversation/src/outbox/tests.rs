//! The order in which the outbox is emptied.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use tempfile::TempDir;

use super::*;
use crate::Talk;
use crate::commands::tests::command;
use crate::{Keyboard, RequestKind, schema};
use events::{ChatKind, Event, PersonId};
use storage::sqlite;

const CHAT: ChatId = ChatId(-5);

struct Outbox {
    conn: SqliteConnection,
    _folder: TempDir,
}

impl Outbox {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { conn: sqlite::open(folder.path(), &schema()).await.unwrap(), _folder: folder }
    }

    /// Decides to answer a command; returns the row.
    async fn decide(&mut self) -> JobId {
        self.decide_on(command("help", "")).await
    }

    async fn decide_on(&mut self, kind: RequestKind) -> JobId {
        let request = Request {
            chat: CHAT,
            chat_kind: ChatKind::Group,
            thread: None,
            reply_to: None,
            asker: PersonId(1),
            asker_name: "Оля".to_owned(),
            asker_language: None,
            asked_at: 0,
            silent: false,
            follows: false,
            ephemeral: None,
            about: crate::request::About::default(),
            mood: crate::ChatMood::Calm,
            kind,
            is_order: false,
        };
        add(&mut self.conn, Decided { seq: Seq(1), received_ms: 0, not_before_ms: 0, request: &request })
            .await
            .unwrap();
        decided(&mut self.conn, 64).await.unwrap().into_iter().map(|job| job.id).max_by_key(|id| id.row).unwrap()
    }

    async fn compose(&mut self, id: JobId, actions: &[Action]) {
        composed(&mut self.conn, id, actions).await.unwrap();
    }

    /// Does all that is ready, one after the other.
    async fn empty(&mut self) -> Vec<Action> {
        let mut done = Vec::new();
        while let Some(next) = ready(&mut self.conn, 64).await.unwrap().into_iter().next() {
            assert!(claim(&mut self.conn, next.id).await.unwrap());
            settle(&mut self.conn, next.id, &Outcome::Sent).await.unwrap();
            done.extend(next.action);
        }
        done
    }
}

#[actix_rt::test]
async fn the_parts_of_an_answer_stay_together() {
    let mut outbox = Outbox::new().await;
    let (long, short) = (outbox.decide().await, outbox.decide().await);
    outbox.compose(short, &[Action::say("short")]).await;
    outbox.compose(long, &["one", "two", "three"].map(Action::say)).await;
    assert_eq!(outbox.empty().await, ["one", "two", "three", "short"].map(Action::say));
}

fn reaction() -> Action {
    Action::React { message: MessageId(7), emoji: vec!["👍".to_owned()] }
}

#[actix_rt::test]
async fn what_was_asked_for_goes_first() {
    let mut outbox = Outbox::new().await;
    let entry = storage::fixtures::entry(1, Event::Other("poll".into()));
    for chat in 0..100 {
        act(&mut outbox.conn, &entry, ChatId(chat), &reaction(), 0).await.unwrap();
    }
    let words = |text: &str| Action::say(text);
    let chime = outbox.decide_on(RequestKind::Chime { text: "до речі".into() }).await;
    let talk = outbox.decide_on(RequestKind::Talk(Talk::new("Балачко?"))).await;
    let command = outbox.decide().await;
    let order: Vec<_> = decided(&mut outbox.conn, 64).await.unwrap().iter().map(|job| job.id).collect();
    assert_eq!(order, [command, talk, chime]);
    outbox.compose(chime, &[words("unasked")]).await;
    outbox.compose(talk, &[words("talk")]).await;
    outbox.compose(command, &[words("command"), words("its rest")]).await;
    let done = outbox.empty().await;
    assert_eq!(done[..4], ["command", "its rest", "talk", "unasked"].map(Action::say));
    assert!(done.len() == 104 && done[4..].iter().all(|action| *action == reaction()));
}

#[actix_rt::test]
async fn what_waits_holds_up_its_lane_only() {
    let mut outbox = Outbox::new().await;
    let react = reaction();
    let (first, second) = (outbox.decide().await, outbox.decide().await);
    outbox.compose(first, std::slice::from_ref(&react)).await;
    outbox.compose(second, &[Action::say("hello")]).await;
    assert!(claim(&mut outbox.conn, first.row).await.unwrap());
    let later = Outcome::Again { not_before_ms: now_ms() + 60_000, chat: None };
    settle(&mut outbox.conn, first.row, &later).await.unwrap();
    assert_eq!(outbox.empty().await, [Action::say("hello")]);
    let third = outbox.decide().await;
    outbox.compose(third, &[react]).await;
    assert_eq!(outbox.empty().await, [], "one reaction waits for the other");
}

#[actix_rt::test]
async fn what_cannot_be_read_is_shown_to_be_closed() {
    let mut outbox = Outbox::new().await;
    let id = outbox.decide().await;
    outbox.compose(id, &[Action::say("hello")]).await;
    let newer = r#"UPDATE outbox SET action = '{"do":"dance"}'"#;
    sqlx::query(newer).execute(&mut outbox.conn).await.unwrap();
    let [unread] = &ready(&mut outbox.conn, 64).await.unwrap()[..] else { panic!("one row") };
    assert_eq!(unread.action, None);
    settle(&mut outbox.conn, unread.id, &Outcome::Failed("another version wrote it".to_owned())).await.unwrap();
    assert!(!is_busy(&mut outbox.conn).await.unwrap());
}

fn picture() -> Action {
    let (png, caption, html) = (b"\x89PNG".as_slice().into(), "short".to_owned(), "in words".to_owned());
    Action::Picture { png, caption, html, keyboard: Keyboard::default() }
}

async fn kept(outbox: &mut Outbox) -> Vec<Vec<u8>> {
    sqlx::query_scalar("SELECT content FROM files").fetch_all(&mut outbox.conn).await.unwrap()
}

#[actix_rt::test]
async fn a_picture_is_kept_until_it_is_sent() {
    let mut outbox = Outbox::new().await;
    let id = outbox.decide().await;
    outbox.compose(id, &[Action::say("look"), picture()]).await;
    assert_eq!(kept(&mut outbox).await, [b"\x89PNG"]);
    let [words] = &ready(&mut outbox.conn, 64).await.unwrap()[..] else { panic!("one at a time") };
    assert!(claim(&mut outbox.conn, words.id).await.unwrap());
    settle(&mut outbox.conn, words.id, &Outcome::Sent).await.unwrap();
    let [waiting] = &ready(&mut outbox.conn, 64).await.unwrap()[..] else { panic!("the picture follows") };
    assert!(claim(&mut outbox.conn, waiting.id).await.unwrap());
    let again = Outcome::Unknown { why: "cut".to_owned(), not_before_ms: 0 };
    settle(&mut outbox.conn, waiting.id, &again).await.unwrap();
    assert_eq!(files::of(&mut outbox.conn, waiting.id).await.unwrap().unwrap(), b"\x89PNG");
    assert!(claim(&mut outbox.conn, waiting.id).await.unwrap());
    sent(&mut outbox.conn, waiting.id).await.unwrap();
    assert_eq!(kept(&mut outbox).await, [b""; 0]);
}

#[actix_rt::test]
async fn a_picture_that_is_refused_or_given_up_is_dropped() {
    let mut outbox = Outbox::new().await;
    for _ in 0..3 {
        let id = outbox.decide().await;
        outbox.compose(id, &[picture()]).await;
    }
    let instead = picture().in_words().unwrap();
    assert_eq!(instead, Action::say("in words"));
    assert!(claim(&mut outbox.conn, 1).await.unwrap());
    settle(&mut outbox.conn, 1, &Outcome::Instead(instead.clone())).await.unwrap();
    assert_eq!(ready(&mut outbox.conn, 64).await.unwrap()[0].action, Some(instead));
    assert!(claim(&mut outbox.conn, 1).await.unwrap());
    settle(&mut outbox.conn, 1, &Outcome::Sent).await.unwrap();
    assert!(claim(&mut outbox.conn, 2).await.unwrap());
    settle(&mut outbox.conn, 2, &Outcome::Failed("blocked".to_owned())).await.unwrap();
    assert_eq!(kept(&mut outbox).await.len(), 1);
    sqlx::query("DELETE FROM outbox WHERE id = 3").execute(&mut outbox.conn).await.unwrap();
    assert_eq!(kept(&mut outbox).await.len(), 0);
}

#[actix_rt::test]
async fn what_a_forgotten_person_asked_is_closed_and_answers_to_others_are_worded_anew() {
    let mut outbox = Outbox::new().await;
    let words = [Action::say("таємниця")];
    let done = outbox.decide().await;
    outbox.compose(done, &words).await;
    outbox.empty().await;
    let theirs = outbox.decide().await;
    outbox.compose(theirs, &words).await;
    let another = outbox.decide().await;
    let of_another = "UPDATE outbox SET request = json_set(request, '$.asker', 2) WHERE id = ?";
    sqlx::query(of_another).bind(another.row).execute(&mut outbox.conn).await.unwrap();
    outbox.compose(another, &words).await;
    let erasure = events::Erasure { person: PersonId(1), before: i64::MAX };
    crate::erase::erase(&mut outbox.conn, &erasure).await.unwrap();
    let rows = "SELECT state, action IS NULL, request ->> '$.asker' FROM outbox ORDER BY id";
    let rows: Vec<(String, bool, Option<i64>)> = sqlx::query_as(rows).fetch_all(&mut outbox.conn).await.unwrap();
    let states: Vec<_> = rows.iter().map(|(state, blank, asker)| (state.as_str(), *blank, *asker)).collect();
    assert_eq!(states, [("sent", true, None), ("failed", true, None), ("decided", true, Some(2))]);
}
