//! The Markdown that language models write, as Telegram's HTML.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::html::escape;

/// HTML that Telegram reads. What it has no tag for becomes text; a link shows where it leads, and leads nowhere by
/// itself, so that words cannot hide an address. A table becomes lines: `first cell: second`, or
/// `first cell: heading second, heading third` where there are more columns.
pub fn markdown_to_html(markdown: &str) -> String {
    let mut writer = Writer::default();
    for event in Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES) {
        writer.take(event);
    }
    writer.html.trim().to_owned()
}

#[derive(Default)]
struct Writer {
    html: String,
    /// The number of the next item of each list that is open; `None` for bullets.
    lists: Vec<Option<u64>>,
    /// The address of the link at hand, and where its words begin.
    link: Option<(String, usize)>,
    quotes: usize,
    table: Table,
}

/// The table at hand.
#[derive(Default)]
struct Table {
    headings: Vec<String>,
    /// The row at hand, cells as HTML.
    row: Vec<String>,
    /// Where the words of the cell at hand begin.
    cell: usize,
}

impl Table {
    /// The row in one line.
    fn line(&self) -> String {
        let mut cells = self.row.iter();
        let first = cells.next().map_or("", String::as_str);
        let headings = self.headings.iter().skip(1);
        let named = self.headings.len() > 2;
        let rest: Vec<String> = cells
            .zip(headings)
            .filter(|(cell, _)| !cell.is_empty())
            .map(|(cell, heading)| if named { format!("{heading} {cell}") } else { cell.clone() })
            .collect();
        let rest = rest.join(", ");
        if first.is_empty() || rest.is_empty() { format!("{first}{rest}") } else { format!("{first}: {rest}") }
    }
}

impl Writer {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.open(tag),
            Event::End(tag) => self.close(tag),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.html.push_str(&escape(&text)),
            Event::Code(code) => self.html.push_str(&format!("<code>{}</code>", escape(&code))),
            Event::SoftBreak | Event::HardBreak => self.html.push('\n'),
            Event::Rule => self.block(),
            // Of extensions that are not switched on.
            Event::FootnoteReference(_) | Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn open(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph if self.lists.is_empty() => self.block(),
            Tag::Heading { .. } => {
                self.block();
                self.html.push_str("<b>");
            }
            Tag::BlockQuote(_) => {
                self.block();
                self.quotes += 1;
                // Telegram's quotes do not nest.
                if self.quotes == 1 {
                    self.html.push_str("<blockquote>");
                }
            }
            Tag::CodeBlock(kind) => {
                self.block();
                self.html.push_str(&match kind {
                    CodeBlockKind::Fenced(language) if !language.is_empty() => {
                        format!(r#"<pre><code class="language-{}">"#, escape(&language))
                    }
                    _ => "<pre><code>".to_owned(),
                });
            }
            Tag::List(first) => {
                if self.lists.is_empty() {
                    self.block();
                }
                self.lists.push(first);
            }
            Tag::Item => self.item(),
            Tag::Emphasis => self.html.push_str("<i>"),
            Tag::Strong => self.html.push_str("<b>"),
            Tag::Strikethrough => self.html.push_str("<s>"),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.link = Some((dest_url.into_string(), self.html.len()));
            }
            Tag::Table(_) => {
                self.block();
                self.table = Table::default();
            }
            Tag::TableCell => self.table.cell = self.html.len(),
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Strong => self.html.push_str("</b>"),
            TagEnd::BlockQuote(_) => {
                self.quotes = self.quotes.saturating_sub(1);
                if self.quotes == 0 {
                    self.html.push_str("</blockquote>");
                }
            }
            TagEnd::CodeBlock => {
                let trimmed = self.html.trim_end().len();
                self.html.truncate(trimmed);
                self.html.push_str("</code></pre>");
            }
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::Emphasis => self.html.push_str("</i>"),
            TagEnd::Strikethrough => self.html.push_str("</s>"),
            TagEnd::Link | TagEnd::Image => self.show_address(),
            TagEnd::TableCell => {
                let cell = self.html.split_off(self.table.cell);
                self.table.row.push(cell.trim().to_owned());
            }
            TagEnd::TableHead => self.table.headings = std::mem::take(&mut self.table.row),
            TagEnd::TableRow => {
                let line = self.table.line();
                self.table.row.clear();
                self.html.push_str(&line);
                self.html.push('\n');
            }
            _ => {}
        }
    }

    /// Begins a block: an empty line after what is there.
    fn block(&mut self) {
        if !self.html.is_empty() && !self.html.ends_with("<blockquote>") {
            let trimmed = self.html.trim_end().len();
            self.html.truncate(trimmed);
            self.html.push_str("\n\n");
        }
    }

    fn item(&mut self) {
        if !self.html.is_empty() && !self.html.ends_with('\n') {
            self.html.push('\n');
        }
        let depth = self.lists.len().saturating_sub(1);
        self.html.push_str(&"  ".repeat(depth));
        match self.lists.last_mut() {
            Some(Some(number)) => {
                self.html.push_str(&format!("{number}. "));
                *number += 1;
            }
            _ => self.html.push_str("• "),
        }
    }

    fn show_address(&mut self) {
        let Some((address, start)) = self.link.take() else { return };
        let address = escape(&address);
        if !address.is_empty() && self.html.get(start..) != Some(address.as_str()) {
            self.html.push_str(&format!(" ({address})"));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::plain;

    #[test]
    fn what_models_write_becomes_what_telegram_reads() {
        for (markdown, html) in [
            ("Просто *слово* і **ще одне**", "Просто <i>слово</i> і <b>ще одне</b>"),
            ("a < b & c", "a &lt; b &amp; c"),
            ("# Заголовок\n\nтекст", "<b>Заголовок</b>\n\nтекст"),
            ("- раз\n- два\n  - три", "• раз\n• два\n  • три"),
            ("3. раз\n4. два", "3. раз\n4. два"),
            ("```rust\nlet a = 1;\n```", "<pre><code class=\"language-rust\">let a = 1;</code></pre>"),
            ("`<b>`", "<code>&lt;b&gt;</code>"),
            ("> цитата\n>> у цитаті", "<blockquote>цитата\n\nу цитаті</blockquote>"),
            ("[сюди](https://example.org/?a=1&b=2)", "сюди (https://example.org/?a=1&amp;b=2)"),
            ("<https://example.org>", "https://example.org"),
            ("~~ні~~ так\nдалі", "<s>ні</s> так\nдалі"),
            ("<b>не тег</b>", "&lt;b&gt;не тег&lt;/b&gt;"),
            ("* * *", ""),
            ("| Страва | Ціна |\n|---|---:|\n| Борщ | 50 |\n| **Вареники** | 60 |", "Борщ: 50\n<b>Вареники</b>: 60"),
            (
                "Ось:\n\n| Хто | Сир | Хліб |\n|-|-|-|\n| Олена | 2 | |\n| Тарас | 1 | 3 |\n\nВсе.",
                "Ось:\n\nОлена: Сир 2\nТарас: Сир 1, Хліб 3\n\nВсе.",
            ),
            ("a | b", "a | b"),
            ("", ""),
        ] {
            assert_eq!(markdown_to_html(markdown), html, "{markdown:?}");
        }
    }

    proptest! {
        #[test]
        fn whatever_it_is_the_tags_are_balanced(markdown in "[a-zа-я *_`~>#\\-\\[\\]()<&\n0-9.|]{0,80}") {
            let html = markdown_to_html(&markdown);
            prop_assert!(!html.contains("<a "));
            let whole = crate::text::split::split_html(&html, 4096).concat();
            let words = |html: &str| plain(html).split_whitespace().collect::<String>();
            prop_assert_eq!(words(&whole), words(&html), "splitting, which balances tags, finds nothing to add");
        }
    }
}
