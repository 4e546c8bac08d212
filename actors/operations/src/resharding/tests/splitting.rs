//! Each row of a data directory is in the shard that it belongs to.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use events::{ChatId, Seq};
use storage::{
    journal,
    sqlite::{self, StorageError},
    store::{bookmark, parts::Owner},
};

use super::{
    contents,
    history::{Cast, live},
    house::House,
    shard_of,
    tables::{self, Tables, ask, owner},
};
use crate::resharding::{Moved, shapes::stores, split};

const CAST: Cast = Cast { nth: 0 };

fn folders(into: &Path, shards: u16) -> Vec<PathBuf> {
    (0..shards).map(|shard| into.join(format!("{shard:02}"))).collect()
}

/// How often each row is in all shards together.
fn counted<'t>(shards: &'t [Tables], table: &(String, String)) -> BTreeMap<&'t String, usize> {
    let mut counts = BTreeMap::new();
    shards.iter().flat_map(|tables| &tables[table]).for_each(|row| *counts.entry(row).or_default() += 1);
    counts
}

fn compare(source: &Tables, shards: &[Tables]) {
    for (table, rows) in source {
        assert!(!rows.is_empty(), "the history has nothing in {table:?}");
        let counts = counted(shards, table);
        let (database, name) = (table.0.as_str(), table.1.as_str());
        let expected: BTreeSet<_> = rows.iter().collect();
        assert_eq!(counts.keys().copied().collect::<BTreeSet<_>>(), expected, "{table:?}");
        let all = shards.len();
        match (database, name, owner(database, name)) {
            ("journal", "updates", _) => assert!(counts.values().all(|n| *n <= 2 || *n == all), "{counts:?}"),
            ("journal", "dead_letters", _) => assert!(counts.values().all(|n| *n == 1 || *n == all), "{counts:?}"),
            (_, _, None | Some(Owner::All)) => assert!(counts.values().all(|n| *n == all), "{table:?} {counts:?}"),
            ("context", "people" | "people_names", _) => {}
            _ => assert!(counts.values().all(|n| *n == 1), "{table:?} {counts:?}"),
        }
    }
}

/// The chats and people of a shard are those that the hash says.
async fn is_at_home(folder: &Path, shard: u16, shards: u16) {
    let (group, became) = CAST.group();
    let chats = [
        (context::schema(), "SELECT DISTINCT CAST(chat_id AS TEXT) FROM messages"),
        (context::schema(), "SELECT DISTINCT CAST(chat_id AS TEXT) FROM reactions"),
        (context::schema(), "SELECT CAST(id AS TEXT) FROM chat_ids"),
        (analysis::schema(), "SELECT CAST(id AS TEXT) FROM chat_ids"),
        (conversation::schema(), "SELECT DISTINCT CAST(chat_id AS TEXT) FROM outbox"),
        (conversation::schema(), "SELECT DISTINCT CAST(chat_id AS TEXT) FROM settings"),
    ];
    for (schema, sql) in chats {
        for chat in ask(folder, &schema, sql).await {
            let chat: i64 = chat.parse().unwrap();
            let first = if chat == became { group } else { chat };
            assert_eq!(shard_of(shards)(first), shard, "{chat} {sql}");
        }
    }
    let people = "SELECT CAST(id AS TEXT) FROM people";
    for person in ask(folder, &personalization::schema(), people).await {
        assert_eq!(shard_of(shards)(person.parse().unwrap()), shard, "{person}");
    }
}

/// Everybody who is named in a shard is known there, with all names.
async fn knows_its_people(folder: &Path, source: &Path) {
    let named = "SELECT CAST(id AS TEXT) FROM (
        SELECT sender_id AS id FROM messages UNION SELECT person_id FROM chat_people UNION SELECT person_id FROM members
        UNION SELECT person_id FROM reactions UNION SELECT person_id FROM membership_log
        UNION SELECT changed_by FROM membership_log UNION SELECT pinned_by FROM pins) WHERE id <> 0";
    let names = "SELECT person_id || ' ' || name || ' ' || since FROM people_names";
    let known: BTreeSet<_> =
        ask(folder, &context::schema(), "SELECT CAST(id AS TEXT) FROM people").await.into_iter().collect();
    let named = ask(folder, &context::schema(), named).await;
    assert!(named.iter().all(|person| known.contains(person)), "{named:?} {known:?}");
    let of_known = |name: &String| known.contains(name.split(' ').next().unwrap());
    let expected: Vec<_> = ask(source, &context::schema(), names).await.into_iter().filter(of_known).collect();
    assert_eq!(ask(folder, &context::schema(), names).await, expected);
}

/// All stores are at the journal's end, their counters are right, and no file is damaged.
async fn is_sound(folder: &Path, head: Seq) {
    let (schema, seq) = (journal::schema(), async |conn: &mut sqlx::SqliteConnection| journal::head(conn).await);
    assert_eq!(sqlite::look(folder, &schema, seq).await.unwrap(), head);
    sqlite::check(folder, &schema).await.unwrap();
    for (store, _) in stores() {
        let schema = (store.schema)();
        sqlite::check(folder, &schema).await.unwrap();
        let found = sqlite::look(folder, &schema, async |conn| {
            let wrong = match store.check_counters {
                Some(check) => check(&mut *conn).await?,
                None => Vec::new(),
            };
            Ok::<_, StorageError>((bookmark(conn).await?, wrong))
        });
        assert_eq!(found.await.unwrap(), (head, Vec::new()), "{}", store.name);
    }
}

async fn all_is_found(into: &Path, shards: u16, source: &[(ChatId, Vec<String>)]) {
    let mut found: BTreeMap<ChatId, Vec<String>> = BTreeMap::new();
    for folder in folders(into, shards) {
        let house = House::start(&folder).await;
        for (chat, _) in source {
            found.entry(*chat).or_default().extend(house.found(*chat, "борщ").await);
        }
        house.stop().await;
    }
    for (chat, expected) in source {
        assert_eq!(&found[chat], expected, "{chat:?}");
    }
}

#[actix::test]
async fn each_row_is_in_the_shard_that_it_belongs_to_and_nothing_else_is() {
    let place = tempfile::tempdir().unwrap();
    let from = place.path().join("data");
    std::fs::create_dir(&from).unwrap();
    live(&from, CAST, true).await;
    let before = contents(&from);
    let source = tables::read(&from).await;
    let head =
        Seq(ask(&from, &journal::schema(), "SELECT CAST(max(seq) AS TEXT) FROM updates").await[0].parse().unwrap());
    let (group, became) = CAST.group();
    let mut searched = Vec::new();
    let house = House::start(&from).await;
    for chat in CAST.all().into_iter().map(ChatId) {
        searched.push((chat, house.found(chat, "борщ").await));
    }
    house.stop().await;
    let (after_start, sequences) = (contents(&from), tables::sequences(&from).await);
    assert!(searched.iter().all(|(_, hits)| !hits.is_empty()), "{searched:?}");
    for shards in [1, 4, 16] {
        let into = place.path().join(format!("into {shards}"));
        let split = split(&from, shards, &into, shard_of(shards)).await.unwrap();
        assert_eq!((split.head, &*split.moved), (head, &[Moved { chat: ChatId(became), first: ChatId(group) }][..]));
        assert_eq!(std::fs::read_dir(&into).unwrap().count(), usize::from(shards), "nothing else is left");
        let mut all = Vec::new();
        for (shard, folder) in (0..).zip(folders(&into, shards)) {
            is_sound(&folder, head).await;
            is_at_home(&folder, shard, shards).await;
            knows_its_people(&folder, &from).await;
            all.push(tables::read(&folder).await);
            assert_eq!(tables::sequences(&folder).await, sequences);
            let wishes = storage::discretion::log::FILE;
            assert_eq!(std::fs::read(folder.join(wishes)).ok(), before.get(std::ffi::OsStr::new(wishes)).cloned());
        }
        compare(&source, &all);
        all_is_found(&into, shards, &searched).await;
    }
    assert_eq!(contents(&from), after_start, "the source is as it was");
}

/// Each store of a shard is to apply its own part of an entry, as it would have in a cluster.
#[actix::test]
async fn the_parts_of_an_entry_are_for_the_stores_of_its_chat_and_its_person() {
    let place = tempfile::tempdir().unwrap();
    let from = place.path().join("data");
    std::fs::create_dir(&from).unwrap();
    live(&from, CAST, false).await;
    let into = place.path().join("into");
    split(&from, 4, &into, shard_of(4)).await.unwrap();
    let sql = "SELECT json_array(seq, coalesce(only_for, 'all'), raw) FROM updates";
    let mut seen: BTreeMap<i64, BTreeSet<String>> = BTreeMap::new();
    for (shard, folder) in (0_u16..).zip(folders(&into, 4)) {
        for entry in ask(&folder, &journal::schema(), sql).await {
            let (seq, only_for, raw): (i64, String, String) = serde_json::from_str(&entry).unwrap();
            let update: serde_json::Value = serde_json::from_str(&raw).unwrap();
            let ids = ["chat", "from"].map(|of| update["message"][of]["id"].as_i64());
            if let [Some(chat), Some(person)] = ids
                && chat != CAST.group().1
            {
                let expected = match [chat, person].map(|id| shard_of(4)(id) == shard) {
                    [true, true] => "all",
                    [true, false] => "context analysis conversation",
                    [false, true] => "personalization",
                    [false, false] => "none",
                };
                assert_eq!(only_for, expected, "{raw}");
            }
            seen.entry(seq).or_default().insert(only_for);
        }
    }
    let both = BTreeSet::from(["context analysis conversation", "personalization"].map(str::to_owned));
    let all = BTreeSet::from(["all".to_owned()]);
    assert!(seen.values().all(|names| *names == all || *names == both), "{seen:?}");
    assert!([&all, &both].iter().all(|names| seen.values().any(|seen| seen == *names)));
}
