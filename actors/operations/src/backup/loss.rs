//! What a restore would lose.

use std::path::Path;

use super::{BackupError, Manifest, manifest::seq};
use crate::databases::DATABASES;
use storage::{
    journal,
    sqlite::{StorageError, look},
};

/// Messages that are counted at most; that there are some is what matters.
const COUNTED: i64 = 1000;

/// Refuses to lose what a data directory has and the backup does not: updates that came later, what stores have applied
/// of them, and messages that the backup's memory lacks, whatever journal they came through. What cannot be read is why
/// somebody restores.
pub(super) async fn refuse_loss(manifest: &Manifest, backup: &Path, folder: &Path) -> Result<(), BackupError> {
    let entries = ahead(manifest, folder).await.max(received_later(manifest, backup, folder).await);
    if entries > 0 {
        return Err(BackupError::WouldLose { lost: entries });
    }
    match messages_beyond(backup, folder).await {
        0 => Ok(()),
        lost => Err(BackupError::WouldLoseMessages { lost }),
    }
}

/// By how many entries the journal, or a store, is ahead of its copy.
async fn ahead(manifest: &Manifest, folder: &Path) -> i64 {
    let mut most = 0;
    for schema in DATABASES.iter().map(|database| (database.schema)()) {
        let here = look(folder, &schema, async |conn| seq(conn, &schema).await).await;
        let copied = manifest.of(&format!("{}.db", schema.name)).map_or(0, |copied| copied.seq);
        most = most.max(here.map_or(0, |here| here - copied));
    }
    most
}

/// Entries that came after the last one of the backup's: of another journal of the same bot too.
async fn received_later(manifest: &Manifest, backup: &Path, folder: &Path) -> i64 {
    let schema = journal::schema();
    let last = look(backup, &schema, async |conn| {
        let sql = "SELECT max(received_ms) FROM updates";
        Ok::<Option<i64>, StorageError>(sqlx::query_scalar(sql).fetch_one(conn).await?)
    });
    let made_ms = manifest.made_at.saturating_mul(1000).saturating_add(999);
    let last_ms = last.await.unwrap_or(None).unwrap_or(made_ms).max(made_ms);
    let later = look(folder, &schema, async |conn| {
        let sql = "SELECT count(*) FROM updates WHERE received_ms > ?";
        Ok::<i64, StorageError>(sqlx::query_scalar(sql).bind(last_ms).fetch_one(conn).await?)
    });
    later.await.unwrap_or(0)
}

async fn messages_beyond(backup: &Path, folder: &Path) -> i64 {
    let schema = context::schema();
    let copy = schema.path(backup);
    // A path within an address; a copy at rest needs no files beside it.
    let escaped = copy.display().to_string().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let beyond = look(folder, &schema, async |conn| {
        // Within a transaction nothing can be attached; what is compared is at rest.
        sqlx::query("COMMIT").execute(&mut *conn).await?;
        sqlx::query("ATTACH ? AS copied").bind(format!("file:{escaped}?immutable=1")).execute(&mut *conn).await?;
        let sql = "SELECT count(*) FROM (
                     SELECT 1 FROM main.messages m WHERE NOT EXISTS (
                       SELECT 1 FROM copied.messages c WHERE c.chat_id = m.chat_id AND c.message_id = m.message_id)
                     LIMIT ?)";
        Ok::<i64, StorageError>(sqlx::query_scalar(sql).bind(COUNTED).fetch_one(conn).await?)
    });
    beyond.await.unwrap_or(0)
}
