//! Which number a message of an export has here.

use crate::{
    context::there::There,
    model::{ChatId, ChatKind, Message, MessageId},
};

/// Where the message may be.
pub fn places(message: &Message) -> impl Iterator<Item = (ChatId, MessageId)> + use<> {
    let (chat, id) = (message.chat.id, message.id);
    let aside = (!message.chat.kind.numbers_are_shared()).then_some((chat, id.aside()));
    std::iter::once((chat, id)).chain(aside)
}

/// A message that a supergroup had as a group goes back to that group, if it is known here: there it may have been heard.
fn undo_migration(message: &mut Message, there: &There) {
    let (Some(number), Some(group)) = (message.id.in_the_group_before(), there.groups.get(&message.chat.id)) else {
        return;
    };
    (message.id, message.chat.id, message.chat.kind) = (number, *group, ChatKind::Group);
    if let Some(reply) = &mut message.reply_to {
        reply.id = reply.id.in_the_group_before().unwrap_or(reply.id);
    }
}

/// Gives the message a number that is free; false if the message is there already. Where each account numbers for
/// itself, another message can have its number: a message is known by its date as well.
pub fn find_place(message: &mut Message, there: &There) -> bool {
    undo_migration(message, there);
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
