//! People in a text: given names and short ones in all their cases, names known from the chat, handles, pronouns.
//!
//! Some names are words too (`[names and words]`: *слава, надія, roman, will*). Such a word is a person only
//! - with a capital letter, unless it begins a sentence;
//! - beside a verb of speaking or behind a word that people stand after ("сказала надія", "від романа");
//! - called to at the beginning or the end of a sentence, with a comma ("Надіє, ти де?").
//!
//! An unknown word is a person only if the first and the second are true of it, and it is no place.

use std::{collections::HashMap, ops::Range};

use language::{
    packs::{List, Script, packs},
    text::{
        inflection,
        words::{Cut, words},
    },
};

pub use super::name_forms::same_person;
use super::{
    key,
    name_forms::{Reading, readings, sounds_like_a_name},
    surnames::nominative,
};
use crate::{places::zone_of, recall::speaks};

/// Who asks.
pub const ASKER: &str = "asker";
/// Who is asked.
pub const BOT: &str = "bot";
/// What parts sentences.
const ENDS: &[char] = &['.', '!', '?', '\n', '…', ':', ';'];
/// Letters from which on forms of a name are known by what they have in common.
const LONG: usize = 4;

/// A person that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonMention {
    /// In its base form if that is known, else as written; [`ASKER`], [`BOT`].
    pub name: String,
    /// Bytes of the text.
    pub place: Range<usize>,
    pub kind: PersonKind,
}

/// How a person is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonKind {
    /// By a given name, with a surname or without.
    Given,
    /// By what bearers of a given name are called for short.
    Short,
    /// By a handle, `@name`.
    Handle,
    Pronoun,
    /// By a name that only the chat knows, or by a word that looks like a name.
    Capitalised,
}

/// The people whom the text names, in its order. `known` are names that the chat knows, as its people write them.
pub fn people(text: &str, known: &[&str]) -> Vec<PersonMention> {
    let said = Said::of(text);
    let known = Known::of(known);
    let mut people = Vec::new();
    let mut at = 0;
    while at < said.words.len() {
        let found = said.person(at, &known);
        at = found.as_ref().map_or(at + 1, |(_, next)| *next);
        people.extend(found.map(|(person, _)| person));
    }
    people
}

/// The words of a text.
struct Said<'t> {
    text: &'t str,
    words: Vec<Word<'t>>,
}

struct Word<'t> {
    place: Range<usize>,
    written: &'t str,
    key: String,
}

/// A person, and the number of the word that follows.
type Found = Option<(PersonMention, usize)>;

impl<'t> Said<'t> {
    fn of(text: &'t str) -> Self {
        let word = |place: Range<usize>| Word { written: &text[place.clone()], key: key(&text[place.clone()]), place };
        Self { text, words: Cut::Said.runs(text).map(word).collect() }
    }

    fn person(&self, at: usize, known: &Known) -> Found {
        if let Some(found) = self.handle(at) {
            return found;
        }
        if List::Names.has(&self.words[at].key) {
            return None;
        }
        self.pronoun(at)
            .or_else(|| self.known_in_full(at, known))
            .or_else(|| self.given(at, known))
            .or_else(|| self.known_in_part(at, known))
            .or_else(|| self.stranger(at))
    }

    fn found(&self, name: String, kind: PersonKind, at: usize, next: usize) -> Found {
        let place = self.words[at].place.start..self.words[next - 1].place.end;
        Some((PersonMention { name, place, kind }, next))
    }

    /// A handle; of a bot or of an address, nobody. `None` for other words.
    fn handle(&self, at: usize) -> Option<Found> {
        let word = &self.words[at];
        let before = self.text[..word.place.start].strip_suffix('@')?;
        let address = before.ends_with(|it: char| it.is_alphanumeric() || it == '.');
        let person = !address && !word.key.ends_with("bot");
        Some(if person {
            let place = before.len()..word.place.end;
            let name = format!("@{}", word.written);
            Some((PersonMention { name, place, kind: PersonKind::Handle }, at + 1))
        } else {
            None
        })
    }

    fn pronoun(&self, at: usize) -> Found {
        let word = &*self.words[at].key;
        let name = match () {
            // "i" among Cyrillic words is an "і" of another keyboard.
            () if word.len() == 1 && self.is_foreign(at) => return None,
            () if List::Asker.has(word) => ASKER,
            () if List::SpokenTo.has(word) => BOT,
            () if List::ThatPerson.has(word) && self.is_that_one(at) => word,
            () => List::SomebodyElse.words().pairs().find(|(form, _)| *form == word).map(|(_, base)| base)?,
        };
        self.found(name.to_owned(), PersonKind::Pronoun, at, at + 1)
    }

    /// Whether no word beside it is of its script, and there are words beside it.
    fn is_foreign(&self, at: usize) -> bool {
        let script = |word: &Word| word.key.chars().next().map(Script::of);
        let mut beside =
            [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|it| self.words.get(it)).peekable();
        beside.peek().is_some() && beside.all(|word| script(word) != script(&self.words[at]))
    }

    fn is_that_one(&self, at: usize) -> bool {
        self.word(at + 1).is_some_and(|next| List::Who.has(&next.key) || acts(next))
            || self.before(at).is_some_and(acts)
    }

    fn given(&self, at: usize, known: &Known) -> Found {
        let reading = self.reading(at, known).or_else(|| self.heard(at))?;
        let (name, kind) = match reading {
            Given::Read(reading) if reading.is_full() => (reading.base(), PersonKind::Given),
            Given::Read(reading) => (reading.base(), PersonKind::Short),
            Given::Heard => (without_possessive(self.words[at].written).to_owned(), PersonKind::Given),
        };
        let declined = |surname: &str| match reading {
            Given::Read(reading) if !reading.is_nominative => surname_beside(reading, surname).map(|(name, _)| name),
            _ => None,
        };
        let surname = self.surname(at + 1).map(|it| declined(it).unwrap_or_else(|| without_possessive(it).to_owned()));
        match surname {
            Some(surname) => self.found(format!("{name} {surname}"), PersonKind::Given, at, at + 2),
            None => self.found(name, kind, at, at + 1),
        }
    }

    /// The name that the word is a form of: one that the chat knows, else in the case that its place asks for.
    fn reading(&self, at: usize, known: &Known) -> Option<Given> {
        let word = &self.words[at];
        let governed =
            self.before(at).is_some_and(|it| List::Prepositions.has(&it.key) || List::Addressing.has(&it.key));
        let readings = || readings(&word.key).iter().map(|(_, reading)| *reading).filter(|it| self.is_meant(at, *it));
        let fits = |reading: &Reading| reading.is_nominative != governed;
        let by_chat = readings().find(|reading| known.has_word(&reading.base()));
        let by_letters = || readings().find(|it| has_letters_of(&it.base(), word.written));
        let by_surname = || {
            let surname = self.surname(at + 1)?;
            let declined = readings().filter(|it| !it.is_nominative);
            let sure = declined.filter_map(|it| surname_beside(it, surname).map(|(_, letters)| (it, letters)));
            sure.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(reading, _)| reading)
        };
        by_chat
            .or_else(by_letters)
            .or_else(by_surname)
            .or_else(|| readings().find(fits))
            .or_else(|| readings().next())
            .map(Given::Read)
    }

    /// A name in another alphabet, which needs a capital letter.
    fn heard(&self, at: usize) -> Option<Given> {
        let written = without_possessive(self.words[at].written);
        let alone = readings(written).is_empty() && !is_common(&self.words[at].key);
        (alone && is_name_like(written) && sounds_like_a_name(written)).then_some(Given::Heard)
    }

    /// Whether the form of a name is one here, and not the word that it is too.
    fn is_meant(&self, at: usize, reading: Reading) -> bool {
        let word = &self.words[at];
        if List::NoNames.has(&word.key) {
            return false;
        }
        let called = || (reading.is_nominative || reading.is_vocative) && self.is_called(at);
        let subject = || reading.is_nominative && self.word(at + 1).is_some_and(acts);
        !List::NamesAndWords.has(&word.key)
            || is_capital(word.written) && !self.begins_sentence(at)
            || self.follows_for_people(at)
            || subject()
            || called()
    }

    /// A word with a capital letter behind a given name.
    fn surname(&self, at: usize) -> Option<&'t str> {
        let word = self.word(at)?;
        let joined = self.gap(at) == " " && is_name_like(word.written);
        let other = || !readings(&word.key).is_empty() || is_common(&word.key) || zone_of(word.written).is_some();
        (joined && !other()).then_some(word.written)
    }

    fn known_in_full(&self, at: usize, known: &Known) -> Found {
        let fits = |name: &&Vec<String>| {
            name.len() > 1
                && name.len() <= self.words.len() - at
                && name.iter().zip(&self.words[at..]).all(|(known, said)| alike(known, &said.key))
        };
        let name = known.at(&self.words[at].key).map(|(name, _)| &known.names[name]).find(|it| fits(&&it.keys))?;
        self.found(name.written.to_owned(), PersonKind::Capitalised, at, at + name.keys.len()).map(
            |(mut person, next)| {
                let given = readings(&name.keys[0]).iter().any(|(_, reading)| reading.is_nominative);
                person.kind = if given { PersonKind::Given } else { person.kind };
                (person, next)
            },
        )
    }

    fn known_in_part(&self, at: usize, known: &Known) -> Found {
        let word = &self.words[at];
        if is_common(&word.key) {
            return None;
        }
        let (name, part) = known.at(&word.key).next()?;
        let name = words(known.names[name].written).nth(part)?;
        self.found(name.to_owned(), PersonKind::Capitalised, at, at + 1)
    }

    fn stranger(&self, at: usize) -> Found {
        let word = &self.words[at];
        let placed = self.follows_for_people(at) || self.word(at + 1).is_some_and(acts) && !self.is_governed(at);
        let looks = is_name_like(word.written) && !self.begins_sentence(at) && !is_common(&word.key);
        if !placed || !looks || !readings(&word.key).is_empty() || zone_of(word.written).is_some() {
            return None;
        }
        self.found(word.written.to_owned(), PersonKind::Capitalised, at, at + 1)
    }

    /// Whether a preposition stands before it.
    fn is_governed(&self, at: usize) -> bool {
        self.before(at).is_some_and(|it| List::Prepositions.has(&it.key))
    }

    /// Whether it stands right behind a verb of speaking, or behind a word that people stand after.
    fn follows_for_people(&self, at: usize) -> bool {
        let asked = |length: usize| {
            let from = at.checked_sub(length)?;
            let said: Vec<&str> = self.words[from..at].iter().map(|it| &*it.key).collect();
            (List::WhoIs.words().begins(&said) == Some(length)).then_some(())
        };
        self.before(at).is_some_and(|it| acts(it) || List::Addressing.has(&it.key) || List::BeforePeople.has(&it.key))
            || asked(2).is_some()
    }

    /// Whether it begins or ends a sentence and a comma parts it from the rest.
    fn is_called(&self, at: usize) -> bool {
        let after = self.text[self.words[at].place.end..].trim_start().chars().next();
        let ends = after.is_none_or(|it| ENDS.contains(&it));
        self.begins_sentence(at) && after == Some(',') || self.gap(at).contains(',') && ends
    }

    /// Whether it begins a sentence, our own name aside.
    fn begins_sentence(&self, at: usize) -> bool {
        let called = || List::Names.has(&self.words[at - 1].key) && self.begins_sentence(at - 1);
        at == 0 || self.gap(at).contains(ENDS) || called()
    }

    /// What stands before the word, behind the one before it.
    fn gap(&self, at: usize) -> &'t str {
        let from = at.checked_sub(1).map_or(0, |before| self.words[before].place.end);
        &self.text[from..self.words[at].place.start]
    }

    fn word(&self, at: usize) -> Option<&Word<'t>> {
        self.words.get(at)
    }

    /// The word before it in the same clause.
    fn before(&self, at: usize) -> Option<&Word<'t>> {
        let before = at.checked_sub(1)?;
        self.words.get(before).filter(|_| !self.gap(at).contains(|it| ENDS.contains(&it) || it == ','))
    }
}

/// Both, and the lists of their full names.
const GENDERS: &[(List, List)] = &[(List::Men, List::SurnamesOfMen), (List::Women, List::SurnamesOfWomen)];

/// The nominative of a surname beside a given name in another case, and the letters that tell it.
fn surname_beside(given: Reading, surname: &str) -> Option<(String, usize)> {
    let genders = GENDERS.iter().filter(|(people, _)| given.is_of(*people));
    let sure = genders.filter_map(|(_, cases)| nominative(surname, *cases));
    sure.reduce(|best, next| if next.1 > best.1 { next } else { best })
}

/// Whether the word has letters that people seldom write, and the name has them too.
fn has_letters_of(name: &str, word: &str) -> bool {
    let letters = packs().letters();
    let (name, word) = (name.to_lowercase(), word.to_lowercase());
    let mut seldom = word.chars().filter(|letter| letters.plain(*letter) != *letter).peekable();
    seldom.peek().is_some() && seldom.all(|letter| name.contains(letter))
}

/// "Nazar's" is Nazar.
fn without_possessive(word: &str) -> &str {
    let key = key(word);
    let ending = List::Possessives.iter().find(|ending| key.ends_with(ending)).map_or(0, |it| it.chars().count());
    let end = word.char_indices().nth(word.chars().count() - ending).map_or(word.len(), |(at, _)| at);
    &word[..end]
}

#[derive(Clone, Copy)]
enum Given {
    Read(Reading),
    /// It sounds like a name of another alphabet.
    Heard,
}

/// Whether somebody speaks or sends something.
fn acts(word: &Word) -> bool {
    speaks(word.written) || List::Sending.has(&word.key)
}

/// Words that nobody is called by.
fn is_common(key: &str) -> bool {
    const LISTS: &[List] = &[
        List::QuestionWords,
        List::Fillers,
        List::Trivial,
        List::Wondering,
        List::Pronouns,
        List::Prepositions,
        List::Recalling,
        List::Addressing,
        List::Asker,
        List::SpokenTo,
        List::Names,
        List::NoNames,
    ];
    LISTS.iter().any(|list| list.has(key)) || speaks(key)
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether it has a capital letter first and small ones behind.
fn is_name_like(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.clone().next().is_some()
        && !letters.any(char::is_uppercase)
}

/// Whether both are forms of one word.
fn alike(one: &str, other: &str) -> bool {
    let long = |word: &str| word.chars().nth(LONG - 1).is_some();
    let roots = || inflection::roots(other);
    one == other || long(one) && long(other) && inflection::roots(one).iter().any(|root| roots().contains(root))
}

/// The names that a chat knows.
struct Known<'k> {
    names: Vec<KnownName<'k>>,
    /// The name and the number of its word, by the roots of the word.
    roots: HashMap<String, Vec<(usize, usize)>>,
}

struct KnownName<'k> {
    written: &'k str,
    keys: Vec<String>,
}

impl<'k> Known<'k> {
    fn of(known: &[&'k str]) -> Self {
        let name = |written: &&'k str| KnownName { written, keys: words(written).map(key).collect() };
        let names: Vec<KnownName<'k>> = known.iter().map(name).collect();
        let mut roots: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
        for (number, name) in names.iter().enumerate() {
            for (part, word) in name.keys.iter().enumerate() {
                for root in inflection::roots(word) {
                    roots.entry(root).or_default().push((number, part));
                }
            }
        }
        Self { names, roots }
    }

    /// The names that have the word in some form, and which word of theirs it is; those that have it as it stands first.
    fn at(&self, word: &str) -> impl Iterator<Item = (usize, usize)> {
        let roots = if self.names.is_empty() { Vec::new() } else { inflection::roots(word) };
        let mut found: Vec<(usize, usize)> =
            roots.iter().filter_map(|root| self.roots.get(root)).flatten().copied().collect();
        found.retain(|(name, part)| alike(&self.names[*name].keys[*part], word));
        found.sort_by_key(|(name, part)| (self.names[*name].keys[*part] != word, *name, *part));
        found.into_iter()
    }

    fn has_word(&self, name: &str) -> bool {
        let name = key(name);
        self.at(&name).any(|(number, part)| self.names[number].keys[part] == name)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Names with a letter for their kind: "Тарас.g, @olena.h".
    fn read(text: &str, known: &[&str]) -> String {
        let letter = |kind| match kind {
            PersonKind::Given => 'g',
            PersonKind::Short => 's',
            PersonKind::Handle => 'h',
            PersonKind::Pronoun => 'p',
            PersonKind::Capitalised => 'c',
        };
        people(text, known).iter().map(|it| format!("{}.{}", it.name, letter(it.kind))).collect::<Vec<_>>().join(", ")
    }

    fn check(rows: &[(&str, &[&str], &str)]) {
        let wrong: Vec<String> = rows
            .iter()
            .map(|(text, known, wanted)| (text, read(text, known), wanted))
            .filter(|(_, found, wanted)| found != *wanted)
            .map(|(text, found, wanted)| format!("{text}: {found} instead of {wanted}"))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn names_are_given_back_in_the_nominative() {
        check(&[
            ("що казав Тарас?", &[], "Тарас.g"),
            ("скажи Тарасові", &[], "Тарас.g"),
            ("скажи Тарасу", &[], "Тарас.g"),
            ("бачили Тараса?", &[], "Тарас.g"),
            ("з Тарасом", &[], "Тарас.g"),
            ("Тарасе, ти де", &[], "Тарас.g, bot.p"),
            ("Тарасику, привіт", &[], "Тарасик.s"),
            ("від Макса", &[], "Макс.s"),
            ("що писала Оля", &[], "Оля.s"),
            ("у Олі день народження", &[], "Оля.s"),
            ("з Олею", &[], "Оля.s"),
            ("Олю, привіт", &[], "Оля.s"),
            ("про Олю", &[], "Оля.s"),
            ("Ользі Петрівні", &[], "Ольга Петрівна.g"),
            ("Ольго, чуєш?", &[], "Ольга.g"),
            ("Марічці", &[], "Марічка.s"),
            ("Марічко, йди сюди", &[], "Марічка.s"),
            ("від Сашка", &[], "Сашко.s"),
            ("Сашкові", &[], "Сашко.s"),
            ("Сашку, ти йдеш?", &[], "Сашко.s, bot.p"),
            ("Сашка казала", &[], "Сашка.s"),
            ("з Сашком", &[], "Сашко.s"),
            ("до Ігоря", &[], "Ігор.g"),
            ("Ігореві", &[], "Ігор.g"),
            ("Ігорю, агов", &[], "Ігор.g"),
            ("про Андрія", &[], "Андрій.g"),
            ("Андрієві", &[], "Андрій.g"),
            ("Андрію, ку", &[], "Андрій.g"),
            ("з Андрієм", &[], "Андрій.g"),
            ("у Миколи", &[], "Микола.g"),
            ("Миколо, ти тут", &[], "Микола.g, bot.p"),
            ("від Іллі", &[], "Ілля.g"),
            ("у Федора", &[], "Федір.g"),
            ("до Якова", &[], "Яків.g"),
            ("Дмитрові й Петрові", &[], "Дмитро.g, Петро.g"),
            ("Дмитре, Павле", &[], "Дмитро.g, Павло.g"),
            ("від Василя", &[], "Василь.g"),
            ("Сергію", &[], "Сергій.g"),
            ("про Наталію", &[], "Наталія.g"),
            ("Наталіє, дякую", &[], "Наталія.g"),
            ("у Зої", &[], "Зоя.g"),
            ("без Любові Іванівни", &[], "Любов Іванівна.g"),
            ("Мар’яні", &[], "Мар'яна.g"),
            ("для В'ячеслава", &[], "В'ячеслав.g"),
            ("Вітьку, Толіку", &[], "Вітьок.s, Толік.s"),
            ("серьога писав", &[], "Серьога.s"),
            ("у Серьоги", &[], "Серьога.s"),
            ("що казала оля", &[], "Оля.s"),
            ("ТАРАС", &[], "Тарас.g"),
            ("Богдана казала", &[], "Богдана.g"),
            ("від Богдана", &[], "Богдан.g"),
            ("скажи Олександру", &[], "Олександр.g"),
            ("про Валерія", &[], "Валерій.g"),
            ("Валерія писала", &[], "Валерія.g"),
            ("напиши Юлі", &[], "Юля.s"),
            ("у Олени ДН 5 травня", &[], "Олена.g"),
            ("хто така Олена Коваль", &[], "Олена Коваль.g"),
        ]);
    }

    #[test]
    fn names_of_other_languages_are_known() {
        check(&[
            ("что говорил Андрей?", &[], "Андрей.g"),
            ("скажи Андрею", &[], "Андрей.g"),
            ("от Лёши", &[], "Лёша.s"),
            ("от Леши", &[], "Лёша.s"),
            ("у Серёги", &[], "Серёга.s"),
            ("Маш, привет", &[], "Маша.s"),
            ("с Екатериной", &[], "Екатерина.g"),
            ("Павлу и Петру", &[], "Павло.g, Петро.g"),
            ("про Дмитрия", &[], "Дмитрий.g"),
            ("what did James say?", &[], "James.g"),
            ("Michael's birthday", &[], "Michael.g"),
            ("tell Bob", &[], "Bob.s"),
            ("what did Olena say?", &[], "Olena.g"),
            ("Taras and Andriy", &[], "Taras.g, Andriy.g"),
        ]);
    }

    #[test]
    fn surnames_and_patronymics_stand_in_the_nominative() {
        check(&[
            ("Миколо Степановичу, вітаю", &[], "Микола Степанович.g"),
            ("від Андрія Петровича", &[], "Андрій Петрович.g"),
            ("Тетяно Юріївно, дякуємо", &[], "Тетяна Юріївна.g"),
            ("поклич Лесі Миколаївни брата", &[], "Леся Миколаївна.g"),
            ("Лесі Іванівні", &[], "Леся Іванівна.g"),
            ("з Марією Степанівною", &[], "Марія Степанівна.g"),
            ("про Івана Шевченка", &[], "Іван Шевченко.g"),
            ("передай Олегу Ковальчуку", &[], "Олег Ковальчук.g"),
            ("у Сергія Мельника", &[], "Сергій Мельник.g"),
            ("з Петром Ковалем", &[], "Петро Коваль.g"),
            ("бачили Оксану Коваль?", &[], "Оксана Коваль.g"),
            ("у Марини Савицької", &[], "Марина Савицька.g"),
            ("Юрієві Яворському", &[], "Юрій Яворський.g"),
            ("Ольги Іванової", &[], "Ольга Іванова.g"),
            ("напиши Ирине Сергеевне", &[], "Ирина Сергеевна.g"),
            ("у Николая Иванова", &[], "Николай Иванов.g"),
            ("Александре Фёдоровне", &[], "Александра Фёдоровна.g"),
            ("Тарас Шевченко писав", &[], "Тарас Шевченко.g"),
        ]);
    }

    #[test]
    fn names_are_known_as_friends_write_them() {
        check(&[
            ("що писав Артём", &[], "Артём.g"),
            ("у Артёма", &[], "Артём.g"),
            ("від Артема", &[], "Артем.g"),
            ("Bohdan's birthday", &[], "Bohdan.g"),
            ("what about Olena’s idea", &[], "Olena.g"),
            ("when is Liza's party", &[], "Liza.s"),
            ("Олежо, ти де", &[], "Олежа.s, bot.p"),
            ("у нашої Зірки свято", &[], "Зірка.s"),
            ("ясна зірка впала", &[], ""),
            ("де Колян", &[], "Колян.s"),
            ("від Дімона", &[], "Дімон.s"),
            ("Вєрці", &[], "Вєрка.s"),
            ("а Толяна бачили?", &[], "Толян.s"),
            ("у Віталі", &[], "Віталя.s"),
            ("шо там Ірка", &[], "Ірка.s"),
        ]);
    }

    #[test]
    fn names_that_are_words_need_a_sign() {
        check(&[
            ("Слава Україні!", &[], ""),
            ("привіт. Слава Україні", &[], ""),
            ("є ще надія", &[], ""),
            ("Надія вмирає останньою", &[], ""),
            ("бачила Надія фото?", &[], "Надія.g"),
            ("у Надії є план", &[], "Надія.g"),
            ("сказала надія", &[], "Надія.g"),
            ("надія казала", &[], "Надія.g"),
            ("Надіє, ти де?", &[], "Надія.g, bot.p"),
            ("ти де, Надіє?", &[], "bot.p, Надія.g"),
            ("слава, ти йдеш?", &[], "Слава.s, bot.p"),
            ("читаю роман", &[], ""),
            ("що писав роман?", &[], "Роман.g"),
            ("від романа", &[], "Роман.g"),
            ("мила моя", &[], "asker.p"),
            ("Любов до борщу", &[], ""),
            ("з любов'ю", &[], ""),
            ("коли обід, люди?", &[], ""),
            ("але тому й так", &[], ""),
            ("у світі нема миру", &[], ""),
            ("I will mark it in april", &[], "asker.p"),
            ("what did Will say", &[], "Will.s"),
            ("от веры", &[], "Вера.g"),
            ("тема дня", &[], ""),
            ("полетів дрон", &[], ""),
        ]);
    }

    #[test]
    fn pronouns_handles_and_strangers_are_told_apart() {
        check(&[
            ("що я казав?", &[], "asker.p"),
            ("в мене завтра свято", &[], "asker.p"),
            ("мій кіт", &[], "asker.p"),
            ("my cat and I", &[], "asker.p, asker.p"),
            ("Тарас i Оля", &[], "Тарас.g, Оля.s"),
            ("що ти думаєш", &[], "bot.p"),
            ("а твій настрій?", &[], "bot.p"),
            ("а він?", &[], "він.p"),
            ("що вона казала", &[], "вона.p"),
            ("спитай у нього", &[], "він.p"),
            ("що казав той", &[], "той.p"),
            ("той день", &[], ""),
            ("what did she say", &[], "she.p"),
            ("@olena_k, привіт", &[], "@olena_k.h"),
            ("хто така @Olena?", &[], "@Olena.h"),
            ("@balachka_bot привіт", &[], ""),
            ("mail@example.com", &[], ""),
            ("Балачко, що казав Тарас", &[], "Тарас.g"),
            ("що казав Коваль про Київ?", &[], "Коваль.c"),
            ("передай Ковалю", &[], "Ковалю.c"),
            ("хто такий Жук?", &[], "Жук.c"),
            ("їдемо до Києва", &[], ""),
            ("сказали в Києві", &[], ""),
            ("говорили про Python", &[], ""),
            ("", &[], ""),
            ("?!", &[], ""),
        ]);
    }

    #[test]
    fn names_of_the_chat_are_known_in_all_cases() {
        check(&[
            ("що казав Коваль", &["Тарас Коваль"], "Коваль.c"),
            ("у Коваля", &["Тарас Коваль"], "Коваль.c"),
            ("про Тараса Коваля", &["Тарас Коваль"], "Тарас Коваль.g"),
            ("скажи Тарасові", &["Тарас Коваль"], "Тарас.g"),
            ("скажи Сашці", &["Сашка"], "Сашка.s"),
            ("бачив Сашка", &["Сашко"], "Сашко.s"),
            ("для Їжачка", &["Їжачок"], ""),
            ("для борсука", &["Борсук"], "Борсук.c"),
            ("що писав Котигорошко", &["Котигорошко"], "Котигорошко.c"),
            ("від котигорошка", &["Котигорошко"], "Котигорошко.c"),
            ("від Bandera", &["bandera"], "bandera.c"),
        ]);
    }

    proptest! {
        #[test]
        fn people_stand_in_the_text(text in ".*", known in prop::collection::vec(".{0,12}", 0..3)) {
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let mut end = 0;
            for person in people(&text, &known) {
                prop_assert!(person.place.start >= end && !text[person.place.clone()].is_empty());
                end = person.place.end;
            }
        }
    }
}
