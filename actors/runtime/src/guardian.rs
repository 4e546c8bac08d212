//! The future that runs one actor and starts it anew when it panics, stops or is found hanging.

use std::{panic::AssertUnwindSafe, sync::Arc};

use actix::{Actor, Context, Supervised, dev::ContextFut};
use futures_util::FutureExt;
use tokio::time::sleep;

use super::child::{Child, Verdict};
use crate::panics::panic_message;

/// Runs the actor until it is told to stop. `restart` keeps the address and what is queued, and drops the
/// actor's futures; the actor replaces itself in `restarting` and opens what it owns in `started`.
pub(super) async fn guard<A>(mut actor: ContextFut<A, Context<A>>, child: Arc<Child>)
where
    A: Actor<Context = Context<A>> + Supervised,
{
    loop {
        let reason = tokio::select! {
            biased;
            () = child.told_to_stop() => break,
            () = child.told_to_restart() => "hangs".to_owned(),
            end = AssertUnwindSafe(&mut actor).catch_unwind() => match end {
                Ok(()) => "stopped: it could not continue".to_owned(),
                Err(panic) => format!("panicked: {}", panic_message(&*panic)),
            },
        };
        if !revive(&mut actor, &child, reason).await {
            break;
        }
    }
    child.ended();
}

/// Restarts after a pause; a panic in `restarting` counts as one more crash. False when the supervisor gave up.
async fn revive<A>(actor: &mut ContextFut<A, Context<A>>, child: &Child, mut reason: String) -> bool
where
    A: Actor<Context = Context<A>> + Supervised,
{
    loop {
        let Verdict::RestartAfter(pause) = child.crashed(&reason) else { return false };
        sleep(pause).await;
        // The watchdog may have asked for what is being done.
        let _ = child.told_to_restart().now_or_never();
        match std::panic::catch_unwind(AssertUnwindSafe(|| actor.restart())) {
            Ok(revived) => return revived,
            Err(panic) => reason = format!("panicked while restarting: {}", panic_message(&*panic)),
        }
    }
}
