//! What came of a conversation: decisions, plans, promises, questions that nobody answered, news about people.

use intent::times::{Direction, times};
use language::{
    packs::List,
    text::words::{fold, words},
    zone::Zone,
};

use super::{
    Quote,
    noise::{Remark, is_laughter},
};

/// Pieces of one kind told of a conversation at most.
const EACH: usize = 3;
/// Pieces of one kind told of all conversations that are not told themselves.
const OF_REST: usize = 3;
/// Messages among which somebody must agree to what was proposed.
const AGREED_WITHIN: usize = 3;
/// Seconds after which another's words are no answer, unless they reply.
const ANSWERED_WITHIN: i64 = 30 * 60;
/// Fewer words are no plan.
const WORDS: usize = 3;

/// What came of a conversation.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Pieces {
    pub news: Vec<Quote>,
    pub decisions: Vec<Quote>,
    pub plans: Vec<Quote>,
    pub promises: Vec<Quote>,
    /// Nobody answered them.
    pub questions: Vec<Quote>,
}

impl Pieces {
    pub fn all(&self) -> impl Iterator<Item = &Quote> {
        [&self.news, &self.decisions, &self.plans, &self.promises, &self.questions].into_iter().flatten()
    }

    pub fn count(&self) -> usize {
        self.all().count()
    }

    pub(super) fn add(&mut self, other: Self) {
        self.news.extend(other.news);
        self.decisions.extend(other.decisions);
        self.plans.extend(other.plans);
        self.promises.extend(other.promises);
        self.questions.extend(other.questions);
    }

    /// Keeps the newest of each kind.
    pub(super) fn shorten(&mut self) {
        for kind in [&mut self.news, &mut self.decisions, &mut self.plans, &mut self.promises, &mut self.questions] {
            kind.sort_by_key(|it| (it.said.date, it.said.message_id));
            keep_newest(kind, OF_REST);
        }
    }
}

fn keep_newest(quotes: &mut Vec<Quote>, most: usize) {
    quotes.drain(..quotes.len().saturating_sub(most));
}

/// Whether it is said to who mourns.
pub(super) fn is_condolence(remark: &Remark<'_>) -> bool {
    List::Condolences.is_in(&remark.words)
}

/// What came of a conversation; of much the newest.
pub(super) fn pieces(talk: &[&Remark<'_>], zone: &Zone) -> Pieces {
    let mut pieces = Pieces::default();
    for (at, remark) in talk.iter().enumerate() {
        if remark.is_small || remark.is_hostile || is_condolence(remark) {
            continue;
        }
        let after = &talk[at + 1..];
        if remark.is_question() {
            if is_open(remark, after) {
                pieces.questions.push(Quote::of(remark, |part| part.contains('?')));
            }
        } else if List::News.is_in(&remark.words) {
            pieces.news.push(Quote::of(remark, has(List::News)));
        } else if List::Decided.is_in(&remark.words) {
            pieces.decisions.push(dated(Quote::of(remark, has(List::Decided)), zone));
        } else if List::Promising.is_in(&remark.words) {
            pieces.promises.push(Quote::of(remark, has(List::Promising)));
        } else if List::Deciding.is_in(&remark.words) && remark.words.len() >= WORDS && is_agreed(remark, after) {
            pieces.decisions.push(dated(Quote::of(remark, has(List::Deciding)), zone));
        } else if remark.words.len() >= WORDS {
            let plan = Quote::of(remark, |part| time_in(part, remark.said.date, zone).is_some());
            if time_in(&plan.words, remark.said.date, zone).is_some() {
                pieces.plans.push(dated(plan, zone));
            }
        }
    }
    for kind in
        [&mut pieces.news, &mut pieces.decisions, &mut pieces.plans, &mut pieces.promises, &mut pieces.questions]
    {
        keep_newest(kind, EACH);
    }
    pieces
}

fn has(list: List) -> impl Fn(&str) -> bool {
    move |part| list.is_in(&words(part).map(fold).collect::<Vec<_>>())
}

/// With the day that the quoted words name, if it was to come when they were said. Only names of days are relied on:
/// figures may be a version, a price or a length.
fn dated(mut quote: Quote, zone: &Zone) -> Quote {
    let said: Vec<String> = words(&quote.words).map(fold).collect();
    let names = |list: List| list.words().pairs().any(|(name, _)| said.iter().any(|word| word == name));
    let has_fraction = quote
        .words
        .split(char::is_whitespace)
        .any(|word| word.split_once('.').is_some_and(|(before, _)| before.ends_with(|it: char| it.is_ascii_digit())));
    if !has_fraction && (names(List::WeekDays) || names(List::DayShifts)) {
        quote.when = time_in(&quote.words, quote.said.date, zone);
    }
    quote
}

/// The time to come that words name, Unix seconds.
fn time_in(text: &str, said: i64, zone: &Zone) -> Option<i64> {
    let times = times(text, &zone.zoned(said), Direction::Future);
    let day = || times.date.map(|date| date.to_zoned(zone.zoned(said).time_zone().clone()));
    let when = times.at.clone().or_else(|| day()?.ok())?;
    Some(when.timestamp().as_second()).filter(|when| *when > said)
}

/// Whether somebody else agreed soon.
fn is_agreed(remark: &Remark<'_>, after: &[&Remark<'_>]) -> bool {
    let others = after.iter().take(AGREED_WITHIN).filter(|it| it.said.sender_id != remark.said.sender_id);
    let mut others = others.filter(|it| !it.is_question());
    others.any(|it| it.words.first().is_some_and(|word| List::Assent.has(word)))
}

/// Whether nobody else said anything to it.
fn is_open(question: &Remark<'_>, after: &[&Remark<'_>]) -> bool {
    let answers = |it: &&&Remark<'_>| {
        let soon = it.said.date - question.said.date <= ANSWERED_WITHIN;
        let replies = it.said.reply_to == Some(question.said.message_id);
        let says_something = !it.words.is_empty() && !it.words.iter().all(|word| is_laughter(word));
        let other = it.said.sender_id != question.said.sender_id;
        other && (soon || replies) && says_something && !List::NoAnswer.is_in(&it.words)
    };
    !after.iter().any(|it| answers(&it))
}
