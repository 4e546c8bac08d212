//! Nodes under test, their NATS and their Telegram.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

use playground::{ChatKind, NewChat, NewPerson, Playground, Said, serve_bot_api};
use serde_json::Value;
use tempfile::TempDir;

use crate::nats::Nats;

/// How long anything may take before the test fails; far more than it should.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A world with some groups, servers of NATS, and nodes.
pub struct Rig {
    pub world: Playground,
    pub nats: Nats,
    pub url: String,
    /// Seconds between snapshots.
    pub snapshot_secs: u32,
    /// The secret that deliveries carry; without one updates are asked for.
    pub webhook: Option<&'static str>,
    /// Further settings of nodes and subcommands, as variables.
    pub variables: Vec<(&'static str, String)>,
    folder: TempDir,
    nodes: BTreeMap<&'static str, Node>,
}

struct Node {
    process: Child,
    address: String,
}

/// A chat and somebody in it.
#[derive(Debug, Clone, Copy)]
pub struct Chat {
    pub id: i64,
    pub person: i64,
}

impl Rig {
    /// The world, and the cluster made. `None` where there is no NATS to be had.
    pub async fn world(nats: Option<Nats>, shards: u16) -> Option<Self> {
        let rig = Self::without_cluster(nats).await?;
        let made = rig.balachka(&["cluster", "init", "--shards", &shards.to_string()]).await;
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        Some(rig)
    }

    /// The world, and NATS with nothing in it.
    pub async fn without_cluster(nats: Option<Nats>) -> Option<Self> {
        let nats = nats?;
        let world = Playground::new(7);
        let (url, _server) = serve_bot_api(&world, "127.0.0.1:0").await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let (webhook, variables, nodes) = (None, Vec::new(), BTreeMap::new());
        Some(Self { world, nats, url, snapshot_secs: 3600, webhook, variables, folder, nodes })
    }

    /// A private chat with a new person.
    pub fn private(&self, nth: usize) -> Chat {
        let new = serde_json::json!({ "name": format!("Людина {nth}"), "language": "uk" });
        let person = self.world.add_person(serde_json::from_value::<NewPerson>(new).unwrap()).unwrap();
        let new = NewChat { title: String::new(), kind: ChatKind::Private, member_ids: vec![person] };
        Chat { id: self.world.open_chat(new).unwrap(), person }
    }

    /// A group of these people.
    pub fn group(&self, nth: usize, people: &[Chat]) -> i64 {
        let member_ids = people.iter().map(|chat| chat.person).collect();
        let new = NewChat { title: format!("Група {nth}"), kind: ChatKind::Supergroup, member_ids };
        self.world.open_chat(new).unwrap()
    }

    /// Somebody says something; returns the chat and the message's id.
    pub fn say(&self, chat: i64, from: i64, text: &str) -> (i64, i64) {
        (chat, self.world.say(chat, Said { from, text: text.into(), ..Said::default() }).unwrap())
    }

    fn command(&self, node: &str, arguments: &[&str]) -> Command {
        let log = std::fs::File::options().create(true).append(true).open(self.log_path(node)).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_balachka"));
        command
            .args(arguments)
            .env_clear()
            .env("TELEGRAM_BOT_TOKEN", self.world.token())
            .env("TELEGRAM_API_URL", &self.url)
            .env("BALACHKA_DATA_DIR", self.data(node))
            .env("BALACHKA__TELEGRAM__POLL_TIMEOUT_SECS", "2")
            .env("BALACHKA__REACTIONS__PERCENT", "0")
            .env("BALACHKA__CHANCE__BASE_PERCENT", "0")
            .env("BALACHKA__CLUSTER__SERVERS", self.nats.urls().join(","))
            .env("BALACHKA__CLUSTER__MONITORS", self.nats.monitors().join(","))
            .env("BALACHKA__CLUSTER__REPLICAS", self.nats.replicas().to_string())
            .env("BALACHKA__CLUSTER__SNAPSHOT_SECS", self.snapshot_secs.to_string())
            .env("BALACHKA__CLUSTER__NODE", node)
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .stdout(Stdio::piped())
            .stderr(log);
        // To look into a failure.
        command.envs(std::env::var_os("RUST_LOG").map(|filter| ("RUST_LOG", filter)));
        if let Some(secret) = self.webhook {
            // Nobody is there: the test delivers by itself.
            command.env("WEBHOOK_URL", "http://127.0.0.1:9/").env("WEBHOOK_SECRET", secret);
        }
        command
    }

    /// Delivers an update to a node; whether it took it.
    pub async fn deliver(&self, node: &str, update: &Value) -> bool {
        let url = format!("{}telegram/webhook", self.nodes[node].address);
        let secret = self.webhook.expect("nodes are delivered to");
        let request = reqwest::Client::new().post(url).header("X-Telegram-Bot-Api-Secret-Token", secret).json(update);
        request.send().await.is_ok_and(|response| response.status() == 200)
    }

    /// Runs a subcommand.
    pub async fn balachka(&self, arguments: &[&str]) -> Output {
        let mut command = self.command("operator", arguments);
        command.stderr(Stdio::piped());
        tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap()
    }

    /// Starts a node.
    pub async fn run(&mut self, node: &'static str) {
        self.run_with(node, &[]).await;
    }

    /// Starts a node with these variables besides.
    pub async fn run_with(&mut self, node: &'static str, variables: &[(&str, String)]) {
        let mut command = self.command(node, &["run", "--http", "127.0.0.1:0"]);
        command.envs(variables.iter().cloned());
        self.start(node, command);
    }

    /// Starts a service that knows of no cluster.
    pub async fn alone(&mut self, name: &'static str) {
        let mut command = self.command(name, &["run", "--http", "127.0.0.1:0"]);
        command.env_remove("BALACHKA__CLUSTER__SERVERS");
        self.start(name, command);
    }

    /// Waits until every update is confirmed.
    pub async fn confirmed(&self) {
        let told = self.world.queue()["last_id"].as_i64().unwrap_or(0);
        eventually("everything is confirmed", async || {
            (self.world.queue()["confirmed_through"].as_i64()? >= told).then_some(())
        })
        .await;
    }

    /// JetStream, as somebody has it who has NATS's own tools.
    pub async fn jetstream(&self) -> async_nats::jetstream::Context {
        async_nats::jetstream::new(async_nats::connect(&self.nats.urls()[0]).await.unwrap())
    }

    /// The name of a stream or a bucket of the cluster.
    pub fn stored(&self, what: &str) -> String {
        format!("BALACHKA_{}_{what}", self.world.token().split(':').next().unwrap())
    }

    /// The streams that NATS has, of whatever cluster.
    pub async fn streams(&self) -> Vec<String> {
        use futures_util::TryStreamExt;
        self.jetstream().await.stream_names().try_collect().await.unwrap()
    }

    /// As somebody who has NATS's own tools would.
    pub async fn delete_updates(&self) {
        self.delete_stream(&self.stored("UPDATES")).await;
    }

    /// The same with any stream.
    pub async fn delete_stream(&self, name: &str) {
        self.jetstream().await.delete_stream(name).await.unwrap();
    }

    fn start(&mut self, node: &'static str, mut command: Command) {
        assert!(!self.nodes.contains_key(node), "it runs already");
        let mut process = command.spawn().unwrap();
        let stdout = process.stdout.take().unwrap();
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("Balachka listens on ").map(str::to_owned);
        let address = address.unwrap_or_else(|| panic!("no address in {line:?}; log:\n{}", self.log(node)));
        self.nodes.insert(node, Node { process, address });
    }

    /// SIGKILL.
    pub fn kill(&mut self, node: &str) {
        let mut node = self.nodes.remove(node).expect("it runs");
        node.process.kill().unwrap();
        node.process.wait().unwrap();
    }

    /// SIGTERM, then waits for the end.
    pub async fn stop(&mut self, node: &str) {
        self.signal(node, "TERM");
        let mut ending = self.nodes.remove(node).expect("it runs");
        let status = eventually("the node ends", async || ending.process.try_wait().unwrap()).await;
        assert!(status.success(), "{status}; log:\n{}", self.log(node));
    }

    /// The CPU time that a node has taken, seconds.
    pub fn cpu(&self, node: &str) -> f64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.nodes[node].process.id())).unwrap();
        let fields: Vec<_> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
        // utime and stime, in ticks of 10 ms: proc_pid_stat(5).
        (fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap()) / 100.0
    }

    pub fn signal(&self, node: &str, name: &str) {
        let id = self.nodes[node].process.id().to_string();
        let sent = Command::new("kill").args([&format!("-{name}"), &id]).status().unwrap();
        assert!(sent.success());
    }

    /// Starts a node that is expected to end by itself; tells how.
    pub async fn refused(&self, node: &'static str, data: &str) -> (Option<i32>, String) {
        let mut command = self.command(node, &["run", "--http", "127.0.0.1:0"]);
        command.env("BALACHKA_DATA_DIR", self.data(data)).stderr(Stdio::piped());
        let output = tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    }

    /// What a node serves at a path, and the status.
    pub async fn get(&self, node: &str, path: &str) -> Option<(u16, String)> {
        let response = reqwest::get(format!("{}{path}", self.nodes[node].address)).await.ok()?;
        Some((response.status().as_u16(), response.text().await.ok()?))
    }

    /// A metric of a node, by its name with labels.
    pub async fn metric(&self, node: &str, name: &str) -> Option<f64> {
        let (_, text) = self.get(node, "metrics").await?;
        text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' ')?.parse().ok())
    }

    pub fn data(&self, node: &str) -> PathBuf {
        self.folder.path().join(node)
    }

    fn log_path(&self, node: &str) -> PathBuf {
        self.folder.path().join(format!("{node}.log"))
    }

    /// All that a node has logged.
    pub fn log(&self, node: &str) -> String {
        std::fs::read_to_string(self.log_path(node)).unwrap_or_default()
    }

    /// Asks a node for a page, and follows no redirects.
    pub async fn page(&self, node: &str, path: &str) -> (u16, String) {
        let url = format!("{}{path}", self.nodes[node].address);
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let answer = client.get(url).header("Accept-Language", "en").send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }

    /// How the cluster is, as a node sees it.
    pub async fn status(&self, node: &str) -> Option<Value> {
        serde_json::from_str(&self.get(node, "cluster.json").await?.1).ok()
    }

    /// The owners and epochs of all shards, once each has an owner that was planned.
    pub async fn owners(&self, node: &str) -> Option<Vec<(String, u64)>> {
        let status = self.status(node).await?;
        let owner = |shard: &Value| {
            let owner = shard["owner"].as_str().filter(|owner| shard["planned"] == **owner)?;
            Some((owner.to_owned(), shard["epoch"].as_u64()?))
        };
        status["shards"].as_array()?.iter().map(owner).collect()
    }

    /// Waits until these nodes have an equal share of the shards, as the last of them sees it, and no shard moves; tells who owns
    /// which, and the epoch.
    pub async fn spread(&self, nodes: &[&str]) -> Vec<(String, u64)> {
        eventually("each node has some of the shards", async || {
            let owners = self.owners(nodes.last()?).await?;
            let count = |node: &str| owners.iter().filter(|(owner, _)| owner == node).count();
            let counts: Vec<_> = nodes.iter().map(|node| count(node)).collect();
            let is_even = counts.iter().max()? - counts.iter().min()? < 2;
            (is_even && counts.iter().sum::<usize>() == owners.len()).then_some(owners)
        })
        .await
    }

    fn some_node(&self) -> &'static str {
        self.nodes.keys().next().expect("some node runs")
    }

    /// Waits until every shard has a living owner that has applied everything, and every update is confirmed.
    pub async fn settled(&self) {
        let told = self.world.queue()["last_id"].as_i64().unwrap_or(0);
        let mut calm = 0;
        within(PATIENCE, "everything is confirmed and applied", async || {
            let confirmed = self.world.queue()["confirmed_through"].as_i64().unwrap_or(0);
            let status = self.status(self.some_node()).await?;
            let is_calm = |shard: &Value| shard["owner"].is_string() && shard["lag"] == 0;
            let all = confirmed >= told && status["shards"].as_array()?.iter().all(is_calm);
            // What is told of a shard is a second old at most.
            calm = if all { calm + 1 } else { 0 };
            (calm > 125).then_some(())
        })
        .await;
    }

    /// The newest folder of each shard: that of its owner.
    pub async fn shard_folders(&self) -> Vec<PathBuf> {
        let status = self.status(self.some_node()).await.unwrap();
        let shards = status["shards"].as_array().unwrap().iter();
        let folder = |shard: &Value| {
            let number: u16 = shard["shard"].as_u64().unwrap().try_into().unwrap();
            self.data(shard["owner"].as_str().unwrap()).join(format!("shards/{number:02}"))
        };
        shards.map(folder).collect()
    }

    /// The sum of what a query counts in a database of all shards.
    pub async fn sum(&self, database: &str, sql: &'static str) -> i64 {
        use sqlx::ConnectOptions;
        let mut sum = 0;
        for folder in self.shard_folders().await {
            let options = sqlx::sqlite::SqliteConnectOptions::new().filename(folder.join(database)).read_only(true);
            let mut conn = options.connect().await.unwrap();
            let count: Option<i64> = sqlx::query_scalar(sql).fetch_one(&mut conn).await.unwrap();
            sum += count.unwrap_or(0);
        }
        sum
    }
}

impl Drop for Rig {
    fn drop(&mut self) {
        for node in self.nodes.values_mut() {
            let _ = node.process.kill();
            let _ = node.process.wait();
        }
        if std::thread::panicking() {
            for entry in std::fs::read_dir(self.folder.path()).unwrap().flatten() {
                if entry.path().extension().is_some_and(|it| it == "log") {
                    eprintln!("{}:\n{}", entry.path().display(), std::fs::read_to_string(entry.path()).unwrap());
                }
            }
        }
    }
}

/// Asks again and again until there is something; fails when that takes too long.
pub async fn eventually<T>(what: &str, ask: impl AsyncFnMut() -> Option<T>) -> T {
    within(PATIENCE, what, ask).await
}

/// As [`eventually`], with a patience of its own.
pub async fn within<T>(patience: Duration, what: &str, mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(answer) = ask().await {
            return answer;
        }
        assert!(started.elapsed() < patience, "{what}: waited {patience:?} in vain");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
