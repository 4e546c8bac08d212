//! The words that matter in a text.

use std::collections::HashMap;

use super::{
    Reading,
    lexicon::{Hit, words},
    tokens::Tokens,
};

/// Letters of the shortest and of the longest keyword.
const LETTERS: std::ops::RangeInclusive<u32> = 3..=40;

/// Bytes of the longest: digits are no letters, and a word may have thousands.
const LONGEST: usize = 80;

/// Endings of Ukrainian, Russian and English words, the longer before the shorter.
#[rustfmt::skip]
const ENDINGS: [&str; 70] = [
    "ування", "ирование", "ться", "тися", "лась", "лося", "лися", "вся", "ами", "ями", "ого", "ому", "ими", "іми", "ої",
    "ою", "єю", "ею", "ові", "еві", "ів", "їв", "ев", "ов", "ам", "ям", "ах", "ях", "ий", "ій", "ый", "ой", "ая", "яя",
    "ое", "ее", "ую", "юю", "их", "іх", "ых", "им", "ім", "ым", "ем", "ом", "єм", "ти", "ть", "ла", "ло", "ли", "ing",
    "ies", "ied", "es", "ed", "'s", "s", "а", "я", "о", "е", "є", "у", "ю", "и", "і", "ї", "ь",
];

struct Candidate<'text> {
    first_form: &'text str,
    score: f32,
}

/// Those that are long, come again, or tell the topic, best first; forms of one word are one, as it was first met.
pub fn keywords(tokens: &Tokens, hits: &[Hit]) -> Vec<String> {
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for (token, written, hit) in words(tokens, hits) {
        let word = tokens.folded_of(token);
        if hit.is_some_and(Hit::tells_nothing) || !LETTERS.contains(&written.letters) || word.len() > LONGEST {
            continue;
        }
        let telling = hit.is_some_and(|hit| hit.meaning.has_topic());
        let score = 1.0 + written.letters.min(12) as f32 / 12.0 + f32::from(telling);
        match known.get(stem(word)).and_then(|at| candidates.get_mut(*at)) {
            Some(candidate) => candidate.score += score,
            None => {
                known.insert(stem(word), candidates.len());
                candidates.push(Candidate { first_form: word, score });
            }
        }
    }
    candidates.sort_by(|one, other| other.score.total_cmp(&one.score));
    candidates.into_iter().take(Reading::KEYWORDS).map(|best| best.first_form.to_owned()).collect()
}

/// A folded word without its ending, if at least three letters are left: the same of most forms of a word.
pub fn stem(word: &str) -> &str {
    let mut stems = ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending));
    stems.find(|stem| stem.chars().nth(2).is_some()).unwrap_or(word)
}
