//! What was asked for goes first, and every call keeps to Telegram's limits.

use std::time::Duration;

use playground::{ChatKind, Fault, FaultOrder, NewChat, Said};
use serde_json::Value;

use crate::{
    rig::{Rig, eventually, within},
    stand_in::{Act, Protocol, StandIn},
};

const PATIENCE: Duration = Duration::from_secs(90);
/// More chats than one look at the outbox returns, so that answers are not found by chance.
const CHATS: usize = 90;
const MESSAGES: usize = 12;

fn is(call: &Value, method: &str) -> bool {
    call["method"].as_str().is_some_and(|name| name.eq_ignore_ascii_case(method))
}

fn calls_of<'a>(calls: &'a Value, method: &'a str) -> impl Iterator<Item = &'a Value> {
    calls.as_array().unwrap().iter().filter(move |call| is(call, method))
}

async fn many_chats(rig: &Rig) -> Vec<i64> {
    let chat = |nth| {
        let new = NewChat {
            title: format!("Кухня {nth}"),
            kind: ChatKind::Supergroup,
            member_ids: vec![rig.olena, rig.taras],
        };
        rig.world.open_chat(new).unwrap()
    };
    let chats: Vec<i64> = (0..CHATS).map(chat).collect();
    within(PATIENCE, "all are welcomed", async || (rig.sent().len() > CHATS).then_some(())).await;
    chats
}

#[actix_web::test]
async fn an_answer_goes_before_hundreds_of_reactions_that_wait() {
    let mut rig = Rig::world().await;
    rig.world.set_limits(true);
    rig.run(&[("BALACHKA__REACTIONS__PERCENT", "100"), ("BALACHKA__REACTIONS__PER_HOUR", "60")]);
    let chats = many_chats(&rig).await;
    for nth in 0..MESSAGES {
        for chat in &chats {
            let from = if nth % 2 == 0 { rig.olena } else { rig.taras };
            let text = format!("у нас народилась донька, кажу вже {nth} раз");
            rig.world.say(*chat, Said { from, text, ..Said::default() }).unwrap();
        }
    }
    rig.settled().await;
    let not_due = "SELECT count(*) FROM outbox WHERE lane = 'reaction' AND state = 'ready' \
                   AND not_before_ms > CAST(unixepoch('subsec') * 1000 AS INTEGER)";
    within(PATIENCE, "all reactions are due", async || {
        (rig.read::<i64>("outbox.db", not_due).await == 0).then_some(())
    })
    .await;
    let waiting = "SELECT count(*) FROM outbox WHERE lane = 'reaction' AND state = 'ready'";
    let waiting = rig.read::<i64>("outbox.db", waiting).await;
    assert!(waiting > 400, "too few reactions to tell anything: {waiting}");

    let chat = *chats.last().unwrap();
    let asked = rig.world.say(chat, Said { from: rig.olena, text: "/help".into(), ..Said::default() }).unwrap();
    let answer = within(PATIENCE, "an answer", async || {
        let calls = rig.world.calls(0, false);
        calls_of(&calls, "sendMessage")
            .find(|call| call["params"]["chat_id"] == chat && call["params"]["reply_parameters"]["message_id"] == asked)
            .and_then(|call| call["n"].as_u64())
    })
    .await;
    within(PATIENCE, "reactions go on after the answer", async || {
        (calls_of(&rig.world.calls(answer, false), "setMessageReaction").count() >= 200).then_some(())
    })
    .await;
    let calls = rig.world.calls(0, false);
    let refused: Vec<_> = calls.as_array().unwrap().iter().filter(|call| call["error_code"] == 429).collect();
    assert!(refused.is_empty(), "the limits were passed: {refused:?}");
}

/// Typing was shown beside the limiter, and the answer ran into the same wall.
#[actix_web::test]
async fn what_telegram_asks_of_one_call_all_calls_of_that_chat_keep_to() {
    let mut rig = Rig::world().await;
    let model = StandIn::start("").await;
    model.always(Act::Slow(Duration::from_secs(1), Box::new(Act::Says("Вітаю!".into()))));
    rig.run(&[("OPENAI_BASE_URL", &model.base_url(Protocol::OpenAi)), ("OPENAI_MODEL", "stand-in")]);
    eventually("a welcome", async || (!rig.sent().is_empty()).then_some(())).await;
    let fault = Fault::Status { code: 429, retry_after: Some(4) };
    rig.world.order_fault(FaultOrder { method: "sendChatAction".into(), times: 1, fault }).unwrap();
    let asked = rig.say(rig.olena, "Балачко, як справи?");
    rig.answer_to(asked).await;
    let calls = rig.world.calls(0, false);
    let at = |call: &Value| call["at_ms"].as_i64().unwrap();
    let refused = calls_of(&calls, "sendChatAction").find(|call| call["error_code"] == 429).map(at).unwrap();
    let answered = calls_of(&calls, "sendMessage").last().map(at).unwrap();
    assert!(answered - refused >= 3_900, "{} ms later", answered - refused);
}
