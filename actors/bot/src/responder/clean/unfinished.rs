//! What of an answer that is still being written may be looked at.

use super::parts::sentences;

/// The sentences that are whole, up to a table, a formula or a block of code that may go on; `None` if that is nothing, or
/// if all may turn out to be a call or data.
pub(in super::super) fn safe_part(text: &str) -> Option<&str> {
    let start = text.trim_start();
    if start.starts_with(['{', '[', '<', '`', '|']) {
        return None;
    }
    let all = sentences(text);
    let last = all.last().filter(|last| !last.ends_with(char::is_whitespace)).map_or(0, |last| last.len());
    let whole = text.get(..text.len() - last)?;
    let whole = before_open(whole, "```");
    let whole = before_open(whole, "$$");
    let whole = before_lone(whole, "\\[", "\\]");
    let whole = before_lone(whole, "\\(", "\\)");
    let whole = without_table(whole);
    (!whole.trim().is_empty()).then_some(whole)
}

/// The text before a sign that is there an odd number of times.
fn before_open<'t>(text: &'t str, sign: &str) -> &'t str {
    let last = text.rfind(sign).filter(|_| text.matches(sign).count() % 2 == 1);
    last.and_then(|at| text.get(..at)).unwrap_or(text)
}

fn before_lone<'t>(text: &'t str, open: &str, close: &str) -> &'t str {
    let last = text.rfind(open).filter(|at| !text.get(*at..).unwrap_or_default().contains(close));
    last.and_then(|at| text.get(..at)).unwrap_or(text)
}

/// The text without the lines of a table at its end, or of bare data.
fn without_table(text: &str) -> &str {
    let mut end = text.len();
    for line in text.split_inclusive('\n').rev() {
        if !line.trim_start().starts_with(['|', '{', '[', '<']) {
            break;
        }
        end -= line.len();
    }
    text.get(..end).unwrap_or(text)
}
