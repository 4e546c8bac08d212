//! `import`

mod killed;
mod live;
mod names;
mod odd;
mod round_trip;
mod sources;

use std::{path::PathBuf, time::Duration};

use balachka::data_dir::{DataDir, SERVICE};
use sqlx::ConnectOptions as _;

use super::*;

/// A directory for files, and one for data.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Writes a file; its path.
    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

pub fn desktop_message(id: i64, text: &str) -> Value {
    json!({
        "id": id, "type": "message", "date": "2023-11-15T00:13:20", "date_unixtime": (1_700_000_000 + id).to_string(),
        "from": "Оля Мельник", "from_id": "user7", "text": text, "text_entities": [{ "type": "plain", "text": text }],
    })
}

fn desktop(messages: impl IntoIterator<Item = Value>) -> String {
    let messages: Vec<_> = messages.into_iter().collect();
    json!({ "name": "Кав'ярня", "type": "private_supergroup", "id": 1_234_567_890, "messages": messages }).to_string()
}

fn counts(read: u64, imported: u64, already_there: u64, skipped: u64) -> Value {
    json!({ "read": read, "imported": imported, "already_there": already_there, "skipped": skipped })
}

pub fn imported(data: &Path, file: &str) -> Value {
    result_json(data, &["import", file, "--json"])
}

fn exported(data: &Path) -> String {
    result(data, &["export", "--chat", &GROUP.to_string()])
}

fn total(data: &Path) -> Value {
    result_json(data, &["stats", "--json"])["total_messages"].clone()
}

#[test]
fn a_history_is_remembered_once_and_learned_from() {
    let place = Place::new();
    let mut messages: Vec<_> = (1..=1_200).map(|id| desktop_message(id, &format!("дуже гарний борщ {id}"))).collect();
    messages.push(json!({ "id": 1_201, "type": "service", "date_unixtime": "1700001201", "actor": "Оля Мельник",
        "actor_id": "user7", "action": "edit_group_title", "title": "Чайна" }));
    messages.push(json!({ "id": 1_202, "text": "коли?" }));
    let file = place.file("result.json", desktop(messages));
    let output = balachka(&place.data(), &["import", &file, "--json"]);
    assert_eq!(serde_json::from_slice::<Value>(&output.stdout).unwrap(), counts(1_202, 1_201, 0, 1));
    let said = talk(&output);
    assert!(said.contains("message 1202 of chat -1001234567890") && !said.contains("коли"), "{said}");
    assert_eq!(total(&place.data()), 1_200);
    let stats = result_json(&place.data(), &["stats", "--chat", &GROUP.to_string(), "--json"]);
    assert_eq!((&stats["unique_users"], &stats["title"]), (&json!(1), &json!("Кав'ярня")));
    let person = result(&place.data(), &["stats", "--person", "7"]);
    assert!(person.contains("1200"), "{person}");
    result(&place.data(), &["verify"]);

    let words = result(&place.data(), &["import", &file]);
    assert_eq!(words, "1202 messages read: 0 imported, 1201 already there, 1 skipped\n");
    assert_eq!(total(&place.data()), 1_200);
}

#[tokio::test]
async fn the_journal_does_not_keep_what_was_imported() {
    let place = Place::new();
    let file = place.file("result.json", desktop((1..=3_000).map(|id| desktop_message(id, "слово"))));
    imported(&place.data(), &file);
    let left: i64 = read(&place.data(), "journal.db", "SELECT count(*) FROM updates").await;
    let outbox: i64 = read(&place.data(), "outbox.db", "SELECT seq FROM bookmark").await;
    assert_eq!((left, outbox), (0, 3_000));
}

/// Of an account nothing goes by in silence.
#[test]
fn a_chat_of_an_unknown_type_is_told_of_and_counted() {
    let chat = |kind: &str, messages: Value| json!({ "name": "Х", "type": kind, "id": 7, "messages": messages });
    let strange = chat("of_tomorrow", json!([desktop_message(1, "а"), desktop_message(2, "б")]));
    let account = json!({ "chats": { "list": [strange, chat("personal_chat", json!([desktop_message(1, "в")]))] } });
    let place = Place::new();
    let file = place.file("result.json", account.to_string());
    let output = balachka(&place.data(), &["import", &file, "--json"]);
    assert_eq!(serde_json::from_slice::<Value>(&output.stdout).unwrap(), counts(3, 1, 0, 2));
    let said = talk(&output);
    assert!(said.contains("chat 7") && said.contains("\"of_tomorrow\"") && said.contains("2 messages"), "{said}");
}

#[test]
fn numbers_at_the_edge_of_what_there_is_break_nothing() {
    for (message, chat) in [(i64::MAX, 5), (i64::MIN, 5), (0, 5), (1, i64::MAX), (1, i64::MIN), (1, 0)] {
        let place = Place::new();
        let export =
            json!({ "name": "", "type": "private_group", "id": chat, "messages": [desktop_message(7, "слово")] });
        let file = place.file("result.json", export.to_string().replace("\"id\":7", &format!("\"id\":{message}")));
        let output = balachka(&place.data(), &["import", &file]);
        assert!([Some(0), Some(1)].contains(&output.status.code()), "{message} {chat}: {}", talk(&output));
        assert!(!talk(&output).contains("panic"), "{}", talk(&output));
    }
}

#[test]
fn an_account_or_one_chat_of_it() {
    let chat =
        |kind: &str, id: i64, messages: Value| json!({ "name": "Х", "type": kind, "id": id, "messages": messages });
    let account = json!({
        "chats": { "list": [
            chat("personal_chat", 7, json!([desktop_message(1, "а")])),
            chat("private_group", 77, json!([desktop_message(1, "б"), desktop_message(2, "в")])),
        ] },
        "left_chats": { "list": [chat("public_channel", 5, json!([desktop_message(1, "г")]))] },
    });
    let place = Place::new();
    let file = place.file("result.json", account.to_string());
    let one = result_json(&place.data(), &["import", &file, "--chat", "-77", "--json"]);
    assert_eq!(one, counts(2, 2, 0, 0));
    fails(&place.data(), &["import", &file, "--chat", "-78"], &["the file has no chat -78"]);
    assert_eq!(imported(&place.data(), &file), counts(4, 2, 2, 0));
    let stats = result(&place.data(), &["stats"]);
    for id in ["-77", "-1000000000005", "7"] {
        assert!(stats.contains(id), "{id}: {stats}");
    }
    let single = place.file("one.json", desktop(vec![desktop_message(1, "а")]));
    let moved = result_json(&place.data(), &["import", &single, "--chat", "-1009", "--json"]);
    assert_eq!(moved, counts(1, 1, 0, 0));
    assert!(result(&place.data(), &["export", "--chat", "-1009"]).contains("private_group"));
}

#[test]
fn a_dry_run_writes_nothing() {
    let place = Place::new();
    let file = place.file("result.json", desktop((1..=30).map(|id| desktop_message(id, "слово"))));
    let dry = ["import", &file, "--dry-run", "--json"];
    assert_eq!(result_json(&place.data(), &dry), counts(30, 30, 0, 0));
    assert!(!place.data().exists());
    imported(&place.data(), &file);
    let before = contents(&place.data());
    assert_eq!(result_json(&place.data(), &dry), counts(30, 0, 30, 0));
    assert_eq!(contents(&place.data()), before);
}

#[test]
fn a_bad_file_is_refused_with_the_place_and_what_came_before_stays() {
    let place = Place::new();
    let html = place.file("messages.html", "<!DOCTYPE html>\n<html></html>");
    fails(&place.data(), &["import", &html], &["HTML export", "JSON"]);
    let empty = place.file("empty.json", "");
    fails(&place.data(), &["import", &empty], &["the file is empty"]);
    let list = place.file("list.json", "[1]");
    fails(&place.data(), &["import", &list], &["not an export of Telegram Desktop"]);
    let missing = place.folder.path().join("none.json");
    fails(&place.data(), &["import", missing.to_str().unwrap()], &["none.json", "cannot be opened"]);

    let whole = desktop((1..=1_000).map(|id| desktop_message(id, "таємниця"))).replace("{\"id\"", "\n{\"id\"");
    let cut = place.file("cut.json", &whole[..whole.len() / 2]);
    fails(
        &place.data(),
        &["import", &cut],
        &["is incomplete", "line 50", "are imported", "run the same command again"],
    );
    let before = total(&place.data()).as_i64().unwrap();
    assert!((490..510).contains(&before), "{before}");
    let mut bytes = whole.clone().into_bytes();
    let middle = bytes.len() * 3 / 4;
    bytes[middle] = 0xFF;
    let broken = place.file("broken.json", bytes);
    fails(&place.data(), &["import", &broken], &["not UTF-8", "line 75", &format!("byte {middle}")]);
    let whole = place.file("whole.json", whole);
    assert_eq!(imported(&place.data(), &whole)["read"], 1_000);
    assert_eq!(total(&place.data()), 1_000);
}

#[test]
fn whoever_is_forgotten_stays_forgotten() {
    let place = Place::new();
    std::fs::create_dir(place.data()).unwrap();
    std::fs::write(
        place.data().join("privacy.jsonl"),
        "{\"balachka_erase\":{\"person\":7,\"before\":1800000000}}\n{\"balachka_optout\":{\"person\":8,\"out\":true}}\n",
    )
    .unwrap();
    let mut messages = vec![desktop_message(1, "таємниця"), desktop_message(2, "секрет"), desktop_message(3, "слово")];
    messages[1]["from_id"] = json!("user8");
    messages[2]["from_id"] = json!("user9");
    messages[2]["reactions"] = json!([{ "type": "emoji", "count": 1, "emoji": "👍",
        "recent": [{ "from": "Оля Мельник", "from_id": "user7", "date": "2023-11-15T00:13:20" }] }]);
    messages[2]["from"] = json!("Ігор");
    let file = place.file("result.json", desktop(messages));
    assert_eq!(imported(&place.data(), &file), counts(3, 3, 0, 0));
    let chat = exported(&place.data());
    assert!(chat.contains("слово") && !chat.contains("таємниця") && !chat.contains("секрет"), "{chat}");
    assert!(!chat.contains("Мельник") && !chat.contains("reactions"), "{chat}");
    for (name, bytes) in contents(&place.data()) {
        let holds = |word: &str| bytes.windows(word.len()).any(|part| part == word.as_bytes());
        assert!(name == "journal.db-wal" || !holds("таємниця"), "{name}");
    }
}

async fn open(data: &Path, database: &str) -> sqlx::SqliteConnection {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(data.join(database));
    options.connect().await.unwrap()
}

async fn read<T>(data: &Path, database: &str, sql: &'static str) -> T
where
    T: Send + Unpin + for<'r> sqlx::Decode<'r, sqlx::Sqlite> + sqlx::Type<sqlx::Sqlite>,
{
    sqlx::query_scalar(sql).fetch_one(&mut open(data, database).await).await.unwrap()
}

/// Databases as the replaced bot wrote them.
#[actix_rt::test]
async fn the_databases_of_the_replaced_bot_are_imported_once() {
    let place = Place::new();
    let old = place.folder.path().join("old");
    std::fs::create_dir(&old).unwrap();
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(old.join("context.db")).create_if_missing(true);
    let mut conn = options.connect().await.unwrap();
    let sql = format!(
        "CREATE TABLE messages(id INTEGER PRIMARY KEY AUTOINCREMENT, chat_id INTEGER, user_id INTEGER, user_name TEXT, text TEXT, timestamp TEXT);
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200)
         INSERT INTO messages SELECT i, {GROUP}, 7, 'Оля', 'старе слово ' || i, '2023-11-15T00:13:20.5' FROM n;
         INSERT INTO messages VALUES(2000, {GROUP}, 7, 'Оля', NULL, '2023-11-15T00:13:20.5');"
    );
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut conn).await.unwrap();
    drop(conn);
    let old = old.to_str().unwrap();
    let arguments = ["import", "--from-legacy", old, "--json"];
    let data = place.data();
    assert_eq!(result_json(&data, &[&arguments[..], &["--dry-run"]].concat()), counts(1201, 1200, 0, 1));
    assert_eq!(result_json(&data, &arguments), counts(1201, 1200, 0, 1));
    assert_eq!(result_json(&data, &arguments), counts(1201, 0, 1200, 1));
    assert_eq!(total(&data), 1200);
    assert!(exported(&data).contains("старе слово 1200"));
    assert!(result(&data, &["verify"]).contains("ok"));
}
