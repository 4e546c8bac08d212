//! Usage, and the data directory.

use std::{
    fs::File,
    io::{BufRead, BufReader},
    path::Path,
    process::Stdio,
    time::{Duration, Instant},
};

use super::*;

#[test]
fn wrong_usage_ends_with_2_and_help_with_0() {
    for arguments in [vec!["no-such"], vec!["--no-such"], vec!["export"], vec!["dead-letters", "show", "one"]] {
        assert_eq!(balachka(&arguments, &[]).status.code(), Some(2), "{arguments:?}");
    }
    for arguments in [vec!["--help"], vec!["config", "--help"], vec!["--version"]] {
        assert_eq!(balachka(&arguments, &[]).status.code(), Some(0), "{arguments:?}");
    }
    let version = out(&balachka(&["--version"], &[]));
    assert!(version.starts_with(concat!("balachka ", env!("CARGO_PKG_VERSION"), " (commit ")), "{version}");
    assert!(version.contains("SQLite 3."), "{version}");
}

fn start_in(directory: &Path, variables: &[(&str, &str)]) -> Output {
    balachka(&["run", "--http", "127.0.0.1:0", "--data-dir", directory.to_str().unwrap()], variables)
}

#[test]
fn a_held_data_directory_ends_the_start_with_75() {
    let place = tempfile::tempdir().unwrap();
    let lock = File::create(place.path().join("lock")).unwrap();
    std::fs::write(place.path().join("lock"), "4711\n").unwrap();
    lock.lock().unwrap();
    for variables in [vec![], vec![("TELEGRAM_BOT_TOKEN", TOKEN)]] {
        let output = start_in(place.path(), &variables);
        let said = talk(&output);
        assert_eq!(output.status.code(), Some(75), "{said}");
        assert!(said.contains(place.path().to_str().unwrap()) && said.contains("4711"), "{said}");
    }
}

#[test]
fn a_data_directory_that_cannot_be_is_refused_with_a_remedy() {
    let file = file_with("");
    for path in [file.path().to_owned(), file.path().join("below"), "/proc/balachka".into()] {
        let output = start_in(&path, &[]);
        let said = talk(&output);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(path.to_str().unwrap()) && said.contains("--data-dir"), "{said}");
    }
}

/// `cargo run` hands the program its own variables and those of the build script; tests are run with the same.
#[test]
fn what_cargo_puts_into_the_environment_is_no_setting() {
    let output = Command::new(env!("CARGO_BIN_EXE_balachka")).args(["config", "check"]).output().unwrap();
    assert!(output.status.success(), "{}", talk(&output));
}

#[test]
fn a_playground_opens_again_where_one_was_before() {
    let place = tempfile::tempdir().unwrap();
    for nth in 1..=2 {
        let mut process = Command::new(env!("CARGO_BIN_EXE_balachka"))
            .args(["playground", "--http", "127.0.0.1:0"])
            .current_dir(place.path())
            .env_clear()
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(process.stderr.take().unwrap()).lines().map_while(Result::ok);
        let mut said = Vec::new();
        let opened = lines.inspect(|line| said.push(line.clone())).any(|line| line.contains("connected to Telegram"));
        // With its first messages the data is that of its bot.
        let data = place.path().join("data/playground");
        let is_kept = || {
            let totals = out(&balachka(&["stats", "--json", "--data-dir", data.to_str().unwrap()], &[]));
            totals.contains("total_messages") && !totals.contains(r#""total_messages":0"#)
        };
        let begun = Instant::now();
        while opened && !is_kept() && begun.elapsed() < Duration::from_secs(40) {
            std::thread::yield_now();
        }
        process.kill().unwrap();
        process.wait().unwrap();
        assert!(opened, "start {nth}: {said:?}");
    }
}
