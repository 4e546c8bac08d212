//! What came with a message, as far as an export tells. Neither places nor telephone numbers are read.

use serde::Deserialize;

use super::{
    loose::{Literal, Loose, Words},
    message::Exported,
};
use events::{
    Media, Sketch,
    update::{shortened, tells_in_words},
};

/// As for live messages, see [`events::update`].
const LONGEST_TITLE: usize = 300;
const LONGEST_OPTION: usize = 100;
const MOST_OPTIONS: usize = 30;
const LONGEST_DESCRIPTION: usize = 1024;
const LONGEST_EMOJI: usize = 16;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Poll {
    question: Words,
    answers: Vec<Item>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct TodoList {
    title: Words,
    items: Vec<Item>,
    answers: Vec<Item>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Item {
    text: Words,
}

/// An object that is there; what is in it does not matter.
#[derive(Default, Deserialize)]
pub struct Place {}

/// Also of an invoice, which has a title alone.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Contact {
    first_name: Loose<Literal>,
    last_name: Loose<Literal>,
    title: Loose<Literal>,
}

/// The media of a message.
pub fn media(message: &mut Exported) -> Option<Media> {
    let (kind, title, options) = shown(message)?;
    let emoji = message.sticker_emoji.0.take().filter(|emoji| !emoji.is_empty());
    let emoji = emoji.map(|emoji| shortened(emoji, LONGEST_EMOJI));
    let description = bounded(message.description.0.take(), LONGEST_DESCRIPTION);
    let options = listed(options.into_iter().map(|item| item.text.0));
    let sketch = Sketch { emoji, title: bounded(title, LONGEST_TITLE), description, options, person: None };
    Some(Media { kind, file_id: None, sketch })
}

/// What a service message of that kind tells in words, if it does: its title, and what it lists.
pub fn told(kind: &str, message: &mut Exported) -> Option<Media> {
    if !tells_in_words(kind) {
        return None;
    }
    let title = message.new_title.0.take().or(message.title.0.take()).map(|title| title.0);
    let options = listed(message.items.0.take().unwrap_or_default().into_iter());
    let sketch = Sketch { title: bounded(title, LONGEST_TITLE), options, ..Sketch::default() };
    (sketch != Sketch::default()).then(|| Media { kind: kind.to_owned(), file_id: None, sketch })
}

fn bounded(text: Option<String>, longest: usize) -> Option<String> {
    text.filter(|text| !text.trim().is_empty()).map(|text| shortened(text, longest))
}

fn listed(texts: impl Iterator<Item = String>) -> Vec<String> {
    texts.filter_map(|text| bounded(Some(text), LONGEST_OPTION)).take(MOST_OPTIONS).collect()
}

/// The Bot API's name of its kind, its title and what it lets choose.
fn shown(message: &mut Exported) -> Option<(String, Option<String>, Vec<Item>)> {
    let just = |kind: &str, title| Some((kind.to_owned(), title, Vec::new()));
    let kind = message.media_type.0.take();
    if message.photo.0.is_some() {
        return just("photo", None);
    }
    if let Some(Poll { question, answers }) = message.poll.0.take() {
        return Some(("poll".to_owned(), Some(question.0), answers));
    }
    if let Some(TodoList { title, items, answers }) = message.todo_list.0.take() {
        return Some(("checklist".to_owned(), Some(title.0), items.into_iter().chain(answers).collect()));
    }
    if let Some(Contact { first_name, last_name, .. }) = message.contact_information.0.take() {
        return just("contact", joined([first_name, last_name].map(|name| name.0.map(|name| name.0)), " "));
    }
    if message.location_information.0.is_some() {
        let place = message.place_name.0.take().map(|name| name.0);
        return if place.is_some() { just("venue", place) } else { just("location", None) };
    }
    if let Some(title) = message.game_title.0.take() {
        return just("game", Some(title.0));
    }
    if let Some(invoice) = message.invoice_information.0.take() {
        return just("invoice", invoice.title.0.map(|title| title.0));
    }
    if message.giveaway_information.0.is_some() {
        return just("giveaway", None);
    }
    let title = message.title.0.take().map(|title| title.0);
    let file_name = message.file_name.0.take().map(|name| name.0);
    let performer = message.performer.0.take().map(|name| name.0);
    match kind.as_deref() {
        Some("audio_file") => just("audio", joined([performer, title], " — ").or(file_name)),
        Some("video_file") => just("video", file_name),
        Some("voice_message") => just("voice", file_name),
        Some("video_message") => just("video_note", file_name),
        Some(kind @ ("sticker" | "animation")) => just(kind, file_name),
        Some(kind) if is_name(kind) => just(kind, title.or(file_name)),
        _ if message.file.0.is_some() => just("document", file_name),
        _ => None,
    }
}

fn joined(parts: [Option<String>; 2], between: &str) -> Option<String> {
    let parts: Vec<_> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(between))
}

/// Whether it can be the name of a field of the Bot API.
pub fn is_name(name: &str) -> bool {
    !name.is_empty() && name.len() <= 40 && name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_')
}
