//! Orders that were given while the service was down.

use serde_json::{Value, json};

use crate::{
    rig::{Rig, eventually},
    settings::{called, menu},
};

/// Longer ago than talk is answered.
const LATE: i64 = 360;
const HOUR: i64 = 3600;
const HUSH: &str = "SELECT coalesce((SELECT state ->> '$.hush' FROM settings), 'off')";
const QUIET_UNTIL: &str = "SELECT coalesce((SELECT state ->> '$.quiet_until' FROM settings), 0)";

fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    i64::try_from(since.as_secs()).unwrap()
}

/// A message that waits at Telegram, said in the group so many seconds ago; returns its number.
fn waits(rig: &Rig, id: i64, from: i64, ago: i64, text: &str) -> i64 {
    let message = json!({
        "message_id": id, "date": now() - ago, "text": text,
        "chat": { "id": rig.group, "type": "supergroup", "title": "Кухня" },
        "from": { "id": from, "is_bot": false, "first_name": "Хтось", "language_code": "uk" },
    });
    rig.world.queue_raw(&json!({ "message": message }).to_string()).unwrap();
    id
}

fn style(rig: &Rig, person: i64) -> Value {
    rig.json(&["stats", "--person", &person.to_string(), "--json"])["communication_style"].clone()
}

async fn muted(rig: &Rig) {
    eventually("the chat is muted", async || (rig.read::<String>("outbox.db", HUSH).await == "mute").then_some(()))
        .await;
}

/// Waits until nothing is to be worded or sent any more.
async fn idle(rig: &mut Rig) {
    rig.settled().await;
    let open = "SELECT count(*) FROM outbox WHERE state IN ('decided', 'ready', 'sending')";
    eventually("nothing waits", async || (rig.read::<i64>("outbox.db", open).await == 0).then_some(())).await;
}

/// Olena is the group's admin.
#[actix_web::test]
async fn orders_given_while_the_service_was_down_are_obeyed_and_answered_once() {
    let mut rig = Rig::world().await;
    let (olena, taras) = (rig.olena, rig.taras);
    let orders = [(olena, "/quiet mute"), (taras, "/me style formal"), (taras, "/forget"), (olena, "/language en")];
    let orders: Vec<i64> =
        orders.iter().zip(901..).map(|((who, text), id)| waits(&rig, id, *who, LATE, text)).collect();
    let late = [(taras, "Балачко, привіт!"), (taras, "/stats"), (taras, "/me")];
    let late: Vec<i64> = late.iter().zip(921..).map(|((who, text), id)| waits(&rig, id, *who, LATE, text)).collect();
    rig.run(&[]);
    for order in &orders {
        rig.answer_to(*order).await;
    }
    idle(&mut rig).await;
    muted(&rig).await;
    let unheard = rig.say(taras, "Балачко, привіт!");
    rig.settled().await;
    rig.stop().await;
    rig.run(&[]);
    idle(&mut rig).await;
    assert_eq!(orders.iter().map(|order| rig.answers_to(*order).len()).collect::<Vec<_>>(), [1; 4]);
    assert!(late.iter().chain([&unheard]).all(|message| rig.answers_to(*message).is_empty()));
    assert_eq!(style(&rig, taras), "formal");
}

#[actix_web::test]
async fn an_order_older_than_a_day_is_obeyed_without_an_answer() {
    let mut rig = Rig::world().await;
    waits(&rig, 901, rig.taras, 25 * HOUR, "/me style formal");
    waits(&rig, 902, rig.taras, 25 * HOUR, "/forget");
    waits(&rig, 903, rig.olena, 25 * HOUR, "/quiet mute");
    rig.run(&[]);
    muted(&rig).await;
    idle(&mut rig).await;
    assert_eq!(style(&rig, rig.taras), "formal");
    assert_eq!(rig.answers(), Vec::<Value>::new());
}

/// Thirty calls a minute are not too many.
#[actix_web::test]
async fn the_flood_limits_swallow_no_order_that_was_given_while_the_service_was_down() {
    let mut rig = Rig::world().await;
    for nth in 0..60 {
        waits(&rig, 901 + nth, rig.taras, LATE, if nth % 2 == 0 { "/me style casual" } else { "/me style formal" });
    }
    rig.run(&[]);
    rig.settled().await;
    let open = "SELECT count(*) FROM outbox WHERE state = 'decided'";
    eventually("all are obeyed", async || (rig.read::<i64>("outbox.db", open).await == 0).then_some(())).await;
    assert_eq!(style(&rig, rig.taras), "formal", "the last order holds");
    let answered = "SELECT count(*) FROM outbox WHERE outcome IS NOT 'nothing to say'";
    let answered = rig.read::<i64>("outbox.db", answered).await;
    assert!((1..=31).contains(&answered), "{answered}");
}

#[actix_web::test]
async fn quiet_counts_from_when_it_was_asked_for() {
    let mut rig = Rig::world().await;
    let asked = now() - HOUR;
    waits(&rig, 901, rig.taras, HOUR, "/quiet 2h");
    rig.run(&[]);
    rig.answer_to(901).await;
    idle(&mut rig).await;
    let until = rig.read::<i64>("outbox.db", QUIET_UNTIL).await;
    assert!((asked..asked + 60).contains(&(until - 2 * HOUR)), "{until}");
    rig.stop().await;
    waits(&rig, 902, rig.taras, LATE, "/quiet 5 хв");
    rig.run(&[]);
    assert!(rig.answer_to(902).await.contains("уже минув"));
    rig.answer_to(rig.say(rig.taras, "Балачко, привіт!")).await;
}

#[actix_web::test]
async fn talk_that_comes_with_the_order_to_be_mute_is_not_answered() {
    let mut rig = Rig::world().await;
    waits(&rig, 901, rig.olena, LATE, "/quiet mute");
    waits(&rig, 902, rig.taras, 1, "Балачко, привіт!");
    rig.run(&[]);
    rig.answer_to(901).await;
    idle(&mut rig).await;
    assert_eq!(rig.answers_to(902), Vec::<String>::new());
}

#[actix_web::test]
async fn a_button_pressed_while_the_service_was_down_does_what_it_says() {
    let mut rig = Rig::start().await;
    let menu = menu(&rig, rig.group, rig.say(rig.olena, "/settings")).await;
    called(&rig, rig.group, menu, "set:hush", "Мовчанка: вимкнено").await;
    rig.world.press(rig.group, menu, rig.olena, "set:hush").unwrap();
    called(&rig, rig.group, menu, "set:hush:mute", "зовсім").await;
    rig.stop().await;
    rig.world.press(rig.group, menu, rig.olena, "set:hush:mute").unwrap();
    rig.run(&[]);
    called(&rig, rig.group, menu, "set:hush", "Мовчанка: зовсім").await;
}

#[actix_web::test]
async fn a_deleted_outbox_gives_no_order_again() {
    let mut rig = Rig::start().await;
    for style in ["formal", "casual"] {
        rig.answer_to(rig.say(rig.taras, &format!("/me style {style}"))).await;
    }
    let menu = menu(&rig, rig.group, rig.say(rig.olena, "/settings")).await;
    called(&rig, rig.group, menu, "set:style", "").await;
    rig.settled().await;
    let answers = rig.answers().len();
    rig.stop().await;
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(rig.data().join(format!("outbox.db{end}")));
    }
    rig.run(&[]);
    idle(&mut rig).await;
    assert_eq!((style(&rig, rig.taras), rig.answers().len()), (json!("casual"), answers));
}
