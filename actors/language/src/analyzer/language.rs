//! The language of a text: by its letters, then by known words, then by what other languages look like.

use std::cmp::Ordering;

use whatlang::{Detector, Lang, Script as Alphabet};

use super::{
    fold::{Script, Sign},
    lexicon::{Hit, Language, words},
    tokens::Tokens,
};

/// Letters from which on a text is long enough to be told from all languages by its look.
const GUESSABLE: u32 = 24;
/// Letters from which on Ukrainian can be told from Russian by the look.
const GUESSABLE_OF_TWO: u32 = 8;

/// Words that speak for a language, of all words.
#[derive(Default)]
struct Votes {
    ukrainian: u32,
    russian: u32,
    english: u32,
    neither: u32,
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
    /// It may as well be Russian, or Ukrainian: the text does not tell, but who wrote before in its chat may.
    pub doubtful: bool,
}

impl Spoken {
    fn sure(language: &'static str) -> Self {
        Self { language, doubtful: false }
    }
}

/// Of a mixed text the language of most words. A word or two that Ukrainian and Russian share ("так", "молоко") are
/// taken for Ukrainian.
pub fn language(text: &str, tokens: &Tokens, hits: &[Hit]) -> Spoken {
    let votes = Votes::of(tokens, hits);
    if votes.other > votes.cyrillic + votes.latin {
        return Spoken::sure(by_look(text).map_or("und", |(language, _)| language));
    }
    let english = || votes.among_latin().filter(|_| votes.latin > votes.cyrillic);
    let sure = english().or_else(|| votes.among_cyrillic());
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
                (Sign::Ukrainian, _) | (Sign::None, Some(Language::Ukrainian)) => votes.ukrainian += 1,
                (Sign::Russian, _) | (Sign::None, Some(Language::Russian)) => votes.russian += 1,
                (Sign::None, Some(Language::English)) => votes.english += 1,
                (Sign::Neither, _) => votes.neither += 1,
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

    /// A sixth of the words must be known: as many as any text of the language has.
    fn among_latin(&self) -> Option<&'static str> {
        (self.english > 0 && self.english * 6 >= self.latin).then_some("en")
    }

    fn among_cyrillic(&self) -> Option<&'static str> {
        let most = self.ukrainian.max(self.russian);
        if most == 0 || most <= self.neither || most * 6 < self.cyrillic {
            return None;
        }
        match self.ukrainian.cmp(&self.russian) {
            Ordering::Greater => Some("uk"),
            Ordering::Less => Some("ru"),
            Ordering::Equal => None,
        }
    }

    fn in_doubt(&self, text: &str) -> Spoken {
        if self.cyrillic <= self.latin || self.neither > 0 {
            return Spoken::sure("und");
        }
        let of_two = || Detector::with_allowlist(vec![Lang::Ukr, Lang::Rus]).detect_lang(text);
        let is_russian = self.letters >= GUESSABLE_OF_TWO && of_two() == Some(Lang::Rus);
        Spoken { language: if is_russian { "ru" } else { "uk" }, doubtful: true }
    }
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
