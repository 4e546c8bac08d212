//! Receives one file and imports it.

use std::{
    cell::Cell,
    fs::{File, OpenOptions},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use parking_lot::Mutex;
use serde::Deserialize;
use serde_json::json;
use tokio::time::sleep;

use super::{
    Board, Receiving,
    job::{Job, Jobs},
};
use crate::importing::{Counts, ImportError, ImportEvent, InProcess, Input, Progress, Source, import};
use language::text::{
    catalogue::{Args, Language, say},
    visible::visible,
};
use telegram::CallError;

/// Between two edits of the message; Telegram counts them like messages.
const EDITS: Duration = Duration::from_secs(3);
const PATIENCE: Duration = Duration::from_secs(20);
/// For all of a file: those that Telegram hands out have 20 MB at most.
const DOWNLOAD: Duration = Duration::from_secs(600);
const INCOMING: &str = "incoming.json";
/// Tries to receive a file and to tell the outcome, with this between them.
const TRIES: u32 = 4;
const PAUSE: Duration = Duration::from_secs(2);

/// What `getFile` tells.
#[derive(Deserialize)]
struct FileInfo {
    file_path: String,
}

/// How it ended.
enum Outcome {
    Done(Counts),
    TooLarge,
    NotReceived,
    Unreadable(Counts, String),
    /// There are messages, and none could be understood.
    Nothing(Counts),
    /// It goes on at the next start.
    Interrupted,
}

/// From the file's name to the last word about it.
pub(super) async fn work(parts: Receiving, job: Job, jobs: Arc<Mutex<Jobs>>) {
    let mut board = Board::new(parts.client.clone(), &job);
    board.show(&say(job.language, "import-receiving", &Args::default())).await;
    let lock = || jobs.lock();
    lock().note_board(board.message());
    let outcome = carry_out(&parts, &job, &mut board).await;
    let Some(words) = in_words(&outcome, job.language) else { return };
    for _ in 0..TRIES {
        if board.show(&words).await {
            break;
        }
        sleep(PAUSE).await;
    }
    lock().end();
}

async fn carry_out(parts: &Receiving, job: &Job, board: &mut Board) -> Outcome {
    let (file, is_copy) = match receive(parts, job).await {
        Ok(received) => received,
        Err(outcome) => return outcome,
    };
    let outcome = take(parts, job, &file, board).await;
    if is_copy && let Err(error) = std::fs::remove_file(&file) {
        tracing::warn!(%error, "cannot delete the received file");
    }
    outcome
}

/// The file on the disk, and whether it is a copy of ours: a Bot API server on this machine tells where its own is.
async fn receive(parts: &Receiving, job: &Job) -> Result<(PathBuf, bool), Outcome> {
    for _ in 0..TRIES {
        match fetch(parts, job).await {
            Ok(received) => return Ok(received),
            Err(Some(outcome)) => return Err(outcome),
            Err(None) => sleep(PAUSE).await,
        }
    }
    Err(Outcome::NotReceived)
}

/// `Err(None)`: it may work the next time.
async fn fetch(parts: &Receiving, job: &Job) -> Result<(PathBuf, bool), Option<Outcome>> {
    let told = parts.client.call("GetFile", &json!({ "file_id": job.file }), PATIENCE).await.map_err(refused)?;
    let FileInfo { file_path } = serde_json::from_str(told.get()).map_err(|_| None)?;
    if Path::new(&file_path).is_absolute() {
        return Ok((file_path.into(), false));
    }
    let path = parts.folder.join(INCOMING);
    let mut file = create(&path).map_err(|error| {
        tracing::warn!(%error, "cannot create the file for a download");
        None
    })?;
    parts.client.download(&file_path, &mut file, DOWNLOAD).await.map_err(refused)?;
    Ok((path, true))
}

/// For our eyes only.
fn create(path: &Path) -> std::io::Result<File> {
    OpenOptions::new().create(true).truncate(true).write(true).mode(0o600).open(path)
}

fn refused(error: CallError) -> Option<Outcome> {
    tracing::warn!(%error, "cannot download a file");
    match error {
        CallError::Refused { description, .. } if description.contains("too big") => Some(Outcome::TooLarge),
        CallError::Refused { .. } => Some(Outcome::NotReceived),
        _ => None,
    }
}

async fn take(parts: &Receiving, job: &Job, file: &Path, board: &mut Board) -> Outcome {
    let input = match Input::open(file) {
        Ok(input) => input,
        Err(error) => {
            tracing::warn!(%error, "cannot read a received file");
            return Outcome::NotReceived;
        }
    };
    let size = input.size.unwrap_or(0);
    let mut here = InProcess::new(parts.journal.clone(), parts.context.clone(), parts.stores.clone());
    let source = Source { input, chat: None, zone: parts.zone.clone() };
    let progress = Cell::new(None);
    let importing = import(source, &mut here, |told| match told {
        ImportEvent::Progress(now) => progress.set(Some(now)),
        ImportEvent::Strange(chat) => {
            tracing::warn!(kind = chat.kind, messages = chat.messages, "a chat of this type cannot be imported");
        }
        ImportEvent::Skipped(_) | ImportEvent::LocalDates => {}
    });
    let telling = async {
        loop {
            sleep(EDITS).await;
            if let Some(now) = progress.get() {
                board.show(&progress_words(&now, size, job.language)).await;
            }
        }
    };
    let imported = tokio::select! {
        imported = importing => imported,
        never = telling => never,
    };
    match imported {
        Ok(counts) => Outcome::Done(counts),
        Err((counts, ImportError::Unreadable(fault))) => Outcome::Unreadable(counts, fault.to_string()),
        Err((counts, error @ ImportError::NothingTaken(_))) => {
            tracing::warn!(%error, "a received file contains nothing that can be imported");
            Outcome::Nothing(counts)
        }
        Err((_, error)) => {
            tracing::warn!(%error, "an import was interrupted; it continues at the next start");
            Outcome::Interrupted
        }
    }
}

fn counted(counts: &Counts) -> Args {
    Args::default()
        .number("read", whole(counts.read))
        .number("imported", whole(counts.imported))
        .number("there", whole(counts.already_there))
        .number("skipped", whole(counts.skipped))
}

fn progress_words(progress: &Progress, size: u64, language: Language) -> String {
    let percent = (progress.bytes * 100).checked_div(size).unwrap_or(0).min(100);
    say(language, "import-progress", &counted(&progress.counts).number("percent", whole(percent)))
}

fn in_words(outcome: &Outcome, language: Language) -> Option<String> {
    let args = Args::default();
    let (id, args) = match outcome {
        Outcome::Done(counts) => ("import-done", counted(counts)),
        Outcome::TooLarge => ("import-too-large", args),
        Outcome::NotReceived => ("import-not-received", args),
        Outcome::Nothing(counts) => ("import-nothing", counted(counts)),
        Outcome::Unreadable(counts, fault) => ("import-unreadable", counted(counts).text("fault", &visible(fault))),
        Outcome::Interrupted => return None,
    };
    Some(say(language, id, &args))
}

fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
