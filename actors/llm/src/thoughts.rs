//! What of a model's text is its answer, and not the thoughts before it.
//!
//! Servers that do not take thoughts apart themselves leave them in the text: between tags (`<think>…</think>`), before a
//! closing tag whose opening one was part of the prompt, or in the channels of the harmony format.

use std::ops::Range;

use super::{code::code, harmony::final_channel};

/// Names of the tags around thoughts.
const NAMES: [&str; 9] =
    ["think", "thinking", "thought", "thoughts", "reason", "reasoning", "reflection", "analysis", "scratchpad"];
/// What tags stand in: those of Mistral's models are `[THINK]`, those of Kimi's `◁think▷`.
const BRACKETS: [(char, char); 3] = [('<', '>'), ('◁', '▷'), ('[', ']')];
/// Longer ones are no tags, characters.
const LONGEST_TAG: usize = 200;

/// The answer in a model's text; `None` if it is nothing but thoughts.
///
/// Only pairs of tags at the start hold thoughts, and an opening tag at the start without an end. Before a closing tag
/// without an opening one nothing is answer. Tags in code or in the middle of the answer are what the answer is about.
pub(super) fn answer(text: &str) -> Option<String> {
    let mut answer = text.trim().to_owned();
    loop {
        let spoken = final_channel(&answer)?;
        let shorter = after_closing_tag(after_pairs(&spoken)?).trim();
        if shorter.is_empty() {
            return None;
        }
        if shorter.len() == answer.len() {
            return Some(answer);
        }
        answer = shorter.to_owned();
    }
}

/// What follows the pairs at the start; `None` if the last of them does not end.
fn after_pairs(text: &str) -> Option<&str> {
    let mut tags = tags(text).into_iter();
    let mut rest = text.trim_start();
    while let Some(tag) = tags.next() {
        let is_at_start = tag.range.start == text.len() - rest.len();
        if !is_at_start || tag.kind == Kind::Closing {
            break;
        }
        let end = match tag.kind {
            Kind::Empty => tag.range.end,
            _ => tags.find(|it| it.kind == Kind::Closing && it.is_called(tag.name))?.range.end,
        };
        rest = text.get(end..)?.trim_start();
    }
    Some(rest)
}

/// What follows the last closing tag that none opens.
fn after_closing_tag(text: &str) -> &str {
    let mut open = [[0_usize; 2]; NAMES.len()];
    let mut end = 0;
    for tag in tags(text) {
        let Some(open_here) = NAMES.iter().position(|name| tag.is_called(name)).and_then(|at| open.get_mut(at)) else {
            continue;
        };
        let [within_lines, at_starts] = open_here;
        match tag.kind {
            Kind::Empty => {}
            Kind::Opening if tag.starts_line => *at_starts += 1,
            Kind::Opening => *within_lines += 1,
            // The end of thoughts stands at the start of a line; the tag that thoughts mention within one does not open it.
            Kind::Closing if *within_lines > 0 && !tag.starts_line => *within_lines -= 1,
            Kind::Closing if *at_starts > 0 => *at_starts -= 1,
            Kind::Closing => {
                end = tag.range.end;
                open = Default::default();
            }
        }
    }
    text.get(end..).unwrap_or_default()
}

struct Tag<'a> {
    range: Range<usize>,
    name: &'a str,
    kind: Kind,
    /// Whether only spaces stand before it on its line.
    starts_line: bool,
}

#[derive(PartialEq, Eq)]
enum Kind {
    Opening,
    Closing,
    /// `<think/>`
    Empty,
}

impl Tag<'_> {
    fn is_called(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

/// All tags around thoughts that are not code.
fn tags(text: &str) -> Vec<Tag<'_>> {
    let code = code(text);
    let starts = text.match_indices(BRACKETS.map(|(open, _)| open)).map(|(at, _)| at);
    let is_code = |at: usize| {
        let next = code.partition_point(|range| range.end <= at);
        code.get(next).is_some_and(|range| range.contains(&at))
    };
    starts.filter(|at| !is_code(*at)).filter_map(|at| tag_at(text, at)).collect()
}

fn tag_at(text: &str, start: usize) -> Option<Tag<'_>> {
    let (before, from) = text.split_at_checked(start)?;
    let mut chars = from.char_indices();
    let (_, bracket) = chars.next()?;
    let (_, close) = BRACKETS.into_iter().find(|(open, _)| *open == bracket)?;
    let first = chars.offset();
    let (last, _) =
        chars.take(LONGEST_TAG).take_while(|(_, it)| !['<', '\n'].contains(it)).find(|(_, it)| *it == close)?;
    let inside = from.get(first..last)?.trim_matches('|').trim();
    let bare = inside.trim_matches('/').trim();
    let name = bare.split_whitespace().next()?.rsplit(':').next()?;
    let is_known = match bracket {
        '[' => bare == "THINK",
        _ => NAMES.iter().any(|known| known.eq_ignore_ascii_case(name)),
    };
    let kind = match inside {
        _ if inside.starts_with('/') => Kind::Closing,
        _ if inside.ends_with('/') => Kind::Empty,
        _ => Kind::Opening,
    };
    let line = before.rsplit('\n').next().unwrap_or_default();
    let range = start..start + last + close.len_utf8();
    is_known.then(|| Tag { range, name, kind, starts_line: line.trim().is_empty() })
}

#[cfg(test)]
mod tests;
