//! What people make of our words: a reaction, a reply, or nothing at all.
//!
//! [`OwnWords`] remembers what we said last in a chat and turns what happens to it into [`Mark`]s; a [`Tally`] sums
//! the marks of a chat, or of one person there, and says how much more or less is wanted.

mod kept;
mod own_words;
mod tally;
mod taste;

use events::PersonId;

pub(super) use kept::Tallies;
pub(super) use own_words::{OwnWords, Words};
pub(super) use tally::{Tally, feedback_factor};

/// In what light our words were seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Light {
    Good,
    Bad,
    /// Nobody took notice.
    Ignored,
}

/// One piece of feedback on words of ours.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Mark {
    /// Who gave it, or whom the ignored words were for; `None` where it is the chat's alone.
    pub person: Option<PersonId>,
    pub light: Light,
    /// Negative when it is taken back.
    pub weight: f64,
    /// When the words were said, Unix seconds: given and taken back, a mark comes to nothing.
    pub date: i64,
}

impl Mark {
    /// Whether somebody has turned to our words.
    pub fn is_notice(&self) -> bool {
        self.light != Light::Ignored && self.weight > 0.0
    }
}
