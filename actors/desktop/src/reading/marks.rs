//! The parts of a text as a text with the Bot API's entities.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

use super::loose::{Literal, Loose, Words};
use crate::Part;
use events::PersonId;

/// A text: a string, or a list of strings and parts. What of a part makes no sense is left out, never its text.
#[derive(Debug, Default)]
pub struct Parts(pub Vec<Part>);

/// A part of which something cannot be read.
#[derive(Deserialize)]
struct Odd {
    #[serde(rename = "type", default)]
    kind: Loose<String>,
    #[serde(default)]
    text: Loose<Words>,
}

impl<'de> Deserialize<'de> for Parts {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        let raw = <&'de RawValue>::deserialize(json)?;
        let parts: Result<Vec<&RawValue>, _> = serde_json::from_str(raw.get());
        Ok(Self(parts.unwrap_or_else(|_| vec![raw]).into_iter().filter_map(|part| read(part.get())).collect()))
    }
}

fn read(raw: &str) -> Option<Part> {
    let plain = |text| Part { kind: "plain".to_owned(), text, ..Part::default() };
    if let Ok(Literal(text)) = serde_json::from_str(raw) {
        return Some(plain(text));
    }
    serde_json::from_str(raw).ok().or_else(|| {
        let Odd { kind, text } = serde_json::from_str(raw).ok()?;
        let text = plain(text.0?.0);
        Some(Part { kind: kind.0.unwrap_or(text.kind), text: text.text, ..Part::default() })
    })
}

/// A text with its entities as JSON, and who is mentioned in them.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Marked {
    pub text: Option<String>,
    pub entities: Option<String>,
    pub mentions: Vec<PersonId>,
}

#[derive(Serialize)]
struct Entity<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    /// In UTF-16 units, as the length.
    offset: usize,
    length: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<User>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    custom_emoji_id: Option<&'a str>,
}

#[derive(Serialize)]
struct User {
    id: i64,
}

/// The text that parts are together.
pub fn marked(parts: &[Part]) -> Marked {
    let (mut text, mut offset) = (String::new(), 0);
    let (mut entities, mut mentions) = (Vec::new(), Vec::new());
    for part in parts {
        let length = part.text.encode_utf16().count();
        if length > 0
            && let Some(entity) = entity(part, offset, length)
        {
            mentions.extend(entity.user.as_ref().map(|user| PersonId(user.id)));
            entities.push(entity);
        }
        text.push_str(&part.text);
        offset += length;
    }
    let entities = if entities.is_empty() { None } else { serde_json::to_string(&entities).ok() };
    Marked { text: Some(text).filter(|text| !text.is_empty()), entities, mentions }
}

fn entity(part: &Part, offset: usize, length: usize) -> Option<Entity<'_>> {
    let kind = match part.kind.as_str() {
        "link" => "url",
        "phone" => "phone_number",
        "mention_name" => "text_mention",
        "text_link" | "custom_emoji" | "pre" | "mention" | "hashtag" | "cashtag" | "bot_command" | "email"
        | "bank_card" | "code" | "spoiler" | "bold" | "italic" | "underline" | "strikethrough" | "blockquote" => {
            &part.kind
        }
        _ => return None,
    };
    let mut entity = Entity { kind, offset, length, url: None, user: None, language: None, custom_emoji_id: None };
    match kind {
        "text_link" => entity.url = Some(part.href.as_deref()?),
        "text_mention" => entity.user = Some(User { id: part.user_id? }),
        "custom_emoji" => entity.custom_emoji_id = Some(part.document_id.as_deref().filter(|id| is_number(id))?),
        "pre" => entity.language = part.language.as_deref().filter(|language| !language.is_empty()),
        _ => {}
    }
    Some(entity)
}

/// Telegram Desktop has the path of a file where the Bot API has a number.
fn is_number(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::parts;

    fn part(kind: &str, text: &str) -> Part {
        Part { kind: kind.into(), text: text.into(), ..Part::default() }
    }

    #[test]
    fn offsets_count_utf16_units() {
        let marked = marked(&[part("plain", "🐈 "), part("bold", "їжак"), part("of_tomorrow", "!")]);
        assert_eq!(marked.text.as_deref(), Some("🐈 їжак!"));
        assert_eq!(marked.entities.as_deref(), Some(r#"[{"type":"bold","offset":3,"length":4}]"#));
    }

    #[test]
    fn a_mention_without_a_username_tells_who_is_meant() {
        let mention = Part { user_id: Some(7), ..part("mention_name", "Оля") };
        assert_eq!(marked(&[mention]).mentions, [PersonId(7)]);
        assert_eq!(marked(&[part("mention_name", "Оля")]).entities, None);
        assert_eq!(marked(&[]), Marked::default());
    }

    #[test]
    fn what_is_odd_in_a_part_costs_no_text() {
        let text = |json: &str| marked(&serde_json::from_str::<Parts>(json).unwrap().0).text.unwrap_or_default();
        assert_eq!(text(r#"["a ",5,{"type":"bold","text":"b"},null,{"text":"c"},{"text":7}]"#), "a 5bc7");
        let odd = r#"[{"type":"mention_name","text":"Оля","user_id":"777"},{"type":"bold","text":" є"}]"#;
        assert_eq!(text(odd), "Оля є");
        assert_eq!([text("\"слово\""), text("7"), text("{}"), text("null")], ["слово", "7", "", ""]);
        let emoji = marked(&[Part { document_id: Some("video_files/a.webm".into()), ..part("custom_emoji", "😮") }]);
        assert_eq!((emoji.text.as_deref(), emoji.entities), (Some("😮"), None), "a path is no id");
    }

    fn any_part() -> impl Strategy<Value = Part> {
        let kinds = ["bold", "link", "phone", "mention_name", "text_link", "custom_emoji", "pre", "code", "blockquote"];
        (prop::sample::select(kinds.to_vec()), "[a-cї🐈]{1,4}", 1..99_i64).prop_map(|(kind, text, id)| Part {
            kind: kind.into(),
            text,
            href: (kind == "text_link").then(|| "https://example.org/".into()),
            user_id: (kind == "mention_name").then_some(id),
            document_id: (kind == "custom_emoji").then(|| id.to_string()),
            language: (kind == "pre").then(|| "rust".into()),
        })
    }

    proptest! {
        #[test]
        fn what_is_written_of_the_entities_are_the_parts(parts_given in prop::collection::vec(any_part(), 0..20)) {
            let marked = marked(&parts_given);
            let written = parts(marked.text.as_deref().unwrap_or_default(), marked.entities.as_deref());
            prop_assert_eq!(written, parts_given);
        }
    }
}
