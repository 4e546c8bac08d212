//! Which file is being imported, in a file of its own: a restart goes on with it.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::FRESH;
use events::{ChatId, MessageId, Seq};
use language::text::catalogue::Language;
use runtime::clock::now;
use storage::files;

const FILE: &str = "receiving.json";

/// A file that an admin sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    pub seq: Seq,
    pub date: i64,
    pub chat: ChatId,
    pub message: MessageId,
    /// Telegram's name of it.
    pub file: String,
    pub language: Language,
    /// Our message that tells how far it is.
    pub board: Option<i64>,
}

/// What was taken up to now.
pub struct Jobs {
    path: PathBuf,
    kept: Kept,
}

#[derive(Default, Serialize, Deserialize)]
struct Kept {
    /// The last file that was taken or refused.
    through: Seq,
    job: Option<Job>,
}

impl Jobs {
    /// Begins anew if there is nothing that can be read.
    pub fn read(folder: &Path) -> Self {
        let path = folder.join(FILE);
        let kept = std::fs::read(&path).ok().and_then(|text| serde_json::from_slice(&text).ok());
        Self { path, kept: kept.unwrap_or_default() }
    }

    /// The one that a restart interrupted.
    pub fn left(&self) -> Option<Job> {
        self.kept.job.clone()
    }

    pub fn is_new(&self, job: &Job) -> bool {
        job.seq > self.kept.through && now().saturating_sub(job.date) < FRESH
    }

    /// It is refused.
    pub fn pass(&mut self, job: &Job) {
        self.kept.through = job.seq;
        self.write();
    }

    pub fn begin(&mut self, job: &Job) {
        self.kept.job = Some(job.clone());
        self.pass(job);
    }

    /// Our message about it has that number.
    pub fn note_board(&mut self, board: Option<i64>) {
        if let Some(job) = &mut self.kept.job {
            job.board = board;
            self.write();
        }
    }

    pub fn end(&mut self) {
        self.kept.job = None;
        self.write();
    }

    /// What cannot be written is known until the next start; an import that is begun twice comes to the same.
    fn write(&self) {
        let text = serde_json::to_vec(&self.kept).unwrap_or_default();
        if let Err(error) = files::replace(&self.path, &text) {
            tracing::warn!(%error, "cannot record which file is being imported");
        }
    }
}
