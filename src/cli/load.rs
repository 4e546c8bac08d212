//! `balachka load`: plays groups to an instance, and reports what that costs it.

mod nodes;
mod own;

use std::{fs, path::PathBuf, time::Duration};

use ::load::{Instance, Mix, Node, Plan, Report, Telegram, Webhook, html, play, table};
use anyhow::{Context as _, ensure};
use clap::{Args, ValueEnum};

use super::say;
use crate::{config::Settings, exit::Exit};
use own::OwnInstance;

/// Options of `load`.
#[derive(Debug, Args)]
pub struct LoadArgs {
    /// Updates to play, calls included
    #[arg(long, default_value_t = 20_000)]
    updates: usize,
    /// Groups; their sizes follow a power law
    #[arg(long, default_value_t = 50)]
    chats: usize,
    /// People
    #[arg(long, default_value_t = 500)]
    people: usize,
    /// Which updates to play
    #[arg(long, value_enum, default_value_t = Kinds::Mixed)]
    mix: Kinds,
    /// Calls that want an answer, each in a private chat, among the updates
    #[arg(long, default_value_t = 20)]
    calls: usize,
    /// Updates a second; without it as many as the instance takes
    #[arg(long)]
    rate: Option<f64>,
    /// Seconds over which the rate grows from nothing
    #[arg(long, default_value_t = 0, requires = "rate")]
    ramp: u64,
    /// Deliver to the webhook over so many connections, each of which waits for its answer
    #[arg(long, default_value_t = 0)]
    connections: usize,
    /// The same seed plays the same
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Play to a running instance: serve the Bot API there, and wait for the instance to ask [default: an instance of its own,
    /// in a temporary directory]
    #[arg(long, value_name = "ADDR:PORT", requires = "instance")]
    serve: Option<String>,
    /// Where that instance tells its metrics; of a cluster, each of its nodes
    #[arg(long, value_name = "HOST:PORT", requires = "serve", value_delimiter = ',')]
    instance: Vec<String>,
    /// Play to a cluster of its own with so many nodes, in the NATS servers of the settings (cluster.servers)
    #[arg(long, value_name = "N", conflicts_with = "serve")]
    nodes: Option<usize>,
    /// Its webhook, with --connections
    #[arg(long, value_name = "URL", requires = "secret")]
    webhook: Option<String>,
    /// The secret of its webhook
    #[arg(long, value_name = "TOKEN", requires = "webhook")]
    secret: Option<String>,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
    /// Write the report there as a page with charts
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

/// Which updates to play.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kinds {
    /// Texts alone
    Text,
    /// Replies, edits, reactions, media and service messages among them
    Mixed,
}

pub(super) fn run(settings: &Settings, args: &LoadArgs) -> anyhow::Result<()> {
    let wrong = |error| Exit::Usage.because(format!("{error:#}"));
    let plan = args.plan().map_err(wrong)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    if args.nodes.is_some() && settings.cluster.servers.is_empty() {
        return Err(Exit::Usage.because(
            "--nodes needs NATS servers: set cluster.servers (BALACHKA__CLUSTER__SERVERS), none that a bot depends on",
        ));
    }
    let report = runtime.block_on(played(settings, args, plan))?;
    if let Some(file) = &args.html {
        fs::write(file, html(&report)).with_context(|| format!("cannot write {}", file.display()))?;
    }
    let json = || serde_json::to_string(&report).map(|json| format!("{json}\n"));
    say(&if args.json { json()? } else { table(&report) })?;
    let lost = report.plan.updates - report.durable;
    ensure!(lost == 0, "{lost} updates did not become durable");
    ensure!(report.is_stored(), "the stores of the instance stopped taking updates: its log says why");
    ensure!(report.doubled == 0, "{} answers came twice", report.doubled);
    Ok(())
}

async fn played(settings: &Settings, args: &LoadArgs, plan: Plan) -> anyhow::Result<Report> {
    let by_webhook = plan.connections > 0;
    if let Some(address) = &args.serve {
        let instance = args.running_instance().map_err(|error| Exit::Usage.because(format!("{error:#}")))?;
        let telegram = Telegram::serve(plan, address)?;
        let (url, token) = (telegram.url(), telegram.token());
        eprintln!("Start the instance with TELEGRAM_API_URL={url} and TELEGRAM_BOT_TOKEN={token}");
        return play(&telegram, &instance).await;
    }
    let telegram = Telegram::serve(plan, "127.0.0.1:0")?;
    if let Some(count) = args.nodes {
        return nodes::play_to_nodes(&telegram, &settings.cluster, count, by_webhook).await;
    }
    let own = OwnInstance::start(&telegram, by_webhook)?;
    play(&telegram, &own.instance).await
}

impl LoadArgs {
    fn plan(&self) -> anyhow::Result<Plan> {
        ensure!(self.nodes != Some(0), "a cluster needs a node: --nodes 1");
        ensure!(self.updates > 0 && self.chats > 0 && self.people > 0, "there must be updates, chats and people");
        let (calls, updates) = (self.calls, self.updates);
        ensure!(calls <= updates, "calls are among the updates: --calls is {calls}, more than --updates {updates}");
        ensure!(self.rate.is_none_or(|rate| rate > 0.0), "the rate must be more than 0 a second");
        if self.serve.is_some() && self.connections > 0 {
            ensure!(self.webhook.is_some(), "name the webhook of the instance: --webhook URL --secret TOKEN");
        }
        Ok(Plan {
            updates: self.updates,
            chats: self.chats,
            people: self.people,
            mix: match self.mix {
                Kinds::Text => Mix::Text,
                Kinds::Mixed => Mix::Mixed,
            },
            calls: self.calls,
            rate: self.rate,
            ramp: Duration::from_secs(self.ramp),
            connections: self.connections,
            seed: self.seed,
        })
    }

    fn running_instance(&self) -> anyhow::Result<Instance> {
        ensure!(!self.instance.is_empty(), "name the instance: --instance HOST:PORT");
        let node = |address: &String| Node { address: address.clone(), process: None };
        let webhook = match (&self.webhook, &self.secret) {
            (Some(url), Some(secret)) => Some(Webhook::at(url, secret)?),
            _ => None,
        };
        Ok(Instance { nodes: self.instance.iter().map(node).collect(), webhook })
    }
}
