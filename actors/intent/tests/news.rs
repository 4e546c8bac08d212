//! News of people's lives, told to the bot in many words: each is understood in its kind.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use balachka_intent::{Intent, SmallTalk, understand};
use language::text::news::News;

const GRIEF: Intent = Intent::SmallTalk(SmallTalk::Grief);
const FIRED: Intent = Intent::SmallTalk(SmallTalk::Fired);

/// Each kind, and how it is told: `+` or nothing stands for no kind.
fn told() -> impl Iterator<Item = (&'static str, Intent)> {
    let kinds = include_str!("data/news.txt").split("\n[").filter_map(|section| section.split_once("]\n"));
    kinds.flat_map(|(kind, lines)| {
        let kind = kind.trim_start_matches('[');
        let lines = lines.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        lines.map(move |line| (line, meant(kind)))
    })
}

fn meant(kind: &str) -> Intent {
    match kind {
        "judge" => Intent::Judge,
        "death" => GRIEF,
        "job_loss" => FIRED,
        kind => Intent::News(*News::ALL.iter().find(|news| news.as_str() == kind).unwrap()),
    }
}

#[test]
fn news_is_understood_in_its_kind() {
    let wrong: Vec<String> = told()
        .filter_map(|(text, meant)| {
            let understood = understand(text);
            (understood != meant).then(|| format!("{text}: {understood:?}, not {meant:?}"))
        })
        .collect();
    assert!(told().count() > 150);
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_only_sounds_like_news_is_none() {
    let lines = include_str!("data/no-news.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let wrong: Vec<String> = lines
        .filter_map(|text| {
            let understood = understand(text);
            let is_news =
                matches!(understood, Intent::News(_) | Intent::Judge) || understood == GRIEF || understood == FIRED;
            is_news.then(|| format!("{text}: {understood:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
