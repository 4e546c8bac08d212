//! Answers to questions about what was said: one sentence, of the time that was asked about, and figures that are counted.

use playground::{ChatKind, NewChat, NewPerson, Said};
use serde_json::Value;

use crate::{
    rig::{Rig, eventually},
    settings::menu_answering,
};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// Somebody says something at noon, so many days ago.
fn says(rig: &Rig, from: i64, days_ago: i64, text: &str) -> i64 {
    let zone = language::zone::Zone::named("Europe/Kyiv").unwrap();
    let noon = zone.midnight(zone.day(now()) - days_ago) + DAY / 2;
    // What was said today was said before it is asked for.
    let date = if days_ago == 0 { now() - 60 } else { noon };
    let said = Said { from, text: text.into(), date: Some(date), ..Said::default() };
    rig.world.say(rig.group, said).unwrap()
}

fn now() -> i64 {
    i64::try_from(std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs()).unwrap()
}

/// How people name the day so many days ago.
fn day(days_ago: i64) -> String {
    const MONTHS: [&str; 12] = [
        "січня",
        "лютого",
        "березня",
        "квітня",
        "травня",
        "червня",
        "липня",
        "серпня",
        "вересня",
        "жовтня",
        "листопада",
        "грудня",
    ];
    let zone = language::zone::Zone::named("Europe/Kyiv").unwrap();
    let at = zone.zoned(now() - days_ago * DAY);
    format!("{} {}", at.day(), MONTHS[usize::try_from(at.month()).unwrap() - 1])
}

/// Another person of the group.
fn joins(rig: &Rig, name: &str, username: &str) -> i64 {
    let new = serde_json::json!({ "name": name, "username": username, "language": "uk" });
    let person = rig.world.add_person(serde_json::from_value::<NewPerson>(new).unwrap()).unwrap();
    rig.world.join(rig.group, person).unwrap();
    person
}

async fn asks(rig: &Rig, question: &str) -> String {
    let asked = rig.say(rig.taras, question);
    rig.answer_to(asked).await
}

async fn told(rig: &Rig, question: &str, parts: &[&str], never: &[&str]) {
    let answer = asks(rig, question).await;
    for part in parts {
        assert!(answer.contains(part), "{question}: no {part} in {answer}");
    }
    for part in never {
        assert!(!answer.contains(part), "{question}: {part} in {answer}");
    }
}

/// The newest message of the group with a button of that text, and the button's data.
async fn button(rig: &Rig, text: &str) -> (i64, String) {
    eventually(text, async || {
        let view = rig.world.view();
        let messages = view["messages"][rig.group.to_string()].as_array()?;
        messages.iter().rev().find_map(|message| {
            let mut buttons = message["buttons"].as_array()?.iter().filter_map(Value::as_array).flatten();
            let found = buttons.find(|it| it["text"].as_str().is_some_and(|it| it.contains(text)))?;
            Some((message["id"].as_i64()?, found["data"].as_str()?.to_owned()))
        })
    })
    .await
}

/// Presses a button, and waits for the text that it brings.
async fn press(rig: &Rig, text: &str) -> String {
    let (message, data) = button(rig, text).await;
    let before = rig.calls_of("editMessageText").len();
    rig.world.press(rig.group, message, rig.taras, &data).unwrap();
    eventually("the message is edited", async || {
        let edits = rig.calls_of("editMessageText");
        Some(edits.get(before)?["text"].as_str()?.to_owned())
    })
    .await
}

#[actix_web::test]
async fn the_newest_decision_is_told_in_one_sentence_with_its_link_and_the_rest_at_a_press() {
    let rig = Rig::start().await;
    says(&rig, rig.olena, 9, "Вирішили: на домофон скидаємось по 200 грн");
    let decision = says(&rig, rig.olena, 2, "Вирішили: на домофон скидаємось по 250 грн до п'ятниці");
    says(&rig, rig.taras, 1, "Хто не здав за домофон? По 300 грн");
    says(&rig, rig.taras, 1, "домофон знову пищить");
    says(&rig, rig.olena, 1, "Балачко, запиши: домофон по 400 грн");
    for question in ["Балачко, скільки скидаємо на домофон?", "Балачко, що вирішили з домофоном?"]
    {
        let answer = asks(&rig, question).await;
        let when = format!("{} о 12:00</a>", day(2));
        for part in ["<b>Олена</b> писала ", &when, &format!("/{decision}\""), "по 250 грн до п’ятниці"]
        {
            assert!(answer.replace('\'', "’").contains(part), "{question}: no {part} in {answer}");
        }
        assert!(!answer.contains('\n') && !answer.contains("200") && !answer.contains("400"), "{answer}");
    }
    let more = press(&rig, "Ще").await;
    assert!(more.contains("по 250 грн") && more.contains("по 200 грн") && more.contains("пищить"), "{more}");
    assert!(!more.contains("300") && !more.contains("400"), "{more}");
}

#[actix_web::test]
async fn the_day_that_is_asked_for_is_obeyed_and_another_day_is_told_as_such() {
    let rig = Rig::start().await;
    says(&rig, rig.olena, 5, "на дачу їдемо електричкою");
    says(&rig, rig.olena, 1, "картоплю вже посадили");
    let (third, fifth) = (day(3), day(5));
    for (question, parts, never) in [
        (
            format!("Балачко, хто казав про дачу {fifth}?"),
            vec!["<b>Олена</b> писала", "електричкою"],
            vec!["не писали"],
        ),
        (format!("Балачко, хто казав про дачу {third}?"), vec![&*third, "тут не писали", &fifth, "іншого дня"], vec![]),
        (format!("Балачко, хто казав про слона {third}?"), vec![&*third, "тут не писали"], vec!["Олена"]),
        ("Балачко, що писала Олена вчора?".into(), vec!["учора о 12:00", "картоплю"], vec!["електричкою"]),
        (format!("Балачко, що писала Олена {fifth}?"), vec!["електричкою"], vec!["картоплю"]),
        (format!("Балачко, що писала Олена {third}?"), vec![&*third, "жодного повідомлення", "іншого дня"], vec![]),
    ] {
        told(&rig, &question, &parts, &never).await;
    }
}

#[actix_web::test]
async fn numbers_are_counted() {
    let rig = Rig::start().await;
    let roman = joins(&rig, "Роман", "roman");
    says(&rig, rig.olena, 1, "несмачно");
    for text in ["варю борщ", "борщу забагато", "купив кавун"] {
        says(&rig, rig.taras, 1, text);
    }
    for (days_ago, text) in [(4, "люблю борщ"), (3, "сьогодні знову борщ"), (1, "борщ без буряка"), (1, "їм борщ")]
    {
        says(&rig, roman, days_ago, text);
    }
    for (question, parts) in [
        ("Балачко, скільки разів Тарас писав борщ?", &["<b>Тарас</b>", "у <b>2</b> повідомленнях"][..]),
        ("Балачко, скільки разів Роман писав \"борщ\"?", &["<b>Роман</b>", "у <b>4</b> повідомленнях"]),
        ("Балачко, скільки разів Олена писала борщ?", &["<b>Олена</b>", "жодного разу"]),
        ("Балачко, скільки разів тут згадували борщ?", &["<b>6</b> повідомлень", "<b>Роман</b> (4)"]),
        ("Балачко, скільки разів згадували борщ учора?", &["<b>4</b> повідомлення", "учора"]),
        ("Балачко, хто найбільше пише про борщ?", &["найбільше пише <b>Роман</b> (4)", "Тарас (2)"]),
        ("Балачко, хто найбільше пише про їжу?", &["найбільше пише <b>Роман</b>"]),
        ("Balachka, how many times did Taras mention борщ?", &["<b>Тарас</b>", "in <b>2</b> messages"]),
    ] {
        told(&rig, question, parts, &[]).await;
    }
}

#[actix_web::test]
async fn when_somebody_wrote_last_is_told_as_people_say_it() {
    let rig = Rig::start().await;
    says(&rig, rig.olena, 6, "цвіте бузок");
    says(&rig, rig.olena, 1, "гримить гроза");
    told(
        &rig,
        "Балачко, коли востаннє писала Олена?",
        &["Востаннє <b>Олена</b> писала", "учора о 12:00", "гроза"],
        &[],
    )
    .await;
    told(&rig, "Balachka, when did Olena last write?", &["wrote last", "yesterday at 12:00", "гроза"], &[]).await;
}

#[actix_web::test]
async fn of_two_with_one_name_it_is_asked_who_is_meant() {
    let rig = Rig::start().await;
    let other = joins(&rig, "Олена", "lena_koval");
    says(&rig, rig.olena, 1, "дача це втома");
    says(&rig, other, 1, "дача це щастя");
    told(&rig, "Балачко, що казала Олена про дачу?", &["Про кого саме?", "@olena", "@lena_koval"], &["щастя"]).await;
    let chosen = press(&rig, "@lena_koval").await;
    assert!(chosen.contains("щастя") && !chosen.contains("втома"), "{chosen}");
}

#[actix_web::test]
async fn names_that_are_words_strangers_and_odd_texts_get_a_short_and_true_answer() {
    let rig = Rig::start().await;
    let nadia = joins(&rig, "Надія", "nadia");
    says(&rig, nadia, 1, "куплю нові штори");
    says(&rig, rig.olena, 1, "надія помирає останньою");
    let endless = format!("Балачко, що казав Гриць про {}", "дуже довгу розмову ".repeat(200));
    for (question, parts, never) in [
        ("Балачко, що казала Надія?", &["штори"][..], &["помирає"][..]),
        ("Балачко, хто казав про надію?", &["помирає"], &["штори"]),
        ("Балачко, що казав Гриць про штори?", &["Гриць"], &["куплю"]),
        ("Балачко, хто казав про Віру?", &["Віра"], &["штори"]),
        ("Балачко, хто казав про \u{202e}שלום\u{202e}?", &["שלום"], &["\u{202e}", "штори"]),
        (&endless, &["Гриць"], &["штори"]),
    ] {
        told(&rig, question, parts, never).await;
        let asked = rig.say(rig.taras, question);
        assert!(rig.answer_to(asked).await.chars().count() < 400);
    }
}

#[actix_web::test]
async fn words_of_another_chat_and_of_those_who_opted_out_are_never_told() {
    let rig = Rig::start().await;
    let roman = joins(&rig, "Роман", "roman");
    says(&rig, roman, 1, "пароль від гаража фіалка");
    let secret =
        NewChat { title: "Рада".into(), kind: ChatKind::Supergroup, member_ids: vec![rig.olena, rig.taras] };
    let secret = rig.world.open_chat(secret).unwrap();
    let said = Said { from: rig.olena, text: "код гаража ромашка".into(), ..Said::default() };
    rig.world.say(secret, said).unwrap();
    told(&rig, "Балачко, що казав Роман про гараж?", &["фіалка"], &["ромашка"]).await;
    let menu = menu_answering(&rig, rig.say(roman, "/privacy")).await;
    rig.world.press(rig.group, menu, roman, &format!("privacy:out:{roman}")).unwrap();
    eventually("nothing of his is told", async || {
        let answer = asks(&rig, "Балачко, хто казав про гараж?").await;
        (!answer.contains("фіалка") && !answer.contains("ромашка")).then_some(())
    })
    .await;
    told(&rig, "Балачко, скільки разів згадували гараж?", &["жодного разу"], &[]).await;
}

#[actix_web::test]
async fn a_search_shows_the_newest_first_and_the_best_at_a_press() {
    let rig = Rig::start().await;
    says(&rig, rig.olena, 8, "борщ борщ борщ");
    for (days_ago, text) in
        [(3, "сьогодні на обід маємо добрий борщ із пампушками"), (1, "у нас знову борщ на цілий тиждень")]
    {
        says(&rig, rig.olena, days_ago, text);
    }
    let places = |text: &str| ["тиждень", "пампушками", "<b>борщ</b> <b>борщ</b>"].map(|part| text.find(part).unwrap());
    let newest = asks(&rig, "/search борщ").await;
    assert!(places(&newest).is_sorted() && newest.contains("учора о 12:00"), "{newest}");
    let best = press(&rig, "найвлучніші").await;
    assert!(places(&best)[2] < places(&best)[0], "{best}");
    let again = press(&rig, "найновіші").await;
    assert!(places(&again).is_sorted(), "{again}");
}

#[actix_web::test]
async fn what_was_said_to_us_tells_when_somebody_wrote_last_and_how_they_are() {
    let rig = Rig::start().await;
    rig.say(rig.olena, "доброго ранку");
    rig.answer_to(rig.say(rig.olena, "Балачко, я так боюся завтрашньої операції")).await;
    told(&rig, "Балачко, коли Олена востаннє писала?", &["операції"], &["доброго ранку"]).await;
    told(&rig, "Балачко, який настрій в Олени?", &["операції"], &["рівний"]).await;
}

#[actix_web::test]
async fn what_others_wrote_about_the_asker_is_told_to_them() {
    let mut rig = Rig::start().await;
    rig.say(rig.olena, "Тарас сьогодні переїжджає, допоможіть йому");
    rig.say(rig.taras, "Тарас у дорозі, якщо що");
    rig.settled().await;
    told(&rig, "Балачко, що тут про мене писали, поки я спав?", &["переїжджає"], &["у дорозі"]).await;
}
