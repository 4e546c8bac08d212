//! What people say right after our answer, without a call.

use crate::rig::Rig;

#[actix_web::test]
async fn a_brief_question_after_our_answer_needs_no_call() {
    let mut rig = Rig::start().await;
    rig.say(rig.olena, "збираємось у суботу о 17:00, Садова 14, кв 52");
    rig.settled().await;
    let first = rig.answer_to(rig.say(rig.taras, "Балачко, коли збираємось?")).await;
    assert!(first.contains("17:00"), "{first}");
    rig.settled().await;
    let next = rig.answer_to(rig.say(rig.taras, "а де?")).await;
    assert!(next.contains("Садова"), "{next}");
    rig.settled().await;
    let of_us = rig.answer_to(rig.say(rig.taras, "а ти жива людина чи програма?")).await;
    assert!(!of_us.is_empty());
    rig.settled().await;
    let thanks = rig.answer_to(rig.say(rig.taras, "дякую тобі")).await;
    assert!(!thanks.is_empty());
    rig.kill();
}

#[actix_web::test]
async fn what_is_not_for_us_stays_unanswered() {
    let mut rig = Rig::start().await;
    rig.say(rig.olena, "збираємось у суботу о 17:00, Садова 14, кв 52");
    rig.settled().await;
    rig.answer_to(rig.say(rig.taras, "Балачко, коли збираємось?")).await;
    rig.settled().await;
    // Nothing is known of it: a wrong guess would be a nuisance.
    let unknown = rig.say(rig.taras, "а звідки кавуни?");
    rig.settled().await;
    let to_another = rig.say(rig.olena, "а ти що принесеш?");
    rig.settled().await;
    rig.answer_to(rig.say(rig.taras, "Балачко, коли збираємось?")).await;
    rig.settled().await;
    rig.say(rig.olena, "ну нарешті");
    let late = rig.say(rig.taras, "а де?");
    rig.settled().await;
    for message in [unknown, to_another, late] {
        assert_eq!(rig.answers_to(message), Vec::<String>::new());
    }
    rig.kill();
}

#[actix_web::test]
async fn a_reminder_is_moved_and_shared_without_a_call() {
    let mut rig = Rig::start().await;
    rig.answer_to(rig.say(rig.taras, "Балачко, нагадай завтра о 15:00 взяти гру")).await;
    rig.settled().await;
    let moved = rig.answer_to(rig.say(rig.taras, "ні, краще о 14:30")).await;
    assert!(moved.contains("14:30") && moved.contains("взяти гру"), "{moved}");
    rig.settled().await;
    rig.answer_to(rig.say(rig.taras, "Балачко, нагадай післязавтра о 9 купити хліб")).await;
    rig.settled().await;
    let shared = rig.answer_to(rig.say(rig.olena, "і мені, Балачко")).await;
    assert!(shared.contains("купити хліб"), "{shared}");
    rig.kill();
}
