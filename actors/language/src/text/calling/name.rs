//! A name in all its forms.

use super::{
    key,
    sentence::{Gap, Sentence},
};
use crate::{
    packs::List,
    text::{
        declension::{NameForm, forms_of_anybody},
        words::{fold, words},
    },
};

/// A name, word by word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    words: Vec<Vec<Form>>,
    is_common: bool,
}

/// A form of a word, and the cases that it may be.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Form {
    key: String,
    cases: Cases,
}

/// Cases that a form may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cases {
    pub nominative: bool,
    pub vocative: bool,
    /// Any of the others.
    pub other: bool,
}

/// A name that stands in a sentence, up to the word of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub from: usize,
    pub to: usize,
    pub cases: Cases,
    /// It is a noun for what we are.
    pub is_common: bool,
}

impl Cases {
    /// Whether somebody is called by it wherever it stands.
    pub fn is_only_vocative(self) -> bool {
        self.vocative && !self.nominative && !self.other
    }

    /// Of a form that two languages have. What is the vocative alone in one of them is taken for it.
    fn or(self, next: Self) -> Self {
        if self.is_only_vocative() || next.is_only_vocative() && !self.nominative {
            return Self { nominative: false, vocative: true, other: false };
        }
        Self {
            nominative: self.nominative || next.nominative,
            vocative: self.vocative || next.vocative,
            other: self.other || next.other,
        }
    }

    /// Of two words together. People often put one alone into the vocative.
    fn and(self, next: Self) -> Option<Self> {
        let either = self.is_only_vocative() || next.is_only_vocative();
        let both = Self {
            nominative: self.nominative && next.nominative,
            vocative: either || self.vocative && next.vocative,
            other: self.other && next.other,
        };
        (both.nominative || both.vocative || both.other).then_some(both)
    }
}

impl Name {
    /// The name, unless it has no letters.
    pub fn of(name: &str) -> Option<Self> {
        let words: Vec<Vec<Form>> = words(name).map(forms).collect();
        (!words.is_empty()).then_some(Self { words, is_common: false })
    }

    /// The same of a noun for what we are.
    pub fn common(name: &str) -> Option<Self> {
        Some(Self { is_common: true, ..Self::of(name)? })
    }

    /// Its first word in all forms.
    pub fn first_words(&self) -> impl Iterator<Item = &str> {
        self.words.first().into_iter().flatten().map(|form| form.key.as_str())
    }

    /// The name, if it stands there.
    pub fn at(&self, sentence: &Sentence<'_>, from: usize) -> Option<Found> {
        let said = sentence.words.get(from..from + self.words.len())?;
        let apart = said.iter().skip(1).any(|word| word.before == Gap::Comma);
        let mut cases: Option<Cases> = None;
        for (word, forms) in said.iter().zip(&self.words) {
            let form = forms.iter().find(|form| form.key == word.key).filter(|_| !word.is_part)?;
            cases = Some(match cases {
                Some(cases) => cases.and(form.cases)?,
                None => form.cases,
            });
        }
        let (to, is_common) = (from + said.len(), self.is_common);
        cases.filter(|_| !apart).map(|cases| Found { from, to, cases, is_common })
    }
}

/// A word of a name in all forms, each once.
fn forms(word: &str) -> Vec<Form> {
    let others = forms_of_anybody(&fold(word));
    let undeclined = !others.iter().any(|form| form.is_vocative);
    let cases = Cases { nominative: true, vocative: undeclined, other: undeclined };
    let mut forms = vec![Form { key: key(word), cases }];
    for NameForm { text, is_vocative } in others {
        let key = key(&text);
        let only_vocative = is_vocative && List::VocativeEndings.iter().any(|ending| key.ends_with(ending));
        let cases = Cases { nominative: false, vocative: is_vocative, other: !only_vocative };
        match forms.iter_mut().find(|it| it.key == key) {
            Some(known) => known.cases = known.cases.or(cases),
            None => forms.push(Form { key, cases }),
        }
    }
    forms
}
