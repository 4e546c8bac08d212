//! The command line: global options, and one file a subcommand. stdout is the result, stderr the talk.

pub mod analyze;
pub mod backup;
mod cluster;
pub mod config;
pub mod dead_letters;
pub mod doctor;
pub mod emotions;
pub mod export;
pub mod import;
pub mod intents;
pub mod load;
mod output;
pub mod playground;
pub mod probe;
pub mod rebuild;
pub mod run;
mod sound;
pub mod stats;
mod texts;
pub mod train;
pub mod verify;

use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand};
use events::ChatId;

use self::output::say;
use crate::config::{Sources, load};
use crate::data_dir::DataDir;
use crate::{descriptors, exit::Exit, owner_only};

/// A self-hosted companion for Telegram groups: remembers, answers, and never loses an update.
#[derive(Debug, Parser)]
#[command(version = crate::version::VERSION.as_str(), disable_help_subcommand = true)]
pub struct Cli {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Option<Command>,
}

/// Options of every subcommand, before or after its name.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
struct Options {
    /// Settings file (TOML) [env: BALACHKA_CONFIG]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Directory of the databases [env: BALACHKA_DATA_DIR] [default: ./data]
    #[arg(long, global = true, value_name = "DIR")]
    data_dir: Option<String>,
    /// Address of probes, metrics and dashboard; port 0 picks a free port [env: BALACHKA_HTTP] [default: 127.0.0.1:8080]
    #[arg(long, global = true, value_name = "ADDR:PORT")]
    http: Option<String>,
    /// Log format: text or json [env: BALACHKA_LOG_FORMAT] [default: text]
    #[arg(long, global = true, value_name = "FORMAT")]
    log_format: Option<String>,
    /// Accept NATS servers that acknowledge before their disk has it: a power cut of several would lose updates
    #[arg(long, global = true)]
    unsafe_sync: bool,
}

/// What to do; without one, `run`.
#[derive(Debug, Subcommand)]
enum Command {
    /// Run the service: for Telegram if a token is set, otherwise as the playground (default)
    Run,
    /// Run the service as the playground, with its own Bot API server and a chat page, even if a token is set
    Playground,
    /// Import a history that Telegram Desktop exported; the service may run meanwhile
    Import(import::ImportArgs),
    /// Export a chat's history in the format of Telegram Desktop
    Export(export::ExportArgs),
    /// Show statistics of the stored data
    Stats(stats::StatsArgs),
    /// Print the local analysis of texts
    Analyze(analyze::AnalyzeArgs),
    /// Print what messages that call the bot mean
    Understand(intents::understand::UnderstandArgs),
    /// Train an emotion model on labelled texts, or the classifier of intents
    Train(train::TrainArgs),
    /// Measure how well emotions in labelled texts are detected
    Evaluate(emotions::evaluate::EvaluateArgs),
    /// Check the databases of a data directory or of a backup
    Verify(verify::VerifyArgs),
    /// Copy all databases and verify the copies; the service may run meanwhile
    Backup(backup::BackupArgs),
    /// Replace the databases with a backup; the service must not run
    Restore(backup::RestoreArgs),
    /// Rebuild a store from the stored messages; the service must not run
    Rebuild(rebuild::RebuildArgs),
    /// Show, retry or drop updates that could not be processed
    DeadLetters(dead_letters::DeadLettersArgs),
    /// Check everything that the service needs, and print remedies
    Doctor(doctor::DoctorArgs),
    /// Play groups to an instance, and report how fast it is and what that costs
    Load(load::LoadArgs),
    /// Run one bot on several machines: make the cluster, look at it, move its shards
    #[command(subcommand)]
    Cluster(cluster::ClusterCommand),
    /// Ask the running service whether it is alive, or ready
    Probe(probe::ProbeArgs),
    /// Show or check the effective settings
    #[command(subcommand)]
    Config(config::ConfigCommand),
}

impl Command {
    /// Whether it works in the data directory of one machine.
    fn is_for_one_machine(&self) -> bool {
        matches!(
            self,
            Self::Import(_)
                | Self::Export(_)
                | Self::Stats(_)
                | Self::Verify(_)
                | Self::Backup(_)
                | Self::Restore(_)
                | Self::Rebuild(_)
                | Self::DeadLetters(_)
        )
    }
}

/// What a node of a cluster has is a part of everything, and others may have it by now.
fn refuse_a_nodes(folder: &Path) -> anyhow::Result<()> {
    if !folder.join("shards").is_dir() {
        return Ok(());
    }
    Err(Exit::Usage.because(format!(
        "{} is the data directory of a node of a cluster, which has only some shards: write one with everything with `balachka \
         cluster export DIR`, and use that",
        folder.display()
    )))
}

impl Cli {
    /// Does what the command line asks for.
    ///
    /// # Errors
    /// Whatever went wrong; [`crate::exit::Exit::of`] says how the process should end.
    pub fn execute(self) -> anyhow::Result<()> {
        let loaded = load(&self.options.into_sources())?;
        let command = self.command.unwrap_or(Command::Run);
        descriptors::raise();
        if matches!(command, Command::Run | Command::Playground) {
            descriptors::require()?;
        }
        // A model holds nothing that people wrote, and the service may be another user.
        if !matches!(command, Command::Train(_)) {
            owner_only::mask();
        }
        if matches!(command, Command::Export(_) | Command::Stats(_) | Command::DeadLetters(_)) {
            DataDir::refuse_half_restored(&loaded.settings.data_dir)?;
        }
        if command.is_for_one_machine() {
            refuse_a_nodes(&loaded.settings.data_dir)?;
        }
        match command {
            Command::Run => run::run(&loaded),
            Command::Playground => playground::run(&loaded),
            Command::Import(args) => import::run(&loaded.settings, &args),
            Command::Export(args) => export::run(&loaded.settings, &args),
            Command::Stats(args) => stats::run(&loaded.settings, &args),
            Command::Analyze(args) => analyze::run(&loaded.settings, &args),
            Command::Understand(args) => intents::understand::run(&loaded.settings, &args),
            Command::Train(args) => train::run(&args),
            Command::Evaluate(args) => emotions::evaluate::run(&loaded.settings, &args),
            Command::Verify(args) => verify::run(&loaded.settings, &args),
            Command::Cluster(command) => cluster::run(&loaded.settings, &command),
            Command::Backup(args) => backup::run(&loaded.settings, &args),
            Command::Restore(args) => backup::run_restore(&loaded.settings, &args),
            Command::Rebuild(args) => rebuild::run(&loaded.settings, &args),
            Command::DeadLetters(args) => dead_letters::run(&loaded.settings, &args),
            Command::Doctor(args) => doctor::run(&loaded, &args),
            Command::Load(args) => load::run(&loaded.settings, &args),
            Command::Probe(args) => probe::run(&loaded.settings, &args),
            Command::Config(command) => config::run(&loaded, command),
        }
    }
}

impl Options {
    fn into_sources(self) -> Sources {
        let flags = [
            ("data_dir", "--data-dir", self.data_dir),
            ("http.addr", "--http", self.http),
            ("log.format", "--log-format", self.log_format),
            ("cluster.unsafe_sync", "--unsafe-sync", self.unsafe_sync.then(|| "true".to_owned())),
        ];
        Sources {
            file: self.config,
            environment: std::env::vars_os().collect(),
            flags: flags.into_iter().filter_map(|(key, flag, text)| Some((key, flag, text?))).collect(),
        }
    }
}

/// Runs what a short subcommand does, on this thread.
fn wait<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    actix_rt::System::new().block_on(work)
}

fn unknown_chat(chat: ChatId) -> anyhow::Error {
    anyhow::anyhow!("chat {} is not known: `balachka stats` lists the chats", chat.0)
}
