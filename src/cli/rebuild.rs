use std::{
    fs, io,
    path::{Path, PathBuf},
};

use actors::{
    analysis,
    analyzer::Analyzer,
    context::{self, history::history_page},
    model::{PersonId, Seq},
    personalization,
    sqlite::{Schema, StorageError, look},
    store::{Rebuild, Store, bookmark},
};
use anyhow::Context as _;
use clap::{Args, ValueEnum};
use serde::Serialize;
use sqlx::SqliteConnection;

use super::{
    output::{json, say},
    wait,
};
use crate::{app::zones, config::Settings, data_dir::DataDir};

/// Messages read and applied at a time.
const PAGE: u32 = 1000;

/// `balachka rebuild`
#[derive(Debug, Args)]
pub struct RebuildArgs {
    /// The store to build anew from the chat memory
    pub store: Derived,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// The stores that follow from the chat memory.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Derived {
    Analysis,
    Personalization,
}

#[derive(Serialize)]
struct Rebuilt {
    store: &'static str,
    messages: u64,
    bookmark: Seq,
}

/// Builds a store anew beside the old one and puts it in its place; the service must not run.
pub(super) fn run(settings: &Settings, args: &RebuildArgs) -> anyhow::Result<()> {
    let data_dir = DataDir::claim(&settings.data_dir)?;
    let rebuilt = wait(rebuild(settings, data_dir.path(), args.store))?;
    let Rebuilt { store, messages, bookmark } = &rebuilt;
    let words = format!("{store} was built anew from {messages} messages, up to entry {} of the journal\n", bookmark.0);
    Ok(say(&if args.json { json(&rebuilt)? + "\n" } else { words })?)
}

async fn rebuild(settings: &Settings, folder: &Path, store: Derived) -> anyhow::Result<Rebuilt> {
    let analyzer = Analyzer::default();
    match store {
        Derived::Analysis => build::<analysis::AnalysisStore>(folder, &analyzer, async |_, _| Ok(())).await,
        Derived::Personalization => {
            // The bot's own messages are no part of the history.
            let seed = personalization::Seed { own: PersonId(0), analyzer, zones: zones(settings) };
            build::<personalization::PersonalizationStore>(folder, &seed, personalization::carry_over).await
        }
    }
}

/// `carry_over` takes from the old database what does not follow from the messages.
async fn build<S: Store>(
    folder: &Path,
    seed: &S::Seed,
    carry_over: impl AsyncFnOnce(&mut SqliteConnection, &mut SqliteConnection) -> Result<(), StorageError>,
) -> anyhow::Result<Rebuilt> {
    let site = Site::clear(folder).context("cannot make room for the new database")?;
    let mut draft = Rebuild::<S>::begin(&site.0, seed).await?;
    let replayed = look(folder, &context::schema(), async |memory| replay(memory, &mut draft).await).await;
    let (messages, bookmark) = replayed.context("the chat memory cannot be read")?;
    match look(folder, &S::schema(), async |old| carry_over(old, draft.conn()).await).await {
        Ok(()) | Err(StorageError::Missing(_)) => {}
        Err(error) => {
            tracing::warn!(%error, "the old database cannot be read: choices that people made in it are lost");
        }
    }
    draft.finish(bookmark).await?;
    site.publish(folder, &S::schema()).context("cannot put the new database in its place")?;
    Ok(Rebuilt { store: S::NAME, messages, bookmark })
}

/// All that is remembered; tells how many messages, and how far in the journal the memory is.
async fn replay<S: Store>(memory: &mut SqliteConnection, draft: &mut Rebuild<S>) -> Result<(u64, Seq), StorageError> {
    let (mut messages, mut next) = (0, 0);
    loop {
        let page = history_page(memory, next, PAGE).await?;
        if page.messages == 0 {
            return Ok((messages, bookmark(memory).await?));
        }
        draft.apply(&page.entries).await?;
        (messages, next) = (messages + page.messages, page.next);
    }
}

/// Where the new database is built; gone in the end, whatever happens.
struct Site(PathBuf);

impl Site {
    fn clear(folder: &Path) -> io::Result<Self> {
        let site = folder.join("rebuild");
        match fs::remove_dir_all(&site) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => fs::create_dir(&site)?,
        }
        Ok(Self(site))
    }

    /// The old log goes first: it must not be taken for the new database's.
    fn publish(&self, folder: &Path, schema: &Schema) -> io::Result<()> {
        let file = format!("{}.db", schema.name);
        fs::File::open(self.0.join(&file))?.sync_all()?;
        for log in ["-wal", "-shm"] {
            match fs::remove_file(folder.join(format!("{file}{log}"))) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        fs::rename(self.0.join(&file), folder.join(&file))?;
        fs::File::open(folder)?.sync_all()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next rebuild.
        let _ = fs::remove_dir_all(&self.0);
    }
}
