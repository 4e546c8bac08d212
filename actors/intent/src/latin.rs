//! Ukrainian typed in Latin letters, "nahadai zavtra", read back into its own.
//!
//! Words of the lists are known by their sound, whichever way they are typed; the letters of others are put back one by
//! one (`[latin]`).

use std::{collections::HashMap, sync::OnceLock};

use language::{
    packs::{List, Script},
    text::{
        spelling::sound,
        words::{fold, words},
    },
};

use crate::{
    respelled::Respelled,
    vocabulary::{is_known, words_of},
};

/// Names sound like other words.
const NAMES: &[List] = &[List::Men, List::Women, List::ShortNames, List::SameNames, List::NamesAndWords, List::NoNames];
/// Letters from which on one word is enough to know the language by.
const LONG: usize = 4;

/// The text in its own letters, if they are not Latin ones though the text is in such.
pub fn in_own_letters(text: &str) -> Option<Respelled> {
    is_foreign(text).then(|| Respelled::of(text, |word| is_latin(word).then(|| respelled(word))))
}

/// Whether more words sound like those of a language of other letters than are known as they stand.
fn is_foreign(text: &str) -> bool {
    let said: Vec<String> = words(text).map(fold).collect();
    if said.iter().any(|word| word.chars().any(|it| it.is_alphabetic() && Script::of(it) != Script::Latin)) {
        return false;
    }
    let sounds = |word: &&String| is_latin(word) && !is_known(word) && by_sound(word).is_some();
    let foreign: Vec<&String> = said.iter().filter(sounds).collect();
    let own = said.iter().filter(|word| is_latin(word) && is_known(word) && by_sound(word).is_none()).count();
    let is_sure = foreign.len() > 1 || foreign.iter().any(|word| word.chars().count() >= LONG);
    is_sure && foreign.len() > own
}

fn is_latin(word: &str) -> bool {
    word.chars().any(char::is_alphabetic) && word.chars().all(|it| Script::of(it) == Script::Latin || it == '\'')
}

/// The word of the lists that sounds so.
fn by_sound(word: &str) -> Option<&'static str> {
    static WORDS: OnceLock<HashMap<String, &str>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let mut words = HashMap::new();
        let lists: Vec<List> = List::ALL.iter().copied().filter(|list| !NAMES.contains(list)).collect();
        // The first language that has a sound keeps it.
        for word in words_of(&lists).filter(|word| word.chars().all(|it| it == '\'' || is_other(it))) {
            words.entry(sound(word)).or_insert(word);
        }
        words
    });
    words.get(&sound(word)).copied()
}

fn is_other(letter: char) -> bool {
    letter.is_alphabetic() && Script::of(letter) != Script::Latin
}

/// A word in other letters, with a capital one if it had such.
fn respelled(word: &str) -> String {
    let folded = fold(word);
    let anew = by_sound(&folded).map_or_else(|| by_letters(&folded), str::to_owned);
    if !word.starts_with(char::is_uppercase) {
        return anew;
    }
    let mut letters = anew.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// The longest letters first: "shch" is one.
fn by_letters(word: &str) -> String {
    static LETTERS: OnceLock<Vec<(&str, &str)>> = OnceLock::new();
    let letters = LETTERS.get_or_init(|| {
        let mut letters: Vec<(&str, &str)> = List::Latin.words().pairs().collect();
        letters.sort_by_key(|(latin, _)| std::cmp::Reverse(latin.len()));
        letters
    });
    let (mut anew, mut rest) = (String::new(), word);
    while let Some(first) = rest.chars().next() {
        let found = letters.iter().find_map(|(latin, own)| Some((*own, rest.strip_prefix(latin)?)));
        match found {
            Some((own, after)) => {
                anew.push_str(own);
                rest = after;
            }
            None => {
                anew.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    anew
}

/// A name in Latin letters.
pub fn in_latin(name: &str) -> String {
    let latin = |letter: char| {
        let small = fold(&letter.to_string());
        let found = List::Sounds.words().pairs().find(|(own, _)| *own == small).map(|(_, latin)| latin.to_owned());
        let mut found = found.unwrap_or_else(|| small.clone());
        if letter.is_uppercase()
            && let Some(first) = found.get_mut(..1)
        {
            first.make_ascii_uppercase();
        }
        found
    };
    name.chars().map(latin).collect()
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    #[test]
    fn words_are_put_back_into_their_letters() {
        for (typed, own) in [
            ("nahadai zavtra o 7:45 vynesty smittia", "нагадай завтра о 7:45 винести сміття"),
            ("vypadkove chyslo vid 100 do 200", "випадкове число від 100 до 200"),
            ("skilky raziv tut zghaduvaly Odesu?", "скільки разів тут згадували Одесу?"),
            ("hto pysav pro vesillia za dobu", "хто писав про весілля за добу"),
            ("shcho kazav Taras v seredu", "що казав Тарас в середу"),
            ("@olena_k, yaka pohoda v seredu", "@olena_k, яка погода в середу"),
        ] {
            assert_eq!(in_own_letters(typed).map(|it| it.text).as_deref(), Some(own), "{typed}");
        }
        for typed in ["remind me tomorrow at 9 to buy bread", "do you know Taras?", "хто писав pro vesillia", "", "42"]
        {
            assert!(in_own_letters(typed).is_none(), "{typed}");
        }
        assert_eq!(in_latin("Тарас Щука"), "Taras Shchuka");
    }

    /// Training messages of a language in Latin letters, and how many of them are not its own.
    fn foreign(language: &str) -> [usize; 2] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../language/packs").join(language).join("intents");
        let files = fs::read_dir(folder).unwrap().map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
        let lines: Vec<String> = files.flat_map(|file| file.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
        let latin =
            lines.iter().filter(|line| words(line).any(is_latin) && !words(line).any(|it| it.contains(is_other)));
        latin.fold([0, 0], |[foreign, all], line| [foreign + usize::from(is_foreign(line)), all + 1])
    }

    #[test]
    fn english_is_seldom_taken_for_another_language() {
        let [foreign_english, english] = foreign("en");
        assert!(foreign_english * 200 < english, "{foreign_english} of {english}");
        let [foreign_ukrainian, ukrainian] = foreign("uk");
        assert!(foreign_ukrainian * 10 > ukrainian * 7, "{foreign_ukrainian} of {ukrainian}");
    }
}
