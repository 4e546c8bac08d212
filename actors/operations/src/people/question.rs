//! What shards ask one another about people.

use context::{Before, GlobalStats};
use events::PersonId;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use storage::AskError;

use super::unreadable;
use crate::stores::DerivedStores;

/// A question that the owner of a shard answers from its stores.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonQuestion {
    Profile(PersonId),
    Statistics(PersonId),
    Events {
        person: PersonId,
        limit: u32,
    },
    About(PersonId),
    LastWord(PersonId),
    /// Their messages before a place, the newest first.
    Messages {
        person: PersonId,
        before: Option<Before>,
        limit: u32,
    },
    /// Statistics of all chats and people of the shard.
    Everybody,
}

/// Statistics of a shard. People are counted where their profiles are: each once, in however many chats they write.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct OfShard {
    pub chats: GlobalStats,
    pub people: i64,
}

/// A message of a person with what was understood of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Told {
    pub place: Before,
    pub json: Box<RawValue>,
}

pub(super) async fn answer(stores: &DerivedStores, question: &[u8]) -> Result<Vec<u8>, AskError> {
    let DerivedStores { context, personalization, .. } = stores;
    match serde_json::from_slice(question).map_err(|error| unreadable(&error))? {
        PersonQuestion::Profile(person) => written(&personalization.profile(person).await?),
        PersonQuestion::Statistics(person) => written(&personalization.statistics(person).await?),
        PersonQuestion::Events { person, limit } => written(&personalization.events(person, limit).await?),
        PersonQuestion::About(person) => written(&context.about(person).await?),
        PersonQuestion::LastWord(person) => written(&context.last_word(person).await?),
        PersonQuestion::Messages { person, before, limit } => written(&messages(stores, person, before, limit).await?),
        PersonQuestion::Everybody => {
            written(&OfShard { chats: context.global_stats().await?, people: personalization.count().await? })
        }
    }
}

/// Their messages with what was understood of them.
pub(super) async fn messages(
    stores: &DerivedStores,
    person: PersonId,
    before: Option<Before>,
    limit: u32,
) -> Result<Vec<Told>, AskError> {
    let page = stores.context.messages_of(person, before, limit).await?;
    let ids: Vec<_> = page.iter().map(|message| message.id).collect();
    let understood = stores.analysis.of_messages(&ids).await?;
    let told = page.into_iter().map(|message| {
        let of_it = understood.get(&message.id).map_or("null", |it| it.get());
        let json = format!("{{\"message\":{},\"understood\":{of_it}}}", message.told.get());
        Ok(Told { place: message.place, json: RawValue::from_string(json)? })
    });
    told.collect::<Result<_, serde_json::Error>>().map_err(|error| unreadable(&error))
}

fn written(answer: &impl Serialize) -> Result<Vec<u8>, AskError> {
    serde_json::to_vec(answer).map_err(|error| unreadable(&error))
}
