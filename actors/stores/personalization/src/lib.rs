//! What each person is like, as far as their messages tell, and what they chose: the response profile.
//!
//! Writing: [`apply`] asks once what is known of the people of a batch, folds the batch message by message in memory
//! (`draft`), and writes each table with one statement. What is inferred from the figures, and from how much
//! evidence, stands in `figures`.
//!
//! It knows no other store. Begin with [`Personalization`], the handle.

mod apply;
mod carry;
pub mod check;
mod choice;
mod choose;
mod draft;
mod emoji;
mod erase;
mod figures;
mod handle;
mod heard;
mod kept;
mod known;
mod notes;
pub mod parts;
mod people;
mod profile;
mod profile_events;
mod statistics;
mod store;
mod twice;
mod vocabulary;

#[cfg(test)]
mod tests;

pub use apply::apply;
pub use carry::carry_over;
pub use choice::{BadChoice, Choice, Interests, Percent};
pub use handle::Personalization;
pub use profile::{Notifications, Preference, Profile, may_notify, profile};
pub use profile_events::{PersonEvent, person_events};
pub use statistics::{Felt, Statistics, statistics};
pub use store::{Deps, PersonalizationStore, STORE, schema};
pub use vocabulary::{Complexity, Interaction, Key, Length, Notice, Style, topic_called};
