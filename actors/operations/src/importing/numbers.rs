//! Which number a message of an export has here.

use context::there::Existing;
use events::{ChatId, ChatKind, Message, MessageId};

/// Where the message may be.
pub fn places(message: &Message) -> impl Iterator<Item = (ChatId, MessageId)> + use<> {
    let chat = message.chat.id;
    message.id.numberings().take(if is_unique(message) { 1 } else { usize::MAX }).map(move |id| (chat, id))
}

/// Whether no other message can have its number: accounts number private chats and small groups each for itself, and what
/// was put aside has no number of Telegram's.
fn is_unique(message: &Message) -> bool {
    message.chat.kind.numbers_are_shared() && !message.id.is_aside()
}

/// A message that a supergroup had as a group goes back to that group, if it is known here: there it may have been heard.
fn undo_migration(message: &mut Message, there: &Existing) {
    let (Some(number), Some(group)) = (message.id.in_the_group_before(), there.groups.get(&message.chat.id)) else {
        return;
    };
    (message.id, message.chat.id, message.chat.kind) = (number, *group, ChatKind::Group);
    if let Some(reply) = &mut message.reply_to {
        reply.id = reply.id.in_the_group_before().unwrap_or(reply.id);
    }
}

/// Gives the message a number that is free, where it is from now on; false if the message is there already. Where each
/// account numbers for itself, another message can have its number: a message is known by its date as well.
pub fn find_place(message: &mut Message, there: &mut Existing) -> bool {
    let is_new = give_free_number(message, there);
    if is_new {
        there.messages.insert((message.chat.id, message.id), message.date);
    }
    is_new
}

fn give_free_number(message: &mut Message, there: &Existing) -> bool {
    undo_migration(message, there);
    let date_at = |id: MessageId| there.messages.get(&(message.chat.id, id)).copied();
    if is_unique(message) {
        return date_at(message.id).is_none();
    }
    if message.id.numberings().any(|id| date_at(id) == Some(message.date)) {
        return false;
    }
    let free = message.id.numberings().find(|id| date_at(*id).is_none());
    message.id = free.unwrap_or(message.id);
    free.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use storage::fixtures::{group, message, supergroup};

    /// Messages of a chat as they are found a place, one after the other; `None` for one that is there already.
    fn placed(chat: &events::Chat, messages: &[(i64, i64)]) -> Vec<Option<i64>> {
        let mut there = Existing::default();
        let mut place = |&(id, date): &(i64, i64)| {
            let mut message = Message { date, ..message(chat, id, "") };
            find_place(&mut message, &mut there).then_some(message.id.0)
        };
        messages.iter().map(&mut place).collect()
    }

    #[test]
    fn the_numberings_of_several_accounts_are_told_apart_by_date() {
        let aside = |times: i64| 5 - times * (1 << 40);
        let several = [(5, 100), (5, 200), (5, 300), (5, 200), (5, 100)];
        assert_eq!(placed(&group(-5), &several), [Some(5), Some(aside(1)), Some(aside(2)), None, None]);
        assert_eq!(placed(&supergroup(-1005), &several), [Some(5), None, None, None, None], "there it is one number");
    }

    /// As of two old databases that each began at row 1.
    #[test]
    fn numbers_that_were_made_up_are_told_apart_in_any_chat() {
        let row = 1 - (1 << 40);
        let placed = placed(&supergroup(-1005), &[(row, 100), (row, 900), (row, 100)]);
        assert_eq!(placed, [Some(row), Some(row - (1 << 40)), None]);
    }
}
