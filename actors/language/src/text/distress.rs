//! Words of somebody who may not want to live, and of somebody who has lost a loved one: neither is met with a joke.
//! The words are the packs' (`distress.txt`).

use super::{
    glance::Glance,
    news::is_made_up,
    patterns::is_given_name,
    words::{fold, words},
};
use crate::packs::{List, Pack, packs};

/// How far the parts of a saying may be apart, in words ("не хочу я більше так жити").
const REACH: usize = 4;
/// Letters that may follow the beginning of a word for somebody dear.
const REST: usize = 4;

/// Whether somebody hints that they do not want to live.
pub fn is_suicidal(text: &str) -> bool {
    if !Glance::at(text).end {
        return false;
    }
    let said: Vec<String> = words(text).map(fold).collect();
    if List::Figures.has_any(&said) {
        return false;
    }
    let moves = moves(&said);
    let wanted =
        |at: usize| packs().all().iter().any(|pack| wishes(pack, &said, at) || !moves && refuses(pack, &said, at));
    (0..said.len()).any(wanted) || List::EndSayings.is_in(&said)
}

/// Whether the word there wishes for an end that is named after it.
fn wishes(pack: &Pack, said: &[String], at: usize) -> bool {
    pack.list(List::Wish).has(&said[at]) && !denied(said, at) && pack.list(List::WishedEnd).has_any(after(said, at))
}

/// Whether the word there, which is denied, is followed by the life that is not wanted, or comes after it.
fn refuses(pack: &Pack, said: &[String], at: usize) -> bool {
    let inverted = || List::LivingFirst.has_any(&said[at.saturating_sub(REACH)..at]);
    let refused = || pack.list(List::RefusedLife).has_any(after(said, at)) || inverted();
    pack.list(List::Refusal).has(&said[at]) && denied(said, at) && refused()
}

fn denied(said: &[String], at: usize) -> bool {
    at > 0 && List::Denials.has(&said[at - 1])
}

fn after(said: &[String], at: usize) -> &[String] {
    &said[at + 1..said.len().min(at + 1 + REACH)]
}

/// Whether somebody would live elsewhere, or with others.
fn moves(said: &[String]) -> bool {
    let somewhere = said.windows(2).any(|pair| List::Living.has(&pair[0]) && List::Somewhere.has(&pair[1]));
    somewhere && !List::Altogether.has_any(said)
}

/// Whether somebody tells of the death of somebody dear, a pet included.
pub fn is_grieving(text: &str) -> bool {
    let statements = statements(text);
    tells_of_a_death(&statements) && !is_made_up(&statements)
}

/// Whether somebody dear died, be it long ago.
pub(super) fn tells_of_a_death(statements: &[Vec<String>]) -> bool {
    let is_remembered = statements.iter().any(|said| List::MemorialDays.is_in(said));
    statements.iter().any(|said| tells_of_death(said)) || is_remembered && remembers(&statements.concat())
}

/// Whether what dies in it is a thing, or somebody in a story: nobody mourns.
pub fn is_unmourned(text: &str) -> bool {
    let said: Vec<String> = words(text).map(fold).collect();
    said.iter().any(|word| is_thing(word)) || is_made_up(&[said])
}

fn is_thing(word: &str) -> bool {
    List::Things.iter().any(|thing| word.starts_with(thing))
}

/// "I miss dad", on a day on which the dead are remembered.
fn remembers(said: &[String]) -> bool {
    let longs = |word: &String| List::Longing.iter().any(|start| word.starts_with(start));
    said.iter().any(|word| is_dear(word)) && said.iter().any(longs)
}

fn is_dear(word: &str) -> bool {
    let is_ending = |rest: &str| rest.chars().count() <= REST;
    List::Dear.iter().any(|dear| word.strip_prefix(dear).is_some_and(is_ending))
}

fn tells_of_death(said: &[String]) -> bool {
    let died = List::Deaths.has_any(said) || List::DeathSayings.is_in(said);
    died && said.iter().any(|word| is_dear(word) || is_given_name(word)) && !said.iter().any(|word| is_thing(word))
}

/// The folded words of each sentence that states something. Of a question, what stands before its last comma ("my cat died, what
/// shall I do?"); of what begins as one, what stands behind its first ("how glad I am, we found the cat").
pub(super) fn statements(text: &str) -> Vec<Vec<String>> {
    let sentences = text.split_inclusive(['.', '!', '?', '…', '\n', ';']);
    let stated = sentences.filter_map(|sentence| match sentence.contains('?') {
        true => sentence.rsplit_once(',').map(|(stated, _)| stated),
        false => Some(sentence),
    });
    let asks = |stated: &str| words(stated).next().map(fold).is_some_and(|word| List::QuestionWords.has(&word));
    let stated = stated.filter_map(|stated| match asks(stated) {
        true => stated.split_once(',').map(|(_, stated)| stated),
        false => Some(stated),
    });
    stated.map(|stated| words(stated).map(fold).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_does_not_want_to_live_is_heard() {
        for text in [
            "я не хочу жити",
            "Не хочу більше так жити",
            "жити не хочеться",
            "жити більше не хочу",
            "не хочу більше жити в цьому світі",
            "хочу вмерти",
            "Я так хочу просто померти",
            "хочется умереть",
            "думаю покінчити з собою",
            "краще б мене не було…",
            "уб’ю себе",
            "I want to die",
            "i just wanna die",
            "I don't want to live anymore",
            "I’m going to kill myself",
            "thinking about ending it all",
            "I feel suicidal",
        ] {
            assert!(is_suicidal(text), "{text}");
        }
        for text in [
            "",
            "не хочу вмерти",
            "I don't want to die",
            "вмираю зі сміху, хочу вмерти зі сміху",
            "хочу жити біля моря",
            "де ти хочеш жити?",
            "хто казав про самогубство?",
            "I want to live in Lviv",
            "сервер помер",
            "не хочу йти на роботу",
            "не хочу жити в гуртожитку",
            "I don't want to live with my parents",
        ] {
            assert!(!is_suicidal(text), "{text}");
        }
    }

    #[test]
    fn who_has_lost_somebody_is_heard() {
        for text in [
            "у мене помер дідусь",
            "Мій кіт помер",
            "вчора не стало бабусі",
            "my dog died",
            "My grandmother passed away",
        ] {
            assert!(is_grieving(text), "{text}");
        }
        for text in [
            "помер сервер",
            "телефон помер",
            "my battery died",
            "синій телефон помер",
            "хто помер у серіалі?",
            "кіт спить",
            "я помер на тесті від нудьги",
        ] {
            assert!(!is_grieving(text), "{text}");
        }
    }
}
