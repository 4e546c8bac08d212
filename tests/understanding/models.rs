//! `train`, `evaluate`, and a model of the operator's own.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;
use tempfile::TempDir;

/// The binary in a folder of its own.
pub fn balachka(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_balachka"))
        .current_dir(folder)
        .args(arguments)
        .env_clear()
        .envs(variables.iter().copied())
        .output()
        .unwrap()
}

#[track_caller]
pub fn result(folder: &Path, arguments: &[&str]) -> String {
    let output = balachka(folder, arguments, &[]);
    assert!(output.status.success(), "{arguments:?}: {}", talk(&output));
    String::from_utf8(output.stdout).unwrap()
}

fn talk(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A folder with texts in which a word that nobody knows is joy.
fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let mut rows = String::from("id,text,anger,disgust,fear,joy,sadness,surprise\n");
    for number in 0..60 {
        let (word, joy) = if number % 3 == 0 { ("шкварчибурмиха", 1) } else { ("зелепуга", 0) };
        rows += &format!("{number},\"тут {word}, каже сусід номер {number}\",0,0,0,{joy},0,0\n");
    }
    std::fs::write(folder.path().join("own.csv"), rows).unwrap();
    let path = folder.path().to_owned();
    (folder, path)
}

#[test]
fn an_operator_trains_on_own_texts_and_points_to_the_result() {
    let (_kept, folder) = folder();
    let told = result(&folder, &["train", "own.csv", "--out", "own.bin"]);
    assert!(told.contains("trained on 54 texts, tuned on 6"), "{told}");
    let analyze = |variables: &[(&str, &str)]| {
        let output = balachka(&folder, &["analyze", "--json", "На столі лежить шкварчибурмиха"], variables);
        serde_json::from_slice::<Value>(&output.stdout).unwrap()["emotion"].clone()
    };
    assert_eq!(analyze(&[]), "neutral");
    assert_eq!(analyze(&[("BALACHKA__ANALYSIS__MODEL", "own.bin")]), "joy");
    assert!(!folder.join("data").exists());
}

#[test]
fn the_same_texts_give_the_same_bytes() {
    let (_kept, folder) = folder();
    for out in ["one.bin", "two.bin"] {
        result(&folder, &["train", "own.csv", "--dev", "own.csv", "--out", out]);
    }
    let [one, two] = ["one.bin", "two.bin"].map(|name| std::fs::read(folder.join(name)).unwrap());
    assert!(one == two && one.len() < 4 << 20, "{} bytes", one.len());
}

#[test]
fn scores_are_told_with_who_is_taken_for_whom() {
    let (_kept, folder) = folder();
    std::fs::write(folder.join("three.csv"), "text,joy,anger\nЯ така щаслива!,1,0\nЯк же мене бісить,0,1\nУра!,0,0\n")
        .unwrap();
    let told = result(&folder, &["evaluate", "three.csv"]);
    for part in ["precision", "joy            0.500     1.000     0.667       1", "macro", "labelled"] {
        assert!(told.contains(part), "{part:?} is missing in\n{told}");
    }
    assert!(!told.contains("fear       0") && !told.contains("fear            0."), "{told}");
    let json: Value = serde_json::from_str(&result(&folder, &["evaluate", "three.csv", "--json"])).unwrap();
    assert_eq!(json["texts"], 3);
    assert_eq!(json["emotions"]["anger"]["f1"], 1.0);
    assert_eq!(json["emotions"]["fear"], Value::Null);
    let joy = json["confusion"]["labels"].as_array().unwrap().iter().position(|label| label == "joy").unwrap();
    assert_eq!((&json["confusion"]["rows"][joy][joy], &json["confusion"]["rows"][6][joy]), (&1.into(), &1.into()));
}

#[test]
fn what_is_no_model_stops_the_start_and_says_so() {
    let (_kept, folder) = folder();
    result(&folder, &["train", "own.csv", "--out", "own.bin"]);
    let mut damaged = std::fs::read(folder.join("own.bin")).unwrap();
    damaged[5000] ^= 1;
    std::fs::write(folder.join("damaged.bin"), damaged).unwrap();
    for (model, told) in
        [("own.csv", "no model of emotions"), ("damaged.bin", "damaged"), ("nowhere.bin", "cannot read nowhere.bin")]
    {
        for arguments in [&["run", "--http", "127.0.0.1:0"][..], &["analyze", "так"], &["config", "check"]] {
            let output = balachka(&folder, arguments, &[("BALACHKA__ANALYSIS__MODEL", model)]);
            assert_eq!(output.status.code(), Some(2), "{arguments:?} {model}: {}", talk(&output));
            let said = talk(&output);
            assert!(said.contains("analysis.model") && said.contains(told), "{said}");
        }
    }
}

#[test]
fn bad_data_is_told_with_its_place() {
    let (_kept, folder) = folder();
    for (name, content, told) in [
        ("columns.csv", "a,b\n1,2\n", "columns.csv: there is no column `text`"),
        ("labels.csv", "text,joy\nтак,2\n", "labels.csv: line 2: \"2\" is not a label"),
        ("empty.csv", "text,joy\n", "empty.csv: the file has no text"),
        ("alike.csv", "text,joy\nтак,1\nні,1\n", "no text for training that has an emotion, or none that has not"),
    ] {
        std::fs::write(folder.join(name), content).unwrap();
        let output = balachka(&folder, &["train", name, "--dev", name, "--out", "never.bin"], &[]);
        assert_eq!(output.status.code(), Some(1));
        assert!(talk(&output).contains(told), "{}", talk(&output));
    }
    assert!(!folder.join("never.bin").exists());
}
