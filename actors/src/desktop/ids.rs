//! Ids of chats and people: bare in an export, with a minus or `-100` in the Bot API.

use crate::model::ChatKind;

/// Ids of supergroups and channels in the Bot API begin below this.
pub(super) const CHANNELS: i64 = -1_000_000_000_000;

/// Telegram Desktop numbers the messages that a supergroup had as a group so much lower, which keeps them apart.
pub(super) const BEFORE_MIGRATION: i64 = 1_000_000_000;

/// An id without the Bot API's minus and `-100`.
pub fn bare_id(id: i64) -> i64 {
    match id {
        ..CHANNELS => CHANNELS.saturating_sub(id),
        id => id.saturating_abs(),
    }
}

/// A bare id, not below 0, as the Bot API writes it.
pub fn whole_id(bare: i64, kind: ChatKind) -> i64 {
    match kind {
        ChatKind::Private => bare,
        ChatKind::Group => bare.saturating_neg(),
        ChatKind::Supergroup | ChatKind::Channel => CHANNELS.saturating_sub(bare),
    }
}

/// An id with its kind in words.
pub(super) fn peer(id: i64) -> String {
    let kind = match id {
        ..CHANNELS => "channel",
        CHANNELS..0 => "chat",
        0.. => "user",
    };
    format!("{kind}{}", bare_id(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_lose_what_the_bot_api_puts_before_them_and_get_it_again() {
        for (id, bare, whole, kind) in [
            (7, 7, "user7", ChatKind::Private),
            (-7, 7, "chat7", ChatKind::Group),
            (-999_999_999_999, 999_999_999_999, "chat999999999999", ChatKind::Group),
            (-1_000_000_000_001, 1, "channel1", ChatKind::Channel),
            (-1_001_234_567_890, 1_234_567_890, "channel1234567890", ChatKind::Supergroup),
        ] {
            assert_eq!(bare_id(id), bare);
            assert_eq!(peer(id), whole);
            assert_eq!(whole_id(bare, kind), id);
        }
        assert_eq!(bare_id(i64::MIN), i64::MAX - 999_999_999_999);
    }
}
