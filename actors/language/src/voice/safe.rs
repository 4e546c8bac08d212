//! Words that may be said again: plain ones, no links, names of accounts, numbers or markup.

/// Letters of the longest word; longer ones are no words.
const LONGEST: usize = 24;
/// Words taken from one message.
const MOST: usize = 60;

/// The runs of plain words of a text, line by line. What is left out parts them, lest words meet that never stood
/// together.
pub(super) fn pieces(text: &str) -> Vec<Vec<&str>> {
    let mut pieces = vec![Vec::new()];
    for line in text.lines() {
        for chunk in line.split_whitespace().take(MOST) {
            match (is_plain(chunk), pieces.last_mut()) {
                (true, Some(piece)) => piece.push(chunk),
                _ => pieces.push(Vec::new()),
            }
            if chunk.ends_with(['.', '!', '?', '…']) {
                pieces.push(Vec::new());
            }
        }
        pieces.push(Vec::new());
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// The word without the punctuation after it.
pub(super) fn bare(chunk: &str) -> &str {
    chunk.trim_end_matches(is_closing)
}

fn is_plain(chunk: &str) -> bool {
    let word = bare(chunk);
    let ends_well = word.chars().next().is_some_and(char::is_alphabetic)
        && word.chars().next_back().is_some_and(char::is_alphabetic);
    let inside = |letter: char| letter.is_alphabetic() || matches!(letter, '\'' | '’' | 'ʼ' | '-' | '\u{301}');
    ends_well && word.chars().all(inside) && word.chars().count() <= LONGEST && chunk.len() - word.len() <= 3
}

fn is_closing(letter: char) -> bool {
    matches!(letter, '.' | ',' | '!' | '?' | ';' | ':' | '…')
}
