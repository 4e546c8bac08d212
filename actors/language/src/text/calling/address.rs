//! Whether a name in a sentence is an address.
//!
//! A form that is the vocative alone always is. Another form is one
//! - where nothing else is said: "ну, Балачка?";
//! - behind a greeting or another word that hails: "привіт Балачка", "ей бот";
//! - before an order or a question: "не смішно балачка давай другий"; at the beginning of a clause also before a comma, a
//!   number or the second person: "бот скажи"; a name of ours there before whatever tells nothing about it: "Балачка йти
//!   спати чи ні", but "Балачка знову мовчить" is talk;
//! - at the end of a clause, behind a comma: "як справи, Балачка?"; or behind an order, a question or the second person:
//!   "скажи щось Балачка".
//!
//! It is none in an enumeration, before a clause about it ("бот, який усе знає, ..."), or before an aside ("Балачка,
//! мабуть, спить").

use super::{Sentence, Word, name::Found, sentence::Gap};
use crate::packs::List;

/// Letters before the ending of a verb in the second person, at least.
const STEM: usize = 2;
/// Words of an order that names what it is about, before the name of whom it is given to.
const LONG: usize = 3;
/// Words that may stand between a name and what turns to it.
const BETWEEN: usize = 3;

/// Whether somebody is called by the name.
pub(super) fn is_address(sentence: &Sentence<'_>, name: &Found) -> bool {
    let (first, last) = (&sentence.words[name.from], &sentence.words[name.to - 1]);
    if first.is_quoted(last) {
        return false;
    }
    if name.cases.is_only_vocative() {
        return true;
    }
    if first.before == Gap::Joined || sentence.gap(name.to) == Gap::Joined {
        return false;
    }
    let place = Place { sentence, name };
    if name.cases.nominative || name.cases.vocative { place.is_address() } else { place.is_address_in_another_case() }
}

/// A name and what stands around it.
struct Place<'s, 't> {
    sentence: &'s Sentence<'t>,
    name: &'s Found,
}

impl Place<'_, '_> {
    fn is_address(&self) -> bool {
        let (begins, ends) = (self.begins_clause(), self.sentence.gap(self.name.to));
        let turned_to = || self.tells_of_somebody() || turns_to_us(self.sentence, self.name.to);
        match ends {
            Gap::End if begins => !self.is_enumerated(),
            Gap::Comma if begins => !self.is_enumerated() && !self.is_described(),
            Gap::End | Gap::Comma => self.is_hailed() || self.ends_clause(),
            Gap::Space if begins && !self.is_told_of() => true,
            Gap::Space | Gap::Dash if begins => turned_to() || self.is_hailed(),
            Gap::Space | Gap::Dash => {
                self.is_hailed() || self.is_before_request() || self.is_amid_exclamation() || self.is_amid_order()
            }
            Gap::Joined => false,
        }
    }

    /// "Балачка він мене дратує": of two nominatives one is an address.
    fn tells_of_somebody(&self) -> bool {
        let after = &self.sentence.words[self.name.to..];
        let is_little = |word: &&Word<'_>| List::BeforeCall.has(&word.key) || List::Somehow.has(&word.key);
        let little = after.iter().take(BETWEEN).take_while(is_little).count();
        let asks_if = || self.sentence.asks && after.first().is_some_and(|word| List::Conditions.has(&word.key));
        List::OfThemselves.words().begins(&after[little..]).is_some() || asks_if()
    }

    /// "Балачка знову мовчить", "бот класний": whether what follows tells something about it. A noun for what we are is
    /// talked about unless somebody else is, or something is asked.
    fn is_told_of(&self) -> bool {
        let sentence = self.sentence;
        let clause = sentence.clause(self.name.to);
        let is_little = |word: &&Word<'_>| {
            [List::BeforeCall, List::Somehow, List::TellingAdverbs, List::Determiners]
                .iter()
                .any(|it| it.has(&word.key))
        };
        let Some(first) = clause.iter().find(|word| !is_little(word)) else { return true };
        if is_third_person(first) {
            return true;
        }
        let later = &sentence.words[self.name.to + clause.len()..];
        let told = || List::Orders.words().begins(later).is_some();
        let asked = || later.iter().any(|word| List::Who.has(&word.key) || List::HowMany.has(&word.key));
        let asks = sentence.asks || asked() || told();
        if asks || clause.iter().chain(later).any(is_second_person) {
            return false;
        }
        self.name.is_common || clause.iter().any(is_third_person)
    }

    /// "Фух балачка я злякалась".
    fn is_amid_exclamation(&self) -> bool {
        let before = &self.sentence.words[self.sentence.clause_start(self.name.from + 1)..self.name.from];
        let exclaims = before.iter().all(|word| List::BeforeCall.has(&word.key) || List::Hailing.has(&word.key));
        exclaims && self.tells_of_somebody()
    }

    /// "Розбуди мене о п'ятій бот якщо засну": an order, or a question in the second person, that goes on.
    fn is_amid_order(&self) -> bool {
        let after = &self.sentence.words[self.name.to];
        let goes_on =
            [List::Conditions, List::Determiners, List::QuestionWords].iter().any(|list| list.has(&after.key));
        self.name.is_common && goes_on && self.ends_clause()
    }

    /// "Балачку, скажи": nobody speaks of us so.
    fn is_address_in_another_case(&self) -> bool {
        let set_off = self.sentence.gap(self.name.to) == Gap::Comma;
        !self.name.is_common && self.begins_clause() && set_off && turns_to_us(self.sentence, self.name.to)
    }

    /// Whether a clause begins with it, little words aside.
    fn begins_clause(&self) -> bool {
        let before = &self.sentence.words[self.sentence.clause_start(self.name.from + 1)..self.name.from];
        before.iter().all(|word| List::BeforeCall.has(&word.key))
    }

    /// Whether a greeting or the like stands right before it.
    fn is_hailed(&self) -> bool {
        let start = self.sentence.clause_start(self.name.from + 1);
        let before = &self.sentence.words[start..self.name.from];
        (0..before.len()).any(|at| List::Hailing.words().begins(&before[at..]) == Some(before.len() - at))
    }

    /// "Не смішно балачка давай другий", "ну серйозно балачка хто правий".
    fn is_before_request(&self) -> bool {
        let (from, to) = (self.name.from, self.name.to);
        let rest = &self.sentence.words[to..];
        let ordered = || List::Orders.words().begins(rest).is_some();
        let asked = || begins_to_turn(rest, self.sentence.asks) && List::QuestionWords.has(&rest[0].key);
        !self.name.is_common && !self.is_governed(&self.sentence.words[from - 1]) && (ordered() || asked())
    }

    /// Whether the word before the name tells something about it, or needs it.
    fn is_governed(&self, before: &Word<'_>) -> bool {
        let governs = [List::QuestionWords, List::Prepositions, List::Determiners];
        governs.iter().any(|list| list.has(&before.key))
    }

    /// "Скажи щось Балачка", "що ти думаєш Балачка", "is it going to rain Balachka?".
    fn ends_clause(&self) -> bool {
        let before = &self.sentence.words[self.sentence.clause_start(self.name.from)..self.name.from];
        let opening = before.iter().take_while(|word| List::BeforeCall.has(&word.key)).count();
        let (clause, last) = (&before[opening..], before.last());
        let interrogative =
            |word: &Word<'_>| List::QuestionWords.has(&word.key) && !List::DoubtfulQuestions.has(&word.key);
        let is_brief_question = || {
            let asks = clause.first().is_some_and(|word| List::When.has(&word.key) || List::HowMany.has(&word.key));
            clause.len() == LONG - 1 && self.sentence.asks && asks && !last.is_some_and(acts)
        };
        let is_question = clause.len() >= LONG && clause.iter().any(interrogative) || is_brief_question();
        // "And by how much bot".
        let counts = last.is_some_and(|word| List::HowMany.has(&word.key));
        let governed =
            !counts && last.is_some_and(|word| self.is_governed(word) && !(is_question && interrogative(word)));
        let mut opening = clause.iter().skip_while(|word| List::Prepositions.has(&word.key));
        let asked = opening.next().is_some_and(|word| List::QuestionWords.has(&word.key) || is_second_person(word));
        let asked = || asked || counts;
        let to_us = || clause.len() > 1 && clause.iter().any(is_second_person);
        // "A stupid piece of iron you are Balachka".
        let named_so = || last.is_some_and(|word| List::SpokenTo.has(&word.key));
        let ordered_at_once = || !self.name.cases.other && List::Orders.words().begins(before) == Some(before.len());
        // A name that is not declined stands at the end of a sentence mostly as an address.
        let is_asked_or_told = || clause.len() >= LONG && (self.sentence.asks || self.name.cases.other);
        // "Ask Balachka": where a name is not declined, it may be whom the order is about.
        let ordered = List::Orders.words().begins(clause).is_some() && (!self.name.cases.other || clause.len() >= LONG);
        // A noun is more often what is spoken of: it takes a question, or an order that is done for the speaker.
        if self.name.is_common {
            let for_speaker = || {
                clause.iter().any(|word| List::Asker.has(&word.key))
                    && !clause.iter().any(|word| List::Making.has(&word.key))
            };
            let is_order = || List::Orders.words().begins(clause).is_some() && for_speaker();
            let goes_on = self.name.to < self.sentence.words.len();
            let asks_something = || asked() && clause.len() + usize::from(goes_on) >= LONG;
            // "And me bot".
            let me_too = || {
                clause.len() <= LONG
                    && last.is_some_and(|word| List::Asker.has(&word.key))
                    && !clause.iter().any(|word| List::Making.has(&word.key) || acts(word))
            };
            let again = || List::DoingAgain.words().begins(clause).is_some();
            return !governed && (asks_something() || is_order() || me_too() || again());
        }
        !governed
            && (ordered || ordered_at_once() || is_question || named_so() || asked() && to_us() || is_asked_or_told())
    }

    /// "Чай, кава, балачка": a word among others that stand alone.
    fn is_enumerated(&self) -> bool {
        let start = self.sentence.clause_start(self.name.from + 1);
        let mut before = Vec::new();
        let mut at = start;
        while at > 0 && before.len() < 2 {
            at = self.sentence.clause_start(at);
            before.push(is_item(self.sentence, at));
        }
        let after =
            [self.name.to, self.name.to + 1].map(|at| at < self.sentence.words.len() && is_item(self.sentence, at));
        match before.as_slice() {
            [] => after == [true, true],
            [one] => *one && after[0],
            [one, ..] => *one && (after[0] || self.name.to == self.sentence.words.len()),
        }
    }

    /// Whether what follows the comma tells something about it.
    fn is_described(&self) -> bool {
        let (sentence, to) = (self.sentence, self.name.to);
        let rest = &sentence.words[to..];
        if sentence.asks || rest.iter().any(is_second_person) {
            return false;
        }
        let turned_to = |at: usize| List::Orders.words().begins(&sentence.words[at..]).is_some();
        if let Some(aside) = List::Asides.words().begins(rest) {
            return !turns_to_us(sentence, to + aside);
        }
        let closed = || rest.iter().skip(1).any(|word| word.before == Gap::Comma);
        List::Relatives.has(&rest[0].key) && !turned_to(to) && (self.name.is_common || closed())
    }
}

/// Whether a word looks like a verb: "коли спить балачка?" asks about her.
fn acts(word: &Word<'_>) -> bool {
    List::Verbs.has(&word.key) || List::VerbEndings.iter().any(|ending| word.key.ends_with(ending))
}

/// Whether a clause is one word that neither greets nor asks.
fn is_item(sentence: &Sentence<'_>, from: usize) -> bool {
    let clause = sentence.clause(from);
    let talks =
        |word: &Word<'_>| List::BeforeCall.has(&word.key) || List::Yes.has(&word.key) || List::No.has(&word.key);
    clause.len() == 1 && !talks(&clause[0]) && !turns_to_us(sentence, from)
}

/// Whether the words from there on are an order, a question, a greeting, or speak in the second person.
fn turns_to_us(sentence: &Sentence<'_>, from: usize) -> bool {
    let mut at = from;
    while at < sentence.words.len() && at <= from + BETWEEN {
        let rest = &sentence.words[at..];
        let is_order_behind_thing = || rest.len() > 1 && !acts(&rest[0]) && List::Orders.has(&rest[1].key);
        if begins_to_turn(rest, sentence.asks) || at == from && is_order_behind_thing() {
            return true;
        }
        if ![List::BeforeCall, List::Names, List::Prepositions].iter().any(|list| list.has(&rest[0].key)) {
            return false;
        }
        at += 1;
    }
    false
}

fn begins_to_turn(rest: &[Word<'_>], asks: bool) -> bool {
    let begins = |list: List| list.words().begins(rest).is_some();
    let word = &rest[0];
    let certain = !List::DoubtfulQuestions.has(&word.key) || asks;
    let is_or = List::Or.has(&word.key) && asks;
    let questions = List::QuestionWords.has(&word.key) && certain && (is_or || !begins(List::NoQuestions));
    let counts = word.key.starts_with(|letter: char| letter.is_ascii_digit());
    begins(List::Hailing) || begins(List::Orders) || is_second_person(word) || questions || counts
}

/// A verb in the third person of the singular, or a word that stands where one could.
fn is_third_person(word: &Word<'_>) -> bool {
    let ends = |ending: &str| word.key.strip_suffix(ending).is_some_and(|stem| stem.chars().count() >= STEM);
    List::ThirdPerson.has(&word.key) || List::ThirdPersonEndings.iter().any(ends)
}

/// A pronoun or a verb in the second person.
fn is_second_person(word: &Word<'_>) -> bool {
    let key = &word.key;
    let ends = |ending: &str| key.strip_suffix(ending).is_some_and(|stem| stem.chars().count() >= STEM);
    let pronoun = || [List::SecondPerson, List::SpokenTo, List::Yours].iter().any(|list| list.has(key));
    pronoun() || List::SecondPersonEndings.iter().any(ends)
}
