use teloxide_core::payloads::{GetUpdatesSetters, SendMessageSetters};
use teloxide_core::requests::Requester;
use teloxide_core::types::{AllowedUpdate, ChatId, ParseMode, UpdateKind};
use teloxide_core::{ApiError, Bot, RequestError};

use super::Rig;

fn bot(rig: &Rig) -> Bot {
    Bot::new(rig.world.token()).set_api_url(rig.url.parse().unwrap())
}

#[actix_web::test]
async fn the_service_s_client_polls_and_answers() {
    let rig = Rig::new().await;
    let bot = bot(&rig);
    assert_eq!(bot.get_me().await.unwrap().username(), rig.world.bot_username());
    rig.say(rig.group, rig.olena, "агов");
    let updates = bot.get_updates().timeout(1).allowed_updates([AllowedUpdate::Message]).await.unwrap();
    let UpdateKind::Message(message) = &updates[0].kind else { panic!("{updates:?}") };
    assert_eq!(message.text(), Some("агов"));
    let sent = bot.send_message(message.chat.id, "<i>тут</i>").parse_mode(ParseMode::Html).await.unwrap();
    assert_eq!(sent.text(), Some("тут"));
    let chat = bot.get_chat(message.chat.id).await.unwrap();
    assert_eq!(chat.title(), Some("Кухня"));
    assert_eq!(bot.get_chat_administrators(message.chat.id).await.unwrap().len(), 2);
}

#[actix_web::test]
async fn the_service_s_client_knows_the_errors() {
    let rig = Rig::new().await;
    let bot = bot(&rig);
    let error = bot.send_message(ChatId(-5), "агов").await.unwrap_err();
    assert!(matches!(error, RequestError::Api(ApiError::ChatNotFound)), "{error:?}");
    rig.world.block(rig.olena, true).unwrap();
    let error = bot.send_message(ChatId(rig.olena), "агов").await.unwrap_err();
    assert!(matches!(error, RequestError::Api(ApiError::BotBlocked)), "{error:?}");
    let new = rig.world.migrate(rig.group).unwrap();
    let error = bot.send_message(ChatId(rig.group), "агов").await.unwrap_err();
    assert!(matches!(error, RequestError::MigrateToChatId(id) if id == ChatId(new)), "{error:?}");
}
