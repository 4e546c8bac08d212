//! The words that the lists of the packs are made of.

use std::{collections::HashSet, sync::OnceLock};

use language::{
    packs::{Kind, List},
    text::words::words,
};

/// The words of some lists, one by one; parts of words are none.
pub fn words_of(lists: &[List]) -> impl Iterator<Item = &'static str> {
    lists
        .iter()
        .filter(|list| is_of_words(**list))
        .flat_map(|list| list.iter().flat_map(|entry| words(told(*list, entry))))
}

fn is_of_words(list: List) -> bool {
    !matches!(list.kind(), Kind::Part | Kind::Letters | Kind::Name | Kind::Pattern) && !LETTERS.contains(&list)
}

/// Lists of letters, and of endings.
const LETTERS: &[List] = &[
    List::Composed,
    List::ComposedLookAlikes,
    List::Folds,
    List::LookAlikes,
    List::FaceLetters,
    List::Sounds,
    List::Latin,
    List::Alike,
    List::Mistaken,
    List::Plurals,
    List::LastLetters,
    List::StemVowels,
    List::AlternatingVowels,
    List::NameCases,
    List::MenCases,
    List::WomenCases,
];

/// What people say of an entry: of `word = number`, the word.
fn told(list: List, entry: &'static str) -> &'static str {
    let is_pair = matches!(list.kind(), Kind::Pairs | Kind::Counts | Kind::Zones);
    entry.rsplit_once('=').filter(|_| is_pair).map_or(entry, |(word, _)| word)
}

/// Whether a folded word stands in any list.
pub fn is_known(word: &str) -> bool {
    static KNOWN: OnceLock<HashSet<&str>> = OnceLock::new();
    KNOWN.get_or_init(|| words_of(List::ALL).collect()).contains(word)
}
