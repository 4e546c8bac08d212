//! The part of a text around the words found in it.

use std::ops::Range;

use super::{search::Wanted, words::each_word};

/// Words shown in all, and of them before the first one found.
const WORDS: usize = 12;
const BEFORE: usize = 4;
/// Characters shown of a piece without an end to it.
const LONGEST_RUN: usize = 200;

/// About twelve words around the first one found, in runs; `true` marks the words found.
pub(super) fn snippet(text: &str, wanted: &[Wanted]) -> Vec<(String, bool)> {
    let mut words: Vec<(Range<usize>, bool)> = Vec::new();
    each_word(text, |word, place| words.push((place, wanted.iter().any(|wanted| wanted.is(word)))));
    let first_found = words.iter().position(|(_, found)| *found).unwrap_or(0);
    let first = first_found.saturating_sub(BEFORE).min(words.len().saturating_sub(WORDS));
    let shown: Vec<_> = words.iter().skip(first).take(WORDS).collect();
    let start = if first == 0 { 0 } else { shown.first().map_or(0, |(place, _)| place.start) };
    let cut = first + shown.len() < words.len();
    let end = if cut { shown.last().map_or(0, |(place, _)| place.end) } else { text.len() };
    let mut runs = Runs::default();
    if first > 0 {
        runs.add("…", false);
    }
    let mut at = start;
    for (place, found) in shown {
        runs.add(&text[at..place.start], false);
        runs.add(&text[place.clone()], *found);
        at = place.end;
    }
    runs.add(&text[at..end], false);
    if cut {
        runs.add("…", false);
    }
    runs.done()
}

#[derive(Default)]
struct Runs(Vec<(String, bool)>);

impl Runs {
    fn add(&mut self, piece: &str, found: bool) {
        match self.0.last_mut() {
            _ if piece.is_empty() => {}
            Some((run, flag)) if *flag == found => run.push_str(piece),
            _ => self.0.push((piece.to_owned(), found)),
        }
    }

    fn done(mut self) -> Vec<(String, bool)> {
        for (run, _) in &mut self.0 {
            if let Some((end, _)) = run.char_indices().nth(LONGEST_RUN) {
                run.truncate(end);
                run.push('…');
            }
        }
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{MOST_WORDS, wanted};

    fn marked(text: &str, query: &str) -> String {
        let runs = snippet(text, &wanted(query, MOST_WORDS));
        runs.into_iter().map(|(run, found)| if found { format!("[{run}]") } else { run }).collect()
    }

    #[test]
    fn marks_words_in_their_own_writing() {
        assert_eq!(marked("Їли П’ятий борщ, і ще борщу!", "п'ят борщі"), "Їли [П’ятий] [борщ], і ще [борщу]!");
    }

    #[test]
    fn shows_twelve_words_around_the_first() {
        let text = (1..=30).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
        assert_eq!(marked(&text, "w15"), "…w11 w12 w13 w14 [w15] w16 w17 w18 w19 w20 w21 w22…");
        assert_eq!(marked(&text, "w30"), "…w19 w20 w21 w22 w23 w24 w25 w26 w27 w28 w29 [w30]");
    }

    #[test]
    fn a_word_without_an_end_is_cut() {
        assert!(marked(&"я".repeat(70_000), "яяя").chars().count() < 250);
    }

    proptest::proptest! {
        #[test]
        fn the_runs_of_a_short_text_are_the_text(text in "[а-яa-z '’!.\u{301}]{0,40}", query in ".{0,10}") {
            let runs = snippet(&text, &wanted(&query, MOST_WORDS));
            let words = crate::words::words(&text).len();
            if words <= WORDS {
                proptest::prop_assert_eq!(runs.into_iter().map(|(run, _)| run).collect::<String>(), text);
            }
        }
    }
}
