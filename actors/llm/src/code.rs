//! Where a text is code: fenced blocks, and spans between backticks within one line.

use std::ops::Range;

/// The byte ranges of a text that are code, in order.
///
/// A span may not begin or end with a space unless it is marked by several backticks: a single stray backtick must not
/// pair up with one far away. A text with a fence that never ends has no fences.
pub fn code(text: &str) -> Vec<Range<usize>> {
    let fences = fences(text);
    let mut code = Vec::new();
    let mut blocks = fences.iter().peekable();
    for line in lines(text) {
        while blocks.peek().is_some_and(|block| block.end <= line.start) {
            blocks.next();
        }
        match blocks.peek().filter(|block| block.contains(&line.start)) {
            Some(block) if block.start == line.start => code.push((*block).clone()),
            Some(_) => {}
            None => spans(text, line, &mut code),
        }
    }
    code
}

fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some(start..*at)
    })
}

fn fences(text: &str) -> Vec<Range<usize>> {
    let mut fences = Vec::new();
    let mut open: Option<(char, usize, usize)> = None;
    for line in lines(text) {
        let Some((mark, length, rest)) = text.get(line.clone()).and_then(fence_mark) else { continue };
        match open {
            Some((opened, at_least, start)) if mark == opened && length >= at_least && rest.is_empty() => {
                fences.push(start..line.end);
                open = None;
            }
            Some(_) => {}
            // What follows backticks and holds one is a span, <https://spec.commonmark.org/0.31.2/#fenced-code-blocks>.
            None if mark == '~' || !rest.contains('`') => open = Some((mark, length, line.start)),
            None => {}
        }
    }
    if open.is_some() { Vec::new() } else { fences }
}

/// The sign of a line that begins or ends a block, how often it stands there, and what follows.
fn fence_mark(line: &str) -> Option<(char, usize, &str)> {
    let line = line.trim();
    let mark = line.chars().next().filter(|mark| ['`', '~'].contains(mark))?;
    let rest = line.trim_start_matches(mark);
    let length = line.len() - rest.len();
    (length >= 3).then_some((mark, length, rest.trim()))
}

fn spans(text: &str, line: Range<usize>, into: &mut Vec<Range<usize>>) {
    let words = text.get(line.clone()).unwrap_or_default();
    let runs = backticks(words);
    let mut at = 0;
    while let Some(open) = runs.get(at) {
        let following = runs.get(at + 1..).unwrap_or_default();
        let close = following.iter().position(|run| run.len() == open.len());
        let span = close.and_then(|nth| Some((nth, following.get(nth)?.end)));
        let span = span.filter(|(_, end)| open.len() > 1 || is_tight(words, open.end, end - 1));
        match span {
            Some((nth, end)) => {
                into.push(line.start + open.start..line.start + end);
                at += nth + 2;
            }
            None => at += 1,
        }
    }
}

/// Where backticks stand, as ranges of as many as stand together.
fn backticks(words: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, _) in words.match_indices('`') {
        match runs.last_mut().filter(|run| run.end == at) {
            Some(run) => run.end += 1,
            None => runs.push(at..at + 1),
        }
    }
    runs
}

fn is_tight(words: &str, from: usize, to: usize) -> bool {
    let inside = words.get(from..to).unwrap_or_default();
    !inside.is_empty() && inside.trim() == inside
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_and_spans_are_found() {
        for (text, expected) in [
            ("no code", vec![]),
            ("a `b` c ``d ` e`` f", vec!["`b`", "``d ` e``"]),
            ("stray ` and `b`, and ` c", vec!["`b`"]),
            ("`a\nb`", vec![]),
            ("``", vec![]),
            ("x\n```xml\na `b`\n```\ny `z`", vec!["```xml\na `b`\n```\n", "`z`"]),
            ("~~~\n```\n~~~\n`z`", vec!["~~~\n```\n~~~\n", "`z`"]),
            ("````\n```\n````", vec!["````\n```\n````"]),
            ("- list\n  ```\n  a\n  ```\n", vec!["  ```\n  a\n  ```\n"]),
            ("```\nnever ends `b`", vec!["`b`"]),
            ("```\na\n```\n```\nnever ends", vec![]),
            ("```a``` is a span", vec!["```a```"]),
        ] {
            let found: Vec<_> = code(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn ranges_are_in_order_and_on_borders_of_letters(text in "[`~ xі\n]{0,60}") {
            let mut end = 0;
            for range in code(&text) {
                assert!(range.start >= end && range.end > range.start && text.get(range.clone()).is_some());
                end = range.end;
            }
        }
    }
}
