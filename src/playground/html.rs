//! Telegram's HTML: parsed for the bot's messages, written for the page.
//!
//! The rules and errors: <https://core.telegram.org/bots/api#html-style>

use super::entities::{Entity, Extra};

struct Open {
    tag: String,
    kind: &'static str,
    extra: Extra,
    offset: usize,
}

struct Parser<'a> {
    source: &'a str,
    at: usize,
    text: String,
    units: usize,
    open: Vec<Open>,
    entities: Vec<Entity>,
}

/// The text and its entities, or what Telegram says after "can't parse entities: ".
pub(super) fn parse(source: &str) -> Result<(String, Vec<Entity>), String> {
    let mut parser = Parser { source, at: 0, text: String::new(), units: 0, open: Vec::new(), entities: Vec::new() };
    while let Some(next) = parser.rest().chars().next() {
        match next {
            '<' if parser.rest().starts_with("</") => parser.end_tag()?,
            '<' => parser.start_tag()?,
            '&' => parser.reference(),
            other => parser.push(other, other.len_utf8()),
        }
    }
    match parser.open.last() {
        Some(open) => Err(format!("Can't find end tag corresponding to start tag \"{}\"", open.tag)),
        None => Ok((parser.text, ordered(parser.entities))),
    }
}

fn ordered(mut entities: Vec<Entity>) -> Vec<Entity> {
    entities.sort_by_key(|entity| (entity.offset, std::cmp::Reverse(entity.length)));
    entities
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or("")
    }

    fn push(&mut self, c: char, bytes: usize) {
        self.text.push(c);
        self.units += c.len_utf16();
        self.at += bytes;
    }

    /// `&lt;` and the like; what is no reference stays as it is.
    fn reference(&mut self) {
        let named = [("&lt;", '<'), ("&gt;", '>'), ("&amp;", '&'), ("&quot;", '"')];
        let found = named.into_iter().find(|(name, _)| self.rest().starts_with(name)).map(|(name, c)| (c, name.len()));
        let (c, bytes) = found.or_else(|| numeric(self.rest())).unwrap_or(('&', 1));
        self.push(c, bytes);
    }

    fn start_tag(&mut self) -> Result<(), String> {
        let inside = self.rest().get(1..).unwrap_or("");
        let end = tag_end(inside).ok_or_else(|| format!("Unclosed start tag at byte offset {}", self.at))?;
        let inside = inside.get(..end).unwrap_or("");
        let (name, attributes) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
        let tag = name.to_ascii_lowercase();
        let (kind, extra) = meaning(&tag, attributes)
            .ok_or_else(|| format!("Unsupported start tag \"{tag}\" at byte offset {}", self.at))?;
        self.open.push(Open { tag, kind, extra, offset: self.units });
        self.at += end + 2;
        Ok(())
    }

    fn end_tag(&mut self) -> Result<(), String> {
        let inside = self.rest().get(2..).unwrap_or("");
        let end = inside.find('>').ok_or_else(|| format!("Unclosed end tag at byte offset {}", self.at))?;
        let name = inside.get(..end).unwrap_or("").trim().to_ascii_lowercase();
        let open = self.open.pop().ok_or_else(|| format!("Unexpected end tag at byte offset {}", self.at))?;
        if !name.is_empty() && name != open.tag {
            let (at, expected) = (self.at, open.tag);
            return Err(format!(
                "Unmatched end tag at byte offset {at}, expected \"</{expected}>\", found \"</{name}>\""
            ));
        }
        self.at += end + 3;
        self.close(open);
        Ok(())
    }

    fn close(&mut self, open: Open) {
        let length = self.units - open.offset;
        let mut entity = Entity { extra: open.extra, ..Entity::new(open.kind, open.offset, length) };
        if entity.kind == "text_link" && entity.extra == Extra::Nothing {
            return;
        }
        if entity.kind == "pre" {
            self.take_language(&mut entity);
        }
        if length > 0 {
            self.entities.push(entity);
        }
    }

    /// `<pre><code class="language-x">` is one block in that language.
    fn take_language(&mut self, block: &mut Entity) {
        let whole = |e: &mut Entity| e.kind == "code" && e.offset == block.offset && e.length == block.length;
        if let Some(code) = self.entities.pop_if(whole) {
            block.extra = code.extra;
        }
    }
}

fn numeric(text: &str) -> Option<(char, usize)> {
    const LONGEST: usize = 10;
    let end = text.find(';').filter(|end| *end <= LONGEST)?;
    let digits = text.get(2..end).filter(|_| text.starts_with("&#"))?;
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => digits.parse().ok()?,
    };
    Some((char::from_u32(code).filter(|c| *c != '\0')?, end + 1))
}

/// Where the `>` of a tag is, beyond any quoted one.
fn tag_end(inside: &str) -> Option<usize> {
    let mut quote = None;
    inside.char_indices().find_map(|(at, c)| {
        match (quote, c) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
        None
    })
}

fn meaning(tag: &str, attributes: &str) -> Option<(&'static str, Extra)> {
    let plain = match tag {
        "b" | "strong" => "bold",
        "i" | "em" => "italic",
        "u" | "ins" => "underline",
        "s" | "strike" | "del" => "strikethrough",
        "tg-spoiler" => "spoiler",
        "span" if attribute(attributes, "class").as_deref() == Some("tg-spoiler") => "spoiler",
        "pre" => "pre",
        "blockquote" if attributes.contains("expandable") => "expandable_blockquote",
        "blockquote" => "blockquote",
        "code" => return Some(("code", language(attributes))),
        "tg-emoji" => return Some(("custom_emoji", Extra::CustomEmoji(attribute(attributes, "emoji-id")?))),
        "a" => return Some(link(&attribute(attributes, "href").unwrap_or_default())),
        _ => return None,
    };
    Some((plain, Extra::Nothing))
}

fn language(attributes: &str) -> Extra {
    let class = attribute(attributes, "class").unwrap_or_default();
    class.strip_prefix("language-").map_or(Extra::Nothing, |language| Extra::Language(language.into()))
}

fn link(href: &str) -> (&'static str, Extra) {
    match href.strip_prefix("tg://user?id=").and_then(|id| id.parse().ok()) {
        Some(person) => ("text_mention", Extra::Person(person)),
        None if href.is_empty() => ("text_link", Extra::Nothing),
        None => ("text_link", Extra::Url(href.into())),
    }
}

fn attribute(attributes: &str, name: &str) -> Option<String> {
    let after = attributes.split_once(name)?.1.trim_start().strip_prefix('=')?.trim_start();
    let raw = match after.chars().next()? {
        quote @ ('"' | '\'') => after.get(1..)?.split(quote).next()?,
        _ => after.split(char::is_whitespace).next()?,
    };
    Some(raw.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&"))
}

/// The text as HTML for the page, everything escaped that people wrote.
pub(super) fn write(text: &str, entities: &[Entity]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut waiting = entities.iter().filter_map(|entity| Some((entity, tags(entity)?))).peekable();
    let mut open: Vec<(usize, &'static str)> = Vec::new();
    let mut at = 0;
    for c in text.chars() {
        while let Some((_, close)) = open.pop_if(|(end, _)| *end <= at) {
            out.push_str(close);
        }
        while let Some((entity, (start, close))) = waiting.next_if(|(entity, _)| entity.offset <= at) {
            let fits = open.last().is_none_or(|(end, _)| entity.end() <= *end);
            if fits && entity.offset == at && entity.end() > at {
                out.push_str(&start);
                open.push((entity.end(), close));
            }
        }
        push_escaped(&mut out, c);
        at += c.len_utf16();
    }
    open.iter().rev().for_each(|(_, close)| out.push_str(close));
    out
}

fn tags(entity: &Entity) -> Option<(String, &'static str)> {
    let (start, end) = match entity.kind.as_str() {
        "bold" => ("<b>", "</b>"),
        "italic" => ("<i>", "</i>"),
        "underline" => ("<u>", "</u>"),
        "strikethrough" => ("<s>", "</s>"),
        "code" => ("<code>", "</code>"),
        "pre" => ("<pre>", "</pre>"),
        "blockquote" | "expandable_blockquote" => ("<blockquote>", "</blockquote>"),
        "spoiler" => ("<span class=\"spoiler\">", "</span>"),
        "text_link" => return link_tags(entity),
        _ => return None,
    };
    Some((start.into(), end))
}

fn link_tags(entity: &Entity) -> Option<(String, &'static str)> {
    let Extra::Url(url) = &entity.extra else { return None };
    Some((format!("<a href=\"{}\">", escape(url)), "</a>"))
}

/// A text with everything escaped that HTML takes for its own.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| push_escaped(&mut out, c));
    out
}

fn push_escaped(out: &mut String, c: char) {
    match c {
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '&' => out.push_str("&amp;"),
        '"' => out.push_str("&quot;"),
        '\'' => out.push_str("&#39;"),
        other => out.push(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn round(source: &str, text: &str, html: &str) {
        let (parsed, entities) = parse(source).unwrap();
        assert_eq!(parsed, text);
        assert_eq!(write(&parsed, &entities), html);
    }

    #[test]
    fn parses_and_writes_nested_tags_after_wide_characters() {
        round(
            "😀 <b>один <em>два</em></b> &lt;три&gt; &#39;",
            "😀 один два <три> '",
            "😀 <b>один <i>два</i></b> &lt;три&gt; &#39;",
        );
        round("<a href=\"https://a.ua/?x=1&amp;y=2\">тут</a>", "тут", "<a href=\"https://a.ua/?x=1&amp;y=2\">тут</a>");
        round("<pre><code class=\"language-rust\">x</code></pre>&nope;", "x&nope;", "<pre>x</pre>&amp;nope;");
    }

    #[test]
    fn says_what_is_wrong_as_telegram_does() {
        let wrong = |source| parse(source).unwrap_err();
        assert_eq!(wrong("a <foo>b"), "Unsupported start tag \"foo\" at byte offset 2");
        assert_eq!(wrong("<b>x"), "Can't find end tag corresponding to start tag \"b\"");
        assert_eq!(wrong("x</b>"), "Unexpected end tag at byte offset 1");
        assert_eq!(wrong("1 <"), "Unclosed start tag at byte offset 2");
        assert_eq!(wrong("<b>x</i>"), "Unmatched end tag at byte offset 4, expected \"</b>\", found \"</i>\"");
    }

    #[test]
    fn overlapping_entities_still_give_balanced_html() {
        let entities = [Entity::new("bold", 0, 3), Entity::new("italic", 1, 4)];
        assert_eq!(write("abcde<", &entities), "<b>abc</b>de&lt;");
    }
}
