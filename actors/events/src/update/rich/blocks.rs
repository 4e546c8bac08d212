//! Blocks: each begins on a line of its own.

use serde_json::json;

use super::{inline, node::Node, object::Object, writer::Writer};
use crate::update::media;

const LINE: &str = "\n";
const CELL: &str = " | ";
const LABEL: &str = " ";

/// A block, or blocks, or a text in their place.
pub fn node(writer: &mut Writer, node: &Node) {
    match node {
        Node::List(items) if inline::is_inline(items) => items.iter().for_each(|item| inline::node(writer, item)),
        Node::List(items) => lines(writer, items),
        Node::Object(object) if inline::is_style(object) => inline::node(writer, node),
        Node::Object(object) => block(writer, object),
        Node::Text(text) => writer.push(text),
        Node::More => writer.more(),
        Node::Nothing | Node::Number(_) | Node::Media(_) => {}
    }
}

/// The first may follow a label.
fn lines(writer: &mut Writer, items: &[Node]) {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            writer.part(LINE);
        }
        writer.after(LINE, |writer| node(writer, item));
    }
}

/// A block, whose first line is begun already.
pub fn block(writer: &mut Writer, object: &Object) {
    match object.kind() {
        "heading" => writer.style("bold", |writer| parts(writer, object)),
        "pre" => {
            let more = object.text("language").map_or_else(|| json!({}), |language| json!({ "language": language }));
            writer.mark("pre", more, |writer| parts(writer, object));
        }
        "mathematical_expression" => writer.style("code", |writer| parts(writer, object)),
        "blockquote" | "pullquote" => writer.style("blockquote", |writer| parts(writer, object)),
        "expandable_blockquote" => writer.style("expandable_blockquote", |writer| parts(writer, object)),
        "table" => table(writer, object),
        _ => parts(writer, object),
    }
}

fn parts(writer: &mut Writer, object: &Object) {
    for (name, value) in object.parts() {
        let before = writer.length();
        writer.after(LINE, |writer| part(writer, name, value));
        if name == "label" && writer.length() > before {
            writer.part(LABEL);
        }
    }
}

/// A table's caption stands above it.
fn table(writer: &mut Writer, object: &Object) {
    let (above, below): (Vec<_>, Vec<_>) = object.parts().partition(|(name, _)| *name == "caption");
    for (name, value) in above.into_iter().chain(below) {
        writer.after(LINE, |writer| part(writer, name, value));
    }
}

fn part(writer: &mut Writer, name: &str, value: &Node) {
    match value {
        Node::List(items) if matches!(name, "blocks" | "items" | "buttons") => lines(writer, items),
        Node::List(rows) if matches!(name, "cells" | "rows") => {
            rows.iter().for_each(|cells| writer.after(LINE, |writer| row(writer, cells)));
        }
        Node::Media(json) => {
            let kind = if name == "voice_note" { "voice" } else { name };
            if let Some(media) = media::of_json(kind, json.get()) {
                writer.show(media);
            }
        }
        _ => node(writer, value),
    }
}

fn row(writer: &mut Writer, cells: &Node) {
    let cells = match cells {
        Node::List(cells) => cells.as_slice(),
        Node::Object(object) => match object.get("cells") {
            Some(Node::List(cells)) => cells.as_slice(),
            _ => return parts(writer, object),
        },
        other => return node(writer, other),
    };
    let start = writer.length();
    for cell in cells {
        let gap = if writer.length() > start { CELL } else { LINE };
        writer.after(gap, |writer| node(writer, cell));
    }
}
