//! The subcommands that look into a data directory, as an operator meets them: beside a running service, and after it.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod analyze;
mod dead_letters;
mod export;
mod harmless;
mod house;
mod import;
mod long_history;
mod rebuild;
mod stats;
mod verify;

use std::{
    path::Path,
    process::{Command, Output},
};

use house::{GROUP, House, add, message, said};
use serde_json::{Value, json};

/// The binary on this data directory, with nothing in its environment.
fn balachka(data: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_balachka"))
        .args(["--data-dir", data.to_str().unwrap()])
        .args(arguments)
        .env_clear()
        .output()
        .unwrap()
}

/// stdout of a run that ended well.
#[track_caller]
fn result(data: &Path, arguments: &[&str]) -> String {
    let output = balachka(data, arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", talk(&output));
    String::from_utf8(output.stdout).unwrap()
}

#[track_caller]
fn result_json(data: &Path, arguments: &[&str]) -> Value {
    serde_json::from_str(&result(data, arguments)).unwrap()
}

/// It ends with exit code 1, says all of this on stderr and nothing on stdout.
#[track_caller]
fn fails(data: &Path, arguments: &[&str], parts: &[&str]) {
    let output = balachka(data, arguments);
    let talk = talk(&output);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {talk}");
    assert_eq!(output.stdout, b"", "{arguments:?}");
    for part in parts {
        assert!(talk.contains(part), "{part:?} is missing in: {talk}");
    }
}

fn talk(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Names of the files in a directory with their contents, `-shm` aside, which holds nothing.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap());
    let content =
        |file: std::fs::DirEntry| (file.file_name().into_string().unwrap(), std::fs::read(file.path()).unwrap());
    let mut contents: Vec<_> = files.map(content).filter(|(name, _)| !name.ends_with("-shm")).collect();
    contents.sort();
    contents
}
