//! What the forms of a word have in common, as far as endings tell; only to be compared, never to be shown.

use std::borrow::Cow;

/// Letters that a stem has at least; one of them is a vowel.
const SHORTEST: usize = 3;
const CYRILLIC_VOWELS: &str = "аеєиіїоуюяыэё";
const LATIN_VOWELS: &str = "aeiouy";

/// Endings of Ukrainian and Russian nouns, adjectives and verbs, the longer before the shorter. Infinitives in -ати are
/// not among them: *кімнати* would lose them too.
#[rustfmt::skip]
const CYRILLIC: [&str; 143] = [
    "ирование", "уватися", "ировать", "ування", "ювання", "ується", "юється", "ювати", "увати", "илася", "илося",
    "илися", "алася", "алося", "алися", "иться", "ється", "илась", "илось", "ились", "алась", "алось", "ались",
    "увала", "ували", "увало", "ювала", "ювали", "ився", "ався", "ился", "ался", "ував", "ював", "иями", "ього",
    "ьому", "ують", "ають", "юють", "юємо", "уємо", "ами", "ями", "ими", "іми", "ыми", "ого", "его", "ому", "ему",
    "ові", "еві", "єві", "иям", "иях", "ием", "ією", "ити", "ить", "ила", "ило", "или", "ала", "ало", "али", "яла",
    "яли", "іла", "іли", "ыла", "ыли", "ела", "ели", "ыть", "ует", "ают", "ает", "ять", "уєш", "юєш", "ою", "ею",
    "єю", "ью", "ив", "ав", "яв", "ил", "ал", "ує", "ає", "ят", "ит", "ів", "їв", "ев", "ов", "ам", "ям", "ах",
    "ях", "ий", "ій", "ый", "ой", "ей", "ої", "ая", "яя", "ое", "ее", "ую", "юю", "их", "іх", "ых", "им", "ім",
    "ым", "ем", "єм", "ом", "ые", "ие", "ия", "ию", "ии", "ії", "ія", "ію", "ює", "а", "я", "о", "е", "є", "у",
    "ю", "и", "і", "ы", "й",
];

/// The stem of a folded word.
pub fn stem(word: &str) -> Cow<'_, str> {
    let word = word.strip_suffix("'s").unwrap_or(word);
    if word.is_ascii() { english(word) } else { cyrillic(word) }
}

fn cyrillic(word: &str) -> Cow<'_, str> {
    let bare = CYRILLIC.iter().filter_map(|ending| word.strip_suffix(ending)).find(|it| suffices(it, CYRILLIC_VOWELS));
    let bare = bare.unwrap_or(word);
    let bare = bare.strip_suffix('ь').filter(|it| suffices(it, CYRILLIC_VOWELS)).unwrap_or(bare);
    // *кіт, кота*; *Київ, Києва*: і in a closed syllable is о in an open one.
    let last = bare.char_indices().rev().find(|(_, letter)| CYRILLIC_VOWELS.contains(*letter));
    match last {
        Some((at, letter @ ('і' | 'ї' | 'є'))) if at + letter.len_utf8() < bare.len() => {
            Cow::Owned(format!("{}о{}", &bare[..at], &bare[at + letter.len_utf8()..]))
        }
        _ => Cow::Borrowed(bare),
    }
}

fn english(word: &str) -> Cow<'_, str> {
    let singular = plural(word);
    let bare = match singular.strip_suffix("ing").or_else(|| singular.strip_suffix("ed")) {
        Some(bare) if suffices(bare, LATIN_VOWELS) => once(bare),
        _ => singular,
    };
    for (ending, instead) in [("ie", "i"), ("y", "i"), ("e", "")] {
        if let Some(bare) = bare.strip_suffix(ending).filter(|it| it.len() >= SHORTEST) {
            return Cow::Owned(format!("{bare}{instead}"));
        }
    }
    Cow::Borrowed(bare)
}

/// Without the ending of a plural; *cities* keep an *ie*, as *movies* do.
fn plural(word: &str) -> &str {
    let hissing = ["ses", "xes", "zes", "ches", "shes"].iter().any(|ending| word.ends_with(ending));
    let ending = match () {
        () if hissing => "es",
        () if ["ss", "us", "is"].iter().any(|ending| word.ends_with(ending)) => return word,
        () if word.ends_with("ied") => "d",
        () => "s",
    };
    word.strip_suffix(ending).filter(|it| it.len() >= SHORTEST).unwrap_or(word)
}

/// A consonant that was doubled for the ending is once: *stopped, running*; not *calling, missed*.
fn once(bare: &str) -> &str {
    let mut letters = bare.chars().rev();
    let (last, before) = (letters.next(), letters.next());
    let doubled =
        last == before && last.is_some_and(|letter| !"lsz".contains(letter) && !LATIN_VOWELS.contains(letter));
    if doubled && bare.len() > SHORTEST { &bare[..bare.len() - 1] } else { bare }
}

fn suffices(stem: &str, vowels: &str) -> bool {
    stem.chars().nth(SHORTEST - 1).is_some() && stem.chars().any(|letter| vowels.contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_their_stem() {
        for forms in [
            "машина машини машину машиною машин машины машиной",
            "женщина женщины женщину женщин женщиной",
            "війна війни війну війною",
            "война войны войну войной войне",
            "школа школи школу школою школі школы школой",
            "москва москвы москве москву",
            "робота роботи роботу роботою роботі робот",
            "кімната кімнати кімнату кімнатою",
            "проект проекти проекту проектів проекты проектов проектом",
            "сервер сервери серверів серверов сервера",
            "хороший хорошего хорошему хорошим хорошая хорошие хорошую",
            "новий нового новому новим нова нові новою",
            "кіт кота коту котом коти котів",
            "стіл стола столу столом столи столів стол столы",
            "київ києва києву києвом",
            "вечір вечора вечором",
            "ніч ночі ночами",
            "купити купив купила купили купить",
            "сказал сказала сказали",
            "зробив зробила зробили зробити",
            "працювати працював працювала працюють працює",
            "борщ борщу борщем борщі борща",
            "вулиця вулиці вулицю вулицею вулиць",
            "історія історії історію історією",
            "станция станции станцию станций",
            "сонце сонця сонцем",
            "city cities",
            "party parties",
            "movie movies",
            "study studies studied studying",
            "stop stops stopped stopping",
            "plan plans planned planning",
            "house houses",
            "box boxes",
            "bus buses",
            "make makes making",
            "wedding weddings",
            "friend friends friend's",
            "class classes",
            "baby babies",
        ] {
            let stems: std::collections::BTreeSet<_> = forms.split(' ').map(stem).collect();
            assert_eq!(stems.len(), 1, "{forms}: {stems:?}");
        }
    }

    #[test]
    fn other_words_have_other_stems() {
        for (one, other) in [
            ("мода", "мед"),
            ("кава", "кавун"),
            ("школа", "школяр"),
            ("сон", "син"),
            ("стіна", "стан"),
            ("bus", "busy"),
            ("use", "us"),
            ("wing", "win"),
            ("ring", "r"),
        ] {
            assert_ne!(stem(one), stem(other), "{one} {other}");
        }
        for word in ["", "я", "а", "ing", "ed", "s", "'s", "їїї", "こんにちは"] {
            stem(word);
        }
    }
}
