//! What the emotional words of a text weigh where they stand: negated, intensified, shouted.

use super::{
    lexicon::{Hit, Meaning},
    lexicon_file::Mark,
    tokens::{Kind, Token, Tokens},
};

/// How many words before a word a negation or an intensifier reaches it from.
const REACH: usize = 2;

/// An emotional word, phrase or emoji in its place.
pub struct Evidence<'lexicon> {
    pub meaning: &'lexicon Meaning,
    /// 1 for a word that stands alone.
    pub weight: f32,
    pub negated: bool,
}

/// Of all emotional words in the text.
pub fn evidence<'lexicon>(tokens: &Tokens, hits: &[Hit<'lexicon>]) -> Vec<Evidence<'lexicon>> {
    let emotional = hits.iter().enumerate().filter(|(_, hit)| hit.meaning.is_emotional());
    emotional.map(|(place, hit)| weigh(tokens, hits, place, hit)).collect()
}

fn weigh<'lexicon>(tokens: &Tokens, hits: &[Hit], place: usize, hit: &Hit<'lexicon>) -> Evidence<'lexicon> {
    let pieces = tokens.list.get(hit.first..=hit.last).unwrap_or_default();
    let is_face = pieces.iter().any(|piece| piece.kind == Kind::Face);
    let before = hits[..place].iter().rev().take_while(|other| !is_face && reaches(tokens, other, hit));
    let (mut weight, mut negated) = (1.0, false);
    for other in before {
        negated ^= other.meaning.has(Mark::Negation);
        weight *= if other.meaning.has(Mark::Intensifier) { 1.5 } else { 1.0 };
    }
    let after = hits.get(place + 1).filter(|next| next.first == hit.last + 1);
    weight *= if after.is_some_and(|next| next.meaning.has(Mark::Intensifier)) { 1.5 } else { 1.0 };
    weight *= if pieces.iter().any(is_raised) { 1.5 } else { 1.0 };
    weight *= if tokens.exclamations > 0 { 1.25 } else { 1.0 };
    Evidence { meaning: hit.meaning, weight, negated }
}

/// In the same clause, with at most a word between.
fn reaches(tokens: &Tokens, from: &Hit, to: &Hit) -> bool {
    let between = tokens.list.get(from.last + 1..to.first).unwrap_or_default();
    between.len() < REACH && between.iter().all(|piece| matches!(piece.kind, Kind::Word(_)))
}

fn is_raised(piece: &Token) -> bool {
    matches!(piece.kind, Kind::Word(written) if written.shouted || written.stretched)
}
