//! Shards that lived apart gave out the same numbers, and knew the same people.

use std::path::{Path, PathBuf};

use events::{ChatId, Seq};
use storage::{journal, sqlite::Schema};

use super::{
    history::{Cast, FORGOTTEN, live, write},
    house::House,
    shard_of,
    tables::ask,
};
use crate::resharding::{merge, split};

const CASTS: [Cast; 2] = [Cast { nth: 0 }, Cast { nth: 1 }];
/// By how much the second one's places in the journal are further: no two shards have a place for different entries.
const LATER: i64 = 100_000;

/// Two data directories as shards have them.
async fn shards(place: &Path) -> Vec<PathBuf> {
    let folders = CASTS.map(|cast| place.join(format!("shard {}", cast.nth)));
    for (folder, cast) in folders.iter().zip(CASTS) {
        std::fs::create_dir(folder).unwrap();
        live(folder, cast, cast.nth == 0).await;
    }
    shift(&folders[1]).await;
    // The profile of a person is in one shard.
    let of_the_other = [format!("= {FORGOTTEN}"), format!("BETWEEN 10 AND 17 AND {{column}} <> {FORGOTTEN}")];
    for (folder, people) in folders.iter().zip(of_the_other) {
        for (table, column) in PROFILES {
            let condition = people.replace("{column}", column);
            let delete = format!("DELETE FROM {table} WHERE {column} {condition}");
            write(folder, &personalization::schema(), delete).await;
        }
    }
    folders.to_vec()
}

const PROFILES: [(&str, &str); 8] = [
    ("people", "id"),
    ("hours", "person"),
    ("emoji", "person"),
    ("topics", "person"),
    ("recent", "person"),
    ("choices", "person"),
    ("notifications", "person"),
    ("events", "person"),
];

/// Moves the places of all entries.
async fn shift(folder: &Path) {
    let update = |table: &str, column: &str| format!("UPDATE {table} SET {column} = {column} + {LATER};");
    let sequence = format!("UPDATE sqlite_sequence SET seq = seq + {LATER} WHERE name = 'updates';");
    let entries = [update("updates", "seq"), update("dead_letters", "seq"), sequence].concat();
    write(folder, &journal::schema(), entries).await;
    for schema in [context::schema(), analysis::schema(), personalization::schema(), conversation::schema()] {
        write(folder, &schema, update("bookmark", "seq")).await;
    }
    write(folder, &context::schema(), update("messages", "seq")).await;
    write(folder, &conversation::schema(), format!("UPDATE outbox SET seq = seq + {LATER} WHERE seq > 0")).await;
}

/// What rows say without the numbers that a shard gave out.
fn views() -> Vec<(Schema, &'static str)> {
    let context: &[&str] = &[
        "SELECT json_array(chat_id, message_id, sender_id, date, edited_at, text, seq, service, imported, sketch) FROM messages",
        "SELECT json_array(chat_id, message_id, since, content) FROM message_versions v JOIN messages m ON m.id = v.message",
        "SELECT json_array(id, current_id, kind, title, c.messages, people, own_messages, edits, top) FROM chat_ids JOIN chats c ON c.key = chat_key",
        "SELECT json_array(current_id, t.title, t.since) FROM titles t JOIN chats c ON c.key = chat_key",
        "SELECT json_array(current_id, person_id, p.messages, p.to_bot, first_at) FROM chat_people p JOIN chats c ON c.key = chat_key",
        "SELECT json_array(current_id, person_id, status) FROM members JOIN chats c ON c.key = chat_key",
        "SELECT json_array(current_id, person_id, status, date) FROM membership_log JOIN chats c ON c.key = chat_key",
        "SELECT json_array(current_id, chat_id, message_id) FROM pins JOIN chats c ON c.key = chat_key",
        "SELECT json_array(current_id, m.chat_id, m.message_id, w.date) FROM wiped_through w JOIN chats c ON c.key = w.chat_key JOIN messages m ON m.id = w.message",
        "SELECT json_array(chat_id, message_id, person_id, emoji) FROM reactions",
        "SELECT json_array(chat_id, message_id, hex(sz)) FROM found_docsize d JOIN messages m ON m.id = d.id",
    ];
    let analysis: &[&str] = &[
        "SELECT json_array(chat_id, message_id, person_id, topic, emotions, to_bot) FROM readings",
        "SELECT json_array((SELECT min(id) FROM chat_ids i WHERE i.chat_key = h.chat_key), hour, messages, participants) FROM hours h",
        "SELECT json_array((SELECT min(id) FROM chat_ids i WHERE i.chat_key = h.chat_key), hour, person_id, messages) FROM hour_people h",
        "SELECT json_array((SELECT min(id) FROM chat_ids i WHERE i.chat_key = h.chat_key), hour, topic, messages) FROM hour_topics h",
    ];
    let outbox: &[&str] = &[
        "SELECT json_array(o.seq, o.chat_id, o.state, o.lane, o.part, t.seq, t.chat_id) FROM outbox o LEFT JOIN outbox t ON t.id = o.turn",
        "SELECT json_array(chat_id, CAST(content AS TEXT)) FROM files JOIN outbox ON id = outbox",
        "SELECT json_array(p.chat_id, p.state, p.stage, job.chat_id, job.seq) FROM polls p LEFT JOIN outbox job ON job.id = p.job",
        "SELECT json_array(o.chat_id, p.chat_id, p.state) FROM outbox o JOIN polls p ON p.id = o.action ->> '$.poll'",
        "SELECT json_array(o.chat_id, p.chat_id, p.state) FROM outbox o JOIN polls p ON p.id = o.request ->> '$.asked.poll'",
        "SELECT json_array(o.chat_id, r.chat_id, r.state) FROM outbox o JOIN reminders r ON r.id = o.request ->> '$.asked.id'",
        "SELECT json_array(chat_id, person_id, due, state) FROM reminders",
        "SELECT json_array(chat_id, state) FROM settings",
        "SELECT json_array(day, chat_id, person_id, model, requests) FROM llm_usage",
    ];
    let of =
        |schema: fn() -> Schema, views: &[&'static str]| views.iter().map(|view| (schema(), *view)).collect::<Vec<_>>();
    let letters = "SELECT json_array(seq, stage, raw) FROM dead_letters";
    let updates = "SELECT json_array(seq, update_id, only_for, raw) FROM updates";
    let all = [of(context::schema, context), of(analysis::schema, analysis), of(conversation::schema, outbox)];
    all.into_iter().flatten().chain([(journal::schema(), letters), (journal::schema(), updates)]).collect()
}

#[actix::test]
async fn references_follow_numbers_that_two_shards_gave_out() {
    let place = tempfile::tempdir().unwrap();
    let shards = shards(place.path()).await;
    let into = place.path().join("whole");
    let head = merge(&shards, &into).await.unwrap();
    assert!(head > Seq(LATER), "{head:?}");
    for (schema, view) in views() {
        let mut expected = Vec::new();
        for shard in &shards {
            expected.extend(ask(shard, &schema, view).await);
        }
        expected.sort();
        assert!(!expected.is_empty(), "{view}");
        assert_eq!(ask(&into, &schema, view).await, expected, "{view}");
    }
}

/// Buttons of messages that were sent have these numbers.
#[actix::test]
async fn reminders_and_polls_keep_numbers_that_are_free() {
    let place = tempfile::tempdir().unwrap();
    let shards = shards(place.path()).await;
    write(&shards[1], &conversation::schema(), "UPDATE reminders SET id = id + 500 WHERE id % 2".to_owned()).await;
    let into = place.path().join("whole");
    merge(&shards, &into).await.unwrap();
    let numbers = "SELECT chat_id || ' ' || id FROM reminders";
    let whole = ask(&into, &conversation::schema(), numbers).await;
    for (shard, kept) in shards.iter().zip(["true", "id > 500"]) {
        let of_shard = ask(shard, &conversation::schema(), numbers).await;
        let stays = |row: &&String| kept == "true" || row.split(' ').nth(1).unwrap().parse::<i64>().unwrap() > 500;
        assert!(of_shard.iter().filter(stays).all(|row| whole.contains(row)), "{whole:?}");
    }
    let numbers: std::collections::BTreeSet<_> = whole.iter().map(|row| row.split(' ').nth(1).unwrap()).collect();
    assert_eq!(numbers.len(), whole.len());
}

#[actix::test]
async fn the_newest_name_of_a_person_wins_and_all_names_are_kept() {
    let place = tempfile::tempdir().unwrap();
    let shards = shards(place.path()).await;
    for (shard, name, at) in [(&shards[0], "Новіша", 9_000_000_000_i64), (&shards[1], "Давніша", 8_000_000_000)]
    {
        let rename = format!(
            "UPDATE people SET first_name = '{name}', named_at = {at} WHERE id = 10;
             INSERT INTO people_names VALUES (10, '{name}', NULL, {at}), (10, 'Спільна', NULL, 5)"
        );
        write(shard, &context::schema(), rename).await;
    }
    for (order, into) in [([0, 1], "one"), ([1, 0], "other")] {
        let into = place.path().join(into);
        merge(&order.map(|nth| shards[nth].clone()), &into).await.unwrap();
        let names = "SELECT first_name FROM people WHERE id = 10";
        assert_eq!(ask(&into, &context::schema(), names).await, ["Новіша"]);
        let names = "SELECT name FROM people_names WHERE person_id = 10 AND name IN ('Новіша', 'Давніша', 'Спільна')";
        assert_eq!(ask(&into, &context::schema(), names).await, ["Давніша", "Новіша", "Спільна"]);
    }
}

/// The second shard has not heard that a person is to be forgotten: what it has of them goes when the stores open.
#[actix::test]
async fn an_erasure_that_one_shard_has_not_carried_out_is_carried_out_in_all() {
    let place = tempfile::tempdir().unwrap();
    let shards = shards(place.path()).await;
    let into = place.path().join("whole");
    merge(&shards, &into).await.unwrap();
    let theirs = format!("SELECT CAST(count(*) AS TEXT) FROM messages WHERE sender_id = {FORGOTTEN}").leak();
    assert_ne!(ask(&into, &context::schema(), theirs).await, ["0"]);
    House::start(&into).await.stop().await;
    assert_eq!(ask(&into, &context::schema(), theirs).await, ["0"]);
    let profile = format!("SELECT CAST(count(*) AS TEXT) FROM people WHERE id = {FORGOTTEN}").leak();
    assert_eq!(ask(&into, &personalization::schema(), profile).await, ["0"]);
    let wrong = crate::stores::STORES[0].check_counters.unwrap();
    let found = storage::sqlite::look(&into, &context::schema(), async |conn| wrong(conn).await).await;
    assert_eq!(found.unwrap(), []);
}

/// The id of the supergroup was heard before anybody knew whose it is, so that it came to the shard of its own.
#[actix::test]
async fn a_supergroup_that_two_shards_know_becomes_one_chat() {
    let place = tempfile::tempdir().unwrap();
    let from = place.path().join("data");
    std::fs::create_dir(&from).unwrap();
    live(&from, CASTS[0], true).await;
    let (group, became) = CASTS[0].group();
    let parts = place.path().join("parts");
    split(&from, 4, &parts, shard_of(4)).await.unwrap();
    let shards: Vec<_> = (0..4).map(|shard| parts.join(format!("{shard:02}"))).collect();
    let at_home = usize::from(shard_of(4)(group));
    let stray = &shards[(at_home + 1) % 4];
    let house = House::start(stray).await;
    let update = serde_json::json!({ "update_id": 777_777, "message": {
        "message_id": 9999, "date": runtime::clock::now(), "text": "борщ заблукав",
        "chat": { "id": became, "type": "supergroup", "title": "Заблукала" },
        "from": { "id": 11, "is_bot": false, "first_name": "Людина" } } });
    house.append(vec![journal::NewEntry::received(update.to_string().into())]).await;
    house.stop().await;
    for (nth, order) in [[0, 1, 2, 3], [3, 2, 1, 0]].into_iter().enumerate() {
        let into = place.path().join(format!("whole {nth}"));
        merge(&order.map(|shard: usize| shards[shard].clone()), &into).await.unwrap();
        let keys = "SELECT group_concat(id) FROM (SELECT * FROM chat_ids ORDER BY id DESC) GROUP BY chat_key HAVING count(*) > 1";
        for schema in [context::schema(), analysis::schema()] {
            assert_eq!(ask(&into, &schema, keys).await, [format!("{group},{became}")]);
        }
        let house = House::start(&into).await;
        let hits = house.found(ChatId(group), "борщ").await;
        assert!(hits.iter().any(|hit| hit.contains("заблукав")) && hits.len() > 10, "{hits:?}");
        house.stop().await;
    }
}
