//! What deserves better than small talk: birthdays, jokes, abuse.

use serde::{Deserialize, Serialize};

use crate::phrases::ABUSE_WORDS;
use language::packs::List;

/// Words up to which nothing is told that could be noted.
const SHORT: usize = 2;
/// Words of somebody who feels better, at most.
const RELIEF: usize = 8;
/// Letters in a row without a vowel that no word has.
const VOICELESS: usize = 7;

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
    /// Somebody is to be congratulated.
    Congratulate,
    /// The asker lost a job.
    Fired,
    /// Somebody died.
    Grief,
    /// Somebody does not want to live.
    Lifeline,
    /// Something that we are to keep in mind.
    Note,
    /// Our name, and nothing else.
    Called,
    /// A question that no other intent covers.
    Question,
    /// One about ourselves.
    AboutUs,
    /// Why a choice or a lot came out as it did.
    ByLot,
    /// The asker wants to be cheered up.
    Encourage,
    /// A compliment is asked for.
    Compliment,
    /// The asker does not see what our last answer meant.
    Misunderstood,
    /// How we find somebody or something.
    Opinion,
    /// Somebody feels better.
    Relieved,
    /// Letters without a word.
    Gibberish,
    /// Luck is asked for.
    Luck,
    /// Something is to be told to somebody else.
    PassOn,
    /// Somebody worries whether they annoy or bore us.
    Worrying,
    /// An attempt to give us other instructions.
    Instructions,
    /// Anything else.
    Chatter,
}

/// What is meant, if it is one of these; `own` are the words, folded and without our name.
pub fn of_words(own: &[String]) -> Option<SmallTalk> {
    let has = |list: List| list.has_any(own);
    let joke = has(List::Jokes) && !has(List::Who) && (has(List::Telling) || own.len() <= 2);
    let joke = || joke.then_some(SmallTalk::Joke);
    let opening = own.iter().find(|word| !List::GoingOn.has(word) && !List::BeforeCall.has(word));
    let notes = |word: Option<&String>| word.is_some_and(|it| List::Noting.has(it));
    let note = || (own.len() > SHORT && (notes(opening) || notes(own.last()))).then_some(SmallTalk::Note);
    let luck = || List::WishLuck.is_in(own).then_some(SmallTalk::Luck);
    let encourage = || List::Encouraging.is_in(own).then_some(SmallTalk::Encourage);
    let compliment = || List::Complimenting.is_in(own).then_some(SmallTalk::Compliment);
    let asked = || luck().or_else(compliment).or_else(encourage);
    let worrying = || List::WorryingAboutUs.is_in(own).then_some(SmallTalk::Worrying);
    let relieved = || is_relieved(own).then_some(SmallTalk::Relieved);
    birthday(own)
        .or_else(asked)
        .or_else(relieved)
        .or_else(worrying)
        .or_else(note)
        .or_else(joke)
        .or_else(|| is_abuse(own).then_some(SmallTalk::Insult))
}

/// "It is a bit easier now"; "it is no easier" is the contrary.
fn is_relieved(own: &[String]) -> bool {
    let is_denied = List::Not.has_any(own) || List::QuestionWords.has_any(own);
    own.len() <= RELIEF && List::Relief.is_in(own) && !is_denied
}

/// Whether a folded word is no word of any language: it has many letters in a row without a vowel, and not one letter again
/// and again, as a groan has.
pub fn is_gibberish(word: &str) -> bool {
    let is_vowel = |letter: char| List::Vowels.iter().any(|vowels| vowels.contains(letter));
    let longest = word.split(is_vowel).map(|run| run.chars().count()).max().unwrap_or_default();
    let mut letters: Vec<char> = word.chars().collect();
    letters.sort_unstable();
    letters.dedup();
    word.chars().all(char::is_alphabetic) && longest >= VOICELESS && letters.len() > VOICELESS / 2
}

fn birthday(own: &[String]) -> Option<SmallTalk> {
    if !List::Birthday.is_in(own) {
        return None;
    }
    let asks = List::QuestionWords.has_any(own);
    match () {
        () if asks || List::Noting.has_any(own) => None,
        () if List::Wishing.has_any(own) => Some(SmallTalk::Congratulate),
        () if List::Mine.has_any(own) => Some(SmallTalk::Birthday),
        () => None,
    }
}

/// Whether the abuse is meant for us, as it is where nobody else is spoken of.
fn is_abuse(own: &[String]) -> bool {
    if own.len() > ABUSE_WORDS {
        return false;
    }
    let says = |list: List| {
        let mut said = own.iter().enumerate().filter(|(_, word)| list.has(word));
        said.any(|(at, _)| at == 0 || !List::Not.has(&own[at - 1]))
    };
    let us = List::Yours.has_any(own) || List::Machine.has_any(own);
    let abuse = || us && (says(List::Abuse) || says(List::Slights)) || own.len() == 1 && says(List::Abuse);
    List::Dismissals.is_in(own) || abuse()
}
