//! Words in every part of an update reach the memory, whatever the server writes beside them, and stay their author's.

use playground::{ChatKind, Fault, FaultOrder, NewChat, Said};
use serde_json::{Value, json};

use crate::rig::{Rig, eventually};

fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    i64::try_from(since.as_secs()).unwrap()
}

fn with(mut object: Value, fields: Value) -> Value {
    let Value::Object(fields) = fields else { panic!("no fields: {fields}") };
    fields.into_iter().for_each(|(name, value)| object[name] = value);
    object
}

/// A message of Тарас in the group, with these fields.
fn message(rig: &Rig, id: i64, fields: Value) -> Value {
    let chat = json!({ "id": rig.group, "type": "supergroup", "title": "Кухня" });
    let from = json!({ "id": rig.taras, "is_bot": false, "first_name": "Тарас", "language_code": "uk" });
    with(json!({ "message_id": id, "date": now(), "chat": chat, "from": from }), fields)
}

#[expect(clippy::needless_pass_by_value, reason = "the calls read better")]
fn deliver(rig: &Rig, kind: &str, message: Value) {
    rig.world.queue_raw(&json!({ kind: message }).to_string()).unwrap();
}

fn paragraph(text: impl Into<Value>) -> Value {
    json!({ "blocks": [{ "type": "paragraph", "text": text.into() }] })
}

/// The text of a message as an export has it, marked or not.
fn text_of(exported: &Value) -> String {
    let part = |part: &Value| part.as_str().or(part["text"].as_str()).unwrap_or_default().to_owned();
    match &exported["text"] {
        Value::Array(parts) => parts.iter().map(part).collect(),
        text => part(text),
    }
}

fn find(messages: &[Value], id: i64) -> &Value {
    messages.iter().find(|message| message["id"] == id).unwrap_or_else(|| panic!("no message {id}"))
}

#[actix_web::test]
async fn a_rich_message_calls_commands_and_is_found() {
    let mut rig = Rig::start().await;
    let item = |label: &str, text: &str| json!({ "label": label, "blocks": paragraph(text)["blocks"] });
    let list = json!({ "type": "list", "items": [item("1.", "намет"), item("2.", "спальник")] });
    let question =
        json!({ "type": "paragraph", "text": ["Балачко, ", { "type": "bold", "text": "котра година" }, "?"] });
    deliver(&rig, "message", message(&rig, 501, json!({ "rich_message": { "blocks": [question, list] } })));
    rig.answer_to(501).await;
    // What is said to us is no hit; what is told to others is.
    let told = json!({ "type": "list", "items": [item("1.", "намет у гаражі")] });
    deliver(&rig, "message", message(&rig, 503, json!({ "rich_message": { "blocks": [told] } })));
    let command = json!({ "type": "bot_command", "text": "/search", "bot_command": "/search" });
    deliver(&rig, "message", message(&rig, 502, json!({ "rich_message": paragraph(json!([command, " намет"])) })));
    assert!(rig.answer_to(502).await.contains("Тарас"), "it is found, and who wrote it is told");
    rig.settled().await;
    let stored = rig.exported(rig.group);
    assert_eq!(text_of(find(&stored, 501)), "Балачко, котра година?\n1. намет\n2. спальник");
    assert!(find(&stored, 501)["text_entities"].as_array().unwrap().iter().any(|part| part["type"] == "bold"));
}

#[actix_web::test]
async fn a_rich_message_of_another_bot_calls_by_the_handle_only() {
    let mut rig = Rig::start().await;
    let via = json!({ "id": 888, "is_bot": true, "first_name": "Інший", "username": "other_bot" });
    let said = |text: &str| json!({ "rich_message": paragraph(text), "via_bot": via });
    deliver(&rig, "message", message(&rig, 511, said("Балачко, котра година?")));
    deliver(&rig, "message", message(&rig, 512, said("/stats")));
    let handle = json!({ "type": "mention", "text": "Балачко", "username": "balachka_bot" });
    let called = json!({ "rich_message": paragraph(json!([handle, ", котра година?"])), "via_bot": via });
    deliver(&rig, "message", message(&rig, 513, called));
    rig.answer_to(513).await;
    rig.settled().await;
    assert!(rig.answers_to(511).is_empty() && rig.answers_to(512).is_empty());
    assert_eq!(text_of(find(&rig.exported(rig.group), 511)), "Балачко, котра година?");
}

#[actix_web::test]
async fn a_rich_edit_replaces_the_text_and_a_rich_reply_is_about_it() {
    let mut rig = Rig::start().await;
    deliver(&rig, "message", message(&rig, 521, json!({ "text": "було просте" })));
    let edit = json!({ "rich_message": paragraph("стало багате"), "edit_date": now() });
    deliver(&rig, "edited_message", message(&rig, 521, edit));
    rig.settled().await;
    assert_eq!(text_of(find(&rig.exported(rig.group), 521)), "стало багате");
    let found = rig.say(rig.olena, "/search багате");
    assert!(rig.answer_to(found).await.contains("Тарас"));
    let lost = rig.say(rig.olena, "/search просте");
    assert!(!rig.answer_to(lost).await.contains("Тарас"), "what is replaced is found no more");
}

#[actix_web::test]
async fn words_of_gifts_polls_topics_and_lists_are_found_and_exported() {
    let mut rig = Rig::start().await;
    let task = json!({ "tasks": [{ "id": 1, "text": "приправа" }] });
    let told = [
        (
            531,
            json!({ "gift": { "gift": { "id": "1", "star_count": 15 }, "text": "вітаю з подарунком" } }),
            "подарунком",
        ),
        (
            532,
            json!({ "unique_gift": { "gift": { "base_name": "Жаба" }, "origin": "transfer", "text": "тримай скарб" } }),
            "скарб",
        ),
        (533, json!({ "poll_option_added": { "option_persistent_id": "z", "option_text": "Какао" } }), "какао"),
        (534, json!({ "forum_topic_created": { "name": "Вареники", "icon_color": 1 } }), "вареники"),
        (535, json!({ "checklist_tasks_added": task }), "приправа"),
        (536, json!({ "game": { "title": "Шахи", "description": "для двох", "photo": [] } }), "двох"),
        (537, json!({ "live_photo": { "file_id": "l" }, "photo": [], "caption": "живий кіт" }), "кіт"),
        (538, json!({ "poll": { "question": "Скільки?", "options": [], "explanation": "бо чотири" } }), "чотири"),
    ];
    for (id, fields, _) in &told {
        deliver(&rig, "message", message(&rig, *id, fields.clone()));
    }
    rig.settled().await;
    let stored = rig.exported(rig.group);
    for (id, _, word) in told {
        let kept = find(&stored, id).to_string().to_lowercase();
        assert!(kept.contains(word), "{word} is exported: {kept}");
        let asked = rig.say(rig.olena, &format!("/search {word}"));
        assert!(rig.answer_to(asked).await.contains("Тарас"), "{word} is found, and whose it is");
    }
}

#[actix_web::test]
async fn defaults_swallow_no_text_and_make_no_two_chats_one() {
    let mut rig = Rig::start().await;
    let defaults = json!({
        "group_chat_created": false, "new_chat_members": [], "migrate_to_chat_id": 0, "migrate_from_chat_id": 0,
        "new_chat_title": "", "pinned_message": {}, "poll": {}, "reply_to_message": {}, "via_bot": {}, "edit_date": 0,
        "video_chat_started": {}, "forward_date": 0, "media_group_id": "",
    });
    let (first, second) = (-1_001_600_000_011_i64, -1_001_600_000_012_i64);
    for (chat, text) in [(first, "слово першого чату"), (second, "слово другого чату")]
    {
        let chat = json!({ "id": chat, "type": "supergroup", "title": "Чат" });
        deliver(&rig, "message", with(message(&rig, 1, json!({ "text": text, "chat": chat })), defaults.clone()));
    }
    rig.settled().await;
    let said = |chat: i64| rig.exported(chat).iter().map(text_of).collect::<Vec<_>>();
    assert_eq!((said(first), said(second)), (vec!["слово першого чату".into()], vec!["слово другого чату".into()]));
    assert_eq!(rig.json(&["stats", "--json", "--chat", &second.to_string()])["total_messages"], 1);
    assert_eq!(rig.metric("balachka_dead_letters").await, Some(0.0));
}

#[actix_web::test]
async fn an_unsigned_edit_or_answer_renames_nobody() {
    let mut rig = Rig::start().await;
    deliver(&rig, "message", message(&rig, 541, json!({ "text": "перше" })));
    let edit = json!({ "text": "друге", "edit_date": now() });
    let mut unsigned = message(&rig, 541, edit);
    unsigned.as_object_mut().unwrap().remove("from");
    deliver(&rig, "edited_message", unsigned);
    let nameless = json!({ "id": rig.taras, "is_bot": false, "first_name": "" });
    deliver(&rig, "message", message(&rig, 542, json!({ "text": "третє", "from": nameless })));
    rig.settled().await;
    let stored = rig.exported(rig.group);
    let author = |id: i64| find(&stored, id)["from"].clone();
    assert_eq!((author(541), author(542)), (json!("Тарас"), json!("Тарас")));
    assert_eq!(text_of(find(&stored, 541)), "друге");
    let unknown = "SELECT count(*) FROM people WHERE kind = 'anonymous'";
    assert_eq!(rig.read::<i64>("context.db", unknown).await, 0, "the chat is taken for nobody");
}

#[actix_web::test]
async fn our_own_words_are_ours_though_the_server_does_not_say_so() {
    let mut rig = Rig::start().await;
    let private = NewChat { title: String::new(), kind: ChatKind::Private, member_ids: vec![rig.olena] };
    let private = rig.world.open_chat(private).unwrap();
    let order = FaultOrder { method: "sendMessage".into(), fault: Fault::Unsigned, times: 10 };
    rig.world.order_fault(order).unwrap();
    let bot = json!(format!("user{}", rig.world.token().split(':').next().unwrap()));
    for chat in [rig.group, private] {
        let said = Said { from: rig.olena, text: "/help".into(), ..Said::default() };
        let asked = rig.world.say(chat, said).unwrap();
        rig.settled().await;
        let stored = eventually("an answer in the memory", async || {
            let stored = rig.exported(chat);
            stored.iter().any(|message| message["id"].as_i64() > Some(asked)).then_some(stored)
        })
        .await;
        for answer in stored.iter().filter(|message| message["id"].as_i64() > Some(asked)) {
            assert_eq!(answer["from_id"], bot, "{answer}");
        }
        assert_eq!(find(&stored, asked)["from"], json!("Олена"));
    }
    rig.settled().await;
    let own = "SELECT count(DISTINCT sender_id) FROM messages WHERE own = 1";
    assert_eq!(rig.read::<i64>("context.db", own).await, 1);
    assert_eq!(
        rig.read::<String>("context.db", "SELECT first_name FROM people WHERE first_name LIKE 'Олена%'").await,
        "Олена"
    );
}

#[actix_web::test]
async fn fields_of_a_later_bot_api_are_counted_and_named_once_and_their_text_is_not_logged() {
    let mut rig = Rig::start().await;
    for id in 551..554 {
        let fields =
            json!({ "text": "видиме", "poem_of_2030": { "verses": ["потаємне"] }, "weight": { "kilograms": 5 } });
        deliver(&rig, "message", message(&rig, id, fields));
    }
    rig.settled().await;
    assert_eq!(rig.exported(rig.group).iter().filter(|message| text_of(message) == "видиме").count(), 3);
    assert!(rig.metric("balachka_unknown_fields_total").await.is_some_and(|count| count >= 3.0));
    let log = rig.log();
    assert_eq!(log.matches("poem_of_2030").count(), 1, "{log}");
    assert!(!log.contains("потаємне") && !log.contains("weight"));
}

#[actix_web::test]
async fn kinds_that_are_ignored_on_purpose_are_no_dead_letters() {
    let mut rig = Rig::start().await;
    let private = message(&rig, 561, json!({ "text": "чуже листування" }));
    for kind in ["guest_message", "business_message", "edited_business_message"] {
        deliver(&rig, kind, private.clone());
    }
    let user = json!({ "id": rig.taras, "is_bot": false, "first_name": "Тарас" });
    for (kind, body) in [
        ("managed_bot", json!({ "user": user, "bot": user })),
        ("subscription", json!({ "user": user, "invoice_payload": "p", "state": "active" })),
        ("stopped_message_generation", json!({ "chat": { "id": rig.taras, "type": "private" }, "draft_id": 1 })),
        ("chat_join_request", json!({ "from": user, "bio": "про себе" })),
        ("poll", json!({ "id": "1", "question": "?" })),
    ] {
        deliver(&rig, kind, body);
    }
    rig.settled().await;
    assert_eq!(rig.metric("balachka_dead_letters").await, Some(0.0));
    assert!(rig.exported(rig.group).iter().all(|message| text_of(message) != "чуже листування"));
}
