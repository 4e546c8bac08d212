use serde_json::json;

use super::Rig;

#[actix_web::test]
async fn a_person_s_message_looks_like_telegram_s() {
    let rig = Rig::new().await;
    let first = rig.say(rig.group, rig.olena, "/stats@balachka_bot @Іван 😀 #кіно");
    let said = super::Said { from: rig.ivan, text: "так".into(), reply_to: Some(first), ..Default::default() };
    rig.world.say(rig.group, said).unwrap();
    let updates = rig.updates(0).await;
    let message = &updates[0]["message"];
    assert_eq!((&message["message_id"], &message["chat"]["type"]), (&json!(1), &json!("group")));
    let from =
        json!({"id": rig.olena, "is_bot": false, "first_name": "Олена", "username": "olena", "language_code": "uk"});
    assert_eq!(message["from"], from);
    let kinds: Vec<_> = message["entities"].as_array().unwrap().iter().map(|e| e["type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["bot_command", "text_mention", "hashtag"]);
    assert_eq!(message["entities"][1]["user"]["id"], json!(rig.ivan));
    assert_eq!(updates[1]["message"]["reply_to_message"]["text"], message["text"]);
}

#[actix_web::test]
async fn html_becomes_text_and_entities_and_bad_html_an_error() {
    let rig = Rig::new().await;
    let text = " <b>Привіт</b>, &lt;друже&gt; ";
    let params = json!({"chat_id": rig.group, "text": text, "parse_mode": "HTML"});
    let sent = rig.ok("sendMessage", params).await;
    assert_eq!(sent["text"], "Привіт, <друже>");
    assert_eq!(sent["entities"], json!([{"type": "bold", "offset": 0, "length": 6}]));
    let view = rig.world.message(rig.group, sent["message_id"].as_i64().unwrap());
    assert_eq!(view["html"], "<b>Привіт</b>, &lt;друже&gt;");
    let bad = json!({"chat_id": rig.group, "text": "<b>ой", "parse_mode": "HTML"});
    let (status, why) = rig.err("sendMessage", bad).await;
    assert_eq!(status, 400);
    assert_eq!(why, "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"");
}

#[actix_web::test]
async fn texts_have_telegram_s_limits() {
    let rig = Rig::new().await;
    let long = |n: usize| json!({"chat_id": rig.group, "text": "😀".repeat(n)});
    rig.ok("sendMessage", long(2048)).await;
    assert_eq!(rig.err("sendMessage", long(2049)).await, (400, "Bad Request: message is too long".into()));
    let empty = json!({"chat_id": rig.group, "text": " \n "});
    assert_eq!(rig.err("sendMessage", empty).await, (400, "Bad Request: message text is empty".into()));
    let button = |data: usize| {
        let buttons = json!([[{"text": "так", "callback_data": "x".repeat(data)}]]);
        json!({"chat_id": rig.group, "text": "?", "reply_markup": {"inline_keyboard": buttons}})
    };
    rig.ok("sendMessage", button(64)).await;
    assert_eq!(rig.err("sendMessage", button(65)).await, (400, "Bad Request: BUTTON_DATA_INVALID".into()));
}

#[actix_web::test]
async fn a_reply_needs_its_message_unless_it_may_go_without() {
    let rig = Rig::new().await;
    let reply = |extra: bool| {
        let parameters = json!({"message_id": 77, "allow_sending_without_reply": extra});
        json!({"chat_id": rig.group, "text": "так", "reply_parameters": parameters})
    };
    assert_eq!(
        rig.err("sendMessage", reply(false)).await,
        (400, "Bad Request: message to be replied not found".into())
    );
    assert_eq!(rig.ok("sendMessage", reply(true)).await.get("reply_to_message"), None);
}

#[actix_web::test]
async fn the_bot_edits_and_deletes_its_own_messages() {
    let rig = Rig::new().await;
    let theirs = rig.say(rig.group, rig.olena, "моє");
    let id = rig.ok("sendMessage", json!({"chat_id": rig.group, "text": "а"})).await["message_id"].clone();
    let edit = |id: &serde_json::Value, text: &str| json!({"chat_id": rig.group, "message_id": id, "text": text});
    let (status, why) = rig.err("editMessageText", edit(&id, "а")).await;
    assert!(status == 400 && why.starts_with("Bad Request: message is not modified"), "{why}");
    assert!(rig.ok("editMessageText", edit(&id, "б")).await["edit_date"].is_i64());
    let (_, why) = rig.err("editMessageText", edit(&json!(theirs), "б")).await;
    assert_eq!(why, "Bad Request: message can't be edited");
    let gone = json!({"chat_id": rig.group, "message_id": id});
    rig.ok("deleteMessage", gone.clone()).await;
    assert_eq!(rig.err("deleteMessage", gone).await.1, "Bad Request: message to delete not found");
    assert_eq!(rig.err("editMessageText", edit(&id, "в")).await.1, "Bad Request: message to edit not found");
}

#[actix_web::test]
async fn people_edit_and_react_and_the_bot_hears_of_it() {
    let rig = Rig::new().await;
    let id = rig.say(rig.group, rig.olena, "борщ");
    rig.update().await;
    rig.world.edit(rig.group, id, "борщ!").unwrap();
    let edited = rig.update().await;
    assert_eq!(edited["edited_message"]["text"], "борщ!");
    assert!(edited["edited_message"]["edit_date"].is_i64());
    rig.world.react(rig.group, id, rig.ivan, Some("❤\u{FE0F}")).unwrap();
    let heart = json!([{"type": "emoji", "emoji": "❤"}]);
    assert_eq!(rig.update().await["message_reaction"]["new_reaction"], heart);
    rig.world.react(rig.group, id, rig.ivan, None).unwrap();
    let taken_back = rig.update().await["message_reaction"].clone();
    assert_eq!((&taken_back["old_reaction"], &taken_back["new_reaction"]), (&heart, &json!([])));
}

#[actix_web::test]
async fn the_bot_reacts_with_one_allowed_emoji() {
    let rig = Rig::new().await;
    let id = rig.say(rig.group, rig.olena, "борщ");
    let react =
        |emoji: &str| json!({"chat_id": rig.group, "message_id": id, "reaction": [{"type": "emoji", "emoji": emoji}]});
    rig.ok("setMessageReaction", react("❤")).await;
    rig.ok("setMessageReaction", react("👍")).await;
    let reactions = rig.world.message(rig.group, id)["reactions"].clone();
    assert_eq!(reactions.as_array().unwrap().len(), 1);
    assert_eq!(reactions[0]["emoji"], "👍");
    assert_eq!(rig.err("setMessageReaction", react("🥔")).await, (400, "Bad Request: REACTION_INVALID".into()));
}

#[actix_web::test]
async fn a_pressed_button_is_answered_once() {
    let rig = Rig::new().await;
    let buttons = json!({"inline_keyboard": [[{"text": "Так", "callback_data": "yes"}]]}).to_string();
    let sent = rig.ok("sendMessage", json!({"chat_id": rig.olena, "text": "?", "reply_markup": buttons})).await;
    let id = sent["message_id"].as_i64().unwrap();
    assert!(rig.world.press(rig.olena, id, rig.olena, "no").is_err());
    rig.world.press(rig.olena, id, rig.olena, "yes").unwrap();
    let query = rig.update().await["callback_query"].clone();
    assert_eq!((&query["data"], &query["message"]["message_id"]), (&json!("yes"), &json!(id)));
    let answer = json!({"callback_query_id": query["id"], "text": "Добре"});
    rig.ok("answerCallbackQuery", answer.clone()).await;
    assert_eq!(rig.err("answerCallbackQuery", answer).await.0, 400);
}

#[actix_web::test]
async fn topics_are_known_by_what_was_said_in_them() {
    let rig = Rig::new().await;
    let new =
        super::NewChat { title: "Форум".into(), kind: super::ChatKind::Supergroup, member_ids: vec![rig.olena] };
    let forum = rig.world.open_chat(new).unwrap();
    rig.forget_updates().await;
    let said = super::Said { from: rig.olena, text: "тут".into(), thread: Some(4), ..Default::default() };
    rig.world.say(forum, said).unwrap();
    let message = rig.update().await["message"].clone();
    assert_eq!((&message["message_thread_id"], &message["is_topic_message"]), (&json!(4), &json!(true)));
    let send = |thread: i64| json!({"chat_id": forum, "text": "і тут", "message_thread_id": thread});
    assert_eq!(rig.ok("sendMessage", send(4)).await["message_thread_id"], 4);
    assert_eq!(rig.err("sendMessage", send(5)).await.1, "Bad Request: message thread not found");
}
