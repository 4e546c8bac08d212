//! Words on a card and below it.

use ::cards::number;
use language::{
    analyzer::Topic,
    text::{
        catalogue::{Args, Language, say},
        plain, visible,
    },
};

/// People named below a card.
const PEOPLE: usize = 3;

/// Says things in one language.
#[derive(Clone, Copy)]
pub(crate) struct Words {
    pub language: Language,
}

impl Words {
    /// A message of the catalogues as HTML.
    pub fn say(self, id: &str, args: &Args) -> String {
        say(self.language, id, args)
    }

    /// One without places to fill, as text.
    pub fn text(self, id: &str) -> String {
        plain(&self.say(id, &Args::default()))
    }

    /// One that goes by a number, as text.
    pub fn counted(self, id: &str, count: i64) -> String {
        plain(&self.say(id, &Args::default().number("count", count)))
    }

    /// What something is called: the message `kind-name`.
    pub fn named(self, kind: &str, name: &str) -> String {
        self.text(&format!("{kind}-{name}"))
    }

    /// Topics in a row.
    pub fn topics(self, topics: impl Iterator<Item = Topic>) -> String {
        topics.map(|topic| self.named("topic", topic.as_str())).collect::<Vec<_>>().join(", ")
    }

    /// The first people in a row, each with their messages.
    pub fn people<'n>(self, people: impl Iterator<Item = (&'n str, i64)>) -> String {
        let named = |(name, messages)| format!("{} ({})", self.person(name), written(messages));
        people.take(PEOPLE).map(named).collect::<Vec<_>>().join(", ")
    }

    /// The chat's name, or what to call one without.
    pub fn title(self, raw: &str) -> String {
        visible::name(raw).unwrap_or_else(|| self.text("card-title"))
    }

    /// A person's name, or what to call one without.
    pub fn person(self, raw: &str) -> String {
        visible::name(raw).unwrap_or_else(|| self.text("nameless"))
    }
}

/// As many as a card can count.
pub(crate) fn count(number: i64) -> u32 {
    u32::try_from(number.max(0)).unwrap_or(u32::MAX)
}

/// A number with its thousands apart.
pub(crate) fn written(value: i64) -> String {
    number(count(value))
}
