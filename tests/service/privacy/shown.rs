//! Updates of others in which somebody is shown, each in another object.

use serde_json::{Value, json};

use super::{NAME, NEIGHBOURS, USERNAME};
use crate::rig::Rig;

/// Taras's messages show her in whatever the Bot API, or a later one, has for it.
pub fn by_others(rig: &Rig, her: i64) {
    let now = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs();
    let user = json!({ "id": her, "is_bot": false, "first_name": NAME, "last_name": USERNAME, "username": USERNAME });
    let private = json!({ "id": her, "type": "private", "first_name": NAME, "username": USERNAME });
    let objects = [
        ("contact", json!({ "phone_number": "+380", "first_name": NAME, "last_name": USERNAME, "user_id": her })),
        (
            "contact",
            json!({ "phone_number": "+380", "first_name": NAME, "user_id": her, "vcard": format!("FN:{NAME}") }),
        ),
        (
            "users_shared",
            json!({ "request_id": 1, "users": [{ "user_id": her, "first_name": NAME, "username": USERNAME }] }),
        ),
        ("video_chat_participants_invited", json!({ "users": [user] })),
        ("proximity_alert_triggered", json!({ "traveler": user, "watcher": user, "distance": 5 })),
        ("giveaway_winners", json!({ "giveaway_message_id": 1, "winner_count": 1, "winners": [user] })),
        ("reply_to_story", json!({ "chat": private, "id": 3 })),
        ("checklist", json!({ "title": "Справи", "tasks": [{ "id": 1, "text": "хліб", "completed_by_user": user }] })),
        ("entities", json!([{ "type": "text_mention", "offset": 0, "length": 5, "user": user }])),
        ("new_chat_members", json!([user])),
        ("left_chat_member", user.clone()),
        ("of_tomorrow", json!({ "deep": [{ "shown_user_id": her, "called": [NAME] }] })),
    ];
    for (nth, (field, object)) in objects.into_iter().enumerate() {
        let mut message = json!({
            "message_id": 800_000 + nth, "date": now, "text": format!("{NEIGHBOURS} {nth}"),
            "chat": { "id": rig.group, "type": "supergroup", "title": "Кухня" },
            "from": { "id": rig.taras, "is_bot": false, "first_name": "Тарас" },
        });
        message[field] = object;
        queue(rig, &json!({ "message": message }));
    }
    queue(rig, &json!({ "poll_answer": { "poll_id": "1", "user": user, "option_ids": [0] } }));
    queue(rig, &json!({ "inline_query": { "id": "1", "from": user, "query": NAME, "offset": "" } }));
}

fn queue(rig: &Rig, update: &Value) {
    rig.world.queue_raw(&update.to_string()).unwrap();
}
