//! The folder in which new databases are made until they are whole.

use std::{
    fs::{DirBuilder, File},
    os::unix::fs::DirBuilderExt as _,
    path::{Path, PathBuf},
};

use super::ReshardingError;
use crate::databases;
use storage::disk::Disk;

/// The name of the folder within the one that is asked for.
const WORK: &str = ".resharding";
/// Room that is to be left, bytes.
const SLACK: u64 = 64 << 20;

/// A place to work in. It goes when this is dropped.
pub(super) struct Site {
    into: PathBuf,
    work: PathBuf,
}

impl Site {
    /// Makes the place in an empty folder, or one that is not there. What a kill left of another time is removed.
    ///
    /// # Errors
    /// The folder is not empty, or cannot be written.
    pub(super) fn begin(into: &Path) -> Result<Self, ReshardingError> {
        make_folder(into)?;
        let site = Self { into: into.to_owned(), work: into.join(WORK) };
        for entry in std::fs::read_dir(into).map_err(ReshardingError::io(into))? {
            if entry.map_err(ReshardingError::io(into))?.path() != site.work {
                return Err(ReshardingError::NotEmpty(into.display().to_string()));
            }
        }
        if site.work.exists() {
            std::fs::remove_dir_all(&site.work).map_err(ReshardingError::io(&site.work))?;
        }
        make_folder(&site.made())?;
        Ok(site)
    }

    /// Where backups are made that rows are read from.
    pub(super) fn copies(&self) -> PathBuf {
        self.work.join("copies")
    }

    /// What is made here is published.
    pub(super) fn made(&self) -> PathBuf {
        self.work.join("made")
    }

    /// Refuses if there is not room for the new databases, which together are as large as those in these folders, and for
    /// as much beside them.
    ///
    /// # Errors
    /// There is not.
    pub(super) fn refuse_without_room(&self, folders: &[&Path]) -> Result<(), ReshardingError> {
        let sizes = folders.iter().flat_map(|folder| databases::sizes(folder));
        let needed = 2 * sizes.map(|(_, bytes)| bytes).sum::<u64>() + SLACK;
        match Disk::new(&self.into, 0).free() {
            Some(free) if free < needed => {
                Err(ReshardingError::NoRoom { at: self.into.display().to_string(), needed, free })
            }
            _ => Ok(()),
        }
    }

    /// Gives what is made its place.
    ///
    /// # Errors
    /// Those of moving files.
    pub(super) fn publish(self) -> Result<(), ReshardingError> {
        let made = self.made();
        sync(&made)?;
        for entry in std::fs::read_dir(&made).map_err(ReshardingError::io(&made))? {
            let entry = entry.map_err(ReshardingError::io(&made))?;
            let place = self.into.join(entry.file_name());
            std::fs::rename(entry.path(), &place).map_err(ReshardingError::io(&place))?;
        }
        sync(&self.into)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // What cannot be removed now is removed next time.
        let _ = std::fs::remove_dir_all(&self.work);
    }
}

/// Makes a folder that is its owner's alone, unless it is there.
pub(super) fn make_folder(folder: &Path) -> Result<(), ReshardingError> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(ReshardingError::io(folder))
}

/// Makes names in a folder as durable as the files are.
pub(super) fn sync(folder: &Path) -> Result<(), ReshardingError> {
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(ReshardingError::io(folder))
}
