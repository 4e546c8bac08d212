use std::{
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use context::history::history_page;
use events::{PersonId, Seq};
use serde::Serialize;
use sqlx::SqliteConnection;
use storage::{
    discretion::RedactionSet,
    journal::{self, drop_letter, letters},
    sqlite::{self, Schema, StorageError, look, transaction},
    store::{Rebuild, Store, bookmark},
};

use super::{
    output::{json, say},
    wait,
};
use crate::{app::zones, config::Settings, data_dir::DataDir, understanding::analyzer};

/// Messages read and applied at a time.
const PAGE: u32 = 1000;

/// `balachka rebuild`
#[derive(Debug, Args)]
pub struct RebuildArgs {
    /// Store to rebuild from the stored messages
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
    let data_dir = DataDir::claim(&settings.data_dir, "rebuild")?;
    let rebuilt = wait(rebuild(settings, data_dir.path(), args.store))?;
    let Rebuilt { store, messages, bookmark } = &rebuilt;
    let words = format!("{store} was rebuilt from {messages} messages, up to entry {} of the journal\n", bookmark.0);
    Ok(say(&if args.json { json(&rebuilt)? + "\n" } else { words })?)
}

async fn rebuild(settings: &Settings, folder: &Path, store: Derived) -> anyhow::Result<Rebuilt> {
    let analyzer = analyzer(settings)?;
    match store {
        Derived::Analysis => build::<analysis::AnalysisStore>(folder, &analyzer, async |_| Ok(())).await,
        Derived::Personalization => {
            // The bot's own messages are no part of the history.
            let seed = personalization::Deps { own: PersonId(0), analyzer, zones: zones(settings) };
            build::<personalization::PersonalizationStore>(folder, &seed, async |new| choices(folder, new).await).await
        }
    }
}

/// Takes what people chose from the database that is about to be replaced: it does not follow from messages.
async fn choices(folder: &Path, new: &mut SqliteConnection) -> anyhow::Result<()> {
    let schema = personalization::schema();
    if !folder.join(format!("{}.db", schema.name)).exists() {
        return Ok(());
    }
    let carried = async {
        let mut old = sqlite::open(folder, &schema).await?;
        // What a killed service left in the log belongs to it.
        sqlite::empty_log(&mut old).await?;
        transaction(new, async |new| personalization::carry_over(&mut old, new).await).await?;
        sqlite::close(old).await;
        Ok::<_, StorageError>(())
    };
    carried.await.context(
        "cannot copy people's choices from personalization.db: restore it from a backup, or move it away to rebuild \
         without them",
    )
}

/// `carry_over` adds what does not follow from the messages.
async fn build<S: Store>(
    folder: &Path,
    seed: &S::Deps,
    carry_over: impl AsyncFnOnce(&mut SqliteConnection) -> anyhow::Result<()>,
) -> anyhow::Result<Rebuilt> {
    let site = Site::clear(folder).context("cannot prepare a place for the new database")?;
    let mut draft = Rebuild::<S>::begin(&site.0, seed).await?;
    let replayed = look(folder, &context::schema(), async |context| replay(context, &mut draft).await).await;
    let (messages, bookmark) = replayed.context("cannot read the context store")?;
    carry_over(draft.conn()).await?;
    draft.finish(bookmark).await?;
    forget_dead_letters(folder, S::NAME).await?;
    site.publish(folder, &S::schema()).context("cannot put the new database in its place")?;
    Ok(Rebuilt { store: S::NAME, messages, bookmark })
}

/// What the store could not take before, it has now: a retry would count it twice.
async fn forget_dead_letters(folder: &Path, store: &str) -> anyhow::Result<()> {
    let mut journal = sqlite::open(folder, &journal::schema()).await?;
    for letter in letters(&mut journal).await?.into_iter().filter(|letter| letter.stage == store) {
        drop_letter(&mut journal, letter.id).await?;
    }
    sqlite::close(journal).await;
    Ok(())
}

/// All that is remembered; tells how many messages, and how far in the journal the memory is.
async fn replay<S: Store>(context: &mut SqliteConnection, draft: &mut Rebuild<S>) -> Result<(u64, Seq), StorageError> {
    let (mut messages, mut next) = (0, 0);
    loop {
        let page = history_page(context, next, PAGE).await?;
        if page.messages == 0 {
            RedactionSet::carry_over(context, draft.conn()).await?;
            return Ok((messages, bookmark(context).await?));
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

    /// The database that is replaced stays beside the new one under another name. Its log goes first: it must not be
    /// taken for the new database's.
    fn publish(&self, folder: &Path, schema: &Schema) -> io::Result<()> {
        let file = format!("{}.db", schema.name);
        let (old, new) = (folder.join(&file), self.0.join(&file));
        if self.0.join(format!("{file}-wal")).exists() {
            return Err(io::Error::other("the new database could not be written completely: is the disk full?"));
        }
        fs::File::open(&new)?.sync_all()?;
        let kept = folder.join(format!("{file}.before-rebuild"));
        absent_is_fine(fs::remove_file(&kept))?;
        absent_is_fine(fs::hard_link(&old, &kept))?;
        for log in ["-wal", "-shm"] {
            absent_is_fine(fs::remove_file(folder.join(format!("{file}{log}"))))?;
        }
        fs::rename(new, old)?;
        fs::File::open(folder)?.sync_all()
    }
}

fn absent_is_fine(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next rebuild.
        let _ = fs::remove_dir_all(&self.0);
    }
}
