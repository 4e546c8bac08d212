//! News of people's lives is met in kind; a chat that mourns or quarrels is spared jokes and unasked words.

use std::time::Duration;

use serde_json::Value;

use crate::rig::{Rig, eventually, within};

/// Longer than the delay of any reaction.
const PATIENCE: Duration = Duration::from_secs(20);
/// What no news may be answered with.
const CASUAL: [&str; 7] = ["Угу", "Занотувала", "літопису", "Слухаю", "індекс", "кеш", "не знаю"];

/// A service that chimes in and reacts whenever it may.
async fn talkative() -> Rig {
    let mut rig = Rig::world().await;
    let always = ["BASE", "QUESTION", "DEEP", "CONFLICT", "ENGAGED"];
    let shares = always.map(|kind| (format!("BALACHKA__CHANCE__{kind}_PERCENT"), "100"));
    let pauses = ["PAUSE_SECS", "AFTER_MESSAGES"].map(|name| (format!("BALACHKA__CHANCE__{name}"), "0"));
    let often = [("BALACHKA__CHANCE__PER_HOUR", "60"), ("BALACHKA__REACTIONS__PERCENT", "100")];
    let often = often.map(|(name, value)| (name.to_owned(), value));
    let variables: Vec<_> = shares.into_iter().chain(pauses).chain(often).collect();
    rig.run(&variables.iter().map(|(name, value)| (name.as_str(), *value)).collect::<Vec<_>>());
    eventually("a welcome", async || (!rig.sent().is_empty()).then_some(())).await;
    rig
}

async fn answered(rig: &Rig, from: i64, text: &str) -> String {
    rig.answer_to(rig.say(from, text)).await
}

#[actix_web::test]
async fn news_is_answered_in_kind() {
    let rig = Rig::start().await;
    for (text, one_of) in [
        ("Балачко, я здала екзамен!", &["ітаю"][..]),
        ("Балачко, ми розійшлись", &["шкода", "Обіймаю", "Прикро"]),
        ("Балачко, у мене син народився", &["ітаю"]),
        ("Балачко, мене звільнили", &["прикро", "Співчуваю"]),
        ("Балачко, знайшла роботу", &["ітаю"]),
        ("Балачко, діда поклали в лікарню", &["тривожно", "шкода", "Сил"]),
        ("Балачко, кіт помер", &["півчу", "шкода"]),
        ("Балачко, у нас річниця", &["річницею", "Зі святом", "ітаю"]),
        ("Балачко, брат повернувся з полону", &["полегшення", "дихати", "Як добре"]),
        ("Балачко, завалив сесію", &["прикро", "Співчуваю", "Шкода"]),
        ("Balachka, I got promoted", &["ongratulations"]),
    ] {
        let answer = answered(&rig, rig.taras, text).await;
        assert!(one_of.iter().any(|part| answer.contains(part)), "{text}: {answer}");
        assert!(!CASUAL.iter().any(|part| answer.contains(part)), "{text}: {answer}");
    }
}

#[actix_web::test]
async fn a_chat_that_mourns_hears_nothing_unasked_and_no_jokes_also_after_a_restart() {
    let mut rig = talkative().await;
    rig.say(rig.olena, "Сьогодні вночі помер мій дідусь");
    rig.settled().await;
    let before = rig.sent().len();
    let merry = ["Ахахаха, ну й дурниця, я не можу 🤣", "Яка радість, ура-ура!!!", "А хто бачив мій дриль?"];
    let ids: Vec<i64> = merry.map(|text| rig.say(rig.taras, text)).to_vec();
    rig.settled().await;
    let waiting = "SELECT count(*) FROM outbox WHERE state IN ('decided', 'ready', 'sending') AND lane = 'talk'";
    eventually("all is said", async || (rig.read::<i64>("outbox.db", waiting).await == 0).then_some(())).await;
    let unasked: Vec<String> = ids.iter().flat_map(|id| rig.answers_to(*id)).collect();
    assert!(unasked.is_empty(), "{before}: {unasked:?}");
    rig.kill();
    rig.run(&[]);
    for _ in 0..3 {
        let joke = answered(&rig, rig.taras, "Балачко, розкажи анекдот").await;
        assert!(["не до сміху", "пошепки", "світлішого дня"].iter().any(|part| joke.contains(part)), "{joke}");
    }
    assert!(reactions(&rig).iter().all(|(message, _)| !ids.contains(message)), "nothing merry is seen");
}

fn reactions(rig: &Rig) -> Vec<(i64, String)> {
    let of = |call: &Value| Some((call["message_id"].as_i64()?, call["reaction"][0]["emoji"].as_str()?.to_owned()));
    rig.calls_of("setMessageReaction").iter().filter_map(of).collect()
}

#[actix_web::test]
async fn a_quarrel_is_kept_out_of_and_whoever_asks_to_judge_it_is_calmed() {
    let mut rig = talkative().await;
    rig.say(rig.olena, "Ти ідіот, Тарасе, ненавиджу тебе!");
    rig.say(rig.taras, "Сама така, заткнись");
    rig.settled().await;
    let more = [(rig.taras, "Закрий рот, дурепо"), (rig.olena, "Пішов ти"), (rig.taras, "хто бачив мій дриль?")];
    let ids = more.map(|(from, text)| rig.say(from, text));
    let mut calmed = Vec::new();
    for text in ["Балачко, хто з нас правий?", "Балачко, розсуди нас", "Балачко, скажи йому що він не правий"]
    {
        calmed.push(answered(&rig, rig.olena, text).await);
    }
    for answer in &calmed {
        for side in ["Тарас", "Олен", "правий", "права ", "права."] {
            assert!(!answer.contains(side), "{answer}");
        }
    }
    assert!(calmed.windows(2).all(|pair| pair[0] != pair[1]), "{calmed:?}");
    rig.settled().await;
    assert!(ids.iter().all(|id| rig.answers_to(*id).is_empty()));
    assert_eq!(reactions(&rig), []);
}

#[actix_web::test]
async fn reactions_are_kept_for_big_news_and_do_not_come_in_a_bunch() {
    let mut rig = talkative().await;
    for nth in 0..12 {
        rig.say(rig.taras, &format!("Яка радість сьогодні, я так щасливий, раз {nth}"));
    }
    let born = rig.say(rig.olena, "о 4:12 народилась донька! 3450, 52 см");
    let passed = rig.say(rig.taras, "а я здав екзамен");
    rig.settled().await;
    let seen = within(PATIENCE, "reactions on the news", async || {
        let seen = reactions(&rig);
        [born, passed].iter().all(|news| seen.iter().any(|it| it.0 == *news)).then_some(seen)
    })
    .await;
    let planned: i64 = rig.read("outbox.db", "SELECT count(*) FROM outbox WHERE lane = 'reaction'").await;
    assert_eq!(planned, 3, "one of the twelve, and both news: {seen:?}");
    let of = |message: i64| seen.iter().find(|it| it.0 == message).map(|it| it.1.as_str()).unwrap();
    assert!(["🎉", "❤", "🥰", "🍾"].contains(&of(born)), "{seen:?}");
    assert!(["👏", "🔥", "🏆", "🎉"].contains(&of(passed)), "{seen:?}");
}

#[actix_web::test]
async fn who_is_forgotten_leaves_no_trace_in_a_chats_quarrels() {
    let mut rig = Rig::start().await;
    rig.say(rig.olena, "Ти ідіот, Тарасе, ненавиджу тебе!");
    rig.say(rig.taras, "Сама така, заткнись");
    rig.settled().await;
    let traces = "SELECT count(*) FROM rhythms WHERE state -> '$.spirits.heat' LIKE '%who%'";
    assert_eq!(rig.read::<i64>("outbox.db", traces).await, 1);
    crate::privacy::forget(&rig, rig.group, rig.taras).await;
    eventually("it is forgotten", async || (rig.read::<i64>("outbox.db", traces).await == 0).then_some(())).await;
}
