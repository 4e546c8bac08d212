//! What a chat's messages of some time are about, by its own words: those that are rarer before, forms of a word as one,
//! and those that come together.

use std::{
    borrow::Cow,
    cmp::{Ordering, Reverse},
    collections::{BTreeMap, BTreeSet, HashMap},
};

use super::answers::Theme;
use language::analyzer::stem;

/// Words that are looked at for themes.
const TELLING: usize = 24;
/// Themes told at most.
const THEMES: usize = 3;
/// Words of one theme.
const WORDS: usize = 4;
/// Messages without which a word is no theme, nor two words together.
const TOGETHER: usize = 2;

/// The words of some messages, most telling first.
pub(super) struct Vocabulary<'a> {
    words: Vec<Word<'a>>,
}

struct Word<'a> {
    /// As most messages have it.
    form: &'a str,
    /// The places of the messages.
    messages: BTreeSet<usize>,
    score: f64,
}

impl<'a> Vocabulary<'a> {
    /// Of the keywords of messages, beside those of what was said before.
    pub fn of(messages: &'a [Vec<String>], before: &[Vec<String>]) -> Self {
        let known = frequencies(before);
        let mut forms: HashMap<Cow<'a, str>, BTreeMap<&str, usize>> = HashMap::new();
        let mut places: HashMap<Cow<'a, str>, BTreeSet<usize>> = HashMap::new();
        for (place, word) in
            messages.iter().enumerate().flat_map(|(place, words)| words.iter().map(move |it| (place, it)))
        {
            *forms.entry(stem(word)).or_default().entry(word).or_default() += 1;
            places.entry(stem(word)).or_default().insert(place);
        }
        let word = |(stem, messages): (Cow<'a, str>, BTreeSet<usize>)| {
            let form = forms.get(&stem)?.iter().max_by_key(|(form, times)| (**times, Reverse(**form)))?.0;
            let before_it = known.get(&stem).copied().unwrap_or_default();
            let score = messages.len() as f64 * rarity(before_it, before.len());
            Some(Word { form, messages, score })
        };
        let mut words: Vec<Word<'a>> = places.into_iter().filter_map(word).collect();
        words.sort_by(Word::by_score);
        Self { words }
    }

    /// The most telling words with the number of their messages.
    pub fn keywords(&self, limit: usize) -> Vec<(String, i64)> {
        let count = |word: &Word<'_>| (word.form.to_owned(), number(word.messages.len()));
        self.words.iter().take(limit).map(count).collect()
    }

    /// What was talked about more than once: a telling word, and those that come with it more often than without.
    pub fn themes(&self) -> Vec<Theme> {
        let mut rest: Vec<&Word<'_>> =
            self.words.iter().take(TELLING).filter(|word| word.messages.len() >= TOGETHER).collect();
        let mut themes = Vec::new();
        while themes.len() < THEMES && !rest.is_empty() {
            let head = rest.remove(0);
            let mut messages = head.messages.clone();
            let mut words = vec![head.form.to_owned()];
            rest.retain(|word| {
                let joins = words.len() < WORDS && head.comes_with(word);
                if joins {
                    words.push(word.form.to_owned());
                    messages.extend(&word.messages);
                }
                !joins
            });
            themes.push(Theme { words, messages: number(messages.len()) });
        }
        themes
    }
}

impl Word<'_> {
    fn by_score(&self, other: &Self) -> Ordering {
        other.score.total_cmp(&self.score).then(self.form.cmp(other.form))
    }

    fn comes_with(&self, other: &Self) -> bool {
        let together = self.messages.intersection(&other.messages).count();
        together >= TOGETHER && 2 * together >= self.messages.len().min(other.messages.len())
    }
}

/// In how many messages each stem is.
fn frequencies(messages: &[Vec<String>]) -> HashMap<Cow<'_, str>, usize> {
    let mut frequencies = HashMap::new();
    for words in messages {
        for stem in words.iter().map(|word| stem(word)).collect::<BTreeSet<_>>() {
            *frequencies.entry(stem).or_default() += 1;
        }
    }
    frequencies
}

/// The inverse document frequency, smoothed (Manning, Raghavan, Schütze 2008, "Introduction to Information Retrieval",
/// 6.2.1), and never 0: where nothing was said before, what is said most tells most.
fn rarity(messages: usize, of: usize) -> f64 {
    (2.0 + of as f64 / (1.0 + messages as f64)).ln()
}

fn number(of: usize) -> i64 {
    i64::try_from(of).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(texts: &[&str]) -> Vec<Vec<String>> {
        texts.iter().map(|text| text.split(' ').map(str::to_owned).collect()).collect()
    }

    #[test]
    fn forms_of_a_word_are_one_as_most_write_it() {
        let said = messages(&["сервер", "сервери", "сервера сервери", "кава"]);
        let words = Vocabulary::of(&said, &[]).keywords(9);
        assert_eq!(words, [("сервери".to_owned(), 3), ("кава".to_owned(), 1)]);
        let said = messages(&["cats", "cat", "cats", "собаки", "собака", "собаки"]);
        let words = Vocabulary::of(&said, &[]).keywords(9);
        assert_eq!(words, [("cats".to_owned(), 3), ("собаки".to_owned(), 3)]);
    }

    #[test]
    fn what_is_always_said_tells_less_than_what_is_new() {
        let said = messages(&["робота", "робота", "робота весілля", "весілля"]);
        let before = messages(&["робота"; 40]);
        let first = |before: &[Vec<String>]| Vocabulary::of(&said, before).keywords(1)[0].0.clone();
        assert_eq!(first(&[]), "робота");
        assert_eq!(first(&before), "весілля");
    }

    #[test]
    fn words_that_come_together_are_one_theme() {
        let said = messages(&["весілля сукня торт", "сукня весілля", "торт весілля", "сервер лежить", "сервер", "кіт"]);
        let themes = Vocabulary::of(&said, &[]).themes();
        let told: Vec<_> = themes.iter().map(|theme| (theme.words.join(" "), theme.messages)).collect();
        assert_eq!(told, [("весілля сукня торт".to_owned(), 3), ("сервер".to_owned(), 2)]);
    }
}
