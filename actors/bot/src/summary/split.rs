//! Parts what was said into conversations: by replies, time, people, and words shared.

use std::collections::{HashMap, HashSet, VecDeque};

use events::{MessageId, PersonId};
use language::{packs::List, text::inflection::keyword, text::words::fold};

use super::{best_line::Rarity, noise::Remark};

/// Conversations that a message may go on, the latest.
const OPEN: usize = 12;
/// How well a message must fit to go on a conversation.
const FITS: f64 = 0.45;
/// What words count for in all at most.
const WORDS: f64 = 0.8;

struct Conversation {
    messages: Vec<usize>,
    people: HashSet<PersonId>,
    /// Stems of the first names of its people.
    names: HashSet<String>,
    stems: HashSet<String>,
    last: i64,
    last_by: PersonId,
}

/// Conversations as indices of their messages, each in order. Every message is in one.
pub(super) fn split(remarks: &[Remark<'_>], rarity: &Rarity) -> Vec<Vec<usize>> {
    let mut all: Vec<Conversation> = Vec::new();
    // Of these the last was spoken in last.
    let mut open: VecDeque<usize> = VecDeque::new();
    let mut places: HashMap<MessageId, usize> = HashMap::new();
    for (at, remark) in remarks.iter().enumerate() {
        let answered = remark.said.reply_to.and_then(|to| places.get(&to)).copied();
        let found = answered.or_else(|| best_of(&all, &open, remark, rarity));
        let place = found.unwrap_or(all.len());
        if place == all.len() {
            all.push(Conversation::begun(remark));
        }
        all[place].take(at, remark);
        places.insert(remark.said.message_id, place);
        open.retain(|it| *it != place);
        open.push_back(place);
        if open.len() > OPEN {
            open.pop_front();
        }
    }
    all.into_iter().map(|it| it.messages).collect()
}

fn best_of(all: &[Conversation], open: &VecDeque<usize>, remark: &Remark<'_>, rarity: &Rarity) -> Option<usize> {
    let latest = open.back().copied();
    if remark.is_small {
        return latest;
    }
    let scored = open.iter().map(|place| (all[*place].fit(remark, rarity, Some(*place) == latest), *place));
    let best = scored.max_by(|(one, _), (other, _)| one.total_cmp(other))?;
    (best.0 >= FITS).then_some(best.1)
}

impl Conversation {
    fn begun(remark: &Remark<'_>) -> Self {
        Self {
            messages: Vec::new(),
            people: HashSet::new(),
            names: HashSet::new(),
            stems: HashSet::new(),
            last: remark.said.date,
            last_by: remark.said.sender_id,
        }
    }

    fn take(&mut self, at: usize, remark: &Remark<'_>) {
        self.messages.push(at);
        self.people.insert(remark.said.sender_id);
        let first = remark.said.sender_name.split_whitespace().next().map(fold);
        self.names.extend(first.map(|name| keyword(&name).into_owned()));
        self.stems.extend(remark.stems.iter().cloned());
        (self.last, self.last_by) = (remark.said.date, remark.said.sender_id);
    }

    fn fit(&self, remark: &Remark<'_>, rarity: &Rarity, is_latest: bool) -> f64 {
        let minutes = (remark.said.date - self.last) / 60;
        let near = match minutes {
            ..=2 => 0.35,
            3..=15 => 0.25,
            16..=60 => 0.1,
            _ => -0.2,
        };
        let shared: f64 = remark.stems.iter().filter(|it| self.stems.contains(*it)).map(|it| rarity.of_stem(it)).sum();
        let goes_on = self.last_by == remark.said.sender_id && minutes <= 3;
        let addressed = remark.words.iter().take(2).any(|word| self.names.contains(keyword(word).as_ref()));
        let begins_anew = List::NewSubject.words().begins(&remark.words).is_some() && remark.words.len() > 3;
        let mut fit = near + WORDS.min(0.5 * shared);
        for (holds, weight) in [
            (is_latest, 0.2),
            (goes_on, 0.2),
            (self.people.contains(&remark.said.sender_id), 0.1),
            (addressed && minutes <= 60, 0.4),
            (begins_anew && shared == 0.0, -0.4),
        ] {
            if holds {
                fit += weight;
            }
        }
        fit
    }
}
