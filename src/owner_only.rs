//! What people wrote is for the owner of the data directory alone.

use std::{
    fs::{Permissions, set_permissions},
    io,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
};

use operations::databases::DATABASES;
use rustix::{fs::Mode, process::umask};

/// What group and others may do.
const OTHERS: u32 = 0o077;
/// Files beside the databases.
const FILES: [&str; 6] = ["privacy.jsonl", "receiving.json", "alarms.json", "journal.mark", "gave-up", "lock"];
/// How folders with copies of the databases begin.
const FOLDERS: [&str; 3] = ["before-restore-", "restoring-", "backups"];

/// From now on whatever this process makes is its owner's alone, whatever the umask was.
pub fn mask() {
    umask(Mode::RWXG | Mode::RWXO);
}

/// Whether others may look into a directory.
pub fn is_open(folder: &Path) -> bool {
    folder.metadata().is_ok_and(|about| about.permissions().mode() & OTHERS != 0)
}

/// Takes away what others may do with our files in a data directory: an older version, or a hand, left them so.
pub fn tighten(folder: &Path) {
    for path in open_files(folder).unwrap_or_default() {
        match close(&path) {
            Ok(()) => tracing::info!(file = %path.display(), "others could read this file; now only its owner can"),
            Err(error) => {
                tracing::warn!(file = %path.display(), %error, "other users can read this file, and its mode cannot be changed: chmod go= it");
            }
        }
    }
}

fn open_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut open = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        // A link is followed by nobody here: it may lead anywhere.
        let about = entry.metadata()?;
        let may_be_ours = about.is_file() || about.is_dir();
        if may_be_ours && about.permissions().mode() & OTHERS != 0 && entry.file_name().to_str().is_some_and(is_ours) {
            open.push(entry.path());
        }
    }
    Ok(open)
}

/// With logs, copies and what was set aside.
fn is_ours(name: &str) -> bool {
    let database = |database: &operations::databases::Database| {
        name.strip_prefix((database.schema)().name).is_some_and(|end| end.starts_with(".db"))
    };
    FILES.contains(&name) || FOLDERS.iter().any(|start| name.starts_with(start)) || DATABASES.iter().any(database)
}

fn close(path: &Path) -> io::Result<()> {
    let mode = path.metadata()?.permissions().mode();
    set_permissions(path, Permissions::from_mode(mode & !OTHERS))
}
