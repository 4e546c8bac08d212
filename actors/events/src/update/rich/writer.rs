//! The text that a rich message becomes, and its entities.

use serde::Serialize;
use serde_json::{Value, json};

use super::Rich;
use crate::Media;

/// Entities that are kept; nobody marks more in one message.
const MOST_ENTITIES: usize = 1000;
/// Stands for what is not read.
const MORE: &str = "…";

#[derive(Default)]
pub struct Writer {
    text: String,
    /// The length of the text in UTF-16 units, in which entities count.
    units: usize,
    /// Goes before what is written next, unless that is the first.
    gap: &'static str,
    /// Where the entity at hand begins, once anything of it is written.
    begun: Option<usize>,
    entities: Vec<Entity>,
    media: Option<Media>,
}

/// An entity of the Bot API.
#[derive(Serialize)]
struct Entity {
    #[serde(rename = "type")]
    kind: &'static str,
    offset: usize,
    length: usize,
    #[serde(flatten)]
    more: Value,
}

impl Writer {
    pub fn push(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let gap = std::mem::take(&mut self.gap);
        if !self.text.is_empty() {
            self.write(gap);
        }
        self.begun = self.begun.or(Some(self.units));
        self.write(text);
    }

    fn write(&mut self, text: &str) {
        self.text.push_str(text);
        self.units += text.encode_utf16().count();
    }

    /// There was more than is read.
    pub fn more(&mut self) {
        self.push(MORE);
    }

    /// What comes next is parted so from what is there.
    pub fn part(&mut self, gap: &'static str) {
        self.gap = gap;
    }

    /// Has `write` write after a gap, unless another one waits. Where nothing is written there is no gap.
    pub fn after(&mut self, gap: &'static str, write: impl FnOnce(&mut Self)) {
        let (waiting, length) = (self.gap, self.units);
        if waiting.is_empty() {
            self.gap = gap;
        }
        write(self);
        if self.units == length {
            self.gap = waiting;
        }
    }

    /// How much is written, UTF-16 units.
    pub fn length(&self) -> usize {
        self.units
    }

    /// Marks what `write` writes. Entities that hold others come before them.
    pub fn mark(&mut self, kind: &'static str, more: Value, write: impl FnOnce(&mut Self)) {
        let (around, place) = (self.begun.take(), self.entities.len());
        write(self);
        let begun = self.begun;
        if let Some(offset) = begun
            && self.entities.len() < MOST_ENTITIES
        {
            self.entities.insert(place, Entity { kind, offset, length: self.units - offset, more });
        }
        self.begun = around.or(begun);
    }

    /// As [`mark`](Self::mark), with nothing but the kind to tell.
    pub fn style(&mut self, kind: &'static str, write: impl FnOnce(&mut Self)) {
        self.mark(kind, json!({}), write);
    }

    /// Shows a media: the first is the message's; of others the title is read.
    pub fn show(&mut self, media: Media) {
        if self.media.is_none() {
            self.media = Some(media);
        } else if let Some(title) = media.sketch.title {
            self.push(&title);
        }
    }

    pub fn finish(self) -> Rich {
        let is_blank = self.text.trim().is_empty();
        let entities = (!self.entities.is_empty() && !is_blank).then(|| serde_json::to_string(&self.entities).ok());
        Rich { text: (!is_blank).then_some(self.text), entities: entities.flatten(), media: self.media }
    }
}
