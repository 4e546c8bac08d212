//! Instances of this program that are started to be played to.

use std::{
    io::{BufRead as _, BufReader},
    net::TcpListener,
    process::{Child, Command, Stdio},
};

use ::load::{Instance, Node, Telegram, Webhook};
use anyhow::{Context as _, bail};

/// What is said of an instance of our own, on standard output, once it listens.
const LISTENS: &str = "Balachka listens on ";

/// Instances in directories of their own, which all go when this is dropped.
pub(super) struct OwnInstance {
    pub instance: Instance,
    processes: Vec<Process>,
}

impl OwnInstance {
    /// One machine.
    ///
    /// # Errors
    /// It does not start.
    pub(super) fn start(telegram: &Telegram, by_webhook: bool) -> anyhow::Result<Self> {
        Self::start_all(telegram, by_webhook, &[Vec::new()])
    }

    /// One for each of these sets of variables; deliveries go to the first.
    ///
    /// # Errors
    /// One does not start.
    pub(super) fn start_all(
        telegram: &Telegram,
        by_webhook: bool,
        variables: &[Vec<(String, String)>],
    ) -> anyhow::Result<Self> {
        let addresses = variables.iter().map(|_| free_address()).collect::<anyhow::Result<Vec<_>>>()?;
        let first = addresses.first().context("there is nothing to start")?;
        let (url, secret) = (format!("http://{first}/telegram/webhook"), format!("{:032x}", fastrand::u128(..)));
        let webhook = if by_webhook { Some(Webhook::at(&url, &secret)?) } else { None };
        let mut own = Self { instance: Instance { nodes: Vec::new(), webhook }, processes: Vec::new() };
        for (address, variables) in addresses.into_iter().zip(variables) {
            let mut variables = variables.clone();
            if by_webhook {
                variables
                    .extend([("WEBHOOK_URL".to_owned(), url.clone()), ("WEBHOOK_SECRET".to_owned(), secret.clone())]);
            }
            let process = Process::start(telegram, &address, &variables)?;
            own.instance.nodes.push(Node { address, process: Some(process.child.id()) });
            own.processes.push(process);
        }
        own.processes.iter_mut().try_for_each(Process::listens)?;
        Ok(own)
    }
}

/// A process and its directory.
struct Process {
    child: Child,
    _data: tempfile::TempDir,
}

impl Process {
    fn start(telegram: &Telegram, address: &str, variables: &[(String, String)]) -> anyhow::Result<Self> {
        let data = tempfile::tempdir().context("cannot make a directory for the instance")?;
        let mut command = Command::new(std::env::current_exe().context("cannot find this program")?);
        command
            .args(["run", "--http", address])
            .env_clear()
            .env("TELEGRAM_BOT_TOKEN", telegram.token())
            .env("TELEGRAM_API_URL", telegram.url())
            .env("BALACHKA_DATA_DIR", data.path())
            .envs(variables.iter().map(|(name, value)| (name, value)))
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        Ok(Self { child: command.spawn().context("cannot start an instance")?, _data: data })
    }

    fn listens(&mut self) -> anyhow::Result<()> {
        let mut line = String::new();
        if let Some(told) = self.child.stdout.take() {
            BufReader::new(told).read_line(&mut line).context("the instance says nothing")?;
        }
        if !line.starts_with(LISTENS) {
            bail!("the instance did not start: run `balachka doctor` to see why");
        }
        Ok(())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may be gone already; its data go with the directory.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An address of this machine that nobody listens on.
fn free_address() -> anyhow::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").context("cannot find a free port")?;
    Ok(listener.local_addr()?.to_string())
}
