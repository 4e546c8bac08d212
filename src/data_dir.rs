//! The data directory, and the lock that lets one instance at a time work in it and says who it is.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use operations::backup::{finish_restore, is_cut_short};

use crate::{exit::Exit, owner_only};

const LOCK_FILE: &str = "lock";
/// How the service calls itself in the lock; a subcommand by its name.
pub const SERVICE: &str = "service";

/// The right to work in a data directory, held until dropped; the kernel takes it back if the process dies.
#[derive(Debug)]
pub struct DataDir {
    path: PathBuf,
    _lock: File,
}

impl DataDir {
    /// Locks the directory for [`SERVICE`] or a subcommand, finishes what a killed restore left there, and takes away what
    /// others may do with the files in it. Creates it if it is missing (mode 0700: it holds what people wrote).
    ///
    /// # Errors
    /// Another instance holds it ([`Exit::Busy`]), or it cannot be made or written.
    pub fn claim(path: &Path, worker: &str) -> anyhow::Result<Self> {
        let claimed = Self::lock(path, worker)?;
        let finished = finish_restore(path)
            .with_context(|| format!("a restore into {} was interrupted and cannot be finished", path.display()))?;
        if finished {
            tracing::warn!("an interrupted restore was finished");
        }
        owner_only::tighten(path);
        Ok(claimed)
    }

    /// As [`claim`](Self::claim), for who only looks.
    ///
    /// # Errors
    /// As there.
    pub fn lock(path: &Path, worker: &str) -> anyhow::Result<Self> {
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
        sign(&mut lock, worker).with_context(|| format!("the data directory {} cannot be written", path.display()))?;
        Ok(Self { path: path.to_owned(), _lock: lock })
    }

    /// Refuses to read where some databases are there and others not, for who only looks and claims nothing.
    ///
    /// # Errors
    /// A restore was cut short ([`Exit::Busy`]).
    pub fn refuse_half_restored(path: &Path) -> anyhow::Result<()> {
        if !is_cut_short(path) {
            return Ok(());
        }
        let place = path.display();
        Err(Exit::Busy.because(format!(
            "a restore into {place} was interrupted: start the service or run the same `balachka restore` again to \
             finish it"
        )))
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

/// Whether whoever holds the directory is, as far as its lock tells, the service.
pub fn is_held_by_the_service(path: &Path) -> bool {
    let signed = std::fs::read_to_string(path.join(LOCK_FILE)).unwrap_or_default();
    signed.split_whitespace().nth(1).is_none_or(|worker| worker == SERVICE)
}

fn held(path: &Path, lock: &mut File) -> anyhow::Error {
    let (mut signed, path) = (String::new(), path.display());
    // Whoever holds it may be about to sign.
    let _ = lock.read_to_string(&mut signed);
    let mut signed = signed.split_whitespace();
    let (process, worker) = (signed.next(), signed.next());
    let number = process.map(|number| format!(" (process {number})")).unwrap_or_default();
    Exit::Busy.because(match worker.filter(|worker| *worker != SERVICE) {
        Some(command) => {
            format!("`balachka {command}`{number} is using the data directory {path}: wait until it has finished")
        }
        None => format!(
            "another instance{number} is using the data directory {path}: stop it, or choose another with --data-dir"
        ),
    })
}

fn sign(lock: &mut File, worker: &str) -> io::Result<()> {
    lock.set_len(0)?;
    lock.rewind()?;
    writeln!(lock, "{} {worker}", std::process::id())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn a_second_claim_is_refused_until_the_first_is_dropped() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("new/data");
        let first = DataDir::claim(&path, SERVICE).unwrap();
        let error = DataDir::claim(&path, SERVICE).unwrap_err();
        assert_eq!(Exit::of(&error), Exit::Busy);
        let message = error.to_string();
        assert!(message.contains(&path.display().to_string()), "{message}");
        assert!(message.contains(&std::process::id().to_string()), "{message}");
        assert!(is_held_by_the_service(&path));
        drop(first);
        let import = DataDir::claim(&path, "import").unwrap();
        let message = DataDir::claim(&path, SERVICE).unwrap_err().to_string();
        assert!(message.contains("`balachka import`"), "{message}");
        assert!(!is_held_by_the_service(&path));
        drop(import);
        assert_eq!(DataDir::claim(&path, SERVICE).unwrap().path(), path);
    }

    #[test]
    fn a_new_directory_is_for_its_owner_alone() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("data");
        let _held = DataDir::claim(&path, SERVICE).unwrap();
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn a_file_in_its_place_is_refused_with_a_remedy() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let error = DataDir::claim(file.path(), SERVICE).unwrap_err();
        assert_eq!(Exit::of(&error), Exit::Error);
        assert!(format!("{error:#}").contains("--data-dir"), "{error:#}");
    }
}
