//! Whose files backups are: those of the data directory's owner, though root made them.

use std::{
    io,
    os::unix::fs::{MetadataExt as _, chown},
    path::Path,
};

/// Gives a folder with all that is in it to the owner of another. Only root can; whoever cannot owns both already, or
/// keeps what they made.
pub(super) fn give(folder: &Path, like: &Path) {
    if let Err(error) = try_give(folder, like) {
        tracing::debug!(folder = %folder.display(), %error, "cannot change the owner");
    }
}

fn try_give(folder: &Path, like: &Path) -> io::Result<()> {
    let (ours, theirs) = (folder.metadata()?, like.metadata()?);
    if ours.uid() == theirs.uid() {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder)? {
        chown(entry?.path(), Some(theirs.uid()), Some(theirs.gid()))?;
    }
    chown(folder, Some(theirs.uid()), Some(theirs.gid()))
}
