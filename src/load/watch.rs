//! What the instance tells of itself while the run lasts: the metrics of its nodes, and, where their processes are known, their
//! CPU time. One machine is an instance of one node.

use std::{fs, time::Duration};

use anyhow::Context as _;
use http_body_util::{BodyExt as _, Full};
use hyper::{Request, body::Bytes, header::HOST};
use serde::Serialize;
use serde_json::Value;
use tokio::time::timeout;

use super::{instance::Node, webhook::connect};

/// How long the instance may take to tell its metrics.
const PATIENCE: Duration = Duration::from_secs(5);

/// What the instance was at one time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Sample {
    /// Seconds since the start of the run.
    pub at: f64,
    /// Updates that are durable.
    pub durable: usize,
    /// Entries of the journal that all stores have taken in, since the start of the run.
    pub applied: i64,
    /// Messages that the instance had sent.
    pub sent: usize,
    /// Seconds of CPU that its processes have used.
    pub cpu: f64,
    /// Bytes of memory that they hold.
    pub memory: f64,
    /// Entries of its journal. Of a cluster: those that were applied, and updates that shards are behind.
    #[serde(skip)]
    pub journal: i64,
    /// Up to which entry all stores have read. Of a cluster: how many all stores have applied, in whatever shard.
    #[serde(skip)]
    pub read: i64,
    /// It takes updates.
    #[serde(skip)]
    pub is_ready: bool,
    /// Actors that it restarted.
    #[serde(skip)]
    pub restarts: f64,
    /// When the process started, Unix seconds; of several, the sum.
    #[serde(skip)]
    pub started: f64,
    /// It is a node of a cluster.
    #[serde(skip)]
    pub is_node: bool,
}

/// Asks the nodes of an instance for their metrics.
pub struct Watch<'a> {
    nodes: &'a [Node],
}

/// An instance at one time.
pub struct Look {
    /// As a whole; the times of the run are not in it.
    pub all: Sample,
    pub nodes: Vec<Sample>,
}

impl<'a> Watch<'a> {
    pub fn new(nodes: &'a [Node]) -> Self {
        Self { nodes }
    }

    /// The instance now.
    ///
    /// # Errors
    /// A node does not answer, or tells no metrics of Balachka.
    pub async fn look(&self) -> anyhow::Result<Look> {
        let mut nodes = Vec::new();
        for node in self.nodes {
            nodes.push(sample(node).await?);
        }
        let mut all = nodes.iter().copied().reduce(together).context("the instance has no nodes")?;
        if all.is_node {
            all.journal += waiting(&self.nodes[0].address).await?;
        }
        Ok(Look { all, nodes })
    }
}

async fn sample(node: &Node) -> anyhow::Result<Sample> {
    let told = get(&node.address, "/metrics").await?;
    let mut sample = read(&told).with_context(|| format!("http://{}/metrics is none of Balachka's", node.address))?;
    if let Some(cpu) = node.process.and_then(cpu_of) {
        sample.cpu = cpu;
    }
    Ok(sample)
}

/// Two nodes as one.
fn together(one: Sample, other: Sample) -> Sample {
    Sample {
        cpu: one.cpu + other.cpu,
        memory: one.memory + other.memory,
        journal: one.journal + other.journal,
        read: one.read + other.read,
        is_ready: one.is_ready && other.is_ready,
        restarts: one.restarts + other.restarts,
        started: one.started + other.started,
        ..one
    }
}

/// Updates that the shards of a cluster are behind. One that nobody serves, or that is to move, counts as one.
async fn waiting(address: &str) -> anyhow::Result<i64> {
    let told = get(address, "/cluster.json").await?;
    let status: Value = serde_json::from_str(&told).context("the node does not tell how the cluster is")?;
    let shards = status["shards"].as_array().context("the node tells of no shards")?;
    let behind = |shard: &Value| match shard["lag"].as_i64() {
        Some(lag) if shard["owner"] == shard["planned"] => lag,
        _ => 1,
    };
    Ok(shards.iter().map(behind).sum())
}

async fn get(address: &str, path: &str) -> anyhow::Result<String> {
    timeout(PATIENCE, ask(address, path)).await.with_context(|| format!("{address} does not answer in time"))?
}

async fn ask(address: &str, path: &str) -> anyhow::Result<String> {
    let mut connection = connect(address).await.with_context(|| format!("cannot reach {address}"))?;
    let request = Request::get(path).header(HOST, address).body(Full::new(Bytes::new()))?;
    let body = connection.send_request(request).await?.into_body().collect().await?.to_bytes();
    Ok(String::from_utf8_lossy(&body).into_owned())
}

/// The sample of a text in the format of Prometheus; `None` if what is needed is not in it.
fn read(told: &str) -> Option<Sample> {
    let values = |name: &str| -> Vec<f64> {
        let of_it =
            told.lines().filter(|line| line.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '{'])));
        of_it.filter_map(|line| line.rsplit(' ').next()?.parse().ok()).collect()
    };
    let one = |name: &str| values(name).first().copied();
    let least = |name: &str| Some(values(name).into_iter().reduce(f64::min)? as i64);
    // A node has many journals, and tells the number of none.
    let (journal, read) = match one("balachka_journal_seq") {
        Some(journal) => (journal as i64, least("balachka_store_bookmark")?),
        None => (least("balachka_store_entries_total")?, least("balachka_store_entries_total")?),
    };
    Some(Sample {
        journal,
        read,
        is_node: one("balachka_journal_seq").is_none(),
        cpu: one("process_cpu_seconds_total").unwrap_or_default(),
        memory: one("process_resident_memory_bytes").unwrap_or_default(),
        started: one("process_start_time_seconds").unwrap_or_default(),
        is_ready: one("balachka_ready") == Some(1.0),
        restarts: values("balachka_actor_restarts_total").iter().sum(),
        ..Sample::default()
    })
}

/// Seconds of CPU that a process of this machine has used: its metrics tell whole seconds only.
fn cpu_of(process: u32) -> Option<f64> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name before them may have spaces. Linux counts in hundredths of a second for whoever reads this file.
    let (_, numbers) = stat.rsplit_once(')')?;
    let mut ticks = numbers.split_whitespace().skip(11).take(2).filter_map(|it| it.parse::<f64>().ok());
    Some((ticks.next()? + ticks.next()?) / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metrics_are_read_by_their_whole_names() {
        let told = "# HELP balachka_journal_seq x\nbalachka_journal_seq 12\nbalachka_journal_seq_other 99\n\
                    balachka_store_bookmark{store=\"context\"} 11\nbalachka_store_bookmark{store=\"analysis\"} 7\n\
                    balachka_actor_restarts_total{actor=\"a\"} 1\nbalachka_actor_restarts_total{actor=\"b\"} 2\n";
        let sample = read(told).unwrap();
        assert_eq!((sample.journal, sample.read, sample.restarts), (12, 7, 3.0));
        assert_eq!(read("up 1\n"), None);
    }

    #[test]
    fn nodes_are_counted_together() {
        let told = |entries: u32| {
            let of =
                |store: &str, more| format!("balachka_store_entries_total{{store=\"{store}\"}} {}\n", entries + more);
            format!("{}{}balachka_ready 1\nprocess_cpu_seconds_total 2\n", of("context", 5), of("analysis", 0))
        };
        let (one, other) = (read(&told(7)).unwrap(), read(&told(3)).unwrap());
        let both = together(one, Sample { is_ready: false, ..other });
        assert_eq!((both.read, both.journal, both.cpu, both.is_node, both.is_ready), (10, 10, 4.0, true, false));
    }

    #[test]
    fn this_process_has_used_some_cpu() {
        assert!(cpu_of(std::process::id()).is_some_and(|seconds| seconds >= 0.0));
        assert_eq!(cpu_of(u32::MAX), None);
    }
}
