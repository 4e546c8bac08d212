//! Endless repetition, which small models fall into.

use super::parts::sentences;

/// So often the same sentence in a row is no emphasis any more.
const SENTENCES: usize = 3;
/// The same for a few words, and how many words are looked at together.
const WORDS: usize = 6;
const LONGEST: usize = 12;
/// The same for a letter, and how many are left.
const LETTERS: usize = 24;
const LETTERS_LEFT: usize = 5;

/// The text with what is repeated without end said once.
pub(super) fn once(text: &str) -> String {
    let text = letters(text);
    words_once(&sentences_once(&text))
}

fn letters(text: &str) -> String {
    let mut once = String::with_capacity(text.len());
    let mut run: (char, usize) = ('\0', 0);
    for letter in text.chars() {
        run = if run.0 == letter { (letter, run.1 + 1) } else { (letter, 1) };
        if run.1 <= LETTERS || !letter.is_alphabetic() {
            once.push(letter);
        } else if run.1 == LETTERS + 1 {
            let left = once.len() - (LETTERS - LETTERS_LEFT) * letter.len_utf8();
            once.truncate(left);
        }
    }
    once
}

fn sentences_once(text: &str) -> String {
    let all = sentences(text);
    let mut once = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(sentence) = all.get(at) {
        let same = all.iter().skip(at).take_while(|next| next.trim() == sentence.trim()).count();
        let repeats = same >= SENTENCES && sentence.trim().chars().count() > 3 && !sentence.contains('`');
        let kept = if repeats { 1 } else { same };
        all.iter().skip(at).take(kept).for_each(|sentence| once.push_str(sentence));
        at += same;
    }
    once
}

fn words_once(text: &str) -> String {
    let words: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
    for start in 0..words.len() {
        for period in 1..=LONGEST {
            let Some(unit) = words.get(start..start + period) else { break };
            let is_unit = |other: &&[&str]| other.iter().zip(unit).all(|(a, b)| a.trim() == b.trim());
            let after = words.get(start..).unwrap_or_default();
            let times = after.chunks_exact(period).take_while(is_unit).count();
            if times >= WORDS && unit.concat().contains(char::is_alphabetic) {
                let mut once: String = words.iter().take(start + period).copied().collect();
                let rest: String = after.iter().skip(times * period).copied().collect();
                once.push_str(&words_once(&rest));
                return once;
            }
        }
    }
    text.to_owned()
}
