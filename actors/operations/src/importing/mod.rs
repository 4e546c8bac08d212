//! History from an export into the journal, from where every store learns of it as of live messages.
//!
//! A thread reads and converts; messages that the memory has are left out, the others appended, a bounded number ahead
//! of the slowest store. Each is known by its chat and number: however often an import is killed and begun anew, what
//! comes of it is the same.

mod dry_run;
mod error;
mod external;
mod in_process;
mod input;
mod legacy;
mod nothing;
mod numbers;
mod reader;
mod seen;
mod target;

use std::collections::HashSet;

use serde::Serialize;
use tokio::sync::mpsc::Receiver;

pub use dry_run::DryRun;
pub use error::ImportError;
pub use external::External;
pub use in_process::InProcess;
pub use input::Input;
pub use legacy::Legacy;
pub use nothing::Reasons;
pub use target::ImportTarget;

use self::{
    reader::{Found, Reading, Skipped},
    seen::Seen,
};
use desktop::reading::Strange;
use events::{ChatId, Imported, PersonKind};
use language::zone::Zone;
use storage::journal::NewEntry;

/// What came of the messages of an export.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Messages in the chats that were asked for.
    pub read: u64,
    pub imported: u64,
    pub already_there: u64,
    /// Those that could not be understood.
    pub skipped: u64,
}

impl Counts {
    /// Whether there were messages, and none of them could be understood.
    fn is_nothing(&self) -> bool {
        self.read > 0 && self.read == self.skipped
    }
}

/// What to read.
pub struct Source {
    pub input: Input,
    /// Of a file of one chat: the chat that it is; of an account: the one that is meant. `None`: as the file says, all.
    pub chat: Option<ChatId>,
    /// Of the clock by which it was made, where it tells no Unix time.
    pub zone: Zone,
}

/// How far an import is.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    pub counts: Counts,
    /// Bytes of the file that were read.
    pub bytes: u64,
}

/// What an import tells while it works.
pub enum ImportEvent<'a> {
    Progress(Progress),
    /// A message cannot be taken: its chat, its number and why.
    Skipped(&'a Skipped),
    /// A chat of an account cannot be taken.
    Strange(&'a Strange),
    /// Some dates have no Unix time: the source's zone tells. Told once.
    LocalDates,
}

/// Imports a file; resolves once every store has all of it, or cannot have more.
///
/// # Errors
/// [`ImportError`]; what was imported before stays, and the same import goes on from there. The counts tell of it.
pub async fn import(
    source: Source,
    way: &mut impl ImportTarget,
    tell: impl FnMut(ImportEvent<'_>),
) -> Result<Counts, (Counts, ImportError)> {
    take_all(reader::read(source), way, tell).await
}

/// As [`import`], from a database of the bot that this one replaces.
///
/// # Errors
/// As there.
pub async fn import_legacy(
    legacy: Legacy,
    way: &mut impl ImportTarget,
    tell: impl FnMut(ImportEvent<'_>),
) -> Result<Counts, (Counts, ImportError)> {
    take_all(legacy.read(), way, tell).await
}

async fn take_all(
    source: (Receiver<Found>, Reading),
    way: &mut impl ImportTarget,
    mut tell: impl FnMut(ImportEvent<'_>),
) -> Result<Counts, (Counts, ImportError)> {
    let mut counts = Counts::default();
    let done = run(source, way, &mut counts, &mut tell).await;
    done.map(|()| counts).map_err(|error| (counts, error))
}

async fn run(
    (mut found, reading): (Receiver<Found>, Reading),
    way: &mut impl ImportTarget,
    counts: &mut Counts,
    tell: &mut impl FnMut(ImportEvent<'_>),
) -> Result<(), ImportError> {
    let (mut local_dates, mut reasons, mut seen) = (false, Reasons::default(), Seen::new().await?);
    while let Some(batch) = found.recv().await {
        if batch.local_dates && !std::mem::replace(&mut local_dates, true) {
            tell(ImportEvent::LocalDates);
        }
        batch.skipped.iter().for_each(|skipped| tell(ImportEvent::Skipped(skipped)));
        batch.strange.iter().for_each(|strange| tell(ImportEvent::Strange(strange)));
        reasons.count(&batch);
        let bytes = batch.bytes;
        take(batch, way, &mut seen, counts).await?;
        tell(ImportEvent::Progress(Progress { counts: *counts, bytes }));
    }
    // What came before a fault is in the journal: the stores get it.
    way.finish().await?;
    reading.await.map_err(|_| ImportError::Reader)??;
    if counts.is_nothing() { Err(ImportError::NothingTaken(reasons)) } else { Ok(()) }
}

async fn take(
    batch: Found,
    way: &mut impl ImportTarget,
    seen: &mut Seen,
    counts: &mut Counts,
) -> Result<(), ImportError> {
    let Found { mut messages, skipped, strange, .. } = batch;
    let skipped = skipped.len() as u64 + strange.iter().map(|chat| chat.messages).sum::<u64>();
    let read = messages.len() as u64 + skipped;
    let wanted: Vec<_> = messages.iter().flat_map(|it| numbers::places(&it.message)).collect();
    let people: HashSet<_> = messages.iter().map(|it| it.message.sender.id).collect();
    let mut there = way.there(&wanted, &people).await?;
    seen.add_to(&mut there, &wanted).await?;
    messages.retain_mut(|it| numbers::find_place(&mut it.message, &mut there));
    let placed: Vec<_> =
        messages.iter().map(|Imported { message, .. }| (message.chat.id, message.id, message.date)).collect();
    seen.note(&placed).await?;
    for imported in messages.iter_mut().filter(|it| there.bots.contains(&it.message.sender.id)) {
        imported.message.sender.kind = PersonKind::Bot;
    }
    let appended = append(messages, way).await?;
    counts.read += read;
    counts.skipped += skipped;
    counts.imported += appended;
    counts.already_there += read - skipped - appended;
    Ok(())
}

async fn append(messages: Vec<Imported>, way: &mut impl ImportTarget) -> Result<u64, ImportError> {
    if messages.is_empty() {
        return Ok(0);
    }
    way.make_room().await?;
    let drafts = messages.into_iter().map(NewEntry::imported).collect();
    way.append(drafts).await
}
