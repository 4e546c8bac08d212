use serde_json::{Value, json};

use super::{message_with, set};
use crate::{Event, Message, MessageId, PersonId, update::parse};

const OLENA: i64 = 6_123_456_789;

/// A message that only Olena and this bot see.
fn whisper(number: i64, fields: Value) -> Message {
    let receiver = json!({ "id": 777, "is_bot": true, "first_name": "Балачка" });
    let mut whisper = json!({ "message_id": 0, "ephemeral_message_id": number, "receiver_user": receiver });
    whisper["reply_to_message"] = Value::Null;
    set(&mut whisper, fields);
    message_with(whisper)
}

fn from(id: i64) -> Value {
    json!({ "id": id, "is_bot": false, "first_name": "Хтось" })
}

#[test]
fn an_ephemeral_message_has_a_place_of_its_own_for_each_number_and_person() {
    let first = whisper(901, json!({}));
    assert_eq!((first.id, first.aside.ephemeral), (MessageId::ephemeral(901, PersonId(OLENA)), Some(901)));
    let others = [whisper(902, json!({})), whisper(901, json!({ "from": from(41) }))];
    assert!(others.iter().all(|other| other.id != first.id && other.id.is_ephemeral()));
    assert_eq!(first.id, MessageId(-4_856_067_107_757_878), "databases keep it");
}

#[test]
fn no_other_message_has_such_a_place_and_json_holds_it_exactly() {
    let ordinary = [MessageId(1), MessageId(i64::from(i32::MAX)), MessageId(-MessageId::BEFORE_MIGRATION)];
    assert!(ordinary.into_iter().flat_map(MessageId::numberings).all(|id| !id.is_ephemeral()));
    for number in [1, 2, 901, i64::from(i32::MAX), i64::MAX] {
        for person in [1, OLENA, (1 << 52) - 1] {
            let id = MessageId::ephemeral(number, PersonId(person));
            assert!(id.is_ephemeral() && id.is_aside() && id.0 > -(1 << 53), "{id:?}");
        }
    }
}

#[test]
fn what_we_answered_and_what_is_replied_to_that_meet() {
    let bot = json!({ "id": 777, "is_bot": true, "first_name": "Балачка" });
    let ours = whisper(5, json!({ "from": bot, "receiver_user": from(OLENA) }));
    let answered = json!({ "message_id": 0, "ephemeral_message_id": 5, "from": bot, "receiver_user": from(OLENA),
        "chat": { "id": -5, "type": "group", "title": "" }, "date": 1, "text": "таємне" });
    let reply = whisper(6, json!({ "reply_to_message": answered }));
    assert_eq!(reply.reply_to.map(|it| it.id), Some(ours.id));
    assert!(reply.aside.quoted.is_some());
    let public = message_with(json!({ "reply_to_message": answered }));
    assert_eq!(public.aside.quoted, None, "it is quoted to nobody else");
}

#[test]
fn a_number_of_zero_is_none() {
    let ordinary = message_with(json!({ "ephemeral_message_id": 0, "receiver_user": null }));
    assert_eq!((ordinary.id, ordinary.aside.ephemeral), (MessageId(51_201), None));
}

#[test]
fn a_button_below_an_ephemeral_message_tells_which() {
    let chat = json!({ "id": -5, "type": "group", "title": "" });
    let pressed = json!({ "message_id": 0, "ephemeral_message_id": 5, "date": 1, "chat": chat });
    let query = json!({ "id": "1", "from": from(OLENA), "message": pressed, "chat_instance": "1", "data": "set" });
    let Ok(Event::Callback(callback)) = parse(&json!({ "callback_query": query }).to_string()) else {
        panic!("no callback")
    };
    assert_eq!(callback.ephemeral, Some(5));
    assert_eq!(callback.message, Some(MessageId::ephemeral(5, PersonId(OLENA))));
}
