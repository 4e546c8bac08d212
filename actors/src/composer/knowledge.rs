//! What the stores know that an answer needs, each asked within a deadline: a store that is down costs an answer
//! nothing but what it would have told.

use std::time::Duration;

use tokio::time::timeout;

use super::plan::{Correction, Facts, Lookup};
use crate::{
    analysis::{Analysis, ChatSummary},
    clock::now,
    context::Context,
    conversation::Request,
    model::{ChatId, PersonId, Seq},
    personalization::{Notice, Personalization, Profile},
    runtime::AskError,
    store::SomeStore,
    zone::{Zone, Zones},
};

/// How long to wait until a store has the very message that asks.
pub(super) const FRESHNESS: Duration = Duration::from_millis(500);
/// How long what was asked for may take; then the answer says that it is not to be had.
pub(super) const LOOKUP: Duration = Duration::from_secs(2);
/// How long what only colours an answer may take.
const COLOUR: Duration = Duration::from_millis(250);
/// The climate of a chat is that of so many hours.
const CLIMATE_HOURS: u32 = 6;
pub(super) const WEEK_DAYS: i64 = 7;
pub(super) const WEEK_HOURS: u32 = 7 * 24;

/// The stores that are asked.
#[derive(Clone)]
pub struct Knowledge {
    pub memory: Context,
    pub analysis: Analysis,
    pub personalization: Personalization,
    pub zones: Zones,
}

impl Knowledge {
    /// What was asked for; `seq` is the message that asks.
    pub(super) async fn facts(&self, request: &Request, lookup: &Lookup, seq: Seq) -> Facts {
        if let Some(store) = self.store_of(lookup) {
            store.reached(seq, FRESHNESS).await;
        }
        match timeout(LOOKUP, self.look_up(request, lookup)).await {
            Ok(Ok(facts)) => facts,
            Ok(Err(error)) => {
                tracing::warn!(%error, "a store does not answer");
                Facts::Unavailable
            }
            Err(_) => {
                tracing::warn!("a store takes too long");
                Facts::Unavailable
            }
        }
    }

    fn store_of(&self, lookup: &Lookup) -> Option<SomeStore> {
        match lookup {
            Lookup::Nothing => None,
            Lookup::Chat | Lookup::Asker | Lookup::Search { .. } => Some(self.memory.store()),
            Lookup::Person(_) => Some(self.personalization.store()),
            Lookup::Mood | Lookup::Top(_) => Some(self.analysis.store()),
        }
    }

    async fn look_up(&self, request: &Request, lookup: &Lookup) -> Result<Facts, AskError> {
        let chat = request.chat;
        Ok(match lookup {
            Lookup::Nothing => Facts::Nothing,
            Lookup::Chat => Facts::Chat(self.memory.chat_stats(chat).await?),
            Lookup::Asker => Facts::Asker(self.memory.person_stats(chat, request.asker).await?),
            Lookup::Search { words, limit } => Facts::Hits(self.memory.search(chat, words, *limit, 0).await?),
            Lookup::Person(correction) => self.person(request.asker, correction).await?,
            Lookup::Mood => self.mood(chat).await?,
            Lookup::Top(period) => self.top(chat, *period).await?,
        })
    }

    async fn person(&self, person: PersonId, correction: &Correction) -> Result<Facts, AskError> {
        match correction {
            Correction::Change(choice) => self.personalization.choose(person, choice.clone(), now()).await?,
            Correction::Reset(key) => self.personalization.reset(person, *key, now()).await?,
            Correction::Unasked(allowed) => {
                self.personalization.choose_notification(person, Notice::SpontaneousMessages, *allowed, now()).await?;
            }
            Correction::None | Correction::Which(_) | Correction::Bad(_) => {}
        }
        let profile = self.personalization.profile(person).await?;
        let statistics = self.personalization.statistics(person).await?;
        Ok(Facts::Person(Box::new(profile), statistics.map(Box::new)))
    }

    async fn mood(&self, chat: ChatId) -> Result<Facts, AskError> {
        let (now, zone) = (now(), self.zones.of(chat));
        let today = self.summary(chat, hours_of_today(zone, now), now).await?;
        let week = self.summary(chat, WEEK_HOURS, now).await?;
        Ok(Facts::Mood { today: today.map(Box::new), week: week.map(Box::new) })
    }

    async fn summary(&self, chat: ChatId, hours: u32, now: i64) -> Result<Option<ChatSummary>, AskError> {
        self.analysis.summary(chat, hours, now).await
    }

    /// How a person likes to be answered, if that can be told in time.
    pub(super) async fn profile(&self, person: PersonId) -> Option<Profile> {
        timeout(COLOUR, self.personalization.profile(person)).await.ok()?.ok()
    }

    /// The chat's average sentiment of late, if that can be told in time.
    pub(super) async fn climate(&self, chat: ChatId) -> Option<f64> {
        let summary = timeout(COLOUR, self.summary(chat, CLIMATE_HOURS, now())).await.ok()?.ok()??;
        Some(summary.sentiment)
    }
}

/// Hours since midnight, the one at hand aside: a summary covers each hour that it touches.
pub(super) fn hours_of_today(zone: &Zone, now: i64) -> u32 {
    zone.hour(now).into()
}
