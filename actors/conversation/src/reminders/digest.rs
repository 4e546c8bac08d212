//! The digest of a chat is a reminder that comes every day, and is nobody's.

use jiff::{ToSpan, Zoned};
use sqlx::SqliteConnection;

use super::{NewReminder, Recurrence, ReminderDetails, ReminderKind, kept};
use crate::{settings::Digest, stamp::Stamp};
use events::{ChatId, ChatKind, PersonId};
use storage::sqlite::StorageError;

/// Below this a group's id is a supergroup's.
const FIRST_SUPERGROUP: i64 = -1_000_000_000_000;

/// Begins or ends the digest of a chat. `now` is on the chat's wall, `me` is the bot, in whose name it comes; `number` as in
/// [`Stamp`].
pub(crate) async fn set_digest(
    conn: &mut SqliteConnection,
    chat: ChatId,
    digest: Digest,
    me: PersonId,
    now: &Zoned,
    number: Option<i64>,
) -> Result<(), StorageError> {
    kept::end_digest(conn, chat).await?;
    let Some(due) = digest.hour().and_then(|hour| next(hour, now)) else { return Ok(()) };
    let details = ReminderDetails {
        chat_kind: if chat.0 < FIRST_SUPERGROUP { ChatKind::Supergroup } else { ChatKind::Group },
        thread: None,
        name: String::new(),
        language: None,
        what: digest.as_str().to_owned(),
        whom: None,
        kind: ReminderKind::Digest,
        recurrence: Some(Recurrence::Daily),
        first: due,
    };
    let new = NewReminder { chat, message: None, person: me, about: None, due: Some(due), details };
    kept::insert(conn, &new, Stamp { now: now.timestamp().as_second(), number }).await.map(drop)
}

/// The next time the clock shows that hour, Unix seconds.
fn next(hour: i8, now: &Zoned) -> Option<i64> {
    let at = |day: &Zoned| day.with().hour(hour).minute(0).second(0).subsec_nanosecond(0).build().ok();
    let today = at(now).filter(|today| today > now);
    let next = today.or_else(|| at(&now.checked_add(1.day()).ok()?))?;
    Some(next.timestamp().as_second())
}
