//! What a shard has of the outbox.

use storage::store::parts::{Inside, Number, Owner, Part, Renumbering, Repeated, Series};

const ROWS: Series = Series { table: "outbox", column: "id", renumbering: Renumbering::Together };
const REMINDERS: Series = Series { table: "reminders", column: "id", renumbering: Renumbering::OnlyTaken };
const POLLS: Series = Series { table: "polls", column: "id", renumbering: Renumbering::OnlyTaken };

/// [`Action::Poll`](crate::Action::Poll).
const SENT_POLL: Inside = Inside { path: "$.poll", kind_path: "$.do", is: "poll" };
/// [`RequestKind::PollResult`](crate::RequestKind::PollResult).
const POLL_RESULT: Inside = Inside { path: "$.asked.poll", kind_path: "$.asked.kind", is: "poll_result" };
/// [`RequestKind::Reminder`](crate::RequestKind::Reminder).
const REMINDER: Inside = Inside { path: "$.asked.id", kind_path: "$.asked.kind", is: "reminder" };

/// Each table.
pub const PARTS: &[Part] = &[
    Part::new("outbox", Owner::Chat("chat_id")).numbered(&[
        Number::in_column("id", ROWS),
        Number::in_column("turn", ROWS),
        Number::in_json("action", SENT_POLL, POLLS),
        Number::in_json("request", POLL_RESULT, POLLS),
        Number::in_json("request", REMINDER, REMINDERS),
    ]),
    Part::new("files", Owner::Row { column: "outbox", table: "outbox", key: "id" })
        .numbered(&[Number::in_column("outbox", ROWS)]),
    // A supergroup may be known in the shard of its own id if it was heard before it was known to have been a group.
    Part::new("rhythms", Owner::Chat("chat_id")).repeated(Repeated::Any),
    Part::new("settings", Owner::Chat("chat_id")).repeated(Repeated::Any),
    Part::new("own_words", Owner::Chat("chat_id")).repeated(Repeated::Any),
    Part::new("floods", Owner::Chat("chat_id")).repeated(Repeated::Any),
    Part::new("footings", Owner::Chat("chat_id")).repeated(Repeated::Any),
    Part::new("llm_usage", Owner::Chat("chat_id")).repeated(Repeated::Newest("requests")),
    Part::new("feedback", Owner::Chat("chat_id")).repeated(Repeated::Newest("at")),
    Part::new("talks", Owner::Chat("chat_id")).repeated(Repeated::Newest("at")),
    Part::new("reminders", Owner::Chat("chat_id")).numbered(&[Number::in_column("id", REMINDERS)]),
    Part::new("polls", Owner::Chat("chat_id"))
        .numbered(&[Number::in_column("id", POLLS), Number::in_column("job", ROWS)]),
];
