//! How the last run ended, if that is something the next one has to tell.

use std::path::Path;

const FILE: &str = "gave-up";

/// Notes why this run gives up.
pub(super) fn note_why(folder: &Path, reason: &str) {
    if let Err(error) = std::fs::write(folder.join(FILE), reason) {
        tracing::warn!(%error, "cannot record why this run gave up; the next run will not report it");
    }
}

/// Whether the last run gave up, and no run since got as far as to tell why.
pub(super) fn gave_up(folder: &Path) -> bool {
    folder.join(FILE).exists()
}

/// Why the last run gave up; said once.
pub(super) fn take_why(folder: &Path) -> Option<String> {
    let path = folder.join(FILE);
    let reason = std::fs::read_to_string(&path).ok()?;
    // What cannot be removed is told again at the next start.
    let _ = std::fs::remove_file(path);
    Some(reason)
}
