//! How to answer a person: what they chose, else what their messages tell, else what suits most.

use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;

use super::{
    choice::Percent,
    figures::{NO_LANGUAGE, share},
    notes::Notes,
    people::PersonRow,
    vocabulary::{Complexity, Interaction, Length, Notice, Style},
};
use events::PersonId;
use language::analyzer::Topic;
use storage::sqlite::StorageError;

/// Topics of a profile, unless chosen.
const TOPICS: usize = 3;
/// The hour at which people whose hours are not known are taken to be awake.
const NOON: u8 = 12;

/// Something about a person, and whether they chose it themselves or it was inferred.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preference<T> {
    pub value: T,
    pub chosen: bool,
}

impl<T> Preference<T> {
    fn new(chosen: Option<T>, inferred: T) -> Self {
        let is_chosen = chosen.is_some();
        Self { value: chosen.unwrap_or(inferred), chosen: is_chosen }
    }
}

/// How to answer one person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    pub style: Preference<Style>,
    pub length: Preference<Length>,
    /// From 0 to 1.
    pub humour: Preference<f32>,
    pub complexity: Preference<Complexity>,
    pub interaction: Preference<Interaction>,
    /// The chosen ones, else the three that the person writes about most.
    pub topics: Vec<Topic>,
    /// In the time zones of the person's chats; 12 where nothing is known.
    pub most_active_hour: u8,
    /// Mostly written, ISO 639-1; `None` where nothing tells.
    pub language: Option<String>,
    pub notifications: Notifications,
}

/// What the bot may do unasked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notifications {
    pub smart_reactions: bool,
    pub spontaneous_messages: bool,
    pub analytics_mentions: bool,
}

impl Notifications {
    fn of(kept: &[(String, u8)]) -> Self {
        let allowed = |notice: Notice| {
            let chosen = kept.iter().find(|(kind, _)| kind == notice.as_str());
            chosen.map_or(notice.by_default(), |(_, allowed)| *allowed != 0)
        };
        Self {
            smart_reactions: allowed(Notice::SmartReactions),
            spontaneous_messages: allowed(Notice::SpontaneousMessages),
            analytics_mentions: allowed(Notice::AnalyticsMentions),
        }
    }
}

impl Profile {
    /// `person` is the row in the notes, or that of somebody unknown.
    pub(super) fn of(notes: &Notes, person: &PersonRow) -> Self {
        let chosen = notes.chosen();
        let top = || notes.topics.iter().take(TOPICS).map(|(topic, _)| *topic).collect();
        Self {
            style: Preference::new(chosen.style, person.style),
            length: Preference::new(chosen.length, person.inferred_length()),
            humour: Preference::new(chosen.humour.map(Percent::share), share(person.humour)),
            complexity: Preference::new(chosen.complexity, person.inferred_complexity()),
            interaction: Preference::new(chosen.interaction, person.inferred_interaction()),
            topics: chosen.topics.map_or_else(top, |topics| topics.topics().to_vec()),
            most_active_hour: notes.hours.first().map_or(NOON, |(hour, _)| *hour),
            language: (person.language != NO_LANGUAGE).then(|| person.language.clone()),
            notifications: Notifications::of(&notes.notifications),
        }
    }
}

/// How to answer a person, known or not. Replaces `get_personalized_response_config`.
///
/// # Errors
/// [`StorageError`].
pub async fn profile(conn: &mut SqliteConnection, person: PersonId) -> Result<Profile, StorageError> {
    let notes = Notes::of(conn, person).await?;
    let unknown = || PersonRow::unknown(person, 0, 0);
    Ok(Profile::of(&notes, &notes.person.clone().unwrap_or_else(unknown)))
}

/// Whether a person is content with something being done unasked. Replaces `should_send_notification`.
///
/// # Errors
/// [`StorageError`].
pub async fn may_notify(conn: &mut SqliteConnection, person: PersonId, notice: Notice) -> Result<bool, StorageError> {
    let chosen = "SELECT allowed FROM notifications WHERE person = ? AND kind = ?";
    let allowed = sqlx::query_scalar(chosen).bind(person.0).bind(notice.as_str()).fetch_optional(conn).await?;
    Ok(allowed.unwrap_or(notice.by_default()))
}
