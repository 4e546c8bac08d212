//! What deserves better than small talk: birthdays, jokes, abuse.

use super::lines::Line;
use super::phrases::{
    ABUSE, ABUSE_WORDS, BIRTHDAY, DISMISSALS, JOKES, MINE, QUESTION_WORDS, SLIGHTS, TELLING, WISHING, YOURS, has_word,
};
use language::text::words::has_phrase;

/// The line that fits, if it is one of these; `own` are the words, folded and without our name.
pub(super) fn line(own: &[String]) -> Option<Line> {
    let has = |list: &str| own.iter().any(|word| has_word(list, word));
    let joke = has(JOKES) && !has("хто who") && (has(TELLING) || own.len() <= 2);
    let joke = || joke.then_some(Line::Joke);
    birthday(own).or_else(joke).or_else(|| is_abuse(own).then_some(Line::Insult))
}

fn birthday(own: &[String]) -> Option<Line> {
    let spoken = own.join(" ");
    let has = |list: &str| own.iter().any(|word| has_word(list, word));
    if !BIRTHDAY.split(" | ").any(|phrase| has_phrase(&spoken, phrase)) {
        return None;
    }
    let asks = own.first().is_some_and(|word| has_word(QUESTION_WORDS, word));
    match () {
        () if asks => None,
        () if has(WISHING) => Some(Line::Congratulate),
        () if has(MINE) => Some(Line::Birthday),
        () => None,
    }
}

/// Whether the abuse is meant for us, as it is where nobody else is spoken of.
fn is_abuse(own: &[String]) -> bool {
    let spoken = own.join(" ");
    if DISMISSALS.split(" | ").any(|phrase| has_phrase(&spoken, phrase)) {
        return own.len() <= ABUSE_WORDS;
    }
    let says = |list: &str| {
        let said = own.iter().enumerate().filter(|(_, word)| has_word(list, word));
        said.into_iter().any(|(at, _)| at == 0 || !has_word("не not", &own[at - 1]))
    };
    let us = own.iter().any(|word| has_word(YOURS, word) || has_word("бот bot програма program", word));
    own.len() <= ABUSE_WORDS && (us && (says(ABUSE) || says(SLIGHTS)) || own.len() == 1 && says(ABUSE))
}
