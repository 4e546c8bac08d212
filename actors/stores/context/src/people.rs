//! People: the newest name of each, and the names before.

use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Deserializer, Serialize};
use sqlx::SqliteConnection;

use events::{Person, PersonId, PersonKind};
use storage::sqlite::{
    StorageError,
    json::{json, stored},
};

const WRITE: &str = "
INSERT INTO people (id, kind, first_name, last_name, username, language, since, named_at, wrote)
SELECT value->>'id', value->>'kind', value->>'first_name', value->>'last_name', value->>'username',
       value->>'language', value->>'since', value->>'named_at', value->>'wrote'
FROM jsonb_each(?) WHERE true
ON CONFLICT (id) DO UPDATE SET
  kind = excluded.kind, first_name = excluded.first_name, last_name = excluded.last_name,
  username = excluded.username, language = excluded.language, since = excluded.since, named_at = excluded.named_at,
  wrote = excluded.wrote";
const WRITE_NAMES: &str = "
INSERT INTO people_names (person_id, name, username, since)
SELECT value->>0, value->>1, value->>2, value->>3 FROM jsonb_each(?)";

#[derive(Serialize, Deserialize)]
pub(super) struct PersonRow {
    id: PersonId,
    kind: PersonKind,
    first_name: String,
    last_name: Option<String>,
    username: Option<String>,
    language: Option<String>,
    since: i64,
    /// When the name was seen last; 0 without a name.
    named_at: i64,
    #[serde(deserialize_with = "from_integer")]
    wrote: bool,
}

impl PersonRow {
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
    pub fn new(known: Vec<PersonRow>) -> Self {
        let rows = known.into_iter().map(|row| (row.id, row)).collect();
        Self { rows, changed: BTreeSet::new(), new_names: Vec::new() }
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

    pub async fn write(&self, conn: &mut SqliteConnection) -> Result<(), StorageError> {
        let rows: Vec<_> = self.changed.iter().filter_map(|id| self.rows.get(id)).collect();
        if !rows.is_empty() {
            sqlx::query(WRITE).bind(json(&rows)?).execute(&mut *conn).await?;
        }
        if !self.new_names.is_empty() {
            sqlx::query(WRITE_NAMES).bind(json(&self.new_names)?).execute(&mut *conn).await?;
        }
        Ok(())
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

pub(super) fn from_integer<'de, D: Deserializer<'de>>(value: D) -> Result<bool, D::Error> {
    i64::deserialize(value).map(|value| value != 0)
}
