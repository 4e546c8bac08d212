//! Polls: made of a sentence, at most once; their result is told when it is due, once, whatever happens between.

use playground::{ChatKind, Fault, FaultOrder, NewChat, Said};
use serde_json::{Value, json};

use crate::{
    machine::Machine,
    rig::{Rig, eventually},
    settings::menu_answering,
};

const HOUR: i64 = 3600;

/// The classifier takes it for a wish for a poll, and is not certain.
const UNCERTAIN: &str = "Балачко, опитай наших: піца чи суші";

/// The call that sent the only poll, and the message that has it.
async fn poll(rig: &Rig, chat: i64) -> (Value, i64) {
    let call = eventually("a poll", async || rig.calls_of("sendPoll").pop()).await;
    let messages = rig.world.view()["messages"][chat.to_string()].clone();
    let message = messages.as_array().unwrap().iter().find(|it| it["poll"].is_object()).unwrap();
    (call, message["id"].as_i64().unwrap())
}

/// What was said with 🗳.
fn results(rig: &Rig) -> Vec<Value> {
    let is_result = |sent: &Value| sent["text"].as_str().is_some_and(|text| text.contains('🗳'));
    rig.sent().into_iter().filter(is_result).collect()
}

async fn result(rig: &Rig) -> Value {
    eventually("a result", async || results(rig).pop()).await
}

fn text(message: &Value) -> &str {
    message["text"].as_str().unwrap()
}

/// Waits until everything before is done, as seen by whoever talks to the bot when its clock is set so much forward.
async fn answered(rig: &Rig, clock: i64) {
    let date = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs().cast_signed() + clock;
    let order = Said { from: rig.olena, text: "/quiet off".into(), date: Some(date), ..Said::default() };
    rig.answer_to(rig.world.say(rig.group, order).unwrap()).await;
}

#[actix_web::test]
async fn a_poll_is_made_of_a_sentence_and_its_result_told_once_whatever_happens_between() {
    let (mut rig, machine) = Machine::with_service().await;
    let asked = rig.say(rig.taras, "Балачко, зроби голосування: піца чи суші");
    let (call, message) = poll(&rig, rig.group).await;
    assert_eq!((&call["question"], &call["options"]), (&json!("Що обираємо?"), &json!(["піца", "суші"])));
    assert_eq!((&call["is_anonymous"], &call["reply_parameters"]["message_id"]), (&json!(false), &json!(asked)));
    rig.world.vote(rig.group, message, rig.olena, Some(1)).unwrap();
    rig.world.vote(rig.group, message, rig.olena, Some(0)).unwrap();
    rig.world.vote(rig.group, message, rig.taras, Some(0)).unwrap();
    rig.settled().await;
    rig.kill();
    rig.run(&machine.variables());
    machine.set_clock(23 * HOUR);
    answered(&rig, 23 * HOUR).await;
    assert!(results(&rig).is_empty() && rig.calls_of("stopPoll").is_empty(), "it is not time yet");
    machine.set_clock(24 * HOUR + 60);
    let told = result(&rig).await;
    assert!(text(&told).contains("перемагає <b>піца</b>, 2 з 2 голосів"), "{told}");
    assert_eq!(told["reply_parameters"]["message_id"], message);
    assert_eq!(rig.world.message(rig.group, message)["poll"]["closed"], true);
    rig.settled().await;
    rig.kill();
    rig.run(&machine.variables());
    answered(&rig, 24 * HOUR + 60).await;
    assert_eq!((results(&rig).len(), rig.calls_of("sendPoll").len()), (1, 1));
}

#[actix_web::test]
async fn a_time_is_obeyed_in_the_topic_where_it_was_asked_and_a_result_comes_though_it_was_down_then() {
    let (mut rig, machine) = Machine::with_service().await;
    let words = "Балачко, опитування на годину: коли збираємось? пт, сб, нд";
    let said = Said { from: rig.taras, text: words.into(), thread: Some(77), ..Said::default() };
    rig.world.say(rig.group, said).unwrap();
    let (call, message) = poll(&rig, rig.group).await;
    assert_eq!((&call["question"], &call["options"]), (&json!("Коли збираємось?"), &json!(["пт", "сб", "нд"])));
    assert_eq!(call["message_thread_id"], 77);
    rig.settled().await;
    assert!(rig.stop().await.success());
    // Votes of the time when it was down are in Telegram's answer.
    rig.world.vote(rig.group, message, rig.olena, Some(1)).unwrap();
    rig.world.vote(rig.group, message, rig.taras, Some(2)).unwrap();
    machine.set_clock(HOUR + 60);
    rig.run(&machine.variables());
    let told = result(&rig).await;
    assert!(text(&told).contains("внічию: <b>сб</b>, <b>нд</b>, по 1 голосу"), "{told}");
    assert_eq!(told["message_thread_id"], 77);
}

#[actix_web::test]
async fn a_poll_that_telegram_closed_without_our_knowing_is_told_from_what_was_counted() {
    let (rig, machine) = Machine::with_service().await;
    rig.say(rig.taras, "Балачко, зроби голосування на годину: піца чи суші");
    let (_, message) = poll(&rig, rig.group).await;
    rig.world.vote(rig.group, message, rig.taras, Some(1)).unwrap();
    rig.world.order_fault(FaultOrder { method: "stopPoll".into(), times: 1, fault: Fault::Cut }).unwrap();
    machine.set_clock(HOUR + 60);
    let told = result(&rig).await;
    assert!(text(&told).contains("перемагає <b>суші</b>, 1 з 1 голосу"), "{told}");
}

#[actix_web::test]
async fn a_poll_whose_sending_has_an_unknown_outcome_is_not_sent_again() {
    let (rig, machine) = Machine::with_service().await;
    rig.world.order_fault(FaultOrder { method: "sendPoll".into(), times: 1, fault: Fault::Cut }).unwrap();
    rig.say(rig.taras, "Балачко, зроби голосування: піца чи суші");
    eventually("a poll", async || rig.calls_of("sendPoll").pop()).await;
    machine.set_clock(2 * HOUR);
    answered(&rig, 2 * HOUR).await;
    assert_eq!(rig.calls_of("sendPoll").len(), 1);
}

#[actix_web::test]
async fn what_is_no_poll_is_told_so() {
    let (rig, _machine) = Machine::with_service().await;
    let answer = rig.answer_to(rig.say(rig.taras, "Балачко, зроби опитування: піца")).await;
    assert!(answer.contains("хоча б два варіанти"), "{answer}");
    let fifty = (1..=50).map(|it| format!("варіант{it}")).collect::<Vec<_>>().join(", ");
    let answer = rig.answer_to(rig.say(rig.olena, &format!("Балачко, зроби опитування: {fifty}"))).await;
    assert!(answer.contains("щонайбільше 12 варіантів"), "{answer}");
    let description = "Bad Request: not enough rights to send polls to the chat".to_owned();
    let refused = Fault::Error { code: 400, description };
    rig.world.order_fault(FaultOrder { method: "sendPoll".into(), times: 1, fault: refused }).unwrap();
    let answer = rig.answer_to(rig.say(rig.taras, "Балачко, зроби опитування: піца чи суші")).await;
    assert!(answer.contains("не дозволено"), "{answer}");
    assert!(rig.calls_of("sendPoll").is_empty());
}

/// The button with this beginning of its data below the message that answers.
async fn button(rig: &Rig, asked: i64, part: &str) -> (i64, String) {
    let menu = menu_answering(rig, asked).await;
    let rows = rig.world.message(rig.group, menu)["buttons"].clone();
    let all = rows.as_array().unwrap().iter().flat_map(|row| row.as_array().unwrap());
    let data = all.map(|it| it["data"].as_str().unwrap().to_owned()).find(|data| data.starts_with(part));
    (menu, data.unwrap())
}

#[actix_web::test]
async fn where_it_is_not_certain_it_asks_once_and_a_button_pressed_twice_makes_one_poll() {
    let (mut rig, _machine) = Machine::with_service().await;
    let asked = rig.say(rig.taras, UNCERTAIN);
    let (menu, yes) = button(&rig, asked, "poll:yes").await;
    assert!(rig.calls_of("sendPoll").is_empty());
    rig.world.press(rig.group, menu, rig.olena, &yes).unwrap();
    rig.world.press(rig.group, menu, rig.taras, &yes).unwrap();
    let (call, _) = poll(&rig, rig.group).await;
    assert_eq!(call["reply_parameters"]["message_id"], asked);
    let presses = async || (rig.calls_of("answerCallbackQuery").len() == 2).then_some(());
    eventually("both presses are seen", presses).await;
    rig.settled().await;
    answered(&rig, 0).await;
    assert_eq!(rig.calls_of("sendPoll").len(), 1);
}

#[actix_web::test]
async fn a_group_that_becomes_a_supergroup_hears_the_result_there() {
    let (mut rig, machine) = Machine::with_service().await;
    let members = NewChat { title: "Дача".into(), kind: ChatKind::Group, member_ids: vec![rig.olena, rig.taras] };
    let group = rig.world.open_chat(members).unwrap();
    let words = "Балачко, зроби голосування на годину: піца чи суші";
    rig.world.say(group, Said { from: rig.taras, text: words.into(), ..Said::default() }).unwrap();
    let (_, message) = poll(&rig, group).await;
    rig.world.vote(group, message, rig.taras, Some(0)).unwrap();
    let new = rig.world.migrate(group).unwrap();
    rig.settled().await;
    machine.set_clock(HOUR + 60);
    let told = result(&rig).await;
    assert!(text(&told).contains("перемагає <b>піца</b>") && told["chat_id"] == new, "{told}");
    assert!(told["reply_parameters"].is_null());
}

#[actix_web::test]
async fn a_poll_in_a_private_chat_is_like_any_other_and_that_of_a_forgotten_person_is_not_known() {
    let (mut rig, machine) = Machine::with_service().await;
    let mine = NewChat { title: String::new(), kind: ChatKind::Private, member_ids: vec![rig.taras] };
    let chat = rig.world.open_chat(mine).unwrap();
    rig.world.say(chat, Said { from: rig.taras, text: "poll: pizza or sushi?".into(), ..Said::default() }).unwrap();
    let (call, _) = poll(&rig, chat).await;
    assert_eq!((&call["chat_id"], &call["options"]), (&json!(chat), &json!(["pizza", "sushi"])));
    rig.say(rig.taras, "Балачко, зроби голосування: де перелесник? тут, там, ніде");
    eventually("another poll", async || (rig.calls_of("sendPoll").len() == 2).then_some(())).await;
    rig.settled().await;
    let menu = menu_answering(&rig, rig.say(rig.taras, "/forget")).await;
    rig.world.press(rig.group, menu, rig.taras, &format!("privacy:forget:{}", rig.taras)).unwrap();
    let kept = async || (rig.read::<i64>("outbox.db", "SELECT count(*) FROM polls").await == 0).then_some(());
    eventually("the polls are forgotten", kept).await;
    machine.set_clock(25 * HOUR);
    answered(&rig, 25 * HOUR).await;
    assert!(results(&rig).is_empty());
}
