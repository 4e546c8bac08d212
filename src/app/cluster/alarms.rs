//! Tells the bot's admins what is wrong with the cluster. The gateway's node does, and knows what others told before it.

use std::{collections::HashMap, sync::Arc, time::Duration};

use cluster::{DEAD_AFTER, GatewayLease, LayoutError, Status};
use operations::alarms::{ClusterFault, Told, Trouble};
use tokio::time::{Instant, sleep};

use super::{
    faults::{Fault, faults, troubles},
    node::Node,
};
use crate::app::rules;

/// Between two looks.
const LOOK: Duration = Duration::from_secs(5);
/// How often NATS is asked for its copies.
const COPIES: Duration = Duration::from_secs(15);
/// A node that has just started takes every other one for alive until it knows better.
const BEGIN: Duration = Duration::from_secs(1).saturating_add(DEAD_AFTER);

/// Looks around until it is dropped.
pub(super) async fn watch(node: Arc<Node>, gateway: &GatewayLease) {
    sleep(BEGIN).await;
    let admins = rules::admins(&node.settings, &node.telegram);
    let mut told = read(&node).await;
    let (mut lasting, mut copies) = (Lasting::default(), Copies::default());
    loop {
        let missing = copies.missing(&node).await;
        let status = Status::of(&node.view.borrow(), node.layout.shape.shards);
        let now = faults(&status, node.settings.cluster.snapshot_secs).into_iter().chain(missing);
        let troubles = lasting.look(Instant::now(), now.collect(), |trouble| told.is_open(trouble));
        if gateway.is_valid() {
            admins.tell_news(&mut told, &troubles, async |told| keep(&node, told).await).await;
        }
        sleep(LOOK).await;
    }
}

/// Waits until it is known what was told: to tell it again would be wrong.
async fn read(node: &Node) -> Told {
    loop {
        match node.state.told().await {
            Ok(kept) => return kept.map(Told::from_kept).unwrap_or_default(),
            Err(error) => tracing::warn!(%error, "cannot read what the admins were told; trying again"),
        }
        sleep(LOOK).await;
    }
}

async fn keep(node: &Node, told: &Told) {
    if let Err(error) = node.state.set_told(&told.to_keep()).await {
        tracing::warn!(%error, "cannot note what the admins were told; another gateway may tell it again");
    }
}

/// How long a fault must last before it is told: what mends itself within that is nothing to wake anybody for.
fn patience(fault: ClusterFault) -> Duration {
    Duration::from_secs(match fault {
        ClusterFault::UpdatesLost | ClusterFault::SnapshotOld => 5,
        ClusterFault::NodeLost => 15,
        ClusterFault::Unserved | ClusterFault::Replica => 60,
    })
}

/// Since when each fault lasts.
#[derive(Default)]
struct Lasting(HashMap<Fault, Instant>);

impl Lasting {
    /// What has lasted long enough to be told. Of what was told already another node has waited for that.
    fn look(&mut self, now: Instant, faults: Vec<Fault>, is_told: impl Fn(&Trouble) -> bool) -> Vec<Trouble> {
        self.0.retain(|fault, _| faults.contains(fault));
        let mut has_lasted = |fault: &Fault| {
            let since = *self.0.entry(fault.clone()).or_insert(now);
            now - since >= patience(fault.0) || is_told(&Trouble::Cluster(fault.0, fault.1.clone()))
        };
        let lasted: Vec<_> = faults.iter().filter(|fault| has_lasted(fault)).cloned().collect();
        // What is told once for all of a kind is told of all.
        let is_of_lasted = |fault: &Fault| {
            lasted.iter().any(|it| it == fault || (it.0 == fault.0 && fault.0 != ClusterFault::NodeLost))
        };
        troubles(faults.into_iter().filter(is_of_lasted))
    }
}

/// The servers that lack copies, or the stream that does not answer, as NATS last told.
#[derive(Default)]
struct Copies(Option<(Instant, Vec<Fault>)>);

impl Copies {
    async fn missing(&mut self, node: &Node) -> Vec<Fault> {
        if let Some((asked, missing)) = &self.0
            && asked.elapsed() < COPIES
        {
            return missing.clone();
        }
        let lacking = match node.layout.missing_copies().await {
            Ok(servers) => servers.into_keys().collect(),
            // It has no leader: a majority of its copies is missing.
            Err(LayoutError::Unavailable { stream, .. }) => vec![stream],
            Err(_) => Vec::new(),
        };
        let missing: Vec<_> = lacking.into_iter().map(|what| (ClusterFault::Replica, what)).collect();
        self.0 = Some((Instant::now(), missing.clone()));
        missing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lost(node: &str) -> Fault {
        (ClusterFault::NodeLost, node.to_owned())
    }

    fn at(start: Instant, seconds: u64) -> Instant {
        start + Duration::from_secs(seconds)
    }

    #[test]
    fn a_fault_is_told_once_it_has_lasted() {
        let (start, mut lasting) = (Instant::now(), Lasting::default());
        let mut look = |seconds, faults| lasting.look(at(start, seconds), faults, |_| false);
        assert_eq!(look(0, vec![lost("a")]), []);
        assert_eq!(look(14, vec![lost("a"), lost("b")]), []);
        assert_eq!(look(15, vec![lost("a"), lost("b")]), troubles([lost("a")]));
        assert_eq!(look(20, vec![lost("b")]), []);
        assert_eq!(look(30, vec![lost("a"), lost("b")]), troubles([lost("b")]), "it was gone meanwhile");
    }

    #[test]
    fn shards_that_move_one_after_another_are_no_fault() {
        let (start, mut lasting) = (Instant::now(), Lasting::default());
        for second in 0..200 {
            let moving = (ClusterFault::Unserved, (second / 10).to_string());
            assert_eq!(lasting.look(at(start, second), vec![moving], |_| false), []);
        }
    }

    #[test]
    fn shards_that_are_lost_one_after_another_are_told_of_together() {
        let (start, mut lasting) = (Instant::now(), Lasting::default());
        let of = |shard: &str| (ClusterFault::UpdatesLost, shard.to_owned());
        assert_eq!(lasting.look(start, vec![of("00")], |_| false), []);
        let both = vec![of("00"), of("01")];
        assert_eq!(lasting.look(at(start, 5), both.clone(), |_| false), troubles(both));
    }

    #[test]
    fn a_new_gateway_does_not_take_what_was_told_for_over() {
        let mut lasting = Lasting::default();
        assert_eq!(lasting.look(Instant::now(), vec![lost("a")], |_| true), troubles([lost("a")]));
    }
}
