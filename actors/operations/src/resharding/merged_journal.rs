//! The journals of all shards as one: an entry that several have is one.

use std::path::Path;

use events::Seq;
use sqlx::SqliteConnection;

use super::{
    ReshardingError,
    fresh::{Fresh, pass_numbers},
    only_for::both,
    statements::run,
};
use storage::{journal, sqlite::StorageError};

/// A letter whose number is taken gets one that neither has given out. An erasure that is not done in each of them is not done.
const TAKE: [&str; 3] = [
    "INSERT INTO main.dead_letters (id, seq, stage, bot_id, update_id, reason, tries, set_aside_ms, raw)
     SELECT iif(id IN (SELECT id FROM main.dead_letters), id + (
              SELECT max(seq) FROM (SELECT seq FROM main.sqlite_sequence WHERE name = 'dead_letters'
                                    UNION ALL SELECT seq FROM source.sqlite_sequence WHERE name = 'dead_letters')), id),
            seq, stage, bot_id, update_id, reason, tries, set_aside_ms, raw
     FROM source.dead_letters WHERE (seq, stage) NOT IN (SELECT seq, stage FROM main.dead_letters) ORDER BY id",
    "INSERT INTO main.erasures SELECT * FROM source.erasures WHERE true
     ON CONFLICT (person) DO UPDATE SET before = max(before, excluded.before), seq = max(seq, excluded.seq),
       done = min(done, excluded.done)",
    // The first one takes the place of that of the new journal, which is 0.
    "UPDATE main.scrubbed SET through = iif(?1, theirs.through, min(main.scrubbed.through, theirs.through))
     FROM source.scrubbed AS theirs",
];

/// Takes in the journal of a shard.
///
/// # Errors
/// Those of the databases.
pub(super) async fn take_in(fresh: &mut Fresh, shard: &Path, is_first: bool) -> Result<(), ReshardingError> {
    let take = async |conn: &mut SqliteConnection| {
        run(conn, updates()).await?;
        for statement in TAKE {
            sqlx::query(statement).bind(is_first).execute(&mut *conn).await?;
        }
        pass_numbers(conn).await
    };
    fresh.fill(&journal::schema().path(shard), take).await
}

/// Of an entry of which words were taken out in one shard already, less is left there. One that Telegram delivered twice, of
/// which shards kept different deliveries, is kept once.
fn updates() -> String {
    let columns = "seq, source, bot_id, update_id, received_ms, only_for, raw";
    let only_for = both("main.updates.only_for", "excluded.only_for");
    format!(
        "INSERT INTO main.updates ({columns}) SELECT {columns} FROM source.updates WHERE true \
         ON CONFLICT (seq) DO UPDATE SET only_for = {only_for}, \
           raw = iif(length(excluded.raw) < length(main.updates.raw), excluded.raw, main.updates.raw) \
         ON CONFLICT (bot_id, update_id) DO NOTHING"
    )
}

/// Sets the last number.
///
/// # Errors
/// Those of the database.
pub(super) async fn end_at(conn: &mut SqliteConnection, head: Seq) -> Result<(), StorageError> {
    let there = "SELECT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'updates')";
    let sql = match sqlx::query_scalar(there).fetch_one(&mut *conn).await? {
        true => "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'updates'",
        false => "INSERT INTO sqlite_sequence (name, seq) VALUES ('updates', ?)",
    };
    sqlx::query(sql).bind(head.0).execute(conn).await?;
    Ok(())
}
