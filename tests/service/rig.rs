//! A service under test and its Telegram.

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Output, Stdio},
    time::{Duration, Instant},
};

use playground::{ChatKind, NewChat, NewPerson, Playground, Said, serve_bot_api};
use serde_json::Value;
use tempfile::TempDir;

/// How long anything may take before the test fails; far more than it should.
const PATIENCE: Duration = Duration::from_secs(40);

/// All that apply the journal.
pub const STORES: [&str; 4] = ["context", "analysis", "personalization", "conversation"];

/// A world with a group of two people, and a service that lives in it.
pub struct Rig {
    pub world: Playground,
    pub url: String,
    pub group: i64,
    pub olena: i64,
    pub taras: i64,
    /// What a shell does before it starts the service: `ulimit`, `umask`.
    pub shell: Option<String>,
    folder: TempDir,
    service: Option<Service>,
}

struct Service {
    process: Child,
    address: String,
}

impl Rig {
    /// The world alone; nothing runs yet.
    pub async fn world() -> Self {
        let world = Playground::new(7);
        let (url, _server) = serve_bot_api(&world, "127.0.0.1:0").await.unwrap();
        let person = |name: &str, username: &str| {
            let new = serde_json::json!({ "name": name, "username": username, "language": "uk" });
            world.add_person(serde_json::from_value::<NewPerson>(new).unwrap()).unwrap()
        };
        let (olena, taras) = (person("Олена", "olena"), person("Тарас", "taras"));
        let group = NewChat { title: "Кухня".into(), kind: ChatKind::Supergroup, member_ids: vec![olena, taras] };
        let group = world.open_chat(group).unwrap();
        Self { world, url, group, olena, taras, shell: None, folder: tempfile::tempdir().unwrap(), service: None }
    }

    /// The world with a running service in it that has said hello.
    pub async fn start() -> Self {
        let mut rig = Self::world().await;
        rig.run(&[]);
        eventually("a welcome", async || (!rig.sent().is_empty()).then_some(())).await;
        rig
    }

    /// Starts the service with these variables besides those it needs.
    pub fn run(&mut self, variables: &[(&str, &str)]) {
        self.run_at("127.0.0.1:0", variables);
    }

    /// As [`run`](Self::run), listening there.
    pub fn run_at(&mut self, http: &str, variables: &[(&str, &str)]) {
        assert!(self.service.is_none(), "it runs already");
        let mut process = self.command(&["run", "--http", http], variables).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("Balachka listens on ").map(str::to_owned);
        let address = address.unwrap_or_else(|| panic!("no address in {line:?}; log:\n{}", self.log()));
        self.service = Some(Service { process, address });
    }

    fn command(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Command {
        let log = std::fs::File::options().create(true).append(true).open(self.log_path()).unwrap();
        let program = env!("CARGO_BIN_EXE_balachka");
        let mut command = match &self.shell {
            None => Command::new(program),
            Some(first) => {
                let mut shell = Command::new("/bin/sh");
                shell.args(["-c", &format!("{first} && exec \"$0\" \"$@\""), program]);
                shell
            }
        };
        command
            .args(arguments)
            .env_clear()
            .env("TELEGRAM_BOT_TOKEN", self.world.token())
            .env("TELEGRAM_API_URL", &self.url)
            .env("BALACHKA_DATA_DIR", self.data())
            .env("BALACHKA__TELEGRAM__POLL_TIMEOUT_SECS", "2")
            .env("BALACHKA__REACTIONS__PERCENT", "0")
            .envs(variables.iter().copied())
            .stdout(Stdio::piped())
            .stderr(log);
        command
    }

    /// Runs a subcommand beside the service.
    pub fn balachka(&self, arguments: &[&str]) -> Output {
        self.balachka_with(arguments, &[])
    }

    /// As [`balachka`](Self::balachka), with these variables besides.
    pub fn balachka_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
        self.command(arguments, variables).stderr(Stdio::piped()).output().unwrap()
    }

    /// As [`balachka_with`](Self::balachka_with), while servers of this thread go on answering.
    pub async fn balachka_served(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
        let mut command = self.command(arguments, variables);
        command.stderr(Stdio::piped());
        tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap()
    }

    /// Where the running service listens.
    pub fn address(&self) -> String {
        let address = &self.service.as_ref().expect("it runs").address;
        address.trim_start_matches("http://").trim_end_matches('/').to_owned()
    }

    /// The JSON that a subcommand prints.
    #[track_caller]
    pub fn json(&self, arguments: &[&str]) -> Value {
        let output = self.balachka(arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// A folder that goes with the rig.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn log_path(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    /// All that the service has logged.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.log_path()).unwrap_or_default()
    }

    /// SIGKILL.
    pub fn kill(&mut self) {
        let mut service = self.service.take().expect("it runs");
        service.process.kill().unwrap();
        service.process.wait().unwrap();
    }

    /// SIGTERM, then waits for the end.
    pub async fn stop(&mut self) -> ExitStatus {
        let id = self.service.as_ref().expect("it runs").process.id();
        signal(id, "TERM");
        self.ended().await
    }

    /// Waits for the end of a process that ends by itself.
    pub async fn ended(&mut self) -> ExitStatus {
        let mut service = self.service.take().expect("it runs");
        eventually("the service ends", async || service.process.try_wait().unwrap()).await
    }

    pub fn has_ended(&mut self) -> bool {
        self.service.as_mut().is_none_or(|service| service.process.try_wait().unwrap().is_some())
    }

    /// The process's id.
    pub fn id(&self) -> u32 {
        self.service.as_ref().expect("it runs").process.id()
    }

    pub async fn get(&self, path: &str) -> (u16, String) {
        let address = &self.service.as_ref().expect("it runs").address;
        let response = reqwest::get(format!("{}{path}", address.trim_end_matches('/'))).await.unwrap();
        (response.status().as_u16(), response.text().await.unwrap())
    }

    /// A metric's value by its name with labels; `None` before it is set.
    pub async fn metric(&self, name: &str) -> Option<f64> {
        let (_, text) = self.get("/metrics").await;
        let mut lines = text.lines();
        lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(' ')?.parse().ok())
    }

    /// Waits until every update is confirmed and every store has applied all.
    pub async fn settled(&mut self) {
        let told = self.world.queue()["last_id"].as_i64().unwrap_or(0);
        eventually("everything is confirmed and applied", async || {
            assert!(!self.has_ended(), "the service ended; log:\n{}", self.log());
            let confirmed = self.world.queue()["confirmed_through"].as_i64().unwrap_or(0);
            let seq = self.metric("balachka_journal_seq").await?;
            for store in STORES {
                let bookmark = self.metric(&format!(r#"balachka_store_bookmark{{store="{store}"}}"#)).await?;
                if bookmark < seq {
                    return None;
                }
            }
            (confirmed >= told).then_some(())
        })
        .await;
    }

    /// Somebody says something in the group; returns the message's id.
    pub fn say(&self, from: i64, text: &str) -> i64 {
        self.world.say(self.group, Said { from, text: text.into(), ..Said::default() }).unwrap()
    }

    /// Messages that the bot was seen to send, as its calls had them.
    pub fn sent(&self) -> Vec<Value> {
        self.sent_after(0)
    }

    /// Of the calls with higher numbers than this; the world remembers the last 10,000 calls. The text of a photo is
    /// its caption.
    pub fn sent_after(&self, number: u64) -> Vec<Value> {
        let photos = self.calls_after(number, "sendPhoto").into_iter().map(as_a_message);
        self.calls_after(number, "sendMessage").into_iter().chain(photos).collect()
    }

    /// The parameters of the bot's successful calls of a method.
    pub fn calls_of(&self, method: &str) -> Vec<Value> {
        self.calls_after(0, method)
    }

    fn calls_after(&self, number: u64, method: &str) -> Vec<Value> {
        let calls = self.world.calls(number, false);
        let sent = calls.as_array().unwrap().iter();
        sent.filter(|call| call["method"].as_str().is_some_and(|it| it.eq_ignore_ascii_case(method)))
            .filter(|call| call["ok"] == true)
            .map(|call| call["params"].clone())
            .collect()
    }

    /// Those that answer somebody: all but the welcome.
    pub fn answers(&self) -> Vec<Value> {
        self.sent().into_iter().filter(|params| params["reply_parameters"].is_object()).collect()
    }

    /// The texts of what the bot sent in answer to one message of the group.
    pub fn answers_to(&self, message: i64) -> Vec<String> {
        let sent = self.answers();
        let answers = sent
            .iter()
            .filter(|params| params["chat_id"] == self.group && params["reply_parameters"]["message_id"] == message);
        answers.map(|params| params["text"].as_str().unwrap().to_owned()).collect()
    }

    /// Waits for the answer to a message.
    pub async fn answer_to(&self, message: i64) -> String {
        eventually("an answer", async || self.answers_to(message).into_iter().next()).await
    }

    /// What is stored of a chat, as `export` writes it.
    pub fn exported(&self, chat: i64) -> Vec<Value> {
        let chat = self.json(&["export", "--chat", &chat.to_string()]);
        chat["messages"].as_array().unwrap().clone()
    }

    /// Reads one value from a database beside the service.
    pub async fn read<T>(&self, database: &str, sql: &'static str) -> T
    where
        T: Send + Unpin + for<'r> sqlx::Decode<'r, sqlx::Sqlite> + sqlx::Type<sqlx::Sqlite>,
    {
        let mut conn = open(&self.data().join(database)).await;
        sqlx::query_scalar(sql).fetch_one(&mut conn).await.unwrap()
    }
}

async fn open(path: &Path) -> sqlx::SqliteConnection {
    use sqlx::ConnectOptions;
    sqlx::sqlite::SqliteConnectOptions::new().filename(path).read_only(true).connect().await.unwrap()
}

impl Drop for Rig {
    fn drop(&mut self) {
        if let Some(mut service) = self.service.take() {
            let _ = service.process.kill();
            let _ = service.process.wait();
        }
        if std::thread::panicking() {
            eprintln!("the service's log:\n{}", self.log());
        }
    }
}

/// The parameters of a photo, which come as a form has them, as those of a message.
fn as_a_message(mut params: Value) -> Value {
    for name in ["chat_id", "message_thread_id", "reply_parameters"] {
        if let Some(json) = params[name].as_str() {
            params[name] = serde_json::from_str(json).unwrap();
        }
    }
    params["text"] = params["caption"].take();
    params
}

/// Sends a signal by name.
pub fn signal(process: u32, name: &str) {
    let sent = Command::new("kill").args([&format!("-{name}"), &process.to_string()]).status().unwrap();
    assert!(sent.success());
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
