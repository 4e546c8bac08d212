//! What signals do to a process that drains for ever: the child below, run as a process of its own.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Child, ChildStdout, Command, Stdio};

/// What the parents below start; on its own it would wait for a signal that does not come.
#[test]
#[ignore = "started by the other tests"]
fn child() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let stop = balachka::lifecycle::stop_signal().unwrap();
    say("\nwatching");
    runtime.block_on(stop);
    say("draining");
    loop {
        std::thread::park();
    }
}

fn say(line: &str) {
    let mut out = std::io::stdout();
    writeln!(out, "{line}").unwrap();
    out.flush().unwrap();
}

struct Draining {
    process: Child,
    lines: std::io::Lines<BufReader<ChildStdout>>,
}

impl Draining {
    fn start() -> Self {
        let mut process = Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "child", "--nocapture"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        Self { process, lines }
    }

    fn wait_for(&mut self, line: &str) {
        assert!(self.lines.any(|said| said.unwrap() == line), "it ended without saying {line:?}");
    }

    fn signal(&self, name: &str) {
        let pid = self.process.id().to_string();
        assert!(Command::new("kill").args(["-s", name, &pid]).status().unwrap().success());
    }
}

#[test]
fn the_first_signal_asks_and_the_second_ends_even_a_blocked_drain() {
    for (first, second) in [("TERM", "TERM"), ("INT", "TERM"), ("TERM", "INT")] {
        let mut draining = Draining::start();
        draining.wait_for("watching");
        draining.signal(first);
        draining.wait_for("draining");
        draining.signal(second);
        let output = draining.process.wait_with_output().unwrap();
        assert_eq!(output.status.signal(), None);
        assert_eq!(output.status.code(), Some(130));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(&format!("SIG{second}")), "{said}");
    }
}
