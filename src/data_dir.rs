//! The data directory, and the lock that lets one instance at a time work in it.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::exit::Exit;

const LOCK_FILE: &str = "lock";

/// The right to work in a data directory, held until dropped; the kernel takes it back if the process dies.
#[derive(Debug)]
pub struct DataDir {
    path: PathBuf,
    _lock: File,
}

impl DataDir {
    /// Creates the directory if it is missing (mode 0700: it holds what people wrote) and locks it.
    ///
    /// # Errors
    /// Another instance holds it ([`Exit::Busy`]), or it cannot be made or written.
    pub fn claim(path: &Path) -> anyhow::Result<Self> {
        make(path).with_context(|| format!("the data directory {} {REMEDY}", path.display()))?;
        let mut lock = open_lock(path).with_context(|| format!("the data directory {} {REMEDY}", path.display()))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(held(path, &mut lock)),
            Err(TryLockError::Error(error)) => {
                let cannot = format!("the data directory {} cannot be locked: use a local disk", path.display());
                return Err(error).context(cannot);
            }
        }
        sign(&mut lock).with_context(|| format!("the data directory {} cannot be written", path.display()))?;
        Ok(Self { path: path.to_owned(), _lock: lock })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

const REMEDY: &str = "cannot be used: make it writable for this user, or choose another with --data-dir";

fn make(path: &Path) -> io::Result<()> {
    if path.as_os_str().is_empty() {
        return Err(io::Error::other("the path is empty"));
    }
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// Not truncated before it is locked: it names the process that holds it.
fn open_lock(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(path.join(LOCK_FILE))
}

fn held(path: &Path, lock: &mut File) -> anyhow::Error {
    let mut pid = String::new();
    let holder = match lock.read_to_string(&mut pid) {
        Ok(_) if !pid.trim().is_empty() => format!(" (process {})", pid.trim()),
        _ => String::new(),
    };
    Exit::Busy.because(format!(
        "another instance{holder} holds the data directory {}: stop it, or choose another with --data-dir",
        path.display()
    ))
}

fn sign(lock: &mut File) -> io::Result<()> {
    lock.set_len(0)?;
    lock.rewind()?;
    writeln!(lock, "{}", std::process::id())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn a_second_claim_is_refused_until_the_first_is_dropped() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("new/data");
        let first = DataDir::claim(&path).unwrap();
        let error = DataDir::claim(&path).unwrap_err();
        assert_eq!(Exit::of(&error), Exit::Busy);
        let message = error.to_string();
        assert!(message.contains(&path.display().to_string()), "{message}");
        assert!(message.contains(&std::process::id().to_string()), "{message}");
        drop(first);
        assert_eq!(DataDir::claim(&path).unwrap().path(), path);
    }

    #[test]
    fn a_new_directory_is_for_its_owner_alone() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("data");
        let _held = DataDir::claim(&path).unwrap();
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn a_file_in_its_place_is_refused_with_a_remedy() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let error = DataDir::claim(file.path()).unwrap_err();
        assert_eq!(Exit::of(&error), Exit::Error);
        assert!(format!("{error:#}").contains("--data-dir"), "{error:#}");
    }
}
