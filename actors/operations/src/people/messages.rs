//! A person's messages, the newest first, from as many shards as there are.

use std::collections::VecDeque;

use context::Before;
use events::PersonId;
use serde_json::value::RawValue;
use storage::AskError;

use super::{
    People, ask,
    question::{PersonQuestion, Told, messages},
};

/// Messages read at a time.
const PAGE: u32 = 500;

/// A person's messages, one after the other.
pub struct PersonMessages<'a> {
    people: &'a People,
    person: PersonId,
    sources: Vec<Source>,
}

/// A message with what was understood of it, as JSON.
pub type ToldMessage = Box<RawValue>;

/// Where messages come from, read a page at a time.
struct Source {
    /// `None` for our own stores.
    shard: Option<u16>,
    page: VecDeque<Told>,
    before: Option<Before>,
    is_read: bool,
}

impl<'a> PersonMessages<'a> {
    pub(super) fn of(people: &'a People, person: PersonId) -> Self {
        let of = |shard| Source { shard, page: VecDeque::new(), before: None, is_read: false };
        let sources = match &people.shards {
            None => vec![of(None)],
            Some(shards) => (0..shards.count()).map(|shard| of(Some(shard))).collect(),
        };
        Self { people, person, sources }
    }

    /// The next one; `None` after the last.
    ///
    /// # Errors
    /// Those of the database, or some shard does not answer.
    pub async fn next(&mut self) -> Result<Option<ToldMessage>, AskError> {
        for source in &mut self.sources {
            source.fill(self.people, self.person).await?;
        }
        let newest = self.sources.iter_mut().filter(|source| !source.page.is_empty());
        let newest = newest.max_by_key(|source| source.page.front().map(|told| told.place));
        Ok(newest.and_then(|source| source.page.pop_front()).map(|told| told.json))
    }
}

impl Source {
    async fn fill(&mut self, people: &People, person: PersonId) -> Result<(), AskError> {
        if self.is_read || !self.page.is_empty() {
            return Ok(());
        }
        let before = self.before;
        let page: Vec<Told> = match (self.shard, &people.shards) {
            (Some(shard), Some(shards)) => {
                ask(&**shards, shard, &PersonQuestion::Messages { person, before, limit: PAGE }).await?
            }
            _ => messages(&people.stores, person, before, PAGE).await?,
        };
        self.is_read = page.len() < PAGE as usize;
        self.before = page.last().map(|told| told.place).or(before);
        self.page = page.into();
        Ok(())
    }
}
