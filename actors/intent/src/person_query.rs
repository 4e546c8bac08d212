//! "Who is Taras?", "when did he write?", "what did he say?", "how much?": what a question about somebody asks.

use crate::recall::{RecallQuery, speaks};
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

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonAspect {
    Who,
    /// How much they wrote.
    Count,
    /// When they wrote last.
    Last,
    /// What they said last.
    Words,
    Said(RecallQuery),
}

impl PersonQuery {
    /// What the text asks about somebody, if it does.
    pub fn of(text: &str) -> Option<Self> {
        let spoken: Vec<&str> = words(text).filter(|it| !is(it, List::Names) && !fold(it).ends_with("_bot")).collect();
        who(&spoken)
            .or_else(|| count(&spoken))
            .or_else(|| last(&spoken))
            .or_else(|| said(text, &spoken))
            .or_else(|| last_words(&spoken))
    }
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

fn last(spoken: &[&str]) -> Option<PersonQuery> {
    let has = |list: List| spoken.iter().any(|word| is(word, list));
    let acts = has(List::Last) && has(List::Appearing) || has(List::Sending) || spoken.iter().any(|word| speaks(word));
    if !spoken.iter().take(BEFORE + 1).any(|word| is(word, List::When)) || !acts || has(List::About) {
        return None;
    }
    let other = |word: &&str| !is(word, List::Last) && !is(word, List::Sending) && !speaks(word);
    let left: Vec<&str> = spoken.iter().copied().filter(other).collect();
    Some(PersonQuery { who: whom(&left)?, about: PersonAspect::Last })
}

fn said(text: &str, spoken: &[&str]) -> Option<PersonQuery> {
    let quest = RecallQuery::of(text)?;
    let (from, verb) = what_was_said(spoken)?;
    // "Що Оля казала про борщ", or "що казала Оля про борщ".
    let before = own(spoken.get(from + 1..verb)?);
    let after = || {
        let rest = spoken.get(verb + 1..)?;
        let end = rest.iter().position(|word| is(word, List::AboutOrFor))?;
        whom(&rest[..end])
    };
    let who = if before.is_empty() { after()? } else { whom(&before)? };
    let about = PersonAspect::Said(without(&quest, &who)?);
    spoken.iter().skip(from).any(|word| is(word, List::AboutOrFor)).then_some(PersonQuery { who, about })
}

/// "Що казала Оля?", and nothing more.
fn last_words(spoken: &[&str]) -> Option<PersonQuery> {
    let (from, verb) = what_was_said(spoken)?;
    let left: Vec<&str> =
        spoken.iter().skip(from + 1).copied().filter(|word| !speaks(word) && !is(word, List::Last)).collect();
    let about_something = spoken.iter().skip(verb).any(|word| is(word, List::AboutOrFor));
    let who = whom(&left).filter(|_| !about_something)?;
    Some(PersonQuery { who, about: PersonAspect::Words })
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

/// What is looked for, without the name of the one who said it.
fn without(quest: &RecallQuery, who: &PersonRef) -> Option<RecallQuery> {
    let PersonRef::Named(name) = who else { return Some(quest.clone()) };
    let others = |word: &&str| !name.split(' ').any(|part| fold(word) == fold(part));
    let words: Vec<&str> = quest.words.split(' ').filter(others).collect();
    (!words.is_empty()).then(|| RecallQuery::for_words(&words))
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
            PersonAspect::Last => "last",
            PersonAspect::Words => "words",
            PersonAspect::Said(_) => "said",
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
            ("коли Оля писала востаннє?", "Оля", "last"),
            ("Балачко, коли востаннє писала Оля?", "Оля", "last"),
            ("when did James last write", "James", "last"),
            ("коли писав Тарас?", "Тарас", "last"),
            ("when did James write?", "James", "last"),
            ("Балачко, коли Олена написала останнє повідомлення?", "Олена", "last"),
            ("коли я писав востаннє?", "me", "last"),
            ("що говорила Іванка?", "Іванка", "words"),
            ("а що писав Тарас?", "Тарас", "words"),
            ("Балачко, що Олена казала?", "Олена", "words"),
            ("what did James say?", "James", "words"),
            ("що я казав?", "me", "words"),
            ("Балачко, що Оля казала про борщ?", "Оля", "said"),
            ("Балачко, що казала Олена про куртку?", "Олена", "said"),
            ("what did James say about the pie?", "James", "said"),
            ("що я казав про борщ?", "me", "said"),
            ("скільки повідомлень я написав?", "me", "count"),
            ("скільки повідомлень написала Олена?", "Олена", "count"),
            ("How many messages has James sent?", "James", "count"),
            ("how much did I write?", "me", "count"),
            ("скільки повідомлень у Олени?", "Олени", "count"),
            ("how many messages are there from James?", "James", "count"),
        ] {
            assert_eq!(asked(text), Some((name.to_owned(), about)), "{text}");
        }
        let said = PersonQuery::of("Балачко, що казала Олена про куртку?").unwrap();
        assert!(matches!(&said.about, PersonAspect::Said(quest) if quest.words == "куртку"), "{said:?}");
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
            assert_eq!(PersonQuery::of(text), None, "{text}");
        }
    }
}
