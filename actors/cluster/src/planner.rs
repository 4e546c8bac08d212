//! The gateway's node writes down which node should have which shard.

use tokio::sync::watch;

use crate::{
    gateway::{Gateway, GatewayLease},
    plan::{PlanInput, plan},
    state::{Bucket, State},
    task::Task,
    values::PLAN,
    view::View,
};

/// Plans while this node is the gateway. Dropping it ends it.
pub struct Planner {
    _task: Task,
}

impl Planner {
    /// `shards` as in the cluster's shape.
    pub fn start(state: &State, gateway: &Gateway, shards: u16) -> Self {
        let work = keep_planning(state.bucket().clone(), state.view(), gateway.lease(), shards);
        Self { _task: Task::spawn(work) }
    }
}

async fn keep_planning(
    bucket: Bucket,
    mut view: watch::Receiver<View>,
    mut gateway: watch::Receiver<Option<GatewayLease>>,
    shards: u16,
) {
    let mut written = 0;
    loop {
        let is_gateway = gateway.borrow_and_update().as_ref().is_some_and(GatewayLease::is_valid);
        let (input, revision) = {
            let view = view.borrow_and_update();
            (PlanInput::of(&view, shards), view.plan.revision)
        };
        // A plan that was written and is not seen yet would be made again.
        if is_gateway && revision >= written {
            written = write(&bucket, &input, revision).await.unwrap_or(written);
        }
        tokio::select! {
            changed = view.changed() => if changed.is_err() { return },
            changed = gateway.changed() => if changed.is_err() { return },
        }
    }
}

/// The revision of the new plan if it differs from the former one.
async fn write(bucket: &Bucket, input: &PlanInput, revision: u64) -> Option<u64> {
    let next = plan(input);
    if next == input.plan {
        return None;
    }
    match bucket.swap(PLAN, &next, revision).await {
        Ok(revision) => Some(revision),
        Err(error) => {
            tracing::debug!(%error, "could not write the plan; it is made anew");
            None
        }
    }
}
