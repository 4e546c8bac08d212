//! A worker that counts its steps.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use super::*;
use crate::Limits;

const HOUR: Duration = Duration::from_secs(3600);
const TICK: Duration = Duration::from_millis(1);

#[derive(Clone)]
struct Count {
    first: Duration,
    next: Next,
    takes: Duration,
    panics_at: u32,
    steps: Arc<AtomicU32>,
}

impl Count {
    fn every(period: Duration) -> Self {
        let next = Next::Every(period);
        Self { first: period, next, takes: Duration::ZERO, panics_at: u32::MAX, steps: Arc::default() }
    }

    fn start(&self) -> (Supervisor, WorkerHandle<Self>) {
        let limits = Limits { first_pause: TICK, ..Limits::default() };
        let supervisor = Supervisor::new(limits);
        let handle = Worker::start(&supervisor, "count", self.clone());
        (supervisor, handle)
    }

    fn steps(&self) -> u32 {
        self.steps.load(Ordering::SeqCst)
    }

    async fn reach(&self, steps: u32) {
        while self.steps() < steps {
            tokio::time::sleep(TICK).await;
        }
    }
}

impl Work for Count {
    /// The steps since the last restart.
    type State = u32;

    fn begin(&self) -> u32 {
        0
    }

    fn first(&self) -> Duration {
        self.first
    }

    async fn step(&self, since_restart: &mut u32) -> Step {
        let number = self.steps.fetch_add(1, Ordering::SeqCst) + 1;
        *since_restart += 1;
        assert!(number != self.panics_at, "as planned");
        tokio::time::sleep(self.takes).await;
        let result = if *since_restart == number { Ok(()) } else { Err(format!("{since_restart} since")) };
        Step { result, next: self.next }
    }
}

async fn until<W: Work>(worker: &WorkerHandle<W>, is: impl Fn(&WorkStatus) -> bool) -> WorkStatus {
    while !is(&worker.status()) {
        tokio::time::sleep(TICK).await;
    }
    worker.status()
}

#[actix::test]
async fn steps_are_taken_again_and_again() {
    let count = Count::every(TICK);
    let (_supervisor, _worker) = count.start();
    count.reach(5).await;
}

#[actix::test]
async fn it_waits_and_runs_when_it_is_told_to() {
    let count = Count::every(HOUR);
    let (supervisor, worker) = count.start();
    let waiting = until(&worker, |status| status.next_run.is_some()).await;
    assert!(waiting.next_run > Some(now() + 3590) && waiting.last_run.is_none(), "{waiting:?}");
    worker.tell(Order::RunNow).await.unwrap();
    let ran = until(&worker, |status| status.last_run.is_some()).await;
    assert_eq!((count.steps(), ran.last_result), (1, Some(Ok(()))));
    let shown = supervisor.states()[0].work.clone().unwrap();
    assert_eq!((shown.activity, shown.last_run.is_some()), (Activity::Waiting, true), "operators see it too");
}

#[actix::test]
async fn a_pause_lasts_until_it_is_ended_and_one_step_may_be_ordered_meanwhile() {
    let count = Count::every(TICK);
    let (_supervisor, worker) = count.start();
    count.reach(1).await;
    worker.tell(Order::Pause).await.unwrap();
    until(&worker, |status| status.activity == Activity::Paused).await;
    let before = count.steps();
    tokio::time::sleep(20 * TICK).await;
    assert_eq!(count.steps(), before);
    worker.tell(Order::RunNow).await.unwrap();
    count.reach(before + 1).await;
    let paused = until(&worker, |status| status.activity == Activity::Paused).await;
    assert_eq!((count.steps(), paused.next_run), (before + 1, None));
    for _ in 0..3 {
        assert!(worker.nudge());
    }
    count.reach(before + 2).await;
    until(&worker, |status| status.activity == Activity::Paused).await;
    let before = count.steps();
    tokio::time::sleep(20 * TICK).await;
    assert_eq!(count.steps(), before, "the pause outlives several orders");
    worker.tell(Order::Resume).await.unwrap();
    count.reach(before + 3).await;
}

#[actix::test]
async fn what_is_asked_for_during_a_step_follows_it() {
    let count = Count { takes: Duration::from_millis(30), ..Count::every(HOUR) };
    let (_supervisor, worker) = count.start();
    assert!(worker.nudge());
    until(&worker, |status| status.activity == Activity::Running).await;
    assert!(worker.nudge() && worker.nudge());
    count.reach(2).await;
    until(&worker, |status| status.activity == Activity::Waiting).await;
    assert_eq!(count.steps(), 2, "two wishes during a step are one");
}

#[actix::test]
async fn a_panic_begins_the_state_anew_and_keeps_the_pause() {
    let count = Count { panics_at: 3, ..Count::every(TICK) };
    let (supervisor, worker) = count.start();
    let failed = until(&worker, |status| matches!(status.last_result, Some(Err(_)))).await;
    assert_eq!(supervisor.states()[0].restarts, 1, "{failed:?}");
    count.reach(4).await;
    let since = |status: &WorkStatus| matches!(&status.last_result, Some(Err(why)) if why.ends_with("since"));
    until(&worker, since).await;

    let count = Count { panics_at: 1, ..Count::every(HOUR) };
    let (_supervisor, worker) = count.start();
    worker.tell(Order::Pause).await.unwrap();
    worker.tell(Order::RunNow).await.unwrap();
    until(&worker, |status| status.last_result.is_some() && status.activity == Activity::Paused).await;
    assert_eq!(count.steps(), 1);
}

/// When steps are taken within almost a day, in hours, if each takes so long.
fn steps_of_a_day(takes: impl Fn(usize) -> Duration) -> Vec<f64> {
    let (mut at, mut taken) = (HOUR, Vec::new());
    while at < 23 * HOUR + HOUR / 2 {
        let took = takes(taken.len());
        taken.push(at.as_secs_f64() / 3600.0);
        at += took + Next::Every(HOUR).pause(took);
    }
    taken
}

#[test]
fn a_step_is_taken_every_hour_and_not_at_once() {
    let taken = steps_of_a_day(|_| Duration::ZERO);
    assert_eq!((taken.len(), taken[0]), (23, 1.0));
}

#[test]
fn steps_that_a_slow_one_missed_are_not_made_up_for() {
    let taken = steps_of_a_day(|before| if before == 1 { 3 * HOUR + HOUR / 2 } else { Duration::ZERO });
    assert_eq!(taken[..4], [1.0, 2.0, 5.5, 6.5]);
}

#[test]
fn a_pause_after_a_step_is_as_long_whatever_the_step_took() {
    assert_eq!(Next::After(HOUR).pause(3 * HOUR), HOUR);
}
