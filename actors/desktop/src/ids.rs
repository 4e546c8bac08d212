//! Ids of chats and people: bare in an export, with a minus or `-100` in the Bot API.

use events::ChatKind;

/// Ids of supergroups and channels in the Bot API begin below this.
pub(super) const CHANNELS: i64 = -1_000_000_000_000;

/// Until the middle of 2021 Telegram Desktop wrote what kind of peer it is into the upper half of an id's 64 bits: 1 for
/// people, 2 for groups and channels.
const OLD_PEERS: i64 = 1 << 32;

/// The bare id in one of an old export, and whether it is a person's.
pub fn old_bare_id(id: i64) -> (i64, bool) {
    (id.rem_euclid(OLD_PEERS), id < 2 * OLD_PEERS)
}

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
        assert_eq!(old_bare_id(77), (77, true), "older ones are bare");
        assert_eq!(old_bare_id(4_294_967_296 + 77), (77, true));
        assert_eq!(old_bare_id(8_589_934_592 + 1_234_567_890), (1_234_567_890, false));
        assert_eq!(bare_id(i64::MIN), i64::MAX - 999_999_999_999);
    }
}
