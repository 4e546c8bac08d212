//! What is said to people who tell of themselves, ask about the bot, or mistype a command.

use playground::{ChatKind, NewChat, Said};
use serde_json::{Value, json};

use crate::{
    rig::{Rig, eventually},
    settings::{called, menu},
    stand_in::{Protocol, StandIn},
};

fn private(rig: &Rig, person: i64) -> i64 {
    rig.world.open_chat(NewChat { title: String::new(), kind: ChatKind::Private, member_ids: vec![person] }).unwrap()
}

fn say_in(rig: &Rig, chat: i64, from: i64, text: &str) -> i64 {
    rig.world.say(chat, Said { from, text: text.into(), ..Said::default() }).unwrap()
}

async fn answer_in(rig: &Rig, chat: i64, asked: i64) -> String {
    eventually("an answer", async || {
        let answers = rig.answers();
        let ours = |it: &&Value| it["chat_id"] == chat && it["reply_parameters"]["message_id"] == asked;
        Some(answers.iter().find(ours)?["text"].as_str()?.to_owned())
    })
    .await
}

async fn told(rig: &Rig, from: i64, text: &str, part: &str) -> String {
    let answer = rig.answer_to(rig.say(from, text)).await;
    assert!(answer.contains(part), "{text}: no {part} in {answer}");
    answer
}

#[actix_web::test]
async fn who_does_not_want_to_live_is_answered_with_care_called_or_not_whoever_we_are() {
    let model = StandIn::start("Ха-ха!").await;
    let mut rig = Rig::world().await;
    let url = model.base_url(Protocol::OpenAi);
    rig.run(&[("OPENAI_BASE_URL", &url)]);
    told(&rig, rig.olena, "/persona кума", "Кума").await;
    told(&rig, rig.taras, "/me стиль жартівливо", "").await;
    for text in ["Кумо, я не хочу жити", "я просто хочу вмерти", "Балачко, думаю покінчити з собою"]
    {
        told(&rig, rig.taras, text, "7333").await;
    }
    for text in ["Balachka, I want to die", "I am going to kill myself"] {
        told(&rig, rig.taras, text, "findahelpline.com").await;
    }
    assert_eq!(model.count(), 0, "no model answers that");
    let alone = private(&rig, rig.taras);
    let answer = answer_in(&rig, alone, say_in(&rig, alone, rig.taras, "краще б мене не було")).await;
    assert!(answer.contains("7333"), "{answer}");
}

#[actix_web::test]
async fn grief_and_joy_and_abuse_and_questions_about_us_are_met_as_they_deserve() {
    let rig = Rig::start().await;
    for (text, one_of) in [
        // Later there is no joking: somebody mourns.
        ("Балачко, розкажи анекдот", &["Жартів", "кеш", "ключі", "золото", "повідомлення", "літописиця"][..]),
        ("Балачко, у мене помер дідусь", &["півчу", "шкода", "прикро"]),
        ("Балачко, мій пес помер", &["півчу", "шкода", "прикро"]),
        ("Балачко, у мене сьогодні день народження!", &["народження", "Многая"]),
        ("Балачко, мене підвищили!", &["ітан", "ітаю"]),
        ("Балачко, мене звільнили", &["прикро", "Співчуваю"]),
        ("Балачко, ти дурна", &["мохом", "чорнила", "програма", "критику"]),
        ("Балачко, порадь фільм", &["радити", "людям"]),
        ("Балачко, як тебе звати?", &["Балачка"]),
        ("Балачко, ти робот?", &["програма", "Не людина"]),
        ("Балачко, скільки тобі років?", &["Років", "Молода"]),
        ("Балачко, що робиш?", &["Слухаю", "Сиджу"]),
        ("Балачко, що ви вмієте?", &["/help", "/search"]),
        ("Балачко, як Вас звати?", &["Балачка"]),
        ("Балачко, розкажіть про себе", &["Балачка"]),
        ("Балачко, що ти про мене знаєш?", &["/me"]),
        ("Балачко, забудь мене", &["/forget"]),
    ] {
        let answer = rig.answer_to(rig.say(rig.taras, text)).await;
        assert!(one_of.iter().any(|part| answer.contains(part)), "{text}: {answer}");
        for casual in ["мине", "літопису", "Занотувала"] {
            assert!(!answer.contains(casual), "{text}: {answer}");
        }
    }
}

#[actix_web::test]
async fn a_persona_introduces_itself() {
    let rig = Rig::start().await;
    told(&rig, rig.olena, "/persona літописицю", "Літописиця").await;
    let start = told(&rig, rig.olena, "/start", "Літописиця").await;
    assert!(!start.contains("Балачка"), "{start}");
}

#[actix_web::test]
async fn words_after_commands_are_obeyed_or_answered_with_how_it_is_done() {
    let rig = Rig::start().await;
    rig.say(rig.taras, "Усім доброго ранку");
    for (text, part) in [
        ("/language english", "Language: English"),
        ("/language uk", "Мова: українська"),
        ("/language клінгонська", "«клінгонська»"),
        ("/language auto", "Мова: як пишуть"),
        ("/persona kuma", "Кума"),
        ("/persona Балачка", "Балачка"),
        ("/persona ніхто", "«ніхто»"),
        ("/stats сьогодні", "Найбалакучіші"),
        ("/stats борщ", "/top сьогодні"),
        ("/top борщ", "/top сьогодні"),
        ("/summary колись", "/summary 2 години"),
        ("/quiet на 2 години", "мовчу"),
        ("/quiet 1h30m", "мовчу"),
        ("/quiet 1.5h", "мовчу"),
        ("/quiet 30d", "відтепер мовчу"),
        ("/quiet борщ", "/quiet 2 години"),
        ("/quiet ні", "знову тут"),
    ] {
        told(&rig, rig.olena, text, part).await;
    }
    told(&rig, rig.taras, "/language en", "адміністратори").await;
}

#[actix_web::test]
async fn a_group_says_how_to_speak_to_those_who_chose_nothing() {
    let rig = Rig::start().await;
    let menu = menu(&rig, rig.group, rig.say(rig.olena, "/settings")).await;
    for (button, shown) in
        [("set:style", "до кожного"), ("set:style:formal", "офіційний"), ("set:style", "Стиль: офіційний")]
    {
        called(&rig, rig.group, menu, button, shown).await;
        rig.world.press(rig.group, menu, rig.olena, button).unwrap();
    }
    let answer = rig.answer_to(rig.say(rig.taras, "Балачко, порадь фільм")).await;
    assert!(answer.contains("На жаль") || answer.contains("Запитайте"), "{answer}");
    told(&rig, rig.taras, "/me стиль дружньо", "").await;
    let answer = rig.answer_to(rig.say(rig.taras, "Балачко, порадь фільм")).await;
    assert!(!answer.contains("На жаль") && !answer.contains("Запитайте"), "{answer}");
}

/// Something without words, which the playground's people cannot send.
fn sends(rig: &Rig, number: i64, chat: &Value, what: &Value) {
    let mut message = json!({ "message_id": 900_000 + number, "date": 4_000_000_000_i64, "chat": chat,
        "from": { "id": rig.olena, "is_bot": false, "first_name": "Олена", "language_code": "uk" } });
    message.as_object_mut().unwrap().extend(what.as_object().unwrap().clone());
    let update = json!({ "update_id": 900_000_000 + number, "message": message });
    rig.world.queue_raw(&update.to_string()).unwrap();
}

#[actix_web::test]
async fn what_comes_without_words_is_met_with_some_where_it_is_for_us() {
    let mut rig = Rig::start().await;
    private(&rig, rig.olena);
    let alone = json!({ "id": rig.olena, "type": "private", "first_name": "Олена" });
    let group = json!({ "id": rig.group, "type": "supergroup", "title": "Кухня" });
    let voice = json!({ "voice": { "file_id": "a", "file_unique_id": "b", "duration": 3 } });
    sends(&rig, 1, &alone, &voice);
    sends(&rig, 2, &group, &voice);
    let answer = answer_in(&rig, rig.olena, 900_001).await;
    assert!(answer.contains("голосове"), "{answer}");
    rig.settled().await;
    assert!(rig.answers_to(900_002).is_empty());
}

#[actix_web::test]
async fn a_press_without_a_message_is_acknowledged() {
    let rig = Rig::start().await;
    let press = json!({ "update_id": 900_000_001, "callback_query": {
        "id": "77", "from": { "id": rig.olena, "is_bot": false, "first_name": "Олена", "language_code": "uk" },
        "inline_message_id": "x", "chat_instance": "1", "data": "set:language:en" } });
    rig.world.queue_raw(&press.to_string()).unwrap();
    eventually("an answer to the press", async || {
        let calls = rig.world.calls(0, false);
        let ours =
            |call: &Value| call["method"] == "AnswerCallbackQuery" && call["params"]["callback_query_id"] == "77";
        calls.as_array().unwrap().iter().any(ours).then_some(())
    })
    .await;
}

#[actix_web::test]
async fn whoever_speaks_politely_is_answered_so() {
    let rig = Rig::start().await;
    let answer = rig.answer_to(rig.say(rig.olena, "Балачко, дякую вам, без вас як без рук")).await;
    assert!(answer.contains("Ваших") || answer.contains("Звертайтеся"), "{answer}");
    let answer = rig.answer_to(rig.say(rig.taras, "Балачко, дякую, без тебе як без рук")).await;
    assert!(!answer.contains("Ваших") && !answer.contains("Звертайтеся"), "{answer}");
}
