//! Plays a run to an instance, and watches it.

use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use rustix::time::{ClockId, clock_gettime};
use tokio::{task::LocalSet, time::sleep};

use super::{
    report::Report,
    telegram::Telegram,
    watch::{Look, Sample, Watch},
    webhook::{Webhook, post_all},
};

/// How often the instance is looked at.
const LOOK: Duration = Duration::from_millis(25);
/// How long it may take until an instance that has just started is ready.
const START: Duration = Duration::from_secs(60);
/// A run in which nothing moves for so long has lost something.
const STANDSTILL: Duration = Duration::from_secs(30);
/// How long to wait for answers once all updates are in.
const LAST_ANSWERS: Duration = Duration::from_secs(20);

/// How long nothing must move until a cluster counts as done: its nodes tell once a second how far they are.
const CALM: Duration = Duration::from_secs(3);

/// The instance that is played to.
#[derive(Debug, Clone)]
pub struct Instance {
    /// One machine, or the nodes of a cluster.
    pub nodes: Vec<Node>,
    /// Where it wants updates delivered; without it, it asks for them.
    pub webhook: Option<Webhook>,
}

/// A machine of an instance.
#[derive(Debug, Clone)]
pub struct Node {
    /// Host and port of its metrics.
    pub address: String,
    /// Its process, if it runs on this machine.
    pub process: Option<u32>,
}

/// Plays the run that is served there, and reports.
///
/// # Errors
/// The instance cannot be reached, or stops under way.
pub async fn play(telegram: &Telegram, instance: &Instance) -> anyhow::Result<Report> {
    LocalSet::new().run_until(play_locally(telegram, instance)).await
}

async fn play_locally(telegram: &Telegram, instance: &Instance) -> anyhow::Result<Report> {
    let watch = Watch::new(&instance.nodes);
    let first = ready(&watch).await?;
    let own_cpu = own_cpu();
    telegram.ledger().begin();
    if let Some(webhook) = instance.webhook.clone() {
        let telegram = telegram.clone();
        tokio::task::spawn_local(async move { post_all(&telegram, &webhook).await });
    }
    let (samples, last) = follow(telegram, &watch, first.all).await?;
    let played = own_cpu_since(own_cpu);
    wait_for_answers(telegram).await;
    let addresses = instance.nodes.iter().map(|node| node.address.as_str());
    let nodes: Vec<_> = addresses.zip(first.nodes.iter().zip(&last)).collect();
    Ok(Report::of(telegram, first.all, samples, &nodes, played))
}

/// The instance before the run: it takes updates, and its stores have all that it has.
async fn ready(watch: &Watch<'_>) -> anyhow::Result<Look> {
    let (since, mut calm) = (Instant::now(), None);
    loop {
        match watch.look().await {
            Ok(look) if look.all.is_ready && look.all.read == look.all.journal => {
                let (read, from) =
                    calm.filter(|(read, _)| *read == look.all.read).unwrap_or((look.all.read, Instant::now()));
                calm = Some((read, from));
                if from.elapsed() >= calm_of(&look.all) {
                    return Ok(look);
                }
                sleep(LOOK).await;
            }
            Ok(_) if since.elapsed() > START => bail!("the instance does not get ready: its /readyz says why"),
            Err(error) if since.elapsed() > START => return Err(error),
            _ => sleep(LOOK).await,
        }
    }
}

fn calm_of(sample: &Sample) -> Duration {
    if sample.is_node { CALM } else { Duration::ZERO }
}

/// Looks at the instance until it has taken in all, or nothing moves any more. Gives what it looked like until then, and its nodes
/// at the end.
async fn follow(telegram: &Telegram, watch: &Watch<'_>, first: Sample) -> anyhow::Result<(Vec<Sample>, Vec<Sample>)> {
    let (ledger, all) = (telegram.ledger(), telegram.plan().updates);
    let mut samples: Vec<Sample> = Vec::new();
    let (mut moved, mut last, mut until, mut nodes) = (Instant::now(), (0, 0), 1, Vec::new());
    loop {
        let look = watch.look().await.context("the instance went away under way")?;
        let sample = look.all;
        let at = ledger.elapsed().unwrap_or_default().as_secs_f64();
        let (durable, sent) = (ledger.durable_count(), ledger.sent_count());
        let applied = sample.read - first.journal;
        samples.push(Sample { at, durable, applied, sent, ..sample });
        if (durable, applied) != last {
            (moved, last, until, nodes) = (Instant::now(), (durable, applied), samples.len(), look.nodes);
        }
        let is_done =
            durable == all && sample.read == sample.journal && applied >= i64::try_from(all).unwrap_or(i64::MAX);
        if (is_done && moved.elapsed() >= calm_of(&sample)) || moved.elapsed() > STANDSTILL {
            samples.truncate(until);
            return Ok((samples, nodes));
        }
        sleep(LOOK).await;
    }
}

async fn wait_for_answers(telegram: &Telegram) {
    let since = Instant::now();
    while telegram.ledger().until_answered().len() < telegram.plan().calls && since.elapsed() < LAST_ANSWERS {
        sleep(LOOK).await;
    }
}

/// Time on the CPU that this process has used.
fn own_cpu() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(u64::try_from(time.tv_sec).unwrap_or_default(), u32::try_from(time.tv_nsec).unwrap_or_default())
}

fn own_cpu_since(before: Duration) -> Duration {
    own_cpu().saturating_sub(before)
}
