//! Updates as Telegram writes them, and as nobody should, one subject a file.

mod about;
mod defaults;
mod ephemeral;
mod hostile;
mod kinds;
mod message;
mod people;
mod properties;
mod service;
mod words;

use serde_json::{Value, json};

use super::parse;
use crate::{Event, Message, Service};

/// An ordinary message in a supergroup, as the Bot API writes it.
pub const ORDINARY: &str = r#"{"update_id":712345678,"message":{"message_id":51201,"from":{"id":6123456789,"is_bot":false,"first_name":"\u041e\u043b\u0435\u043d\u0430","last_name":"Коваль","username":"olena_k","language_code":"uk"},"chat":{"id":-1001987654321,"title":"Балачки","username":"balachky","type":"supergroup"},"date":1767225600,"reply_to_message":{"message_id":51199,"from":{"id":5987654321,"is_bot":false,"first_name":"Тарас"},"chat":{"id":-1001987654321,"title":"Балачки","type":"supergroup"},"date":1767225500,"text":"Хто сьогодні на гру?"},"text":"Я буду о сьомій \ud83d\ude00, глянь @taras","entities":[{"offset":25,"length":6,"type":"mention"}]}}"#;

/// The ordinary message with other fields in it; `null` takes a field away.
fn update_with(fields: Value) -> String {
    update_of("message", fields)
}

fn update_of(kind: &str, fields: Value) -> String {
    let mut update: Value = serde_json::from_str(ORDINARY).expect("valid JSON");
    let mut body = update["message"].take();
    set(&mut body, fields);
    json!({"update_id": 1, kind: body}).to_string()
}

fn set(object: &mut Value, fields: Value) {
    let Value::Object(fields) = fields else { panic!("no fields: {fields}") };
    for (name, value) in fields {
        object[name] = value;
    }
}

fn message_with(fields: Value) -> Message {
    message(&update_with(fields))
}

fn message(raw: &str) -> Message {
    match parse(raw) {
        Ok(Event::Message(message)) => *message,
        other => panic!("no message: {other:?}"),
    }
}

fn service_of(fields: Value) -> Service {
    message_with(fields).service.expect("a service message")
}

fn complaint(raw: &str) -> String {
    parse(raw).expect_err("must not be readable").0
}
