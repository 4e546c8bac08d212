//! All of it: `balachka load` against the service, beside a loop that tells how fast the machine is just now.
//!
//! `cargo bench --bench pipeline` prints the CPU time of an update, of each kind of load, and how many rounds of the loop that
//! is. `-- --against old_pattern.py` plays the system that this one replaces in alternation, and tells the ratio. `-- --short`
//! plays little and fails if an update costs many more rounds than it should: that is for CI.
#![expect(clippy::print_stdout, clippy::expect_used, reason = "it prints a table, and ends where something fails")]

mod support;

use std::{hint::black_box, process::Command};

use serde_json::Value;

use support::{Cost, is_short, median, runs, update};

const BALACHKA: &str = env!("CARGO_BIN_EXE_balachka");

/// Rounds of the loop that an update may cost in the short form, which is built without optimisations: more than half as many
/// again as it does.
const MOST_ROUNDS: f64 = 100.0;

/// What is played, and how.
const LOADS: [(&str, &[&str]); 4] = [
    ("text", &["--mix", "text", "--updates", "50000"]),
    ("mixed", &["--mix", "mixed", "--updates", "50000"]),
    ("text of 1,000 chats", &["--mix", "text", "--updates", "100000", "--chats", "1000", "--people", "5000"]),
    ("webhook, 1,200 connections", &["--mix", "text", "--updates", "50000", "--connections", "1200"]),
];
const SHORT: [(&str, &[&str]); 1] = [("text", &["--mix", "text", "--updates", "3000", "--calls", "3"])];

fn main() {
    if let Some(old) = std::env::args().skip_while(|argument| argument != "--against").nth(1) {
        return compare(&old);
    }
    let loads: &[_] = if is_short() { &SHORT } else { &LOADS };
    for (what, arguments) in loads {
        let (mut cpu, mut rounds, mut rate) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..runs() {
            let round = round_micros();
            let report = play(arguments);
            let micros = figure(&report, "cpu_micros_an_update");
            cpu.push(micros);
            rounds.push(micros / round);
            rate.push(figure(&report, "per_second"));
        }
        let (cpu, rounds, rate) = (median(cpu), median(rounds), median(rate));
        println!("{what:<28} {cpu:>7.1} µs an update, {rounds:>6.1} rounds, {rate:>8.0} a second");
        assert!(
            !is_short() || rounds <= MOST_ROUNDS,
            "an update costs {rounds:.0} rounds of the loop, {MOST_ROUNDS} at most"
        );
    }
}

fn play(arguments: &[&str]) -> Value {
    let output =
        Command::new(BALACHKA).arg("load").arg("--json").args(arguments).output().expect("the service's binary");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("a report")
}

fn figure(report: &Value, name: &str) -> f64 {
    report[name].as_f64().expect("a number")
}

/// Microseconds of CPU of one round of a loop that does what a service does: it reads JSON, and compares and copies texts.
fn round_micros() -> f64 {
    const ROUNDS: usize = 2_000;
    let raw = update(1, 50, 500);
    let work = async {
        for _ in 0..ROUNDS {
            let update: Value = serde_json::from_str(black_box(&raw)).expect("JSON");
            let text = update.pointer("/message/text").and_then(Value::as_str).unwrap_or_default();
            let mut words: Vec<String> = text.split(' ').map(str::to_lowercase).collect();
            words.sort_unstable();
            black_box(words);
        }
    };
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let ((), cost) = runtime.block_on(Cost::of(work));
    cost.cpu_micros(ROUNDS)
}

/// Through all stores, a second, against messages a second of the old way.
fn compare(old: &str) {
    let (mut ratios, mut rates, mut olds) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..runs() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut script = Command::new("python3");
        script.arg(old).arg(folder.path()).args(["--messages", "600", "--callers", "1000"]);
        let output = script.output().expect("python3");
        let lines = String::from_utf8_lossy(&output.stdout).into_owned();
        let of_pipeline = lines.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let of_pipeline = of_pipeline.rev().find(|line| line["what"] == "pipeline").expect("its figures");
        let (old, new) = (figure(&of_pipeline, "per_second"), figure(&play(LOADS[0].1), "per_second"));
        ratios.push(new / old);
        rates.push(new);
        olds.push(old);
    }
    println!("{:.0} a second against {:.0}: {:.0} times", median(rates), median(olds), median(ratios));
}
