//! What deserves better than small talk: birthdays, jokes, abuse.

use serde::{Deserialize, Serialize};

use crate::phrases::{
    ABUSE, ABUSE_WORDS, BIRTHDAY, DISMISSALS, JOKES, MINE, QUESTION_WORDS, SLIGHTS, TELLING, WISHING, YOURS, has_word,
};
use language::text::words::has_phrase;

/// Talk that needs no memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SmallTalk {
    Greeting,
    Farewell,
    Thanks,
    Praise,
    HowAreYou,
    WhoAreYou,
    /// What we can do.
    Abilities,
    Age,
    /// What we are doing.
    Doing,
    /// What we know about the asker.
    AboutMe,
    ForgetMe,
    Joke,
    /// The asker wants advice.
    Advice,
    Insult,
    /// The asker has a birthday.
    Birthday,
    /// Something good happened to the asker, or somebody is to be congratulated.
    Congratulate,
    /// The asker lost a job.
    Fired,
    /// Somebody died.
    Grief,
    /// Somebody does not want to live.
    Lifeline,
    /// Our name, and nothing else.
    Called,
    /// A question that no other intent covers.
    Question,
    /// Anything else.
    Chatter,
}

/// What is meant, if it is one of these; `own` are the words, folded and without our name.
pub fn of_words(own: &[String]) -> Option<SmallTalk> {
    let has = |list: &str| own.iter().any(|word| has_word(list, word));
    let joke = has(JOKES) && !has("хто who") && (has(TELLING) || own.len() <= 2);
    let joke = || joke.then_some(SmallTalk::Joke);
    birthday(own).or_else(joke).or_else(|| is_abuse(own).then_some(SmallTalk::Insult))
}

fn birthday(own: &[String]) -> Option<SmallTalk> {
    let spoken = own.join(" ");
    let has = |list: &str| own.iter().any(|word| has_word(list, word));
    if !BIRTHDAY.split(" | ").any(|phrase| has_phrase(&spoken, phrase)) {
        return None;
    }
    let asks = own.first().is_some_and(|word| has_word(QUESTION_WORDS, word));
    match () {
        () if asks => None,
        () if has(WISHING) => Some(SmallTalk::Congratulate),
        () if has(MINE) => Some(SmallTalk::Birthday),
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
