//! The language of a text: by its letters, then by known words, then by what other languages look like.

use std::sync::LazyLock;

use whatlang::{Detector, Lang, Script as Alphabet};

use super::{
    lexicon::{Hit, MOST_LANGUAGES, words},
    tokens::Tokens,
};
use crate::packs::{Pack, Script, Sign, packs};

/// Letters from which on a text is long enough to be told from all languages by its look.
const GUESSABLE: u32 = 24;
/// Letters from which on languages of one script can be told from each other by the look.
const GUESSABLE_OF_TWO: u32 = 8;

/// Words that speak for a language, of all words.
#[derive(Default)]
struct Votes {
    /// By the place of the language's pack.
    languages: [u32; MOST_LANGUAGES],
    /// Words of no language, in Cyrillic letters and in Latin ones.
    neither: [u32; 2],
    cyrillic: u32,
    latin: u32,
    other: u32,
    letters: u32,
}

/// What a text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spoken {
    /// ISO 639-1, or `und` where nothing tells.
    pub language: &'static str,
    /// It may as well be another language of the script (Russian, for Ukrainian): the text does not tell, but who wrote
    /// before in its chat may.
    pub doubtful: bool,
}

impl Spoken {
    fn sure(language: &'static str) -> Self {
        Self { language, doubtful: false }
    }
}

/// Of a mixed text the language of most words. A word or two that languages share ("так", "молоко") are taken for the
/// first of them, which is Ukrainian.
pub fn language(text: &str, tokens: &Tokens, hits: &[Hit]) -> Spoken {
    let votes = Votes::of(tokens, hits);
    if votes.other > votes.cyrillic + votes.latin {
        return Spoken::sure(by_look(text).map_or("und", |(language, _)| language));
    }
    let latin = || votes.among(Script::Latin).filter(|_| votes.latin > votes.cyrillic);
    let sure = latin().or_else(|| votes.among(Script::Cyrillic));
    let guess = || by_look(text).filter(|(_, reliable)| *reliable && votes.letters >= GUESSABLE);
    let told = sure.or_else(|| guess().map(|(language, _)| language));
    told.map_or_else(|| votes.in_doubt(text), Spoken::sure)
}

impl Votes {
    fn of(tokens: &Tokens, hits: &[Hit]) -> Self {
        let mut votes = Self::default();
        for (_, written, hit) in words(tokens, hits) {
            votes.count_script(written.script);
            votes.letters += written.letters;
            match (written.sign, hit.and_then(|hit| hit.meaning.language())) {
                (Sign::Of(language), _) | (Sign::None, Some(language)) => votes.languages[usize::from(language)] += 1,
                (Sign::Neither, _) => votes.neither[usize::from(written.script == Script::Latin)] += 1,
                (Sign::None, None) => {}
            }
        }
        votes
    }

    fn count_script(&mut self, script: Script) {
        match script {
            Script::Cyrillic => self.cyrillic += 1,
            Script::Latin => self.latin += 1,
            Script::Other => self.other += 1,
            Script::None => {}
        }
    }

    /// The language of that script that most words speak for, if one does. A sixth of the words must be known: as many
    /// as any text of the language has.
    fn among(&self, script: Script) -> Option<&'static str> {
        let (all, neither) = self.of_script(script);
        let voted = || of_script(script).map(|(place, pack)| (self.languages[place], pack));
        let most = voted().map(|(votes, _)| votes).max().unwrap_or_default();
        if most == 0 || most <= neither || most * 6 < all {
            return None;
        }
        let mut first = voted().filter(|(votes, _)| *votes == most);
        let (_, pack) = first.next()?;
        first.next().is_none().then(|| pack.code())
    }

    /// The words of that script, and those of them that are of no language.
    fn of_script(&self, script: Script) -> (u32, u32) {
        match script {
            Script::Cyrillic => (self.cyrillic, self.neither[0]),
            Script::Latin => (self.latin, self.neither[1]),
            Script::Other | Script::None => (self.other, 0),
        }
    }

    fn in_doubt(&self, text: &str) -> Spoken {
        if self.cyrillic <= self.latin || self.neither[0] > 0 {
            return Spoken::sure("und");
        }
        let by_look = || {
            let known = CYRILLIC.iter().map(|(language, _)| *language).collect();
            let looks = Detector::with_allowlist(known).detect_lang(text)?;
            CYRILLIC.iter().find(|(language, _)| *language == looks)
        };
        let told = (self.letters >= GUESSABLE_OF_TWO).then(by_look).flatten().or_else(|| CYRILLIC.first());
        told.map_or(Spoken::sure("und"), |(_, language)| Spoken { language, doubtful: true })
    }
}

/// The languages of our packs in Cyrillic letters, and their codes.
static CYRILLIC: LazyLock<Vec<(Lang, &str)>> = LazyLock::new(|| {
    let codes = of_script(Script::Cyrillic).map(|(_, pack)| pack.code());
    codes.filter_map(|code| Some((named(code)?, code))).collect()
});

/// The packs of languages written in that script, with their places.
fn of_script(script: Script) -> impl Iterator<Item = (usize, &'static Pack)> {
    packs().all().iter().take(MOST_LANGUAGES).enumerate().filter(move |(_, pack)| pack.script() == script)
}

/// What it looks like, and whether that is reliable. An alphabet of one language is.
fn by_look(text: &str) -> Option<(&'static str, bool)> {
    let info = whatlang::detect(text)?;
    let telling = !matches!(info.script(), Alphabet::Latin | Alphabet::Cyrillic);
    Some((code(info.lang())?, telling || info.is_reliable()))
}

/// The two letters of ISO 639-1 for the three of ISO 639-3.
fn code(language: Lang) -> Option<&'static str> {
    const CODES: &str = "epo eo eng en rus ru cmn zh spa es por pt ita it ben bn fra fr deu de ukr uk kat ka ara ar \
        hin hi jpn ja heb he yid yi pol pl amh am jav jv kor ko nob nb dan da swe sv fin fi tur tr nld nl hun hu ces cs \
        ell el bul bg bel be mar mr kan kn ron ro slv sl hrv hr srp sr mkd mk lit lt lav lv est et tam ta vie vi urd ur \
        tha th guj gu uzb uz pan pa aze az ind id tel te pes fa mal ml ori or mya my nep ne sin si khm km tuk tk aka ak \
        zul zu sna sn afr af lat la slk sk cat ca tgl tl hye hy cym cy";
    let mut codes = CODES.split(' ');
    codes.find(|code| *code == language.code()).and_then(|_| codes.next())
}

/// The language of a code of two letters.
fn named(code: &str) -> Option<Lang> {
    Lang::all().iter().copied().find(|language| self::code(*language) == Some(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_two_letters() {
        for language in Lang::all() {
            assert!(code(*language).is_some_and(|code| code.len() == 2), "{language}");
        }
    }
}
