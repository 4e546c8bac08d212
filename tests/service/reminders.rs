//! Reminders: kept through restarts, said once and at their time, told as late, listed, put off and let go of.

use std::process::ExitStatus;

use serde_json::Value;

use crate::{
    machine::Machine,
    rig::{Rig, eventually},
    settings::menu_answering,
};

const HOUR: i64 = 3600;
/// It is obeyed and answered however late it comes, as all orders are; talk is not, while our clock is ahead.
const ORDER: &str = "/quiet off";

/// What was said with ⏰.
fn rung(rig: &Rig) -> Vec<Value> {
    let text = |sent: &Value| sent["text"].as_str().unwrap_or_default().contains('⏰');
    rig.sent().into_iter().filter(text).collect()
}

async fn rings(rig: &Rig, times: usize) -> Vec<Value> {
    eventually("a reminder", async || Some(rung(rig)).filter(|it| it.len() >= times)).await
}

fn text(message: &Value) -> &str {
    message["text"].as_str().unwrap()
}

/// The data of a button below a message that was sent.
fn data(message: &Value, button: &str) -> String {
    let rows = message["reply_markup"]["inline_keyboard"].as_array().unwrap();
    let buttons = rows.iter().flat_map(|row| row.as_array().unwrap());
    let found = buttons.clone().find(|it| it["text"].as_str().unwrap().contains(button));
    found.unwrap_or_else(|| panic!("{button} in {message}"))["callback_data"].as_str().unwrap().to_owned()
}

#[actix_web::test]
async fn a_reminder_is_said_once_at_its_time_whatever_happens_between() {
    let (mut rig, machine) = Machine::with_service().await;
    let asked = rig.say(rig.taras, "Балачко, нагадай через 2 години вимкнути духовку <b>");
    let answer = rig.answer_to(asked).await;
    assert!(answer.contains("вимкнути духовку &lt;b&gt;"), "{answer}");
    rig.settled().await;
    rig.kill();
    rig.run(&machine.variables());
    machine.set_clock(HOUR);
    rig.answer_to(rig.say(rig.taras, ORDER)).await;
    assert!(rung(&rig).is_empty(), "it is not time yet");
    machine.set_clock(2 * HOUR + 5);
    let said = rings(&rig, 1).await;
    assert!(text(&said[0]).contains("вимкнути духовку &lt;b&gt;") && text(&said[0]).contains("Тарас"));
    assert!(!text(&said[0]).contains("Запізнилася"), "{said:?}");
    assert_eq!(said[0]["reply_parameters"]["message_id"], asked);
    rig.settled().await;
    rig.kill();
    rig.run(&machine.variables());
    rig.answer_to(rig.say(rig.taras, ORDER)).await;
    assert_eq!(rung(&rig).len(), 1);
}

#[actix_web::test]
async fn what_came_due_while_the_service_was_down_is_told_as_late_and_an_order_of_then_is_obeyed() {
    let (mut rig, machine) = Machine::with_service().await;
    rig.answer_to(rig.say(rig.taras, "Балачко, нагадай через годину подзвонити мамі")).await;
    let ended: ExitStatus = rig.stop().await;
    assert!(ended.success());
    let asked = rig.say(rig.olena, "Балачко, нагадай через 6 годин полити квіти");
    machine.set_clock(4 * HOUR);
    rig.run(&machine.variables());
    let said = rings(&rig, 1).await;
    assert!(text(&said[0]).contains("подзвонити мамі") && text(&said[0]).contains("Запізнилася"), "{said:?}");
    // Talk is too old to be answered by now; an order is not.
    assert!(rig.answer_to(asked).await.contains("полити квіти"));
}

#[actix_web::test]
async fn reminders_are_listed_let_go_of_and_put_off_by_those_who_may() {
    let (rig, machine) = Machine::with_service().await;
    let asked = rig.say(rig.taras, "Балачко, нагадай через годину полити квіти");
    rig.answer_to(asked).await;
    rig.answer_to(rig.say(rig.taras, "/remind завтра о 9 купити хліб")).await;
    let list = rig.say(rig.taras, "Балачко, які в мене нагадування?");
    let menu = menu_answering(&rig, list).await;
    let listed = rig.answer_to(list).await;
    assert!(listed.contains("полити квіти") && listed.contains("купити хліб"), "{listed}");
    let of_olena = rig.answer_to(rig.say(rig.olena, "/remind")).await;
    assert!(!of_olena.contains("квіти"), "nobody sees what others want: {of_olena}");

    let sent = rig.sent().into_iter().find(|it| text(it) == listed).unwrap();
    let bread = data(&sent, "2");
    let stranger = rig.world.add_person(serde_json::from_str(r#"{"name":"Зоя","language":"uk"}"#).unwrap()).unwrap();
    rig.world.join(rig.group, stranger).unwrap();
    rig.world.press(rig.group, menu, stranger, &bread).unwrap();
    let refused = |it: &Value| it["text"].as_str().is_some_and(|it| it.contains("Змінити може"));
    eventually("a refusal", async || rig.calls_of("answerCallbackQuery").iter().any(refused).then_some(())).await;
    rig.world.press(rig.group, menu, rig.taras, &bread).unwrap();
    let cancelled = |it: &Value| it["text"].as_str().is_some_and(|it| it.contains("Скасовано"));
    eventually("it is cancelled", async || rig.calls_of("editMessageText").iter().any(cancelled).then_some(())).await;

    machine.set_clock(HOUR + 5);
    let said = rings(&rig, 1).await;
    let later = data(&said[0], "+10");
    rig.world.press(rig.group, menu_answering(&rig, asked).await, rig.taras, &later).unwrap();
    let again = |it: &Value| it["text"].as_str().is_some_and(|it| it.contains("Добре, нагадаю"));
    eventually("it is put off", async || rig.calls_of("editMessageText").iter().any(again).then_some(())).await;
    machine.set_clock(HOUR + 620);
    assert!(text(&rings(&rig, 2).await[1]).contains("полити квіти"));
}

#[actix_web::test]
async fn what_makes_no_sense_is_told_so_and_what_is_too_much_too() {
    let (rig, _machine) = Machine::with_service().await;
    let asked = rig.say(rig.taras, "Балачко, нагадай учора купити хліб");
    assert!(rig.answer_to(asked).await.contains("уже минув"));
    let asked = rig.say(rig.taras, "Балачко, нагадай купити молоко");
    let answer = rig.answer_to(asked).await;
    assert!(answer.to_lowercase().contains("коли"), "{answer}");
    let sent = rig.answers().into_iter().find(|it| it["reply_parameters"]["message_id"] == asked).unwrap();
    rig.world.press(rig.group, menu_answering(&rig, asked).await, rig.taras, &data(&sent, "+1")).unwrap();
    let kept = |it: &Value| it["text"].as_str().is_some_and(|it| it.contains("купити молоко"));
    eventually("it is kept", async || rig.calls_of("editMessageText").iter().any(kept).then_some(())).await;
}

#[actix_web::test]
async fn one_of_those_listed_is_taken_away_by_what_it_is_of() {
    let (rig, _machine) = Machine::with_service().await;
    for order in ["нагадай через годину вимкнути праску", "нагадай завтра о 9 подзвонити майстру"]
    {
        rig.answer_to(rig.say(rig.taras, &format!("Балачко, {order}"))).await;
    }
    assert!(rig.answer_to(rig.say(rig.taras, "Балачко, які в мене нагадування?")).await.contains("праску"));
    let asked = rig.say(rig.taras, "Балачко, про майстра прибери, вже домовилась");
    let answer = rig.answer_to(asked).await;
    assert!(answer.contains("Скасовано: подзвонити майстру"), "{answer}");
    let kept: i64 = rig.read("outbox.db", "SELECT count(*) FROM reminders").await;
    assert_eq!(kept, 1);
}

#[actix_web::test]
async fn forgotten_people_are_reminded_of_nothing() {
    let (mut rig, machine) = Machine::with_service().await;
    rig.answer_to(rig.say(rig.taras, "Балачко, нагадай через годину забрати перелесника")).await;
    let menu = menu_answering(&rig, rig.say(rig.taras, "/forget")).await;
    rig.world.press(rig.group, menu, rig.taras, &format!("privacy:forget:{}", rig.taras)).unwrap();
    rig.settled().await;
    machine.set_clock(HOUR + 5);
    rig.answer_to(rig.say(rig.olena, ORDER)).await;
    assert!(rung(&rig).is_empty());
    let kept: i64 = rig.read("outbox.db", "SELECT count(*) FROM reminders").await;
    assert_eq!(kept, 0);
}
