//! Cutting texts into parts that Telegram accepts.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::html::utf16_len;
use super::markup::Marked;

/// Most UTF-16 units in one message, entities parsed (Bot API, `sendMessage`).
pub const MESSAGE_LIMIT: usize = 4096;

/// Cuts a plain text into parts of at most `limit` UTF-16 units (a limit below 2 counts as 2).
///
/// Cuts at the end of a paragraph, else of a line, of a sentence, of a word; a grapheme is cut only if it alone
/// exceeds the limit. Only whitespace at the ends of parts is lost, and no part is empty.
pub fn split(text: &str, limit: usize) -> Vec<String> {
    ranges(text, limit).into_iter().filter_map(|range| text.get(range)).map(str::to_owned).collect()
}

/// Cuts Telegram's HTML as [`split`] cuts the text that it shows, so tags count nothing and an entity counts as its
/// character. Tags open at a cut are closed and opened again; unknown or stray ones become text.
pub fn split_html(html: &str, limit: usize) -> Vec<String> {
    let marked = Marked::read(html);
    ranges(marked.text(), limit).into_iter().map(|range| marked.html(range)).collect()
}

fn ranges(text: &str, limit: usize) -> Vec<Range<usize>> {
    let text = text.trim_end();
    let mut parts = Vec::new();
    let mut start = leading_space(text);
    while start < text.len() {
        let rest = &text[start..];
        let (head, tail) = rest.split_at(cut(rest, limit.max(2)));
        let end = start + head.trim_end().len();
        if start < end {
            parts.push(start..end);
        }
        start += head.len() + leading_space(tail);
    }
    parts
}

/// Bytes of whole graphemes of whitespace that the text begins with: a mark may sit on a space, and would lose it.
fn leading_space(text: &str) -> usize {
    text.graphemes(true).take_while(|grapheme| grapheme.chars().all(char::is_whitespace)).map(str::len).sum()
}

/// Where the first part ends, in bytes; never 0 for a text that does not begin with whitespace.
fn cut(text: &str, limit: usize) -> usize {
    let room = room(text, limit);
    if room == text.len() {
        return room;
    }
    let window = &text[..room + leading_space(&text[room..])];
    let late = |at: &usize| *at > 0 && *at >= room / 2;
    window
        .rfind("\n\n")
        .filter(late)
        .or_else(|| window.rfind('\n').filter(late))
        .or_else(|| sentence_end(window).filter(late))
        .or_else(|| window.rfind(breaks_words).filter(|at| *at > 0))
        .unwrap_or(room)
}

/// Bytes of as many graphemes as the limit has room for, or of characters when not even one grapheme fits.
fn room(text: &str, limit: usize) -> usize {
    match fitting(text.graphemes(true), limit) {
        0 => fitting(text.char_indices().map(|(at, it)| &text[at..at + it.len_utf8()]), limit),
        room => room,
    }
}

fn fitting<'t>(pieces: impl Iterator<Item = &'t str>, limit: usize) -> usize {
    let mut units = 0;
    pieces
        .take_while(|piece| {
            units += utf16_len(piece);
            units <= limit
        })
        .map(str::len)
        .sum()
}

fn sentence_end(text: &str) -> Option<usize> {
    text.rmatch_indices(breaks_words)
        .map(|(at, _)| at)
        .find(|at| text[..*at].trim_end_matches(['"', '»', '”', '’', ')']).ends_with(['.', '!', '?', '…']))
}

fn breaks_words(character: char) -> bool {
    character.is_whitespace() && !matches!(character, '\u{A0}' | '\u{202F}')
}

#[cfg(test)]
mod tests;
