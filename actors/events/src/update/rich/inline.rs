//! Text within a block: a string, a list, or a styled text.

use serde_json::{Value, json};

use super::{blocks::block, node::Node, object::Object, writer::Writer};

/// The entity that a style becomes; the names are the same but for one.
const STYLES: [(&str, &str); 12] = [
    ("bold", "bold"),
    ("italic", "italic"),
    ("underline", "underline"),
    ("strikethrough", "strikethrough"),
    ("spoiler", "spoiler"),
    ("code", "code"),
    ("hashtag", "hashtag"),
    ("cashtag", "cashtag"),
    ("bot_command", "bot_command"),
    ("phone_number", "phone_number"),
    ("email_address", "email"),
    ("mathematical_expression", "code"),
];
/// Styles that become something else, or nothing.
const OTHERS: [&str; 15] = [
    "url",
    "mention",
    "text_mention",
    "custom_emoji",
    "date_time",
    "button",
    "marked",
    "subscript",
    "superscript",
    "bank_card_number",
    "anchor",
    "anchor_link",
    "reference",
    "reference_link",
    "text",
];

/// What holds one of these is a block, wherever it stands.
const BLOCKS: [&str; 4] = ["items", "blocks", "rows", "cells"];

pub fn node(writer: &mut Writer, node: &Node) {
    match node {
        Node::Text(text) => writer.push(text),
        Node::List(items) => items.iter().for_each(|item| self::node(writer, item)),
        Node::Object(object) => styled(writer, object),
        Node::More => writer.more(),
        Node::Nothing | Node::Number(_) | Node::Media(_) => {}
    }
}

/// Whether a list is one text rather than blocks.
pub fn is_inline(items: &[Node]) -> bool {
    items.iter().any(|item| match item {
        Node::Text(_) => true,
        Node::Object(object) => is_style(object),
        _ => false,
    })
}

/// Whether it is a text within a block. A formula may be either, which makes no difference within a list.
pub fn is_style(object: &Object) -> bool {
    let kind = object.kind();
    let is_known = STYLES.iter().any(|(style, _)| *style == kind) || OTHERS.contains(&kind);
    is_known && !matches!(kind, "mathematical_expression" | "anchor")
}

fn styled(writer: &mut Writer, object: &Object) {
    let kind = object.kind();
    if let Some((_, entity)) = STYLES.iter().find(|(style, _)| *style == kind) {
        return writer.style(entity, |writer| parts(writer, object));
    }
    match kind {
        "url" => link(writer, object),
        "mention" => mention(writer, object),
        "text_mention" => writer.mark("text_mention", json!({ "user": user(object) }), |writer| parts(writer, object)),
        "custom_emoji" => {
            let more = json!({ "custom_emoji_id": object.text("custom_emoji_id") });
            writer.mark("custom_emoji", more, |writer| parts(writer, object));
        }
        "date_time" => {
            let format = object.text("date_time_format");
            let more = json!({ "unix_time": object.number("unix_time"), "date_time_format": format });
            writer.mark("date_time", more, |writer| parts(writer, object));
        }
        _ if BLOCKS.iter().any(|field| object.get(field).is_some()) => block(writer, object),
        _ => parts(writer, object),
    }
}

fn parts(writer: &mut Writer, object: &Object) {
    for (_, value) in object.parts() {
        node(writer, value);
    }
}

/// An address that shows itself is a `url`, any other text a `text_link`.
fn link(writer: &mut Writer, object: &Object) {
    let url = object.text("url").unwrap_or_default();
    let shows_itself = object.text("text") == Some(url);
    let (kind, more) = if shows_itself { ("url", json!({})) } else { ("text_link", json!({ "url": url })) };
    writer.mark(kind, more, |writer| parts(writer, object));
}

/// Whoever is mentioned is named by their username, as in any text.
fn mention(writer: &mut Writer, object: &Object) {
    let handle = format!("@{}", object.text("username").unwrap_or_default().trim_start_matches('@'));
    let shown = object.text("text").unwrap_or_default();
    if shown.eq_ignore_ascii_case(&handle) || handle == "@" {
        return writer.style("mention", |writer| parts(writer, object));
    }
    let before = writer.length();
    parts(writer, object);
    if writer.length() > before {
        writer.part(" ");
    }
    writer.style("mention", |writer| writer.push(&handle));
}

fn user(object: &Object) -> Value {
    let Some(Node::Object(user)) = object.get("user") else { return Value::Null };
    let name = user.text("first_name").unwrap_or_default();
    json!({ "id": user.number("id"), "is_bot": false, "first_name": name })
}
