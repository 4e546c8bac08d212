//! What people made of a message.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{
    Place,
    loose::{Literal, Loose, Number},
    message::Peer,
    people::person,
    when::Clock,
};
use events::{Message, PersonId, Reaction, ReactionCount};

/// One of the `reactions`.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Reacted {
    #[serde(rename = "type")]
    kind: Loose<String>,
    count: Loose<Number>,
    emoji: Loose<String>,
    document_id: Loose<String>,
    recent: Loose<Vec<Loose<Recent>>>,
}

/// Somebody who reacted so.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Recent {
    from: Loose<Literal>,
    from_id: Loose<Peer>,
    date: Loose<String>,
    date_unixtime: Loose<Number>,
}

impl Reacted {
    /// As [`Reaction::emoji`].
    fn name(&mut self) -> Option<String> {
        match (self.kind.0.as_deref(), self.emoji.0.take(), self.document_id.0.take()) {
            (Some("paid"), ..) => Some("paid".to_owned()),
            (_, Some(emoji), _) => Some(emoji),
            (_, None, id) => id.map(|id| format!("custom:{id}")),
        }
    }
}

/// Of each person who is named; and how many of each there are, if they are more.
pub fn reactions(
    reacted: Vec<Loose<Reacted>>,
    message: &Message,
    place: &Place,
    clock: &Clock<'_>,
) -> (Vec<Reaction>, Option<ReactionCount>) {
    let mut people: BTreeMap<PersonId, Reaction> = BTreeMap::new();
    let (mut counts, mut unnamed) = (Vec::new(), false);
    for mut kind in reacted.into_iter().filter_map(|kind| kind.0) {
        let Some(name) = kind.name() else { continue };
        let mut named = 0;
        for recent in kind.recent.0.unwrap_or_default().into_iter().filter_map(|recent| recent.0) {
            let Some(Peer(id)) = recent.from_id.0 else { continue };
            let date = recent.date_unixtime.0.map(|at| at.0).or_else(|| clock.read(recent.date.0.as_deref()?));
            let first = || Reaction {
                chat: message.chat.clone(),
                message: message.id,
                person: person(id, recent.from.0.map(|name| name.0), place),
                date: i64::MIN,
                emoji: Vec::new(),
                was: Vec::new(),
            };
            let reaction = people.entry(PersonId(id)).or_insert_with(first);
            reaction.date = reaction.date.max(date.unwrap_or(message.date));
            reaction.emoji.push(name.clone());
            named += 1;
        }
        let count = kind.count.0.map_or(named, |count| count.0.max(named));
        unnamed |= count > named;
        counts.push((name, count));
    }
    let count = |counts| ReactionCount { chat: message.chat.clone(), message: message.id, date: message.date, counts };
    (people.into_values().collect(), unnamed.then(|| count(counts)))
}
