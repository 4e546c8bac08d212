//! The lines of a conversation that tell best what it is about, and how a long one is cut.

use std::collections::{HashMap, HashSet};

use events::MessageId;
use language::{
    packs::List,
    text::{
        visible::{shorten, visible},
        words::fold,
    },
};

use super::{Quote, noise::Remark, pieces::is_condolence};

/// Words quoted at most.
const QUOTED: usize = 12;
/// Fewer words are no line, unless there is nothing else.
const WORDS: usize = 3;
/// Graphemes quoted at most: a word can be a link.
const LENGTH: usize = 140;
/// Words of a message among which those to be quoted are looked for.
const LOOKED_AT: usize = 200;

/// How rare stems are among the messages of a time.
pub(super) struct Rarity {
    messages: f64,
    in_messages: HashMap<String, f64>,
}

impl Rarity {
    pub fn of(remarks: &[Remark<'_>]) -> Self {
        let mut in_messages: HashMap<String, f64> = HashMap::new();
        for stem in remarks.iter().flat_map(|it| &it.stems) {
            *in_messages.entry(stem.clone()).or_default() += 1.0;
        }
        Self { messages: remarks.len().max(2) as f64, in_messages }
    }

    /// From 0 for what all say to 1 for what one message says: the inverse document frequency, by its maximum.
    pub fn of_stem(&self, stem: &str) -> f64 {
        let count = self.in_messages.get(stem).copied().unwrap_or(1.0);
        (self.messages / count).ln() / self.messages.ln()
    }
}

impl Quote {
    /// The first twelve words in which `is_meant` finds what it is quoted for; the first of all if there are none.
    pub(super) fn of(remark: &Remark<'_>, is_meant: impl Fn(&str) -> bool) -> Self {
        let text = visible(&remark.said.text);
        let words: Vec<&str> = text.split_whitespace().take(LOOKED_AT).collect();
        let windows = words.len().saturating_sub(QUOTED);
        let start = (0..=windows).find(|at| is_meant(&words[*at..words.len().min(at + QUOTED)].join(" ")));
        let start = start.unwrap_or(0);
        let end = words.len().min(start + QUOTED);
        let mut quoted = shorten(&words[start..end].join(" "), LENGTH);
        if start > 0 {
            quoted.insert(0, '…');
        }
        if end < words.len() && !quoted.ends_with('…') {
            quoted.push('…');
        }
        Self { said: remark.said.clone(), words: quoted, when: None }
    }
}

/// At most so many lines that tell what a conversation is about, oldest first; none of `used`.
pub(super) fn best_lines(
    talk: &[&Remark<'_>],
    rarity: &Rarity,
    used: &HashSet<MessageId>,
    wanted: usize,
) -> Vec<Quote> {
    let mut in_talk: HashMap<&str, f64> = HashMap::new();
    let mut answers: HashMap<MessageId, f64> = HashMap::new();
    for remark in talk {
        remark.stems.iter().for_each(|stem| *in_talk.entry(stem).or_default() += 1.0);
        remark.said.reply_to.iter().for_each(|to| *answers.entry(*to).or_default() += 1.0);
    }
    let first = talk.iter().position(|it| !it.is_small);
    let mut scored = Vec::new();
    for (at, remark) in talk.iter().enumerate() {
        let is_line = !remark.is_small && !remark.is_hostile && !is_condolence(remark);
        if !is_line || used.contains(&remark.said.message_id) {
            continue;
        }
        let central = |stem: &String| in_talk.get(stem.as_str()).map_or(0.0, |count| count.ln_1p());
        let told: f64 = remark.stems.iter().map(|stem| central(stem) * rarity.of_stem(stem)).sum();
        let attention =
            answers.get(&remark.said.message_id).copied().unwrap_or_default() + remark.said.reactions as f64;
        let mut score = told / (remark.words.len() as f64).sqrt().max(2.0) + attention;
        for (holds, weight) in [
            (Some(at) == first, 0.5),
            (remark.words.len() < WORDS, -1.0),
            (remark.said.text.contains(|it: char| it.is_ascii_digit()), 0.3),
            (remark.is_question() && Some(at) != first, -0.4),
            (remark.words.first().is_some_and(|word| List::Pronouns.has(word)), -0.2),
        ] {
            if holds {
                score += weight;
            }
        }
        scored.push((score, *remark));
    }
    scored.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    // Of what is said again and again, once is enough.
    let mut texts = HashSet::new();
    scored.retain(|(_, it)| texts.insert(fold(it.said.text.trim())));
    scored.truncate(wanted);
    scored.sort_by_key(|(_, it)| (it.said.date, it.said.message_id));
    scored.into_iter().map(|(_, it)| Quote::of(it, |_| true)).collect()
}
