//! How far the journal was, noted outside of the database: entries that are lost with its log are at least told of.

use std::{io, path::Path};

use crate::model::Seq;

/// The file's name.
pub const FILE: &str = "journal.mark";

/// The note, if there is one that can be read.
pub(super) fn read(folder: &Path) -> Option<Seq> {
    std::fs::read_to_string(folder.join(FILE)).ok()?.trim().parse().ok().map(Seq)
}

/// It need not outlive a power cut: a note that is too low tells of less, and of nothing wrong.
pub(super) fn write(folder: &Path, head: Seq) -> io::Result<()> {
    let new = folder.join(format!("{FILE}.new"));
    std::fs::write(&new, format!("{}\n", head.0))?;
    std::fs::rename(new, folder.join(FILE))
}
