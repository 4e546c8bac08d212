//! People: the newest name of each, and the names before.

use std::collections::{BTreeSet, HashMap};

use events::{Person, PersonId, PersonKind};
use storage::sqlite::{
    StorageError,
    direct::{Direct, Row, Value},
    json::stored,
};

const KNOWN: &str = "
SELECT kind, first_name, last_name, username, language, since, named_at, wrote FROM people WHERE id = ?";
const WRITE: &str = "
INSERT INTO people (id, kind, first_name, last_name, username, language, since, named_at, wrote)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
  kind = excluded.kind, first_name = excluded.first_name, last_name = excluded.last_name,
  username = excluded.username, language = excluded.language, since = excluded.since, named_at = excluded.named_at,
  wrote = excluded.wrote";
const WRITE_NAMES: &str = "INSERT INTO people_names (person_id, name, username, since) VALUES (?, ?, ?, ?)";

struct PersonRow {
    id: PersonId,
    kind: PersonKind,
    first_name: String,
    last_name: Option<String>,
    username: Option<String>,
    language: Option<String>,
    since: i64,
    /// When the name was seen last; 0 without a name.
    named_at: i64,
    wrote: bool,
}

impl PersonRow {
    /// Of a row of [`KNOWN`].
    fn read(id: PersonId, row: &Row<'_>) -> Result<Self, StorageError> {
        let owned = |column| Ok::<_, StorageError>(row.some_text(column)?.map(str::to_owned));
        let kind = PersonKind::named(row.text(0)?);
        Ok(Self {
            id,
            kind: kind.ok_or_else(|| StorageError::Garbled("a person of no kind".into()))?,
            first_name: row.text(1)?.to_owned(),
            last_name: owned(2)?,
            username: owned(3)?,
            language: owned(4)?,
            since: row.integer(5),
            named_at: row.integer(6),
            wrote: row.integer(7) != 0,
        })
    }

    fn new(person: &Person, date: i64) -> Self {
        Self {
            id: person.id,
            kind: person.kind,
            first_name: stored(&person.first_name).into_owned(),
            last_name: owned(&person.last_name),
            username: owned(&person.username),
            language: owned(&person.language),
            since: date,
            named_at: if is_nameless(person) { 0 } else { date },
            wrote: false,
        }
    }

    /// As [`WRITE`] takes it.
    fn values(&self) -> [Value<'_>; 9] {
        [
            self.id.into(),
            self.kind.as_str().into(),
            self.first_name.as_str().into(),
            self.last_name.as_deref().into(),
            self.username.as_deref().into(),
            self.language.as_deref().into(),
            self.since.into(),
            self.named_at.into(),
            self.wrote.into(),
        ]
    }

    fn is_called(&self, person: &Person) -> bool {
        self.first_name == stored(&person.first_name)
            && same(&self.last_name, &person.last_name)
            && same(&self.username, &person.username)
    }

    fn shows(&self, person: &Person) -> bool {
        self.kind == person.kind
            && self.is_called(person)
            && (person.language.is_none() || same(&self.language, &person.language))
    }

    fn name(&self) -> String {
        [Some(self.first_name.as_str()), self.last_name.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// Whether it is called anything: some updates name a person by an id alone.
    fn has_name(&self) -> bool {
        !self.name().trim().is_empty()
    }
}

/// The people of a run.
pub(super) struct People {
    rows: HashMap<PersonId, PersonRow>,
    changed: BTreeSet<PersonId>,
    new_names: Vec<(PersonId, String, Option<String>, i64)>,
}

impl People {
    /// With what is known of these.
    pub fn about(direct: &Direct<'_>, wanted: &BTreeSet<PersonId>) -> Result<Self, StorageError> {
        let mut find = direct.prepare(KNOWN)?;
        let mut rows = HashMap::with_capacity(wanted.len());
        for id in wanted {
            if let Some(row) = find.first(&[(*id).into()], |row| PersonRow::read(*id, row))? {
                rows.insert(*id, row);
            }
        }
        Ok(Self { rows, changed: BTreeSet::new(), new_names: Vec::new() })
    }

    /// Notes how a person looked at a time. The newest name counts; no name is none.
    pub fn see(&mut self, person: &Person, date: i64) {
        let Some(row) = self.known(person, date) else { return };
        if date < row.named_at || is_nameless(person) {
            return;
        }
        row.named_at = date;
        if row.shows(person) {
            return;
        }
        let renamed = !row.is_called(person);
        let language = row.language.take();
        let mut new = PersonRow { wrote: row.wrote, ..PersonRow::new(person, date) };
        new.language = new.language.or(language);
        self.note(new, renamed);
    }

    /// Notes a name that an export has for a person at a time. It counts if it is the newest. An export tells neither
    /// usernames nor which part of a name is the last name: what is known of that stays.
    pub fn see_exported(&mut self, person: &Person, date: i64) {
        let Some(row) = self.known(person, date) else { return };
        if is_nameless(person) || row.has_name() && date <= row.named_at {
            return;
        }
        row.named_at = date;
        let name = stored(&person.first_name);
        if row.name() == name {
            return;
        }
        let kind = if row.kind == PersonKind::Deleted { person.kind } else { row.kind };
        let (username, language) = (row.username.take(), row.language.take());
        let new = PersonRow { kind, username, language, wrote: row.wrote, ..PersonRow::new(person, date) };
        self.note(new, true);
    }

    /// The row of a person, which will be written; `None` if this is the first that is seen of them, and noted.
    fn known(&mut self, person: &Person, date: i64) -> Option<&mut PersonRow> {
        if !self.rows.contains_key(&person.id) {
            // Names of authors without an id are kept with their messages.
            let nobody = Person::nobody();
            let person = if person.id == PersonId::NOBODY { &nobody } else { person };
            self.note(PersonRow::new(person, date), true);
            return None;
        }
        self.changed.insert(person.id);
        self.rows.get_mut(&person.id)
    }

    /// Notes that a person wrote a counted message; whether it is the first one anywhere.
    pub fn wrote(&mut self, person: PersonId) -> bool {
        let Some(row) = self.rows.get_mut(&person) else {
            return false;
        };
        let first = !row.wrote;
        if first {
            row.wrote = true;
            self.changed.insert(person);
        }
        first
    }

    fn note(&mut self, row: PersonRow, renamed: bool) {
        if renamed {
            self.new_names.push((row.id, row.name(), row.username.clone(), row.since));
        }
        self.changed.insert(row.id);
        self.rows.insert(row.id, row);
    }

    pub fn write(&self, direct: &Direct<'_>) -> Result<(), StorageError> {
        let rows = self.changed.iter().filter_map(|id| self.rows.get(id));
        direct.write(WRITE, rows.map(PersonRow::values))?;
        let names = self.new_names.iter();
        let names = names.map(|(id, name, username, since)| {
            [(*id).into(), name.into(), username.as_deref().into(), (*since).into()]
        });
        direct.write(WRITE_NAMES, names)
    }
}

/// Whether there is no name to be seen: of a deleted account, and of [nobody](PersonId::NOBODY).
fn is_nameless(person: &Person) -> bool {
    let has_name = |name: &str| !name.trim().is_empty();
    person.id == PersonId::NOBODY || !has_name(&person.first_name) && !person.last_name.as_deref().is_some_and(has_name)
}

fn owned(text: &Option<String>) -> Option<String> {
    text.as_deref().map(|text| stored(text).into_owned())
}

fn same(kept: &Option<String>, shown: &Option<String>) -> bool {
    kept.as_deref() == shown.as_deref().map(stored).as_deref()
}
