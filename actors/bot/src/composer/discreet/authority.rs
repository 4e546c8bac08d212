//! Who may decide about what is kept of somebody: they themselves, and for a chat that speaks in its own name (a channel,
//! or a group whose admin is anonymous) that chat's admins. An admin of the group where it speaks is none of these.

use crate::composer::Composer;
use events::PersonId;
use telegram::CallError;

/// Whether somebody may press another's button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Authority {
    Theirs,
    None,
    /// Telegram does not tell us who the chat's admins are, as where we are no member.
    Unknown,
}

impl Composer {
    /// Whether `who` may decide for the owner of a button.
    pub(super) async fn authority(&self, owner: PersonId, who: PersonId) -> Authority {
        if owner == who {
            return Authority::Theirs;
        }
        let Some(chat) = owner.as_chat() else { return Authority::None };
        match self.standing.is_admin(chat, who).await {
            Ok(true) => Authority::Theirs,
            Ok(false) => Authority::None,
            Err(CallError::Refused { .. }) => Authority::Unknown,
            Err(error) => {
                tracing::warn!(%error, "Telegram does not tell who a chat's admins are");
                Authority::Unknown
            }
        }
    }
}
