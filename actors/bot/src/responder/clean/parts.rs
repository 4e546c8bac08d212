//! Parts of an answer: what is code and what is not, lines, sentences.

use llm::code;

/// The text with whatever is no code changed.
pub(super) fn outside_code(text: &str, change: impl Fn(&str) -> String) -> String {
    let mut changed = String::with_capacity(text.len());
    let mut at = 0;
    for range in code(text) {
        changed.push_str(&change(text.get(at..range.start).unwrap_or_default()));
        changed.push_str(text.get(range.clone()).unwrap_or_default());
        at = range.end;
    }
    changed.push_str(&change(text.get(at..).unwrap_or_default()));
    changed
}

/// Whether what begins there is code.
pub(super) fn is_code(text: &str, at: usize) -> bool {
    code(text).iter().any(|range| range.contains(&at))
}

/// Each line with its end, and whether it lies in a block of code.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let blocks = code(text);
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let (start, end) = (at, at + line.len());
        at = end;
        (line, blocks.iter().any(|block| block.start <= start && end.min(text.trim_end().len()) <= block.end))
    })
}

/// Sentences and lines, each with the white space after it. Code stays whole.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let blocks = code(text);
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let end = at + letter.len_utf8();
        let ends = letter == '\n' || is_end(letter) && next.is_none_or(char::is_whitespace);
        if ends && next != Some('\n') && !blocks.iter().any(|block| block.contains(&at) && end < block.end) {
            let rest = text.get(end..).unwrap_or_default();
            let spaces = rest.len() - rest.trim_start_matches([' ', '\t']).len();
            sentences.extend(text.get(start..end + spaces));
            start = end + spaces;
        }
    }
    sentences.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

fn is_end(letter: char) -> bool {
    matches!(letter, '.' | '!' | '?' | '…')
}
