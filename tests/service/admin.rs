//! `/admin`, for those who keep the bot.

use playground::{ChatKind, NewChat, Said};
use serde_json::Value;

use crate::rig::{Rig, eventually};

async fn administered() -> (Rig, i64) {
    let mut rig = Rig::world().await;
    let admins = rig.olena.to_string();
    rig.run(&[("ADMIN_IDS", &admins), ("BOT_LANGUAGE", "en")]);
    let private = |person: i64| NewChat { title: String::new(), kind: ChatKind::Private, member_ids: vec![person] };
    let own = rig.world.open_chat(private(rig.olena)).unwrap();
    (rig, own)
}

/// Waits for words in what the bot sends to that chat or changes there.
async fn shown(rig: &Rig, chat: i64, words: &str) -> Value {
    eventually(words, async || {
        let said = rig.sent().into_iter().chain(rig.calls_of("editMessageText"));
        said.filter(|it| it["chat_id"] == chat).find(|it| it["text"].as_str().unwrap().contains(words))
    })
    .await
}

#[actix_web::test]
async fn an_admin_sees_how_the_service_is_and_has_dead_letters_handled_again() {
    let (mut rig, own) = administered().await;
    rig.world.queue_raw(r#"{"message": {"message_id": "no number"}}"#).unwrap();
    rig.settled().await;
    let asked = rig.world.say(own, Said { from: rig.olena, text: "/admin".into(), ..Said::default() }).unwrap();
    let health = shown(&rig, own, "Service status").await;
    let text = health["text"].as_str().unwrap();
    assert!(text.contains("context: up to date") && text.contains("Dead letters: 1."), "{text}");
    let menu = crate::settings::menu(&rig, own, asked).await;
    rig.world.press(own, menu, rig.olena, "adm:letters").unwrap();
    shown(&rig, own, "No. 1, update").await;
    rig.world.press(own, menu, rig.olena, "adm:drop:1").unwrap();
    shown(&rig, own, "<b>Dead letters</b>: 0").await;
    rig.world.press(own, menu, rig.olena, "adm:health").unwrap();
    shown(&rig, own, "Dead letters: 0.").await;
    rig.world.press(own, menu, rig.olena, "adm:backup").unwrap();
    eventually("a backup", async || {
        let told = rig.calls_of("answerCallbackQuery");
        told.into_iter().find(|it| it["text"].as_str().unwrap().starts_with("Backup made: balachka-"))
    })
    .await;
    rig.world.press(own, menu, rig.olena, "adm:tidy").unwrap();
    eventually("tidied", async || {
        rig.calls_of("answerCallbackQuery").into_iter().find(|it| it["text"] == "Tidied up.")
    })
    .await;
}

#[actix_web::test]
async fn what_is_named_after_the_command_is_done_and_personas_are_read_again() {
    let (rig, own) = administered().await;
    let say = |text: &str| rig.world.say(own, Said { from: rig.olena, text: text.into(), ..Said::default() }).unwrap();
    say("/admin usage");
    shown(&rig, own, "<b>Language model</b>").await;
    say("/admin backup");
    shown(&rig, own, "Backup made: balachka-").await;
    say("/admin борщ");
    shown(&rig, own, "/admin backup").await;
    let menu = crate::settings::menu(&rig, own, say("/admin")).await;
    rig.world.press(own, menu, rig.olena, "adm:reload").unwrap();
    eventually("personas read again", async || {
        let told = rig.calls_of("answerCallbackQuery");
        told.into_iter().find(|it| it["text"] == "Personas: 3.")
    })
    .await;
    rig.world.press(own, menu, rig.olena, "adm:usage").unwrap();
    shown(&rig, own, "<b>Language model</b>").await;
}

#[actix_web::test]
async fn nobody_else_is_told_anything_and_not_in_a_group() {
    let (rig, _) = administered().await;
    let other = NewChat { title: String::new(), kind: ChatKind::Private, member_ids: vec![rig.taras] };
    let other = rig.world.open_chat(other).unwrap();
    rig.world.say(other, Said { from: rig.taras, text: "/admin".into(), ..Said::default() }).unwrap();
    shown(&rig, other, "only").await;
    let me = rig.world.bot_username();
    let asked = rig.say(rig.olena, &format!("/admin@{me}"));
    let answer = rig.answer_to(asked).await;
    assert!(!answer.contains("service"), "{answer}");
}
