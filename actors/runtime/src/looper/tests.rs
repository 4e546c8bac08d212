//! A loop that does what is put on its list, one thing at a time.

use std::{sync::Arc, time::Duration};

use tokio::sync::{Semaphore, mpsc};

use super::*;
use crate::Limits;

const SOON: Duration = Duration::from_secs(5);

#[derive(Clone)]
struct List {
    waiting: Arc<Semaphore>,
    /// What is begun ends when a permit is here.
    leave_to_end: Arc<Semaphore>,
    done: mpsc::UnboundedSender<()>,
    panics: Arc<Semaphore>,
}

impl Loop for List {
    async fn run(self, mut control: LoopControl) {
        loop {
            control.show(0);
            let paused = control.is_paused();
            tokio::select! {
                Ok(thing) = self.waiting.acquire(), if !paused => {
                    thing.forget();
                    control.show(1);
                    assert!(self.panics.try_acquire().is_err(), "as planned");
                    self.leave_to_end.acquire().await.unwrap().forget();
                    self.done.send(()).unwrap();
                }
                () = control.ordered() => {}
            }
        }
    }
}

struct Tried {
    list: List,
    done: mpsc::UnboundedReceiver<()>,
    handle: LooperHandle<List>,
    _supervisor: Supervisor,
}

impl Tried {
    fn start() -> Self {
        let (sender, done) = mpsc::unbounded_channel();
        let none = || Arc::new(Semaphore::new(0));
        let list = List { waiting: none(), leave_to_end: none(), done: sender, panics: none() };
        let limits = Limits { first_pause: Duration::from_millis(1), ..Limits::default() };
        let supervisor = Supervisor::new(limits);
        let handle = Looper::start(&supervisor, "list", list.clone());
        Self { list, done, handle, _supervisor: supervisor }
    }

    async fn is(&self, activity: Activity) {
        let mut status = self.handle.status.clone();
        let reached = status.wait_for(|status| status.activity == activity);
        tokio::time::timeout(SOON, reached).await.unwrap().unwrap();
    }
}

#[actix::test]
async fn finishing_waits_for_what_is_under_way_and_begins_nothing_more() {
    let mut tried = Tried::start();
    tried.list.waiting.add_permits(2);
    tried.is(Activity::Running).await;
    let finish = tried.handle.clone();
    let finish = actix_rt::spawn(async move { finish.finish().await });
    tried.handle.tell(Order::RunNow).await.unwrap();
    assert!(!finish.is_finished(), "one thing is under way");
    tried.list.leave_to_end.add_permits(2);
    tokio::time::timeout(SOON, finish).await.unwrap().unwrap();
    assert_eq!(tried.done.try_recv(), Ok(()));
    assert_eq!(tried.list.waiting.available_permits(), 1, "the second was not begun");
    assert!(tried.handle.status().last_run.is_some());
}

#[actix::test]
async fn it_goes_on_when_it_is_told_to() {
    let mut tried = Tried::start();
    tried.handle.tell(Order::Pause).await.unwrap();
    tried.is(Activity::Paused).await;
    tried.list.leave_to_end.add_permits(1);
    tried.list.waiting.add_permits(1);
    tried.handle.tell(Order::Resume).await.unwrap();
    tokio::time::timeout(SOON, tried.done.recv()).await.unwrap().unwrap();
}

#[actix::test]
async fn a_restart_keeps_the_pause() {
    let tried = Tried::start();
    tried.list.panics.add_permits(1);
    tried.list.waiting.add_permits(2);
    tried.is(Activity::Running).await;
    tried.handle.tell(Order::Pause).await.ok();
    tried.is(Activity::Paused).await;
    assert_eq!(tried.list.waiting.available_permits(), 1);
}

#[actix::test]
async fn who_waits_for_the_end_of_one_that_is_gone_waits_for_nothing() {
    let tried = Tried::start();
    tried.handle.actor().stop().await;
    tokio::time::timeout(SOON, tried.handle.finish()).await.unwrap();
}
