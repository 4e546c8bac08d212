//! Those who want nothing kept.

use super::*;

#[actix_web::test]
async fn whoever_wants_nothing_kept_is_counted_and_answered_and_no_text_of_theirs_stays() {
    let mut rig = Rig::start().await;
    let mokryna = mokryna(&rig);
    let menu = menu(&rig, rig.group, rig.say(mokryna, "/privacy")).await;
    rig.world.press(rig.group, menu, mokryna, &format!("privacy:out:{mokryna}")).unwrap();
    eventually("it is noted", async || {
        rig.world.message(rig.group, menu)["text"].as_str()?.contains("не зберігаю").then_some(())
    })
    .await;
    rig.settled().await;
    let before = rig.json(&["stats", "--json"])["total_messages"].as_i64().unwrap();
    let first = rig.say(mokryna, &format!("Мій {} стоїть", SECRETS[0]));
    rig.world.edit(rig.group, first, &format!("Їду в {}", SECRETS[1])).unwrap();
    let said = Said {
        from: rig.taras,
        text: format!("гарний {NEIGHBOURS} настрій"),
        reply_to: Some(first),
        ..Said::default()
    };
    rig.world.say(rig.group, said).unwrap();
    let called = rig.say(mokryna, &format!("Балачко, хто казав про {}?", SECRETS[2]));
    rig.answer_to(called).await;
    rig.settled().await;
    assert_eq!(rig.json(&["stats", "--json"])["total_messages"], before + 3);
    let stored = ["context.db", "context.db-wal", "analysis.db", "analysis.db-wal", "personalization.db-wal"];
    for word in SECRETS {
        let places = found(&rig.data(), word);
        assert!(stored.iter().all(|store| !places.contains_key(*store)), "{word}: {places:?}");
    }
    let files = ["journal.db", "outbox.db", "outbox.db-wal"];
    let texts = async || {
        let left = SECRETS.iter().any(|word| files.iter().any(|file| found(&rig.data(), word).contains_key(*file)));
        (!left).then_some(())
    };
    within(Duration::from_secs(150), "journal and outbox let go of her texts", texts).await;
    assert!(rig.balachka(&["verify"]).status.success());
}

async fn opt_out(rig: &Rig, person: i64) {
    let menu = menu(rig, rig.group, rig.say(person, "/privacy")).await;
    rig.world.press(rig.group, menu, person, &format!("privacy:out:{person}")).unwrap();
    eventually("it is noted", async || {
        rig.world.message(rig.group, menu)["text"].as_str()?.contains("не зберігаю").then_some(())
    })
    .await;
}

/// Questions that would bring up whatever is remembered of her.
const CURIOUS: [&str; 8] = [
    "/search шифон",
    "Балачко, хто казав про шифоньєр?",
    "Балачко, що Мокрина казала про шифоньєр?",
    "Балачко, коли Мокрина писала востаннє?",
    "Балачко, хто така Мокрина?",
    "Балачко, навіщо людям шифоньєр?",
    "Балачко, про що говорили сьогодні?",
    "/summary",
];

#[actix_web::test]
async fn earlier_words_of_those_who_want_nothing_kept_are_quoted_to_nobody() {
    let mut rig = Rig::start().await;
    let mokryna = mokryna(&rig);
    rig.say(mokryna, &format!("Мій {} шифоньєр стоїть у кутку, і нікому його не видно", SECRETS[0]));
    rig.say(rig.olena, &format!("А мій {NEIGHBOURS} шифоньєр стоїть у саду, і всім його видно"));
    rig.settled().await;
    let asked = rig.say(rig.olena, CURIOUS[0]);
    assert!(rig.answer_to(asked).await.contains(SECRETS[0]), "it is found before");
    opt_out(&rig, mokryna).await;
    for question in CURIOUS {
        let asked = rig.say(rig.olena, question);
        let answer = rig.answer_to(asked).await;
        assert!(!answer.contains(SECRETS[0]), "{question}: {answer}");
    }
    let asked = rig.say(rig.olena, CURIOUS[0]);
    assert!(rig.answer_to(asked).await.contains(NEIGHBOURS), "what others say is found");
}

#[actix_web::test]
async fn a_model_is_not_told_the_words_of_those_who_want_nothing_kept() {
    let model = StandIn::start("Не знаю.").await;
    let mut rig = Rig::world().await;
    let url = model.base_url(Protocol::OpenAi);
    let variables = [("OPENAI_BASE_URL", url.as_str())];
    rig.run(&variables);
    let mokryna = mokryna(&rig);
    let hers = rig.say(mokryna, &format!("Мій {} шифоньєр стоїть у кутку", SECRETS[0]));
    rig.say(rig.olena, &format!("А мій {NEIGHBOURS} шифоньєр стоїть у саду"));
    // What we answer repeats her.
    let asked = rig.say(rig.olena, CURIOUS[0]);
    assert!(rig.answer_to(asked).await.contains(SECRETS[0]));
    rig.settled().await;
    opt_out(&rig, mokryna).await;
    for question in CURIOUS.iter().chain(&["Балачко, розкажи щось"]) {
        rig.answer_to(rig.say(rig.olena, question)).await;
    }
    let text = "Балачко, а це правда?".to_owned();
    rig.answer_to(
        rig.world.say(rig.group, Said { from: rig.olena, text, reply_to: Some(hers), ..Said::default() }).unwrap(),
    )
    .await;
    // `/search`, and a summary of a time in which nothing but commands was said, need none.
    assert!(model.count() > CURIOUS.len() - 2, "it was asked");
    assert!(model.seen().iter().any(|seen| seen.words().contains(NEIGHBOURS)));
    for seen in model.seen() {
        assert!(!seen.words().contains(SECRETS[0]), "{}", seen.words());
    }
}
