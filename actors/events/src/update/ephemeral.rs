//! Ephemeral messages (Bot API 10.2), which one person and one bot see: their `message_id` is 0, and they have numbers of
//! their own, <https://core.telegram.org/bots/api#ephemeral-messages-and-commands>.

use serde::Deserialize;

use super::people::User;
use crate::{MessageId, PersonId};

/// `receiver_user`.
#[derive(Deserialize)]
pub struct Receiver {
    id: i64,
    #[serde(default)]
    is_bot: bool,
}

/// The number of an ephemeral message; 0 says, as in other fields, that there is none.
pub fn number(field: Option<i64>) -> Option<i64> {
    field.filter(|number| *number != 0)
}

/// Where the message of that number is kept. Telegram counts those of each person apart, whoever of the two wrote them.
pub fn place(number: i64, from: Option<&User>, receiver: Option<&Receiver>) -> MessageId {
    let person = receiver.filter(|receiver| !receiver.is_bot).map(|receiver| receiver.id);
    let person = person.or(from.map(|user| user.id)).unwrap_or_default();
    MessageId::ephemeral(number, PersonId(person))
}
