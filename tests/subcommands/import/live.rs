//! What was heard live and what is imported, beside a running service too.

use super::*;

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
