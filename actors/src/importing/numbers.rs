//! Which number a message of an export has here.

use crate::{
    context::there::There,
    model::{ChatId, Message, MessageId},
};

/// Where the message may be.
pub fn places(message: &Message) -> impl Iterator<Item = (ChatId, MessageId)> + use<> {
    let (chat, id) = (message.chat.id, message.id);
    let aside = (!message.chat.kind.numbers_are_shared()).then_some((chat, id.aside()));
    std::iter::once((chat, id)).chain(aside)
}

/// Gives the message a number that is free; false if the message is there already. Where each account numbers for
/// itself, another message can have its number: a message is known by its date as well.
pub fn find_place(message: &mut Message, there: &There) -> bool {
    let date_at = |id: MessageId| there.messages.get(&(message.chat.id, id)).copied();
    if message.chat.kind.numbers_are_shared() {
        return date_at(message.id).is_none();
    }
    let (here, aside) = (date_at(message.id), date_at(message.id.aside()));
    if [here, aside].contains(&Some(message.date)) {
        return false;
    }
    if here.is_some() {
        message.id = message.id.aside();
    }
    true
}
