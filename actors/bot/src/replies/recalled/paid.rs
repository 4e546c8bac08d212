//! "Who has paid?", "who has not?", "how much is there by now?": what people wrote of their own share since it was named.

use std::collections::HashSet;

use context::Said;
use events::PersonId;
use intent::slots::tokens::{Token, tokens};
use language::{
    packs::List,
    text::{
        catalogue::Args,
        words::{fold, words},
    },
};
use rust_decimal::Decimal;

use super::{
    Told,
    found::worth_telling,
    question::Question,
    rank::{Words, asks, names_share},
};
use crate::{
    reply_context::{ReplyContext, ReplyError},
    speaker::Speaker,
};

/// Seconds for which payments are looked for.
const LATELY: i64 = 14 * 24 * 3600;
/// Words of a message that tells of a payment, at most.
const BRIEF: usize = 14;
/// Less is the number of a flat or a floor rather than an amount.
const LEAST: i64 = 10;
/// People that are named.
const NAMED: usize = 20;

/// What a question wants to know of a collection.
enum Asked {
    WhoPaid,
    WhoDidNot,
    /// How much there is, and how much is wanted.
    HowMuch(Option<Decimal>),
}

impl Asked {
    fn of(text: &str) -> Option<Self> {
        let said: Vec<String> = words(text).map(fold).collect();
        let (who, how_much) = (List::Who.has_any(&said), List::HowMany.has_any(&said));
        let (paid, not) = (List::Paid.has_any(&said), List::Denials.has_any(&said));
        match () {
            () if who && (List::Left.has_any(&said) || paid && not) => Some(Self::WhoDidNot),
            () if who && !how_much && paid => Some(Self::WhoPaid),
            () if how_much && !who && List::Lacking.is_in(&said) => {
                amounts(text).last().map(|it| Self::HowMuch(Some(*it)))
            }
            () if how_much && !who && List::Collected.has_any(&said) => Some(Self::HowMuch(None)),
            () => None,
        }
    }
}

/// A collection since it was announced.
struct Collection {
    /// Who wrote since then, in order.
    people: Vec<(PersonId, String)>,
    paid: Vec<(PersonId, String, Decimal)>,
}

/// Whether a question asks for what was paid.
pub(super) fn asks_paid(text: &str) -> bool {
    Asked::of(text).is_some()
}

/// The answer, if the question is one of these and somebody wrote of a payment.
pub(super) async fn paid(ctx: &ReplyContext<'_>, question: &Question) -> Result<Option<Told>, ReplyError> {
    let Some(asked) = Asked::of(&question.text) else { return Ok(None) };
    let until = question.ever().end;
    let said = ctx.look_up(&[], ctx.context().said(ctx.request.chat, until.saturating_sub(LATELY), until)).await?;
    let said = worth_telling(ctx, question, said);
    let Some(collection) = Collection::of(&said, question) else { return Ok(None) };
    // "How much more do I need for 60 points?"
    if matches!(asked, Asked::HowMuch(Some(wanted)) if wanted <= collection.total()) {
        return Ok(None);
    }
    Ok(Some(ctx.word(|speaker| collection.told(speaker, &asked).into())))
}

impl Collection {
    /// The newest one; `None` if nobody paid, or if the question is about something else.
    fn of(said: &[Said], question: &Question) -> Option<Self> {
        let shares = |it: &Said| !asks(&it.text) && names_share(&folded(&it.text));
        let begun = said.iter().rposition(shares);
        let since = begun.map_or(said, |at| &said[at..]);
        let share = begun.and_then(|at| share_in(&said[at].text));
        let named = Words::of(&question.words, &question.text);
        let is_about_it = |it: &Said| named.named_in(&it.text) > 0;
        let of_money = |word: &str| [List::Paid, List::Collected, List::Left].iter().any(|list| list.has(word));
        let things = question.words.iter().filter(|word| !of_money(&fold(word)) && amounts(word).is_empty());
        if things.count() > 0 && !said.iter().any(is_about_it) {
            return None;
        }
        let mut people: Vec<(PersonId, String)> = Vec::new();
        for it in since {
            if people.iter().all(|(person, _)| *person != it.sender_id) {
                people.push((it.sender_id, it.sender_name.clone()));
            }
        }
        let mut heard = HashSet::new();
        let payments = since.iter().filter_map(|it| {
            let amount = payment(&it.text, share)?;
            let (person, name) = payer(it, &people);
            heard.insert(person).then_some((person, name, amount))
        });
        let paid: Vec<_> = payments.collect();
        // Whoever names the share and pays none collects it.
        let collects = begun.map(|at| said[at].sender_id);
        people.retain(|(person, _)| Some(*person) != collects || paid.iter().any(|(payer, _, _)| payer == person));
        (!paid.is_empty()).then_some(Self { people, paid })
    }

    fn told(&self, speaker: &mut Speaker<'_>, asked: &Asked) -> String {
        match asked {
            Asked::WhoDidNot => self.unpaid(speaker),
            Asked::WhoPaid => format!("{} {}", self.payers(speaker), self.sum(speaker)),
            Asked::HowMuch(None) => format!("{} {}", self.sum(speaker), self.payers(speaker)),
            Asked::HowMuch(Some(wanted)) => {
                let missing = Args::default().text("missing", &shown(*wanted - self.total()));
                format!("{} {}", self.sum(speaker), speaker.say_id("recall-missing", &missing))
            }
        }
    }

    fn payers(&self, speaker: &mut Speaker<'_>) -> String {
        let named =
            |(_, name, amount): &(PersonId, String, Decimal)| format!("{} ({})", speaker.name(name), shown(*amount));
        let names: Vec<String> = self.paid.iter().take(NAMED).map(named).collect();
        speaker.say_id("recall-paid", &Args::default().text("names", &names.join(", ")))
    }

    fn unpaid(&self, speaker: &mut Speaker<'_>) -> String {
        let owes = |(person, _): &&(PersonId, String)| self.paid.iter().all(|(payer, _, _)| payer != person);
        let names: Vec<String> =
            self.people.iter().filter(owes).map(|(_, name)| speaker.name(name)).take(NAMED).collect();
        if names.is_empty() {
            return speaker.say_id("recall-all-paid", &Args::default());
        }
        speaker.say_id("recall-unpaid", &Args::default().text("names", &names.join(", ")))
    }

    fn sum(&self, speaker: &mut Speaker<'_>) -> String {
        speaker.say_id("recall-paid-sum", &Args::default().text("sum", &shown(self.total())))
    }

    fn total(&self) -> Decimal {
        self.paid.iter().map(|(_, _, amount)| *amount).sum()
    }
}

/// What a message says was paid: an amount, or the share where it names none.
fn payment(text: &str, share: Option<Decimal>) -> Option<Decimal> {
    let said = folded(text);
    let is_denied = said.windows(2).any(|pair| List::Denials.has(&pair[0]) && List::Paid.has(&pair[1]));
    if said.len() > BRIEF || is_denied || asks(text) {
        return None;
    }
    let amounts = amounts(text);
    let pays = List::Paid.has_any(&said);
    if !pays && (amounts.is_empty() || !List::PaidBy.is_in(&said)) {
        return None;
    }
    match share {
        Some(share) if List::Rest.has_any(&said) || amounts.is_empty() => Some(share),
        _ => amounts.into_iter().max(),
    }
}

/// Who paid: somebody of these whom the message names, or its writer.
fn payer(said: &Said, people: &[(PersonId, String)]) -> (PersonId, String) {
    let words = folded(&said.text);
    let is_named = |(person, name): &&(PersonId, String)| {
        let first = language::text::words::words(name).next().map(fold);
        *person != said.sender_id && first.is_some_and(|first| words.contains(&first))
    };
    match people.iter().find(is_named) {
        Some(named) => named.clone(),
        None => (said.sender_id, said.sender_name.clone()),
    }
}

/// What each pays: the amount beside "each".
fn share_in(text: &str) -> Option<Decimal> {
    let tokens = tokens(text);
    tokens.windows(2).find_map(|pair| match pair {
        [each, amount] if each.is_in(List::Each) => amount.number(),
        [amount, each] if each.is_in(List::Each) => amount.number(),
        _ => None,
    })
}

/// The amounts in a text.
fn amounts(text: &str) -> Vec<Decimal> {
    tokens(text).iter().filter_map(Token::number).filter(|number| *number >= LEAST.into()).collect()
}

fn folded(text: &str) -> Vec<String> {
    words(text).map(fold).collect()
}

fn shown(number: Decimal) -> String {
    number.normalize().to_string()
}
