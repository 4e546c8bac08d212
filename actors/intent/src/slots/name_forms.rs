//! Given names in all their forms: which name a form is of, and whom a name may mean.
//!
//! Names and their endings are the packs' (`names.txt`). The table of all forms is made once, when the first name is
//! looked up; a test holds it below a bound.

use std::{collections::HashMap, sync::OnceLock};

use language::{
    packs::{List, Pack, Script, packs},
    text::{declension::NameCases, inflection, spelling::sound},
};

use super::key;

/// Letters of a name that is known by its sound alone, at least.
const HEARD: usize = 4;

/// A name that a word may be a form of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    name: u16,
    pub is_nominative: bool,
    pub is_vocative: bool,
}

/// A name, full or short.
#[derive(Debug)]
struct Name {
    /// As the pack has it, in small letters.
    base: &'static str,
    is_full: bool,
    /// The full names of whom it may mean; of names that are forms of one another the last.
    people: Vec<&'static str>,
}

#[derive(Debug, Default)]
struct Table {
    names: Vec<Name>,
    /// Sorted by form, then by name: names of men come first, and the packs in their order.
    forms: Vec<(Box<str>, Reading)>,
    /// Sounds of names, for those that are written in another alphabet.
    sounds: HashMap<Box<str>, u16>,
}

impl Reading {
    /// The name in its base form, with a capital letter.
    pub fn base(self) -> String {
        let mut letters = self.name().base.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    /// Whether it is a full name.
    pub fn is_full(self) -> bool {
        self.name().is_full
    }

    /// Whether people of a list of full names may be called so.
    pub fn is_of(self, people: List) -> bool {
        let name = self.name();
        people.has(name.base) || name.people.iter().any(|it| people.has(it))
    }

    fn name(self) -> &'static Name {
        &table().names[usize::from(self.name)]
    }
}

/// The names that the word may be a form of.
pub fn readings(word: &str) -> &'static [(Box<str>, Reading)] {
    let (forms, word) = (&table().forms, key(word));
    let from = forms.partition_point(|(form, _)| **form < *word);
    let length = forms[from..].partition_point(|(form, _)| **form == *word);
    &forms[from..from + length]
}

/// Whether the word is a name in another alphabet than the packs have it in.
pub fn sounds_like_a_name(word: &str) -> bool {
    let script = |word: &str| word.chars().next().map(Script::of);
    let heard = table().sounds.get(&*sound(&key(word))).map(|name| table().names[usize::from(*name)].base);
    word.chars().nth(HEARD - 1).is_some() && heard.is_some_and(|base| script(base) != script(&key(word)))
}

/// Whether both may mean one person: forms of a name, a name and what its bearers are called for short, or one name in
/// two languages. A first name may mean whoever has another name besides it.
pub fn same_person(one: &str, other: &str) -> bool {
    if one.starts_with('@') || other.starts_with('@') {
        return key(one) == key(other);
    }
    let words = |name| language::text::words::words(name);
    words(one).next().is_some()
        && words(other).next().is_some()
        && words(one).zip(words(other)).all(|(one, other)| same_name(one, other))
}

/// Whether people of that name are men or women.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    Man,
    Woman,
}

/// The gender that the given name in a name tells, as its bearer writes it; `None` where it tells none.
pub fn gender(name: &str) -> Option<Gender> {
    let nominatives = |word: &str| -> Vec<Reading> {
        readings(word).iter().map(|(_, reading)| *reading).filter(|reading| reading.is_nominative).collect()
    };
    let named = language::text::words::words(name).map(nominatives).find(|named| !named.is_empty())?;
    match [List::Men, List::Women].map(|people| named.iter().any(|reading| reading.is_of(people))) {
        [true, false] => Some(Gender::Man),
        [false, true] => Some(Gender::Woman),
        _ => None,
    }
}

/// A given name as its bearer is called by it in a language (IETF tag); the name itself where there is no form for that.
pub fn vocative(name: &str, language: &str) -> String {
    let called = || {
        let cases = match gender(name)? {
            Gender::Man => List::MenCases,
            Gender::Woman => List::WomenCases,
        };
        let pack = packs().all().iter().find(|pack| pack.code() == language)?;
        let mut forms = NameCases::of(pack, cases).forms(&name.to_lowercase()).into_iter();
        let form = forms.find(|form| form.is_vocative)?.text;
        let mut letters = form.chars();
        let first = letters.next()?;
        Some(first.to_uppercase().chain(letters).collect())
    };
    called().unwrap_or_else(|| name.to_owned())
}

fn same_name(one: &str, other: &str) -> bool {
    let (people, others) = (people(one), people(other));
    if !people.is_empty() && !others.is_empty() {
        return people.iter().any(|it| others.contains(it));
    }
    let (one, other) = (key(one), key(other));
    let roots = inflection::roots(&other);
    one == other || sound(&one) == sound(&other) || inflection::roots(&one).iter().any(|root| roots.contains(root))
}

/// The full names of whom the word may mean.
fn people(word: &str) -> Vec<&'static str> {
    let known = readings(word).iter().map(|(_, reading)| reading.name());
    let heard = || table().sounds.get(&*sound(&key(word))).map(|name| &table().names[usize::from(*name)]);
    let mut names: Vec<&Name> = known.collect();
    if names.is_empty() {
        names.extend(heard());
    }
    names.iter().flat_map(|name| name.people.iter().copied()).collect()
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(Table::of_packs)
}

impl Table {
    fn of_packs() -> Self {
        let mut table = Self::default();
        let same: HashMap<&str, &'static str> = List::SameNames.words().pairs().collect();
        for pack in packs().all() {
            for (gender, cases) in [(List::Men, List::MenCases), (List::Women, List::WomenCases)] {
                let cases = NameCases::of(pack, cases);
                for full in pack.list(gender).iter() {
                    let person = same.get(full).copied().unwrap_or(full);
                    table.add(full, true, person, &cases);
                    for short in shorts(pack, full) {
                        table.add(short, false, person, &cases);
                    }
                }
            }
        }
        table.forms.sort_by(|one, other| (&one.0, one.1.name).cmp(&(&other.0, other.1.name)));
        table.forms.dedup_by(|later, kept| {
            let same = later.0 == kept.0 && later.1.name == kept.1.name;
            if same {
                kept.1.is_nominative |= later.1.is_nominative;
                kept.1.is_vocative |= later.1.is_vocative;
            }
            same
        });
        table.forms.shrink_to_fit();
        table
    }

    fn add(&mut self, base: &'static str, is_full: bool, person: &'static str, cases: &NameCases) {
        let sound = sound(&key(base)).into_boxed_str();
        let known = self.sounds.get(&sound).filter(|it| self.names[usize::from(**it)].base == base).copied();
        let known =
            known.or_else(|| self.names.iter().position(|it| it.base == base).and_then(|it| it.try_into().ok()));
        let Some(name) = known.or_else(|| u16::try_from(self.names.len()).ok()) else { return };
        if known.is_none() {
            self.names.push(Name { base, is_full, people: Vec::new() });
            self.sounds.entry(sound).or_insert(name);
        }
        let entry = &mut self.names[usize::from(name)];
        entry.is_full |= is_full;
        if !entry.people.contains(&person) {
            entry.people.push(person);
        }
        self.forms.push((key(base).into(), Reading { name, is_nominative: true, is_vocative: false }));
        for form in cases.forms(base) {
            let reading = Reading { name, is_nominative: false, is_vocative: form.is_vocative };
            self.forms.push((key(&form.text).into(), reading));
        }
    }
}

fn shorts(pack: &Pack, full: &str) -> impl Iterator<Item = &'static str> {
    let shorts = pack.list(List::ShortNames).pairs().filter(move |(it, _)| *it == full);
    shorts.flat_map(|(_, shorts)| shorts.split(' ')).filter(|short| !short.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_called_by_the_vocative_where_their_language_has_one() {
        for (name, language, called) in [
            ("Марко", "uk", "Марку"),
            ("Олена", "uk", "Олено"),
            ("Тарас", "uk", "Тарасе"),
            ("Марко", "en", "Марко"),
            ("James", "uk", "James"),
            ("", "uk", ""),
        ] {
            assert_eq!(vocative(name, language), called, "{name}");
        }
    }

    #[test]
    fn one_person_has_many_names() {
        for (one, other) in [
            ("Тарас", "Тарасик"),
            ("Тарас", "Тарасові"),
            ("Тарасику", "Тарасе"),
            ("Олександр", "Саша"),
            ("Олександр", "Сашко"),
            ("Саша", "Сашкові"),
            ("Олександра", "Саша"),
            ("Микола", "Коля"),
            ("Колі", "Миколою"),
            ("Ольга", "Оля"),
            ("Александр", "Олександр"),
            ("Alexander", "Саша"),
            ("Taras", "Тарас"),
            ("Olena", "Олени"),
            ("Коваль", "Коваля"),
            ("Тарас Коваль", "Тарас"),
            ("Тарас Коваль", "Тараса Коваля"),
            ("@olena", "@Olena"),
            ("Bill", "William"),
            ("Макс", "Максим"),
        ] {
            assert!(same_person(one, other) && same_person(other, one), "{one} {other}");
        }
        for (one, other) in [
            ("Тарас", "Максим"),
            ("Олександр", "Олексій"),
            ("Оля", "Олена"),
            ("Тарас Коваль", "Тарас Шевчук"),
            ("@olena", "Олена"),
            ("", ""),
            ("Коваль", "Шевчук"),
        ] {
            assert!(!same_person(one, other), "{one} {other}");
        }
    }

    #[test]
    fn a_name_tells_the_gender_where_it_has_one() {
        for (name, told) in [
            ("Тарас Бондар", Some(Gender::Man)),
            ("Микола", Some(Gender::Man)),
            ("Пан Богдан", Some(Gender::Man)),
            ("Олена Шевчук", Some(Gender::Woman)),
            ("Іванка", Some(Gender::Woman)),
            ("Саша", None),
            ("xX_dragon_Xx", None),
            ("", None),
        ] {
            assert_eq!(gender(name), told, "{name}");
        }
    }

    #[test]
    fn the_table_is_small() {
        let table = table();
        let entry = size_of::<(Box<str>, Reading)>();
        // An allocation has a head and is rounded up.
        let heap = |text: &str| text.len().next_multiple_of(16) + 16;
        let forms: usize = table.forms.iter().map(|(form, _)| entry + heap(form)).sum();
        let sounds: usize = table.sounds.keys().map(|it| 2 * entry + heap(it)).sum();
        let names: usize = table.names.iter().map(|it| size_of::<Name>() + 16 * it.people.len() + 16).sum();
        assert!(table.forms.len() > 5_000 && forms + sounds + names < 2 << 20, "{}", forms + sounds + names);
    }

    #[test]
    fn the_lists_name_names() {
        for word in List::NamesAndWords.iter().chain(List::NoNames.iter()) {
            assert!(!readings(word).is_empty(), "{word} is no form of a name");
        }
        let full = |name: &str| List::Men.has(name) || List::Women.has(name);
        for (name, _) in List::ShortNames.words().pairs() {
            assert!(full(name), "{name} has short forms and is no name");
        }
        for (name, other) in List::SameNames.words().pairs() {
            assert!(full(name) && full(other), "{name} = {other}");
        }
    }
}
