//! `memory_cleanup_task`

use tokio::time::sleep;

use super::*;
use context::Context as Memory;
use conversation::{Me, Policy};
use events::{ChatId, PersonId, Seq};
use language::zone::{Zone, Zones};
use runtime::{Limits, live::Live};
use storage::journal::NewEntry;

const LONG: Duration = Duration::from_secs(3600);
const KEEP_ALL: Retention = Retention { journal: LONG, analysis: LONG, events: LONG };
const CHAT: ChatId = ChatId(-1001);
const PERSON: PersonId = PersonId(5);

struct House {
    housekeeping: Housekeeping,
    supervisor: Supervisor,
    _folder: tempfile::TempDir,
}

/// A house in which thirty messages were said in 1970.
async fn house(keep: Retention) -> House {
    let folder = tempfile::tempdir().unwrap();
    let supervisor = Supervisor::new(Limits::default());
    let (own, path, analyzer) = (PersonId(7), folder.path(), Analyzer::default());
    let journal = Journal::start(&supervisor, path, own.0);
    let context = Memory::start(&supervisor, path, &journal, own);
    let analysis = Analysis::start(&supervisor, path, &journal, analyzer.clone());
    let personalization = Personalization::start(&supervisor, path, &journal, own, analyzer.clone(), Zones::default());
    let me = Me { id: own, username: "balachka_bot".into(), name: "Балачка".into(), hears_all: true };
    let conversation = Conversation::start(
        &supervisor,
        path,
        &journal,
        me,
        Live::new(Policy::default()),
        analyzer.clone(),
        Zones::default(),
    );
    let stores = vec![context.store(), analysis.store(), personalization.store(), conversation.store()];
    conversation.store().opened().await;
    let said = |id: i64| {
        format!(
            r#"{{"update_id":{id},"message":{{"message_id":{id},"date":{id},"chat":{{"id":-1001,"type":"supergroup","title":"Кухня"}},"from":{{"id":5,"is_bot":false,"first_name":"Олена"}},"text":"борщ {id}"}}}}"#
        )
    };
    journal.append((1..=30).map(|id| NewEntry::received(said(id).into())).collect()).await.unwrap();
    for store in &stores {
        assert!(store.reached(Seq(30), Duration::from_secs(10)).await);
    }
    let every = Duration::from_millis(10);
    let night = Night { hour: 4, zone: Zone::UTC };
    let housekeeping = Housekeeping {
        journal,
        stores,
        conversation,
        context,
        analysis,
        personalization,
        analyzer,
        keep,
        night,
        every,
    };
    House { housekeeping, supervisor, _folder: folder }
}

#[actix::test]
async fn old_entries_go_once_every_store_has_them_and_young_ones_stay() {
    let House { housekeeping, supervisor: _supervisor, _folder } = house(KEEP_ALL).await;
    let journal = housekeeping.journal.clone();
    assert_eq!(housekeeping.forget_updates().await.unwrap(), 0);
    assert_eq!(journal.read(Seq(0)).await.unwrap().len(), 30);
    sleep(Duration::from_millis(2)).await;
    let keep = Retention { journal: Duration::ZERO, ..KEEP_ALL };
    assert_eq!(Housekeeping { keep, ..housekeeping }.forget_updates().await.unwrap(), 30);
    assert!(journal.read(Seq(0)).await.unwrap().is_empty());
    assert_eq!(journal.head(), Seq(30));
}

#[actix::test]
async fn old_analyses_and_events_go_and_profiles_stay() {
    let House { housekeeping, supervisor: _supervisor, _folder } = house(KEEP_ALL).await;
    let Housekeeping { analysis, personalization, .. } = housekeeping.clone();
    assert_eq!(analysis.recent(CHAT, 100).await.unwrap().len(), 30);
    assert!(!personalization.events(PERSON, 10).await.unwrap().is_empty());
    housekeeping.tidy().await;
    assert!(analysis.recent(CHAT, 100).await.unwrap().is_empty());
    assert!(personalization.events(PERSON, 10).await.unwrap().is_empty());
    assert_eq!(personalization.statistics(PERSON).await.unwrap().unwrap().total_messages, 30);
}

#[actix::test]
async fn the_actor_tidies_by_itself() {
    let House { housekeeping, supervisor, _folder } = house(KEEP_ALL).await;
    let analysis = housekeeping.analysis.clone();
    housekeeping.start(&supervisor);
    let mut patience = 1000;
    while !analysis.recent(CHAT, 100).await.unwrap().is_empty() {
        patience -= 1;
        assert!(patience > 0, "nothing was tidied up");
        sleep(Duration::from_millis(10)).await;
    }
}

#[actix::test]
async fn what_the_journal_forgot_is_given_back_to_the_disk_the_more_the_more_it_is() {
    let House { housekeeping, supervisor: _supervisor, _folder } =
        house(Retention { journal: Duration::ZERO, ..KEEP_ALL }).await;
    let journal = housekeeping.journal.clone();
    let long = "x".repeat(40_000);
    let drafts =
        (31..=530).map(|id| NewEntry::received(format!(r#"{{"update_id":{id},"poll":{{}},"x":"{long}"}}"#).into()));
    journal.append(drafts.collect()).await.unwrap();
    for store in &housekeeping.stores {
        assert!(store.reached(journal.head(), Duration::from_secs(10)).await);
    }
    sleep(Duration::from_millis(2)).await;
    assert_eq!(housekeeping.forget_updates().await.unwrap(), 530);
    let free = journal.optimise().await.unwrap();
    assert!(free > 2 * 2048, "{free} pages are free");
    housekeeping.tidy().await;
    let left = journal.optimise().await.unwrap();
    assert!(left <= free - 4 * 256, "{left} of {free} pages are still free");
}
