//! Signals: the first asks to stop, the second does not ask.

use std::io;
use std::thread;

use tokio::runtime::{Builder, Runtime};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::oneshot;

/// What a shell reports for a process ended by Ctrl+C.
const ENDED_AT_ONCE: i32 = 130;

/// Resolves on SIGTERM or SIGINT. From then on another one ends the process at once with exit code 130.
///
/// The signals are watched on a thread of their own, so that the second one works while the drain blocks this one.
///
/// # Errors
/// The signals cannot be watched, or the thread cannot be started.
pub async fn stop_signal() -> io::Result<()> {
    let (asked, wait) = oneshot::channel();
    let runtime = Builder::new_current_thread().enable_io().build()?;
    thread::Builder::new()
        .name("signals".into())
        .spawn(move || watch(&runtime, asked))?;
    wait.await.unwrap_or_else(|_| {
        Err(io::Error::other(
            "the thread that watches signals has ended",
        ))
    })
}

fn watch(runtime: &Runtime, asked: oneshot::Sender<io::Result<()>>) {
    runtime.block_on(async {
        let mut signals = match Signals::new() {
            Ok(signals) => signals,
            Err(error) => return drop(asked.send(Err(error))),
        };
        let first = signals.next().await;
        tracing::info!(
            signal = first,
            "stopping; a second signal ends the process at once"
        );
        let _ = asked.send(Ok(()));
        let second = signals.next().await;
        tracing::warn!(signal = second, "ended at once, without a drain");
        std::process::exit(ENDED_AT_ONCE);
    });
}

struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    fn new() -> io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    async fn next(&mut self) -> &'static str {
        tokio::select! {
            _ = self.terminate.recv() => "SIGTERM",
            _ = self.interrupt.recv() => "SIGINT",
        }
    }
}
