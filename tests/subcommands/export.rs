//! `export`

use std::{os::unix::fs::PermissionsExt as _, process::Stdio};

use super::*;

fn exported(house: &House) -> Value {
    result_json(house.path(), &["export", "--chat", &GROUP.to_string()])
}

#[actix::test]
async fn a_message_is_written_as_telegram_desktop_does() {
    let entities = json!([{ "type": "bold", "offset": 0, "length": 6 }, { "type": "url", "offset": 7, "length": 11 }]);
    let house = House::left_with(vec![
        message(1, json!({ "text": "Привіт example.org 🐈", "entities": entities })),
        message(2, json!({ "text": "так", "reply_to_message": { "message_id": 1 }, "edit_date": 1_700_000_100 })),
    ])
    .await;
    let chat = exported(&house);
    assert_eq!(chat["name"], "Кав'ярня");
    assert_eq!(chat["type"], "private_supergroup");
    assert_eq!(chat["id"], 1_234_567_890);
    assert_eq!(
        chat["messages"],
        json!([
            {
                "id": 1, "type": "message", "date": "2023-11-14T22:13:21", "date_unixtime": "1700000001",
                "from": "Оля Мельник", "from_id": "user7",
                "text": [{ "type": "bold", "text": "Привіт" }, " ", { "type": "link", "text": "example.org" }, " 🐈"],
                "text_entities": [
                    { "type": "bold", "text": "Привіт" }, { "type": "plain", "text": " " },
                    { "type": "link", "text": "example.org" }, { "type": "plain", "text": " 🐈" },
                ],
            },
            {
                "id": 2, "type": "message", "date": "2023-11-14T22:13:22", "date_unixtime": "1700000002",
                "edited": "2023-11-14T22:15:00", "edited_unixtime": "1700000100",
                "from": "Оля Мельник", "from_id": "user7", "reply_to_message_id": 1,
                "text": "так", "text_entities": [{ "type": "plain", "text": "так" }],
            },
        ])
    );
}

#[actix::test]
async fn senders_forwards_and_media_keep_their_kinds() {
    let channel = json!({ "id": -1_009, "type": "channel", "title": "Новини" });
    let origin = json!({ "type": "channel", "chat": { "id": -1_000_000_000_042_i64, "type": "channel", "title": "Вісті" },
                         "message_id": 5, "date": 1_600_000_000 });
    let house = House::left_with(vec![
        message(1, json!({ "photo": [{ "file_id": "f" }], "caption": "кіт" })),
        message(2, json!({ "sticker": { "file_id": "f" } })),
        message(3, json!({ "document": { "file_id": "f" } })),
        message(4, json!({ "poll": { "id": "7", "question": "Де?", "options": [] } })),
        message(5, json!({ "text": "a", "from": { "id": 9, "is_bot": false, "first_name": "" } })),
        message(6, json!({ "text": "b", "sender_chat": channel })),
        message(7, json!({ "text": "c", "forward_origin": origin })),
    ])
    .await;
    let chat = exported(&house);
    let messages = chat["messages"].as_array().unwrap();
    assert!(messages[0]["photo"].as_str().unwrap().starts_with("(File not included"));
    assert_eq!(messages[0]["text"], "кіт");
    assert_eq!(messages[1]["media_type"], "sticker");
    assert!(messages[2]["file"].is_string() && messages[2]["media_type"].is_null());
    assert!(messages[3]["poll"].is_object());
    assert_eq!((&messages[4]["from"], &messages[4]["from_id"]), (&Value::Null, &json!("user9")));
    assert_eq!((&messages[5]["from"], &messages[5]["from_id"]), (&json!("Новини"), &json!("chat1009")));
    assert_eq!(messages[6]["forwarded_from"], "Вісті");
    assert_eq!(messages[6]["forwarded_from_id"], "channel42");
}

#[actix::test]
async fn what_telegram_says_of_the_chat_has_desktop_names() {
    let taras = json!({ "id": 8, "is_bot": false, "first_name": "Тарас", "last_name": "Ко" });
    let olia = json!({ "id": 7, "is_bot": false, "first_name": "Оля" });
    let house = House::left_with(vec![
        message(1, json!({ "new_chat_members": [taras] })),
        message(2, json!({ "new_chat_members": [olia] })),
        message(3, json!({ "left_chat_member": taras })),
        message(4, json!({ "new_chat_title": "Чайна" })),
        message(5, json!({ "pinned_message": { "message_id": 4 } })),
        message(6, json!({ "forum_topic_closed": {} })),
    ])
    .await;
    let chat = exported(&house);
    let messages = chat["messages"].as_array().unwrap();
    let actions: Vec<_> = messages.iter().map(|message| message["action"].as_str().unwrap()).collect();
    assert_eq!(
        actions,
        [
            "invite_members",
            "join_group_by_link",
            "remove_members",
            "edit_group_title",
            "pin_message",
            "forum_topic_closed"
        ]
    );
    assert_eq!(messages[0]["type"], "service");
    assert_eq!((&messages[0]["actor_id"], &messages[0]["members"]), (&json!("user7"), &json!(["Тарас Ко"])));
    assert_eq!(messages[3]["title"], "Чайна");
    assert_eq!(messages[4]["message_id"], 4);
    assert_eq!((&messages[5]["text"], &messages[5]["text_entities"]), (&json!(""), &json!([])));
}

#[actix::test]
async fn a_long_chat_comes_whole_and_in_order_beside_the_service() {
    let mut house = House::with((1..=1_003).map(|id| said(id, "слово")).collect()).await;
    let ids = |chat: &Value| -> Vec<i64> {
        chat["messages"].as_array().unwrap().iter().map(|message| message["id"].as_i64().unwrap()).collect()
    };
    assert_eq!(ids(&exported(&house)), (1..=1_003).collect::<Vec<_>>());
    house.receive(vec![said(1_004, "ще")]).await;
    assert_eq!(ids(&exported(&house)).len(), 1_004);
    house.close().await;
    assert_eq!(ids(&exported(&house)).len(), 1_004);
}

#[actix::test]
async fn a_group_that_became_a_supergroup_is_one_chat() {
    let old = |id, more: Value| {
        let mut update = message(id, json!({ "chat": { "id": -77, "type": "group", "title": "Кав'ярня" } }));
        add(&mut update["message"], more);
        update
    };
    let house = House::left_with(vec![
        old(1, json!({ "text": "раніше" })),
        old(2, json!({ "migrate_to_chat_id": GROUP })),
        message(1, json!({ "migrate_from_chat_id": -77, "date": 1_700_000_002 })),
        message(2, json!({ "text": "тепер", "date": 1_700_000_003 })),
    ])
    .await;
    let chat = exported(&house);
    let said: Vec<_> =
        chat["messages"].as_array().unwrap().iter().map(|m| m["action"].as_str().or(m["text"].as_str())).collect();
    assert_eq!(said, ["раніше", "migrate_to_supergroup", "migrate_from_group", "тепер"].map(Some));
    assert_eq!(result_json(house.path(), &["export", "--chat", "-77"]), chat);
}

#[actix::test]
async fn a_reader_that_has_seen_enough_is_no_error() {
    let house = House::left_with((1..=2_000).map(|id| said(id, "слово")).collect()).await;
    let mut export = Command::new(env!("CARGO_BIN_EXE_balachka"));
    export.args(["--data-dir", house.path().to_str().unwrap(), "export", "--chat", &GROUP.to_string()]).env_clear();
    let mut export = export.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(export.stdout.take());
    let output = export.wait_with_output().unwrap();
    assert_eq!((output.status.code(), talk(&output).as_str()), (Some(0), ""));
}

#[actix::test]
async fn a_file_is_replaced_whole_and_is_for_its_owner() {
    let house = House::left_with(vec![said(1, "Привіт")]).await;
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("result.json");
    std::fs::write(&file, "older").unwrap();
    let group = GROUP.to_string();
    assert_eq!(result(house.path(), &["export", "--chat", &group, "--out", file.to_str().unwrap()]), "");
    let chat: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    assert_eq!(chat, exported(&house));
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(contents(place.path()).len(), 1);
}

#[actix::test]
async fn a_failed_export_leaves_the_file_as_it_was() {
    let house = House::left_with(vec![said(1, "Привіт")]).await;
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("result.json");
    std::fs::write(&file, "older").unwrap();
    let out = ["export", "--chat", "-5", "--out", file.to_str().unwrap()];
    fails(house.path(), &out, &["chat -5 is not known", "`balachka stats`"]);
    assert_eq!(contents(place.path()), [("result.json".to_owned(), b"older".to_vec())]);
    let nowhere = place.path().join("nowhere/result.json");
    let out = ["export", "--chat", &GROUP.to_string(), "--out", nowhere.to_str().unwrap()];
    fails(house.path(), &out, &["cannot write", nowhere.to_str().unwrap()]);
}
