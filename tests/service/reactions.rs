//! Reactions to what people write.

use std::time::Duration;

use crate::rig::{Rig, eventually, within};
use crate::settings::{called, menu};

const ALWAYS: (&str, &str) = ("BALACHKA__REACTIONS__PERCENT", "100");
/// Longer than the delay of any reaction.
const PATIENCE: Duration = Duration::from_secs(20);

async fn reacting() -> Rig {
    let mut rig = Rig::world().await;
    rig.run(&[ALWAYS]);
    eventually("a welcome", async || (!rig.sent().is_empty()).then_some(())).await;
    rig
}

#[actix_web::test]
async fn a_feeling_is_met_with_a_reaction_that_suits_it_and_delays_no_answer() {
    let rig = reacting().await;
    let sad = rig.say(rig.olena, "Мені так сумно, хочеться плакати");
    let quarrel = rig.say(rig.taras, "Який ти дурень, ненавиджу тебе!");
    let asked = rig.say(rig.taras, "/help");
    rig.answer_to(asked).await;
    assert!(rig.calls_of("setMessageReaction").is_empty(), "people take a moment to react");
    let reaction = within(PATIENCE, "a reaction", async || rig.calls_of("setMessageReaction").into_iter().next()).await;
    assert_eq!(reaction["message_id"], sad);
    let emoji = reaction["reaction"][0]["emoji"].as_str().unwrap();
    assert!(["🤗", "😢", "❤"].contains(&emoji), "{emoji}");
    assert!(rig.calls_of("setMessageReaction").iter().all(|it| it["message_id"] != quarrel));
}

#[actix_web::test]
async fn a_chat_that_wants_no_reactions_gets_none_and_a_stop_does_not_wait_for_them() {
    let mut rig = reacting().await;
    let menu = menu(&rig, rig.group, rig.say(rig.olena, "/settings")).await;
    choose(&rig, menu, "off", "ні").await;
    rig.say(rig.olena, "Мені так сумно, хочеться плакати");
    rig.settled().await;
    let waiting = "SELECT count(*) FROM outbox WHERE lane = 'reaction'";
    assert_eq!(rig.read::<i64>("outbox.db", waiting).await, 0);

    choose(&rig, menu, "on", "так").await;
    rig.say(rig.olena, "Мені так сумно, хочеться плакати");
    rig.settled().await;
    assert_eq!(rig.read::<i64>("outbox.db", waiting).await, 1);
    assert!(rig.stop().await.success());
    assert!(rig.log().contains("drained"), "{}", rig.log());
}

#[actix_web::test]
async fn only_what_a_chat_allows_is_set_and_nothing_where_nothing_is() {
    let rig = reacting().await;
    // Telegram refuses the first choices of the persona here.
    rig.world.permit_reactions(rig.group, Some(vec!["😢".into()])).unwrap();
    let sad = rig.say(rig.olena, "Мені так сумно, хочеться плакати");
    let reaction = within(PATIENCE, "a reaction", async || rig.calls_of("setMessageReaction").into_iter().next()).await;
    assert_eq!((&reaction["message_id"], &reaction["reaction"][0]["emoji"]), (&sad.into(), &"😢".into()));
    assert_eq!(rig.world.message(rig.group, sad)["reactions"][0]["emoji"], "😢");
    assert_eq!(rig.calls_of("setMessageReaction").len(), 1, "nothing was tried in vain");
}

#[actix_web::test]
async fn where_a_chat_allows_no_reactions_none_is_tried() {
    let mut rig = reacting().await;
    rig.world.permit_reactions(rig.group, Some(Vec::new())).unwrap();
    rig.say(rig.olena, "Мені так сумно, хочеться плакати");
    let dropped = "SELECT count(*) FROM outbox WHERE lane = 'reaction' AND state NOT IN ('ready', 'sending')";
    within(PATIENCE, "it is given up", async || (rig.read::<i64>("outbox.db", dropped).await == 1).then_some(())).await;
    rig.settled().await;
    assert!(rig.calls_of("setMessageReaction").is_empty());
}

async fn choose(rig: &Rig, menu: i64, value: &str, shown: &str) {
    let button = format!("set:reactions:{value}");
    rig.world.press(rig.group, menu, rig.olena, "set:reactions").unwrap();
    called(rig, rig.group, menu, &button, shown).await;
    rig.world.press(rig.group, menu, rig.olena, &button).unwrap();
    called(rig, rig.group, menu, "set:reactions", shown).await;
}
