//! `balachka load`: plays groups to an instance, and reports what that costs it.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::Duration,
};

use ::load::{Instance, Mix, Plan, Telegram, Webhook, html, play, table};
use anyhow::{Context as _, bail, ensure};
use clap::{Args, ValueEnum};

use super::say;
use crate::exit::Exit;

/// What is said of an instance of our own, on standard output, once it listens.
const LISTENS: &str = "Balachka listens on ";

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
    /// Where that instance tells its metrics
    #[arg(long, value_name = "HOST:PORT", requires = "serve")]
    instance: Option<String>,
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

pub(super) fn run(args: &LoadArgs) -> anyhow::Result<()> {
    let wrong = |error| Exit::Usage.because(format!("{error:#}"));
    let plan = args.plan().map_err(wrong)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let report = match &args.serve {
        Some(address) => {
            let instance = args.running_instance().map_err(wrong)?;
            let telegram = Telegram::serve(plan, address)?;
            eprintln!(
                "Start the instance with TELEGRAM_API_URL={} and TELEGRAM_BOT_TOKEN={}",
                telegram.url(),
                telegram.token()
            );
            runtime.block_on(play(&telegram, &instance))?
        }
        None => {
            let telegram = Telegram::serve(plan, "127.0.0.1:0")?;
            let own = OwnInstance::start(&telegram, args.connections > 0)?;
            runtime.block_on(play(&telegram, &own.instance))?
        }
    };
    if let Some(file) = &args.html {
        fs::write(file, html(&report)).with_context(|| format!("cannot write {}", file.display()))?;
    }
    let json = || serde_json::to_string(&report).map(|json| format!("{json}\n"));
    say(&if args.json { json()? } else { table(&report) })?;
    let lost = report.plan.updates - report.durable;
    ensure!(lost == 0, "{lost} updates did not become durable");
    ensure!(report.is_stored(), "the stores of the instance stopped taking updates: its log says why");
    Ok(())
}

impl LoadArgs {
    fn plan(&self) -> anyhow::Result<Plan> {
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
        let address = self.instance.clone().context("name the instance: --instance HOST:PORT")?;
        let webhook = match (&self.webhook, &self.secret) {
            (Some(url), Some(secret)) => Some(Webhook::at(url, secret)?),
            _ => None,
        };
        Ok(Instance { address, process: None, webhook })
    }
}

/// An instance of this program in a directory of its own, which both go when it is dropped.
struct OwnInstance {
    instance: Instance,
    process: Child,
    _data: tempfile::TempDir,
}

impl OwnInstance {
    fn start(telegram: &Telegram, by_webhook: bool) -> anyhow::Result<Self> {
        let data = tempfile::tempdir().context("cannot make a directory for the instance")?;
        let address = free_address()?;
        let mut command = Command::new(std::env::current_exe().context("cannot find this program")?);
        command
            .args(["run", "--http", &address])
            .env_clear()
            .env("TELEGRAM_BOT_TOKEN", telegram.token())
            .env("TELEGRAM_API_URL", telegram.url())
            .env("BALACHKA_DATA_DIR", data.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let secret = format!("{:032x}", fastrand::u128(..));
        let url = format!("http://{address}/telegram/webhook");
        if by_webhook {
            command.env("WEBHOOK_URL", &url).env("WEBHOOK_SECRET", &secret);
        }
        let mut process = command.spawn().context("cannot start an instance")?;
        let mut line = String::new();
        if let Some(told) = process.stdout.take() {
            BufReader::new(told).read_line(&mut line).context("the instance says nothing")?;
        }
        let webhook = if by_webhook { Some(Webhook::at(&url, &secret)?) } else { None };
        let instance = Instance { address, process: Some(process.id()), webhook };
        let own = Self { instance, process, _data: data };
        if !line.starts_with(LISTENS) {
            bail!("the instance did not start: run `balachka doctor` to see why");
        }
        Ok(own)
    }
}

impl Drop for OwnInstance {
    fn drop(&mut self) {
        // It may be gone already; its data go with the directory.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// An address of this machine that nobody listens on.
fn free_address() -> anyhow::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").context("cannot find a free port")?;
    Ok(listener.local_addr()?.to_string())
}
