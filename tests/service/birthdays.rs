//! Birthdays: told in plain words, congratulated in the morning, in place of what was told before, and forgettable.

use crate::{
    machine::Machine,
    rig::{Rig, eventually},
    settings::menu_answering,
};

const DAY: i64 = 86_400;

async fn answer(rig: &Rig, from: i64, text: &str) -> String {
    rig.answer_to(rig.say(from, &format!("Балачко, {text}"))).await
}

fn congratulations(rig: &Rig) -> Vec<String> {
    let sent = rig.sent().into_iter().filter(|it| it["reply_parameters"].is_null());
    let texts = sent.map(|it| it["text"].as_str().unwrap_or_default().to_owned());
    texts.filter(|text| text.contains("народження")).collect()
}

async fn known(rig: &Rig) -> i64 {
    rig.read("outbox.db", "SELECT count(*) FROM reminders WHERE state ->> '$.kind' = 'birthday'").await
}

#[actix_web::test]
async fn whoever_has_a_birthday_is_congratulated_that_morning_once_and_again_the_next_year() {
    let (rig, machine) = Machine::with_service().await;
    rig.say(rig.olena, "я тут");
    let said = answer(&rig, rig.taras, "запам'ятай: у Олени день народження післязавтра").await;
    assert!(said.contains("Олена"), "{said}");
    let said = answer(&rig, rig.taras, "у Олени день народження завтра").await;
    assert!(said.contains("Олена"), "{said}");
    assert_eq!(known(&rig).await, 1, "the second corrects the first");
    assert!(congratulations(&rig).is_empty());
    machine.set_clock(2 * DAY);
    let olena = format!("tg://user?id={}", rig.olena);
    eventually("congratulations", async || congratulations(&rig).into_iter().next().filter(|it| it.contains(&olena)))
        .await;
    machine.set_clock(368 * DAY);
    eventually("the next year's", async || (congratulations(&rig).len() >= 2).then_some(())).await;
}

#[actix_web::test]
async fn ones_own_birthday_is_met_today_asked_for_later_and_forgotten_with_the_person() {
    let mut rig = Rig::start().await;
    let said = answer(&rig, rig.taras, "у мене сьогодні день народження!").await;
    assert!(!said.contains("не вмію") && said.contains("народження") || said.contains("літа"), "{said}");
    let said = answer(&rig, rig.taras, "у Олени день народження 5 травня").await;
    assert!(said.contains("5 травня"), "{said}");
    assert_eq!(known(&rig).await, 2);
    let menu = menu_answering(&rig, rig.say(rig.taras, "/forget")).await;
    rig.world.press(rig.group, menu, rig.taras, &format!("privacy:forget:{}", rig.taras)).unwrap();
    rig.settled().await;
    eventually("they are forgotten", async || (known(&rig).await == 0).then_some(())).await;
}

#[actix_web::test]
async fn a_birthday_of_kin_is_told_as_theirs_and_nobody_here_is_congratulated() {
    let (rig, machine) = Machine::with_service().await;
    rig.say(rig.olena, "я тут");
    let said = answer(&rig, rig.taras, "запам'ятай: у доньки Олени день народження завтра").await;
    assert!(said.contains("доньки Олени") && said.contains("нагадаю"), "{said}");
    machine.set_clock(2 * DAY);
    let said = eventually("the reminder", async || congratulations(&rig).into_iter().next()).await;
    assert!(said.contains("день народження доньки Олени") && !said.contains("tg://user"), "{said}");
}
