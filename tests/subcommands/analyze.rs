//! `analyze`, as a person or a program asks it.

use std::{
    io::Write as _,
    process::{Child, Stdio},
};

use super::*;

fn piped(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_balachka"))
        .args(arguments)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// What it says of these bytes on stdin.
fn said_of(input: &[u8], arguments: &[&str]) -> Vec<String> {
    let mut child = piped(arguments);
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", talk(&output));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn each_argument_is_a_line_of_json_and_no_data_directory_is_made() {
    let place = tempfile::tempdir().unwrap();
    let data = place.path().join("data");
    let output = result(&data, &["analyze", "--json", "Я така щаслива, нарешті смачна кава!", "I hate this bug", ""]);
    let lines: Vec<Value> = output.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["language"], "uk");
    assert_eq!((&lines[0]["emotion"], &lines[0]["emotions"][0]), (&json!("joy"), &json!("joy")));
    assert_eq!(lines[0]["topic"], "food");
    assert!(lines[0]["sentiment"].as_f64().unwrap() > 0.5 && lines[0]["confidence"].as_f64().unwrap() > 0.5);
    assert!(lines[0]["keywords"].as_array().unwrap().contains(&json!("кава")));
    assert_eq!((&lines[1]["language"], &lines[1]["emotion"]), (&json!("en"), &json!("anger")));
    assert_eq!((&lines[2]["language"], &lines[2]["emotion"]), (&json!("und"), &json!("neutral")));
    let names: Vec<&String> = lines[0].as_object().unwrap().keys().collect();
    assert_eq!(names.len(), 7, "{names:?}");
    assert!(!data.exists());
}

#[test]
fn without_arguments_each_line_of_stdin_is_answered() {
    let lines = said_of("Мені сумно\r\n\nУра!\n".as_bytes(), &["analyze"]);
    assert_eq!(lines.len(), 3);
    assert!(lines[0].starts_with("uk  sadness  -"), "{}", lines[0]);
    assert!(lines[1].starts_with("und  neutral  +0.00  general  ()"), "{}", lines[1]);
    assert!(lines[2].contains("joy"), "{}", lines[2]);
}

#[test]
fn bytes_that_are_no_text_and_controls_do_no_harm() {
    let mut input = b"\xff\xfe happy \x1b[2J \xf0\n".to_vec();
    input.extend("😂".repeat(4096).as_bytes());
    input.extend(b"\n\n");
    for arguments in [&["analyze"][..], &["analyze", "--json"]] {
        let lines = said_of(&input, arguments);
        assert_eq!(lines.len(), 3);
        assert!(lines[0].contains("joy") && lines[1].contains("joy"), "{lines:?}");
        assert!(!lines.concat().contains('\x1b'));
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let mut child = piped(&["analyze"]);
    drop(child.stdout.take());
    let mut input = child.stdin.take().unwrap();
    // It may be gone before all is written.
    let _ = input.write_all("привіт\n".repeat(50_000).as_bytes());
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", talk(&output));
    assert_eq!(talk(&output), "");
}
