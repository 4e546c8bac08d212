//! An object of a rich message: what kind it is, and its fields in reading order.

use super::node::Node;

pub struct Object(pub Vec<(String, Node)>);

/// Fields with something to read, in reading order: JSON may have them in any other.
const READ: [&str; 20] = [
    "label",
    "title",
    "header",
    "summary",
    "question",
    "text",
    "expression",
    "alternative_text",
    "items",
    "blocks",
    "rows",
    "cells",
    "options",
    "button",
    "buttons",
    "caption",
    "description",
    "content",
    "credit",
    "footer",
];
/// Fields of strings that are nothing to read.
const TECHNICAL: [&str; 22] = [
    "type",
    "id",
    "url",
    "href",
    "username",
    "hashtag",
    "cashtag",
    "bot_command",
    "email_address",
    "phone_number",
    "bank_card_number",
    "anchor_name",
    "reference_name",
    "date_time_format",
    "language",
    "align",
    "valign",
    "style",
    "callback_data",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "state",
];
/// Objects in fields that are nothing to read.
const SETTINGS: [&str; 6] =
    ["user", "web_app", "login_url", "switch_inline_query_chosen_chat", "copy_text", "disabled"];

impl Object {
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.0.iter().find(|(field, _)| field == name).map(|(_, value)| value)
    }

    pub fn text(&self, name: &str) -> Option<&str> {
        match self.get(name)? {
            Node::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn number(&self, name: &str) -> Option<i64> {
        match self.get(name)? {
            Node::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub fn kind(&self) -> &str {
        self.text("type").unwrap_or_default()
    }

    /// The fields that may have something to read: those that are known in reading order, then the others as they come.
    pub fn parts(&self) -> impl Iterator<Item = (&str, &Node)> {
        let known = READ.iter().filter_map(|name| Some((*name, self.get(name)?)));
        let others = self.0.iter().filter(|(name, _)| !self.is_technical(name) && !READ.contains(&name.as_str()));
        known.chain(others.map(|(name, value)| (name.as_str(), value)))
    }

    fn is_technical(&self, name: &str) -> bool {
        // An anchor's name is not shown.
        let is_anchors = name == "name" && matches!(self.kind(), "anchor" | "reference");
        is_anchors
            || TECHNICAL.contains(&name)
            || SETTINGS.contains(&name)
            || ["_id", "_url"].iter().any(|end| name.ends_with(end))
    }
}
