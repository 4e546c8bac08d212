//! What forms of a keyword have in common. Languages of one script share their endings: a word does not tell which of
//! them it is of.

use std::{borrow::Cow, collections::BTreeMap, sync::LazyLock};

use super::{SHORTEST, is_long, without};
use crate::packs::{List, Script, packs};

/// How the words of one script are cut.
#[derive(Default)]
struct Cuts {
    plurals: Vec<(&'static str, &'static str)>,
    /// By their last letter, the longest first.
    endings: BTreeMap<char, Vec<&'static str>>,
    soft_signs: Vec<&'static str>,
    last_letters: Vec<(&'static str, &'static str)>,
    stem_vowels: Vec<(char, &'static str)>,
    vowels: String,
    undoubled: String,
}

static CYRILLIC: LazyLock<Cuts> = LazyLock::new(|| Cuts::of(Script::Cyrillic));
static LATIN: LazyLock<Cuts> = LazyLock::new(|| Cuts::of(Script::Latin));

/// The stem of a folded word, by which keywords are compared. At least one vowel is left in it.
pub fn keyword(word: &str) -> Cow<'_, str> {
    let word = List::Possessives.iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    match script(word) {
        Script::Latin => LATIN.stem(word),
        Script::Cyrillic => CYRILLIC.stem(word),
        Script::Other | Script::None => Cow::Borrowed(word),
    }
}

/// Whose endings a word may have: those of Latin letters only if our languages have all letters of it.
fn script(word: &str) -> Script {
    if word.is_ascii() {
        return Script::Latin;
    }
    let known = |letter: char| !letter.is_alphabetic() || packs().letters().is_known(letter);
    match word.chars().any(|letter| Script::of(letter) == Script::Cyrillic) {
        true => Script::Cyrillic,
        false if word.chars().all(known) => Script::Latin,
        false => Script::Other,
    }
}

impl Cuts {
    fn of(script: Script) -> Self {
        let mut cuts = Self::default();
        let mut endings = Vec::new();
        for pack in packs().all().iter().filter(|pack| pack.script() == script) {
            cuts.plurals.extend(pack.list(List::Plurals).pairs());
            endings.extend(pack.list(List::Endings).iter());
            cuts.soft_signs.extend(pack.list(List::SoftSigns).iter());
            cuts.last_letters.extend(pack.list(List::LastLetters).pairs());
            let vowels = pack.list(List::StemVowels).pairs();
            cuts.stem_vowels.extend(vowels.filter_map(|(vowel, other)| Some((vowel.chars().next()?, other))));
            let known = cuts.vowels.clone();
            cuts.vowels.extend(pack.list(List::Vowels).iter().flat_map(str::chars).filter(|it| !known.contains(*it)));
            cuts.undoubled.extend(pack.list(List::Undoubled).iter());
        }
        cuts.plurals.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
        cuts.last_letters.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
        endings.sort_by_key(|ending| (std::cmp::Reverse(ending.len()), *ending));
        endings.dedup();
        for ending in endings {
            if let Some(last) = ending.chars().next_back() {
                cuts.endings.entry(last).or_default().push(ending);
            }
        }
        cuts
    }

    fn stem<'w>(&self, word: &'w str) -> Cow<'w, str> {
        let singular = self.singular(word);
        let last = singular.chars().next_back();
        let endings = last.and_then(|last| self.endings.get(&last)).map(Vec::as_slice).unwrap_or_default();
        let bare = match self.bare(endings, singular) {
            Some(bare) => self.once(bare),
            None => singular,
        };
        let bare = self.bare(&self.soft_signs, bare).unwrap_or(bare);
        for (ending, instead) in &self.last_letters {
            if let Some(bare) = bare.strip_suffix(ending).filter(|it| is_long(it)) {
                return Cow::Owned(format!("{bare}{instead}"));
            }
        }
        self.alternated(bare)
    }

    /// Without the ending of a plural. What stays of the ending stands at its beginning.
    fn singular<'w>(&self, word: &'w str) -> &'w str {
        let plural = self.plurals.iter().find(|(ending, _)| word.ends_with(ending));
        let bare = plural.map(|(ending, left)| &word[..word.len() - ending.len() + left.len()]);
        bare.filter(|it| is_long(it)).unwrap_or(word)
    }

    /// Without the longest of the endings that leaves enough.
    fn bare<'w>(&self, endings: &[&'static str], word: &'w str) -> Option<&'w str> {
        without(word, endings.iter().copied()).find(|it| self.suffices(it))
    }

    /// A consonant that was doubled for the ending is once: *stopped, running*; not *calling, missed*.
    fn once<'w>(&self, bare: &'w str) -> &'w str {
        let mut letters = bare.chars().rev();
        let (Some(last), before) = (letters.next(), letters.next()) else { return bare };
        let kept = self.undoubled.is_empty() || self.undoubled.contains(last) || self.vowels.contains(last);
        let doubled = before == Some(last) && !kept;
        if doubled && bare.chars().nth(SHORTEST).is_some() { &bare[..bare.len() - last.len_utf8()] } else { bare }
    }

    /// With its last vowel as an open syllable has it: *кіт, кота*; *Київ, Києва*.
    fn alternated<'w>(&self, bare: &'w str) -> Cow<'w, str> {
        if self.stem_vowels.is_empty() {
            return Cow::Borrowed(bare);
        }
        let last = bare.char_indices().rev().find(|(_, letter)| self.vowels.contains(*letter));
        let open = last.and_then(|(at, vowel)| {
            let (_, other) = self.stem_vowels.iter().find(|(it, _)| *it == vowel)?;
            let after = at + vowel.len_utf8();
            (after < bare.len()).then(|| format!("{}{other}{}", &bare[..at], &bare[after..]))
        });
        open.map_or(Cow::Borrowed(bare), Cow::Owned)
    }

    fn suffices(&self, stem: &str) -> bool {
        is_long(stem) && stem.chars().any(|letter| self.vowels.contains(letter))
    }
}

#[cfg(test)]
mod tests {
    use super::keyword as stem;

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
