//! The Bot API's entities, which overlap and nest, as the parts of a text, which do not.

use std::ops::Range;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Part;

#[cfg(test)]
mod tests;

/// Entities of one text that are looked at: Telegram's clients send 100, which overlap, and so become at most 199 parts,
/// which come back as entities when what we exported is imported.
const MOST: usize = 200;

/// An entity as the Bot API writes it; offset and length in UTF-16 units.
#[derive(Deserialize)]
struct Entity {
    #[serde(rename = "type")]
    kind: String,
    offset: i64,
    length: i64,
    url: Option<String>,
    user: Option<User>,
    language: Option<String>,
    custom_emoji_id: Option<String>,
}

#[derive(Deserialize)]
struct User {
    id: i64,
}

/// An entity with its place in the text in bytes.
struct Mark {
    range: Range<usize>,
    rank: u8,
    part: Part,
}

/// The parts of a text, in order; together they are the text, whatever the entities say. Where entities overlap, the
/// one that tells most is kept.
pub fn parts(text: &str, entities: Option<&str>) -> Vec<Part> {
    let marks = entities.map(|entities| marks(text, entities)).unwrap_or_default();
    let mut cuts: Vec<usize> = marks.iter().flat_map(|mark| [mark.range.start, mark.range.end]).collect();
    cuts.extend([0, text.len()]);
    cuts.sort_unstable();
    cuts.dedup();

    let mut parts: Vec<Part> = Vec::new();
    let mut before = None;
    for (start, end) in cuts.iter().zip(cuts.iter().skip(1)) {
        let mark = best(&marks, *start);
        let piece = text.get(*start..*end).unwrap_or_default();
        match parts.last_mut() {
            Some(last) if before == Some(mark) => last.text.push_str(piece),
            _ => {
                let part = mark.and_then(|mark| marks.get(mark)).map_or_else(plain, |mark| mark.part.clone());
                parts.push(Part { text: piece.to_owned(), ..part });
            }
        }
        before = Some(mark);
    }
    parts
}

fn plain() -> Part {
    Part { kind: "plain".to_owned(), ..Part::default() }
}

/// Which of the marks over this byte tells most; of equals the shortest.
fn best(marks: &[Mark], at: usize) -> Option<usize> {
    let over = marks.iter().enumerate().filter(|(_, mark)| mark.range.contains(&at));
    over.min_by_key(|(_, mark)| (mark.rank, mark.range.len())).map(|(place, _)| place)
}

fn marks(text: &str, entities: &str) -> Vec<Mark> {
    let entities: Vec<&RawValue> = serde_json::from_str(entities).unwrap_or_default();
    if entities.is_empty() {
        return Vec::new();
    }
    let units = units(text);
    let read = |entity: &RawValue| mark(serde_json::from_str(entity.get()).ok()?, &units, text.len());
    entities.into_iter().take(MOST).filter_map(read).collect()
}

/// For each UTF-16 unit of the text the byte at which its character begins.
fn units(text: &str) -> Vec<usize> {
    text.char_indices().flat_map(|(at, character)| std::iter::repeat_n(at, character.len_utf16())).collect()
}

fn mark(entity: Entity, units: &[usize], end: usize) -> Option<Mark> {
    let byte = |unit: i64| Some(units.get(usize::try_from(unit).ok()?).copied().unwrap_or(end));
    let range = byte(entity.offset)?..byte(entity.offset.saturating_add(entity.length))?;
    let (kind, rank) = known(&entity.kind)?;
    let mut part = Part { kind: kind.to_owned(), ..Part::default() };
    match kind {
        "text_link" => part.href = Some(entity.url?),
        "mention_name" => part.user_id = Some(entity.user?.id),
        "custom_emoji" => part.document_id = Some(entity.custom_emoji_id?),
        "pre" => part.language = Some(entity.language.unwrap_or_default()),
        _ => {}
    }
    (range.start < range.end).then_some(Mark { range, rank, part })
}

/// Telegram Desktop's name for a kind of entity, and how much is lost without it (0 the most).
fn known(kind: &str) -> Option<(&'static str, u8)> {
    Some(match kind {
        "text_link" => ("text_link", 0),
        "text_mention" => ("mention_name", 0),
        "custom_emoji" => ("custom_emoji", 0),
        "pre" => ("pre", 0),
        "mention" => ("mention", 1),
        "hashtag" => ("hashtag", 1),
        "cashtag" => ("cashtag", 1),
        "bot_command" => ("bot_command", 1),
        "url" => ("link", 1),
        "email" => ("email", 1),
        "phone_number" => ("phone", 1),
        "bank_card" => ("bank_card", 1),
        "code" => ("code", 2),
        "spoiler" => ("spoiler", 3),
        "bold" => ("bold", 4),
        "italic" => ("italic", 4),
        "underline" => ("underline", 4),
        "strikethrough" => ("strikethrough", 4),
        "blockquote" | "expandable_blockquote" => ("blockquote", 5),
        _ => return None,
    })
}
