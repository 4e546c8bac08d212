//! Polls: sent, voted in, closed.

use serde_json::{Value, json};

use super::Rig;

async fn rig() -> Rig {
    let rig = Rig::new().await;
    rig.ok("getUpdates", json!({"allowed_updates": ["message", "poll", "poll_answer"]})).await;
    rig
}

fn poll_in(chat: i64) -> Value {
    json!({"chat_id": chat, "question": "Що їмо?", "options": ["піца", {"text": "суші"}], "is_anonymous": false})
}

fn counts(poll: &Value) -> Vec<u64> {
    poll["options"].as_array().unwrap().iter().map(|it| it["voter_count"].as_u64().unwrap()).collect()
}

#[actix_web::test]
async fn people_vote_and_change_their_minds_until_the_poll_is_closed() {
    let rig = rig().await;
    let sent = rig.ok("sendPoll", poll_in(rig.group)).await;
    let id = sent["message_id"].as_i64().unwrap();
    assert_eq!((&sent["poll"]["question"], &sent["text"]), (&json!("Що їмо?"), &Value::Null));
    let path = format!("chats/{}/messages/{id}/vote", rig.group);
    rig.control(&path, json!({"from": rig.olena, "option": 0})).await;
    rig.control(&path, json!({"from": rig.olena, "option": 1})).await;
    rig.control(&path, json!({"from": rig.ivan, "option": 1})).await;
    let view = rig.control(&path, json!({"from": rig.ivan, "option": null})).await;
    assert_eq!(view["poll"]["options"][1]["by"], json!([rig.olena]));
    let updates = rig.updates(0).await;
    let told: Vec<_> = updates.iter().filter_map(|it| it.get("poll")).map(counts).collect();
    assert_eq!(told, [[1, 0], [0, 1], [0, 2], [0, 1]]);
    let answers: Vec<_> = updates.iter().filter_map(|it| it.get("poll_answer")).map(|it| &it["option_ids"]).collect();
    assert_eq!(answers, [&json!([0]), &json!([1]), &json!([1]), &json!([])]);

    let which = json!({"chat_id": rig.group, "message_id": id});
    let closed = rig.ok("stopPoll", which.clone()).await;
    assert_eq!((counts(&closed), &closed["is_closed"], &closed["id"]), (vec![0, 1], &json!(true), &sent["poll"]["id"]));
    assert!(rig.world.vote(rig.group, id, rig.ivan, Some(0)).is_err());
    assert_eq!(rig.err("stopPoll", which).await.1, "Bad Request: poll has already been closed");
    let said = rig.say(rig.group, rig.olena, "привіт");
    let no_poll = rig.err("stopPoll", json!({"chat_id": rig.group, "message_id": said})).await;
    assert_eq!(no_poll, (400, "Bad Request: message with poll to stop not found".into()));
}

#[actix_web::test]
async fn polls_are_as_telegram_takes_them_in_private_chats_too() {
    let rig = rig().await;
    rig.ok("sendPoll", poll_in(rig.olena)).await;
    let with = |field: &str, value: Value| {
        let mut poll = poll_in(rig.group);
        poll[field] = value;
        poll
    };
    for (poll, why) in [
        (with("question", json!(" ")), "poll question must be non-empty"),
        (with("question", json!("ї".repeat(301))), "poll question length must not exceed 300"),
        (with("options", json!(["одне"])), "poll must have at least 2 option"),
        (with("options", json!(vec!["а"; 13])), "poll can't have more than 12 options"),
        (with("options", json!(["а", "ї".repeat(101)])), "poll options length must not exceed 100"),
    ] {
        assert_eq!(rig.err("sendPoll", poll).await, (400, format!("Bad Request: {why}")));
    }
}
