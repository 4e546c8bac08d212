//! Reasons for silence.

/// Why nothing is answered, for logs and for the playground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// Reactions, and what happens to others.
    NotAMessage,
    Edited,
    Own,
    OtherBot,
    ServiceMessage,
    NoText,
    TooOld,
    ChatNotAllowed,
    /// A post in a channel, where an answer would go to all who read it.
    ChannelPost,
    CommandForAnotherBot,
    UnknownCommand,
    NotCalled,
    /// Not called, and we said something not long ago.
    SpokeLately,
    /// Not called, and the chat mourns.
    Grief,
    /// Not called, and people quarrel.
    Quarrel,
    /// Our standing changed, and we were there before or are not there now.
    NotAdded,
    /// We were restricted in that chat.
    MayNotWrite,
    /// Another part of it was heard already.
    SameAlbum,
    /// Its sender, or the whole chat, says too much.
    Flooding,
    /// So many answers an hour are enough.
    AnsweredEnough,
    /// The chat's admins have muted us.
    Muted,
}

impl Why {
    /// The reason in `snake_case`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotAMessage => "not_a_message",
            Self::Edited => "edited",
            Self::Own => "own",
            Self::OtherBot => "other_bot",
            Self::ServiceMessage => "service_message",
            Self::NoText => "no_text",
            Self::TooOld => "too_old",
            Self::ChatNotAllowed => "chat_not_allowed",
            Self::ChannelPost => "channel_post",
            Self::CommandForAnotherBot => "command_for_another_bot",
            Self::UnknownCommand => "unknown_command",
            Self::NotCalled => "not_called",
            Self::SpokeLately => "spoke_lately",
            Self::Grief => "grief",
            Self::Quarrel => "quarrel",
            Self::NotAdded => "not_added",
            Self::MayNotWrite => "may_not_write",
            Self::SameAlbum => "same_album",
            Self::Flooding => "flooding",
            Self::AnsweredEnough => "answered_enough",
            Self::Muted => "muted",
        }
    }
}
