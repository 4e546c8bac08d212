//! Who floods is told so mildly, once, and then not answered; others are.

use playground::Said;

use crate::rig::{Rig, eventually};

/// The texts of what was said to one person's messages of the group.
fn said_to(rig: &Rig, messages: &[i64]) -> Vec<String> {
    messages.iter().flat_map(|message| rig.answers_to(*message)).collect()
}

async fn answered_neighbour(rig: &mut Rig) {
    let asked = rig.say(rig.taras, "/help");
    rig.answer_to(asked).await;
    rig.settled().await;
}

/// When somebody has calmed down.
fn later() -> Option<i64> {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    Some(i64::try_from(since.as_secs()).unwrap() + 120)
}

#[actix_web::test]
async fn a_flooder_hears_one_mild_word_then_silence_and_a_neighbour_is_answered() {
    let mut rig = Rig::start().await;
    rig.say(rig.taras, "хто сьогодні варить борщ?");
    let flood: Vec<_> = (0..60).map(|nth| rig.say(rig.olena, &format!("дивіться, потік слів {nth}"))).collect();
    eventually("a mild word", async || said_to(&rig, &flood).into_iter().next()).await;
    let calls = ["Балачко, привіт!", "Балачко, ти де?"].map(|text| rig.say(rig.olena, text));
    answered_neighbour(&mut rig).await;
    rig.kill();
    rig.run(&[]);
    let more = rig.say(rig.olena, "Балачко, озвися!");
    answered_neighbour(&mut rig).await;
    assert_eq!(said_to(&rig, &flood).len(), 1);
    assert_eq!(said_to(&rig, &[calls[0], calls[1], more]), Vec::<String>::new());

    let calm = Said { from: rig.olena, text: "/help".into(), date: later(), ..Said::default() };
    let calm = rig.world.say(rig.group, calm).unwrap();
    rig.answer_to(calm).await;
}

#[actix_web::test]
async fn the_same_words_again_and_again_are_a_flood_too() {
    let mut rig = Rig::start().await;
    let same: Vec<_> = (0..12).map(|_| rig.say(rig.olena, "Купуйте слона!")).collect();
    eventually("a mild word", async || said_to(&rig, &same).into_iter().next()).await;
    let call = rig.say(rig.olena, "Балачко, привіт!");
    answered_neighbour(&mut rig).await;
    assert_eq!((said_to(&rig, &same).len(), rig.answers_to(call).len()), (1, 0));
}

#[actix_web::test]
async fn where_all_write_at_once_nothing_is_said_unasked_and_calls_are_answered() {
    let mut rig = Rig::world().await;
    let always =
        ["BASE", "QUESTION", "DEEP", "CONFLICT", "ENGAGED"].map(|it| format!("BALACHKA__CHANCE__{it}_PERCENT"));
    let mut rules: Vec<_> = always.iter().map(|name| (name.as_str(), "100")).collect();
    rules.extend([
        ("BALACHKA__CHANCE__PAUSE_SECS", "0"),
        ("BALACHKA__CHANCE__AFTER_MESSAGES", "0"),
        ("BALACHKA__LIMITS__CHAT_MESSAGES_PER_MINUTE", "8"),
    ]);
    rig.run(&rules);
    let filling: Vec<_> =
        (0..8).map(|nth| rig.say(if nth % 2 == 0 { rig.olena } else { rig.taras }, &format!("слово {nth}"))).collect();
    rig.settled().await;
    let sad: Vec<_> =
        (0..6).map(|nth| rig.say(rig.olena, &format!("Мені так сумно, хочеться плакати {nth}"))).collect();
    answered_neighbour(&mut rig).await;
    assert_eq!(said_to(&rig, &sad), Vec::<String>::new(), "{filling:?}");
}

#[actix_web::test]
async fn a_flood_of_calls_ends_with_a_mild_word() {
    let mut rig = Rig::world().await;
    rig.run(&[("BALACHKA__LIMITS__CALLS_PER_MINUTE", "3")]);
    let calls: Vec<_> = (0..8).map(|nth| rig.say(rig.olena, &format!("Балачко, а скажи {nth}"))).collect();
    eventually("answers, and a mild word", async || (said_to(&rig, &calls).len() == 4).then_some(())).await;
    answered_neighbour(&mut rig).await;
    assert_eq!(said_to(&rig, &calls).len(), 4);
    assert_eq!(said_to(&rig, &calls[4..]), Vec::<String>::new());
}
