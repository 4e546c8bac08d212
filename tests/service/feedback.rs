//! Reactions to our words decide whether there are more of them.

use playground::Said;

use crate::rig::{Rig, eventually};

/// A mood that is met with a word as soon as nothing keeps us from it.
const SAD: &str = "Мені так сумно, хочеться плакати";

/// Says something unasked whenever it may, without pauses but the minute between two tries.
fn run(rig: &mut Rig) {
    let always = ["BASE", "QUESTION", "DEEP", "CONFLICT", "ENGAGED"];
    let shares = always.map(|kind| (format!("BALACHKA__CHANCE__{kind}_PERCENT"), "100"));
    let pauses = ["PAUSE_SECS", "AFTER_MESSAGES"].map(|name| (format!("BALACHKA__CHANCE__{name}"), "0"));
    let often = ("BALACHKA__CHANCE__PER_HOUR".to_owned(), "60");
    let rules: Vec<_> = shares.into_iter().chain(pauses).chain([often]).collect();
    let rules: Vec<_> = rules.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    rig.run(&rules);
}

/// Somebody is sad, so many minutes from now.
fn sad(rig: &Rig, from: i64, minutes: i64) -> i64 {
    let date = Some(now() + minutes * 60 + minutes);
    rig.world.say(rig.group, Said { from, text: format!("{SAD} {minutes}"), date, ..Said::default() }).unwrap()
}

/// The message of ours that answers this one.
async fn word_to(rig: &Rig, message: i64) -> i64 {
    rig.answer_to(message).await;
    let is_ours = |id: &i64| rig.world.message(rig.group, *id)["reply_to"] == message;
    eventually("our word", async || (message + 1..message + 20).find(is_ours)).await
}

#[actix_web::test]
async fn who_dislikes_a_word_is_left_alone_until_that_is_taken_back_and_others_are_not() {
    let mut rig = Rig::world().await;
    run(&mut rig);
    let first = sad(&rig, rig.olena, 0);
    let word = word_to(&rig, first).await;
    rig.settled().await;
    rig.world.react(rig.group, word, rig.olena, Some("👎")).unwrap();
    rig.settled().await;
    rig.kill();
    run(&mut rig);
    let hers = sad(&rig, rig.olena, 2);
    let his = sad(&rig, rig.taras, 4);
    rig.answer_to(his).await;
    rig.settled().await;
    assert_eq!(rig.answers_to(hers), Vec::<String>::new());
    let called = rig.say(rig.olena, "Балачко, привіт!");
    rig.answer_to(called).await;

    rig.world.react(rig.group, word, rig.olena, None).unwrap();
    let again = sad(&rig, rig.olena, 6);
    rig.answer_to(again).await;
}

fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    i64::try_from(since.as_secs()).unwrap()
}
