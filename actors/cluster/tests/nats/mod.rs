//! Real NATS servers for tests: one, or a cluster of three on loopback, with JetStream in a folder that goes with them.
//!
//! It needs std, tokio (io-util, net, time) and tempfile only, so that other test binaries can include it by its path.
#![allow(clippy::print_stdout, reason = "a skipped test says so")]
#![allow(dead_code, reason = "each test binary uses a part of it")]

use std::{
    env,
    fs::{self, File},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

const START: Duration = Duration::from_secs(30);
/// A server that acknowledges once its disk has it.
const SYNCED: &str = "sync_interval: always";
/// More than any test keeps.
const ROOMY: &str = "2GB";

/// Servers that end when this is dropped.
pub struct Nats {
    servers: Vec<Server>,
    folder: TempDir,
}

struct Server {
    config: PathBuf,
    log: PathBuf,
    port: u16,
    monitor: u16,
    process: Option<Child>,
}

impl Nats {
    /// One server. `None` if there is no program: the test is skipped.
    pub async fn single() -> Option<Self> {
        Self::start(1, SYNCED, ROOMY).await
    }

    /// One server that keeps no more than so much, as if its disk ended there.
    pub async fn small(most: &str) -> Option<Self> {
        Self::start(1, SYNCED, most).await
    }

    /// Three servers.
    pub async fn cluster() -> Option<Self> {
        Self::start(3, SYNCED, ROOMY).await
    }

    /// One server that acknowledges before its disk has it.
    pub async fn unsynced() -> Option<Self> {
        Self::start(1, "", ROOMY).await
    }

    async fn start(count: usize, sync: &str, most: &str) -> Option<Self> {
        program()?;
        // A free port may be taken by somebody else before the server has it.
        for _ in 0..3 {
            let mut nats = Self::configure(count, sync, most);
            for nth in 0..count {
                nats.launch(nth);
            }
            if nats.ready().await {
                return Some(nats);
            }
        }
        panic!("the NATS servers do not start");
    }

    fn configure(count: usize, sync: &str, most: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let ports = free_ports(count * 3);
        let routes: Vec<_> = ports[..count].iter().map(|port| format!("nats://127.0.0.1:{port}")).collect();
        let servers = (0..count).map(|nth| {
            let (route, port, monitor) = (ports[nth], ports[count + nth], ports[2 * count + nth]);
            let store = folder.path().join(format!("store-{nth}"));
            let mut text = format!(
                "server_name: n{nth}\nlisten: \"127.0.0.1:{port}\"\nhttp: \"127.0.0.1:{monitor}\"\n\
                 jetstream {{ store_dir: \"{}\", max_memory_store: 256MB, max_file_store: {most}, {sync} }}\n",
                store.display()
            );
            if count > 1 {
                text += &format!("cluster {{ name: test, listen: \"127.0.0.1:{route}\", routes: {routes:?} }}\n");
            }
            let (config, log) = (folder.path().join(format!("{nth}.conf")), folder.path().join(format!("{nth}.log")));
            fs::write(&config, text).unwrap();
            Server { config, log, port, monitor, process: None }
        });
        Self { servers: servers.collect(), folder }
    }

    fn launch(&mut self, nth: usize) {
        let server = &mut self.servers[nth];
        let log = File::options().create(true).append(true).open(&server.log).unwrap();
        let mut command = Command::new(program().unwrap());
        command.arg("-c").arg(&server.config).stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        server.process = Some(command.spawn().unwrap());
    }

    /// Whether all servers that run are there, and agree on who leads.
    async fn ready(&mut self) -> bool {
        let deadline = Instant::now() + START;
        while Instant::now() < deadline {
            if self.has_ended() {
                return false;
            }
            if self.is_ready().await {
                return true;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let logs = self.servers.iter().map(|server| fs::read_to_string(&server.log).unwrap_or_default());
        panic!("the NATS servers do not come up:\n{}", logs.collect::<Vec<_>>().join("\n"));
    }

    fn has_ended(&mut self) -> bool {
        let mut processes = self.servers.iter_mut().filter_map(|server| server.process.as_mut());
        processes.any(|process| process.try_wait().unwrap().is_some())
    }

    async fn is_ready(&self) -> bool {
        for server in self.servers.iter().filter(|server| server.process.is_some()) {
            let health = get(server.monitor, "/healthz").await.unwrap_or_default();
            let jetstream = get(server.monitor, "/jsz").await.unwrap_or_default();
            let has_leader = self.servers.len() == 1 || jetstream.contains("\"leader\":");
            if !health.contains("\"ok\"") || !has_leader {
                return false;
            }
        }
        true
    }

    /// How many servers there are, which is how many copies can be kept.
    pub fn replicas(&self) -> usize {
        self.servers.len()
    }

    /// Where the servers keep everything.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The addresses for clients.
    pub fn urls(&self) -> Vec<String> {
        self.servers.iter().map(|server| format!("nats://127.0.0.1:{}", server.port)).collect()
    }

    /// The addresses of the monitoring.
    pub fn monitors(&self) -> Vec<String> {
        self.servers.iter().map(|server| format!("http://127.0.0.1:{}", server.monitor)).collect()
    }

    /// Ends a server as a power cut would.
    pub fn kill(&mut self, nth: usize) {
        if let Some(mut process) = self.servers[nth].process.take() {
            process.kill().unwrap();
            process.wait().unwrap();
        }
    }

    /// Starts a server again that was killed, and waits for it.
    pub async fn restart(&mut self, nth: usize) {
        self.launch_again(nth);
        assert!(self.ready().await, "the NATS server ended");
    }

    /// Starts a server again that was killed, without waiting: alone it may not come up.
    pub fn launch_again(&mut self, nth: usize) {
        assert!(self.servers[nth].process.is_none(), "kill it first");
        self.launch(nth);
    }

    /// Lets a server stand still, as if the network were gone.
    pub fn stop(&self, nth: usize) {
        self.signal(nth, "-STOP");
    }

    /// Lets a stopped server go on.
    pub fn cont(&self, nth: usize) {
        self.signal(nth, "-CONT");
    }

    fn signal(&self, nth: usize, signal: &str) {
        let id = self.servers[nth].process.as_ref().expect("it runs").id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
    }
}

impl Drop for Nats {
    fn drop(&mut self) {
        for nth in 0..self.servers.len() {
            self.kill(nth);
        }
    }
}

/// The server's program: `NATS_SERVER`, or the tool of the workspace, or what is on the path.
fn program() -> Option<PathBuf> {
    let set = env::var_os("NATS_SERVER").map(PathBuf::from);
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().find(|folder| folder.join("Cargo.lock").exists());
    let tool = workspace.map(|folder| folder.join("target/tools/bin/nats-server"));
    let path = env::var_os("PATH").unwrap_or_default();
    let on_path = env::split_paths(&path).map(|folder| folder.join("nats-server"));
    let found = set.into_iter().chain(tool).chain(on_path).find(|program| program.is_file());
    if found.is_none() {
        let is_required = env::var("CI").is_ok_and(|ci| ci == "true") && cfg!(target_arch = "x86_64");
        assert!(!is_required, "no nats-server: set NATS_SERVER to its path");
        println!("skipped: no nats-server");
    }
    found
}

fn free_ports(count: usize) -> Vec<u16> {
    let listeners: Vec<_> = (0..count).map(|_| TcpListener::bind("127.0.0.1:0").unwrap()).collect();
    listeners.iter().map(|listener| listener.local_addr().unwrap().port()).collect()
}

async fn get(port: u16, path: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
    stream.write_all(format!("GET {path} HTTP/1.0\r\nHost: localhost\r\n\r\n").as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer)
}
