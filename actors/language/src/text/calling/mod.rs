//! Who calls us, and who only talks about us.
//!
//! "Балачко, ти де?" is a call; "Балачка вчора смачна була" is none. A form that is the vocative and nothing else calls
//! wherever it stands. Another form calls as an address alone: `address.rs` has the rules. The packs have the words
//! (`bot.txt`), and how names are declined.

mod address;
mod name;
mod sentence;
#[cfg(test)]
mod tests;

use std::{ops::Range, sync::OnceLock};

use name::{Found, Name};
use sentence::{Sentence, Word, sentences};

use crate::packs::{List, packs};
use events::{ChatKind, Message};

use super::{
    classes::lower_of,
    command::Command,
    words::{fold, is_apostrophe, words},
};

/// Names that call us. Each may have several words, in any script; other cases are derived where the language is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CallNames {
    all: Vec<Name>,
    /// How words that may be one of them begin.
    beginnings: Vec<Beginning>,
}

/// The first letters of a word of which each differs from the one before: neither case nor drawing out changes them.
type Beginning = [Option<char>; 3];

impl CallNames {
    /// Of names in the nominative.
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let mut all: Vec<Name> = names.into_iter().filter_map(Name::of).collect();
        let mut known = Vec::new();
        all.retain(|name| {
            !known.contains(name) && {
                known.push(name.clone());
                true
            }
        });
        Self::of(all)
    }

    fn of(all: Vec<Name>) -> Self {
        let mut beginnings: Vec<Beginning> = all.iter().flat_map(Name::first_words).map(beginning).collect();
        beginnings.sort_unstable();
        beginnings.dedup();
        Self { all, beginnings }
    }

    /// Whether one of the names may begin so.
    fn may_begin(&self, beginning: Beginning) -> bool {
        self.beginnings.binary_search(&beginning).is_ok()
    }

    /// Those that we have wherever nobody has chosen others, and those of our usual personas.
    pub fn usual() -> &'static Self {
        static USUAL: OnceLock<CallNames> = OnceLock::new();
        USUAL.get_or_init(|| Self::new(List::Triggers.iter().chain(List::Names.iter())))
    }

    /// The longest name that begins with that word.
    fn longest(&self, sentence: &Sentence<'_>, at: usize) -> Vec<Found> {
        self.all.iter().filter_map(|name| name.at(sentence, at)).collect()
    }
}

/// Nouns for what we are, such as "bot": as an address they call us, whatever our name is.
fn common() -> &'static CallNames {
    static COMMON: OnceLock<CallNames> = OnceLock::new();
    COMMON.get_or_init(|| CallNames::of(List::CommonNames.iter().filter_map(Name::common).collect()))
}

/// Whether the text calls somebody who has these names.
pub fn is_call(text: &str, names: &[&CallNames]) -> bool {
    !addresses(text, names).is_empty()
}

/// Whether a text is said to a bot and not to the chat: a command, or a call by a name that we usually have. In a private
/// chat all but commands is talk.
pub fn is_to_bot(text: &str, in_private: bool) -> bool {
    Command::parse(text, "").is_some() || !in_private && is_call(text, &[CallNames::usual()])
}

/// Whether a message is said to a bot; what is forwarded was said to others.
pub fn is_message_to_bot(message: &Message) -> bool {
    let in_private = message.chat.kind == ChatKind::Private;
    let is_own_text = message.forward.is_none();
    is_own_text && message.text.as_deref().is_some_and(|text| is_to_bot(text, in_private))
}

/// The text without the names that call, and without the signs that set them off.
pub fn without_calls(text: &str, names: &[&CallNames]) -> String {
    let mut rest = String::with_capacity(text.len());
    let mut from = 0;
    for call in addresses(text, names) {
        rest.push_str(&text[from..call.start]);
        from = call.end;
        // Of two commas one stays: "так, Балачко, правда".
        let before = rest.trim_end().len();
        let after = text[from..].trim_start_matches([' ', '\t']);
        if rest[..before].is_empty() || rest[..before].ends_with(['.', '!', '?', '\n']) {
            from = text.len() - text[from..].trim_start_matches(is_separator).len();
        } else if rest[..before].ends_with(',') && !after.starts_with(char::is_alphanumeric) {
            rest.truncate(before - 1);
        }
    }
    rest.push_str(&text[from..]);
    rest.trim().to_owned()
}

fn is_separator(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, ',' | '.' | '!' | ':' | ';' | '…' | '-' | '–' | '—')
}

/// Where the text calls somebody who has these names, in bytes.
fn addresses(text: &str, names: &[&CallNames]) -> Vec<Range<usize>> {
    let sets = || names.iter().copied().chain([common()]);
    let mut calls = Vec::new();
    // Most texts call nobody, which costs less to see than where their sentences end.
    if !words(text).map(beginning).any(|beginning| sets().any(|set| set.may_begin(beginning))) {
        return calls;
    }
    for sentence in sentences(text) {
        let mut at = 0;
        while at < sentence.words.len() {
            let mut found: Vec<Found> = sets().flat_map(|set| set.longest(&sentence, at)).collect();
            found.sort_by_key(|it| std::cmp::Reverse(it.to));
            let call = found.into_iter().find(|it| address::is_address(&sentence, it));
            if let Some(call) = &call {
                calls.push(sentence.words[at].place.start..sentence.words[call.to - 1].place.end);
            }
            at = call.map_or(at + 1, |call| call.to);
        }
    }
    calls
}

fn beginning(word: &str) -> Beginning {
    let plain = packs().letters();
    let mut letters = word.chars().map(|letter| match is_apostrophe(letter) {
        true => '\'',
        false => lower_of(letter).next().map_or(letter, |lower| plain.plain(lower)),
    });
    let mut last = None;
    std::array::from_fn(|_| {
        last = letters.find(|letter| Some(*letter) != last);
        last
    })
}

/// A word as the lists have it: folded, with each letter as it is read.
fn key(word: &str) -> String {
    fold(word).chars().map(|letter| packs().letters().plain(letter)).collect()
}
