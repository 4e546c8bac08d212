//! Signals: the first asks to stop, the second does not ask.

use std::future::Future;
use std::io;
use std::sync::mpsc;
use std::thread;

use tokio::runtime::Builder;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::oneshot;

/// What a shell reports for a process ended by Ctrl+C.
const ENDED_AT_ONCE: i32 = 130;

/// Watches SIGTERM and SIGINT from now on: the future resolves on the first, the second ends the process at once with
/// exit code 130.
///
/// They are watched on a thread of their own, so that the second one works while the drain blocks every other.
///
/// # Errors
/// The thread cannot be started, or the signals cannot be watched.
pub fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    let (ready, watched) = mpsc::channel();
    let (ask, asked) = oneshot::channel();
    thread::Builder::new().name("signals".into()).spawn(move || watch(&ready, ask))?;
    watched.recv().map_err(io::Error::other)??;
    Ok(async {
        let _ = asked.await;
    })
}

fn watch(ready: &mpsc::Sender<io::Result<()>>, ask: oneshot::Sender<()>) {
    let watching = Builder::new_current_thread().enable_io().build().and_then(|runtime| {
        let signals = runtime.block_on(async { Signals::new() })?;
        Ok((runtime, signals))
    });
    match watching {
        Ok((runtime, signals)) => {
            let _ = ready.send(Ok(()));
            runtime.block_on(pass_on(signals, ask));
        }
        Err(error) => drop(ready.send(Err(error))),
    }
}

async fn pass_on(mut signals: Signals, ask: oneshot::Sender<()>) {
    let first = signals.next().await;
    tracing::info!(signal = first, "stopping; a second signal ends the process at once");
    let _ = ask.send(());
    let second = signals.next().await;
    eprintln!("received {second} again: stopped at once");
    #[expect(clippy::disallowed_methods, reason = "the drain is what the second signal cuts short")]
    std::process::exit(ENDED_AT_ONCE);
}

struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    fn new() -> io::Result<Self> {
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    async fn next(&mut self) -> &'static str {
        tokio::select! {
            _ = self.terminate.recv() => "SIGTERM",
            _ = self.interrupt.recv() => "SIGINT",
        }
    }
}
