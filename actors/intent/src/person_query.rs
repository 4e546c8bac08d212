//! "Who is Taras?", "when did he write?", "what did he say?", "how much?": what a question about somebody asks.

use crate::phrases::{FILLERS, NAMES, has_word};
use crate::recall::{RecallQuery, speaks};
use language::text::words::{fold, words};
use serde::{Deserialize, Serialize};

/// Most words of a name.
const NAME: usize = 2;
/// Words before a question that are no part of it ("слухай, а хто такий …").
const BEFORE: usize = 2;
const WHO: &[[&str; 2]] = &[["хто", "такий"], ["хто", "така"], ["кто", "такой"], ["кто", "такая"], ["who", "is"]];
/// The last of something, and of what.
const LAST: &str = "\
    востаннє останній останнє останню останніми last latest последний последнее раз повідомлення message messages";
const ACTS: &str = "був була буває зявлявся зявлялася з'являвся з'являлася was seen active активний активна";
const AUXILIARIES: &str = "\
    did does do has have had was is been був була було були раз seen here тут коли when активний активна саме ще там \
    from від are were всього усього загалом total altogether";
const ABOUT: &str = "про за о об about of on";
const SENDING: &str = "\
    надіслав надіслала надсилав надсилала відправив відправила залишив залишила send sends sent sending";
/// These are nobody's names.
const PRONOUNS: &str = "\
    я ти ми ви він вона вони воно хтось хто усі всі ніхто мені тобі ты мы вы он она они i you we he she they it anyone \
    anybody someone somebody everyone everybody people that this люди людей людина часу time учасників";
const ONESELF: &str = "я i";

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
        let spoken: Vec<&str> = words(text).filter(|it| !is(it, NAMES) && !fold(it).ends_with("_bot")).collect();
        who(&spoken)
            .or_else(|| count(&spoken))
            .or_else(|| last(&spoken))
            .or_else(|| said(text, &spoken))
            .or_else(|| last_words(&spoken))
    }
}

fn is(word: &str, list: &str) -> bool {
    has_word(list, &fold(word))
}

fn who(spoken: &[&str]) -> Option<PersonQuery> {
    let at = spoken
        .windows(2)
        .take(BEFORE + 1)
        .position(|pair| WHO.iter().any(|[one, two]| is(pair[0], one) && is(pair[1], two)))?;
    let who = whom(spoken.get(at + 2..)?).filter(|who| *who != PersonRef::Asker)?;
    Some(PersonQuery { who, about: PersonAspect::Who })
}

fn count(spoken: &[&str]) -> Option<PersonQuery> {
    let from = spoken.iter().take(BEFORE + 1).position(|word| is(word, "скільки сколько how"))?;
    let much = is(spoken[from], "скільки сколько") || spoken.get(from + 1).is_some_and(|it| is(it, "many much"));
    let writes = |word: &&str| speaks(word) || is(word, SENDING);
    let messages = |word: &&str| is(word, "повідомлень сообщений messages");
    if !much || !spoken.iter().any(|word| writes(word) || messages(word)) || spoken.iter().any(|word| is(word, ABOUT)) {
        return None;
    }
    let noise = "\
        скільки сколько how many much повідомлень повідомлення слів разів раз сообщений messages message words texts times";
    let left: Vec<&str> = spoken[from..].iter().copied().filter(|word| !is(word, noise) && !writes(word)).collect();
    Some(PersonQuery { who: whom(&left)?, about: PersonAspect::Count })
}

fn last(spoken: &[&str]) -> Option<PersonQuery> {
    let has = |list: &str| spoken.iter().any(|word| is(word, list));
    let acts = has(LAST) && has(ACTS) || has(SENDING) || spoken.iter().any(|word| speaks(word));
    if !spoken.iter().take(BEFORE + 1).any(|word| is(word, "коли when когда")) || !acts || has("про about о")
    {
        return None;
    }
    let other = |word: &&str| !is(word, LAST) && !is(word, SENDING) && !speaks(word);
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
        let end = rest.iter().position(|word| is(word, ABOUT))?;
        whom(&rest[..end])
    };
    let who = if before.is_empty() { after()? } else { whom(&before)? };
    let about = PersonAspect::Said(without(&quest, &who)?);
    spoken.iter().skip(from).any(|word| is(word, ABOUT)).then_some(PersonQuery { who, about })
}

/// "Що казала Оля?", and nothing more.
fn last_words(spoken: &[&str]) -> Option<PersonQuery> {
    let (from, verb) = what_was_said(spoken)?;
    let left: Vec<&str> =
        spoken.iter().skip(from + 1).copied().filter(|word| !speaks(word) && !is(word, LAST)).collect();
    let about_something = spoken.iter().skip(verb).any(|word| is(word, ABOUT));
    let who = whom(&left).filter(|_| !about_something)?;
    Some(PersonQuery { who, about: PersonAspect::Words })
}

/// Where "what" stands, and where the verb of speaking that belongs to it.
fn what_was_said(spoken: &[&str]) -> Option<(usize, usize)> {
    let from = spoken.iter().take(BEFORE + 1).position(|word| is(word, "що шо што что what"))?;
    let verb = spoken.iter().skip(from + 1).take(NAME + 2).position(|word| speaks(word))?;
    Some((from, from + 1 + verb))
}

fn own<'w>(words: &[&'w str]) -> Vec<&'w str> {
    words.iter().copied().filter(|word| !is(word, AUXILIARIES)).collect()
}

/// What is looked for, without the name of the one who said it.
fn without(quest: &RecallQuery, who: &PersonRef) -> Option<RecallQuery> {
    let PersonRef::Named(name) = who else { return Some(quest.clone()) };
    let others = |word: &&str| !name.split(' ').any(|part| fold(word) == fold(part));
    let words: Vec<&str> = quest.words.split(' ').filter(others).collect();
    (!words.is_empty()).then(|| RecallQuery::for_words(&words))
}

fn whom(words: &[&str]) -> Option<PersonRef> {
    let name: Vec<&str> = own(words).into_iter().filter(|word| !is(word, FILLERS)).collect();
    match name.as_slice() {
        [one] if is(one, ONESELF) => Some(PersonRef::Asker),
        name if (1..=NAME).contains(&name.len()) && !name.iter().any(|word| is(word, PRONOUNS)) => {
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
