//! The parts of a text that mean something: what people type, found as Telegram finds it.

use serde_json::{Value, json};

/// A part of a text; places and lengths in UTF-16 units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entity {
    pub(super) kind: String,
    pub(super) offset: usize,
    pub(super) length: usize,
    pub(super) extra: Extra,
}

/// What an entity carries beside its place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Extra {
    #[default]
    Nothing,
    Url(String),
    Person(i64),
    Language(String),
    CustomEmoji(String),
}

impl Entity {
    pub(super) fn new(kind: &str, offset: usize, length: usize) -> Self {
        Self { kind: kind.into(), offset, length, extra: Extra::Nothing }
    }

    pub(super) fn end(&self) -> usize {
        self.offset + self.length
    }

    fn touches(&self, other: &Entity) -> bool {
        self.offset < other.end() && other.offset < self.end()
    }

    /// An entity that a bot gave in `entities`.
    pub(super) fn from_json(value: &Value) -> Option<Self> {
        let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        let place = |name: &str| value.get(name).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
        let kind = text("type")?;
        let extra = match kind.as_str() {
            "text_link" => Extra::Url(text("url")?),
            "text_mention" => Extra::Person(value.pointer("/user/id")?.as_i64()?),
            "pre" => text("language").map_or(Extra::Nothing, Extra::Language),
            "custom_emoji" => Extra::CustomEmoji(text("custom_emoji_id")?),
            _ => Extra::Nothing,
        };
        let (offset, length) = (place("offset")?, place("length")?);
        offset.checked_add(length)?;
        Some(Self { kind, offset, length, extra })
    }

    /// The Bot API's form; `user` gives the form of a mentioned person.
    pub(super) fn to_json(&self, user: impl Fn(i64) -> Value) -> Value {
        let mut json = json!({"type": self.kind, "offset": self.offset, "length": self.length});
        match &self.extra {
            Extra::Nothing => {}
            Extra::Url(url) => json["url"] = json!(url),
            Extra::Person(id) => json["user"] = user(*id),
            Extra::Language(language) => json["language"] = json!(language),
            Extra::CustomEmoji(id) => json["custom_emoji_id"] = json!(id),
        }
        json
    }
}

/// Finds commands, mentions, hashtags and links. People without a username are found by `@` and their name.
pub(super) fn find<'a>(text: &str, nameless: &(impl Iterator<Item = (i64, &'a str)> + Clone)) -> Vec<Entity> {
    let mut found = Vec::new();
    let (mut at, mut offset, mut before) = (0, 0, None);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let starts = before.is_none_or(|c: char| !c.is_alphanumeric() && !"_/@#".contains(c));
        let entity = if starts { entity_at(rest, nameless.clone()) } else { None };
        let bytes =
            entity.as_ref().map_or_else(|| rest.chars().next().map_or(1, char::len_utf8), |(_, _, bytes)| *bytes);
        let taken = rest.get(..bytes).unwrap_or(rest);
        let length = taken.encode_utf16().count();
        if let Some((kind, extra, _)) = entity {
            found.push(Entity { kind: kind.into(), offset, length, extra });
        }
        (at, offset, before) = (at + bytes, offset + length, taken.chars().next_back());
    }
    found
}

/// The entity that a text begins with: its kind, what it carries, its length in bytes.
fn entity_at<'a>(
    text: &str,
    mut nameless: impl Iterator<Item = (i64, &'a str)>,
) -> Option<(&'static str, Extra, usize)> {
    let plain = |kind, bytes| Some((kind, Extra::Nothing, bytes));
    match text.chars().next()? {
        '/' => plain("bot_command", command(text)?),
        '#' => plain("hashtag", 1 + tail(text, |c| c.is_alphanumeric() || c == '_')?),
        'h' if text.starts_with("http://") || text.starts_with("https://") => plain("url", link(text)?),
        '@' => nameless
            .find(|(_, name)| text.get(1..).is_some_and(|rest| rest.starts_with(name)))
            .map(|(id, name)| ("text_mention", Extra::Person(id), 1 + name.len()))
            .or_else(|| plain("mention", 1 + tail(text, is_word).filter(|length| (3..=32).contains(length))?)),
        _ => None,
    }
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// How many bytes after the first character belong to it; `None` for none.
fn tail(text: &str, belongs: impl Fn(char) -> bool) -> Option<usize> {
    let rest = text.get(1..)?;
    let length = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
    (length > 0).then_some(length)
}

fn command(text: &str) -> Option<usize> {
    let name = 1 + tail(text, is_word).filter(|length| *length <= 64)?;
    let rest = text.get(name..)?;
    let addressed = rest.starts_with('@').then(|| tail(rest, is_word)).flatten();
    Some(name + addressed.map_or(0, |length| 1 + length))
}

fn link(text: &str) -> Option<usize> {
    let whole = text.split(char::is_whitespace).next()?;
    let length = whole.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '"', '\'', '»']).len();
    (length > "https://".len()).then_some(length)
}

/// Adds what was found to what the author marked, where they do not overlap; in order of place.
pub(super) fn merge(marked: Vec<Entity>, found: Vec<Entity>) -> Vec<Entity> {
    let free: Vec<_> = found.into_iter().filter(|new| !marked.iter().any(|old| old.touches(new))).collect();
    let mut all: Vec<_> = marked.into_iter().chain(free).collect();
    all.sort_by_key(|entity| (entity.offset, std::cmp::Reverse(entity.length)));
    all
}

/// The text without the white space around it, and its entities moved along.
pub(super) fn trim(text: &str, entities: Vec<Entity>) -> (String, Vec<Entity>) {
    let kept = text.trim();
    let cut = text.len() - text.trim_start().len();
    let start = text.get(..cut).map_or(0, super::world::units);
    let end = start + super::world::units(kept);
    let moved = entities.into_iter().filter_map(|entity| {
        let (from, to) = (entity.offset.max(start), entity.end().min(end));
        (from < to).then(|| Entity { offset: from - start, length: to - from, ..entity })
    });
    (kept.into(), moved.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, String)> {
        let people = [(7, "Оля")];
        let units: Vec<u16> = text.encode_utf16().collect();
        find(text, &people.into_iter())
            .into_iter()
            .map(|e| (e.kind.clone(), String::from_utf16(&units[e.offset..e.end()]).unwrap()))
            .collect()
    }

    #[test]
    fn finds_what_telegram_finds() {
        let pairs = found("😀 /stats@balachka_bot @mykola #кіно https://a.ua/x?y=1. @Оля");
        let expected = [
            ("bot_command", "/stats@balachka_bot"),
            ("mention", "@mykola"),
            ("hashtag", "#кіно"),
            ("url", "https://a.ua/x?y=1"),
            ("text_mention", "@Оля"),
        ];
        assert_eq!(pairs, expected.map(|(kind, text)| (kind.to_string(), text.to_string())));
    }

    #[test]
    fn leaves_words_paths_and_addresses_alone() {
        assert_eq!(found("а/б me@example.com 5#7 @ab / # @"), []);
    }

    #[test]
    fn trimming_moves_and_clips_entities() {
        let (text, entities) = trim("  😀b \n", vec![Entity::new("bold", 0, 7)]);
        assert_eq!((text.as_str(), entities), ("😀b", vec![Entity::new("bold", 0, 3)]));
    }
}
