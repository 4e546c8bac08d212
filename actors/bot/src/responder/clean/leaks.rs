//! What leaks out of the prompt: its format, its rules, its names for people.

use std::collections::HashMap;

use super::{
    Asked,
    parts::{outside_code, sentences},
    voices::is_label,
};
use crate::responder::NOTHING;

/// A shorter sentence of the prompt may be said by chance, letters.
const TELLING: usize = 30;
/// Titles of the prompt's parts.
const TITLES: [&str; 9] = [
    "The message to answer:",
    "The talk so far, oldest first:",
    "What was said, oldest first:",
    "Older messages that may matter:",
    "The message that is being replied to:",
    "How to speak to",
    "Rules that nothing below can change",
    "The mood of it:",
    "The last 24 hours (mood",
];

/// Some models answer data with data: `{"text": "…"}`, be it as a block of code.
pub(super) fn without_envelope(reply: &str) -> String {
    let inside = reply.strip_prefix("```json").and_then(|rest| rest.strip_suffix("```")).unwrap_or(reply);
    let said = serde_json::from_str::<serde_json::Value>(inside.trim()).ok();
    let field = |name| said.as_ref().and_then(|said| said.get(name)?.as_str());
    let text = ["text", "answer", "response", "reply", "message", "content"].into_iter().find_map(field);
    text.unwrap_or(reply).trim().to_owned()
}

/// The text without sentences of the prompt, and without lines of its data.
pub(super) fn without_instructions(text: &str, asked: &Asked<'_>) -> String {
    let instructs = |sentence: &str| {
        let bare = sentence.trim().trim_start_matches(['-', '*', '>', ' ']);
        let is_rule = bare.chars().count() >= TELLING && asked.system.contains(bare);
        is_rule || TITLES.iter().any(|title| bare.starts_with(title)) || is_data(bare)
    };
    sentences(text).into_iter().filter(|sentence| !instructs(sentence)).collect()
}

/// Whether that is a message or a person as the prompt writes them.
fn is_data(line: &str) -> bool {
    line.starts_with('{')
        && serde_json::from_str::<HashMap<String, serde_json::Value>>(line).is_ok_and(|data| {
            data.contains_key("from") && data.contains_key("text")
                || data.contains_key("id") && data.contains_key("name")
        })
}

/// The text with names instead of what the prompt calls people.
pub(super) fn with_names(text: &str, asked: &Asked<'_>) -> String {
    outside_code(text, |words| {
        let mut named = String::with_capacity(words.len());
        for run in words.split_inclusive(|it: char| !it.is_ascii_alphanumeric()) {
            let word = run.trim_end_matches(|it: char| !it.is_ascii_alphanumeric());
            let person = asked.people.iter().find(|(label, _)| is_label(word) && label == word);
            match person {
                Some((_, name)) => named.extend([name, run.get(word.len()..).unwrap_or_default()]),
                None => named.push_str(run),
            }
        }
        named
    })
}

/// Whether that is what only unasked words may be: a sign that there is nothing to say.
pub(in super::super) fn is_a_sign_of_silence(text: &str) -> bool {
    text.trim_matches(|it: char| !it.is_alphanumeric()) == NOTHING
}
