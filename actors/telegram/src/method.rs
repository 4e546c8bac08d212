//! What is to be done as a call of the Bot API.

use serde_json::{Value, json};

use conversation::{Action, Ephemeral, Keyboard, Outgoing};

/// The method and its parameters.
pub(super) fn method(outgoing: &Outgoing, action: &Action) -> (&'static str, Value) {
    match action {
        Action::Say { html, keyboard } => ("SendMessage", message(outgoing, html, keyboard)),
        Action::Picture { caption, keyboard, .. } => ("SendPhoto", photo(outgoing, caption, keyboard)),
        Action::Document { caption, .. } => ("SendDocument", document(outgoing, caption)),
        Action::Poll { question, options, .. } => ("SendPoll", poll(outgoing, question, options)),
        Action::StopPoll { message } => ("StopPoll", json!({ "chat_id": outgoing.chat, "message_id": message })),
        Action::Edit { message, html, keyboard } => {
            let mut payload = text(outgoing, html, keyboard);
            if let Some(Ephemeral { receiver, message, .. }) = &outgoing.ephemeral {
                payload["receiver_user_id"] = json!(receiver);
                payload["ephemeral_message_id"] = json!(message);
                return ("EditEphemeralMessageText", payload);
            }
            payload["message_id"] = json!(message);
            ("EditMessageText", payload)
        }
        Action::React { message, emoji } => {
            let reaction: Vec<_> =
                emoji.iter().take(1).map(|emoji| json!({ "type": "emoji", "emoji": emoji })).collect();
            let payload = json!({ "chat_id": outgoing.chat, "message_id": message, "reaction": reaction });
            ("SetMessageReaction", payload)
        }
        Action::Acknowledge { query, text } => {
            ("AnswerCallbackQuery", json!({ "callback_query_id": query, "text": text.as_deref().unwrap_or_default() }))
        }
    }
}

fn message(outgoing: &Outgoing, html: &str, keyboard: &Keyboard) -> Value {
    addressed(text(outgoing, html, keyboard), outgoing)
}

/// All but the photo itself.
fn photo(outgoing: &Outgoing, caption: &str, keyboard: &Keyboard) -> Value {
    addressed(with_buttons(captioned(outgoing, caption), keyboard), outgoing)
}

/// All but the file itself.
fn document(outgoing: &Outgoing, caption: &str) -> Value {
    addressed(captioned(outgoing, caption), outgoing)
}

/// Everybody may see who voted for what, as where hands are raised. Older servers take options as strings alone; newer
/// ones take both.
fn poll(outgoing: &Outgoing, question: &str, options: &[String]) -> Value {
    let payload = json!({ "chat_id": outgoing.chat, "question": question, "options": options, "is_anonymous": false });
    addressed(payload, outgoing)
}

fn captioned(outgoing: &Outgoing, caption: &str) -> Value {
    json!({ "chat_id": outgoing.chat, "caption": caption, "parse_mode": "HTML" })
}

/// With what it answers and where it belongs.
fn addressed(mut payload: Value, outgoing: &Outgoing) -> Value {
    if let Some(ephemeral) = &outgoing.ephemeral {
        to_one_person(&mut payload, ephemeral);
    } else if let Some(message) = outgoing.reply_to {
        // The message may be deleted by now; the answer is still wanted.
        payload["reply_parameters"] = json!({ "message_id": message, "allow_sending_without_reply": true });
    }
    if let Some(thread) = outgoing.thread {
        payload["message_thread_id"] = json!(thread);
    }
    payload
}

/// Nobody else sees it. What allows it, for 15 seconds, to a bot that is no admin: the message that is answered, or the
/// press. Bot API 10.3 moved the parameters into an object; a server of 10.2 knows no such object, and would show the
/// message to all.
fn to_one_person(payload: &mut Value, Ephemeral { receiver, message, query }: &Ephemeral) {
    let mut parameters = json!({ "receiver_user_id": receiver });
    match query {
        Some(query) => parameters["callback_query_id"] = json!(query),
        None => payload["reply_parameters"] = json!({ "ephemeral_message_id": message }),
    }
    if let Some(of_10_2) = parameters.as_object() {
        of_10_2.iter().for_each(|(name, value)| payload[name] = value.clone());
    }
    payload["ephemeral_message_parameters"] = parameters;
}

fn text(outgoing: &Outgoing, html: &str, keyboard: &Keyboard) -> Value {
    let payload = json!({
        "chat_id": outgoing.chat,
        "text": html,
        "parse_mode": "HTML",
        "link_preview_options": { "is_disabled": true },
    });
    with_buttons(payload, keyboard)
}

fn with_buttons(mut payload: Value, keyboard: &Keyboard) -> Value {
    if !keyboard.is_empty() {
        payload["reply_markup"] = json!({ "inline_keyboard": keyboard });
    }
    payload
}
