//! Other forms of a word, as far as its ending and the last vowel of its stem tell: *кава, каву*; *кіт, кота*;
//! *Львів, Львова*; *ніч, ночі*; *камінь, каменя*. Words are folded.

/// Endings of Ukrainian nouns and adjectives, longest first.
pub const ENDINGS: &[&str] = &[
    "ами", "ями", "ові", "еві", "єві", "ого", "ому", "ими", "ах", "ях", "ам", "ям", "ою", "ею", "єю", "ів", "їв", "ий",
    "ій", "ом", "ем", "єм", "іх", "их", "им", "ої", "а", "я", "у", "ю", "і", "ї", "и", "е", "є", "о", "й", "ь",
];
/// Letters that a stem has at least.
const SHORTEST: usize = 3;
/// Little words that are no form of a noun, though they look like one ("воду", "може", "вона").
const NO_NOUNS: &[&str] = &["від", "під", "між", "він", "ніж", "тім", "свій"];

/// The word without its ending, if it has one and enough of it is left.
pub fn stem(word: &str) -> Option<&str> {
    stems(word).next()
}

/// The word without whatever may be its ending, the longest ending first: "львові" is "льв" or "львов".
fn stems(word: &str) -> impl Iterator<Item = &str> {
    let stems = ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending)).chain(word.strip_suffix('s'));
    stems.filter(|stem| is_long(stem))
}

/// What forms of one word have in common: two words are forms of one if they share a root. The vowel that alternates is
/// written as it is in open syllables.
pub fn roots(word: &str) -> Vec<String> {
    let bare = word.strip_suffix('ь').unwrap_or(word);
    let whole = Some(bare).filter(|it| is_long(it) && ends_in_consonant(it));
    let mut roots: Vec<String> =
        whole.into_iter().chain(stems(word)).flat_map(|it| [opened(it, "о"), opened(it, "е")]).collect();
    if roots.is_empty() {
        roots.push(word.to_owned());
    }
    roots.sort();
    roots.dedup();
    roots
}

/// Forms of the word, or of the stem, in which its vowel has changed: of *кіт* those of *кот-*, of *ночі* those of *ніч*.
pub fn alternating(word: &str) -> Vec<String> {
    let bare = word.strip_suffix('ь').unwrap_or(word);
    let whole = closed(bare).filter(|_| is_long(bare));
    let opening = whole.map(|(before, vowel, after)| open_forms(before, vowel, after));
    let closing = whole.into_iter().chain(stems(word).filter_map(closed));
    let closing = closing.flat_map(|(before, vowel, after)| closed_forms(before, vowel, after));
    opening.into_iter().flatten().chain(closing).collect()
}

fn open_forms(before: &str, vowel: char, after: &str) -> Vec<String> {
    let vowels: &[&str] = match vowel {
        'і' => &["о", "е"],
        'ї' => &["є"],
        _ => return Vec::new(),
    };
    let endings = ENDINGS.iter().filter(|ending| !matches!(**ending, "ь" | "й"));
    endings.flat_map(|ending| vowels.iter().map(move |vowel| format!("{before}{vowel}{after}{ending}"))).collect()
}

fn closed_forms(before: &str, vowel: char, after: &str) -> Vec<String> {
    let narrow = match vowel {
        'о' | 'е' => 'і',
        'є' => 'ї',
        _ => return Vec::new(),
    };
    let bare = format!("{before}{narrow}{after}");
    if NO_NOUNS.contains(&bare.as_str()) {
        return Vec::new();
    }
    let double: String = after.chars().last().into_iter().collect();
    vec![format!("{bare}ь"), format!("{bare}{double}ю"), bare]
}

/// A stem taken apart at its last vowel, if consonants follow it.
fn closed(stem: &str) -> Option<(&str, char, &str)> {
    let (at, vowel) = stem.char_indices().rev().find(|(_, letter)| is_vowel(*letter))?;
    let after = &stem[at + vowel.len_utf8()..];
    (!after.is_empty() && !after.contains('й')).then(|| (&stem[..at], vowel, after))
}

fn opened(stem: &str, open: &str) -> String {
    match closed(stem) {
        Some((before, 'і', after)) => format!("{before}{open}{after}"),
        Some((before, 'ї', after)) => format!("{before}є{after}"),
        _ => stem.to_owned(),
    }
}

fn is_long(stem: &str) -> bool {
    stem.chars().nth(SHORTEST - 1).is_some()
}

fn ends_in_consonant(word: &str) -> bool {
    word.chars().last().is_some_and(|letter| !is_vowel(letter))
}

fn is_vowel(letter: char) -> bool {
    "аеєиіїоуюяэыё".contains(letter)
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
