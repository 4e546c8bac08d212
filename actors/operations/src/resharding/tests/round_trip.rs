//! What was split and is merged again is as it was.

use super::{
    history::{Cast, PEOPLE, live},
    house::House,
    shard_of,
    tables::{self, ask},
};
use crate::resharding::{merge, split};

const CAST: Cast = Cast { nth: 0 };

#[actix::test]
async fn what_was_split_and_merged_is_the_same_to_the_last_row() {
    let place = tempfile::tempdir().unwrap();
    let from = place.path().join("data");
    std::fs::create_dir(&from).unwrap();
    live(&from, CAST, true).await;
    let (source, sequences) = (tables::read(&from).await, tables::sequences(&from).await);
    let beside = async |folder: &std::path::Path| {
        let wrote = "SELECT id || ' ' || wrote FROM people UNION ALL SELECT messages || ' ' || chats || ' ' || people FROM totals";
        let only_for = "SELECT seq || ' ' || only_for FROM updates WHERE only_for IS NOT NULL";
        let indexed = "SELECT id || ' ' || hex(sz) FROM found_docsize";
        let (context, journal) = (context::schema(), storage::journal::schema());
        [
            ask(folder, &context, wrote).await,
            ask(folder, &context, indexed).await,
            ask(folder, &journal, only_for).await,
        ]
    };
    let expected_beside = beside(&from).await;
    let people: Vec<i64> = PEOPLE.chain(CAST.private()).collect();
    let house = House::start(&from).await;
    let told = house.tells(&CAST.all(), &people).await;
    house.stop().await;
    for shards in [1, 4, 16] {
        let (parts, into) =
            (place.path().join(format!("parts {shards}")), place.path().join(format!("whole {shards}")));
        let split = split(&from, shards, &parts, shard_of(shards)).await.unwrap();
        let folders: Vec<_> = (0..shards).map(|shard| parts.join(format!("{shard:02}"))).collect();
        assert_eq!(merge(&folders, &into).await.unwrap(), split.head);
        for (table, rows) in tables::read(&into).await {
            assert_eq!(Some(&rows), source.get(&table), "{table:?} of {shards}");
        }
        assert_eq!(tables::sequences(&into).await, sequences);
        assert_eq!(beside(&into).await, expected_beside);
        let house = House::start(&into).await;
        for (now, before) in house.tells(&CAST.all(), &people).await.iter().zip(&told) {
            assert_eq!(now, before);
        }
        house.stop().await;
    }
}
