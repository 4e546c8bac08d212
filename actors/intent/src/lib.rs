//! What people mean when they talk to the bot: the text of a message in, an [`Intent`] out.
//!
//! Pure: it knows no database, no chat and no answer. An intent is computed once, when it is decided to answer, and kept
//! with the request; whoever answers matches on it. Begin with [`understand`].

pub mod classifier;
mod clock;
pub mod duration;
mod everyday;
mod figures;
mod following;
mod label;
mod latin;
mod period;
mod person_query;
mod phrases;
mod places;
mod recall;
mod respelled;
pub mod slots;
mod small_talk;
pub mod times;
mod top_period;
mod typing;
mod understand;
pub mod understanding;
mod until;
mod vocabulary;

use language::text::news::News;
use serde::{Deserialize, Serialize};

pub use clock::ClockQuery;
pub use everyday::{choice, or_not};
pub use following::follows;
pub use label::Label;
pub use latin::in_own_letters;
pub use period::SummaryPeriod;
pub use person_query::{PersonAspect, PersonQuery, PersonRef};
pub use phrases::is_name;
pub use places::zone_of;
pub use recall::{deeds, is_about_the_past, speaks, stem};
pub use slots::name_forms::{Gender, gender, vocative};
pub use small_talk::SmallTalk;
pub use top_period::TopPeriod;
pub use understand::{asks_the_memory, is_about_us, is_english, may_ask_the_memory, moves_a_reminder, understand};
pub use until::seconds_until;

/// Reads what is read of the packs and the model at its first use, which takes some 100 ms: whoever asks first shall not wait
/// for it.
pub fn prepare() {
    // A name, a time, a place and a word that no list has: all lists are looked into.
    for text in ["Olena, what is the wether in London tomorrow at 10?", "remind Taras in 2 hours to buy kavu"] {
        understand(text);
    }
}

/// What somebody means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Intent {
    /// What was said, by whom, when and how often: a wish of [`Label::is_recall`]. Whom, what and which time it names is
    /// read when it is answered: only then the people of the chat are known.
    Recall(Label),
    ChatStats,
    OwnStats,
    /// Who talks most.
    Top(TopPeriod),
    /// How the chat has been.
    Mood,
    /// About somebody of the chat.
    Person(PersonQuery),
    /// The time or the day.
    Clock(ClockQuery),
    /// What was talked about.
    Summary(SummaryPeriod),
    /// What is on a picture, or in another thing that was sent.
    WhatIsThis,
    /// Something that needs no memory.
    SmallTalk(SmallTalk),
    /// Something happened in somebody's life.
    News(News),
    /// To say who is right in a quarrel, or to make peace.
    Judge,
    /// A plain social move, or a wish for what a command does.
    Social(Label),
    /// A small favour that needs no memory: a choice, a sum, a coin.
    Favour(Label),
    /// A wish for what only a language model can do.
    Beyond(Label),
    /// An order: to be quiet, to remind, to cancel, to keep a birthday, to make a poll.
    Order(Label),
    /// It may be an order that is hard to undo. Whoever gave it is asked.
    Unsure(Label),
}

impl Intent {
    /// Whether it changes something: it is obeyed however late it comes.
    pub fn is_order(&self) -> bool {
        matches!(self, Self::Order(label) if *label != Label::Reminders)
    }
}
