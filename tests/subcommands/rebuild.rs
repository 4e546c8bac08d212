//! `rebuild`: a store anew from the chat memory, with the same rows as the live way made.

use std::path::Path;

use sqlx::{ConnectOptions as _, Row as _, sqlite::SqliteConnectOptions};

use super::*;

/// All rows of all tables of a database, the bookmark's among them, as text.
async fn rows(data: &Path, database: &str) -> Vec<(String, Vec<String>)> {
    let path = data.join(database);
    let mut conn = SqliteConnectOptions::new().filename(path).read_only(true).connect().await.unwrap();
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' \
                  AND name NOT LIKE '_sqlx%' ORDER BY name";
    let names: Vec<String> = sqlx::query_scalar(tables).fetch_all(&mut conn).await.unwrap();
    let mut dump = Vec::new();
    for name in names {
        let columns: Vec<String> = sqlx::query("SELECT name FROM pragma_table_info(?)")
            .bind(&name)
            .fetch_all(&mut conn)
            .await
            .unwrap()
            .iter()
            .map(|row| format!("quote(\"{}\")", row.get::<String, _>(0)))
            .collect();
        let select = format!("SELECT {} FROM \"{name}\"", columns.join(" || '|' || "));
        let mut rows: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(select)).fetch_all(&mut conn).await.unwrap();
        rows.sort();
        dump.push((name, rows));
    }
    dump
}

/// An edit of a message that [`line`] wrote.
fn edited(id: i64, text: &str, at: i64) -> Value {
    let mut message = line(id)["message"].take();
    add(&mut message, json!({ "text": text, "edit_date": at }));
    json!({ "edited_message": message })
}

fn line(id: i64) -> Value {
    let lines = [
        "Яка радість, дякую! 😂😂",
        "варю борщ із пампушками",
        "Шановні колеги, будь ласка, ознайомтеся з проєктом",
        "жахливо, мені так сумно",
        "/stats",
        "what a wonderful football match!",
    ];
    let text = lines[usize::try_from(id).unwrap() % lines.len()];
    let person = json!({ "id": 7 + id % 3, "is_bot": false, "first_name": format!("Людина {}", id % 3) });
    message(id, json!({ "text": format!("{text} {id}"), "date": 1_700_000_000 + id * 1800, "from": person }))
}

/// Somebody says something in a group of another id.
fn elsewhere(chat: i64, kind: &str, id: i64, more: Value) -> Value {
    let mut update = line(id);
    add(&mut update["message"], json!({ "chat": { "id": chat, "type": kind, "title": "Рухома" } }));
    add(&mut update["message"], more);
    update
}

/// Talk of several people over days, with edits, forwards, media, commands, and a group that moves.
fn talk() -> Vec<Value> {
    let mut talk: Vec<_> = (1..=60).map(line).collect();
    talk.push(message(61, json!({ "photo": [{ "file_id": "p", "file_unique_id": "u", "width": 1, "height": 1 }] })));
    let hidden = json!({ "type": "hidden_user", "date": 1_600_000_000, "sender_user_name": "Хтось" });
    talk.push(message(62, json!({ "text": "Переслане: яка краса!", "forward_origin": hidden })));
    talk.push(edited(2, "тепер мені сумно й боляче", 1_700_900_000));
    talk.push(edited(1, "", 1_700_900_001));
    let same = line(7)["message"]["text"].as_str().unwrap().to_owned();
    talk.push(edited(7, &same, 1_700_900_003));
    talk.push(edited(500, "цього ніхто не бачив, яка радість", 1_700_900_002));
    talk.extend((1..=3).map(|id| elsewhere(-77, "group", id, json!({}))));
    talk.push(elsewhere(-77, "group", 4, json!({ "text": null, "migrate_to_chat_id": -1_000_000_000_077_i64 })));
    let moved = |id, more| elsewhere(-1_000_000_000_077, "supergroup", id, more);
    talk.push(moved(1, json!({ "text": null, "migrate_from_chat_id": -77 })));
    talk.extend((2..=3).map(|id| moved(id, json!({}))));
    talk
}

#[actix_web::test]
async fn a_store_built_anew_is_what_the_live_one_was() {
    let mut house = House::with(talk()).await;
    house.close().await;
    let data = house.path();
    for store in ["analysis", "personalization"] {
        let database = format!("{store}.db");
        let before = rows(data, &database).await;
        assert!(before.iter().map(|(_, rows)| rows.len()).sum::<usize>() > 20, "{store} is empty");
        let told = result_json(data, &["rebuild", store, "--json"]);
        assert_eq!((&told["store"], &told["messages"]), (&json!(store), &json!(63 + 7)));
        for (was, is) in before.iter().zip(rows(data, &database).await) {
            let differing = was.1.iter().zip(&is.1).find(|(was, is)| was != is);
            assert!(differing.is_none() && was.1.len() == is.1.len(), "{store}, {}: {differing:?}", is.0);
        }
        assert!(!data.join("rebuild").exists());
    }
    assert_eq!(balachka(data, &["verify"]).status.code(), Some(0));
}

#[actix_web::test]
async fn a_lost_store_is_built_from_memory_though_the_journal_has_forgotten() {
    let mut house = House::with(talk()).await;
    house.close().await;
    let data = house.path();
    for file in ["personalization.db", "personalization.db-wal", "personalization.db-shm"] {
        let _ = std::fs::remove_file(data.join(file));
    }
    result(data, &["rebuild", "personalization"]);
    let person = result_json(data, &["stats", "--person", "7", "--json"]);
    assert_eq!(person["total_messages"], 22 + 2);
}

#[actix_web::test]
async fn what_cannot_be_rebuilt_is_told() {
    let house = House::left_with(vec![said(1, "привіт")]).await;
    let output = balachka(house.path(), &["rebuild", "context"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(super::talk(&output).contains("analysis"), "{}", super::talk(&output));
    let empty = tempfile::tempdir().unwrap();
    fails(empty.path(), &["rebuild", "analysis"], &["cannot read the context store"]);
}
