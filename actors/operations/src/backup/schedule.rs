//! Backups that nobody has to think of.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
    time::Duration,
};

use super::{BackupError, Pruned, backup, backups, made_at, prune};
use runtime::{Next, Step, Supervisor, Work, Worker, WorkerHandle, clock::now, metrics};

/// How often it is looked whether one is due.
const LOOK: Duration = Duration::from_secs(10);
/// After one that failed.
const AGAIN: i64 = 3600;

/// The actor that makes backups and deletes old ones.
#[derive(Clone)]
pub struct Schedule {
    /// Where the databases are.
    pub folder: PathBuf,
    /// Where backups are kept.
    pub shelf: PathBuf,
    pub every: Duration,
    /// The newest of them that are kept.
    pub keep: usize,
}

impl Schedule {
    /// Starts making backups.
    pub fn start(self, supervisor: &Supervisor) -> WorkerHandle<Self> {
        if let Some(made_at) = newest(&self.shelf) {
            metrics::LAST_BACKUP.set(made_at);
        }
        Worker::start(supervisor, "backup", self)
    }

    fn look(&self) -> Duration {
        LOOK.min(self.every)
    }

    fn is_due(&self, now: i64, failed_at: Option<i64>) -> bool {
        let every = i64::try_from(self.every.as_secs()).unwrap_or(i64::MAX);
        // A clock set back must not put an end to backups.
        let since = |then: i64| now.saturating_sub(then).saturating_abs();
        newest(&self.shelf).is_none_or(|made_at| since(made_at) >= every)
            && failed_at.is_none_or(|failed| since(failed) >= AGAIN.min(every))
    }

    /// `told` holds the old backups of which it was said that they stay.
    async fn make(&self, told: &mut HashSet<PathBuf>) -> Result<(), BackupError> {
        let made = keep_one(&self.folder, &self.shelf).await?;
        match prune(&self.shelf, self.keep) {
            Ok(Pruned { deleted, stuck }) => {
                tracing::info!(backup = %made.display(), deleted, "made a backup");
                for (backup, error) in stuck.into_iter().filter(|(backup, _)| told.insert(backup.clone())) {
                    tracing::warn!(backup = %backup.display(), %error, "cannot delete an old backup; keeping it");
                }
            }
            Err(error) => tracing::warn!(%error, "cannot delete old backups"),
        }
        Ok(())
    }
}

/// Makes a backup, and counts it.
///
/// # Errors
/// See [`BackupError`].
pub async fn keep_one(folder: &Path, shelf: &Path) -> Result<PathBuf, BackupError> {
    let made = backup(folder, shelf).await;
    metrics::BACKUPS.with_label_values(&[if made.is_ok() { "made" } else { "failed" }]).inc();
    match made {
        Ok((path, manifest)) => {
            metrics::LAST_BACKUP.set(manifest.made_at);
            metrics::BACKUP_FAILING.set(0);
            Ok(path)
        }
        Err(error) => {
            metrics::BACKUP_FAILING.set(1);
            tracing::error!(%error, "the backup failed");
            Err(error)
        }
    }
}

/// When the newest backup was made, Unix seconds; `None` if there is none.
fn newest(shelf: &Path) -> Option<i64> {
    let all = backups(shelf).ok()?;
    all.iter().rev().find_map(|backup| made_at(backup))
}

/// What was made so far.
#[derive(Debug, Default)]
pub struct Made {
    /// When the last try failed; `None` if it worked.
    failed_at: Option<i64>,
    /// Old backups of which it was said that they stay.
    told: HashSet<PathBuf>,
}

impl Work for Schedule {
    type State = Made;

    fn begin(&self) -> Made {
        Made::default()
    }

    fn first(&self) -> Duration {
        self.look()
    }

    async fn step(&self, so_far: &mut Made) -> Step {
        let mut result = Ok(());
        if self.is_due(now(), so_far.failed_at) {
            result = self.make(&mut so_far.told).await.map_err(|error| error.to_string());
            so_far.failed_at = result.is_err().then(now);
        }
        Step { result, next: Next::Every(self.look()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::tests::shelve;

    fn schedule(shelf: &Path) -> Schedule {
        Schedule { folder: PathBuf::new(), shelf: shelf.to_owned(), every: Duration::from_secs(86_400), keep: 2 }
    }

    #[test]
    fn a_backup_is_due_a_day_after_the_last_and_an_hour_after_a_failure() {
        let shelf = tempfile::tempdir().unwrap();
        let schedule = schedule(shelf.path());
        assert!(schedule.is_due(1_000_000, None), "there is none");
        assert!(!schedule.is_due(1_000_000, Some(999_000)));
        assert!(schedule.is_due(1_000_000, Some(996_400)));
        shelve(shelf.path(), "balachka-19700112T134640Z", 1_000_000);
        assert!(!schedule.is_due(1_086_399, None));
        assert!(schedule.is_due(1_086_400, None));
        assert!(schedule.is_due(1_000_000 - 2 * 86_400, None), "the clock was set back");
    }
}
