//! The one stemmer of the program: what forms of a word have in common, as far as endings and the last vowel of the stem
//! tell. Words are folded; endings and vowels are the packs' (`endings.txt`). Stems are to be compared, never to be shown.
//!
//! One table of endings does not suit all: [`keyword`] cuts verbs and adjectives too, since it only groups the words of a
//! text; [`roots`] and [`alternating`] cut cases of nouns alone and find the vowel that changes in them (*кіт, кота*;
//! *Львів, Львова*; *ніч, ночі*; *камінь, каменя*), since what they join is shown as found; [`beginning`] is cut for a
//! search by the beginnings of words, where a stem too short finds half of the index.

mod keyword;

use crate::packs::{List, packs};
pub use keyword::keyword;

/// Letters that a stem has at least.
const SHORTEST: usize = 3;
/// Letters of a word from which on a search cuts its ending.
const SEARCHED: usize = 5;

/// Endings of nouns and adjectives in their cases, longest first.
pub fn case_endings() -> impl Iterator<Item = &'static str> + Clone {
    List::CaseEndings.iter()
}

/// Whether it is one of them.
pub fn is_case_ending(ending: &str) -> bool {
    List::CaseEndings.has(ending)
}

/// The word without its ending, if it has one and enough of it is left.
pub fn stem(word: &str) -> Option<&str> {
    stems(word).next()
}

/// The word without whatever may be its ending, the longest ending first: "львові" is "льв" or "львов".
fn stems(word: &str) -> impl Iterator<Item = &str> {
    let endings = case_endings().chain(List::PluralEndings.iter());
    without(word, endings).filter(|stem| is_long(stem))
}

/// The beginning that other forms of a word share, for a search by beginnings; `None` for short words and those without
/// a known ending.
pub fn beginning(word: &str) -> Option<&str> {
    word.chars().nth(SEARCHED - 1)?;
    without(word, List::SearchEndings.iter()).next().filter(|stem| is_long(stem))
}

/// The word without each of the endings that it has, in their order.
fn without(word: &str, endings: impl Iterator<Item = &'static str>) -> impl Iterator<Item = &str> {
    endings.filter_map(|ending| word.strip_suffix(ending))
}

/// What forms of one word have in common: two words are forms of one if they share a root. The vowel that alternates is
/// written as it is in open syllables.
pub fn roots(word: &str) -> Vec<String> {
    let bare = hard(word);
    let whole = Some(bare).filter(|it| is_long(it) && ends_in_consonant(it));
    let mut roots: Vec<String> = whole.into_iter().chain(stems(word)).flat_map(opened).collect();
    if roots.is_empty() {
        roots.push(word.to_owned());
    }
    roots.sort();
    roots.dedup();
    roots
}

/// Forms of the word, or of the stem, in which its vowel has changed: of *кіт* those of *кот-*, of *ночі* those of *ніч*.
pub fn alternating(word: &str) -> Vec<String> {
    let bare = hard(word);
    let whole = closed(bare).filter(|_| is_long(bare));
    let opening = whole.map(|syllables| open_forms(&syllables));
    let closing = whole.into_iter().chain(stems(word).filter_map(closed));
    let closing = closing.flat_map(|syllables| closed_forms(&syllables));
    opening.into_iter().flatten().chain(closing).collect()
}

/// A stem taken apart at its last vowel.
#[derive(Clone, Copy)]
struct Syllables<'w> {
    before: &'w str,
    vowel: &'w str,
    after: &'w str,
}

impl Syllables<'_> {
    fn with(&self, vowel: &str) -> String {
        format!("{}{vowel}{}", self.before, self.after)
    }

    /// The vowels that stand in open syllables in the place of this one.
    fn open(&self) -> impl Iterator<Item = &'static str> + Clone {
        List::AlternatingVowels.words().pairs().filter(|(closed, _)| *closed == self.vowel).map(|(_, open)| open)
    }
}

fn open_forms(stem: &Syllables<'_>) -> Vec<String> {
    let endings = case_endings().filter(|ending| !List::ClosedEndings.has(ending));
    endings.flat_map(|ending| stem.open().map(move |vowel| stem.with(vowel) + ending)).collect()
}

fn closed_forms(stem: &Syllables<'_>) -> Vec<String> {
    let mut pairs = List::AlternatingVowels.words().pairs();
    let Some(bare) = pairs.find(|(_, open)| *open == stem.vowel).map(|(closed, _)| stem.with(closed)) else {
        return Vec::new();
    };
    if List::NoNouns.has(&bare) {
        return Vec::new();
    }
    let double: String = stem.after.chars().last().into_iter().collect();
    let ending = |form: &str| form.strip_prefix('+').map_or_else(|| form.to_owned(), |rest| format!("{double}{rest}"));
    let forms = List::ClosedForms.iter().map(|form| format!("{bare}{}", ending(form)));
    forms.chain([bare.clone()]).collect()
}

/// Takes a stem apart, if consonants follow its last vowel.
fn closed(stem: &str) -> Option<Syllables<'_>> {
    let (at, vowel) = stem.char_indices().rev().find(|(_, letter)| is_vowel(*letter))?;
    let (vowel, after) = stem[at..].split_at(vowel.len_utf8());
    let glides = |letter: char| List::Glides.iter().any(|glides| glides.contains(letter));
    (!after.is_empty() && !after.contains(glides)).then_some(Syllables { before: &stem[..at], vowel, after })
}

/// The stem with its last vowel as it is in open syllables, in each way it may be.
fn opened(stem: &str) -> Vec<String> {
    let syllables = closed(stem);
    let opened: Vec<String> = syllables.iter().flat_map(|it| it.open().map(|vowel| it.with(vowel))).collect();
    if opened.is_empty() { vec![stem.to_owned()] } else { opened }
}

/// Without the sign that makes its last consonant soft.
fn hard(word: &str) -> &str {
    List::SoftSigns.iter().find_map(|sign| word.strip_suffix(sign)).unwrap_or(word)
}

fn is_long(stem: &str) -> bool {
    stem.chars().nth(SHORTEST - 1).is_some()
}

fn ends_in_consonant(word: &str) -> bool {
    word.chars().last().is_some_and(|letter| !is_vowel(letter))
}

fn is_vowel(letter: char) -> bool {
    packs().letters().is_vowel(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORMS: &[&[&str]] = &[
        &["кіт", "кота", "котом", "коти", "котів"],
        &["львів", "львова", "львові"],
        &["ніч", "ночі", "ночами"],
        &["сіль", "солі"],
        &["камінь", "каменя", "камені"],
        &["київ", "києва", "києві"],
        &["стіл", "столу", "столи"],
        &["вечір", "вечора", "вечори"],
        &["борщ", "борщу", "борщів"],
        &["кава", "каву", "кавою"],
    ];

    #[test]
    fn forms_of_a_word_share_a_root_and_others_do_not() {
        let shares = |one: &str, other: &str| roots(one).iter().any(|root| roots(other).contains(root));
        for forms in FORMS {
            for (one, other) in forms.iter().flat_map(|one| forms.iter().map(move |other| (one, other))) {
                assert!(shares(one, other), "{one} {other}");
            }
        }
        for (one, other) in [("кава", "кавун"), ("кіт", "кит"), ("ніч", "ніс"), ("rust", "rest")] {
            assert!(!shares(one, other), "{one} {other}");
        }
    }

    #[test]
    fn endings_fall_off_long_words() {
        assert_eq!(beginning("борщі"), Some("борщ"));
        assert_eq!(beginning("серверами"), Some("сервер"));
        assert_eq!(beginning("servers"), Some("server"));
        assert_eq!(beginning("дім"), None);
        assert_eq!(beginning("сервер"), None);
    }

    #[test]
    fn the_vowel_changes_in_both_directions() {
        for (word, form) in [
            ("кіт", "котами"),
            ("кота", "кіт"),
            ("кот", "кіт"),
            ("львів", "львові"),
            ("львова", "львів"),
            ("ночі", "ніч"),
            ("солі", "сіль"),
            ("солі", "сіллю"),
            ("камінь", "каменя"),
            ("каменя", "камінь"),
            ("києві", "київ"),
        ] {
            assert!(alternating(word).iter().any(|it| it == form), "{word}: {:?}", alternating(word));
        }
        for word in ["кава", "вода", "може", "і", "", "rust", "дім'я"] {
            assert_eq!(alternating(word), Vec::<String>::new(), "{word}");
        }
    }
}
