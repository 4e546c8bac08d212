//! What people arrange in a chat: who brings what, when and where, what it costs, and what was changed later.

use crate::{machine::Machine, rig::Rig};

async fn asked(rig: &Rig, text: &str) -> String {
    rig.answer_to(rig.say(rig.taras, text)).await
}

/// What Olena and Taras arrange.
async fn arranged() -> Rig {
    let mut rig = Rig::start().await;
    for (from, text) in [
        (rig.olena, "виїзд о 14:00 від вокзалу"),
        (rig.olena, "я беру намет і газ"),
        (rig.taras, "з мене казанок"),
        (rig.taras, "я вже скинув 850"),
        (rig.olena, "Тарасе, давай краще о 13:00"),
        (rig.olena, "концерт 28 грудня, вхід о 16"),
        (rig.olena, "ключ від гаража в мене, але в середу я на зміні"),
        (rig.taras, "насос беремо по 850"),
        (rig.olena, "знайшла дешевше, тоді виходить по 780"),
    ] {
        rig.say(from, text);
    }
    rig.settled().await;
    rig
}

#[actix_web::test]
async fn who_brings_what_when_and_what_was_changed_is_told() {
    let mut rig = arranged().await;
    for (question, parts, never) in [
        ("Балачко, о котрій виїжджаємо?", &["14:00", "13:00"][..], ""),
        ("Балачко, хто що бере?", &["намет", "казанок"], "850"),
        ("Балачко, хто вже скинув гроші?", &["скинув 850"], "намет"),
        ("Балачко, у кого буде ключ від гаража в середу?", &["ключ від гаража"], "не писали"),
        ("Балачко, то по 850 чи вже 780?", &["780"], "Хай буде"),
        ("Балачко, скільки днів до концерту?", &["28.12", "концерт"], ""),
    ] {
        let said = asked(&rig, question).await;
        assert!(parts.iter().all(|part| said.contains(part)), "{question}: {said}");
        assert!(never.is_empty() || !said.contains(never), "{question}: {said}");
    }
    rig.kill();
}

#[actix_web::test]
async fn a_reminder_may_be_ahead_of_what_the_chat_knows_and_is_taken_back_in_a_word() {
    let mut rig = arranged().await;
    let ahead = asked(&rig, "Балачко, нагадай за день до концерту купити квитки").await;
    assert!(ahead.contains("27 грудня") && ahead.contains("купити квитки"), "{ahead}");
    let dated = asked(&rig, "Балачко, в мене іспит 20 грудня, нагадай за тиждень почати вчити").await;
    assert!(dated.contains("13 грудня") && dated.contains("почати вчити"), "{dated}");
    let back = asked(&rig, "ой ні, балачко, прибери").await;
    assert!(back.contains("Скасовано") && back.contains("почати вчити"), "{back}");
    rig.kill();
}

#[actix_web::test]
async fn a_reminder_that_is_moved_to_another_hour_keeps_its_day() {
    let (rig, _machine) = Machine::with_service().await;
    asked(&rig, "Балачко, нагадай післязавтра о 20:00 заправити машину").await;
    let moved = asked(&rig, "перенеси на 19:00, балачко").await;
    assert!(moved.contains("19:00") && !moved.contains("сьогодні"), "{moved}");
}

#[actix_web::test]
async fn sums_are_compared_shared_and_gone_on_with() {
    let mut rig = Rig::start().await;
    for (question, result) in [
        ("Балачко, шо дешевше, 420*2*4 чи 2600", "3360</b>, і це більше, ніж 2600"),
        ("Балачко, який це відсоток 19 з 46", "41.3"),
        ("Балачко, скільки буде 21 по 780?", "16380"),
        ("А скільки ще бракує до 27600, балачко?", "11220"),
        ("Балачко, порахуй 6340+5870", "12210"),
        ("а 10% від цього, балачко?", "1221"),
    ] {
        let said = asked(&rig, question).await;
        assert!(said.contains(result), "{question}: {said}");
    }
    let left = asked(&rig, "Балачко, скільки годин лишилось до 9:30?").await;
    assert!(left.contains("До 9:30") && left.contains("хв"), "{left}");
    rig.kill();
}

#[actix_web::test]
async fn nothing_goes_on_from_an_answer_that_others_came_after() {
    let mut rig = arranged().await;
    asked(&rig, "Балачко, хто бере намет?").await;
    asked(&rig, "Балачко, котра година?").await;
    let said = asked(&rig, "в сенсі, балачко?").await;
    assert!(!said.contains("намет"), "{said}");
    rig.kill();
}
