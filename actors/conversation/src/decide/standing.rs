//! What to say when our standing in a chat changes.

use super::{Me, Policy, Why, admit_place, request};
use crate::request::{Request, RequestKind};
use events::{ChatKind, Membership};

/// A welcome, thanks, or that we are not there for that chat.
pub(super) fn stood(change: &Membership, me: &Me, policy: &Policy, now: i64) -> Result<Request, Why> {
    let here = admit_place(&change.chat, change.date, policy, now);
    if !matches!(here, Ok(()) | Err(Why::ChatNotAllowed)) {
        here?;
    }
    let group = matches!(change.chat.kind, ChatKind::Group | ChatKind::Supergroup);
    let (was, is) = (is_inside(&change.was), is_inside(&change.status));
    let promoted = is_admin(&change.status) && !is_admin(&change.was);
    let kind = match here {
        _ if !group || !is => Err(Why::NotAdded),
        _ if change.muted_until.is_some() => Err(Why::MayNotWrite),
        Err(_) if !was => Ok(RequestKind::NotListed),
        Err(why) => Err(why),
        Ok(()) if !was && (me.hears_all || is_admin(&change.status)) => Ok(RequestKind::Welcome),
        Ok(()) if !was => Ok(RequestKind::WelcomeInPrivacyMode),
        Ok(()) if promoted && !me.hears_all => Ok(RequestKind::Promoted),
        Ok(()) => Err(Why::NotAdded),
    };
    Ok(request(&change.chat, &change.by, kind?))
}

/// Whether somebody of that status is in the chat.
pub(crate) fn is_inside(status: &str) -> bool {
    matches!(status, "creator" | "administrator" | "member" | "restricted")
}

pub(crate) fn is_admin(status: &str) -> bool {
    matches!(status, "creator" | "administrator")
}
