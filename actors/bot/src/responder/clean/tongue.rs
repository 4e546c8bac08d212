//! Answers in a language or a script that nobody asked for.

use language::{
    packs::List,
    text::words::{fold, words},
};
use llm::code;

use super::Asked;

/// Fewer letters tell no language.
const FEWEST: usize = 24;
/// So many letters of a script that nobody here writes are no slip of an example.
const STRANGE: usize = 2;

/// Whether the answer is in another language than was asked for.
pub(super) fn is_foreign(text: &str, asked: &Asked<'_>) -> bool {
    if names_a_tongue(asked.words) {
        return false;
    }
    let code = code(text);
    let outside = |at: usize| !code.iter().any(|range| range.contains(&at));
    let words: String = text.char_indices().filter(|(at, _)| outside(*at)).map(|(_, letter)| letter).collect();
    let strange = |text: &str| text.chars().filter(|letter| is_strange(*letter)).count();
    if strange(&words) > STRANGE && strange(asked.words) == 0 {
        return true;
    }
    if words.chars().filter(|it| it.is_alphabetic()).count() < FEWEST {
        return false;
    }
    let reading = asked.analyzer.read(&words);
    let told = !reading.doubtful && reading.language != "und";
    told && reading.language != asked.style.language.as_str()
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
