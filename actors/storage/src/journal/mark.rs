//! How far the journal was, noted outside of the database: entries that are lost with its log are at least told of.

use std::{io, path::Path};

use sqlx::SqliteConnection;

use super::rows;
use crate::{
    files,
    sqlite::{StorageError, transaction},
};
use events::Seq;
use runtime::metrics;

/// The file's name.
pub const FILE: &str = "journal.mark";

/// The note, if there is one that can be read.
fn read(folder: &Path) -> Option<Seq> {
    std::fs::read_to_string(folder.join(FILE)).ok()?.trim().parse().ok().map(Seq)
}

/// It need not outlive a power cut: a note that is too low tells of less, and of nothing wrong.
pub(super) fn write(folder: &Path, head: Seq) -> io::Result<()> {
    files::replace(&folder.join(FILE), format!("{}\n", head.0).as_bytes())
}

/// The journal's head. It may have been further once: then entries are lost, with its log perhaps, and what comes next goes
/// on behind them.
pub(super) async fn head(folder: &Path, conn: &mut SqliteConnection) -> Result<Seq, StorageError> {
    let head = rows::head(conn).await?;
    let Some(was) = read(folder).filter(|was| *was > head) else { return Ok(head) };
    metrics::STORE_ALARMS.with_label_values(&["journal", "lost"]).inc();
    tracing::error!(
        was = was.0,
        head = head.0,
        "ALARM: the journal lost entries: was its -wal file deleted? Entries that the stores had not applied are lost; \
         compare with a backup"
    );
    transaction(conn, async |conn| rows::reserve(conn, was).await).await?;
    rows::head(conn).await
}
