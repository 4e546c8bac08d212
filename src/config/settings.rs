//! The settings as the service reads them: typed, each with its unit, its default and the reason for it.
//!
//! [`super::catalogue`] says how each is named outside and what values it takes.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Secret;
use super::behaviour::{Bot, Chance, Limits, Reactions, Spontaneous};
use super::llm::Llm;

/// Everything that can be set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Where the databases live; a relative path starts at the working directory. Default `./data`.
    pub data_dir: PathBuf,
    pub http: Http,
    pub dashboard: Dashboard,
    pub log: Log,
    pub traces: Traces,
    pub telegram: Telegram,
    pub llm: Llm,
    pub analysis: Analysis,
    pub bot: Bot,
    pub chance: Chance,
    pub reactions: Reactions,
    pub limits: Limits,
    pub spontaneous: Spontaneous,
    pub housekeeping: Housekeeping,
    pub backup: Backup,
    pub journal: Journal,
    pub runtime: Runtime,
    pub cluster: Cluster,
}

impl Settings {
    /// The folder that keeps backups.
    pub fn backups(&self) -> PathBuf {
        self.backup.dir.clone().unwrap_or_else(|| self.data_dir.join("backups"))
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            data_dir: PathBuf::from("./data"),
            http: Http::default(),
            dashboard: Dashboard::default(),
            log: Log::default(),
            traces: Traces::default(),
            telegram: Telegram::default(),
            llm: Llm::default(),
            analysis: Analysis::default(),
            bot: Bot::default(),
            chance: Chance::default(),
            reactions: Reactions::default(),
            limits: Limits::default(),
            spontaneous: Spontaneous::default(),
            housekeeping: Housekeeping::default(),
            backup: Backup::default(),
            journal: Journal::default(),
            runtime: Runtime::default(),
            cluster: Cluster::default(),
        }
    }
}

/// Several machines that run one bot together over NATS JetStream. Without servers there is no cluster.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cluster {
    /// Addresses of NATS servers: `nats://host:4222`, or `tls://`. Default none: this machine alone runs the bot.
    pub servers: Vec<String>,
    /// This machine's name in the cluster, of which there must be one: 1 to 32 of `a-z`, `0-9` and `-`. Default none; required with
    /// `servers`.
    pub node: Option<String>,
    /// The cluster's name, the same on all its machines. Default `balachka`.
    pub name: String,
    /// How many NATS servers keep everything: 1, 3 or 5. Default 3, so that the loss of one loses nothing.
    pub replicas: u64,
    /// A `.creds` file to log in with. Default none.
    pub credentials: Option<PathBuf>,
    /// A user to log in as, with `password`. Default none.
    pub user: Option<String>,
    pub password: Option<Secret>,
    /// A file that holds the password. Default none.
    pub password_file: Option<PathBuf>,
    /// A file (PEM) with the authorities that the servers' certificates are of. Default: the system's.
    pub ca: Option<PathBuf>,
    /// A client certificate (PEM), with its `key`. Default none.
    pub cert: Option<PathBuf>,
    pub key: Option<PathBuf>,
    /// Addresses of the servers' monitoring, `http://host:8222`: they tell whether what is acknowledged is on disk. Default none.
    pub monitors: Vec<String>,
    /// Accept servers that acknowledge before their disk has it. Default false: a power cut of several servers would lose updates.
    pub unsafe_sync: bool,
    /// Seconds between two snapshots of a shard that changed. Default 300.
    pub snapshot_secs: u64,
}

impl Default for Cluster {
    fn default() -> Self {
        Self {
            servers: Vec::new(),
            node: None,
            name: "balachka".to_owned(),
            replicas: 3,
            credentials: None,
            user: None,
            password: None,
            password_file: None,
            ca: None,
            cert: None,
            key: None,
            monitors: Vec::new(),
            unsafe_sync: false,
            snapshot_secs: 300,
        }
    }
}

/// How messages are understood.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Analysis {
    /// A model of emotions made with `balachka train`. Default: the one that is built in.
    pub model: Option<PathBuf>,
}

/// The health, metrics and dashboard server.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Http {
    /// Address and port to listen on; port 0 picks a free one. Default 127.0.0.1:8080: nothing here is
    /// meant for the open internet.
    pub addr: SocketAddr,
}

impl Default for Http {
    fn default() -> Self {
        Self { addr: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)) }
    }
}

/// The pages for operators at `/`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dashboard {
    /// Whether there is one. Default true.
    pub enabled: bool,
    /// What lets people in. Default none, which will do on this machine alone: elsewhere the service does not start
    /// without it. After loading it also holds what was read from `password_file`.
    pub password: Option<Secret>,
    /// A file that holds the password, for secrets mounted as files. Default none.
    pub password_file: Option<PathBuf>,
    /// Whether it shows what people wrote. Default false: who keeps the service need not read what is said in it.
    pub show_texts: bool,
}

impl Default for Dashboard {
    fn default() -> Self {
        Self { enabled: true, password: None, password_file: None, show_texts: false }
    }
}

/// The log on stderr; `RUST_LOG` says how much of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    /// Lines for people or JSON for machines. Default text.
    pub format: LogFormat,
}

/// Traces of updates for OpenTelemetry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Traces {
    /// The collector that is sent them over OTLP, protobuf over HTTP; `None` sends none.
    pub otlp_url: Option<String>,
    /// How many of a hundred updates are traced. Default 100.
    pub percent: u8,
}

impl Default for Traces {
    fn default() -> Self {
        Self { otlp_url: None, percent: 100 }
    }
}

/// How a log line is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    #[default]
    Text,
    Json,
}

/// The Bot API.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Telegram {
    /// The bot's token. Default none: the service runs as the playground. After loading it also holds what
    /// was read from `token_file`.
    pub token: Option<Secret>,
    /// A file that holds the token, for secrets mounted as files. Default none.
    pub token_file: Option<PathBuf>,
    /// The Bot API server. Default the public one.
    pub api_url: String,
    /// User ids that may use the operator's commands. Default none.
    pub admin_ids: Vec<i64>,
    /// Chat ids the bot works in. Default none, which means every chat.
    pub allowed_chat_ids: Vec<i64>,
    /// Seconds that one `getUpdates` waits. Default 30; Telegram allows 50 at most.
    pub poll_timeout_secs: u64,
    /// The public address for webhook delivery. Default none: long polling.
    pub webhook_url: Option<String>,
    /// What Telegram must send along with each webhook call. Default none; required with `webhook_url`.
    /// After loading it also holds what was read from `webhook_secret_file`.
    pub webhook_secret: Option<Secret>,
    /// A file that holds the secret. Default none.
    pub webhook_secret_file: Option<PathBuf>,
}

impl Default for Telegram {
    fn default() -> Self {
        Self {
            token: None,
            token_file: None,
            api_url: "https://api.telegram.org".to_owned(),
            admin_ids: Vec::new(),
            allowed_chat_ids: Vec::new(),
            poll_timeout_secs: 30,
            webhook_url: None,
            webhook_secret: None,
            webhook_secret_file: None,
        }
    }
}

/// Forgetting what is no longer needed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Housekeeping {
    /// Seconds between rounds. Default 3600.
    pub every_secs: u64,
    /// Days that it is kept what single messages were understood to say, and the trends made of it. Default 400: a
    /// year can be compared with the year before.
    pub analysis_days: u64,
    /// Days that it is kept how people's profiles changed. Default 30.
    pub events_days: u64,
    /// Mebibytes of the disk that are to stay free: with less, updates wait at Telegram, which keeps them for a day.
    /// Default 200; 0 is no limit.
    pub disk_floor_mib: u64,
    /// Hour of the day, by `bot.time_zone`, in which all databases are looked at for damage. Default 4.
    pub check_hour: u8,
}

impl Default for Housekeeping {
    fn default() -> Self {
        Self { every_secs: 3600, analysis_days: 400, events_days: 30, disk_floor_mib: 200, check_hour: 4 }
    }
}

/// Copies of all databases, made while the service runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Backup {
    /// The folder that keeps them, better on another disk. Default `backups` in the data directory.
    pub dir: Option<PathBuf>,
    /// Hours between them. Default 24; 0 makes none.
    pub every_hours: u64,
    /// The newest of them that are kept. Default 7.
    pub keep: usize,
}

impl Default for Backup {
    fn default() -> Self {
        Self { dir: None, every_hours: 24, keep: 7 }
    }
}

/// The journal of raw updates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Journal {
    /// Hours an entry is kept since it arrived, and until every store has applied it. Default 48: a derived store lost over a
    /// weekend can still be replayed.
    pub retention_hours: u64,
}

impl Default for Journal {
    fn default() -> Self {
        Self { retention_hours: 48 }
    }
}

/// Supervision and deadlines.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Runtime {
    /// Seconds that a shutdown may take to drain. Default 20: below the 30 that Kubernetes waits before it kills.
    pub drain_deadline_secs: u64,
    /// Milliseconds that an actor has to answer a call. Default 5000: longer than a database waits for a lock (2000),
    /// so that callers hear why a write failed.
    pub ask_deadline_ms: u64,
    /// Restarts of one actor within `restart_window_secs` before the service gives up. Default 5.
    pub max_restarts: u32,
    /// The window of `max_restarts`, in seconds. Default 60.
    pub restart_window_secs: u64,
    /// Seconds without progress after which an actor counts as hanging. Default 30.
    pub hang_after_secs: u64,
    /// Messages that may be under way to one actor; more are refused as overload. Default 1024.
    pub mailbox_capacity: usize,
}

impl Default for Runtime {
    fn default() -> Self {
        Self {
            drain_deadline_secs: 20,
            ask_deadline_ms: 5000,
            max_restarts: 5,
            restart_window_secs: 60,
            hang_after_secs: 30,
            mailbox_capacity: 1024,
        }
    }
}
