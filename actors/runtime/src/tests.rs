//! Small actors that misbehave, and what their callers see.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use actix::{Actor, ActorContext, AsyncContext, Context, Handler, Supervised, WrapFuture};

use super::*;

#[derive(Clone, Default)]
struct Plan {
    starts: Arc<AtomicU32>,
    /// The starts that panic, counted from the first.
    failing_starts: std::ops::Range<u32>,
}

struct Moody {
    plan: Plan,
    asked: u32,
}

impl Actor for Moody {
    type Context = Context<Self>;

    fn started(&mut self, _: &mut Self::Context) {
        let start = self.plan.starts.fetch_add(1, Ordering::SeqCst);
        assert!(!self.plan.failing_starts.contains(&start), "this start fails");
    }
}

impl Supervised for Moody {
    fn restarting(&mut self, _: &mut Self::Context) {
        *self = Self { plan: self.plan.clone(), asked: 0 };
    }
}

enum Do {
    Count,
    Panic,
    PanicInSpawned,
    Stop,
    Never,
    Slowly(Duration),
}

impl Question for Do {
    type Answer = u32;
    type Failure = std::convert::Infallible;
}

impl Handler<Ask<Do>> for Moody {
    type Result = ();

    fn handle(&mut self, Ask { question, reply }: Ask<Do>, ctx: &mut Self::Context) {
        self.asked += 1;
        let asked = self.asked;
        match question {
            Do::Count => reply.answer(Ok(asked)),
            Do::Panic => panic!("as asked"),
            Do::PanicInSpawned => {
                ctx.spawn(
                    async move {
                        panic!("as asked, with {}", {
                            drop(reply);
                            asked
                        })
                    }
                    .into_actor(self),
                );
            }
            Do::Stop => ctx.stop(),
            Do::Never => ctx.wait(
                async move {
                    std::future::pending::<()>().await;
                    drop(reply);
                }
                .into_actor(self),
            ),
            Do::Slowly(pause) => ctx.wait(
                async move {
                    tokio::time::sleep(pause).await;
                    reply.answer(Ok(asked));
                }
                .into_actor(self),
            ),
        }
    }
}

fn limits() -> Limits {
    Limits {
        max_restarts: 4,
        hang_after: Duration::from_millis(100),
        first_pause: Duration::from_millis(1),
        mailbox: 8,
        ..Limits::default()
    }
}

fn start(limits: Limits, plan: Plan) -> (Supervisor, Mailbox<Moody>) {
    let supervisor = Supervisor::new(limits);
    let mailbox = supervisor.start("moody", move || Moody { plan, asked: 0 });
    (supervisor, mailbox)
}

#[actix::test]
async fn a_panic_in_a_handler_restarts_with_a_fresh_state() {
    let (supervisor, moody) = start(limits(), Plan::default());
    assert_eq!(moody.ask(Do::Count).await.ok(), Some(1));
    assert!(matches!(moody.ask(Do::Panic).await, Err(AskError::Crashed)));
    assert_eq!(moody.ask(Do::Count).await.ok(), Some(1), "the state is fresh");
    assert_eq!(supervisor.states()[0].restarts, 1);
}

#[actix::test]
async fn a_panic_in_a_spawned_future_and_a_stop_restart_too() {
    let (supervisor, moody) = start(limits(), Plan::default());
    assert!(matches!(moody.ask(Do::PanicInSpawned).await, Err(AskError::Crashed)));
    assert!(matches!(moody.ask(Do::Stop).await, Err(AskError::Crashed)));
    assert_eq!(moody.ask(Do::Count).await.ok(), Some(1));
    assert_eq!(supervisor.states()[0].restarts, 2);
}

#[actix::test]
async fn a_panic_at_start_up_is_tried_again() {
    let plan = Plan { failing_starts: 0..3, ..Plan::default() };
    let (supervisor, moody) = start(limits(), plan);
    assert_eq!(moody.ask(Do::Count).await.ok(), Some(1));
    assert_eq!(supervisor.states()[0].restarts, 3);
}

#[actix::test]
async fn what_is_queued_survives_a_crash() {
    let (_supervisor, moody) = start(limits(), Plan::default());
    let slow = moody.ask(Do::Slowly(Duration::from_millis(50)));
    let (slow, crashed, first, second) =
        tokio::join!(slow, moody.ask(Do::Panic), moody.ask(Do::Count), moody.ask(Do::Count));
    assert_eq!(slow.ok(), Some(1));
    assert!(matches!(crashed, Err(AskError::Crashed)));
    assert_eq!((first.ok(), second.ok()), (Some(1), Some(2)), "answered by the restarted actor");
}

#[actix::test]
async fn one_that_hangs_is_restarted_by_the_watchdog() {
    let (supervisor, moody) = start(limits(), Plan::default());
    let (hanging, queued) = tokio::join!(moody.ask(Do::Never), moody.ask(Do::Count));
    assert!(matches!(hanging, Err(AskError::Crashed)));
    assert_eq!(queued.ok(), Some(1));
    assert_eq!(supervisor.states()[0].restarts, 1);
}

#[actix::test]
async fn one_that_nobody_asks_is_restarted_too() {
    let plan = Plan { failing_starts: 0..2, ..Plan::default() };
    let (supervisor, mailbox) = start(limits(), plan.clone());
    drop(mailbox);
    while plan.starts.load(Ordering::SeqCst) < 3 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    assert_eq!(supervisor.states()[0].restarts, 2);
}

#[actix::test]
async fn one_that_keeps_failing_escalates() {
    let plan = Plan { failing_starts: 0..u32::MAX, ..Plan::default() };
    let (supervisor, moody) = start(limits(), plan.clone());
    let reason = supervisor.given_up().await;
    assert!(reason.contains("moody") && reason.contains("this start fails"), "{reason}");
    assert_eq!(plan.starts.load(Ordering::SeqCst), 5, "the first start and four restarts");
    assert!(matches!(moody.ask(Do::Count).await, Err(AskError::Gone)));
}

#[actix::test]
async fn a_blocked_thread_escalates() {
    let (supervisor, _moody) = start(limits(), Plan::default());
    let blocked = supervisor.start("blocked", || -> Moody {
        #[allow(clippy::disallowed_methods, reason = "blocking the thread is what is tested")]
        std::thread::sleep(Duration::from_secs(2));
        Moody { plan: Plan::default(), asked: 0 }
    });
    let reason = supervisor.given_up().await;
    assert!(reason.contains("blocked"), "{reason}");
    drop(blocked);
}

#[actix::test]
async fn a_full_mailbox_and_a_late_answer_are_told_apart() {
    let limits = Limits { mailbox: 1, ask: Duration::from_millis(60), hang_after: Duration::from_secs(5), ..limits() };
    let (supervisor, moody) = start(limits, Plan::default());
    let (late, turned_away) = tokio::join!(moody.ask(Do::Slowly(Duration::from_millis(150))), moody.ask(Do::Count));
    assert!(matches!(late, Err(AskError::TimedOut)));
    assert!(matches!(turned_away, Err(AskError::Overloaded)));
    assert_eq!(supervisor.states()[0].in_flight, 1, "the late one still holds its place");
    assert!(!moody.hint(Do::Count), "no room for a hint");
}

#[actix::test]
async fn stopping_waits_for_what_is_in_flight() {
    let (supervisor, moody) = start(limits(), Plan::default());
    let asker = moody.clone();
    let slow = actix_rt::spawn(async move { asker.ask(Do::Slowly(Duration::from_millis(80))).await });
    while supervisor.states()[0].in_flight == 0 {
        tokio::task::yield_now().await;
    }
    moody.actor().stop().await;
    assert_eq!(slow.await.ok().and_then(Result::ok), Some(1));
    assert!(matches!(moody.ask(Do::Count).await, Err(AskError::Gone)));
}

#[actix::test]
async fn all_are_stopped_in_reverse_order_of_their_start_and_closed_before() {
    let supervisor = Supervisor::new(limits());
    let told = Arc::new(std::sync::Mutex::new(Vec::new()));
    let mailboxes = ["first", "second", "third"].map(|name| {
        let mailbox = supervisor.start(name, || Moody { plan: Plan::default(), asked: 0 });
        let (told, asked) = (Arc::clone(&told), mailbox.clone());
        mailbox.actor().before_stop(move || {
            Box::pin(async move {
                let still_there = asked.ask(Do::Count).await.is_ok();
                told.lock().unwrap().push((name, still_there));
            })
        });
        mailbox
    });
    supervisor.stop_all().await;
    assert_eq!(*told.lock().unwrap(), [("third", true), ("second", true), ("first", true)]);
    for mailbox in &mailboxes {
        assert!(matches!(mailbox.ask(Do::Count).await, Err(AskError::Gone)));
    }
    supervisor.stop_all().await;
    assert_eq!(told.lock().unwrap().len(), 3, "once is enough");
}

/// Notes how many alarms there are when it is put into words.
struct Why(std::cell::Cell<u64>);

impl std::fmt::Display for Why {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.set(self.0.get().max(alarms_of_why()));
        f.write_str("a page is missing")
    }
}

fn alarms_of_why() -> u64 {
    metrics::STORE_ALARMS.with_label_values(&["why", "damaged"]).get()
}

/// Whoever hears of the end tells the admins what the alarms say, at once.
#[actix::test]
async fn the_alarm_of_a_damaged_database_is_raised_before_anybody_hears_of_the_end() {
    let supervisor = Supervisor::new(Limits::default());
    let why = Why(0.into());
    supervisor.damaged("why", &why);
    assert_eq!(why.0.get(), 1, "the reason is put into words before it is published, and the alarm is there by then");
    assert_eq!(supervisor.gave_up().as_deref(), Some("the database of why is damaged: a page is missing"));
    supervisor.damaged("why", &why);
    assert_eq!(alarms_of_why(), 1);
}

/// Starts an actor; tells the thread it lives on, and gives what lives as long as that thread.
async fn thread_of(supervisor: &Supervisor) -> (std::thread::ThreadId, std::sync::Weak<()>) {
    thread_local!(static LIVES: Arc<()> = Arc::default());
    let (sender, told) = tokio::sync::oneshot::channel();
    let _mailbox = supervisor.start("told", move || {
        let _ = sender.send((std::thread::current().id(), LIVES.with(Arc::downgrade)));
        Moody { plan: Plan::default(), asked: 0 }
    });
    told.await.unwrap()
}

#[actix::test]
async fn actors_share_a_thread_where_they_are_to_and_it_ends_with_the_last() {
    let (apart, together) = (Supervisor::new(limits()), Supervisor::on_one_thread(limits()));
    assert_ne!(thread_of(&apart).await.0, thread_of(&apart).await.0);
    let ((first, life), (second, _)) = (thread_of(&together).await, thread_of(&together).await);
    assert_eq!(first, second);
    together.stop_all().await;
    assert!(life.upgrade().is_some(), "more may be started");
    drop(together);
    while life.upgrade().is_some() {
        tokio::task::yield_now().await;
    }
}
