//! Updates that nobody should send.

use crate::rig::{Rig, eventually};

fn message(chat: i64, id: i64, text: &str) -> String {
    format!(
        r#"{{"message":{{"message_id":{id},"date":1700000000,"chat":{{"id":{chat},"type":"supergroup","title":"x"}},"from":{{"id":4503599627370495,"is_bot":false,"first_name":"Далека"}},{text}}}}}"#
    )
}

#[actix_web::test]
async fn hostile_updates_are_set_aside_or_read_and_the_rest_flow_on_in_order() {
    let mut rig = Rig::start().await;
    let chat = -1_009_999;
    let deep = format!(r#""text":"глибоко","x":{}1{}"#, "[".repeat(3000), "]".repeat(3000));
    let readable = [
        message(chat, 1, r#""text":"половинка \ud83d сурогата""#),
        message(chat, 2, r#""text":"нуль \u0000 всередині""#),
        message(chat, 3, &format!(r#""text":"{}""#, "ж".repeat(32 * 1024))),
        message(chat, 4, &deep),
        message(chat, 5, r#""text":"кінець","entities":[{"type":"martian","offset":1,"length":99999}]"#),
    ];
    let unreadable = [
        r#"{"surprise":{"text":"невідомий вид"}}"#.to_owned(),
        r#"{"message":{"message_id":"сім","date":1,"chat":{"id":1,"type":"group","title":"x"},"text":"таємниця"}}"#
            .to_owned(),
        r#"{"message":{"text":"без усього"}}"#.to_owned(),
        r#"{"message":[1,2,3]}"#.to_owned(),
    ];
    let mut lines = Vec::new();
    for (good, bad) in readable.iter().zip(unreadable.iter().chain([&unreadable[0]])) {
        lines.extend([bad.as_str(), good.as_str()]);
    }
    rig.world.queue_raw(&lines.join("\n")).unwrap();
    rig.settled().await;

    let stored = rig.exported(chat);
    let ids: Vec<_> = stored.iter().map(|message| message["id"].as_i64().unwrap()).collect();
    assert_eq!(ids, [1, 2, 3, 4, 5], "all that can be read, in order");
    let text = |index: usize| stored[index]["text"].as_str().unwrap().to_owned();
    assert_eq!(text(0), "половинка \u{fffd} сурогата");
    assert_eq!(text(2).chars().count(), 32 * 1024);
    assert_eq!(rig.metric("balachka_dead_letters").await, Some(5.0));

    let letters = rig.json(&["dead-letters", "list", "--json"]);
    let letters = letters.as_array().unwrap();
    assert_eq!(letters.len(), 5);
    assert!(letters.iter().all(|letter| letter["tries"] == 3 && letter["stage"] == "update"));
    let reasons: String = letters.iter().map(|letter| letter["reason"].as_str().unwrap()).collect();
    assert!(reasons.contains("surprise") && !reasons.contains("таємниця"), "{reasons}");
    let log = rig.log();
    assert!(!log.contains("таємниця") && !log.contains("половинка"), "no text of a chat is logged");
    let told: Vec<_> = log.lines().filter(|line| line.contains("dead letter")).collect();
    assert!(told.len() == 5 && told.iter().all(|line| line.contains(" WARN ")), "one line for each: {log}");
    assert!(!log.contains(" ERROR "), "{log}");
}

#[actix_web::test]
async fn a_flood_of_rubbish_does_not_hold_up_an_answer() {
    let rig = Rig::start().await;
    let rubbish: Vec<String> = (0..3000).map(|nth| format!(r#"{{"nothing{nth}":{{}}}}"#)).collect();
    rig.world.queue_raw(&rubbish.join("\n")).unwrap();
    let command = rig.say(rig.taras, "/help");
    rig.answer_to(command).await;
}

#[actix_web::test]
async fn an_update_that_panics_the_parser_is_set_aside_after_three_tries_and_can_be_retried() {
    let mut rig = Rig::world().await;
    rig.run(&[("FAILPOINTS", "parse=3*panic")]);
    rig.say(rig.olena, "далі все добре");
    rig.settled().await;
    let letters = rig.json(&["dead-letters", "list", "--json"]);
    let letters = letters.as_array().unwrap();
    assert_eq!(letters.len(), 1, "the first update, which told that we were added");
    assert_eq!((&letters[0]["tries"], &letters[0]["stage"]), (&3.into(), &"update".into()));
    assert_eq!(rig.json(&["stats", "--json"])["total_messages"], 1);

    let id = letters[0]["id"].to_string();
    assert!(rig.balachka(&["dead-letters", "retry", &id]).status.success());
    eventually("the welcome, once it can be read", async || (!rig.sent().is_empty()).then_some(())).await;
    assert_eq!(rig.metric("balachka_dead_letters").await, Some(0.0));
}
