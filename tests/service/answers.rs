//! What is answered, and what is not.

use playground::{ChatKind, NewChat, Said};

use crate::rig::{Rig, eventually};

#[actix_web::test]
async fn a_message_becomes_a_row_and_a_mention_an_answer() {
    let rig = Rig::start().await;
    rig.say(rig.olena, "Вчора варила борщ із пампушками");
    let question = rig.say(rig.taras, &format!("@{} хто казав про борщ?", rig.world.bot_username()));
    let answer = rig.answer_to(question).await;
    assert!(answer.contains("Олена") && answer.contains("борщ"), "{answer}");
    let told = eventually("both are stored", async || {
        let stats = rig.json(&["stats", "--json"]);
        (stats["total_messages"] == 2).then_some(stats)
    })
    .await;
    assert_eq!((&told["active_chats"], &told["total_users"]), (&1.into(), &2.into()));
}

#[actix_web::test]
async fn every_command_answers_also_with_our_name_and_not_with_another_bots() {
    let rig = Rig::start().await;
    let me = rig.world.bot_username();
    rig.say(rig.olena, "Сервер упав, підніміть сервер");
    rig.say(rig.taras, "Вже біжу");
    let expected = [
        ("/start".to_owned(), "Балачка"),
        ("/help".to_owned(), "/search"),
        (format!("/stats@{me}"), "Олена"),
        ("/stats me".to_owned(), "1"),
        ("/search сервер".to_owned(), "Олена"),
        (format!("/SEARCH@{me} сервер"), "Олена"),
        ("/search".to_owned(), "/search"),
        ("/search нісенітниця".to_owned(), "нісенітниця"),
    ];
    for (command, part) in expected {
        let message = rig.say(rig.taras, &command);
        let answer = rig.answer_to(message).await;
        assert!(answer.contains(part), "{command}: {answer}");
    }
    let anothers = rig.say(rig.taras, "/help@another_bot");
    let unknown = rig.say(rig.taras, "/dance");
    let after = rig.say(rig.taras, "/help");
    rig.answer_to(after).await;
    assert!(rig.answers_to(anothers).is_empty() && rig.answers_to(unknown).is_empty());
}

#[actix_web::test]
async fn a_trigger_word_a_reply_and_a_private_chat_call_and_plain_talk_does_not() {
    let rig = Rig::start().await;
    let quiet = rig.say(rig.olena, "Яка балачкова погода надворі");
    let named = rig.say(rig.olena, "Балачко, привіт!");
    rig.answer_to(named).await;
    let own =
        rig.world.view()["messages"][rig.group.to_string()].as_array().unwrap().iter().last().unwrap()["id"].clone();
    let reply = Said { from: rig.taras, text: "і що?".into(), reply_to: own.as_i64(), ..Said::default() };
    let reply = rig.world.say(rig.group, reply).unwrap();
    rig.answer_to(reply).await;
    let private = NewChat { title: String::new(), kind: ChatKind::Private, member_ids: vec![rig.olena] };
    let private = rig.world.open_chat(private).unwrap();
    let said = Said { from: rig.olena, text: "how are you?".into(), ..Said::default() };
    rig.world.say(private, said).unwrap();
    eventually("an answer in private", async || rig.answers().into_iter().find(|sent| sent["chat_id"] == private))
        .await;
    assert!(rig.answers_to(quiet).is_empty());
}

#[actix_web::test]
async fn an_old_message_is_stored_and_not_answered() {
    let mut rig = Rig::start().await;
    let old = Said { from: rig.olena, text: "/help".into(), date: Some(1_700_000_000), ..Said::default() };
    let old = rig.world.say(rig.group, old).unwrap();
    let new = rig.say(rig.olena, "/help");
    rig.answer_to(new).await;
    rig.settled().await;
    assert!(rig.answers_to(old).is_empty());
    assert_eq!(rig.json(&["stats", "--json"])["total_messages"], 2);
}

#[actix_web::test]
async fn chats_that_are_not_allowed_are_not_answered() {
    let mut rig = Rig::world().await;
    let elsewhere = NewChat { title: "Чужа".into(), kind: ChatKind::Group, member_ids: vec![rig.taras] };
    let elsewhere = rig.world.open_chat(elsewhere).unwrap();
    rig.run(&[("ALLOWED_CHAT_IDS", &rig.group.to_string())]);
    let there = Said { from: rig.taras, text: "/help".into(), ..Said::default() };
    rig.world.say(elsewhere, there).unwrap();
    let here = rig.say(rig.olena, "/help");
    rig.answer_to(here).await;
    assert!(rig.answers().iter().all(|sent| sent["chat_id"] == rig.group));
}

#[actix_web::test]
async fn a_long_answer_is_split_and_hostile_names_stay_text() {
    let rig = Rig::start().await;
    let text = format!("<b>слово</b> & {}", "дуже довге речення про слово. ".repeat(130));
    rig.say(rig.olena, &text);
    let question = rig.say(rig.taras, "/search слово");
    let answer = rig.answer_to(question).await;
    assert!(!answer.contains("<b>слово</b> &amp; <b>"), "{answer}");
    assert!(answer.contains("&lt;b&gt;"), "{answer}");
}

#[actix_web::test]
async fn telegram_is_told_the_commands_in_each_language() {
    let rig = Rig::start().await;
    for (language, described) in [("", "мова"), ("uk", "мова"), ("en", "language")] {
        eventually("the commands", async || {
            let calls = rig.calls_of("setMyCommands");
            let call = calls.into_iter().find(|call| call["language_code"] == language)?;
            let settings = call["commands"].as_array()?.iter().find(|it| it["command"] == "settings")?.clone();
            let text = settings["description"].as_str()?.to_owned();
            assert!(text.contains(described), "{language}: {text}");
            Some(())
        })
        .await;
    }
}

#[actix_web::test]
async fn several_calls_in_a_row_get_one_answer_and_talk_about_us_none() {
    let rig = Rig::start().await;
    let about = rig.say(rig.taras, "Балачка вчора така смачна була у нас на кухні");
    let calls: Vec<i64> = (0..4).map(|nth| rig.say(rig.olena, &format!("Балачко, ау {nth}"))).collect();
    let question = rig.say(rig.olena, "бот, котра година?");
    rig.answer_to(question).await;
    rig.answer_to(calls[3]).await;
    for needless in [about, calls[0], calls[1], calls[2]] {
        assert_eq!(rig.answers_to(needless), Vec::<String>::new());
    }
}
