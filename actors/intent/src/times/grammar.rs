//! Tries each rule at each place of a text; the longest that fits wins.

use std::ops::Range;

use language::packs::List;

use super::{
    clock, cycles, days,
    lead::Lead,
    numbers::exact_number,
    parts,
    reader::Reader,
    said::{Clock, Said, Strength},
    spans,
    tokens::Token,
};

/// Reads what says a time from what follows the words before it.
type Rule = fn(&Lead, &mut Reader) -> Option<Said>;

/// Of those that fit as many tokens, the first wins.
const RULES: &[Rule] = &[
    cycles::in_a_word,
    cycles::on_each,
    cycles::every,
    days::shifted,
    days::date,
    days::date_after_month,
    days::date_in_figures,
    days::nth_of_month,
    days::day_of_month,
    days::feast,
    // Before the days of the week: one of them is a week, too, where it is counted.
    spans::unit,
    spans::ahead,
    spans::over,
    days::weekday,
    clock::noon,
    clock::same_hour,
    clock::half,
    clock::with_minutes,
    clock::in_figures,
    parts::part,
    spans::rolling,
    spans::from_now,
    spans::month,
    spans::season,
    spans::quarter,
    spans::weekend,
    spans::portion,
    spans::counted_portion,
    spans::whole_year,
    clock::full_hour,
    spans::lasting,
];

/// What some tokens say.
#[derive(Debug, Clone)]
pub struct Item {
    pub said: Said,
    pub tokens: Range<usize>,
}

/// All that says a time, in order.
pub fn items(tokens: &[Token]) -> Vec<Item> {
    let mut items = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match item(tokens, at) {
            Some(item) => {
                at = item.tokens.end;
                items.push(item);
            }
            None => at += 1,
        }
    }
    items
}

fn item(tokens: &[Token], at: usize) -> Option<Item> {
    let mut reader = Reader::new(tokens, at);
    let lead = Lead::read(tokens, &mut reader);
    let mut best: Option<(Said, usize)> = None;
    for rule in RULES {
        let mut ahead = reader;
        let found = rule(&lead, &mut ahead);
        if let Some(said) = found
            && best.as_ref().is_none_or(|(_, end)| ahead.at() > *end)
        {
            best = Some((said, ahead.at()));
        }
    }
    let (said, end) = best.or_else(|| bare_number(tokens, at, &lead, reader))?;
    let edge = lead.edge().filter(|_| said.cycle.is_none() && said.length.is_none());
    Some(Item { said: Said { edge, ..said }, tokens: at..end })
}

/// A number that may be an end of a stretch.
fn bare_number(tokens: &[Token], start: usize, lead: &Lead, mut reader: Reader) -> Option<(Said, usize)> {
    let number = exact_number(&mut reader).filter(|number| (0..=31).contains(number))?;
    let joins = |token: &Token| token.is_dash() || token.is(List::And);
    let before = start.checked_sub(1).is_some_and(|at| joins(&tokens[at]));
    if !before && !reader.peek().is_some_and(Token::is_dash) && lead.edge().is_none() {
        return None;
    }
    let clock = (number <= 24).then_some(Clock { hour: number, minute: 0, sure: number > 12 });
    Some((Said { number: Some(number), clock, strength: Strength::Latent, ..Said::default() }, reader.at()))
}
