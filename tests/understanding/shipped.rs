//! The model in the repository: that its data make it, and that it does as well as its card says.
//!
//! The data are beside the checkout (`../shared/data`), or where `SEMEVAL` says; without them there is nothing to check.

use std::path::PathBuf;

use serde_json::Value;

use super::models::result;

const LANGUAGES: [&str; 3] = ["ukr", "rus", "eng"];

fn data() -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/semeval2025-task11");
    let folder = std::env::var_os("SEMEVAL").map_or_else(|| PathBuf::from(beside), PathBuf::from);
    if folder.exists() {
        return Some(folder);
    }
    eprintln!("there is no {}", folder.display());
    None
}

fn files(part: &str) -> [String; 3] {
    LANGUAGES.map(|language| format!("track_a_{part}_{language}.csv"))
}

#[test]
fn its_data_make_it() {
    let Some(data) = data() else { return };
    let kept = tempfile::tempdir().unwrap();
    let out = kept.path().join("emotions.bin");
    let everyday = concat!(env!("CARGO_MANIFEST_DIR"), "/actors/language/models/everyday.csv");
    let (train, dev) = (files("train"), files("dev"));
    let mut arguments = vec!["train"];
    arguments.extend(train.iter().map(String::as_str));
    arguments.push("--dev");
    arguments.extend(dev.iter().map(String::as_str));
    arguments.extend(["--made-up", everyday, "--out", out.to_str().unwrap()]);
    result(&data, &arguments);
    let shipped = include_bytes!("../../actors/language/models/emotions.bin");
    assert!(std::fs::read(out).unwrap() == shipped, "the shipped model is not what its data make: see its card");
}

#[test]
fn it_does_on_dev_as_its_card_says() {
    let Some(data) = data() else { return };
    let card = include_str!("../../actors/language/models/README.md");
    for file in files("dev") {
        let measured: Value = serde_json::from_str(&result(&data, &["evaluate", &file, "--json"])).unwrap();
        let score = format!("{:.3}", measured["macro_f1"].as_f64().unwrap());
        let row = card.lines().find(|line| line.contains(&file)).unwrap_or_else(|| panic!("{file} is not in the card"));
        assert!(row.contains(&score), "{file}: {score}, and the card says {row}");
    }
}
