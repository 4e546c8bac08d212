//! How updates come in: asked for by [`Polling`], or delivered to a [`Webhook`]. Either way they are confirmed once
//! they are durable; changing from one to the other repeats some, which the journal knows by their numbers.

mod connectivity;
mod deliveries;
mod number;
mod polling;
mod webhook;

pub use connectivity::{Connectivity, Rejection};
pub use deliveries::{Deliveries, Refused, Turn};
pub use number::NumberFinder;
pub use polling::Polling;
pub use webhook::{Address, Webhook};

use events::Seq;

/// All kinds that a bot in a group can get. The list persists at Telegram when left out, so it is sent each time.
const KINDS: [&str; 14] = [
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "message_reaction",
    "message_reaction_count",
    "callback_query",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
];

/// Says where each update is now; `None` for one that was there already.
fn report(numbers: &[Option<i64>], places: &[Option<Seq>]) {
    for (number, place) in numbers.iter().zip(places) {
        let outcome = if place.is_some() { "stored" } else { "known" };
        tracing::debug!(target: "trail", seq = place.map(|seq| seq.0), update_id = number, stage = "journal", outcome);
    }
}
