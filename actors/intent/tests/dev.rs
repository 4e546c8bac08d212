//! How well messages are understood that nobody trained on: see `data/README.md`.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    fs,
    path::Path,
};

use balachka_intent::{Label, classifier::Classifier, slots::expression::evaluate, understanding};
use jiff::{Timestamp, Zoned, tz::TimeZone};
use serde::Deserialize;
use serde_json::{Map, Value};

#[derive(Deserialize)]
struct Expected {
    text: String,
    intent: Label,
    language: String,
    slots: Map<String, Value>,
}

fn expected() -> Vec<Expected> {
    let lines = include_str!("data/dev.jsonl").lines();
    lines.map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"))).collect()
}

#[test]
fn nine_in_ten_messages_are_understood() {
    let (mut right, mut of_language) = (0, BTreeMap::<String, [u32; 2]>::new());
    let expected = expected();
    for Expected { text, intent, language, .. } in &expected {
        let is_right = Classifier::built_in().guess(text).label == *intent;
        right += usize::from(is_right);
        let [count, all] = of_language.entry(language.clone()).or_default();
        *count += u32::from(is_right);
        *all += 1;
    }
    assert!(right * 100 >= expected.len() * 90, "{right} of {}: {of_language:?}", expected.len());
    for (language, [right, all]) in of_language {
        assert!(right * 100 >= all * 85, "{language}: {right} of {all}");
    }
}

/// The clock of the dev set.
fn now() -> Zoned {
    let at: Timestamp = "2026-11-28T15:20:00+02:00".parse().unwrap();
    at.to_zoned(TimeZone::get("Europe/Kyiv").unwrap())
}

/// Whether a slot has the right value: see `data/README.md`.
fn is_right(slot: &str, expected: &Value, found: &Value) -> bool {
    let texts = |value: &Value| -> BTreeSet<String> {
        let all = value.as_array().into_iter().flatten().filter_map(Value::as_str);
        all.map(|text| text.to_lowercase().replace(['"', '«', '»'], "")).collect()
    };
    match slot {
        "about" | "options" => texts(expected) == texts(found),
        "from" | "to" | "at" => {
            let moment = |value: &Value| value.as_str().and_then(|text| text.parse::<Timestamp>().ok());
            moment(expected) == moment(found)
        }
        "expression" => {
            let value = |sum: &Value| sum.as_str().and_then(|text| evaluate(text).ok());
            value(expected) == value(found)
        }
        "person" => expected.as_str().map(str::to_lowercase) == found.as_str().map(str::to_lowercase),
        _ => expected == found,
    }
}

#[test]
fn most_slots_have_the_right_value() {
    let (mut of_all, mut of_labelled) = (BTreeMap::<String, [u32; 2]>::new(), BTreeMap::<String, [u32; 2]>::new());
    let mut wrong = Vec::new();
    for Expected { text, intent, slots, .. } in expected() {
        let understood = understanding::read(&text, &now(), &[]);
        let found = serde_json::to_value(&understood).unwrap();
        for (slot, value) in &slots {
            let is_right = is_right(slot, value, &found[slot]);
            let labelled = Some(&mut of_labelled).filter(|_| understood.intent == intent);
            for counts in [Some(&mut of_all), labelled].into_iter().flatten() {
                let [count, all] = counts.entry(slot.clone()).or_default();
                *count += u32::from(is_right);
                *all += 1;
            }
            if !is_right {
                let taken = understood.intent.as_str();
                wrong.push(format!("{} as {taken}: {slot} is {value}, not {}: {text}", intent.as_str(), found[slot]));
            }
        }
    }
    let [count, all] = of_all.values().fold([0, 0], |[count, all], [it, of]| [count + it, all + of]);
    let told = || format!("{count} of {all}: {of_all:?}\nunder the right label: {of_labelled:?}\n{}", wrong.join("\n"));
    assert!(count * 100 >= all * 88, "{}", told());
    // What a message is about is read worse than the rest.
    for (slot, [right, of]) in of_labelled.iter().filter(|(slot, _)| *slot != "about") {
        assert!(right * 100 >= of * 80, "{slot}: {right} of {of} under the right label\n{}", told());
    }
}

#[test]
fn who_is_sure_is_right() {
    let guesses = expected().into_iter().map(|it| (Classifier::built_in().guess(&it.text), it.intent));
    let sure: Vec<bool> =
        guesses.filter(|it| it.0.confidence >= 0.9).map(|(guess, label)| guess.label == label).collect();
    let right = sure.iter().filter(|right| **right).count();
    assert!(sure.len() > 300 && right * 100 >= sure.len() * 96, "{right} of {}", sure.len());
}

#[test]
fn no_message_of_the_dev_set_is_trained_on() {
    let letters = |text: &str| text.to_lowercase().chars().filter(|it| it.is_alphanumeric()).collect::<String>();
    let dev: HashSet<String> = expected().iter().map(|it| letters(&it.text)).collect();
    let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../language/packs");
    let mut trained = 0;
    for language in ["uk", "ru", "en"] {
        for label in Label::ALL {
            let file = packs.join(language).join("intents").join(label.as_str()).with_extension("txt");
            let lines = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            trained += lines.lines().count();
            let both: Vec<&str> =
                lines.lines().filter(|line| dev.contains(&letters(line)) && !letters(line).is_empty()).collect();
            assert!(both.is_empty(), "{language} {}: {both:?}", label.as_str());
        }
    }
    assert!(trained > 20_000, "{trained} messages");
}
