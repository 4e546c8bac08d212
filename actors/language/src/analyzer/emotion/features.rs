//! What the emotion model sees of a text: runs of letters and words, hashed, and what the lexicons know.

use super::{Parts, senses::Senses};
use crate::analyzer::{
    Emotion, Topic,
    lexicon_file::Mark,
    tokens::{Kind, Tokens},
};
use crate::hashing::{BASIS, spread, step};

/// To be raised with every change of what a feature means: models of other features are no use.
pub const VERSION: u32 = 1;

/// Rows of the table that runs of letters (the first half) and of words (the second half) are hashed into.
pub const BUCKETS: usize = 1 << 17;
const HALF: usize = BUCKETS / 2;

/// Letters of the longest run, with the spaces around a word.
const LETTERS: usize = 4;

/// Squared length of what the runs of letters, and those of words, are of a text, however long.
const SHARES: [f32; 2] = [0.8, 0.7];

/// Runs of letters and of words of the longest usual text, some 210 characters: as long as 99 in 100 of those that are
/// learned from.
const USUAL: [f32; 2] = [1100.0, 90.0];

/// What a score, a sense or a sign of style weighs against them.
const OF_SCORES: f32 = 0.3;
const OF_TOPICS: f32 = 0.15;
const OF_SENSES: f32 = 0.2;
const OF_STYLE: f32 = 0.15;

/// Times that one topic or mark counts.
const MOST: f32 = 4.0;

const MARKS: [Mark; 8] = [
    Mark::Formal,
    Mark::Friendly,
    Mark::Casual,
    Mark::Humour,
    Mark::Conflict,
    Mark::Energy,
    Mark::Negation,
    Mark::Intensifier,
];

const EMOTIONS: usize = Emotion::ALL.len();
const SCORES: usize = 0;
const STRONGEST: usize = SCORES + 4 * EMOTIONS;
const POLARITY: usize = STRONGEST + EMOTIONS + 1;
const TOPICS: usize = POLARITY + 2;
const OF_MARKS: usize = TOPICS + Topic::ALL.len();
const SENSES: usize = OF_MARKS + MARKS.len();
const STYLE: usize = SENSES + 2 * super::senses::Sense::COUNT;
const LENGTHS: usize = 13;
const SIGNS: usize = 10;

/// How many features are not hashed.
pub const DENSE: usize = STYLE + LENGTHS + SIGNS;

/// What is hashed of a text, in the order of its words.
pub enum Piece<'a> {
    /// A piece of the text, all of whose runs of letters count (see [`letters`]), with its hash.
    Letters(&'a str, u32),
    /// The bucket of a run of words.
    Words(usize),
}

/// Runs of letters and of words, each as often as it is there, by their bucket.
pub fn grams(tokens: &Tokens, mut each: impl FnMut(usize)) {
    pieces(tokens, |piece| match piece {
        Piece::Letters(piece, _) => letters(piece, &mut each),
        Piece::Words(bucket) => each(bucket),
    });
}

/// The same with the runs of letters of a piece together.
pub fn pieces<'a>(tokens: &'a Tokens, mut each: impl FnMut(Piece<'a>)) {
    let mut before: Option<u32> = None;
    for token in &tokens.list {
        let piece = tokens.folded.get(token.start..token.end).unwrap_or_default();
        let word = piece.bytes().fold(BASIS, |hash, byte| step(hash, u32::from(byte)));
        // A word that is said over and over says no more than once.
        if before == Some(word) {
            continue;
        }
        if token.kind != Kind::Break {
            each(Piece::Letters(piece, word));
        }
        each(Piece::Words(HALF + bucket(word) % HALF));
        if let Some(before) = before {
            each(Piece::Words(HALF + bucket(step(before, word)) % HALF));
        }
        before = Some(word);
    }
}

/// The buckets of all runs of letters of a piece.
pub fn letters(piece: &str, mut each: impl FnMut(usize)) {
    runs(piece, |hash| each(bucket(hash) % HALF));
}

/// What one occurrence weighs in a text of so many runs of letters and words. Runs come again and again in a long text, so
/// that their sum would grow with it: from [`USUAL`] on it weighs as much as one of that length.
pub fn weights(runs: [u32; 2]) -> [f32; 2] {
    [0, 1].map(|half| {
        let (runs, usual) = (runs[half].max(1) as f32, USUAL[half]);
        SHARES[half] / if runs > usual { runs / usual.sqrt() } else { runs.sqrt() }
    })
}

/// Which half of the table a bucket is in.
pub fn half(bucket: usize) -> usize {
    bucket / HALF
}

/// Every run of 1 to [`LETTERS`] letters but the bare spaces.
fn runs(piece: &str, mut each: impl FnMut(u32)) {
    // The hashes of the runs that end before this letter, the longest first.
    let mut open: [Option<u32>; LETTERS] = [None; LETTERS];
    for letter in piece.chars() {
        open.rotate_left(1);
        open[LETTERS - 1] = Some(BASIS);
        for (place, run) in open.iter_mut().enumerate() {
            let Some(hash) = run else { continue };
            *hash = step(*hash, letter as u32);
            if letter != ' ' || place < LETTERS - 1 {
                each(*hash);
            }
        }
    }
}

fn bucket(hash: u32) -> usize {
    spread(hash) as usize
}

/// What the lexicons know, and how it is written.
pub fn dense(parts: &Parts<'_>) -> [f32; DENSE] {
    let mut dense = [0.0; DENSE];
    scores(parts, &mut dense);
    hits(parts, &mut dense);
    senses(parts.tokens, &mut dense);
    style(parts, &mut dense);
    dense
}

fn scores(parts: &Parts<'_>, dense: &mut [f32; DENSE]) {
    let scores = super::words::scores(parts.evidence);
    for (place, emotion) in Emotion::ALL.iter().enumerate() {
        let score = scores.of(*emotion);
        let seen = [score.clamp(0.0, 3.0), f32::from(score >= 1.0), f32::from(score >= 2.0), f32::from(score < 0.0)];
        dense[SCORES + 4 * place..][..4].copy_from_slice(&seen.map(|seen| seen * OF_SCORES));
    }
    let strongest = Emotion::ALL.iter().position(|emotion| scores.of(*emotion) == scores.strongest());
    let shows = strongest.filter(|_| scores.strongest() >= 0.5).unwrap_or(EMOTIONS);
    dense[STRONGEST + shows] = OF_SCORES;
    let said = |word: &&super::Evidence<'_>| word.meaning.polarity * if word.negated { -0.5 } else { word.weight };
    let polarity: f32 = parts.evidence.iter().map(|word| said(&word)).sum();
    dense[POLARITY] = OF_SCORES * f32::from(polarity > 0.0);
    dense[POLARITY + 1] = OF_SCORES * f32::from(polarity < 0.0);
}

fn hits(parts: &Parts<'_>, dense: &mut [f32; DENSE]) {
    for hit in parts.hits {
        for (place, _) in Topic::ALL.iter().enumerate().filter(|(_, topic)| hit.meaning.is_about(**topic)) {
            dense[TOPICS + place] += OF_TOPICS;
        }
        for (place, _) in MARKS.iter().enumerate().filter(|(_, mark)| hit.meaning.has(**mark)) {
            dense[OF_MARKS + place] += OF_TOPICS;
        }
    }
    for count in &mut dense[TOPICS..SENSES] {
        *count = count.min(MOST * OF_TOPICS);
    }
}

fn senses(tokens: &Tokens, dense: &mut [f32; DENSE]) {
    for (place, count) in Senses::get().count(&tokens.folded).into_iter().enumerate() {
        dense[SENSES + 2 * place] = OF_SENSES * f32::from(count > 0);
        dense[SENSES + 2 * place + 1] = OF_SENSES * f32::from(count > 1);
    }
}

fn style(parts: &Parts<'_>, dense: &mut [f32; DENSE]) {
    let Parts { own, tokens, .. } = parts;
    let words = tokens.words().count();
    let length = usize::BITS - words.leading_zeros();
    dense[STYLE + (length as usize).min(LENGTHS - 1)] = OF_STYLE;
    let signs: [bool; SIGNS] = [
        tokens.exclamations == 1,
        tokens.exclamations == 2,
        tokens.exclamations > 2,
        tokens.questions == 1,
        tokens.questions > 1,
        tokens.words().any(|(_, _, written)| written.shouted),
        tokens.words().any(|(_, _, written)| written.stretched),
        own.contains("..") || own.contains('…'),
        !tokens.emoji.is_empty(),
        own.trim_start().starts_with(char::is_lowercase),
    ];
    for (place, sign) in signs.into_iter().enumerate() {
        dense[STYLE + LENGTHS + place] = OF_STYLE * f32::from(sign);
    }
}
