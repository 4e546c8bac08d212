//! What the model's weights of a word's runs of letters come to, kept for words that come again: most do, and a word has some
//! twenty runs, each of them somewhere in a table that is larger than a core's cache.

use parking_lot::{Mutex, MutexGuard};

use super::model::LANES;
use crate::hashing::spread;

/// Words that are kept: 256 KiB.
const WORDS: usize = 4096;
/// Bytes of the longest word that is kept, with the spaces around it.
const LONGEST: usize = 27;

/// Quantised weights added up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WordSum {
    pub weights: [i32; LANES],
    /// How many runs these are of.
    pub runs: u32,
}

impl WordSum {
    /// Adds the weights of one run.
    pub fn count(&mut self, weights: &[i8; LANES]) {
        self.runs += 1;
        for (sum, weight) in self.weights.iter_mut().zip(weights) {
            *sum += i32::from(*weight);
        }
    }

    pub fn add(&mut self, other: &Self) {
        self.runs += other.runs;
        for (sum, weight) in self.weights.iter_mut().zip(other.weights) {
            *sum += weight;
        }
    }
}

/// The sums of one model. Each word has one place; of two with the same the later is kept.
pub struct KnownWords(Mutex<Box<[Known]>>);

#[derive(Clone, Copy)]
struct Known {
    /// Empty where there is no word.
    length: u8,
    word: [u8; LONGEST],
    sum: WordSum,
}

impl Default for KnownWords {
    fn default() -> Self {
        let empty = Known { length: 0, word: [0; LONGEST], sum: WordSum::default() };
        Self(Mutex::new(vec![empty; WORDS].into()))
    }
}

/// Another model's weights are others.
impl Clone for KnownWords {
    fn clone(&self) -> Self {
        Self::default()
    }
}

/// What is known of a model does not tell it from another.
impl PartialEq for KnownWords {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl KnownWords {
    /// For the words of one text. Whoever comes while another reads does without.
    pub fn of_one(&self) -> Session<'_> {
        Session(self.0.try_lock())
    }
}

/// See [`KnownWords::of_one`].
pub struct Session<'a>(Option<MutexGuard<'a, Box<[Known]>>>);

impl Session<'_> {
    /// The sum of a word with this hash, computed unless it is known.
    pub fn sum(&mut self, word: &str, hash: u32, compute: impl FnOnce() -> WordSum) -> WordSum {
        let place = spread(hash) as usize % WORDS;
        let known = self.0.as_mut().and_then(|words| words.get_mut(place));
        let Some(known) = known.filter(|_| !word.is_empty() && word.len() <= LONGEST) else { return compute() };
        let length = usize::from(known.length);
        if known.word.get(..length) == Some(word.as_bytes()) {
            return known.sum;
        }
        let mut bytes = [0; LONGEST];
        bytes[..word.len()].copy_from_slice(word.as_bytes());
        *known = Known { length: word.len() as u8, word: bytes, sum: compute() };
        known.sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(runs: u32) -> WordSum {
        WordSum { weights: [runs as i32; LANES], runs }
    }

    #[test]
    fn a_word_is_computed_once_and_no_word_is_taken_for_another() {
        let known = KnownWords::default();
        let words: Vec<String> = (0..3 * WORDS).map(|nth| format!(" слово{nth} ")).collect();
        for _ in 0..2 {
            for (nth, word) in (0..).zip(&words) {
                assert_eq!(known.of_one().sum(word, nth, || sum(nth)), sum(nth));
                assert_eq!(known.of_one().sum(word, nth, || unreachable!("it is known")), sum(nth));
            }
        }
        assert_eq!(known.of_one().sum(" інше ", 1, || sum(7)), sum(7), "another word of the same hash");
        let long = "ї".repeat(LONGEST);
        assert_eq!(known.of_one().sum(&long, 1, || sum(1)), sum(1));
        assert_eq!(known.of_one().sum(&long, 1, || sum(2)), sum(2), "too long to be kept");
    }

    #[test]
    fn whoever_comes_while_another_reads_computes() {
        let known = KnownWords::default();
        let mut first = known.of_one();
        first.sum("слово", 1, || sum(1));
        assert_eq!(known.of_one().sum("слово", 1, || sum(2)), sum(2));
        assert_eq!(first.sum("слово", 1, || unreachable!("it is known")), sum(1));
    }
}
