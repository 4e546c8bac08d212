//! Questions about the people of a chat: who they are, when they wrote last, what they said about something.

use super::found;
use super::lines::Line;
use super::phrases::{FILLERS, NAMES, has_word};
use super::plan::Facts;
use super::quest::{ENDINGS, Quest, speaks, stem};
use super::word::Speaker;
use crate::context::{Acquaintance, Hit, Said};
use crate::conversation::request::Request;
use crate::text::catalogue::Args;
use crate::text::moment::{date, moment};
use crate::text::visible::{shorten, visible};
use crate::text::words::{fold, words};

/// Most words of a name.
const NAME: usize = 2;
/// Words before a question that are no part of it ("слухай, а хто такий …").
const BEFORE: usize = 2;
const WHO: &[[&str; 2]] = &[["хто", "такий"], ["хто", "така"], ["кто", "такой"], ["кто", "такая"], ["who", "is"]];
const LAST: &str = "востаннє останній last последний";
const AUXILIARIES: &str = "did does has have was is був була были раз seen here тут коли when активний активна";
const ABOUT: &str = "про за о об about";
/// These are nobody's names.
const PRONOUNS: &str = "\
    я ти ми ви він вона вони воно хтось хто усі всі ніхто мені тобі ты мы вы он она они i you we he she they it anyone \
    anybody someone somebody everyone that this";
/// Letters that the end of a name may lose before the ending of another case.
const LOST: &str = "аяйьоеиі";

/// A question about somebody.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Inquiry {
    pub name: String,
    pub about: About,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum About {
    Who,
    Last,
    Said(Quest),
}

/// What the memory of the chat tells of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Portrait {
    pub person: Acquaintance,
    pub last: Option<Said>,
    pub hits: Vec<Hit>,
}

impl Inquiry {
    /// What the text asks about somebody, if it does.
    pub fn of(text: &str) -> Option<Self> {
        let spoken: Vec<String> =
            words(text).map(fold).filter(|it| !has_word(NAMES, it) && !it.ends_with("_bot")).collect();
        who(&spoken).or_else(|| last(&spoken)).or_else(|| said(text, &spoken))
    }
}

fn who(spoken: &[String]) -> Option<Inquiry> {
    let at = spoken.windows(2).take(BEFORE + 1).position(|pair| WHO.iter().any(|who| pair == who))?;
    Some(Inquiry { name: name(spoken.get(at + 2..)?)?, about: About::Who })
}

fn last(spoken: &[String]) -> Option<Inquiry> {
    let has = |list: &str| spoken.iter().any(|word| has_word(list, word));
    let acts = has("був була was seen active активний активна") || spoken.iter().any(|word| speaks(word));
    if !has("коли when когда") || !has(LAST) || !acts || has("про about о") {
        return None;
    }
    let other = |word: &&String| !has_word(AUXILIARIES, word) && !has_word(LAST, word) && !speaks(word);
    let left: Vec<String> = spoken.iter().filter(other).cloned().collect();
    Some(Inquiry { name: name(&left)?, about: About::Last })
}

fn said(text: &str, spoken: &[String]) -> Option<Inquiry> {
    let quest = Quest::of(text)?;
    let from = spoken.iter().take(BEFORE + 1).position(|word| has_word("що what что", word))?;
    let verb = spoken.iter().skip(from + 1).take(NAME + 2).position(|word| speaks(word))?;
    let own = |words: &[String]| -> Vec<String> {
        words.iter().filter(|word| !has_word(AUXILIARIES, word)).cloned().collect()
    };
    let verb = from + 1 + verb;
    // "Що Оля казала про борщ", or "що казала Оля про борщ".
    let before = own(spoken.get(from + 1..verb)?);
    let after = || {
        let rest = spoken.get(verb + 1..)?;
        let end = rest.iter().position(|word| has_word(ABOUT, word))?;
        name(&own(rest.get(..end)?))
    };
    let name = if before.is_empty() { after()? } else { name(&before)? };
    let about = About::Said(without(&quest, &name)?);
    Some(Inquiry { name, about })
}

/// What is looked for, without the name of the one who said it.
fn without(quest: &Quest, name: &str) -> Option<Quest> {
    let others = |word: &&str| !name.split(' ').any(|part| fold(word) == part);
    let words: Vec<&str> = quest.words.split(' ').filter(others).collect();
    (!words.is_empty()).then(|| Quest { words: words.join(" "), stems: words.iter().map(|word| stem(word)).collect() })
}

fn name(words: &[String]) -> Option<String> {
    let name: Vec<&String> = words.iter().filter(|word| !has_word(FILLERS, word)).collect();
    let named = (1..=NAME).contains(&name.len()) && !name.iter().any(|word| has_word(PRONOUNS, word));
    named.then(|| name.into_iter().map(String::as_str).collect::<Vec<_>>().join(" "))
}

/// Whom the name means, in whatever case it stands; the one who wrote most if several are called so. `people` are in
/// that order.
pub(super) fn called(people: Vec<Acquaintance>, name: &str) -> Option<Acquaintance> {
    let fit = |person: &Acquaintance| -> Option<usize> {
        let names = [&person.first_name, &person.last_name, &person.username];
        let names: Vec<String> = names.into_iter().flat_map(|name| words(name)).map(fold).collect();
        name.split(' ').map(|word| names.iter().filter_map(|name| distance(name, word)).min()).sum()
    };
    let fits = people.into_iter().filter_map(|person| fit(&person).map(|fit| (fit, person)));
    fits.min_by_key(|(fit, _)| *fit).map(|(_, person)| person)
}

/// How far a word is from being that name; `None` if it is another.
fn distance(name: &str, word: &str) -> Option<usize> {
    if name == word {
        return Some(0);
    }
    let shared: usize =
        name.chars().zip(word.chars()).take_while(|(one, other)| one == other).map(|(it, _)| it.len_utf8()).sum();
    let (lost, ending) = (name.get(shared..)?, word.get(shared..)?);
    let declined = ending.is_empty() || ENDINGS.contains(&ending);
    let whole = lost.is_empty() || lost.chars().count() == 1 && LOST.contains(lost);
    let enough = name.chars().count() >= 3 && name.get(..shared)?.chars().count() >= 2;
    (enough && whole && declined).then(|| 1 + ending.chars().count())
}

/// The answer to a question about somebody.
pub(super) fn answer(speaker: &mut Speaker<'_>, request: &Request, inquiry: &Inquiry, facts: &Facts) -> String {
    let portrait = match (facts, &inquiry.about) {
        (Facts::Somebody(Some(portrait)), _) => portrait,
        (Facts::Hits(_), About::Said(quest)) => return found::by_question(speaker, request, quest, facts),
        (Facts::Somebody(None), _) => {
            let name = shorten(visible(&inquiry.name).trim(), 40);
            return speaker.say_with(Line::SomebodyUnknown, &Args::default().text("name", &name));
        }
        _ => return speaker.say(Line::Unavailable),
    };
    match &inquiry.about {
        About::Who => who_is(speaker, portrait),
        About::Last => wrote_last(speaker, portrait),
        About::Said(quest) => spoke_of(speaker, request, portrait, quest),
    }
}

fn who_is(speaker: &mut Speaker<'_>, portrait: &Portrait) -> String {
    let person = &portrait.person;
    let args = named(speaker, person)
        .number("messages", person.messages)
        .text("first", &date(person.first_at, speaker.manner.utc_offset))
        .text("last", &moment(person.last_at, speaker.manner.utc_offset));
    let told = speaker.say_with(Line::SomebodyWho, &args);
    with_last(speaker, told, portrait)
}

fn wrote_last(speaker: &mut Speaker<'_>, portrait: &Portrait) -> String {
    let when = moment(portrait.person.last_at, speaker.manner.utc_offset);
    let args = named(speaker, &portrait.person).text("when", &when);
    let told = speaker.say_with(Line::SomebodyLast, &args);
    with_last(speaker, told, portrait)
}

fn with_last(speaker: &mut Speaker<'_>, told: String, portrait: &Portrait) -> String {
    match &portrait.last {
        Some(said) => format!("{told}\n\n{}", found::quote(speaker, said)),
        None => told,
    }
}

fn spoke_of(speaker: &mut Speaker<'_>, request: &Request, portrait: &Portrait, quest: &Quest) -> String {
    let rows = found::rows_about(speaker, request, quest, &portrait.hits);
    let words = shorten(visible(&quest.words).trim(), 60);
    let args = named(speaker, &portrait.person).text("words", &words);
    if rows.is_empty() {
        return speaker.say_with(Line::SomebodySilent, &args);
    }
    format!("{}\n\n{}", speaker.say_with(Line::SomebodySaid, &args), rows.join("\n"))
}

fn named(speaker: &mut Speaker<'_>, person: &Acquaintance) -> Args {
    let name = speaker.name(&format!("{} {}", person.first_name, person.last_name));
    Args::default().text("name", &name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PersonId;

    fn person(id: i64, first_name: &str, username: &str) -> Acquaintance {
        Acquaintance {
            id: PersonId(id),
            first_name: first_name.to_owned(),
            last_name: String::new(),
            username: username.to_owned(),
            messages: 10 - id,
            first_at: 0,
            last_at: 0,
        }
    }

    #[test]
    fn questions_about_people_are_understood() {
        for (text, name) in [
            ("Балачко, хто такий Тарас?", "тарас"),
            ("слухай, а хто така Олена Коваль", "олена коваль"),
            ("@balachka_bot хто така @olena?", "olena"),
            ("who is James?", "james"),
            ("коли Оля писала востаннє?", "оля"),
            ("Балачко, коли востаннє писала Оля?", "оля"),
            ("when did James last write", "james"),
        ] {
            assert_eq!(Inquiry::of(text).map(|it| it.name).as_deref(), Some(name), "{text}");
        }
        let said = Inquiry::of("Балачко, що Оля казала про борщ?").unwrap();
        assert!(matches!(&said.about, About::Said(quest) if quest.words == "борщ"), "{said:?}");
        assert_eq!(said.name, "оля");
        let said = Inquiry::of("Балачко, що казала Олена про куртку?").unwrap();
        assert!(matches!(&said.about, About::Said(quest) if quest.words == "куртку"), "{said:?}");
        assert_eq!(said.name, "олена");
        assert_eq!(Inquiry::of("what did James say about the pie?").unwrap().name, "james");
    }

    #[test]
    fn other_questions_are_about_nobody() {
        for text in [
            "хто ти?",
            "хто казав про каву?",
            "коли ми востаннє говорили про відпустку",
            "що ми казали про борщ",
            "who are you",
            "коли обід?",
        ] {
            assert_eq!(Inquiry::of(text), None, "{text}");
        }
    }

    #[test]
    fn names_are_known_in_their_cases() {
        let people =
            || vec![person(1, "Іван", "ivan"), person(2, "Іванка", ""), person(3, "Оля", ""), person(4, "Тарас", "")];
        for (asked, id) in
            [("іванка", 2), ("іван", 1), ("івана", 1), ("олю", 3), ("олі", 3), ("тарасові", 4), ("ivan", 1)]
        {
            assert_eq!(called(people(), asked).map(|it| it.id), Some(PersonId(id)), "{asked}");
        }
        for stranger in ["олена", "та", "богдан", "тарасенко"] {
            assert_eq!(called(people(), stranger), None, "{stranger}");
        }
    }
}
