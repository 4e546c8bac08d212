//! `import`

use std::{path::PathBuf, time::Duration};

use balachka::data_dir::{DataDir, SERVICE};
use sqlx::{ConnectOptions as _, Row as _};

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

#[actix::test]
async fn what_was_heard_live_is_not_there_twice() {
    let live = (1..=50).map(|id| said(id, &format!("слово {id}"))).collect();
    let house = House::left_with(live).await;
    let place = Place::new();
    let file = place.file("result.json", desktop((40..=60).map(|id| desktop_message(id, "інше"))));
    assert_eq!(imported(house.path(), &file), counts(21, 10, 11, 0));
    assert_eq!(total(house.path()), 60);
    let chat: Value = serde_json::from_str(&exported(house.path())).unwrap();
    let texts: Vec<_> = chat["messages"].as_array().unwrap().iter().map(|it| it["text"].as_str().unwrap()).collect();
    assert_eq!((texts[49], texts[50]), ("слово 50", "інше"), "what is there stays as it is");
    assert_eq!(read::<i64>(house.path(), "personalization.db", "SELECT sum(messages) FROM people").await, 60);
}

#[actix::test]
async fn what_is_heard_after_its_import_is_not_there_twice() {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() as i64;
    let mut house = House::left_with(vec![]).await;
    let place = Place::new();
    let mut history = desktop_message(1, "слово");
    history["date_unixtime"] = json!((now - 60).to_string());
    let file = place.file("result.json", desktop([history]));
    assert_eq!(imported(house.path(), &file), counts(1, 1, 0, 0));
    house.start().await;
    let live = |id: i64, date: i64| message(id, json!({ "text": "слово", "date": date }));
    house.receive(vec![live(1, now - 60), live(2, now - 50)]).await;
    house.close().await;
    assert_eq!(total(house.path()), 2);
    assert_eq!(read::<i64>(house.path(), "personalization.db", "SELECT sum(messages) FROM people").await, 2);
    assert_eq!(read::<i64>(house.path(), "analysis.db", "SELECT count(*) FROM readings").await, 2);
    result(house.path(), &["verify"]);
}

#[actix::test]
async fn small_groups_are_numbered_by_each_account_for_itself() {
    let group = json!({ "chat": { "id": -5, "type": "group", "title": "Кухня" } });
    let live = |id: i64, text: &str| {
        let mut update = said(id, text);
        add(&mut update["message"], group.clone());
        update
    };
    let history = |id: i64, text: &str, date: i64| {
        let mut message = desktop_message(id, text);
        message["date_unixtime"] = json!(date.to_string());
        message
    };
    let place = Place::new();
    let messages =
        [history(1, "давнє", 1_600_000_001), history(2, "старе", 1_600_000_002), history(3, "живе", 1_700_000_003)];
    let chat = json!({ "name": "Кухня", "type": "private_group", "id": 5, "messages": messages });
    let file = place.file("result.json", chat.to_string());

    let mut house = House::left_with(vec![live(1, "перше"), live(3, "живе")]).await;
    assert_eq!(imported(house.path(), &file), counts(3, 2, 1, 0));
    house.start().await;
    house.receive(vec![live(2, "друге"), live(4, "нове")]).await;
    house.close().await;
    let texts = |data: &Path| -> Vec<String> {
        let chat = result_json(data, &["export", "--chat", "-5"]);
        chat["messages"].as_array().unwrap().iter().map(|it| it["text"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(texts(house.path()), ["давнє", "старе", "перше", "друге", "живе", "нове"]);
    assert_eq!(imported(house.path(), &file), counts(3, 0, 3, 0));
    result(house.path(), &["verify"]);
    let out = result(house.path(), &["export", "--chat", "-5"]);
    let elsewhere = place.file("elsewhere.json", &out);
    assert_eq!(imported(&place.data(), &elsewhere), counts(6, 6, 0, 0));
    assert_eq!(result(&place.data(), &["export", "--chat", "-5"]), out);
}

#[actix::test]
async fn a_running_service_takes_it() {
    let mut house = House::with(vec![said(1, "Привіт")]).await;
    let held = DataDir::claim(house.path(), SERVICE).unwrap();
    let place = Place::new();
    let file = place.file("result.json", desktop((1..=700).map(|id| desktop_message(id, "/help"))));
    let (data, arguments) = (house.path().to_owned(), file.clone());
    let output = tokio::task::spawn_blocking(move || balachka(&data, &["import", &arguments, "--json"])).await.unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", talk(&output));
    assert_eq!(serde_json::from_slice::<Value>(&output.stdout).unwrap(), counts(700, 699, 1, 0));
    house.reach(700).await;
    assert_eq!(total(house.path()), 700);
    let wishes: i64 = read(house.path(), "outbox.db", "SELECT count(*) FROM outbox").await;
    assert_eq!(wishes, 0, "nobody is answered");
    house.receive(vec![said(701, "ще")]).await;
    assert_eq!(total(house.path()), 701);
    house.close().await;
    drop(held);
}

#[actix::test]
async fn another_subcommand_that_works_there_is_not_the_service() {
    let house = House::left_with(vec![said(1, "Привіт")]).await;
    let held = DataDir::claim(house.path(), "rebuild").unwrap();
    let place = Place::new();
    let file = place.file("result.json", desktop([desktop_message(2, "ще")]));
    let output = balachka(house.path(), &["import", &file]);
    assert_eq!(output.status.code(), Some(75), "{}", talk(&output));
    assert!(talk(&output).contains("`balachka rebuild`"), "{}", talk(&output));
    assert_eq!(total(house.path()), 1);
    drop(held);
}

/// A bit of everything that a live chat has.
async fn lively() -> House {
    let taras = json!({ "id": 8, "is_bot": false, "first_name": "Тарас", "last_name": "Ко" });
    let channel = json!({ "id": -1_000_000_000_042_i64, "type": "channel", "title": "Вісті" });
    let origin = json!({ "type": "channel", "chat": channel, "message_id": 5, "date": 1_600_000_000 });
    let hidden = json!({ "type": "hidden_user", "sender_user_name": "Хтось", "date": 1_600_000_000 });
    let entities = json!([{ "type": "bold", "offset": 0, "length": 6 }, { "type": "italic", "offset": 3, "length": 6 },
        { "type": "text_mention", "offset": 10, "length": 2, "user": taras }]);
    let mut updates: Vec<_> = [
        json!({ "text": "Привіт усім 🐈 так", "entities": entities }),
        json!({ "text": "так", "reply_to_message": { "message_id": 1 }, "edit_date": 1_700_000_100 }),
        json!({ "text": "вісті", "forward_origin": origin }),
        json!({ "text": "чутки", "forward_origin": hidden }),
        json!({ "photo": [{ "file_id": "f" }], "caption": "кіт" }),
        json!({ "sticker": { "file_id": "f", "emoji": "😀" } }),
        json!({ "document": { "file_id": "f", "file_name": "звіт.pdf" } }),
        json!({ "audio": { "file_id": "f", "performer": "Океан", "title": "Човен" } }),
        json!({ "video_note": { "file_id": "f" } }),
        json!({ "poll": { "question": "Куди?", "options": [{ "text": "кіно" }, { "text": "парк" }] } }),
        json!({ "location": { "latitude": 1.0, "longitude": 2.0 } }),
        json!({ "venue": { "title": "Кав'ярня" } }),
        json!({ "contact": { "first_name": "Іра", "last_name": "К", "phone_number": "1" } }),
        json!({ "dice": { "emoji": "🎲", "value": 5 } }),
        json!({ "game": { "title": "Шахи" } }),
        json!({ "checklist": { "title": "Купити", "tasks": [{ "text": "хліб" }] } }),
        json!({ "story": {} }),
        json!({ "text": "знайдено", "via_bot": { "id": 5 } }),
        json!({ "text": "як група", "sender_chat": { "id": GROUP, "type": "supergroup", "title": "Кав'ярня" } }),
        json!({ "text": "як канал", "sender_chat": channel }),
        json!({ "text": "пішов", "from": { "id": 9, "is_bot": false, "first_name": "" } }),
        json!({ "text": "у темі", "message_thread_id": 3, "is_topic_message": true }),
        json!({ "new_chat_members": [taras] }),
        json!({ "new_chat_members": [{ "id": 7, "is_bot": false, "first_name": "Оля", "last_name": "Мельник" }] }),
        json!({ "left_chat_member": taras }),
        json!({ "new_chat_title": "Кав'ярня" }),
        json!({ "pinned_message": { "message_id": 4 } }),
        json!({ "forum_topic_created": { "name": "Борщ" } }),
        json!({ "new_chat_photo": [] }),
    ]
    .into_iter()
    .zip(1..)
    .map(|(more, id)| message(id, more))
    .collect();
    let chat = json!({ "id": GROUP, "type": "supergroup", "title": "Кав'ярня" });
    for (person, emoji) in [
        (taras, json!([{ "type": "emoji", "emoji": "👍" }, { "type": "custom_emoji", "custom_emoji_id": "53" }])),
        (
            json!({ "id": 7, "is_bot": false, "first_name": "Оля", "last_name": "Мельник" }),
            json!([{ "type": "emoji", "emoji": "👍" }]),
        ),
    ] {
        updates
            .push(json!({ "message_reaction": { "chat": chat, "message_id": 1, "user": person, "date": 1_700_000_050,
            "old_reaction": [], "new_reaction": emoji } }));
    }
    updates.push(json!({ "message_reaction_count": { "chat": chat, "message_id": 2, "date": 1_700_000_060,
        "reactions": [{ "type": { "type": "emoji", "emoji": "🔥" }, "total_count": 12 }, { "type": { "type": "paid" }, "total_count": 2 }] } }));
    updates.push(json!({ "edited_message": message(6, json!({ "text": "слова замість наліпки", "edit_date": 1_700_000_200 }))["message"] }));
    House::left_with(updates).await
}

#[actix::test]
async fn an_export_imported_elsewhere_is_exported_the_same() {
    let house = lively().await;
    let first = exported(house.path());
    let place = Place::new();
    let file = place.file("result.json", &first);
    assert_eq!(imported(&place.data(), &file), counts(29, 29, 0, 0));
    assert_eq!(exported(&place.data()), first);
    assert_eq!(imported(house.path(), &file), counts(29, 0, 29, 0), "at home it is all there");
    assert_eq!(exported(house.path()), first);
}

#[actix::test]
async fn a_group_that_became_a_supergroup_goes_elsewhere_whole() {
    let old = |id, more: Value| {
        let mut update = message(id, json!({ "chat": { "id": -77, "type": "group", "title": "Кав'ярня" } }));
        add(&mut update["message"], more);
        update
    };
    let house = House::left_with(vec![
        old(1, json!({ "text": "раніше" })),
        old(2, json!({ "text": "так", "reply_to_message": { "message_id": 1 } })),
        old(3, json!({ "migrate_to_chat_id": GROUP })),
        message(1, json!({ "migrate_from_chat_id": -77, "date": 1_700_000_004 })),
        message(2, json!({ "text": "тепер", "date": 1_700_000_005 })),
    ])
    .await;
    let first = exported(house.path());
    let place = Place::new();
    let file = place.file("result.json", &first);
    assert_eq!(imported(&place.data(), &file), counts(5, 5, 0, 0));
    assert_eq!(exported(&place.data()), first);
    assert_eq!(imported(house.path(), &file), counts(5, 0, 5, 0), "at home it is all there, under two ids");
    assert_eq!(exported(house.path()), first);
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
    fails(&place.data(), &["import", &list], &["no export of Telegram Desktop"]);
    let missing = place.folder.path().join("none.json");
    fails(&place.data(), &["import", missing.to_str().unwrap()], &["none.json", "cannot be opened"]);

    let whole = desktop((1..=1_000).map(|id| desktop_message(id, "таємниця"))).replace("{\"id\"", "\n{\"id\"");
    let cut = place.file("cut.json", &whole[..whole.len() / 2]);
    fails(&place.data(), &["import", &cut], &["breaks off", "line 50", "are imported", "goes on"]);
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

/// All rows of all tables of the stores, but for the inside of the search index, which depends on transactions.
async fn state(data: &Path) -> Vec<String> {
    let mut state = Vec::new();
    for store in ["context", "analysis", "personalization", "outbox"] {
        let mut conn = open(data, &format!("{store}.db")).await;
        let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_sqlx%' ESCAPE '\\' AND name NOT LIKE 'found%' ORDER BY name";
        let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(&mut conn).await.unwrap();
        for table in tables {
            let rows = sqlx::AssertSqlSafe(format!("SELECT * FROM {table}"));
            for row in sqlx::query(rows).fetch_all(&mut conn).await.unwrap() {
                let cell = |at| {
                    let text = row.try_get_unchecked::<Option<String>, _>(at).unwrap_or(Some("bytes".into()));
                    text.unwrap_or("NULL".into())
                };
                state.push(format!("{store}.{table}: {}", (0..row.len()).map(cell).collect::<Vec<_>>().join("|")));
            }
        }
    }
    state
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

#[tokio::test]
async fn killed_again_and_again_it_comes_to_the_same() {
    let place = Place::new();
    let words = ["дуже гарний борщ", "чому так сумно?", "клас 😀", "nice weather today"];
    let message = |id: i64| {
        let mut message = desktop_message(id, &format!("{} {id}", words[id as usize % 4]));
        message["from_id"] = json!(format!("user{}", id % 17 + 1));
        if id % 5 == 0 {
            message["reactions"] = json!([{ "type": "emoji", "count": 2, "emoji": "👍", "recent": [{ "from": "Іра", "from_id": "user3" }] }]);
        }
        message
    };
    let file = place.file("result.json", desktop((1..=15_000).map(message)));
    let undisturbed = Place::new();
    assert_eq!(imported(&undisturbed.data(), &file), counts(15_000, 15_000, 0, 0));

    let (mut random, mut kills) = (fastrand::Rng::with_seed(7), 0);
    for _ in 0..8 {
        let mut import = Command::new(env!("CARGO_BIN_EXE_balachka"));
        import.args(["--data-dir", place.data().to_str().unwrap(), "import", &file]).env_clear();
        let mut import =
            import.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn().unwrap();
        tokio::time::sleep(Duration::from_millis(random.u64(20..400))).await;
        kills += i32::from(import.try_wait().unwrap().is_none());
        import.kill().unwrap();
        import.wait().unwrap();
    }
    let last = imported(&place.data(), &file);
    assert!(kills > 0 && last["read"] == 15_000, "{kills} kills: {last}");
    let (whole, resumed) = (state(&undisturbed.data()).await, state(&place.data()).await);
    let differ = whole.iter().zip(&resumed).find(|(one, other)| one != other);
    assert_eq!((whole.len(), differ), (resumed.len(), None));
    result(&place.data(), &["verify"]);
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
