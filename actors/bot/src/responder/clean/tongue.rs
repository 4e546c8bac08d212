//! Answers in a language or a script that nobody asked for.

use language::{
    packs::{List, Script},
    text::words::{fold, words},
};
use llm::code;

use super::Asked;

/// Fewer letters tell no language.
const FEWEST: usize = 24;
/// A text of which this part, 1 / this, is in the script asked for is in the language asked for.
const MIXED: usize = 4;
/// Signs around titles and quotations.
const OPENS: [char; 3] = ['«', '“', '„'];
const CLOSES: [char; 2] = ['»', '”'];
/// So many letters of a script that nobody here writes are no slip of an example.
const STRANGE: usize = 2;

/// Whether the answer is in another language than was asked for.
pub(super) fn is_foreign(text: &str, asked: &Asked<'_>) -> bool {
    if names_a_tongue(asked.words) {
        return false;
    }
    let words = prose(text);
    let strange = |text: &str| text.chars().filter(|letter| is_strange(*letter)).count();
    if strange(&words) > STRANGE && strange(asked.words) == 0 {
        return true;
    }
    let language = asked.style.language;
    let letters = || words.chars().flat_map(char::to_lowercase).filter(|it| it.is_alphabetic());
    let (all, own) = (letters().count(), letters().filter(|it| Script::of(*it) == language.script()).count());
    // Names and titles may well be in another script.
    let is_mixed = own * 2 < all && own * MIXED >= all;
    if all < FEWEST || is_mixed {
        return false;
    }
    let reading = asked.analyzer.read(&words);
    !reading.doubtful && reading.language != "und" && reading.language != language.as_str()
}

/// The text without code, quoted titles, addresses and tags.
fn prose(text: &str) -> String {
    let code = code(text);
    let mut is_quoted = false;
    let mut words = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        is_quoted = (is_quoted || OPENS.contains(&letter)) && !CLOSES.contains(&letter);
        if !is_quoted && !code.iter().any(|range| range.contains(&at)) {
            words.push(letter);
        }
    }
    let is_word = |run: &&str| !run.contains(['@', '<', '>', '=']) && !run.contains("://");
    words.split_whitespace().filter(is_word).collect::<Vec<_>>().join(" ")
}

fn names_a_tongue(asked: &str) -> bool {
    let asks = |word: String| List::Tongues.iter().any(|start| word.starts_with(start));
    words(asked).map(fold).any(asks)
}

/// Of a script that is neither Latin, Cyrillic nor Greek.
fn is_strange(letter: char) -> bool {
    let other =
        matches!(letter, '\u{530}'..='\u{1CFF}' | '\u{2E80}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..);
    other && letter.is_alphabetic()
}
