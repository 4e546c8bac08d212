//! What comes with a message or in place of its text.

use serde::{Deserialize, Deserializer, de::MapAccess};
use serde_json::value::RawValue;

use super::{optional::optional, surrogates};
use crate::{Media, PersonId, Sketch};

/// Telegram's limits on a poll's question, on what it lets choose, and on a checklist's tasks,
/// <https://core.telegram.org/bots/api#sendpoll>; longer names of files are cut.
const LONGEST_TITLE: usize = 300;
const LONGEST_OPTION: usize = 100;
const MOST_OPTIONS: usize = 30;
/// Of a poll's description, the longest that Telegram lets any media have.
const LONGEST_DESCRIPTION: usize = 1024;
/// An emoji of many parts has some ten characters.
const LONGEST_EMOJI: usize = 16;

/// What any kind of media may tell. Only the file's id must be what it should be: the others are worth no update.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Shown {
    file_id: Option<String>,
    emoji: Words,
    value: Words,
    question: Words,
    title: Words,
    performer: Words,
    file_name: Words,
    first_name: Words,
    last_name: Words,
    description: Words,
    text: Words,
    explanation: Words,
    prize_description: Words,
    options: Choices,
    tasks: Choices,
    user_id: Id,
}

#[derive(Deserialize)]
struct PhotoSize {
    file_id: Option<String>,
    #[serde(default)]
    width: i64,
    #[serde(default)]
    height: i64,
}

/// A text or a whole number; nothing if it is something else.
#[derive(Default)]
pub struct Words(pub Option<String>);

/// A person's id; nothing if it is something else.
#[derive(Default)]
struct Id(Option<PersonId>);

/// The texts of a list's items; none if it is something else.
#[derive(Default)]
pub struct Choices(pub Vec<String>);

#[derive(Deserialize)]
struct Choice {
    #[serde(default)]
    text: Words,
}

pub fn is_media(field: &str) -> bool {
    matches!(
        field,
        "animation"
            | "audio"
            | "checklist"
            | "contact"
            | "dice"
            | "document"
            | "game"
            | "giveaway"
            | "giveaway_winners"
            | "invoice"
            | "live_photo"
            | "location"
            | "paid_media"
            | "photo"
            | "poll"
            | "sticker"
            | "story"
            | "venue"
            | "video"
            | "video_note"
            | "voice"
    )
}

/// Reads the media `field` beside what the message already has.
///
/// An animation comes with a `document`, a venue with a `location` and a live photo with a `photo`, for clients that
/// know no better: those three yield.
pub fn read<'de, A: MapAccess<'de>>(
    field: &str,
    map: &mut A,
    earlier: Option<Media>,
) -> Result<Option<Media>, A::Error> {
    let media = match field {
        "photo" => optional::<_, Vec<PhotoSize>>(map)?.map(|sizes| media(field, (largest(sizes), Sketch::default()))),
        _ => optional::<_, Shown>(map)?.map(|shown| media(field, shown.of(field))),
    };
    Ok(match field {
        "document" | "location" | "photo" => earlier.or(media),
        _ => media.or(earlier),
    })
}

/// The media that the value of a field is, if it is one.
pub fn of_json(field: &str, json: &str) -> Option<Media> {
    let told = match field {
        "photo" => (largest(serde_json::from_str(json).ok()?), Sketch::default()),
        _ => serde_json::from_str::<Shown>(json).ok()?.of(field),
    };
    Some(media(field, told))
}

fn media(kind: &str, (file_id, sketch): (Option<String>, Sketch)) -> Media {
    Media { kind: kind.to_owned(), file_id, sketch }
}

/// As much of a title as is kept.
pub fn title(text: String) -> String {
    shortened(text, LONGEST_TITLE)
}

/// At most so many characters.
pub fn shortened(mut text: String, most: usize) -> String {
    if let Some((end, _)) = text.char_indices().nth(most) {
        text.truncate(end);
    }
    text
}

fn largest(sizes: Vec<PhotoSize>) -> Option<String> {
    sizes.into_iter().max_by_key(|size| size.width.saturating_mul(size.height))?.file_id
}

impl Shown {
    fn of(self, kind: &str) -> (Option<String>, Sketch) {
        let title = match kind {
            "dice" => self.value.0,
            "poll" => self.question.0,
            "contact" => joined(self.first_name.0, self.last_name.0, " "),
            "audio" => joined(self.performer.0, self.title.0, " — ").or(self.file_name.0),
            "checklist" | "game" | "invoice" | "venue" => self.title.0,
            _ => self.file_name.0,
        };
        let options = if kind == "poll" { self.options.0 } else { self.tasks.0 };
        let emoji = self.emoji.0.map(|emoji| shortened(emoji, LONGEST_EMOJI));
        let description = match kind {
            "poll" => joined(self.description.0, self.explanation.0, "\n"),
            "game" => joined(self.description.0, self.text.0, "\n"),
            "giveaway" | "giveaway_winners" => self.prize_description.0,
            "invoice" => self.description.0,
            _ => None,
        };
        let description = description.map(|text| shortened(text, LONGEST_DESCRIPTION));
        let person = self.user_id.0.filter(|_| kind == "contact");
        (self.file_id, Sketch { emoji, title: title.map(self::title), description, options, person })
    }
}

fn joined(first: Option<String>, second: Option<String>, between: &str) -> Option<String> {
    let parts: Vec<String> = first.into_iter().chain(second).collect();
    (!parts.is_empty()).then(|| parts.join(between))
}

/// A text in JSON, the halves of surrogate pairs replaced.
fn text(json: &str) -> Option<String> {
    let read = serde_json::from_str(json).ok();
    let mended = || serde_json::from_str(&surrogates::mended(json)?).ok();
    let text: Option<String> =
        read.or_else(mended).or_else(|| json.parse::<i64>().ok().map(|number| number.to_string()));
    text.filter(|text| !text.trim().is_empty())
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::<RawValue>::deserialize(deserializer).map(|json| Self(text(json.get())))
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Box::<RawValue>::deserialize(deserializer)?;
        Ok(Self(json.get().parse().ok().filter(|id| *id > 0).map(PersonId)))
    }
}

impl<'de> Deserialize<'de> for Choices {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Box::<RawValue>::deserialize(deserializer)?;
        let choices: Vec<Choice> = serde_json::from_str(json.get()).unwrap_or_default();
        Ok(Self(Self::bounded(choices.into_iter().filter_map(|choice| choice.text.0))))
    }
}

impl Choices {
    /// As many of them, and as much of each, as is kept.
    pub fn bounded(texts: impl Iterator<Item = String>) -> Vec<String> {
        texts.take(MOST_OPTIONS).map(|text| shortened(text, LONGEST_OPTION)).collect()
    }
}
