//! A message of an export, in a form of our own: what the export told is already brought into shape.

use serde::{Deserialize, Serialize};

use crate::{Imported, Message, Person, Reaction, ReactionCount};

/// An [`Imported`] as the journal has it. Reactions are by whom, when and which; the message's chat is theirs.
#[derive(Deserialize)]
pub struct Wire {
    message: Message,
    #[serde(default)]
    reactions: Vec<(Person, i64, Vec<String>)>,
    #[serde(default)]
    counts: Vec<(String, i64)>,
}

/// [`Wire`], without taking anything.
#[derive(Serialize)]
struct Borrowed<'a> {
    message: &'a Message,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reactions: Vec<(&'a Person, i64, &'a [String])>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    counts: &'a [(String, i64)],
}

#[derive(Serialize)]
struct Line<'a> {
    balachka_imported: Borrowed<'a>,
}

/// The raw text of an imported message, which [`parse`](super::parse) reads.
pub fn imported(imported: &Imported) -> String {
    let reactions = imported.reactions.iter().map(|it| (&it.person, it.date, it.emoji.as_slice()));
    let counts = imported.counts.as_ref().map_or(&[][..], |counts| &counts.counts);
    let line =
        Line { balachka_imported: Borrowed { message: &imported.message, reactions: reactions.collect(), counts } };
    // Strings and numbers alone cannot fail; an empty text would be set aside as unreadable.
    serde_json::to_string(&line).unwrap_or_default()
}

impl From<Wire> for Imported {
    fn from(Wire { message, reactions, counts }: Wire) -> Self {
        let reaction = |(person, date, emoji)| Reaction {
            chat: message.chat.clone(),
            message: message.id,
            person,
            date,
            emoji,
            was: Vec::new(),
        };
        let count =
            |counts| ReactionCount { chat: message.chat.clone(), message: message.id, date: message.date, counts };
        Self {
            reactions: reactions.into_iter().map(reaction).collect(),
            counts: (!counts.is_empty()).then(|| count(counts)),
            message,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Event, fixtures::*, update::parse};

    #[test]
    fn what_is_written_is_read_again() {
        let chat = supergroup(-1_000_000_000_005);
        let Event::Reaction(reaction) = reaction(&chat, 1, 8, 5, &["👍"]) else { panic!() };
        let count =
            ReactionCount { chat: chat.clone(), message: reaction.message, date: 1, counts: vec![("👍".into(), 3)] };
        for (reactions, counts) in [(Vec::new(), None), (vec![*reaction], Some(count))] {
            let whole = Imported { message: message(&chat, 1, "\"Привіт\"\n"), reactions, counts };
            assert_eq!(parse(&imported(&whole)), Ok(Event::Imported(Box::new(whole))));
        }
    }
}
