//! The journal by itself: order, repetition, gaps, pruning, dead letters.

use std::sync::{Arc, Mutex};

use sqlx::Connection;
use tokio::sync::watch;

use super::*;
use crate::sqlite;
use events::Seq;
use runtime::{Limits, Supervisor, clock::now_ms};

fn update(id: i64) -> NewEntry {
    NewEntry::received(format!(r#"{{"update_id":{id},"poll":{{}}}}"#).into())
}

async fn start(folder: &std::path::Path) -> (Supervisor, Journal) {
    let supervisor = Supervisor::new(Limits::default());
    let journal = Journal::start(&supervisor, folder, 7);
    journal.opened().await;
    (supervisor, journal)
}

#[actix::test]
async fn updates_are_kept_once_and_in_order_across_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let (supervisor, journal) = start(folder.path()).await;
    let places = journal.append(vec![update(50), update(9), update(50)]).await.unwrap();
    assert_eq!(places, [Some(Seq(1)), Some(Seq(2)), None], "in the order of arrival, not of numbers");
    supervisor.stop_all().await;

    let (_supervisor, journal) = start(folder.path()).await;
    assert_eq!(journal.head(), Seq(2));
    assert_eq!(journal.append(vec![update(9), update(51)]).await.unwrap(), [None, Some(Seq(3))]);
    let ids: Vec<_> = journal.read(Seq(1)).await.unwrap().iter().map(|entry| entry.update_id).collect();
    assert_eq!(ids, [Some(9), Some(51)]);
}

#[actix::test]
async fn an_update_without_a_number_is_kept_once() {
    let folder = tempfile::tempdir().unwrap();
    let (_supervisor, journal) = start(folder.path()).await;
    let nameless = || NewEntry::received(r#"{"update_id":"x","poll":{}}"#.into());
    assert_eq!(journal.append(vec![nameless(), nameless()]).await.unwrap(), [Some(Seq(1)), None]);
    assert_eq!(journal.append(vec![nameless()]).await.unwrap(), [None]);
}

#[actix::test]
async fn followers_get_everything_in_order_whoever_appends() {
    let folder = tempfile::tempdir().unwrap();
    let (_supervisor, journal) = start(folder.path()).await;
    let seen: Arc<Mutex<Vec<(Seq, Seq)>>> = Arc::default();
    let theirs = Arc::clone(&seen);
    journal.follow(move |batch| theirs.lock().unwrap().push((batch.after, batch.last())));
    let appends = (0..50).map(|n| journal.append(vec![update(2 * n), update(2 * n + 1)]));
    futures_util::future::join_all(appends).await.into_iter().for_each(|places| assert_eq!(places.unwrap().len(), 2));
    let seen = seen.lock().unwrap();
    let mut after = Seq(0);
    for (from, to) in seen.iter() {
        assert_eq!(*from, after);
        after = *to;
    }
    assert_eq!(after, Seq(100));
}

#[actix::test]
async fn pruning_leaves_what_is_young_or_still_needed() {
    let folder = tempfile::tempdir().unwrap();
    let (_supervisor, journal) = start(folder.path()).await;
    journal.append((0..10).map(update).collect()).await.unwrap();
    assert_eq!(journal.prune(Seq(10), now_ms() - 60_000).await.unwrap(), 0, "all is young");
    assert_eq!(journal.prune(Seq(4), now_ms() + 1).await.unwrap(), 4, "the rest is needed");
    assert_eq!(journal.read(Seq(0)).await.unwrap()[0].seq, Seq(5));
    assert_eq!(journal.prune(Seq(10), now_ms() + 1).await.unwrap(), 6);
    assert_eq!(journal.append(vec![update(99)]).await.unwrap(), [Some(Seq(11))], "numbers are not used again");
}

#[actix::test]
async fn reserving_moves_the_next_place_forward_only() {
    let folder = tempfile::tempdir().unwrap();
    let (_supervisor, journal) = start(folder.path()).await;
    journal.reserve(Seq(40)).await.unwrap();
    assert_eq!(journal.head(), Seq(40));
    journal.reserve(Seq(3)).await.unwrap();
    assert_eq!(journal.append(vec![update(1)]).await.unwrap(), [Some(Seq(41))]);
}

#[actix::test]
async fn a_dead_letter_is_kept_once_and_retried_for_the_store_that_failed() {
    let folder = tempfile::tempdir().unwrap();
    let (_supervisor, journal) = start(folder.path()).await;
    journal.append(vec![update(1), update(2)]).await.unwrap();
    let entries = journal.read(Seq(0)).await.unwrap();
    for _ in 0..2 {
        let failed = DeadLetter::failed(&entries[0], "context", "it would not fit", 3);
        journal.set_aside(vec![failed, DeadLetter::unreadable(&entries[1], "no date")]).await.unwrap();
    }
    assert_eq!(journal.dead_letter_count().await.unwrap(), 2);

    let mut conn = sqlite::open(folder.path(), &schema()).await.unwrap();
    let kept = letters(&mut conn).await.unwrap();
    assert_eq!((kept[0].stage.as_str(), kept[0].tries, kept[0].update_id), ("context", 3, Some(1)));
    assert_eq!(kept[1].reason, "no date");
    assert!(retry_letter(&mut conn, kept[0].id).await.unwrap());
    assert!(!retry_letter(&mut conn, kept[0].id).await.unwrap(), "it is gone");
    assert!(drop_letter(&mut conn, kept[1].id).await.unwrap());
    conn.close().await.unwrap();

    let again = journal.read(Seq(2)).await.unwrap();
    assert_eq!(again.len(), 1);
    assert_eq!((again[0].only_for.as_deref(), &again[0].raw), (Some("context"), &entries[0].raw));
}

#[actix::test]
async fn the_intake_waits_for_stores_that_lag_and_not_for_those_that_are_stuck() {
    let folder = tempfile::tempdir().unwrap();
    let (_supervisor, journal) = start(folder.path()).await;
    let bookmark = watch::Sender::new(Some(Seq(0)));
    journal.watch(bookmark.subscribe());
    journal.let_stores_follow().await;
    journal.append((0..5000).map(update).collect()).await.unwrap();
    let mut waits = std::pin::pin!(journal.let_stores_follow());
    assert!(futures_util::poll!(&mut waits).is_pending(), "it lags");
    bookmark.send_replace(Some(Seq(4000)));
    waits.await;
    // Nobody moves this one: the intake goes on all the same.
    bookmark.send_replace(Some(Seq(1)));
    journal.let_stores_follow().await;
    // One that is not open has nothing to follow with.
    bookmark.send_replace(None);
    let mut waits = std::pin::pin!(journal.let_stores_follow());
    assert!(futures_util::poll!(&mut waits).is_ready());
}

#[actix::test]
async fn stores_that_lag_share_what_was_read_until_it_is_written_anew() {
    let folder = tempfile::tempdir().unwrap();
    let (_supervisor, journal) = start(folder.path()).await;
    journal.append((0..5).map(update).collect()).await.unwrap();
    let first = journal.read(Seq(0)).await.unwrap();
    let second = journal.read(Seq(2)).await.unwrap();
    assert!(Arc::ptr_eq(&first[2], &second[0]), "read once");
    journal.rewrite(Vec::new(), Seq(5)).await.unwrap();
    assert!(!Arc::ptr_eq(&first[2], &journal.read(Seq(2)).await.unwrap()[0]), "read again");
}

#[actix::test]
async fn appends_of_many_callers_are_answered_each_with_its_own_places() {
    let folder = tempfile::tempdir().unwrap();
    let (_supervisor, journal) = start(folder.path()).await;
    let heard = Arc::new(Mutex::new(Vec::new()));
    let follower = Arc::clone(&heard);
    journal.follow(move |batch| follower.lock().unwrap().extend(batch.entries.iter().map(|entry| entry.seq.0)));
    // Each three deliver one update that they share, and one of their own.
    let appends = (0..300).map(|nth| journal.append(vec![update(nth - nth % 3), update(1000 + nth)]));
    let places = futures_util::future::join_all(appends).await;
    let places: Vec<Vec<Option<Seq>>> = places.into_iter().map(Result::unwrap).collect();
    for three in places.chunks(3) {
        assert_eq!(three.iter().filter(|places| places[0].is_some()).count(), 1, "whoever came first: {three:?}");
        assert!(three.iter().all(|places| places.len() == 2 && places[1].is_some()), "{three:?}");
    }
    let mut all: Vec<i64> = places.iter().flatten().flatten().map(|seq| seq.0).collect();
    all.sort_unstable();
    assert_eq!(all, (1..=400).collect::<Vec<_>>());
    assert_eq!(*heard.lock().unwrap(), all, "followers hear of each once, in order");
}

/// As a log of several machines has it.
fn shared(seq: i64, id: i64, only_for: Option<&str>) -> NewEntry {
    let raw = format!(r#"{{"update_id":{id},"poll":{{}}}}"#);
    let place = Place { seq: Seq(seq), received_ms: 1000 * seq, only_for: only_for.map(Into::into) };
    NewEntry::shared(Source::Telegram, Some(id), raw.into(), place)
}

#[actix::test]
async fn what_has_a_place_keeps_it_and_is_there_once_however_often_it_comes() {
    let folder = tempfile::tempdir().unwrap();
    let (supervisor, journal) = start(folder.path()).await;
    let taken = journal.take_in(vec![shared(3, 1, None), shared(8, 2, Some("context analysis"))]).await.unwrap();
    assert_eq!(taken, [Some(Seq(3)), Some(Seq(8))]);
    let again =
        vec![shared(3, 1, None), shared(8, 2, None), shared(9, 1, None), shared(12, 4, Some("personalization"))];
    assert_eq!(journal.take_in(again).await.unwrap(), [None, None, None, Some(Seq(12))], "a place, and a number, once");
    supervisor.stop_all().await;

    let (_supervisor, journal) = start(folder.path()).await;
    assert_eq!(journal.head(), Seq(12));
    let entries = journal.read(Seq(0)).await.unwrap();
    let read: Vec<_> = entries.iter().map(|entry| (entry.seq.0, entry.received_ms, entry.update_id)).collect();
    assert_eq!(read, [(3, 3000, Some(1)), (8, 8000, Some(2)), (12, 12000, Some(4))]);
    let is_for = |store: &str| entries.iter().map(|entry| entry.is_for(store)).collect::<Vec<_>>();
    assert_eq!(is_for("context"), [true, true, false]);
    assert_eq!(is_for("personalization"), [true, false, true]);
}

#[actix::test]
async fn what_is_appended_goes_into_the_shared_log_alone() {
    #[derive(Default)]
    struct Log(Mutex<Vec<String>>);
    impl UpdateLog for Log {
        fn append(
            &self,
            drafts: Vec<NewEntry>,
        ) -> futures_util::future::BoxFuture<'_, Result<Vec<Option<Seq>>, crate::AskError>> {
            let places = drafts.iter().map(|_| Some(Seq(41))).collect();
            self.0.lock().unwrap().extend(drafts.iter().map(|draft| draft.raw().to_string()));
            Box::pin(async move { Ok(places) })
        }

        fn ready_for_more(&self) -> futures_util::future::BoxFuture<'_, ()> {
            Box::pin(async {})
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let (_supervisor, journal) = start(folder.path()).await;
    let log = Arc::new(Log::default());
    journal.append_through(log.clone());
    assert_eq!(journal.append(vec![update(1)]).await.unwrap(), [Some(Seq(41))]);
    assert_eq!(*log.0.lock().unwrap(), [r#"{"update_id":1,"poll":{}}"#]);
    assert_eq!((journal.head(), journal.read(Seq(0)).await.unwrap().len()), (Seq(0), 0), "it is not kept here yet");
    assert_eq!(journal.take_in(vec![shared(41, 1, None)]).await.unwrap(), [Some(Seq(41))]);
    assert_eq!(journal.head(), Seq(41));
}
