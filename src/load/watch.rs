//! What the instance tells of itself while the run lasts: its metrics, and, where its process is known, its CPU time.

use std::{fs, time::Duration};

use anyhow::Context as _;
use http_body_util::{BodyExt as _, Full};
use hyper::{Request, body::Bytes, header::HOST};
use serde::Serialize;
use tokio::time::timeout;

use super::webhook::connect;

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
    /// Seconds of CPU that its process has used.
    pub cpu: f64,
    /// Bytes of memory that it holds.
    pub memory: f64,
    /// Entries of its journal.
    #[serde(skip)]
    pub journal: i64,
    /// Up to which entry all stores have read.
    #[serde(skip)]
    pub read: i64,
    /// It takes updates.
    #[serde(skip)]
    pub is_ready: bool,
    /// Actors that it restarted.
    #[serde(skip)]
    pub restarts: f64,
    /// When the process started, Unix seconds.
    #[serde(skip)]
    pub started: f64,
}

/// Asks an instance for its metrics.
pub struct Watch {
    address: String,
    process: Option<u32>,
}

impl Watch {
    /// At that host and port; with the number of its process, if it runs on this machine.
    pub fn new(address: &str, process: Option<u32>) -> Self {
        Self { address: address.to_owned(), process }
    }

    /// The instance now; the times of the run are not in it.
    ///
    /// # Errors
    /// It does not answer, or tells no metrics of Balachka.
    pub async fn sample(&self) -> anyhow::Result<Sample> {
        let told =
            timeout(PATIENCE, self.metrics()).await.context("the instance does not tell its metrics in time")??;
        let mut sample =
            read(&told).with_context(|| format!("http://{}/metrics is none of Balachka's", self.address))?;
        if let Some(cpu) = self.process.and_then(cpu_of) {
            sample.cpu = cpu;
        }
        Ok(sample)
    }

    async fn metrics(&self) -> anyhow::Result<String> {
        let mut connection = connect(&self.address).await.with_context(|| format!("cannot reach {}", self.address))?;
        let request = Request::get("/metrics").header(HOST, &self.address).body(Full::new(Bytes::new()))?;
        let body = connection.send_request(request).await?.into_body().collect().await?.to_bytes();
        Ok(String::from_utf8_lossy(&body).into_owned())
    }
}

/// The sample of a text in the format of Prometheus; `None` if what is needed is not in it.
fn read(told: &str) -> Option<Sample> {
    let values = |name: &str| -> Vec<f64> {
        let of_it =
            told.lines().filter(|line| line.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '{'])));
        of_it.filter_map(|line| line.rsplit(' ').next()?.parse().ok()).collect()
    };
    let one = |name: &str| values(name).first().copied();
    Some(Sample {
        journal: one("balachka_journal_seq")? as i64,
        read: values("balachka_store_bookmark").into_iter().reduce(f64::min)? as i64,
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
    fn this_process_has_used_some_cpu() {
        assert!(cpu_of(std::process::id()).is_some_and(|seconds| seconds >= 0.0));
        assert_eq!(cpu_of(u32::MAX), None);
    }
}
