//! Telegram's HTML taken apart: the text it shows, and the stretches that its tags mark.

use std::ops::Range;

use super::html::escape;

/// Tags that the Bot API reads, but `span`, which it reads with one class only.
const TAGS: [&str; 14] =
    ["b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "a", "blockquote", "tg-spoiler"];

/// A text and its marks; marks nest, and stand in the order in which they open.
#[derive(Debug, Default)]
pub(super) struct Marked {
    text: String,
    marks: Vec<Mark>,
    /// Places in `marks` of those that are not closed yet, outermost first.
    open: Vec<usize>,
}

#[derive(Debug)]
struct Mark {
    range: Range<usize>,
    name: String,
    /// The opening tag as it was written.
    tag: String,
}

/// The same words as HTML without any tag.
pub fn plain(html: &str) -> String {
    escape(Marked::read(html).text())
}

/// What the HTML shows: neither tags nor entities.
pub fn bare(html: &str) -> String {
    Marked::read(html).text
}

impl Marked {
    /// Reads HTML; whatever is no known tag or entity is taken as text.
    pub fn read(html: &str) -> Self {
        let mut marked = Self::default();
        let mut rest = html;
        while let Some(at) = rest.find(['<', '&']) {
            marked.text.push_str(&rest[..at]);
            rest = &rest[at..];
            let taken = marked
                .take_tag(rest)
                .or_else(|| marked.take_entity(rest))
                .unwrap_or_else(|| marked.take_character(rest));
            rest = &rest[taken..];
        }
        marked.text.push_str(rest);
        marked.close_from(0);
        marked
    }

    /// What is shown.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// HTML of a part of the text, with its tags balanced.
    pub fn html(&self, part: Range<usize>) -> String {
        let mut writer = Writer::new(&self.text, part.start);
        for mark in &self.marks {
            let start = mark.range.start.max(part.start);
            let end = mark.range.end.min(part.end);
            if start < end {
                writer.open(mark, start, end);
            }
        }
        writer.finish(part.end)
    }

    fn take_tag(&mut self, rest: &str) -> Option<usize> {
        let end = tag_end(rest)?;
        let inside = &rest[1..end];
        match inside.strip_prefix('/') {
            Some(name) => self.close(&known(name.trim_end())?),
            None => {
                let name = known(inside)?;
                self.open.push(self.marks.len());
                self.marks.push(Mark { range: self.text.len()..self.text.len(), name, tag: rest[..=end].to_owned() });
            }
        }
        Some(end + 1)
    }

    fn take_entity(&mut self, rest: &str) -> Option<usize> {
        let end = rest.bytes().take(12).position(|byte| byte == b';')?;
        let character = match rest.get(1..end)? {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            number => numbered(number)?,
        };
        self.text.push(character);
        Some(end + 1)
    }

    fn take_character(&mut self, rest: &str) -> usize {
        let character = rest.chars().next();
        self.text.extend(character);
        character.map_or(rest.len(), char::len_utf8)
    }

    fn close(&mut self, name: &str) {
        let opened = self.open.iter().rposition(|at| self.marks[*at].name == name);
        if let Some(depth) = opened {
            self.close_from(depth);
        }
    }

    fn close_from(&mut self, depth: usize) {
        for at in self.open.drain(depth..) {
            self.marks[at].range.end = self.text.len();
        }
    }
}

/// Writes marked text; knows which marks are open.
struct Writer<'m> {
    text: &'m str,
    at: usize,
    html: String,
    open: Vec<(&'m str, usize)>,
}

impl<'m> Writer<'m> {
    fn new(text: &'m str, at: usize) -> Self {
        Self { text, at, html: String::new(), open: Vec::new() }
    }

    fn open(&mut self, mark: &'m Mark, start: usize, end: usize) {
        self.close_until(start);
        self.write_to(start);
        self.html.push_str(&mark.tag);
        self.open.push((&mark.name, end));
    }

    fn finish(mut self, end: usize) -> String {
        self.close_until(end);
        self.write_to(end);
        self.html
    }

    fn close_until(&mut self, place: usize) {
        while let Some((name, end)) = self.open.pop_if(|(_, end)| *end <= place) {
            self.write_to(end);
            self.html.push_str("</");
            self.html.push_str(name);
            self.html.push('>');
        }
    }

    fn write_to(&mut self, place: usize) {
        self.html.push_str(&escape(self.text.get(self.at..place).unwrap_or_default()));
        self.at = place;
    }
}

/// The closing `>` of the tag that the text begins with; one in quotes does not close.
fn tag_end(text: &str) -> Option<usize> {
    if !text.starts_with('<') {
        return None;
    }
    let mut quoted = false;
    text.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    })
}

/// The name in the inside of a tag, if Telegram knows it.
fn known(inside: &str) -> Option<String> {
    let name =
        inside.split_whitespace().next().filter(|_| !inside.starts_with(char::is_whitespace))?.to_ascii_lowercase();
    (TAGS.contains(&name.as_str()) || name == "span").then_some(name)
}

fn numbered(entity: &str) -> Option<char> {
    let number = entity.strip_prefix('#')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?)
}
