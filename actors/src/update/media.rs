//! What comes with a message or in place of its text.

use serde::{Deserialize, Deserializer, de::MapAccess};
use serde_json::value::RawValue;

use super::surrogates;
use crate::model::{Media, PersonId, Sketch};

/// Telegram's limits on a poll's question, on what it lets choose, and on a checklist's tasks,
/// <https://core.telegram.org/bots/api#sendpoll>; longer names of files are cut.
const LONGEST_TITLE: usize = 300;
const LONGEST_OPTION: usize = 100;
const MOST_OPTIONS: usize = 30;
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
struct Words(Option<String>);

/// A person's id; nothing if it is something else.
#[derive(Default)]
struct Id(Option<PersonId>);

/// The texts of a list's items; none if it is something else.
#[derive(Default)]
struct Choices(Vec<String>);

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
/// An animation comes with a `document` and a venue with a `location`, for clients that know no better: those two yield.
pub fn read<'de, A: MapAccess<'de>>(
    field: &str,
    map: &mut A,
    earlier: Option<Media>,
) -> Result<Option<Media>, A::Error> {
    let told = match field {
        "photo" => map.next_value::<Option<Vec<PhotoSize>>>()?.map(|sizes| (largest(sizes), Sketch::default())),
        _ => map.next_value::<Option<Shown>>()?.map(|shown| shown.of(field)),
    };
    let media = told.map(|(file_id, sketch)| Media { kind: field.to_owned(), file_id, sketch });
    Ok(match field {
        "document" | "location" => earlier.or(media),
        _ => media.or(earlier),
    })
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
        let person = self.user_id.0.filter(|_| kind == "contact");
        (self.file_id, Sketch { emoji, title: title.map(|title| shortened(title, LONGEST_TITLE)), options, person })
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
        let texts = choices.into_iter().filter_map(|choice| choice.text.0);
        Ok(Self(texts.take(MOST_OPTIONS).map(|text| shortened(text, LONGEST_OPTION)).collect()))
    }
}
