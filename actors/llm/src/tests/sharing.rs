//! Identical requests, one after the other and at the same time.

use futures_util::future::join;

use super::*;

fn late() -> Act {
    Act::Slow(Duration::from_millis(50), Box::new(Act::Says("Так".into())))
}

#[actix::test]
async fn an_identical_request_is_answered_once_within_a_chat() {
    let server = StandIn::start("Так").await;
    let rig = Rig::new(&chain(&server));
    let first = rig.ask("?").await.unwrap();
    let second = rig.ask_for(owner(1, 2), "?").await.unwrap();
    assert_eq!(second, Completion { cached: true, usage: Usage::default(), ..first.clone() });
    assert_eq!(server.count(), 1);
    assert!(!rig.ask("another?").await.unwrap().cached);
    assert!(!rig.ask_for(owner(2, 1), "?").await.unwrap().cached, "another chat's answers are its own");
    assert_eq!(server.count(), 3);
}

#[actix::test]
async fn failures_are_not_kept() {
    let server = StandIn::start("Так").await;
    server.next([Act::Refuses, Act::Refuses]);
    let rig = Rig::new(&chain(&server));
    assert_eq!(rig.ask("?").await, Err(LlmError::Unavailable));
    assert!(rig.ask("?").await.is_ok());
}

#[actix::test]
async fn without_a_cache_each_is_asked() {
    let server = StandIn::start("Так").await;
    let cache = CacheLimits { entries: 0, ..CacheLimits::default() };
    let rig = Rig::new(&LlmSettings { cache, ..chain(&server) });
    for _ in 0..2 {
        assert!(!rig.ask("?").await.unwrap().cached);
    }
    assert_eq!(server.count(), 2);
}

#[actix::test]
async fn identical_requests_at_the_same_time_share_one() {
    let server = StandIn::start("Так").await;
    server.next([late()]);
    let rig = Rig::new(&chain(&server));
    let (one, two) = join(rig.ask("?"), rig.ask_for(owner(1, 2), "?")).await;
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!((one.text.as_str(), two.text.as_str()), ("Так", "Так"));
    assert_eq!((one.cached, two.cached), (false, true));
    assert_eq!(server.count(), 1);
}

#[actix::test]
async fn who_shares_gets_the_answer_though_the_first_gave_up() {
    let server = StandIn::start("Так").await;
    server.next([late()]);
    let rig = Rig::new(&chain(&server));
    let mut first = Box::pin(rig.ask("?"));
    tokio::select! {
        _ = &mut first => panic!("too early"),
        () = server.wait_for(1) => {}
    }
    let second = rig.ask_for(owner(1, 2), "?");
    let give_up = async { drop(first) };
    let (answer, ()) = join(second, give_up).await;
    assert_eq!(answer.unwrap().text, "Так");
    assert_eq!(server.count(), 1);
}

#[actix::test]
async fn who_shares_does_not_suffer_from_anothers_hurry() {
    let server = StandIn::start("Так").await;
    server.next([Act::Silent]);
    let rig = Rig::new(&chain(&server));
    let question = prompt("?");
    let hurried = rig.models.complete(owner(1, 1), &question, Instant::now() + Duration::from_millis(200));
    let (hurried, patient) = join(hurried, rig.ask_for(owner(1, 2), "?")).await;
    assert_eq!(hurried, Err(LlmError::TimedOut));
    assert_eq!(patient.unwrap().text, "Так");
    assert_eq!(server.count(), 2);
}
