//! The words that matter in a text.

use std::{borrow::Cow, collections::HashMap};

use super::{
    Reading,
    lexicon::{Hit, words},
    tokens::Tokens,
};
use crate::text::inflection::keyword as stem;

/// Letters of the shortest and of the longest keyword.
const LETTERS: std::ops::RangeInclusive<u32> = 3..=40;

/// Bytes of the longest: digits are no letters, and a word may have thousands.
const LONGEST: usize = 80;

struct Candidate<'text> {
    first_form: &'text str,
    score: f32,
}

/// Those that are long, come again, or tell the topic, best first; forms of one word are one, as it was first met.
pub fn keywords(tokens: &Tokens, hits: &[Hit]) -> Vec<String> {
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut known: HashMap<Cow<'_, str>, usize> = HashMap::new();
    let mut forms: HashMap<&str, usize> = HashMap::new();
    for (token, written, hit) in words(tokens, hits) {
        let word = tokens.folded_of(token);
        if hit.is_some_and(Hit::tells_nothing) || !LETTERS.contains(&written.letters) || word.len() > LONGEST {
            continue;
        }
        let telling = hit.is_some_and(|hit| hit.meaning.has_topic());
        let score = 1.0 + written.letters.min(12) as f32 / 12.0 + f32::from(telling);
        // What is said again is not taken apart again.
        let place = forms.get(word).copied().unwrap_or_else(|| {
            let stem = stem(word);
            let place = known.get(&stem).copied().unwrap_or_else(|| {
                candidates.push(Candidate { first_form: word, score: 0.0 });
                candidates.len() - 1
            });
            known.insert(stem, place);
            place
        });
        forms.insert(word, place);
        if let Some(candidate) = candidates.get_mut(place) {
            candidate.score += score;
        }
    }
    candidates.sort_by(|one, other| other.score.total_cmp(&one.score));
    candidates.into_iter().take(Reading::KEYWORDS).map(|best| best.first_form.to_owned()).collect()
}
