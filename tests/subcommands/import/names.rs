//! What people and chats are called, whichever export is imported first.

use super::*;

const OLDER: i64 = 1_700_000_000;
const NEWER: i64 = 1_750_000_000;

/// An export of these messages: number, time and the author's name.
fn export(title: &Value, messages: &[(i64, i64, Value)]) -> String {
    let message = |(id, date, from): &(i64, i64, Value)| {
        let date = date.to_string();
        json!({ "id": id, "type": "message", "date_unixtime": date, "from": from, "from_id": "user21", "text": "а" })
    };
    let messages: Vec<_> = messages.iter().map(message).collect();
    json!({ "name": title, "type": "private_supergroup", "id": 1_234_567_890, "messages": messages }).to_string()
}

fn older() -> String {
    export(&json!("Стара кухня"), &[(1, OLDER, json!("Стара Назва")), (2, OLDER + 60, json!("Стара Назва"))])
}

fn newer() -> String {
    export(
        &json!("Нова кухня"),
        &[(1, OLDER, json!("Нова Назва")), (2, OLDER + 60, json!("Нова Назва")), (3, NEWER, json!("Нова Назва"))],
    )
}

/// The chat's title and its author's name.
fn called(data: &Path) -> (String, String) {
    let chat: Value = serde_json::from_str(&exported(data)).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    (text(&chat["name"]), text(&chat["messages"][0]["from"]))
}

fn pair(title: &str, name: &str) -> (String, String) {
    (title.to_owned(), name.to_owned())
}

#[test]
fn the_newest_name_counts_whichever_export_comes_first() {
    for files in [[older(), newer()], [newer(), older()]] {
        let place = Place::new();
        for file in files {
            imported(&place.data(), &place.file("result.json", file));
        }
        assert_eq!(called(&place.data()), pair("Нова кухня", "Нова Назва"));
        result(&place.data(), &["verify"]);
    }
}

#[test]
fn no_name_replaces_none() {
    let place = Place::new();
    imported(&place.data(), &place.file("older.json", older()));
    let deleted = export(&Value::Null, &[(3, NEWER, Value::Null)]);
    imported(&place.data(), &place.file("deleted.json", deleted));
    assert_eq!(called(&place.data()), pair("Стара кухня", "Стара Назва"));
    let between = export(&json!("Кухня"), &[(4, OLDER + 100, json!("Назва"))]);
    imported(&place.data(), &place.file("between.json", between));
    assert_eq!(called(&place.data()), pair("Кухня", "Назва"), "it is newer than the last name");
}

#[actix::test]
async fn a_name_that_was_heard_counts_by_its_date_too() {
    let live = |id: i64, date: i64, name: &str| {
        let from =
            json!({ "id": 21, "is_bot": false, "first_name": name, "last_name": "Ковальчук", "username": "olena" });
        message(id, json!({ "text": "а", "date": date, "from": from }))
    };
    let mut house = House::left_with(vec![live(5, OLDER + 30, "Олена"), live(6, OLDER + 500, "Олена")]).await;
    let place = Place::new();
    imported(house.path(), &place.file("older.json", older()));
    assert_eq!(called(house.path()).1, "Олена Ковальчук", "it was heard later");
    imported(house.path(), &place.file("newer.json", newer()));
    assert_eq!(called(house.path()), pair("Нова кухня", "Нова Назва"));
    house.start().await;
    house.receive(vec![live(7, NEWER + 60, "Олена")]).await;
    house.close().await;
    assert_eq!(called(house.path()).1, "Олена Ковальчук");
    imported(house.path(), &place.file("again.json", newer()));
    assert_eq!(called(house.path()).1, "Олена Ковальчук");
    let username: String = read(house.path(), "context.db", "SELECT username FROM people WHERE id = 21").await;
    assert_eq!(username, "olena");
}

/// As exports of other programs have it. No bot was ever connected.
#[tokio::test]
async fn an_author_without_an_id_is_nobody_and_named() {
    let message = |id: i64, from: &str, text: &str| json!({ "id": id, "type": "message", "date_unixtime": (OLDER + id).to_string(), "from": from, "text": text });
    let place = Place::new();
    let file =
        place.file("result.json", desktop([message(1, "Аліса", "борщ"), message(2, "Богдан", "борщ і вареники")]));
    assert_eq!(imported(&place.data(), &file), counts(2, 2, 0, 0));
    let stats = result_json(&place.data(), &["stats", "--chat", &GROUP.to_string(), "--json"]);
    assert_eq!((&stats["total_messages"], &stats["own_messages"]), (&json!(2), &json!(0)));
    let out = exported(&place.data());
    let chat: Value = serde_json::from_str(&out).unwrap();
    let names: Vec<_> = chat["messages"].as_array().unwrap().iter().map(|it| it["from"].clone()).collect();
    assert_eq!(names, ["Аліса", "Богдан"]);
    assert_eq!(read::<String>(&place.data(), "context.db", "SELECT first_name FROM people WHERE id = 0").await, "");

    let elsewhere = Place::new();
    imported(&elsewhere.data(), &elsewhere.file("out.json", &out));
    assert_eq!(exported(&elsewhere.data()), out);
}
