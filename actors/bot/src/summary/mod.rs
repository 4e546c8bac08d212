//! What a summary says, found without a model: conversations of a time, and of each who talked, about what, what was
//! decided, planned, promised, left open, and what happened to people. Nothing is made up: all of it are words that were
//! said, with who said them.
//!
//! `noise` tells what is no talk, `split` parts conversations, `pieces` and `best_line` find what matters in each, `word`
//! words it. The work grows with the number of messages; at most [`MOST`] are read, the newest.

mod best_line;
mod noise;
mod pieces;
mod split;
#[cfg(test)]
mod tests;
mod word;

use std::collections::HashSet;

use context::{Said, author};
use language::zone::Zone;

use crate::Address;
use best_line::{Rarity, best_lines};
use noise::{Remark, remarks};
pub(crate) use pieces::Pieces;
use pieces::{is_condolence, pieces};
use split::split;
pub(crate) use word::in_words;

/// Messages read at most. The context store gives at most 2,000.
pub(crate) const MOST: usize = 2000;
/// Real messages from which on a time has conversations; below, its two best lines are told.
const FEW: usize = 15;
/// Conversations told at most.
const TOLD: usize = 5;
/// Messages that hurt from which on a conversation is a quarrel, if they come from two sides.
const QUARREL: usize = 3;
/// People who condole from which on there is grief, whatever words told of it.
const CONDOLING: usize = 2;
/// Lines told where little was said.
const FEW_LINES: usize = 2;

/// Words of somebody.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Quote {
    pub said: Said,
    /// At most twelve words of it.
    pub words: String,
    /// The time that they name, Unix seconds.
    pub when: Option<i64>,
}

/// One conversation.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Talk {
    /// Names, in the order in which they joined.
    pub people: Vec<String>,
    /// Real messages.
    pub messages: usize,
    /// It was a quarrel: who took part is told, and nothing else.
    pub is_quarrel: bool,
    /// What it was about, oldest first.
    pub lines: Vec<Quote>,
    pub pieces: Pieces,
}

/// What a summary says.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Outline {
    /// Somebody died: who told it, and when the farewell is.
    pub grief: Vec<Quote>,
    /// The most weighty first.
    pub talks: Vec<Talk>,
    /// What matters of conversations that are not told.
    pub rest: Pieces,
    /// The best lines, where there were too few for conversations.
    pub few: Vec<Quote>,
    /// Messages that say something.
    pub real: usize,
}

impl Outline {
    /// Of messages in the order in which they were said.
    pub(crate) fn of(said: &[Said], address: &Address, zone: &Zone) -> Self {
        let said = &said[said.len().saturating_sub(MOST)..];
        let remarks = remarks(said, address);
        let rarity = Rarity::of(&remarks);
        let real = remarks.iter().filter(|it| !it.is_small).count();
        let mut outline = Self { real, ..Self::default() };
        let mut talks = Vec::new();
        let conversations = split(&remarks, &rarity);
        for conversation in &conversations {
            let talk: Vec<&Remark<'_>> = conversation.iter().map(|at| &remarks[*at]).collect();
            let grief = grief(&talk, zone);
            if grief.is_empty() {
                talks.push(told(&talk, &rarity, zone));
            }
            outline.grief.extend(grief);
        }
        if real < FEW {
            let grieved: HashSet<_> = outline.grief.iter().map(|it| it.said.message_id).collect();
            let quotable = remarks.iter().filter(|it| !is_condolence(it) && !grieved.contains(&it.said.message_id));
            let quotable: Vec<&Remark<'_>> = quotable.collect();
            outline.few = best_lines(&quotable, &rarity, &HashSet::new(), FEW_LINES);
            return outline;
        }
        talks.sort_by(|one, other| other.weight().total_cmp(&one.weight()));
        for talk in talks {
            let is_talk = talk.people.len() > 1 && talk.messages > 2 || talk.messages > 4;
            if is_talk && outline.talks.len() < TOLD {
                outline.talks.push(talk);
            } else if !talk.is_quarrel {
                outline.rest.add(talk.pieces);
            }
        }
        outline.rest.shorten();
        outline
    }
}

impl Talk {
    fn weight(&self) -> f64 {
        let reactions: i64 = self.lines.iter().map(|it| it.said.reactions).sum();
        (self.messages as f64).sqrt() * self.people.len() as f64 + reactions as f64 + self.pieces.count() as f64
    }
}

fn told(talk: &[&Remark<'_>], rarity: &Rarity, zone: &Zone) -> Talk {
    let hostile: Vec<&Remark<'_>> = talk.iter().filter(|it| it.is_hostile).copied().collect();
    let messages = talk.iter().filter(|it| !it.is_small).count();
    if hostile.len() >= QUARREL && people(&hostile).len() > 1 {
        let (people, is_quarrel) = (people(&hostile), true);
        return Talk { people, messages, is_quarrel, lines: Vec::new(), pieces: Pieces::default() };
    }
    let pieces = pieces(talk, zone);
    let used: HashSet<_> = pieces.all().map(|it| it.said.message_id).collect();
    let wanted = match messages {
        0..6 => 1,
        6..16 => 2,
        _ => 3,
    };
    let lines = best_lines(talk, rarity, &used, wanted);
    Talk { people: people(talk), messages, is_quarrel: false, lines, pieces }
}

/// Who took part, in the order in which they joined.
fn people(talk: &[&Remark<'_>]) -> Vec<String> {
    let mut known = HashSet::new();
    let new = talk.iter().filter(|it| known.insert(author(it.said.sender_id, &it.said.sender_name)));
    new.map(|it| it.said.sender_name.clone()).collect()
}

/// That somebody died, and the first time that is named afterwards; nothing if nobody did.
fn grief(talk: &[&Remark<'_>], zone: &Zone) -> Vec<Quote> {
    let told = talk.iter().position(|it| language::text::distress::is_grieving(&it.said.text));
    let condoling: Vec<&Remark<'_>> = talk.iter().filter(|it| is_condolence(it)).copied().collect();
    let consoled = || {
        let first = talk.iter().position(|it| is_condolence(it)).filter(|_| people(&condoling).len() >= CONDOLING)?;
        talk[..first].iter().rposition(|it| !it.is_small)
    };
    let Some(at) = told.or_else(consoled) else { return Vec::new() };
    let news = Quote::of(talk[at], |_| true);
    let plans = pieces(&talk[at + 1..], zone).plans;
    std::iter::once(news).chain(plans.into_iter().take(1)).collect()
}
