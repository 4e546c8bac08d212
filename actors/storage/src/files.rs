//! Files that are replaced as a whole or not at all.

use std::{
    fs::{Permissions, remove_file},
    io::{self, Write as _},
    os::unix::fs::PermissionsExt as _,
    path::Path,
};

/// Puts `contents` in the place of a file, if there is one. Whoever reads it sees the old contents or the new ones, also
/// after a kill. They may be gone after a power cut.
///
/// # Errors
/// Those of the machine; the old contents are still there.
pub fn replace(path: &Path, contents: &[u8]) -> io::Result<()> {
    write(path, contents, |_| Ok(()))
}

/// The same, and the contents are on the disk before they take their place.
///
/// # Errors
/// As [`replace`].
pub fn replace_durably(path: &Path, contents: &[u8]) -> io::Result<()> {
    write(path, contents, |file| file.as_file().sync_all())
}

fn write(
    path: &Path,
    contents: &[u8],
    finish: impl FnOnce(&tempfile::NamedTempFile) -> io::Result<()>,
) -> io::Result<()> {
    let name = path.file_name().ok_or_else(|| io::Error::other("it is no name of a file"))?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut partial = name.to_owned();
    partial.push(".new");
    // A kill leaves it behind. It has one name, so that many kills leave one of them.
    match remove_file(folder.join(&partial)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = tempfile::Builder::new()
        .prefix(&partial)
        .rand_bytes(0)
        // As for any file that is made: the umask decides.
        .permissions(Permissions::from_mode(0o666))
        .tempfile_in(folder)?;
    file.write_all(contents)?;
    finish(&file)?;
    file.persist(path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("note");
        std::fs::write(folder.path().join("note.new"), "left by a kill").unwrap();
        for contents in ["one", "another"] {
            replace(&path, contents.as_bytes()).unwrap();
            assert_eq!(std::fs::read_to_string(&path).unwrap(), contents);
        }
        replace_durably(&path, b"the last").unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "the last");
    }

    #[test]
    fn what_cannot_be_replaced_stays_and_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("note");
        std::fs::create_dir(&path).unwrap();
        assert!(replace(&path, b"words").is_err());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(replace(&folder.path().join("nowhere/note"), b"words").is_err());
    }
}
