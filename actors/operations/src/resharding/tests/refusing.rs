//! What cannot be split or merged leaves nothing behind.

use std::path::{Path, PathBuf};

use storage::{journal, sqlite, store::parts::Part};

use super::{
    history::{Cast, live, write},
    shard_of,
};
use crate::resharding::{
    ReshardingError, merge,
    shapes::{OF_JOURNAL, stores, tables, unlisted},
    split,
};

async fn data(place: &Path) -> PathBuf {
    let from = place.join("data");
    std::fs::create_dir(&from).unwrap();
    live(&from, Cast { nth: 0 }, false).await;
    from
}

/// Whoever adds a table to a store is told here to add it to the store's parts.
#[actix::test]
async fn each_table_of_each_store_is_listed_and_one_that_is_left_out_is_noticed() {
    let place = tempfile::tempdir().unwrap();
    let folder = data(place.path()).await;
    for (store, parts) in stores() {
        let schema = (store.schema)();
        let missing = async |parts: &[Part]| {
            let known = tables(parts);
            sqlite::look(&folder, &schema, async |conn| unlisted(conn, &known).await).await.unwrap()
        };
        assert_eq!(missing(parts).await, None, "add it to `PARTS` of {}", store.name);
        for nth in 0..parts.len() {
            let mut others = parts.to_vec();
            let left_out = others.remove(nth);
            assert_eq!(missing(&others).await.as_deref(), Some(left_out.table));
        }
    }
    let (schema, known) = (journal::schema(), OF_JOURNAL);
    let found = sqlite::look(&folder, &schema, async |conn| unlisted(conn, known).await).await;
    assert_eq!(found.unwrap(), None, "say in split_journal.rs and merged_journal.rs what becomes of it");
}

#[actix::test]
async fn what_would_lose_something_is_refused_and_leaves_nothing() {
    let place = tempfile::tempdir().unwrap();
    let from = data(place.path()).await;
    let into = place.path().join("into");
    let spoil = async |schema: fn() -> sqlite::Schema, sql: &str, undo: &str| {
        write(&from, &schema(), sql.to_owned()).await;
        let refused = split(&from, 2, &into, shard_of(2)).await.unwrap_err();
        let merged = merge(std::slice::from_ref(&from), &into).await;
        write(&from, &schema(), undo.to_owned()).await;
        assert_eq!(std::fs::read_dir(&into).unwrap().count(), 0, "{sql}");
        (refused, merged)
    };
    let (refused, merged) =
        spoil(analysis::schema, "UPDATE bookmark SET seq = seq - 1", "UPDATE bookmark SET seq = seq + 1").await;
    assert!(matches!(&refused, ReshardingError::Behind { store, .. } if store == "analysis"), "{refused}");
    assert!(matches!(merged, Err(ReshardingError::Behind { .. })), "{merged:?}");
    let (refused, merged) = spoil(
        context::schema,
        "UPDATE totals SET messages = messages + 1",
        "UPDATE totals SET messages = messages - 1",
    )
    .await;
    assert!(matches!(&refused, ReshardingError::WrongCounters { store: "context", .. }), "{refused}");
    assert!(matches!(merged, Err(ReshardingError::WrongCounters { .. })), "{merged:?}");
    let (refused, merged) = spoil(conversation::schema, "CREATE TABLE more (id INTEGER)", "DROP TABLE more").await;
    assert!(matches!(&refused, ReshardingError::Unlisted { table, .. } if table == "more"), "{refused}");
    assert!(matches!(merged, Err(ReshardingError::Unlisted { .. })), "{merged:?}");
    // A shard that is none has rows that nobody gets.
    let lost = split(&from, 2, &into, |_| 2).await.unwrap_err();
    assert!(matches!(lost, ReshardingError::Lost { .. }), "{lost}");
    assert!(matches!(split(&from, 0, &into, shard_of(1)).await, Err(ReshardingError::NoShards)));
    assert!(matches!(merge(&[], &into).await, Err(ReshardingError::NoShards)));
    let missing = place.path().join("missing");
    let refused = split(&missing, 2, &into, shard_of(2)).await.unwrap_err().to_string();
    assert!(refused.contains("missing"), "{refused}");
    split(&from, 2, &into, shard_of(2)).await.unwrap();
    let refused = split(&from, 2, &into, shard_of(2)).await.unwrap_err();
    assert!(matches!(refused, ReshardingError::NotEmpty(_)), "{refused}");
}

/// Rows that follow nothing, and keys without a chat, are in the first shard: nothing is lost that was there.
#[actix::test]
async fn rows_that_belong_to_nothing_are_kept_once() {
    let place = tempfile::tempdir().unwrap();
    let from = data(place.path()).await;
    let orphans = "INSERT INTO message_versions VALUES (70000, 60000, 5, '[]');
                   INSERT INTO titles VALUES (50000, 'нічия', 5);
                   INSERT INTO people_names VALUES (40000, 'нічиє', NULL, 5)";
    write(&from, &context::schema(), orphans.to_owned()).await;
    let into = place.path().join("into");
    split(&from, 3, &into, shard_of(3)).await.unwrap();
    let sql = "SELECT 'version' FROM message_versions WHERE message = 60000 UNION ALL \
               SELECT 'title' FROM titles WHERE chat_key = 50000 UNION ALL \
               SELECT 'name' FROM people_names WHERE person_id = 40000";
    for (shard, expected) in [("00", &["name", "title", "version"][..]), ("01", &[]), ("02", &[])] {
        assert_eq!(super::tables::ask(&into.join(shard), &context::schema(), sql).await, expected);
    }
}

/// A kill leaves the folder of the work; nobody else's is removed.
#[actix::test]
async fn what_a_kill_left_is_cleared_away() {
    let place = tempfile::tempdir().unwrap();
    let from = data(place.path()).await;
    let into = place.path().join("into");
    std::fs::create_dir_all(into.join(".resharding/made/00")).unwrap();
    std::fs::write(into.join(".resharding/made/00/journal.db"), "half").unwrap();
    split(&from, 1, &into, shard_of(1)).await.unwrap();
    assert_eq!(std::fs::read_dir(&into).unwrap().count(), 1);
}
