//! "Who is Taras?", "when did he write?", "what did he say?", "how much?": what a question about somebody asks.

use crate::{
    Label,
    recall::{asks_what_was_said, speaks},
};
use language::{
    packs::List,
    text::words::{fold, words},
};
use serde::{Deserialize, Serialize};

/// Most words of a name.
const NAME: usize = 2;
/// Words before a question that are no part of it ("слухай, а хто такий …").
const BEFORE: usize = 2;

/// A question about somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonQuery {
    pub who: PersonRef,
    pub about: PersonAspect,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonRef {
    Asker,
    /// As the asker writes it.
    Named(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonAspect {
    Who,
    /// How much they wrote.
    Count,
}

impl PersonQuery {
    /// What the text asks about somebody, if it does.
    pub fn of(text: &str) -> Option<Self> {
        let spoken = spoken(text);
        who(&spoken).or_else(|| count(&spoken))
    }
}

/// Which wish to the memory the text is, if it asks what somebody said, or when they wrote last.
pub fn recall_label(text: &str) -> Option<Label> {
    let spoken = spoken(text);
    match () {
        () if asks_last(&spoken) => Some(Label::LastSeen),
        () if asks_said(text, &spoken) || asks_last_words(&spoken) => Some(Label::RecallPerson),
        () => None,
    }
}

/// The words without our name.
fn spoken(text: &str) -> Vec<&str> {
    words(text).filter(|it| !is(it, List::Names) && !fold(it).ends_with("_bot")).collect()
}

fn is(word: &str, list: List) -> bool {
    list.has(&fold(word))
}

fn who(spoken: &[&str]) -> Option<PersonQuery> {
    let folded: Vec<String> = spoken.iter().map(|word| fold(word)).collect();
    let asked = (0..folded.len()).take(BEFORE + 1).find_map(|at| Some(at + List::WhoIs.words().begins(&folded[at..])?));
    let who = whom(spoken.get(asked?..)?).filter(|who| *who != PersonRef::Asker)?;
    Some(PersonQuery { who, about: PersonAspect::Who })
}

fn count(spoken: &[&str]) -> Option<PersonQuery> {
    let opens = |word: &&str| is(word, List::HowMany) || is(word, List::How);
    let from = spoken.iter().take(BEFORE + 1).position(opens)?;
    let much = is(spoken[from], List::HowMany) || spoken.get(from + 1).is_some_and(|it| is(it, List::Many));
    let writes = |word: &&str| speaks(word) || is(word, List::Sending);
    let counted = spoken.iter().any(|word| writes(word) || is(word, List::Messages));
    if !much || !counted || spoken.iter().any(|word| is(word, List::AboutOrFor)) {
        return None;
    }
    let other = |word: &&str| !is(word, List::AroundCount) && !writes(word);
    let left: Vec<&str> = spoken[from..].iter().copied().filter(other).collect();
    Some(PersonQuery { who: whom(&left)?, about: PersonAspect::Count })
}

fn asks_last(spoken: &[&str]) -> bool {
    let has = |list: List| spoken.iter().any(|word| is(word, list));
    let acts = has(List::Last) && has(List::Appearing) || has(List::Sending) || spoken.iter().any(|word| speaks(word));
    if !spoken.iter().take(BEFORE + 1).any(|word| is(word, List::When)) || !acts || has(List::About) {
        return false;
    }
    let other = |word: &&str| !is(word, List::Last) && !is(word, List::Sending) && !speaks(word);
    let left: Vec<&str> = spoken.iter().copied().filter(other).collect();
    whom(&left).is_some()
}

/// "Що Оля казала про борщ?", or "що казала Оля про борщ?".
fn asks_said(text: &str, spoken: &[&str]) -> bool {
    let Some((from, verb)) = what_was_said(spoken).filter(|_| asks_what_was_said(text)) else { return false };
    let topic = |words: &[&str]| words.iter().position(|word| is(word, List::AboutOrFor));
    let before = own(&spoken[from + 1..verb]);
    let rest = &spoken[verb + 1..];
    let who = if before.is_empty() { topic(rest).and_then(|end| whom(&rest[..end])) } else { whom(&before) };
    who.is_some() && topic(&spoken[from..]).is_some()
}

/// "Що казала Оля?", and nothing more.
fn asks_last_words(spoken: &[&str]) -> bool {
    let Some((from, verb)) = what_was_said(spoken) else { return false };
    let other = |word: &&str| !speaks(word) && !is(word, List::Last);
    let left: Vec<&str> = spoken[from + 1..].iter().copied().filter(other).collect();
    whom(&left).is_some() && !spoken[verb..].iter().any(|word| is(word, List::AboutOrFor))
}

/// Where "what" stands, and where the verb of speaking that belongs to it.
fn what_was_said(spoken: &[&str]) -> Option<(usize, usize)> {
    let from = spoken.iter().take(BEFORE + 1).position(|word| is(word, List::What))?;
    let verb = spoken.iter().skip(from + 1).take(NAME + 2).position(|word| speaks(word))?;
    Some((from, from + 1 + verb))
}

fn own<'w>(words: &[&'w str]) -> Vec<&'w str> {
    words.iter().copied().filter(|word| !is(word, List::Auxiliaries)).collect()
}

fn whom(words: &[&str]) -> Option<PersonRef> {
    let name: Vec<&str> = own(words).into_iter().filter(|word| !is(word, List::Fillers)).collect();
    match name.as_slice() {
        [one] if is(one, List::Oneself) => Some(PersonRef::Asker),
        name if (1..=NAME).contains(&name.len()) && !name.iter().any(|word| is(word, List::Pronouns)) => {
            Some(PersonRef::Named(name.join(" ")))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(text: &str) -> Option<(String, &'static str)> {
        let inquiry = PersonQuery::of(text)?;
        let who = match inquiry.who {
            PersonRef::Asker => "me".to_owned(),
            PersonRef::Named(name) => name,
        };
        let about = match inquiry.about {
            PersonAspect::Who => "who",
            PersonAspect::Count => "count",
        };
        Some((who, about))
    }

    #[test]
    fn questions_about_people_are_understood() {
        for (text, name, about) in [
            ("Балачко, хто такий Тарас?", "Тарас", "who"),
            ("слухай, а хто така Олена Коваль", "Олена Коваль", "who"),
            ("@balachka_bot хто така @olena?", "olena", "who"),
            ("who is James?", "James", "who"),
            ("скільки повідомлень я написав?", "me", "count"),
            ("скільки повідомлень написала Олена?", "Олена", "count"),
            ("How many messages has James sent?", "James", "count"),
            ("how much did I write?", "me", "count"),
            ("скільки повідомлень у Олени?", "Олени", "count"),
            ("how many messages are there from James?", "James", "count"),
        ] {
            assert_eq!(asked(text), Some((name.to_owned(), about)), "{text}");
        }
    }

    #[test]
    fn what_people_said_and_when_is_asked_for() {
        for (text, label) in [
            ("коли Оля писала востаннє?", Label::LastSeen),
            ("Балачко, коли востаннє писала Оля?", Label::LastSeen),
            ("when did James last write", Label::LastSeen),
            ("коли писав Тарас?", Label::LastSeen),
            ("when did James write?", Label::LastSeen),
            ("Балачко, коли Олена написала останнє повідомлення?", Label::LastSeen),
            ("коли я писав востаннє?", Label::LastSeen),
            ("що говорила Іванка?", Label::RecallPerson),
            ("а що писав Тарас?", Label::RecallPerson),
            ("Балачко, що Олена казала?", Label::RecallPerson),
            ("what did James say?", Label::RecallPerson),
            ("що я казав?", Label::RecallPerson),
            ("Балачко, що Оля казала про борщ?", Label::RecallPerson),
            ("Балачко, що казала Олена про куртку?", Label::RecallPerson),
            ("what did James say about the pie?", Label::RecallPerson),
            ("що я казав про борщ?", Label::RecallPerson),
        ] {
            assert_eq!(recall_label(text), Some(label), "{text}");
        }
    }

    #[test]
    fn other_questions_are_about_nobody() {
        for text in [
            "хто ти?",
            "хто казав про каву?",
            "коли ми востаннє говорили про відпустку",
            "що ми казали про борщ",
            "що ти сказала?",
            "what did you say?",
            "who are you",
            "коли обід?",
            "скільки повідомлень?",
            "скільки тут написали?",
            "хто говорив найбільше?",
            "скільки людей у чаті?",
            "скільки повідомлень у чаті всього?",
            "how many messages are there?",
            "how many people wrote here?",
        ] {
            assert_eq!((PersonQuery::of(text), recall_label(text)), (None, None), "{text}");
        }
    }
}
