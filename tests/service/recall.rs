//! What the local engine recalls: who said what, in whatever form the words stand, and never what was said to the bot.

use playground::{ChatKind, NewChat, Said};

use crate::rig::{Rig, eventually};

/// Asks in the group and checks what is in the answer, and what is not.
async fn told(rig: &Rig, question: &str, parts: &[&str], never: &[&str]) {
    let asked = rig.say(rig.taras, question);
    let answer = rig.answer_to(asked).await;
    for part in parts {
        assert!(answer.contains(part), "{question}: no {part} in {answer}");
    }
    for part in never {
        assert!(!answer.contains(part), "{question}: {part} in {answer}");
    }
}

#[actix_web::test]
async fn questions_and_what_was_said_to_us_are_not_recalled() {
    let rig = Rig::start().await;
    let handle = rig.world.bot_username();
    rig.say(rig.olena, "наша кума варить найкращий борщ");
    rig.say(rig.olena, "Балачко, борщ без буряка буває?");
    rig.say(rig.olena, &format!("@{handle} нагадай мені купити капусту на борщ"));
    let called = rig.say(rig.olena, "Балачко, привіт!");
    rig.answer_to(called).await;
    let own =
        rig.world.view()["messages"][rig.group.to_string()].as_array().unwrap().iter().last().unwrap()["id"].as_i64();
    let reply = Said {
        from: rig.olena, text: "ти їси борщ зі сметаною".into(), reply_to: own, ..Said::default()
    };
    rig.answer_to(rig.world.say(rig.group, reply).unwrap()).await;
    let never = ["буряка", "капусту", "сметаною", "хто казав"];
    for _ in 0..2 {
        told(&rig, "Балачко, хто казав про борщ?", &["кума варить"], &never).await;
        told(&rig, "Балачко, що Олена казала про борщ?", &["кума варить"], &never).await;
        told(&rig, "/summary", &["кума варить"], &never).await;
    }
}

#[actix_web::test]
async fn forms_whose_vowel_changes_are_found_in_both_directions() {
    let rig = Rig::start().await;
    for text in ["наш кіт спить удень", "їду до Львова", "темної ночі нічого не видно", "куплю солі"]
    {
        rig.say(rig.olena, text);
    }
    rig.say(rig.olena, "бачила чужого кота");
    rig.say(rig.olena, "Львів чекає");
    for (question, parts) in [
        ("Балачко, хто казав про кота?", &["кота"][..]),
        ("Балачко, хто казав про Львів?", &["Львів"]),
        ("Балачко, хто казав про ніч?", &["ночі"]),
        ("Балачко, хто казав про сіль?", &["солі"]),
        ("/search кіт", &["кіт", "кота"]),
        ("/search Львова", &["Львова", "Львів"]),
    ] {
        told(&rig, question, parts, &[]).await;
    }
}

#[actix_web::test]
async fn last_words_and_counts_of_a_person_are_told_with_the_name_as_it_is_written() {
    let rig = Rig::start().await;
    rig.say(rig.olena, "перша думка про погоду");
    rig.say(rig.olena, "остання думка про пиріг");
    rig.say(rig.taras, "моя власна думка про дощ");
    for (question, part) in [
        ("Балачко, коли писала Олена?", "про пиріг"),
        ("Балачко, що говорила Олена?", "про пиріг"),
        ("Балачко, а що писала Олена?", "про пиріг"),
        ("Балачко, коли Олена написала останнє повідомлення?", "про пиріг"),
        ("Balachka, when did Олена write?", "про пиріг"),
        ("Балачко, що я казав?", "про дощ"),
        ("Балачко, скільки повідомлень написала Олена?", "<b>Олена</b>: <b>2</b> повідомлення"),
        ("Балачко, що казав Гриць?", "«Гриць»"),
        ("Балачко, навіщо нам Говерла й пиріг?", "пиріг"),
    ] {
        told(&rig, question, &[part], &[]).await;
    }
}

#[actix_web::test]
async fn a_summary_is_of_the_time_that_is_named() {
    let rig = Rig::start().await;
    let now =
        i64::try_from(std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs()).unwrap();
    let zone = language::zone::Zone::named("Europe/Kyiv").unwrap();
    let midnight = zone.midnight(zone.day(now));
    let (yesterday, hour_ago) = (midnight - 6 * 3600, now - 4000);
    // Shortly after midnight an hour ago was yesterday.
    let not_yesterday: &[&str] =
        if hour_ago < midnight { &["чайник"] } else { &["лелеки", "чайник"] };
    for (date, text) in [(yesterday, "учора ми фарбували зелений паркан"), (hour_ago, "годину тому прилетіли лелеки")]
    {
        let said = Said { from: rig.olena, text: text.into(), date: Some(date), ..Said::default() };
        rig.world.say(rig.group, said).unwrap();
    }
    rig.say(rig.olena, "щойно закипів смачний чайник");
    for (question, parts, never) in [
        ("Балачко, про що ми говорили вчора?", &["паркан"][..], not_yesterday),
        ("/summary вчора", &["паркан"], &["чайник"]),
        ("Балачко, про що ми говорили годину тому?", &["лелеки"], &["паркан"][..]),
        ("Балачко, підсумуй за 2 години", &["лелеки", "чайник"], &[]),
        ("/summary 30 хв", &["чайник"], &["лелеки"]),
    ] {
        told(&rig, question, parts, never).await;
    }
}

#[actix_web::test]
async fn numbers_moods_and_clocks_are_asked_for_in_ones_own_words() {
    let rig = Rig::start().await;
    rig.say(rig.olena, "яка чудова погода сьогодні");
    rig.say(rig.olena, "я така рада");
    let short = rig.say(rig.taras, "/me довжина коротко");
    rig.answer_to(short).await;
    for (question, parts) in [
        ("Балачко, хто найбільше пише?", &["1. ", "Олена"][..]),
        ("Балачко, хто говорив найбільше?", &["1. "]),
        ("Balachka, who writes the most?", &["1. "]),
        ("Балачко, покажи топ", &["1. "]),
        ("Балачко, скільки людей у чаті?", &["2</b> людей"]),
        ("Балачко, який у нас настрій?", &["Сьогодні", "Почуття"]),
        ("Balachka, what is the mood here?", &["Today"]),
        ("Балачко, котра година в Лондоні?", &["в Лондоні", ":"]),
        ("Balachka, what time is it in New York?", &["in New York", ":"]),
        ("Балачко, котра година в Козятині?", &["ут", ":"]),
        ("Балачко, скажи час", &[":"]),
        ("Balachka, tell me the time", &[":"]),
        ("Балачко, який завтра день?", &[", "]),
    ] {
        told(&rig, question, parts, &[]).await;
    }
}

#[actix_web::test]
async fn everybody_who_said_it_is_heard_however_short_the_answer() {
    let rig = Rig::start().await;
    for nth in 1..4 {
        rig.say(rig.olena, &format!("футбол сьогодні цікавий, частина {nth}"));
    }
    rig.say(rig.taras, "футбол мене не цікавить");
    rig.answer_to(rig.say(rig.taras, "/me довжина коротко")).await;
    told(&rig, "Балачко, хто казав про футбол?", &["Олена", "Ти писав"], &[]).await;
}

/// As after a time without the service: all of it comes at once.
#[actix_web::test]
async fn a_summary_that_is_asked_for_in_one_breath_knows_all_that_was_said() {
    let mut rig = Rig::world().await;
    for nth in 0..20 {
        rig.say(rig.olena, &format!("Яка радість, борщ і вареники смачні! {nth}"));
    }
    let asked = rig.say(rig.taras, "/summary");
    rig.run(&[]);
    let answer = rig.answer_to(asked).await;
    assert!(["їжа", "борщ"].iter().all(|part| answer.contains(part)) && !answer.contains("рівний"), "{answer}");
}

#[actix_web::test]
async fn names_and_places_in_the_other_language_are_known() {
    let rig = Rig::start().await;
    rig.say(rig.olena, "лелеки прилетіли на стовп");
    told(&rig, "Balachka, what did Olena say?", &["лелеки"], &[]).await;
    told(&rig, "Balachka, what did Olena's friend say?", &[], &["лелеки"]).await;
    // Admins decide on the language; the question stays English.
    rig.answer_to(rig.say(rig.olena, "/language uk")).await;
    told(&rig, "Balachka, what time is it in London?", &["London: там зараз"], &["in London"]).await;
}

#[actix_web::test]
async fn a_question_to_us_is_not_met_with_what_others_wrote() {
    let rig = Rig::start().await;
    rig.say(rig.olena, "робити уроки треба щодня");
    rig.say(rig.olena, "котра пісня краща, люблю співати");
    for question in ["Балачко, чому ти така розумна?", "Балачко, що краще робити?", "Балачко, котра з них краща?"]
    {
        told(&rig, question, &[], &["уроки", "співати"]).await;
    }
}

#[actix_web::test]
async fn notes_in_private_are_recalled_and_questions_are_not() {
    let rig = Rig::start().await;
    let alone = NewChat { title: String::new(), kind: ChatKind::Private, member_ids: vec![rig.olena] };
    let alone = rig.world.open_chat(alone).unwrap();
    let say =
        |text: &str| rig.world.say(alone, Said { from: rig.olena, text: text.into(), ..Said::default() }).unwrap();
    say("мій рецепт пирога лежить у шухляді");
    for _ in 0..2 {
        let asked = say("хто казав про рецепт?");
        let answer = eventually("an answer", async || {
            let answers = rig.answers();
            let ours =
                |it: &&serde_json::Value| it["chat_id"] == alone && it["reply_parameters"]["message_id"] == asked;
            Some(answers.iter().find(ours)?["text"].as_str()?.to_owned())
        })
        .await;
        assert!(answer.contains("у шухляді") && !answer.contains("хто казав"), "{answer}");
    }
}
