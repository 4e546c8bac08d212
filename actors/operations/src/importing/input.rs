//! The bytes that an import reads. They are opened once: a pipe gives them only once.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use super::ImportError;
use desktop::reading::Unreadable;

/// Names of standard input. Opening the device anew fails where another user opened it.
const STDIN: [&str; 4] = ["-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"];
/// What the other format of an export consists of: a chat's first page, and an account's.
const HTML: [&str; 2] = ["messages.html", "export_results.html"];

/// An opened file, pipe or standard input.
pub struct Input {
    /// How it was named.
    pub path: PathBuf,
    /// Bytes, if that is known before the end.
    pub size: Option<u64>,
    pub(super) reader: Box<dyn Read + Send>,
}

impl Input {
    /// Opens a file or a pipe; `-` is standard input, and the folder of an export stands for the file in it.
    ///
    /// # Errors
    /// It cannot be opened, or is a folder without `result.json`.
    pub fn open(path: &Path) -> Result<Self, ImportError> {
        if STDIN.iter().any(|name| path == Path::new(name)) {
            return Ok(Self { path: path.to_owned(), size: None, reader: Box::new(io::stdin()) });
        }
        let path = if path.is_dir() { export_in(path)? } else { path.to_owned() };
        let file = File::open(&path).map_err(|error| ImportError::File(path.clone(), error.kind()))?;
        let size = file.metadata().ok().filter(std::fs::Metadata::is_file).map(|file| file.len());
        Ok(Self { path, size, reader: Box::new(file) })
    }
}

fn export_in(folder: &Path) -> Result<PathBuf, ImportError> {
    let file = folder.join("result.json");
    match file.exists() {
        true => Ok(file),
        false if HTML.iter().any(|name| folder.join(name).exists()) => Err(Unreadable::Html.into()),
        false => Err(ImportError::NoExport(folder.to_owned())),
    }
}
