//! Who may decide about what is kept of somebody: they themselves, and for a chat that speaks in its own name (a channel,
//! or a group whose admin is anonymous) that chat's admins. An admin of the group where it speaks is none of these.

use crate::reply_context::ReplyContext;
use events::PersonId;
use telegram::CallError;

/// Whether somebody may press another's button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Authority {
    Granted,
    Denied,
    /// Telegram does not tell us who the chat's admins are, as where we are no member.
    Unknown,
}

impl Authority {
    /// Whether the one who pressed may decide for the owner of a button.
    pub(super) async fn of(ctx: &ReplyContext<'_>, owner: PersonId) -> Self {
        let who = ctx.request.asker;
        if owner == who {
            return Self::Granted;
        }
        let Some(chat) = owner.as_chat() else { return Self::Denied };
        match ctx.composer.permissions.is_admin(chat, who).await {
            Ok(true) => Self::Granted,
            Ok(false) => Self::Denied,
            Err(CallError::Refused { .. }) => Self::Unknown,
            Err(error) => {
                tracing::warn!(%error, "Telegram does not tell who a chat's admins are");
                Self::Unknown
            }
        }
    }
}
