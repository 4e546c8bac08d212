//! The figures of a run.

use std::time::Duration;

use serde::Serialize;

use super::{plan::Plan, telegram::Telegram, watch::Sample};

/// The figures of a run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    pub plan: Plan,
    /// Seconds until all updates were in all stores, or until nothing moved any more.
    pub seconds: f64,
    /// Updates that became durable; fewer than planned were lost, or not taken.
    pub durable: usize,
    /// Updates a second until they were in all stores.
    pub per_second: f64,
    /// From the receipt of an update to when it was durable: confirmed by the next getUpdates, or by the webhook's answer.
    pub until_durable: Spread,
    /// From the receipt of an update to when all stores had it, as exact as the instance is looked at. `None` for a cluster, where
    /// an update is an entry of one journal or two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until_stored: Option<Spread>,
    /// Calls that were answered.
    pub answered: usize,
    /// Further answers to them.
    pub doubled: usize,
    pub answers_per_second: f64,
    /// From the receipt of a call to the answer to it.
    pub until_answered: Spread,
    /// Deliveries that were not taken and were made again.
    pub refused: usize,
    /// Microseconds of CPU that an update cost the instance.
    pub cpu_micros_an_update: f64,
    /// Megabytes of memory before the run, at most, and after it.
    pub memory_before: f64,
    pub memory_most: f64,
    pub memory_after: f64,
    /// Actors that were restarted, and whether the process was.
    pub restarts: f64,
    pub process_restarted: bool,
    /// What each node took, where there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub nodes: Vec<NodeReport>,
    /// Microseconds of CPU that an update cost the generator itself.
    pub own_cpu_micros_an_update: f64,
    pub samples: Vec<Sample>,
}

/// What a node of a cluster took.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NodeReport {
    pub address: String,
    /// Entries that its stores applied a second: those of its shards.
    pub entries_per_second: f64,
    /// Microseconds of CPU, for each update of the run.
    pub cpu_micros_an_update: f64,
    pub memory_after: f64,
}

/// How times are spread, milliseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Spread {
    pub p50: f64,
    pub p90: f64,
    pub p99: f64,
    pub max: f64,
}

impl Spread {
    /// Of microseconds, in any order.
    pub fn of(mut micros: Vec<u64>) -> Self {
        micros.sort_unstable();
        let Some(last) = micros.len().checked_sub(1) else { return Self::default() };
        let at = |percent: usize| micros[(last * percent).div_ceil(100)] as f64 / 1000.0;
        Self { p50: at(50), p90: at(90), p99: at(99), max: at(100) }
    }
}

const MEGABYTE: f64 = 1e6;

impl Report {
    /// `nodes` are their addresses, and what each was before the run and after it.
    pub(super) fn of(
        telegram: &Telegram,
        first: Sample,
        samples: Vec<Sample>,
        nodes: &[(&str, (&Sample, &Sample))],
        own_cpu: Duration,
    ) -> Self {
        let (plan, ledger) = (telegram.plan().clone(), telegram.ledger());
        let last = samples.last().copied().unwrap_or(first);
        let durable = ledger.until_durable();
        let answers = ledger.until_answered();
        let updates = durable.len().max(1) as f64;
        let seconds = last.at.max(f64::EPSILON);
        let memory = samples.iter().map(|sample| sample.memory).fold(first.memory, f64::max);
        Self {
            seconds: last.at,
            durable: durable.len(),
            per_second: durable.len() as f64 / seconds,
            until_stored: (!first.is_node).then(|| Spread::of(until_stored(&durable, &samples))),
            until_durable: Spread::of(
                durable.iter().map(|(handed, durable)| durable.saturating_sub(*handed)).collect(),
            ),
            answered: answers.len(),
            doubled: ledger.doubled_count(),
            answers_per_second: answers.len() as f64 / seconds,
            until_answered: Spread::of(answers),
            refused: ledger.refused_count(),
            cpu_micros_an_update: (last.cpu - first.cpu) * 1e6 / updates,
            memory_before: first.memory / MEGABYTE,
            memory_most: memory / MEGABYTE,
            memory_after: last.memory / MEGABYTE,
            restarts: last.restarts - first.restarts,
            process_restarted: last.started != first.started,
            nodes: if first.is_node { nodes.iter().map(|it| node(it, updates, seconds)).collect() } else { Vec::new() },
            own_cpu_micros_an_update: own_cpu.as_secs_f64() * 1e6 / updates,
            plan,
            samples,
        }
    }
}

impl Report {
    /// Whether all stores took in all updates.
    pub fn is_stored(&self) -> bool {
        let taken = self.samples.last().and_then(|last| usize::try_from(last.applied).ok());
        taken.is_some_and(|taken| taken >= self.plan.updates)
    }
}

fn node((address, (first, last)): &(&str, (&Sample, &Sample)), updates: f64, seconds: f64) -> NodeReport {
    NodeReport {
        address: (*address).to_owned(),
        entries_per_second: (last.read - first.read) as f64 / seconds,
        cpu_micros_an_update: (last.cpu - first.cpu) * 1e6 / updates,
        memory_after: last.memory / MEGABYTE,
    }
}

/// How long each update took into all stores, microseconds: they take entries in order, so the one that became durable as the
/// nth is there once they have taken so many. What the bot sent meanwhile are entries too.
fn until_stored(durable: &[(u64, u64)], samples: &[Sample]) -> Vec<u64> {
    let mut taken = Vec::with_capacity(durable.len());
    for sample in samples {
        let stored = usize::try_from(sample.applied).unwrap_or(0).saturating_sub(sample.sent).min(durable.len());
        let at = (sample.at * 1e6) as u64;
        let new = durable.iter().take(stored).skip(taken.len());
        taken.extend(new.map(|(handed, _)| at.saturating_sub(*handed)).collect::<Vec<_>>());
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_of_what_is_there() {
        assert_eq!(
            Spread::of((1..=100).map(|it| it * 1000).collect()),
            Spread { p50: 51.0, p90: 91.0, p99: 100.0, max: 100.0 }
        );
        assert_eq!(Spread::of(vec![5000]), Spread { p50: 5.0, p90: 5.0, p99: 5.0, max: 5.0 });
        assert_eq!(Spread::of(Vec::new()), Spread::default());
    }

    #[test]
    fn an_update_is_stored_once_so_many_entries_are() {
        let sample = |at, applied, sent| Sample { at, applied, sent, ..Sample::default() };
        let samples = [sample(0.001, 1, 0), sample(0.002, 2, 1), sample(0.005, 4, 1)];
        assert_eq!(until_stored(&[(0, 500), (600, 900), (1000, 2000)], &samples), [1000, 4400, 4000]);
    }
}
