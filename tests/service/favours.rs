//! Small favours without a model: choices, lots, dice, sums, countdowns; and what is honestly beyond the bot.

use crate::{rig::Rig, settings::menu_answering};

/// What Тарас is answered.
async fn answer(rig: &Rig, text: &str) -> String {
    rig.answer_to(rig.say(rig.taras, &format!("Балачко, {text}"))).await
}

#[actix_web::test]
async fn a_choice_is_one_of_the_options_and_the_same_however_it_is_asked() {
    let rig = Rig::start().await;
    let options = ["Одеса", "Львів", "Яремче"];
    let chosen = |said: &str| options.into_iter().find(|it| said.contains(it)).unwrap_or_else(|| panic!("{said}"));
    let first = answer(&rig, "куди їхати: Одеса, Львів чи Яремче?").await;
    let again = answer(&rig, "куди їхати: Яремче, Одеса чи Львів?").await;
    assert_eq!(chosen(&first), chosen(&again));
    let marked = answer(&rig, "що краще: чай & мед або чай & лимон?").await;
    assert!(marked.contains("чай &amp; "), "{marked}");
}

#[actix_web::test]
async fn sums_are_right_and_those_that_cannot_be_done_say_why() {
    let rig = Rig::start().await;
    for (sum, part) in [
        ("скільки буде 15% від 840?", "<b>126</b>"),
        ("скільки буде 17*23?", "<b>391</b>"),
        ("порахуй 9**9**9", "Завелике"),
        ("скільки буде 5/0?", "нуль"),
        ("how much is 12 + 30?", "<b>42</b>"),
    ] {
        let said = answer(&rig, sum).await;
        assert!(said.contains(part), "{sum}: {said}");
    }
}

#[actix_web::test]
async fn lots_are_drawn_from_what_was_named() {
    let rig = Rig::start().await;
    let said = answer(&rig, "кинь монетку").await;
    assert!(said.to_lowercase().contains("орел") || said.to_lowercase().contains("решка"), "{said}");
    let said = answer(&rig, "вибери число від 3 до 4").await;
    assert!(said.contains('3') || said.contains('4'), "{said}");
    let alone = answer(&rig, "хто з нас сьогодні миє посуд?").await;
    assert!(alone.contains("замало"), "only one person has written: {alone}");
    rig.say(rig.olena, "я сьогодні вдома");
    let said = answer(&rig, "обери, хто з нас сьогодні виносить сміття").await;
    assert!(["Олена", "Тарас"].iter().any(|name| said.contains(name)), "{said}");
}

#[actix_web::test]
async fn days_are_counted_to_a_date() {
    let rig = Rig::start().await;
    let said = answer(&rig, "скільки днів до Нового року?").await;
    assert!(said.contains("01.01.") || said.contains("сьогодні"), "{said}");
}

#[actix_web::test]
async fn what_is_beyond_us_is_said_so_by_its_kind() {
    let rig = Rig::start().await;
    for (text, parts) in [
        ("переклади англійською: добрий ранок", &["ереклад"][..]),
        ("яка завтра погода в Одесі?", &["огод"]),
        ("який зараз курс долара?", &["урс"]),
        ("напиши вірш про осінь", &["ис"]),
    ] {
        let said = answer(&rig, text).await;
        assert!(parts.iter().all(|part| said.contains(part)), "{text}: {said}");
    }
}

#[actix_web::test]
async fn another_one_is_another_of_the_same_even_after_a_crash_and_not_once_it_is_forgotten() {
    let mut rig = Rig::start().await;
    let first = answer(&rig, "що обрати: чай чи кава?").await;
    rig.settled().await;
    rig.kill();
    rig.run(&[]);
    let second = answer(&rig, "а ще варіант?").await;
    let chosen = |said: &str| ["чай", "кава"].into_iter().find(|it| said.contains(it)).map(str::to_owned);
    assert!(chosen(&first).is_some() && chosen(&second).is_some(), "{first} / {second}");
    assert_ne!(chosen(&first), chosen(&second));
    let joke = answer(&rig, "розкажи анекдот").await;
    let another = answer(&rig, "ще один").await;
    assert_ne!(joke, another);
    assert!(!asks_what(&another), "{another}");
    let menu = menu_answering(&rig, rig.say(rig.taras, "/forget")).await;
    rig.world.press(rig.group, menu, rig.taras, &format!("privacy:forget:{}", rig.taras)).unwrap();
    rig.settled().await;
    let forgotten = answer(&rig, "ще один").await;
    assert!(asks_what(&forgotten), "{forgotten}");
    let of_others = rig.answer_to(rig.say(rig.olena, "Балачко, ще один")).await;
    assert!(asks_what(&of_others), "nobody goes on from what is forgotten: {of_others}");
}

#[actix_web::test]
async fn whoever_heard_the_answer_may_go_on_from_it() {
    let mut rig = Rig::start().await;
    rig.say(rig.taras, "виїзд у суботу о 7:30 від вокзалу");
    rig.say(rig.taras, "виїзд буде автобусом");
    rig.settled().await;
    let first = answer(&rig, "який виїзд у нас?").await;
    assert!(first.contains("виїзд"), "{first}");
    let when = rig.answer_to(rig.say(rig.olena, "Балачко, а о котрій?")).await;
    assert!(when.contains("7:30"), "{when}");
    rig.kill();
}

/// Whether we do not know of what there is to be more.
fn asks_what(answer: &str) -> bool {
    ["Ще чого саме", "про що йшлося"].iter().any(|part| answer.contains(part))
}

#[actix_web::test]
async fn whoever_protests_against_a_choice_is_told_that_a_lot_made_it() {
    let rig = Rig::start().await;
    rig.answer_to(rig.say(rig.taras, "Балачко, чай чи кава?")).await;
    let answer = rig.answer_to(rig.say(rig.olena, "Балачко, ні ні ні, так не піде")).await;
    assert!(answer.contains("жереб") || answer.contains("навмання"), "{answer}");
    let answer = rig.answer_to(rig.say(rig.olena, "Балачко, вчити всю ніч чи лягти спати?")).await;
    assert!(answer.contains("лягти спати") && answer.contains("порада"), "{answer}");
}
