//! `stats`

use super::*;

fn by_taras(id: i64) -> Value {
    message(id, json!({ "text": "Добрий", "from": { "id": 8, "is_bot": false, "first_name": "Тарас" } }))
}

#[actix::test]
async fn counts_are_the_same_beside_the_service_and_after_it() {
    let private = json!({ "chat": { "id": 7, "type": "private", "first_name": "Оля" }, "text": "Таємниця" });
    let mut house = House::with(vec![said(1, "Привіт"), by_taras(2), message(3, private)]).await;
    for _ in 0..2 {
        let all = result_json(house.path(), &["stats", "--json"]);
        assert_eq!(all["total_messages"], 3);
        assert_eq!(all["active_chats"], 2);
        assert_eq!(all["total_users"], 2);
        let chat = result_json(house.path(), &["stats", "--chat", &GROUP.to_string(), "--json"]);
        assert_eq!(chat["chat_id"], GROUP);
        assert_eq!(chat["total_messages"], 2);
        assert_eq!(chat["unique_users"], 2);
        if house.is_running() {
            house.close().await;
        }
    }
    let text = result(house.path(), &["stats"]);
    for part in ["messages  3", "chats     2", "people    2", "-1001234567890", "Кав'ярня"] {
        assert!(text.contains(part), "{part:?} is missing in: {text}");
    }
    let text = result(house.path(), &["stats", "--chat", &GROUP.to_string()]);
    assert!(text.contains("Кав'ярня") && text.contains("Оля Мельник") && text.contains("Тарас"), "{text}");
}

#[actix::test]
async fn a_chat_tells_its_mood_and_a_person_their_profile() {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    let glad = |id| message(id, json!({ "text": format!("Яка радість, дякую! {id}"), "date": now }));
    let old = message(9, json!({ "text": "мені сумно", "date": now - 3 * 86_400 }));
    let house = House::left_with(vec![old, glad(10), glad(11), said(12, "/help")]).await;
    let chat = result_json(house.path(), &["stats", "--chat", &GROUP.to_string(), "--json"]);
    assert_eq!(
        (&chat["total_messages"], &chat["day"]["messages"], &chat["week"]["messages"]),
        (&json!(4), &json!(2), &json!(3))
    );
    assert_eq!(chat["day"]["dominant"], "joy");
    let person = result_json(house.path(), &["stats", "--person", "7", "--json"]);
    assert_eq!(
        (&person["user_id"], &person["total_messages"], &person["analysed_messages"]),
        (&json!(7), &json!(4), &json!(3))
    );
    assert!(result(house.path(), &["stats", "--person", "7"]).contains("messages      4"));
    fails(
        house.path(),
        &["stats", "--person", "8"],
        &["nothing is stored about person 8", "`balachka stats --chat ID`"],
    );
}

#[actix::test]
async fn an_unknown_chat_is_an_error_that_helps() {
    let house = House::left_with(vec![said(1, "Привіт")]).await;
    fails(house.path(), &["stats", "--chat", "-5", "--json"], &["chat -5 is not known", "`balachka stats`"]);
}

#[actix::test]
async fn a_terminal_is_not_told_what_to_do_by_a_title() {
    let title =
        json!({ "text": "a", "chat": { "id": GROUP, "type": "supergroup", "title": "\u{1b}[2Jяр\u{202e}\nмарок" } });
    let house = House::left_with(vec![message(1, title)]).await;
    for arguments in [vec!["stats"], vec!["stats", "--json"], vec!["export", "--chat", &GROUP.to_string()]] {
        let text = result(house.path(), &arguments);
        assert!(text.contains("яр") && !text.contains(['\u{1b}', '\u{202e}']), "{text:?}");
    }
}
