use serde_json::json;

use super::Rig;

#[actix_web::test]
async fn only_the_world_s_token_is_accepted() {
    let rig = Rig::new().await;
    let address = format!("{}/bot123:abc/getMe", rig.url);
    let reply = rig.client.get(address).send().await.unwrap();
    assert_eq!(reply.status(), 401);
    let body = reply.text().await.unwrap();
    let body: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(body, json!({"ok": false, "error_code": 401, "description": "Unauthorized"}));
    assert_eq!(rig.err("getMoon", json!({})).await, (404, "Not Found: method not found".into()));
}

#[actix_web::test]
async fn parameters_come_as_json_form_or_query() {
    let rig = Rig::new().await;
    let address = format!("{}/bot{}/SENDMESSAGE", rig.url, rig.world.token());
    let query = format!("{address}?chat_id={}&text=%D1%82%D0%B0%D0%BA", rig.group);
    let sent: serde_json::Value = rig.client.get(query).send().await.unwrap().json().await.unwrap();
    assert_eq!(sent["result"]["text"], "так");
    let form = format!("chat_id={}&text=a%20b&reply_to_message_id=1", rig.group);
    let post = rig.client.post(address).header("content-type", "application/x-www-form-urlencoded").body(form);
    let sent: serde_json::Value = post.send().await.unwrap().json().await.unwrap();
    assert_eq!(sent["result"]["text"], "a b");
    assert_eq!(sent["result"]["reply_to_message"]["text"], "так");
}

#[actix_web::test]
async fn chats_that_do_not_let_the_bot_in_say_so() {
    let rig = Rig::new().await;
    let to = |chat: i64| json!({"chat_id": chat, "text": "агов"});
    assert_eq!(rig.err("sendMessage", to(-5)).await, (400, "Bad Request: chat not found".into()));
    let never_met = (403, "Forbidden: bot can't initiate conversation with a user".into());
    assert_eq!(rig.err("sendMessage", to(rig.ivan)).await, never_met);
    rig.world.block(rig.olena, true).unwrap();
    assert_eq!(rig.update().await["my_chat_member"]["new_chat_member"]["status"], "kicked");
    let blocked = (403, "Forbidden: bot was blocked by the user".into());
    assert_eq!(rig.err("sendMessage", to(rig.olena)).await, blocked);
    rig.world.block(rig.group, true).unwrap();
    rig.update().await;
    let kicked = (403, "Forbidden: bot was kicked from the group chat".into());
    assert_eq!(rig.err("sendMessage", to(rig.group)).await, kicked);
    rig.say(rig.group, rig.olena, "без бота");
    rig.world.block(rig.group, false).unwrap();
    assert_eq!(rig.update().await["my_chat_member"]["new_chat_member"]["status"], "administrator");
    rig.ok("sendMessage", to(rig.group)).await;
    rig.ok("leaveChat", json!({"chat_id": rig.group})).await;
    assert_eq!(rig.err("sendMessage", to(rig.group)).await.1, "Forbidden: bot is not a member of the group chat");
}

#[actix_web::test]
async fn a_group_that_becomes_a_supergroup_starts_its_numbers_again() {
    let rig = Rig::new().await;
    rig.say(rig.group, rig.olena, "раз");
    let new = rig.world.migrate(rig.group).unwrap();
    let updates = rig.updates(0).await;
    assert_eq!(updates[1]["message"]["migrate_to_chat_id"], json!(new));
    assert_eq!(updates[2]["message"]["migrate_from_chat_id"], json!(rig.group));
    assert_eq!(updates[2]["message"]["message_id"], 1);
    let (status, body) = rig.send("sendMessage", json!({"chat_id": rig.group, "text": "агов"})).await.unwrap();
    assert_eq!((status, &body["parameters"]["migrate_to_chat_id"]), (400, &json!(new)));
    rig.ok("sendMessage", json!({"chat_id": new, "text": "агов"})).await;
}

#[actix_web::test]
async fn comings_goings_titles_and_pins_are_told() {
    let rig = Rig::new().await;
    let id = rig.say(rig.group, rig.olena, "важливе");
    rig.world.leave(rig.group, rig.ivan).unwrap();
    rig.world.join(rig.group, rig.ivan).unwrap();
    rig.world.rename(rig.group, rig.olena, "Вітальня").unwrap();
    rig.world.pin(rig.group, rig.olena, id).unwrap();
    let updates = rig.updates(0).await;
    assert_eq!(updates[1]["chat_member"]["new_chat_member"]["status"], "left");
    assert_eq!(updates[2]["message"]["left_chat_member"]["id"], json!(rig.ivan));
    assert_eq!(updates[4]["message"]["new_chat_members"][0]["id"], json!(rig.ivan));
    assert_eq!(updates[5]["message"]["new_chat_title"], "Вітальня");
    assert_eq!(updates[6]["message"]["pinned_message"]["text"], "важливе");
    let chat = rig.ok("getChat", json!({"chat_id": rig.group})).await;
    assert_eq!((&chat["title"], &chat["pinned_message"]["message_id"]), (&json!("Вітальня"), &json!(id)));
    assert_eq!(rig.ok("getChatMemberCount", json!({"chat_id": rig.group})).await, 3);
    let member = rig.ok("getChatMember", json!({"chat_id": rig.group, "user_id": rig.olena})).await;
    assert_eq!(member["status"], "creator");
    assert_eq!(rig.ok("getChatAdministrators", json!({"chat_id": rig.group})).await[1]["can_pin_messages"], true);
}

#[actix_web::test]
async fn commands_are_kept_per_language() {
    let rig = Rig::new().await;
    let commands = json!([{"command": "stats", "description": "Статистика"}]);
    rig.ok("setMyCommands", json!({"commands": commands, "language_code": "uk"})).await;
    assert_eq!(rig.ok("getMyCommands", json!({"language_code": "uk"})).await, commands);
    assert_eq!(rig.ok("getMyCommands", json!({})).await, json!([]));
    rig.ok("deleteMyCommands", json!({"language_code": "uk"})).await;
    assert_eq!(rig.ok("getMyCommands", json!({"language_code": "uk"})).await, json!([]));
    let bad = json!({"commands": [{"command": "Stats!", "description": "x"}]});
    assert_eq!(rig.err("setMyCommands", bad).await.1, "Bad Request: BOT_COMMAND_INVALID");
}
