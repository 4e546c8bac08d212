//! `understand`, and `train intents`: what messages mean, and that the messages in the repository make the model.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::models::{balachka, result};

const PACKS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/actors/language/packs");
const SHIPPED: &[u8] = include_bytes!("../../actors/intent/models/intents.bin");
const NOW: [&str; 2] = ["--now", "2026-11-28T15:20:00+02:00"];

/// What is understood of each text.
fn understood(texts: &[&str]) -> Vec<Value> {
    let place = tempfile::tempdir().unwrap();
    let said = result(place.path(), &[&["understand"], NOW.as_slice(), texts].concat());
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0, "it needs no data directory");
    said.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn each_message_is_a_line_of_json_with_what_it_means_and_names() {
    let lines = understood(&[
        "Балачко, нагадай завтра о 9 купити хліб",
        "чай чи кава?",
        "що Тарас казав про борщ минулого тижня?",
        "скільки буде 15% від 840",
        "число від 1 до 10",
        "помовч годинку",
        "скільки днів до 25 грудня",
        "what time is it?",
    ]);
    assert_eq!((&lines[0]["intent"], &lines[0]["at"]), (&json!("remind"), &json!("2026-11-29T09:00:00+02:00")));
    assert_eq!((&lines[1]["intent"], &lines[1]["options"]), (&json!("choose"), &json!(["чай", "кава"])));
    assert_eq!((&lines[2]["intent"], &lines[2]["person"]), (&json!("recall_person"), &json!("Тарас")));
    assert_eq!(lines[2]["from"], "2026-11-16T00:00:00+02:00");
    assert_eq!(lines[2]["to"], "2026-11-23T00:00:00+02:00");
    assert_eq!((&lines[3]["intent"], &lines[3]["expression"]), (&json!("calculate"), &json!("15%*840")));
    assert_eq!((&lines[4]["intent"], &lines[4]["range"]), (&json!("random_number"), &json!([1, 10])));
    assert_eq!((&lines[5]["intent"], &lines[5]["duration_s"]), (&json!("quiet"), &json!(3600)));
    assert_eq!((&lines[6]["intent"], &lines[6]["date"]), (&json!("countdown"), &json!("2026-12-25")));
    assert_eq!((&lines[7]["intent"], &lines[7]["language"]), (&json!("time"), &json!("en")));
    for line in &lines {
        assert!((0.0..=1.0).contains(&line["confidence"].as_f64().unwrap()), "{line}");
    }
}

#[test]
fn a_clock_elsewhere_counts_in_its_own_days() {
    let place = tempfile::tempdir().unwrap();
    let arguments = ["understand", "--now", "2026-11-28T23:30:00-05:00", "нагадай завтра о 9 купити хліб"];
    let line: Value = serde_json::from_str(&result(place.path(), &arguments)).unwrap();
    assert_eq!(line["at"], "2026-11-29T09:00:00-05:00");
}

#[test]
fn lines_of_stdin_are_answered_whatever_they_hold() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_balachka"))
        .args(["understand", "--json"])
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let long = "нагадай ".repeat(2000);
    let input =
        [b"\xd0\xbf\xd1\x80\xd0\xb8\xd0\xb2\xd1\x96\xd1\x82\n\n\xff\xfe\n".as_slice(), long.as_bytes()].concat();
    child.stdin.take().unwrap().write_all(&input).unwrap();
    let output = child.wait_with_output().unwrap();
    let lines: Vec<Value> =
        String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((lines.len(), &lines[0]["intent"]), (4, &json!("greeting")));
}

#[test]
fn a_clock_that_is_none_is_refused() {
    let place = tempfile::tempdir().unwrap();
    for bad in ["yesterday", "2026-11-28", "2026-13-01T00:00:00Z"] {
        let output = balachka(place.path(), &["understand", "--now", bad, "привіт"], &[]);
        let talk = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{bad}: {talk}");
        assert!(talk.contains(bad) && talk.contains("RFC 3339"), "{talk}");
    }
}

/// A folder with packs that have a few messages of each label.
fn few_messages() -> (TempDir, PathBuf) {
    let kept = tempfile::tempdir().unwrap();
    let folder = kept.path().join("uk/intents");
    fs::create_dir_all(&folder).unwrap();
    for file in fs::read_dir(Path::new(PACKS).join("uk/intents")).unwrap() {
        let file = file.unwrap();
        let text = fs::read_to_string(file.path()).unwrap();
        let few: String = text.lines().take(4).flat_map(|line| [line, "\n"]).collect();
        fs::write(folder.join(file.file_name()), few).unwrap();
    }
    let packs = kept.path().to_owned();
    (kept, packs)
}

/// The model that these packs make.
fn trained(packs: &Path) -> Vec<u8> {
    let place = tempfile::tempdir().unwrap();
    let told = result(place.path(), &["train", "intents", "--packs", packs.to_str().unwrap(), "--out", "intents.bin"]);
    assert!(told.contains("messages"), "{told}");
    fs::read(place.path().join("intents.bin")).unwrap()
}

#[test]
fn the_same_messages_make_the_same_model() {
    let (_kept, packs) = few_messages();
    let model = trained(&packs);
    assert!(model == trained(&packs));
    fs::write(packs.join("uk/intents/coin.txt"), "підкинь копійку\nорел чи решка\n").unwrap();
    assert!(model != trained(&packs), "other messages make another model");
}

/// Takes minutes: `cargo test --release --test understanding -- --ignored`.
#[test]
#[ignore = "takes minutes"]
fn the_messages_in_the_repository_make_the_shipped_model() {
    assert!(trained(Path::new(PACKS)) == SHIPPED, "train it anew: see its card");
}

#[test]
fn faulty_messages_are_told_by_file_and_line() {
    let (_kept, packs) = few_messages();
    let folder = packs.join("uk/intents");
    let refused = || {
        let place = tempfile::tempdir().unwrap();
        let arguments = ["train", "intents", "--packs", packs.to_str().unwrap(), "--out", "intents.bin"];
        let output = balachka(place.path(), &arguments, &[]);
        assert_eq!(output.status.code(), Some(1));
        assert!(!place.path().join("intents.bin").exists());
        String::from_utf8(output.stderr).unwrap()
    };
    fs::write(folder.join("weahter.txt"), "яка погода\n").unwrap();
    assert!(refused().contains("no intent is named weahter"));
    fs::remove_file(folder.join("weahter.txt")).unwrap();
    fs::write(folder.join("coin.txt"), "кинь монетку\n\nКинь монетку!\n").unwrap();
    let told = refused();
    assert!(told.contains("coin.txt:3") && told.contains("coin.txt:1"), "{told}");
    fs::remove_file(folder.join("coin.txt")).unwrap();
    assert!(refused().contains("there is no message that means coin"));
}
