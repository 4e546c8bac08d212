//! Money that a chat collects: who paid, who did not, how much there is.

use crate::rig::Rig;

#[actix_web::test]
async fn who_paid_and_what_is_missing_is_told() {
    let mut rig = Rig::start().await;
    for (from, text) in [
        (rig.taras, "вчора скинув дані на флешку"),
        (rig.olena, "ремонт домофона 3600, отже по 300 на мою картку до 25 числа"),
        (rig.olena, "від мене, кв 10, теж 300"),
        (rig.taras, "я ще не скинув, зарплата аж 22го"),
    ] {
        rig.say(from, text);
    }
    rig.settled().await;
    tells(&mut rig, "Балачко, хто вже здав?", &["Олена (300)", "300"], "Тарас").await;
    tells(&mut rig, "Балачко, хто ще не скинув?", &["Тарас"], "Олена").await;
    tells(&mut rig, "Балачко, до якого числа здавати?", &["до 25"], "").await;
    rig.say(rig.taras, "кв 7 скинув 300");
    rig.settled().await;
    tells(&mut rig, "Балачко, хто вже здав?", &["Олена (300)", "Тарас (300)", "600"], "").await;
    tells(&mut rig, "Балачко, скільки разом зібрали?", &["600"], "3600").await;
    tells(&mut rig, "Балачко, скільки ще треба до 3600?", &["3000"], "").await;
    rig.kill();
}

async fn tells(rig: &mut Rig, question: &str, parts: &[&str], never: &str) {
    let said = rig.answer_to(rig.say(rig.taras, question)).await;
    assert!(parts.iter().all(|part| said.contains(part)), "{question}: {said}");
    assert!(never.is_empty() || !said.contains(never), "{question}: {said}");
    rig.settled().await;
}

#[actix_web::test]
async fn the_newest_figure_of_each_is_told() {
    let mut rig = Rig::start().await;
    for (from, text) in [(rig.olena, "88!!!"), (rig.taras, "в мене 60"), (rig.taras, "тобто 64, мені хватить")]
    {
        rig.say(from, text);
    }
    rig.settled().await;
    let said = rig.answer_to(rig.say(rig.olena, "Балачко, в кого скільки балів?")).await;
    assert!(said.contains("88") && said.contains("64") && !said.contains("в мене 60"), "{said}");
    rig.kill();
}

#[actix_web::test]
async fn who_takes_no_part_is_told_by_their_refusals() {
    let mut rig = Rig::start().await;
    for (from, text) in [
        (rig.olena, "я пас, у мене зуб"),
        (rig.taras, "хто в суботу на лижі?"),
        (rig.olena, "не поїду, бабуся приїжджає"),
        (rig.olena, "зате Роман їде"),
    ] {
        rig.say(from, text);
    }
    rig.settled().await;
    tells(&mut rig, "Балачко, хто не їде на лижі?", &["бабуся"], "зуб").await;
    rig.kill();
}

#[actix_web::test]
async fn two_questions_in_one_are_both_answered_as_far_as_they_can_be() {
    let mut rig = Rig::start().await;
    for (from, text) in
        [(rig.olena, "збори в сто п'ятій кімнаті"), (rig.olena, "паспорти візьміть"), (rig.taras, "ага")]
    {
        rig.say(from, text);
    }
    rig.settled().await;
    tells(&mut rig, "Балачко, в якій кімнаті збори і скільки коштує вхід?", &["сто п'ятій"], "").await;
    rig.kill();
}
