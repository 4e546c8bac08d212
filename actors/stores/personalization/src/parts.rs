//! What a shard has of the profiles.

use storage::store::parts::{Owner, Part, Repeated};

/// Each table.
pub const PARTS: &[Part] = &[
    Part::new("people", Owner::Person("id")),
    Part::new("hours", Owner::Person("person")),
    Part::new("emoji", Owner::Person("person")),
    Part::new("topics", Owner::Person("person")),
    Part::new("recent", Owner::Person("person")),
    Part::new("choices", Owner::Person("person")).repeated(Repeated::Newest("chosen_at")),
    Part::new("notifications", Owner::Person("person")).repeated(Repeated::Newest("chosen_at")),
    Part::new("events", Owner::Person("person")),
    // Whose messages these are is not kept, and they are few: those of the last days.
    Part::new("imported", Owner::All).repeated(Repeated::Any),
];
