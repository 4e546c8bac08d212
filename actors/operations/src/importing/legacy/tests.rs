//! Databases of the replaced bot, of several shapes.

use super::*;
use events::{ChatKind, PersonKind};

async fn database(folder: &Path, name: &str, sql: &'static str) {
    let options = SqliteConnectOptions::new().filename(folder.join(name)).create_if_missing(true);
    let mut conn = options.connect().await.unwrap();
    sqlx::raw_sql(sql).execute(&mut conn).await.unwrap();
}

async fn all(folder: &Path, chat: Option<ChatId>) -> Found {
    let legacy = Legacy::find(folder, Zone::UTC, chat).await.unwrap();
    let (mut batches, reading) = legacy.read();
    let mut all = Found::default();
    while let Some(batch) = batches.recv().await {
        all.messages.extend(batch.messages);
        all.skipped.extend(batch.skipped);
        all.bytes = batch.bytes;
    }
    reading.await.unwrap().unwrap();
    all
}

const OLD: &str = "CREATE TABLE messages(id INTEGER PRIMARY KEY AUTOINCREMENT, chat_id INTEGER, user_id INTEGER, user_name TEXT, text TEXT, timestamp TEXT);
    INSERT INTO messages VALUES(1, -1001234567890, 7, 'Оля', 'привіт', '2023-11-14T22:13:20.5');
    INSERT INTO messages VALUES(2, -50, 8, NULL, 'у малій групі', '2023-11-14T22:13:21');
    INSERT INTO messages VALUES(3, 9, 9, 'Іван', 'сам на сам', '2023-11-14T22:13:22');
    INSERT INTO messages VALUES(4, 'nonsense', 9, 'Іван', 'ніде', '2023-11-14T22:13:22');
    INSERT INTO messages VALUES(5, 9, 9, 'Іван', '', '2023-11-14T22:13:22');
    INSERT INTO messages VALUES(6, 9, 9, 'Іван', 'ніколи', 'never');";

#[actix::test]
async fn the_messages_are_found_among_the_databases_and_odd_ones_are_named() {
    let folder = tempfile::tempdir().unwrap();
    database(folder.path(), "analysis.db", "CREATE TABLE cache(hash TEXT PRIMARY KEY, data TEXT, at TIMESTAMP)").await;
    database(folder.path(), "context.db", OLD).await;
    let found = all(folder.path(), None).await;
    let messages: Vec<_> = found.messages.iter().map(|it| &it.message).collect();
    assert_eq!(messages.len(), 3);
    assert_eq!(messages[0].date, 1_700_000_000);
    assert_eq!((messages[0].chat.id, messages[0].chat.kind), (ChatId(-1_001_234_567_890), ChatKind::Supergroup));
    assert_eq!(messages[0].sender.first_name, "Оля");
    assert!(messages[0].id.0 < 0, "no message of Telegram has that number");
    assert_eq!([messages[1].chat.kind, messages[2].chat.kind], [ChatKind::Group, ChatKind::Private]);
    assert_eq!(found.skipped.iter().map(|it| it.id).collect::<Vec<_>>(), [Some(4), Some(5), Some(6)]);
    assert_eq!(found.bytes, folder.path().join("context.db").metadata().unwrap().len());
    assert_eq!(all(folder.path(), Some(ChatId(-50))).await.messages.len(), 1);
}

/// As the replaced bot kept its own words, what it imported itself, and pictures.
#[actix::test]
async fn rows_without_a_person_and_pictures_without_a_text_are_taken() {
    let folder = tempfile::tempdir().unwrap();
    let schema =
        "CREATE TABLE messages(id INTEGER PRIMARY KEY, chat_id INTEGER, user_id INTEGER, text TEXT, timestamp TEXT,
                                        user_name TEXT, media_id TEXT, media_type TEXT);";
    let rows =
        "CREATE TABLE messages(id INTEGER PRIMARY KEY, chat_id INTEGER, user_id INTEGER, text TEXT, timestamp TEXT,
                                      user_name TEXT, media_id TEXT, media_type TEXT);
        INSERT INTO messages VALUES(1, -1005, 7, 'живе', '2023-11-14T22:13:20', 'Оля', NULL, NULL);
        INSERT INTO messages VALUES(2, -1005, NULL, 'з історії', '2023-11-14T22:13:21', 'Оля', NULL, NULL);
        INSERT INTO messages VALUES(3, -1005, 0, 'слова бота', '2023-11-14T22:13:22', 'Bot', NULL, NULL);
        INSERT INTO messages VALUES(4, -1005, 7, NULL, '2023-11-14T22:13:23', 'Оля', 'AgAC', 'photo');
        INSERT INTO messages VALUES(5, -1005, NULL, 'нічиє', '2023-11-14T22:13:24', NULL, NULL, NULL);
        INSERT INTO messages VALUES(6, -1005, NULL, 'чиє?', '2023-11-14T22:13:25', 'Саша', NULL, NULL);
        INSERT INTO messages VALUES(7, -1005, 8, 'я', '2023-11-14T22:13:26', 'Саша', NULL, NULL);
        INSERT INTO messages VALUES(8, -1005, 9, 'і я', '2023-11-14T22:13:27', 'Саша', NULL, NULL);";
    database(folder.path(), "a_new_and_empty_one.db", schema).await;
    database(folder.path(), "context.db", rows).await;
    let found = all(folder.path(), None).await;
    let senders: Vec<_> = found.messages.iter().map(|it| it.message.sender.id.0).collect();
    assert_eq!(senders, [7, 7, 0, 7, 0, 8, 9], "by the name if only one has it");
    let picture = &found.messages[3].message;
    let media = picture.media.as_ref().unwrap();
    assert_eq!((picture.text.as_deref(), media.kind.as_str(), media.file_id.as_deref()), (None, "photo", Some("AgAC")));
    assert_eq!(found.skipped.iter().map(|it| it.id).collect::<Vec<_>>(), [Some(5)]);
}

/// As gryag's first version kept them: at first with who wrote it in JSON alone, later in columns.
#[actix::test]
async fn messages_of_gryag_are_read_with_its_own_replies() {
    let folder = tempfile::tempdir().unwrap();
    let sql = r#"CREATE TABLE messages(id INTEGER PRIMARY KEY AUTOINCREMENT, chat_id INTEGER NOT NULL, thread_id INTEGER, user_id INTEGER,
            external_message_id TEXT, external_user_id TEXT, reply_to_external_message_id TEXT, reply_to_external_user_id TEXT,
            sender_role TEXT, sender_name TEXT, sender_username TEXT, sender_is_bot INTEGER DEFAULT 0,
            role TEXT NOT NULL CHECK(role IN ('user', 'model', 'system')), text TEXT, media TEXT, embedding TEXT, ts INTEGER NOT NULL);
        CREATE TABLE message_metadata(message_id INTEGER, chat_id INTEGER);
        INSERT INTO messages(chat_id, user_id, external_message_id, sender_name, sender_username, role, text, ts) VALUES
            (-1005, 7, '50', 'Оля', 'olia', 'user', 'гряг, ти тут?', 1700000000);
        INSERT INTO messages(chat_id, external_message_id, reply_to_external_message_id, sender_role, sender_name, sender_is_bot, role, text, ts) VALUES
            (-1005, '51', '50', 'assistant', 'гряг', 1, 'model', 'тут', 1700000001);
        INSERT INTO messages(chat_id, user_id, role, text, media, ts) VALUES
            (-1005, 8, 'user', 'давнє', '{"media": [], "meta": {"message_id": 40, "name": "Іван"}}', 1600000000),
            (-1005, 8, 'user', NULL, '{"media": [{"kind": "image"}], "meta": {"message_id": 41}}', 1600000001),
            (-1005, NULL, 'model', 'без імені', 'no json', 1600000002),
            (-1005, NULL, 'system', 'нотатка', NULL, 1600000003);"#;
    database(folder.path(), "gryag.db", sql).await;
    for place in [folder.path().to_owned(), folder.path().join("gryag.db")] {
        let found = all(&place, None).await;
        let told: Vec<_> = found.messages.iter().map(|it| &it.message).collect();
        let said =
            |nth: usize| (told[nth].id.0, told[nth].sender.id.0, told[nth].sender.first_name.as_str(), told[nth].date);
        assert_eq!(said(0), (50, 7, "Оля", 1_700_000_000));
        assert_eq!(told[0].sender.username.as_deref(), Some("olia"));
        assert_eq!(said(1), (51, 0, "гряг", 1_700_000_001));
        assert_eq!((told[1].sender.kind, told[1].reply_to.as_ref().unwrap().id.0), (PersonKind::Bot, 50));
        assert_eq!(said(2), (40, 8, "Іван", 1_600_000_000));
        assert_eq!(told[3].media.as_ref().unwrap().kind, "photo");
        assert_eq!((told[4].text.as_deref(), told[4].sender.kind), (Some("без імені"), PersonKind::Bot));
        assert_eq!(found.skipped.iter().map(|it| it.id).collect::<Vec<_>>(), [Some(6)]);
    }
}

#[actix::test]
async fn telegrams_numbers_are_kept_where_there_are_some() {
    let folder = tempfile::tempdir().unwrap();
    let sql =
        "CREATE TABLE context(message_id INTEGER, chat_id TEXT, sender_id TEXT, content TEXT, created_at INTEGER);
        INSERT INTO context VALUES(77, '-1001234567890', '7', 'привіт', 1700000000);";
    database(folder.path(), "bot.sqlite3", sql).await;
    let found = all(folder.path(), None).await;
    assert_eq!(found.messages[0].message.id.0, 77);
    assert_eq!(found.messages[0].message.date, 1_700_000_000);
}

#[actix::test]
async fn a_folder_without_messages_is_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let error = Legacy::find(folder.path(), Zone::UTC, None).await.unwrap_err().to_string();
    assert!(error.contains("looked into: no database"), "{error}");
    database(folder.path(), "notes.db", "CREATE TABLE notes(text TEXT)").await;
    let error = Legacy::find(folder.path(), Zone::UTC, None).await.unwrap_err().to_string();
    assert!(error.contains("notes.db, with the tables notes") && error.contains("chat_id"), "{error}");
    std::fs::write(folder.path().join("broken.db"), "no database at all, but long enough to look like one").unwrap();
    assert!(Legacy::find(folder.path(), Zone::UTC, None).await.is_err());
}

#[actix::test]
async fn a_file_or_a_text_that_cannot_be_read_costs_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    database(folder.path(), "context.db", OLD).await;
    let odd = "UPDATE messages SET text = CAST(x'D0BFFFD180' AS TEXT) WHERE id = 1";
    database(folder.path(), "context.db", odd).await;
    std::fs::write(folder.path().join("thumbs.db"), [7; 5000]).unwrap();
    let found = all(folder.path(), None).await;
    let texts: Vec<_> = found.messages.iter().map(|it| it.message.text.as_deref().unwrap()).collect();
    assert_eq!(texts, ["п\u{FFFD}р", "у малій групі", "сам на сам"]);
    let legacy = Legacy::find(folder.path(), Zone::UTC, None).await.unwrap();
    assert_eq!(legacy.passed_over.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["thumbs.db"]);
}
