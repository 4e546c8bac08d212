//! The stores without those who talk: what subcommands run that write while the service does not.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use context::there::own_account;
use events::PersonId;
use operations::stores::{DerivedStores, StoreDeps};
use runtime::Supervisor;
use storage::{
    journal::{self, Journal, last_bot},
    sqlite::{self, StorageError, look},
    store::pass_imports,
};

use super::{bot_id, preflight, rules, zones};
use crate::{config::Settings, descriptors, understanding::analyzer};

/// Journal and stores that learn from it. The conversation, which would answer, does not run.
pub(crate) struct Stores {
    folder: PathBuf,
    pub supervisor: Supervisor,
    pub journal: Journal,
    pub derived: DerivedStores,
}

impl Stores {
    /// Starts them in a data directory that nobody else works in.
    ///
    /// # Errors
    /// A database that cannot be used.
    pub async fn start(settings: &Settings, folder: &Path) -> anyhow::Result<Self> {
        descriptors::require()?;
        preflight::check(folder, false).await?;
        let own = own(settings, folder).await?;
        if own != PersonId::NOBODY {
            preflight::refuse_another_bots(folder, own).await?;
        }
        let supervisor = Supervisor::new(rules::limits(settings));
        let journal = Journal::start(&supervisor, folder, own.0);
        journal.hear_only(rules::allowed_chats(settings));
        journal.tried().await.context("cannot open the journal")?;
        let derived = DerivedStores::start(StoreDeps {
            supervisor: &supervisor,
            home: folder.into(),
            journal: &journal,
            own,
            analyzer: analyzer(settings)?,
            zones: zones(settings),
        });
        for store in &derived.all() {
            store.tried().await.with_context(|| format!("cannot open the {} store", store.name()))?;
        }
        let folder = folder.to_owned();
        Ok(Self { folder, supervisor, journal, derived })
    }

    /// Closes the databases once all that waits is done.
    ///
    /// # Errors
    /// The conversation cannot be brought past what was imported; its next start does that.
    pub async fn close(self) -> Result<(), StorageError> {
        self.supervisor.stop_all().await;
        pass_conversation(&self.folder).await
    }
}

async fn pass_conversation(folder: &Path) -> Result<(), StorageError> {
    let mut journal = sqlite::open(folder, &journal::schema()).await?;
    let mut outbox = sqlite::open(folder, &conversation::schema()).await?;
    let passed = pass_imports(&mut outbox, &mut journal).await;
    sqlite::close(outbox).await;
    sqlite::close(journal).await;
    passed
}

/// Which account is the bot's: by the token, else by what is stored of it; nobody's where it never ran.
async fn own(settings: &Settings, folder: &Path) -> anyhow::Result<PersonId> {
    if let Some(token) = &settings.telegram.token {
        return bot_id(token.expose());
    }
    let at_home = look(folder, &journal::schema(), async |conn| last_bot(conn).await).await?;
    if let Some(bot) = at_home.filter(|bot| *bot != 0) {
        return Ok(PersonId(bot));
    }
    let spoke = look(folder, &context::schema(), async |conn| own_account(conn).await).await;
    match spoke {
        // It is damaged, and is built anew when it opens.
        Err(StorageError::Corrupt(_)) => Ok(PersonId::NOBODY),
        spoke => Ok(spoke?.unwrap_or(PersonId::NOBODY)),
    }
}
