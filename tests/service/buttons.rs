//! Buttons for those who cannot press one: a channel that writes as itself, and an admin who is anonymous.

use serde_json::{Value, json};

use playground::{ChatKind, NewChat};

use crate::{
    privacy::found,
    rig::{Rig, eventually},
    settings::menu_answering,
};

const WORD: &str = "перелесник";
/// A channel of which the bot is no member.
const ELSEWHERE: i64 = -1_000_000_008_880;
const PERSONA: &str = "SELECT coalesce(max(state ->> '$.persona'), '') FROM settings";

fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    i64::try_from(since.as_secs()).unwrap()
}

/// A chat writes in the group in its own name, as Telegram delivers it.
fn writes(rig: &Rig, id: i64, chat: i64, text: &str) -> i64 {
    let stand_in = if chat == rig.group { (1_087_968_824, "Group") } else { (136_817_688, "Channel") };
    let kind = if chat == rig.group { "supergroup" } else { "channel" };
    let message = json!({
        "message_id": id, "date": now(), "text": text,
        "chat": { "id": rig.group, "type": "supergroup", "title": "Кухня" },
        "from": { "id": stand_in.0, "is_bot": true, "first_name": stand_in.1, "username": "Stand_In_Bot" },
        "sender_chat": { "id": chat, "type": kind, "title": "Рупор" },
    });
    rig.world.queue_raw(&json!({ "message": message }).to_string()).unwrap();
    id
}

fn presses(rig: &Rig, menu: i64, who: i64, wish: &str, owner: i64) {
    rig.world.press(rig.group, menu, who, &format!("privacy:{wish}:{owner}")).unwrap();
}

/// Waits until whoever pressed is told so.
async fn told(rig: &Rig, part: &str) {
    let is_told = |call: &Value| call["text"].as_str().is_some_and(|text| text.contains(part));
    eventually(part, async || rig.calls_of("answerCallbackQuery").iter().any(is_told).then_some(())).await;
}

async fn gone(rig: &Rig) {
    eventually("it is forgotten", async || found(&rig.data(), WORD).is_empty().then_some(())).await;
}

/// Olena is the group's admin, Taras is none.
#[actix_web::test]
async fn an_anonymous_admin_is_forgotten_when_an_admin_of_the_group_confirms_it() {
    let mut rig = Rig::start().await;
    rig.answer_to(rig.say(rig.olena, "/persona кума")).await;
    writes(&rig, 901, rig.group, &format!("наш {WORD}"));
    let menu = menu_answering(&rig, writes(&rig, 902, rig.group, "/forget")).await;
    presses(&rig, menu, rig.taras, "forget", rig.group);
    told(&rig, "не для тебе").await;
    rig.settled().await;
    assert!(!found(&rig.data(), WORD).is_empty());
    presses(&rig, menu, rig.olena, "forget", rig.group);
    gone(&rig).await;
    assert_eq!(rig.read::<String>("outbox.db", PERSONA).await, "kuma", "the group keeps its settings");
    assert_eq!(rig.read::<String>("context.db", "SELECT title FROM chats").await, "Кухня");
}

#[actix_web::test]
async fn a_channel_whose_admins_nobody_tells_confirms_in_words() {
    let rig = Rig::start().await;
    writes(&rig, 901, ELSEWHERE, &format!("наш {WORD}"));
    let asked = writes(&rig, 902, ELSEWHERE, "/forget");
    let menu = menu_answering(&rig, asked).await;
    assert!(rig.answer_to(asked).await.contains("/forget так"));
    presses(&rig, menu, rig.olena, "forget", ELSEWHERE);
    told(&rig, "від того самого імені").await;
    assert!(!found(&rig.data(), WORD).is_empty(), "an admin of the group is none of the channel");
    assert!(rig.answer_to(writes(&rig, 903, ELSEWHERE, "/forget так")).await.contains("забула все"));
    gone(&rig).await;
}

/// Words of a person confirm nothing: they have a button.
#[actix_web::test]
async fn words_confirm_nothing_for_a_person() {
    let rig = Rig::start().await;
    rig.say(rig.taras, &format!("мій {WORD}"));
    let asked = rig.say(rig.taras, "/forget так");
    assert!(rig.answer_to(asked).await.contains("Забути тебе зовсім?"));
    assert!(!found(&rig.data(), WORD).is_empty());
}

/// The world has no channels: another group stands for one in which the bot is.
#[actix_web::test]
async fn the_admins_of_a_channel_that_we_are_in_press_its_buttons() {
    let rig = Rig::start().await;
    let members = vec![rig.taras, rig.olena];
    let channel = NewChat { title: "Рупор".into(), kind: ChatKind::Supergroup, member_ids: members };
    let channel = rig.world.open_chat(channel).unwrap();
    writes(&rig, 901, channel, &format!("наш {WORD}"));
    let menu = menu_answering(&rig, writes(&rig, 902, channel, "/forget")).await;
    presses(&rig, menu, rig.olena, "forget", channel);
    told(&rig, "не для тебе").await;
    assert!(!found(&rig.data(), WORD).is_empty());
    presses(&rig, menu, rig.taras, "forget", channel);
    gone(&rig).await;
}

#[actix_web::test]
async fn a_channel_says_in_words_that_nothing_of_it_is_to_be_kept() {
    let mut rig = Rig::start().await;
    assert!(rig.answer_to(writes(&rig, 901, ELSEWHERE, "/privacy")).await.contains("/privacy ні"));
    assert!(rig.answer_to(writes(&rig, 902, ELSEWHERE, "/privacy ні")).await.contains("не зберігаю"));
    writes(&rig, 903, ELSEWHERE, &format!("наш {WORD}"));
    rig.settled().await;
    let texts = rig.exported(rig.group);
    assert!(!texts.iter().any(|message| message.to_string().contains(WORD)));
    assert!(rig.answer_to(writes(&rig, 904, ELSEWHERE, "/privacy так")).await.contains("знову"));
    writes(&rig, 905, ELSEWHERE, &format!("наш {WORD}"));
    rig.settled().await;
    assert!(rig.exported(rig.group).iter().any(|message| message.to_string().contains(WORD)));
}

#[actix_web::test]
async fn a_channel_is_no_admin_of_the_group() {
    let rig = Rig::start().await;
    assert!(rig.answer_to(writes(&rig, 901, ELSEWHERE, "/quiet мовчи")).await.contains("адміністратори"));
}
