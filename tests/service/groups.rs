//! Groups as Telegram has them: topics, captions, albums, polls, channels, hidden admins, and standing in a chat.

use playground::{Fault, FaultOrder, Said};
use serde_json::{Value, json};

use crate::rig::{Rig, eventually, within};

/// Everything that may be said or done unasked is.
const EAGER: [(&str, &str); 8] = [
    ("BALACHKA__CHANCE__BASE_PERCENT", "100"),
    ("BALACHKA__CHANCE__QUESTION_PERCENT", "100"),
    ("BALACHKA__CHANCE__DEEP_PERCENT", "100"),
    ("BALACHKA__CHANCE__CONFLICT_PERCENT", "100"),
    ("BALACHKA__CHANCE__ENGAGED_PERCENT", "100"),
    ("BALACHKA__CHANCE__PAUSE_SECS", "0"),
    ("BALACHKA__CHANCE__AFTER_MESSAGES", "0"),
    ("BALACHKA__REACTIONS__PERCENT", "100"),
];
const SAD: &str = "Мені так сумно, хочеться плакати";
/// Longer than the delay of any reaction.
const REACTION: std::time::Duration = std::time::Duration::from_secs(20);

async fn eager() -> Rig {
    let mut rig = Rig::world().await;
    rig.run(&EAGER);
    eventually("a welcome", async || (!rig.sent().is_empty()).then_some(())).await;
    rig
}

fn chat(rig: &Rig) -> Value {
    json!({ "id": rig.group, "type": "supergroup", "title": "Кухня" })
}

fn user(id: i64, name: &str) -> Value {
    json!({ "id": id, "is_bot": false, "first_name": name, "language_code": "uk" })
}

fn with(mut object: Value, fields: Value) -> Value {
    let Value::Object(fields) = fields else { panic!("no fields: {fields}") };
    fields.into_iter().for_each(|(name, value)| object[name] = value);
    object
}

/// Telegram delivers a message of Taras in the group, with these fields.
fn deliver(rig: &Rig, id: i64, fields: Value) -> i64 {
    let message = json!({ "message_id": id, "chat": chat(rig), "from": user(rig.taras, "Тарас"), "date": now() });
    rig.world.queue_raw(&json!({ "message": with(message, fields) }).to_string()).unwrap();
    id
}

/// Telegram tells how the bot now stands in a chat.
fn stand(rig: &Rig, chat: &Value, was: &str, member: Value) {
    let bot = json!({ "id": bot_id(rig), "is_bot": true, "first_name": "Балачка", "username": "balachka_bot" });
    let change = json!({
        "chat": chat, "from": user(rig.olena, "Олена"), "date": now(),
        "old_chat_member": { "user": bot, "status": was }, "new_chat_member": with(json!({ "user": bot }), member),
    });
    rig.world.queue_raw(&json!({ "my_chat_member": change }).to_string()).unwrap();
}

fn bot_id(rig: &Rig) -> i64 {
    rig.world.token().split(':').next().unwrap().parse().unwrap()
}

fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    i64::try_from(since.as_secs()).unwrap()
}

fn photo() -> Value {
    json!([{ "file_id": "f", "file_unique_id": "u", "width": 90, "height": 60 }])
}

/// All calls of a method, refused ones included.
fn tried(rig: &Rig, method: &str) -> Vec<Value> {
    let calls = rig.world.calls(0, false);
    let ours =
        calls.as_array().unwrap().iter().filter(|call| call["method"].as_str().unwrap().eq_ignore_ascii_case(method));
    ours.map(|call| call["params"].clone()).collect()
}

/// What was said in a chat to nobody: welcomes and the like.
fn said_to_all(rig: &Rig, chat: &Value) -> Vec<String> {
    let unasked = |params: &&Value| params["chat_id"] == chat["id"] && !params["reply_parameters"].is_object();
    rig.sent().iter().filter(unasked).map(|params| params["text"].as_str().unwrap().to_owned()).collect()
}

async fn said_once(rig: &Rig, chat: &Value, part: &str) {
    eventually(part, async || said_to_all(rig, chat).iter().any(|text| text.contains(part)).then_some(())).await;
    let times = said_to_all(rig, chat).iter().filter(|text| text.contains(part)).count();
    assert_eq!(times, 1, "{part}");
}

#[actix_web::test]
async fn what_is_asked_in_a_topic_is_answered_there_and_not_elsewhere_when_it_is_closed() {
    let rig = Rig::start().await;
    let ask = |text: &str, thread| {
        rig.world.say(rig.group, Said { from: rig.olena, text: text.into(), thread, ..Said::default() }).unwrap()
    };
    let (help, menu, general) = (ask("/help", Some(77)), ask("/settings", Some(77)), ask("/help", None));
    for (asked, thread) in [(help, json!(77)), (menu, json!(77)), (general, Value::Null)] {
        rig.answer_to(asked).await;
        let ours = rig.answers().into_iter().find(|sent| sent["reply_parameters"]["message_id"] == asked).unwrap();
        assert_eq!(ours["message_thread_id"], thread, "{ours}");
    }
    // A thread of replies in a group without topics is none.
    deliver(&rig, 900, json!({ "text": "/help", "message_thread_id": 5 }));
    rig.answer_to(900).await;

    let closed = Fault::Error { code: 400, description: "Bad Request: TOPIC_CLOSED".into() };
    rig.world.order_fault(FaultOrder { method: "sendMessage".into(), fault: closed, times: 1 }).unwrap();
    let late = ask("/help", Some(77));
    let failed = "SELECT count(*) FROM outbox WHERE outcome LIKE '%TOPIC_CLOSED%'";
    eventually("it is given up", async || (rig.read::<i64>("outbox.db", failed).await == 1).then_some(())).await;
    rig.answer_to(ask("/help", None)).await;
    assert!(rig.answers_to(late).is_empty());
}

#[actix_web::test]
async fn captions_call_and_command_and_what_is_shown_can_be_asked_about() {
    let rig = Rig::start().await;
    deliver(&rig, 901, json!({ "photo": photo(), "caption": "Балачко, привіт!" }));
    rig.answer_to(901).await;
    deliver(&rig, 902, json!({ "video": { "file_id": "v" }, "caption": "/help" }));
    assert!(rig.answer_to(902).await.contains("/search"));
    let shown = json!({
        "message_id": 903, "chat": chat(&rig), "date": now(), "from": user(rig.olena, "Олена"),
        "photo": photo(), "caption": "кіт на дивані",
    });
    deliver(&rig, 904, json!({ "text": "Балачко, що це?", "reply_to_message": shown }));
    let told = rig.answer_to(904).await;
    assert!(["світлина", "кіт на дивані", "Олена"].iter().all(|part| told.contains(part)), "{told}");
    let elsewhere = json!({
        "origin": { "type": "channel", "date": 5, "chat": { "id": -100_800, "type": "channel", "title": "Новини" } },
        "sticker": { "emoji": "🔥" },
    });
    deliver(&rig, 905, json!({ "text": "Балачко, що це?", "external_reply": elsewhere }));
    let told = rig.answer_to(905).await;
    assert!(["стікер 🔥", "Новини"].iter().all(|part| told.contains(part)), "{told}");
}

#[actix_web::test]
async fn an_album_is_answered_once_and_kept_whole() {
    let mut rig = eager().await;
    let part = |id: i64, fields: Value| {
        deliver(&rig, id, with(json!({ "media_group_id": "44", "photo": photo() }), fields));
    };
    // The caption may stand under any of them.
    (910..913).for_each(|id| part(id, json!({})));
    part(913, json!({ "caption": SAD }));
    part(914, json!({ "caption": SAD }));
    rig.settled().await;
    let beats = rig.read::<i64>("outbox.db", "SELECT json_array_length(state -> 'beats') FROM rhythms").await;
    assert_eq!(beats, 1, "one message to the chat's rhythm");
    rig.answer_to(913).await;
    within(REACTION, "a reaction", async || {
        tried(&rig, "setMessageReaction").iter().any(|it| it["message_id"] == 913).then_some(())
    })
    .await;
    assert!((910..915).filter(|id| *id != 913).all(|id| rig.answers_to(id).is_empty()));
    assert_eq!(tried(&rig, "setMessageReaction").len(), 1);
    let stored = rig.exported(rig.group);
    assert_eq!(stored.iter().filter(|message| message["photo"].is_string()).count(), 5);
}

#[actix_web::test]
async fn a_poll_is_found_by_its_question_and_media_are_named_in_what_is_found() {
    let rig = Rig::start().await;
    let options = json!([{ "text": "Карпати", "voter_count": 0 }, { "text": "море", "voter_count": 0 }]);
    deliver(&rig, 920, json!({ "poll": { "id": "1", "question": "Куди у відпустку?", "options": options } }));
    deliver(&rig, 921, json!({ "document": { "file_id": "d", "file_name": "кошторис подорожі.pdf" } }));
    deliver(&rig, 922, json!({ "photo": photo(), "caption": "наш намет" }));
    deliver(&rig, 923, json!({ "location": { "latitude": 48.45, "longitude": 24.55 } }));
    deliver(&rig, 924, json!({ "sticker": { "file_id": "s", "emoji": "😂" } }));
    for (words, parts) in [
        ("відпустку", ["опитування", "Куди у"]),
        ("Карпати", ["опитування", "Карпати"]),
        ("кошторис", ["файл", "кошторис"]),
        ("намет", ["світлина", "намет"]),
    ] {
        let found = rig.answer_to(rig.say(rig.olena, &format!("/search {words}"))).await;
        assert!(found.contains("Тарас") && parts.iter().all(|part| found.contains(part)), "{words}: {found}");
    }
    assert!(rig.balachka(&["verify"]).status.success());
    let memory = std::fs::read(rig.data().join("context.db-wal")).unwrap_or_default();
    let memory = [memory, std::fs::read(rig.data().join("context.db")).unwrap()].concat();
    assert!(!memory.windows(5).any(|part| part == b"48.45"), "places are not remembered");
}

#[actix_web::test]
async fn other_bots_are_ignored_and_their_words_sent_by_people_are_peoples_messages() {
    let mut rig = eager().await;
    let bot = json!({ "id": 55, "is_bot": true, "first_name": "Бот", "username": "another_bot" });
    deliver(&rig, 930, json!({ "from": bot, "text": "Балачко, привіт!" }));
    deliver(&rig, 931, json!({ "via_bot": bot, "text": SAD }));
    deliver(&rig, 932, json!({ "via_bot": bot, "text": "/help" }));
    let reply = json!({ "message_id": 3, "from": { "id": bot_id(&rig), "is_bot": true, "first_name": "Балачка" },
        "chat": chat(&rig), "date": 0, "text": "так" });
    deliver(&rig, 933, json!({ "from": bot, "text": "справді?", "reply_to_message": reply }));
    let asked = rig.say(rig.olena, "Балачко, привіт!");
    rig.answer_to(asked).await;
    rig.settled().await;
    assert!((930..934).all(|id| rig.answers_to(id).is_empty()));
    assert_eq!(rig.read::<i64>("outbox.db", "SELECT count(*) FROM outbox WHERE lane = 'reaction'").await, 0);
    assert_eq!(rig.json(&["stats", "--person", &rig.taras.to_string(), "--json"])["total_messages"], 2);
}

#[actix_web::test]
async fn a_linked_channels_posts_are_remembered_and_neither_answered_nor_taken_for_a_persons() {
    let mut rig = eager().await;
    let channel = json!({ "id": -100_900, "type": "channel", "title": "Кухонні новини" });
    let post = |id: i64, text: &str| {
        let origin = json!({ "type": "channel", "date": now(), "chat": channel, "message_id": id });
        let fields = json!({
            "from": user(777_000, "Telegram"), "sender_chat": channel, "is_automatic_forward": true,
            "forward_origin": origin, "text": text,
        });
        deliver(&rig, id, fields)
    };
    post(940, SAD);
    post(941, "Балачка радить рецепт гарбузової каші");
    let called = post(942, "@balachka_bot, а ти як?");
    rig.answer_to(called).await;
    let found = rig.answer_to(rig.say(rig.olena, "/search гарбузової")).await;
    assert!(found.contains("Кухонні новини"), "{found}");
    rig.settled().await;
    assert!(rig.answers_to(940).is_empty() && rig.answers_to(941).is_empty());
    assert_eq!(rig.read::<i64>("outbox.db", "SELECT count(*) FROM outbox WHERE lane = 'reaction'").await, 0);
    let learned = "SELECT count(*) FROM people WHERE id < 0 OR id = 777000";
    assert_eq!(rig.read::<i64>("personalization.db", learned).await, 0);
}

#[actix_web::test]
async fn hidden_admins_and_channels_that_speak_are_answered_and_known_by_the_name_they_speak_in() {
    let mut rig = Rig::start().await;
    let stand_in =
        json!({ "id": 1_087_968_824, "is_bot": true, "first_name": "Group", "username": "GroupAnonymousBot" });
    let group = chat(&rig);
    let hidden =
        |id: i64, text: &str| deliver(&rig, id, json!({ "from": stand_in, "sender_chat": group, "text": text }));
    rig.answer_to(hidden(950, "Балачко, привіт!")).await;
    let menu = crate::settings::menu_answering(&rig, hidden(951, "/settings")).await;
    // Their presses come with their own name.
    rig.world.press(rig.group, menu, rig.olena, "set:chattiness").unwrap();
    crate::settings::called(&rig, rig.group, menu, "set:chattiness:never", "ніколи").await;

    let channel = json!({ "id": -100_901, "type": "channel", "title": "Олена пише" });
    let channel_bot = json!({ "id": 136_817_688, "is_bot": true, "first_name": "Channel" });
    deliver(&rig, 952, json!({ "from": channel_bot, "sender_chat": channel, "text": "Балачко, як справи?" }));
    rig.answer_to(952).await;
    rig.settled().await;
    for (id, messages) in [(rig.group, 2), (-100_901, 1)] {
        let known = rig.json(&["stats", &format!("--person={id}"), "--json"]);
        assert_eq!(known["total_messages"], messages, "{id}");
    }
    let stand_ins = "SELECT count(*) FROM people WHERE id IN (1087968824, 136817688)";
    assert_eq!(rig.read::<i64>("personalization.db", stand_ins).await, 0);
}

#[actix_web::test]
async fn privacy_mode_is_explained_once_and_being_made_an_admin_thanked_for_once() {
    let mut rig = Rig::world().await;
    rig.world.set_privacy_mode(true);
    rig.run(&[]);
    // Here the bot is an admin from the start.
    said_once(&rig, &chat(&rig), "Балачка").await;
    let place = json!({ "id": -100_777, "type": "supergroup", "title": "Друзі" });
    let admin = || json!({ "status": "administrator" });
    stand(&rig, &place, "left", json!({ "status": "member" }));
    eventually("a welcome", async || {
        tried(&rig, "sendMessage").iter().any(|it| it["chat_id"] == -100_777).then_some(())
    })
    .await;
    for (was, member) in [("member", admin()), ("administrator", json!({ "status": "member" })), ("member", admin())] {
        stand(&rig, &place, was, member);
    }
    rig.answer_to(rig.say(rig.olena, "/help")).await;
    let told = |rig: &Rig| {
        let calls = tried(rig, "sendMessage").into_iter().filter(|it| it["chat_id"] == -100_777);
        calls.map(|it| it["text"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    eventually("thanks", async || (told(&rig).len() == 2).then_some(())).await;
    rig.settled().await;
    let told = told(&rig);
    let wanted = "SELECT count(*) FROM outbox WHERE chat_id = -100777";
    assert_eq!(rig.read::<i64>("outbox.db", wanted).await, 2, "nothing more is on its way");
    assert!(told[0].contains("/setprivacy") && told[1].contains("кую") && told.len() == 2, "{told:?}");
    assert!(said_to_all(&rig, &chat(&rig)).iter().all(|text| !text.contains("/setprivacy")));
}

#[actix_web::test]
async fn where_we_may_not_write_we_do_not_try_until_we_may_again() {
    let mut rig = eager().await;
    let muted = json!({ "status": "restricted", "is_member": true, "can_send_messages": false, "until_date": 0 });
    // Two answers wait for Telegram when the right is taken away.
    let busy = Fault::Status { code: 429, retry_after: Some(30) };
    rig.world.order_fault(FaultOrder { method: "sendMessage".into(), fault: busy, times: 1 }).unwrap();
    let waiting = [rig.say(rig.olena, "/help"), rig.say(rig.olena, "/stats")];
    let waits = "SELECT count(*) FROM outbox WHERE state = 'ready' AND not_before_ms > 0";
    eventually("an answer that waits", async || (rig.read::<i64>("outbox.db", waits).await == 1).then_some(())).await;
    stand(&rig, &chat(&rig), "administrator", muted);
    let given_up = "SELECT count(*) FROM outbox WHERE outcome = 'the bot may not write in this chat'";
    eventually("they are given up", async || (rig.read::<i64>("outbox.db", given_up).await >= 2).then_some(())).await;
    let unheard = [rig.say(rig.olena, "/help"), rig.say(rig.taras, SAD)];
    rig.settled().await;
    let open = "SELECT count(*) FROM outbox WHERE state IN ('decided', 'ready', 'sending')";
    assert_eq!(rig.read::<i64>("outbox.db", open).await, 0);
    stand(&rig, &chat(&rig), "restricted", json!({ "status": "administrator" }));
    rig.settled().await;
    let heard = rig.say(rig.olena, "/mood");
    let decided =
        "SELECT count(*) FROM outbox WHERE state IN ('decided', 'ready', 'sending', 'sent') AND request LIKE '%mood%'";
    eventually("an answer is on its way", async || (rig.read::<i64>("outbox.db", decided).await == 1).then_some(()))
        .await;
    assert!(waiting.iter().chain(&unheard).all(|asked| rig.answers_to(*asked).is_empty()), "{heard}");
}

#[actix_web::test]
async fn who_removes_us_ends_what_the_chat_has_set_and_keeps_what_it_said() {
    let mut rig = Rig::start().await;
    rig.answer_to(rig.say(rig.taras, "/quiet 3 дні")).await;
    rig.say(rig.olena, "Рецепт медівника від бабусі");
    rig.settled().await;
    let kept = "SELECT (SELECT count(*) FROM settings) + (SELECT count(*) FROM rhythms)";
    assert_eq!(rig.read::<i64>("outbox.db", kept).await, 2);
    rig.world.block(rig.group, true).unwrap();
    rig.settled().await;
    assert_eq!(rig.read::<i64>("outbox.db", kept).await, 0);
    rig.world.block(rig.group, false).unwrap();
    eventually("a new welcome", async || (said_to_all(&rig, &chat(&rig)).len() == 2).then_some(())).await;
    let found = rig.answer_to(rig.say(rig.taras, "/search медівника")).await;
    assert!(found.contains("Олена"), "{found}");
}

#[actix_web::test]
async fn a_private_chat_that_blocks_us_leaves_nothing_waiting() {
    let mut rig = Rig::start().await;
    let private =
        playground::NewChat { title: String::new(), kind: playground::ChatKind::Private, member_ids: vec![rig.olena] };
    let private = rig.world.open_chat(private).unwrap();
    let busy = Fault::Status { code: 429, retry_after: Some(3600) };
    rig.world.order_fault(FaultOrder { method: "sendMessage".into(), fault: busy, times: 1 }).unwrap();
    rig.world.say(private, Said { from: rig.olena, text: "/help".into(), ..Said::default() }).unwrap();
    let waits = "SELECT count(*) FROM outbox WHERE state = 'ready' AND not_before_ms > 0";
    eventually("an answer that waits", async || (rig.read::<i64>("outbox.db", waits).await == 1).then_some(())).await;
    rig.world.block(private, true).unwrap();
    rig.settled().await;
    let open = "SELECT count(*) FROM outbox WHERE state IN ('decided', 'ready', 'sending')";
    assert_eq!(rig.read::<i64>("outbox.db", open).await, 0);
}

#[actix_web::test]
async fn a_chat_that_is_not_listed_is_told_so_once_and_leaves_no_trace() {
    let mut rig = Rig::world().await;
    let elsewhere =
        playground::NewChat {
            title: "Чужа".into(), kind: playground::ChatKind::Group, member_ids: vec![rig.taras]
        };
    let elsewhere = rig.world.open_chat(elsewhere).unwrap();
    let (group, olena) = (rig.group.to_string(), rig.olena.to_string());
    rig.run(&[("ALLOWED_CHAT_IDS", &group), ("ADMIN_IDS", &olena)]);
    let there = json!({ "id": elsewhere });
    said_once(&rig, &there, &format!("<code>{elsewhere}</code>")).await;
    for text in ["/help", "Балачко, розкажи про гарбузи", SAD] {
        rig.world.say(elsewhere, Said { from: rig.taras, text: text.into(), ..Said::default() }).unwrap();
    }
    for (person, served) in [(rig.olena, true), (rig.taras, false)] {
        let private =
            playground::NewChat { title: String::new(), kind: playground::ChatKind::Private, member_ids: vec![person] };
        let private = rig.world.open_chat(private).unwrap();
        rig.world.say(private, Said { from: person, text: "/help".into(), ..Said::default() }).unwrap();
        if served {
            eventually("an admin is served", async || {
                rig.answers().iter().any(|it| it["chat_id"] == private).then_some(())
            })
            .await;
        }
    }
    rig.answer_to(rig.say(rig.olena, "/help")).await;
    rig.settled().await;
    assert_eq!(said_to_all(&rig, &there).len(), 1);
    assert!(rig.answers().iter().all(|sent| sent["chat_id"] == rig.group || sent["chat_id"] == rig.olena));
    assert_eq!(rig.json(&["stats", "--json"])["total_messages"], 2, "of the group and of the admin");
    let strangers = format!("chat_id IN ({elsewhere}, {})", rig.taras);
    for (database, table) in [("context.db", "messages"), ("analysis.db", "readings"), ("outbox.db", "rhythms")] {
        let count = format!("SELECT count(*) FROM {table} WHERE {strangers}");
        assert_eq!(rig.read::<i64>(database, count.leak()).await, 0, "{database}");
    }
    let known = format!("SELECT count(*) FROM people WHERE id = {}", rig.taras);
    assert_eq!(rig.read::<i64>("personalization.db", known.leak()).await, 0);
}

#[actix_web::test]
async fn what_telegram_writes_itself_and_people_without_a_name_disturb_nobody() {
    let mut rig = eager().await;
    let services = [
        json!({ "pinned_message": { "message_id": 1, "chat": chat(&rig), "date": 0, "text": "Балачко, привіт!" } }),
        json!({ "new_chat_title": "Балачка" }),
        json!({ "video_chat_started": {} }),
        json!({ "forum_topic_created": { "name": "Балачка", "icon_color": 1 } }),
        json!({ "giveaway_created": {} }),
        json!({ "gift": { "gift": {} } }),
        json!({ "something_of_2030": {} }),
    ];
    let last = services.into_iter().zip(960..).map(|(fields, id)| deliver(&rig, id, fields)).last().unwrap();
    let nobody = json!({ "id": 66, "is_bot": false, "first_name": "" });
    deliver(&rig, 970, json!({ "from": nobody, "text": "Рецепт хачапурі" }));
    let invisible = json!({ "id": 67, "is_bot": false, "first_name": "\u{3164}" });
    deliver(&rig, 971, json!({ "from": invisible, "text": "Рецепт хінкалі" }));
    for words in ["хачапурі", "хінкалі"] {
        let found = rig.answer_to(rig.say(rig.olena, &format!("/search {words}"))).await;
        assert!(found.contains("без імені"), "{found}");
    }
    rig.settled().await;
    assert!((960..=last).all(|id| rig.answers_to(id).is_empty()));
    assert_eq!(rig.json(&["dead-letters", "--json"]).as_array().map(Vec::len), Some(0));
}
