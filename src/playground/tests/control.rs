use futures_util::StreamExt;
use serde_json::{Value, json};

use super::Rig;

#[actix_web::test]
async fn people_live_through_the_control_api() {
    let rig = Rig::new().await;
    let james = rig.control("people", json!({"name": "James <b>", "username": "james", "language": "en"})).await;
    let chat = rig.control("chats", json!({"title": "Двоє", "kind": "supergroup", "member_ids": [james["id"]]})).await;
    let path = format!("chats/{}/messages", chat["id"]);
    let said = rig.control(&path, json!({"from": james["id"], "text": "<i>hi</i>"})).await;
    assert_eq!((&said["html"], &said["from"]["name"]), (&json!("&lt;i&gt;hi&lt;/i&gt;"), &json!("James <b>")));
    assert!(said["update_id"].is_i64());
    let reacted =
        rig.control(&format!("{path}/{}/reactions", said["id"]), json!({"from": james["id"], "emoji": "🔥"})).await;
    assert_eq!(reacted["reactions"], json!([{"emoji": "🔥", "by": [james["id"]]}]));
    let world: Value = rig.client.get(format!("{}/control/world", rig.url)).send().await.unwrap().json().await.unwrap();
    assert_eq!(world["messages"][chat["id"].to_string()][0]["text"], "<i>hi</i>");
    assert_eq!(world["chats"].as_array().unwrap().len(), 3);
}

#[actix_web::test]
async fn a_wish_that_cannot_be_fulfilled_says_why() {
    let rig = Rig::new().await;
    let refused = async |path: String, body: Value| {
        let reply = rig.client.post(format!("{}/control/{path}", rig.url)).json(&body).send().await.unwrap();
        assert_eq!(reply.status(), 400);
        reply.json::<Value>().await.unwrap()["error"].clone()
    };
    let messages = format!("chats/{}/messages", rig.group);
    assert_eq!(refused(messages.clone(), json!({"from": 1, "text": "x"})).await, "no such person");
    assert_eq!(refused(messages.clone(), json!({"from": rig.olena, "text": " "})).await, "the text is empty");
    let long = json!({"from": rig.olena, "text": "x".repeat(4097)});
    assert_eq!(refused(messages, long).await, "the text is longer than 4096 UTF-16 units");
    assert_eq!(refused("chats/1/join".into(), json!({"person": rig.olena})).await, "no such chat");
}

#[actix_web::test]
async fn the_page_hears_what_happens() {
    let rig = Rig::new().await;
    let stream = rig.client.get(format!("{}/control/events", rig.url)).send().await.unwrap();
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    let mut events = Box::pin(stream.bytes_stream());
    let mut heard = String::new();
    let mut hear = async |name: &str| -> Value {
        loop {
            if let Some((event, rest)) = heard.split_once("\n\n").map(|(a, b)| (a.to_owned(), b.to_owned())) {
                heard = rest;
                let (line, data) = event.split_once("\ndata: ").unwrap();
                assert_eq!(line, format!("event: {name}"));
                return serde_json::from_str(data).unwrap();
            }
            heard.push_str(std::str::from_utf8(&events.next().await.unwrap().unwrap()).unwrap());
        }
    };
    hear("hello").await;
    let id = rig.say(rig.group, rig.olena, "агов");
    assert_eq!(hear("message").await["text"], "агов");
    rig.world.edit(rig.group, id, "агов!").unwrap();
    assert_eq!(hear("edited").await["edited"], true);
    rig.ok("sendChatAction", json!({"chat_id": rig.group, "action": "typing"})).await;
    assert_eq!(hear("typing").await, json!({"chat_id": rig.group}));
    let sent = rig.ok("sendMessage", json!({"chat_id": rig.group, "text": "тут"})).await;
    assert_eq!(hear("message").await["from"]["bot"], true);
    rig.ok("deleteMessage", json!({"chat_id": rig.group, "message_id": sent["message_id"]})).await;
    assert_eq!(hear("deleted").await["id"], sent["message_id"]);
    rig.world.trail(&json!({"seq": 1, "stage": "journal"}));
    assert_eq!(hear("trail").await["stage"], "journal");
}

#[actix_web::test]
async fn the_bot_s_calls_can_be_looked_at_polls_on_request() {
    let rig = Rig::new().await;
    let before = rig.world.calls(0, true).as_array().unwrap().len() as u64;
    rig.ok("getUpdates", json!({})).await;
    rig.err("sendMessage", json!({"chat_id": -5, "text": "агов"})).await;
    let calls = async |polls: u8| -> Vec<Value> {
        let address = format!("{}/control/calls?after={before}&polls={polls}", rig.url);
        rig.client.get(address).send().await.unwrap().json().await.unwrap()
    };
    let sends = calls(0).await;
    assert_eq!(sends.len(), 1);
    assert_eq!((&sends[0]["method"], &sends[0]["error_code"]), (&json!("sendMessage"), &json!(400)));
    assert_eq!(sends[0]["params"]["text"], "агов");
    assert_eq!(calls(1).await.len(), 2);
}

#[actix_web::test]
async fn other_sites_reach_nothing() {
    let rig = Rig::new().await;
    let world = format!("{}/control/world", rig.url);
    let get =
        async |header: &str, value: &str| rig.client.get(&world).header(header, value).send().await.unwrap().status();
    assert_eq!(get("host", "evil.example").await, 404);
    assert_eq!(get("origin", "http://evil.example").await, 404);
    assert_eq!(get("origin", &rig.url).await, 200);
}

#[actix_web::test]
async fn the_example_waits_for_the_bot_and_ends_with_a_call_to_it() {
    let world = super::Playground::new(3);
    world.load_example().unwrap();
    let view = world.view();
    let chats = view["chats"].as_array().unwrap();
    let group = chats.iter().find(|chat| chat["kind"] == "supergroup").unwrap();
    let lines = view["messages"][group["id"].to_string()].as_array().unwrap();
    assert!(lines.len() >= 20);
    assert!(lines.last().unwrap()["text"].as_str().unwrap().starts_with(&format!("@{}", world.bot_username())));
    assert!(lines.iter().any(|line| line["edited"] == true));
    assert!(lines.windows(2).all(|pair| pair[0]["date"].as_i64() <= pair[1]["date"].as_i64()));
    assert!(world.queue()["waiting"].as_u64().unwrap() > 25);
}

#[actix_web::test]
async fn the_page_and_all_its_files_are_served() {
    let rig = Rig::new().await;
    let page = rig.client.get(&rig.url).send().await.unwrap();
    assert!(page.headers()["content-security-policy"].to_str().unwrap().starts_with("default-src 'self'"));
    let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/page")).unwrap();
    for file in files {
        let name = file.unwrap().file_name().into_string().unwrap();
        let path = if name == "index.html" { String::new() } else { name };
        let reply = rig.client.get(format!("{}/{path}", rig.url)).send().await.unwrap();
        assert_eq!(reply.status(), 200, "{path}");
    }
}
