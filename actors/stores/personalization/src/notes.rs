//! All that is kept of one person but emoji, events and the last messages: one question, one row.

use sqlx::SqliteConnection;

use super::{
    choice::{Choice, Interests, Percent},
    people::{PersonRow, person_json},
    vocabulary::{Complexity, Interaction, Length, Style},
};
use events::PersonId;
use language::analyzer::Topic;
use storage::sqlite::{StorageError, json::read};

const NOTES: &str = concat!(
    "SELECT (SELECT ",
    person_json!(),
    " FROM people p WHERE p.id = ?1),
    (SELECT json_group_array(json_array(key, value)) FROM choices WHERE person = ?1),
    (SELECT json_group_array(json_array(kind, allowed)) FROM notifications WHERE person = ?1),
    (SELECT json_group_array(json_array(topic, messages) ORDER BY messages DESC, topic)
     FROM topics WHERE person = ?1 AND topic <> 'general'),
    (SELECT json_group_array(json_array(hour, messages) ORDER BY messages DESC, hour) FROM hours WHERE person = ?1)"
);

pub(super) struct Notes {
    /// `None` if no message was seen.
    pub person: Option<PersonRow>,
    pub choices: Vec<Choice>,
    /// Kind and whether it is allowed.
    pub notifications: Vec<(String, u8)>,
    /// With messages, most first; `General` is none.
    pub topics: Vec<(Topic, i64)>,
    /// With messages, most first.
    pub hours: Vec<(u8, i64)>,
}

impl Notes {
    pub async fn of(conn: &mut SqliteConnection, person: PersonId) -> Result<Self, StorageError> {
        let notes = sqlx::query_as(NOTES).bind(person.0).fetch_one(conn).await?;
        let (person, choices, notifications, topics, hours): (Option<String>, String, String, String, String) = notes;
        let choices = read::<Vec<(String, String)>>(&choices)?;
        let topics = read::<Vec<(String, i64)>>(&topics)?;
        let topic = |(name, messages): (String, i64)| Some((Topic::named(&name)?, messages));
        Ok(Self {
            person: person.as_deref().map(read).transpose()?,
            choices: choices.iter().filter_map(|(key, value)| Choice::parse(key, value).ok()).collect(),
            notifications: read(&notifications)?,
            topics: topics.into_iter().filter_map(topic).collect(),
            hours: read(&hours)?,
        })
    }

    pub fn chosen(&self) -> Chosen<'_> {
        let mut chosen = Chosen::default();
        for choice in &self.choices {
            match choice {
                Choice::Style(style) => chosen.style = Some(*style),
                Choice::Length(length) => chosen.length = Some(*length),
                Choice::Humour(percent) => chosen.humour = Some(*percent),
                Choice::Complexity(complexity) => chosen.complexity = Some(*complexity),
                Choice::Interaction(interaction) => chosen.interaction = Some(*interaction),
                Choice::Topics(topics) => chosen.topics = Some(topics),
            }
        }
        chosen
    }
}

/// What a person chose, of each at most one.
#[derive(Default)]
pub(super) struct Chosen<'a> {
    pub style: Option<Style>,
    pub length: Option<Length>,
    pub humour: Option<Percent>,
    pub complexity: Option<Complexity>,
    pub interaction: Option<Interaction>,
    pub topics: Option<&'a Interests>,
}
