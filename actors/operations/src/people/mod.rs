//! What is kept of a person, wherever: on one machine in its own stores, in a cluster in those of all shards.
//!
//! One shard keeps a person's profile; each keeps what they wrote in its chats.

mod merge;
mod messages;
mod question;

use std::{sync::Arc, time::Duration};

use context::GlobalStats;
use events::PersonId;
use futures_util::future::{BoxFuture, try_join_all};
use personalization::{PersonEvent, Profile, Statistics};
use serde::de::DeserializeOwned;
use serde_json::Value;
use storage::{AskError, sqlite::StorageError};
use tokio::time::timeout;

pub use messages::{PersonMessages, ToldMessage};
pub use question::PersonQuestion;

use crate::stores::DerivedStores;

/// How long another shard may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// The shards of a cluster, as they are asked.
pub trait Shards: Send + Sync {
    /// How many there are.
    fn count(&self) -> u16;

    /// The one that keeps a person's profile.
    fn keeper(&self, person: PersonId) -> u16;

    /// Asks the owner of a shard; the answer is what [`People::answer`] gives there.
    ///
    /// # Errors
    /// It did not answer.
    fn ask(&self, shard: u16, question: Vec<u8>) -> BoxFuture<'_, Result<Vec<u8>, AskError>>;
}

/// What is kept of people.
#[derive(Clone)]
pub struct People {
    stores: DerivedStores,
    shards: Option<Arc<dyn Shards>>,
}

impl People {
    /// On one machine.
    pub fn here(stores: &DerivedStores) -> Self {
        Self { stores: stores.clone(), shards: None }
    }

    /// In a cluster, asked from the shard of these stores.
    pub fn in_cluster(stores: &DerivedStores, shards: Arc<dyn Shards>) -> Self {
        Self { stores: stores.clone(), shards: Some(shards) }
    }

    /// How to answer a person, known or not.
    ///
    /// # Errors
    /// Those of the database, or the shard that keeps the profile does not answer.
    pub async fn profile(&self, person: PersonId) -> Result<Profile, AskError> {
        match &self.shards {
            None => self.stores.personalization.profile(person).await,
            Some(shards) => ask_keeper(&**shards, person, PersonQuestion::Profile(person)).await,
        }
    }

    /// What is known of a person; `None` if no message was seen.
    ///
    /// # Errors
    /// As [`profile`](Self::profile).
    pub async fn statistics(&self, person: PersonId) -> Result<Option<Statistics>, AskError> {
        match &self.shards {
            None => self.stores.personalization.statistics(person).await,
            Some(shards) => ask_keeper(&**shards, person, PersonQuestion::Statistics(person)).await,
        }
    }

    /// The last events of a person, the newest first.
    ///
    /// # Errors
    /// As [`profile`](Self::profile).
    pub async fn events(&self, person: PersonId, limit: u32) -> Result<Vec<PersonEvent>, AskError> {
        match &self.shards {
            None => self.stores.personalization.events(person, limit).await,
            Some(shards) => ask_keeper(&**shards, person, PersonQuestion::Events { person, limit }).await,
        }
    }

    /// Who they are, where they wrote, and their reactions.
    ///
    /// # Errors
    /// Those of the database, or some shard does not answer.
    pub async fn about(&self, person: PersonId) -> Result<Value, AskError> {
        match &self.shards {
            None => self.stores.context.about(person).await,
            Some(shards) => Ok(merge::about(&ask_all::<Value>(&**shards, &PersonQuestion::About(person)).await?)),
        }
    }

    /// When they wrote last, Unix seconds.
    ///
    /// # Errors
    /// As [`about`](Self::about).
    pub async fn last_word(&self, person: PersonId) -> Result<Option<i64>, AskError> {
        match &self.shards {
            None => self.stores.context.last_word(person).await,
            Some(shards) => {
                let last: Vec<Option<i64>> = ask_all(&**shards, &PersonQuestion::LastWord(person)).await?;
                Ok(last.into_iter().flatten().max())
            }
        }
    }

    /// Their messages with what was understood of them, the newest first.
    pub fn messages(&self, person: PersonId) -> PersonMessages<'_> {
        PersonMessages::of(self, person)
    }

    /// Statistics of all chats.
    ///
    /// # Errors
    /// As [`about`](Self::about).
    pub async fn global_stats(&self) -> Result<GlobalStats, AskError> {
        match &self.shards {
            None => self.stores.context.global_stats().await,
            Some(shards) => Ok(merge::global(&ask_all(&**shards, &PersonQuestion::Everybody).await?)),
        }
    }

    /// Answers a question of another shard from the stores that are here. An answer that cannot be written is none.
    ///
    /// # Errors
    /// Those of the database, or the question cannot be read.
    pub async fn answer(&self, question: &[u8]) -> Result<Vec<u8>, AskError> {
        question::answer(&self.stores, question).await
    }
}

async fn ask_keeper<T: DeserializeOwned>(
    shards: &dyn Shards,
    person: PersonId,
    question: PersonQuestion,
) -> Result<T, AskError> {
    ask(shards, shards.keeper(person), &question).await
}

async fn ask_all<T: DeserializeOwned>(shards: &dyn Shards, question: &PersonQuestion) -> Result<Vec<T>, AskError> {
    try_join_all((0..shards.count()).map(|shard| ask(shards, shard, question))).await
}

async fn ask<T: DeserializeOwned>(shards: &dyn Shards, shard: u16, question: &PersonQuestion) -> Result<T, AskError> {
    let question = serde_json::to_vec(question).map_err(|error| unreadable(&error))?;
    let answer = timeout(PATIENCE, shards.ask(shard, question)).await.map_err(|_| AskError::TimedOut)??;
    serde_json::from_slice(&answer).map_err(|error| unreadable(&error))
}

fn unreadable(error: &serde_json::Error) -> AskError {
    StorageError::Other(format!("what shards ask one another cannot be read: {error}")).into()
}
