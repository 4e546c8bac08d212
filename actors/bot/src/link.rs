//! Where a message can be read.

use context::{Hit, Said};
use events::{ChatId, MessageId};

/// Below this a chat's id is a supergroup's or a channel's, which links can name without this offset.
const SUPERGROUP_OFFSET: i64 = -1_000_000_000_000;

/// A link to the message, in its topic if it has one (<https://core.telegram.org/api/links#message-links>); `None` in
/// basic groups and private chats, whose messages have none.
pub(crate) fn of(hit: &Hit) -> Option<String> {
    link(hit.chat_id, hit.message_id, hit.thread, hit.chat_username.as_deref())
}

/// The same of a message that was said.
pub(crate) fn of_said(said: &Said) -> Option<String> {
    link(said.chat_id, said.message_id, said.thread, said.chat_username.as_deref())
}

fn link(chat: ChatId, message: MessageId, thread: Option<i64>, username: Option<&str>) -> Option<String> {
    let bare = SUPERGROUP_OFFSET.checked_sub(chat.0).filter(|bare| *bare > 0)?;
    let chat = match username.filter(|name| is_handle(name)) {
        Some(username) => username.to_owned(),
        None => format!("c/{bare}"),
    };
    let topic = thread.map(|topic| format!("{topic}/")).unwrap_or_default();
    Some(format!("https://t.me/{chat}/{topic}{}", message.0))
}

fn is_handle(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use events::PersonId;

    fn link_in(chat: i64, username: Option<&str>, thread: Option<i64>) -> Option<String> {
        of(&Hit {
            chat_id: ChatId(chat),
            message_id: MessageId(42),
            thread,
            chat_username: username.map(str::to_owned),
            sender_id: PersonId(1),
            sender_name: String::new(),
            date: 0,
            snippet: Vec::new(),
            text: String::new(),
            media_kind: None,
            to_us: false,
        })
    }

    #[test]
    fn supergroups_have_links_and_public_ones_their_name_in_them() {
        let group = -1_001_234_567_890;
        assert_eq!(link_in(group, None, None).as_deref(), Some("https://t.me/c/1234567890/42"));
        assert_eq!(link_in(group, None, Some(7)).as_deref(), Some("https://t.me/c/1234567890/7/42"));
        assert_eq!(link_in(group, Some("kuhnia"), None).as_deref(), Some("https://t.me/kuhnia/42"));
        assert_eq!(link_in(group, Some("kuhnia"), Some(7)).as_deref(), Some("https://t.me/kuhnia/7/42"));
        assert_eq!(link_in(group, Some("\"><b>"), None).as_deref(), Some("https://t.me/c/1234567890/42"));
    }

    #[test]
    fn other_chats_have_none() {
        for chat in [-4_242, 4_242, i64::MAX] {
            assert_eq!(link_in(chat, Some("olena"), None), None, "{chat}");
        }
    }
}
