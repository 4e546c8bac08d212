//! Privacy on demand: forgetting a person, and keeping nothing of those who want that.
//!
//! A wish goes into the log (`privacy.jsonl`), which outlives a restore, and into the journal, which brings it
//! to every store in order. The [`Keeper`] then sees to it that no trace of it is left in any file.

mod keeper;

use std::{path::PathBuf, time::Duration};

pub use keeper::{Caches, Keeper};

use crate::{housekeeping::Retention, people::People};
use context::Context;
use events::{Erasure, Event, OptOut, PersonId};
use runtime::clock::now;
use storage::AskError;
use storage::{
    discretion::log,
    journal::{Journal, NewEntry},
    sqlite::StorageError,
    store::SomeStore,
};

/// How long the stores may take until a wish is answered; whatever they do then, they do not miss it.
const PATIENCE: Duration = Duration::from_secs(10);

/// Carries out what people ask about what is kept of them.
#[derive(Clone)]
pub struct Privacy {
    /// The data directory.
    pub folder: PathBuf,
    pub journal: Journal,
    pub context: Context,
    /// What is kept of people, on whichever machine.
    pub people: People,
    /// All that apply the journal.
    pub stores: Vec<SomeStore>,
    /// What `/privacy` tells of how long things are kept.
    pub keep: Retention,
}

impl Privacy {
    /// Forgets a person. Once this returns nothing can undo it; the stores have done it, unless one of them is behind.
    ///
    /// # Errors
    /// Those of the log and the journal; nothing is sure then, and asking again does no harm.
    pub async fn forget(&self, person: PersonId) -> Result<(), AskError> {
        // Telegram's clock may be ahead of ours.
        let before = self.people.last_word(person).await?.map_or_else(now, |last| last.max(now()));
        self.ask(Event::Erase(Erasure { person, before })).await
    }

    /// Keeps no more texts of a person, or keeps them again.
    ///
    /// # Errors
    /// As [`forget`](Self::forget).
    pub async fn opt_out(&self, person: PersonId, out: bool) -> Result<(), AskError> {
        self.ask(Event::OptOut(OptOut { person, out })).await
    }

    async fn ask(&self, event: Event) -> Result<(), AskError> {
        let Some(line) = log::line(&event) else { return Ok(()) };
        let (folder, logged) = (self.folder.clone(), line.clone());
        let logged = tokio::task::spawn_blocking(move || log::add(&folder, &logged)).await;
        logged.map_err(|error| StorageError::Io(error.to_string()))??;
        let places = self.journal.append(vec![NewEntry::asked(line.into())]).await?;
        for seq in places.into_iter().flatten() {
            for store in &self.stores {
                store.reached(seq, PATIENCE).await;
            }
        }
        Ok(())
    }
}
