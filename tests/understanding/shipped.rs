//! The model in the repository: that its data make it, and that it does as well as its card says.
//!
//! The data are beside the checkout (`../shared/data`), or where `SEMEVAL` and `GOEMOTIONS` say; without them there is nothing to check.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::models::result;

const LANGUAGES: [&str; 3] = ["ukr", "rus", "eng"];

const CHAT: &str = "goemotions_ekman_train_eng.csv";
const CHAT_DEV: &str = "goemotions_ekman_dev_eng.csv";
const TRANSLATED_CHAT: &str = "goemotions_ekman_dev_rus_translated.csv";

fn folder(variable: &str, name: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    let folder = std::env::var_os(variable).map_or_else(beside, PathBuf::from);
    if folder.exists() {
        return Some(folder);
    }
    eprintln!("there is no {}", folder.display());
    None
}

fn semeval() -> Option<PathBuf> {
    folder("SEMEVAL", "semeval2025-task11")
}

fn goemotions() -> Option<PathBuf> {
    folder("GOEMOTIONS", "goemotions")
}

fn files(part: &str) -> [String; 3] {
    LANGUAGES.map(|language| format!("track_a_{part}_{language}.csv"))
}

#[test]
fn its_data_make_it() {
    let (Some(data), Some(chats)) = (semeval(), goemotions()) else { return };
    let kept = tempfile::tempdir().unwrap();
    let out = kept.path().join("emotions.bin");
    let everyday = concat!(env!("CARGO_MANIFEST_DIR"), "/actors/language/models/everyday.csv");
    let (train, dev) = (files("train"), files("dev"));
    let mut arguments = vec!["train"];
    arguments.extend(train.iter().map(String::as_str));
    arguments.push("--dev");
    arguments.extend(dev.iter().map(String::as_str));
    let [chat, chat_dev, translated] =
        [CHAT, CHAT_DEV, TRANSLATED_CHAT].map(|name| chats.join(name).to_str().unwrap().to_owned());
    arguments.extend(["--chat", &chat, "--chat-dev", &chat_dev, "--translated-chat", &translated]);
    arguments.extend(["--made-up", everyday, "--out", out.to_str().unwrap()]);
    result(&data, &arguments);
    let shipped = include_bytes!("../../actors/language/models/emotions.bin");
    assert!(std::fs::read(out).unwrap() == shipped, "the shipped model is not what its data make: see its card");
}

#[test]
fn it_does_on_dev_as_its_card_says() {
    let (Some(data), Some(chats)) = (semeval(), goemotions()) else { return };
    let card = include_str!("../../actors/language/models/README.md");
    let stories = files("dev").map(|file| (&data, file));
    let comments = [CHAT_DEV, TRANSLATED_CHAT].map(|file| (&chats, file.to_owned()));
    for (folder, file) in stories.into_iter().chain(comments) {
        let measured: Value = serde_json::from_str(&result(folder, &["evaluate", &file, "--json"])).unwrap();
        let score = format!("{:.3}", measured["macro_f1"].as_f64().unwrap());
        let is_score = |line: &&str| line.contains(&format!("evaluate {file}"));
        let row = card.lines().find(is_score).unwrap_or_else(|| panic!("{file} is not in the card"));
        assert!(row.contains(&score), "{file}: {score}, and the card says {row}");
    }
}
