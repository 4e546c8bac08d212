//! What is still done about a message that comes late, as after the service was down.

use super::{Policy, Why};
use crate::request::RequestKind;

/// Whoever gave an order longer ago does not wait for the answer any more, seconds. Telegram keeps updates as long,
/// <https://core.telegram.org/bots/api#getting-updates>.
const ANSWERED_WITHIN: i64 = 24 * 3600;

/// Whether a message of that age (seconds) is too old to talk about.
pub(crate) fn is_late(age: i64, policy: &Policy) -> bool {
    age > policy.max_age_secs
}

/// Whether what is asked is to be done without an answer. The age limit is for talk, and for questions whose answer nobody
/// waits for any more. An order is obeyed however old it is, and answered for a day.
///
/// # Errors
/// [`Why::TooOld`] if it is too late to do anything.
pub(super) fn check_age(kind: Option<&RequestKind>, age: i64, policy: &Policy) -> Result<bool, Why> {
    match kind {
        _ if !is_late(age, policy) => Ok(false),
        Some(kind) if policy.commands.is_order(kind) && age <= ANSWERED_WITHIN => Ok(false),
        Some(kind) if policy.commands.changes(kind) => Ok(true),
        _ => Err(Why::TooOld),
    }
}
