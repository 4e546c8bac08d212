//! Sums that are told rather than keyed: "12 булок по 35 гривень", "18% tip on 46 bucks", "треть от 741".

use language::packs::List;
use rust_decimal::Decimal;

use super::{Token, keyed, operator, pair};

/// Most words between a number and what is done to it.
const MOST: usize = 5;
/// Words between a number of things and the price of one, at most.
const THINGS: usize = 3;
/// What people write before a price.
const CURRENCIES: &[char] = &['$', '€', '£', '₴'];

/// Signs by which a sum is keyed.
const SIGNS: &[char] = &['+', '-', '*', '/', '%', '^', '='];

/// What goes on with a sum.
pub struct Step {
    /// As it is keyed.
    pub keyed: String,
    /// How many tokens it is.
    pub length: usize,
    /// Whether it is done to all that was counted so far.
    pub to_all: bool,
}

impl Step {
    pub fn new(keyed: impl Into<String>, length: usize) -> Self {
        Self { keyed: keyed.into(), length, to_all: false }
    }
}

/// What is known of a sum before its next step.
#[derive(Clone, Copy)]
pub struct So<'s> {
    /// What a verb said to do to numbers that only a little word joins.
    pub verb: Option<&'s str>,
    /// Whether a percentage was named last.
    pub is_share: bool,
    /// Whether all that was named is the price of one thing.
    pub is_rate: bool,
    /// Whether all that is named is to be added.
    pub adds: bool,
}

/// What joins a number to the next one, with the words between them.
pub fn joint(tokens: &[Token], so: So) -> Option<Step> {
    if let Some(step) = listed(tokens, so) {
        return Some(step);
    }
    let told = |token: &Token| token.word().is_some() || token.is_sign(&[',']);
    let most = tokens.iter().take(MOST).take_while(|token| told(token)).count();
    (0..=most).find_map(|at| step(&tokens[..at], &tokens[at..], so))
}

/// "The food 340, a bulb 65": the next one of things that are listed with their names, to be added.
fn listed(tokens: &[Token], so: So) -> Option<Step> {
    let rest = tokens.get(1..).filter(|_| so.adds && separates(&tokens[0]))?;
    let is_name = |token: &Token| token.word().is_some() && token.number().is_none();
    let names = rest.iter().take(THINGS).take_while(|token| is_name(token)).count();
    let counts = (0..names).any(|at| operator(&rest[at..]).is_some() || rest[at].is_in(List::EachAt));
    (names > 0 && !counts && is_numbered(rest, names)).then(|| Step::new("+", 1 + names))
}

/// What stands here, behind the words that were passed over.
fn step(passed: &[Token], tokens: &[Token], so: So) -> Option<Step> {
    let here = tokens.first()?;
    let length = passed.len() + 1;
    let numbered = is_numbered(tokens, 1);
    let apart = passed.iter().any(separates);
    let rates = here.is_in(List::EachAt) && !is_percent(tokens.get(2..).unwrap_or_default());
    let prices = rates || here.is_in(List::PricedAt);
    let share = so.is_share && !apart && (prices || here.is_in(List::PercentOf));
    let listed = || separates(here) && (so.adds || is_rated(&tokens[1..]));
    match () {
        () if !numbered => done(passed, tokens),
        () if share || rates && !apart || prices && !rates && so.is_rate => Some(Step::new("*", length)),
        // "By 120, if there are four of us".
        () if so.is_rate && here.is_in(List::Us) => Some(Step::new("*", length)),
        () if prices && apart || listed() => Some(Step::new("+", length)),
        () => linked(here, so).map(|sign| Step::new(sign, length)).or_else(|| done(passed, tokens)),
    }
}

fn is_percent(tokens: &[Token]) -> bool {
    tokens.first().is_some_and(|it| it.is_sign(&['%'])) || operator(tokens).is_some_and(|(sign, _)| sign == "%")
}

/// An operator that other words part from its number.
fn done(passed: &[Token], tokens: &[Token]) -> Option<Step> {
    let (sign, length) = operator(tokens)?;
    let is_word = tokens[0].word().is_some_and(|word| word.chars().nth(1).is_some());
    let whole = sign.ends_with(|it: char| it.is_ascii_digit()) || is_numbered(tokens, length);
    // "5400+3000, and divide by 5".
    let to_all = passed.iter().any(|token| token.is_in(List::AllSoFar) || separates(token));
    (is_word && whole).then(|| Step { to_all, ..Step::new(sign, passed.len() + length) })
}

fn linked<'s>(token: &Token, so: So<'s>) -> Option<&'s str> {
    pair(List::SumLinks, token.word()?).and(so.verb)
}

/// "And" and commas part what is named one after another.
fn separates(token: &Token) -> bool {
    token.is_sign(&[',']) || token.is_in(List::And)
}

/// Whether a number stands there, a currency before it or not.
fn is_numbered(tokens: &[Token], at: usize) -> bool {
    let at = at + usize::from(tokens.get(at).is_some_and(|it| it.is_sign(CURRENCIES)));
    tokens.get(at).is_some_and(|it| it.number().is_some())
}

/// A number of things and the price of one.
fn is_rated(tokens: &[Token]) -> bool {
    (1..=THINGS + 1).any(|at| tokens.get(at).is_some_and(|it| it.is_in(List::EachAt)) && is_numbered(tokens, at + 1))
}

/// "A third of 741", "пів тисячі", "півтора кіла"; of a number before it, as in "two thirds of 90".
pub fn part(tokens: &[Token], of: bool) -> Option<Step> {
    let one = Decimal::ONE;
    if tokens.first()?.is_in(List::OneAndHalf) {
        let half_more = keyed(one + one / Decimal::TWO);
        return (!of).then(|| match tokens.get(1).and_then(Token::number) {
            Some(number) => Step::new(format!("{half_more}*{}", keyed(number)), 2),
            None => Step::new(half_more, 1),
        });
    }
    let count: Decimal = List::Fractions.words().number(tokens[0].word()?)?.into();
    let little = usize::from(tokens.get(1).is_some_and(|it| it.is_in(List::PercentOf)));
    match tokens.get(1 + little).and_then(Token::number) {
        Some(number) => {
            let times = if of { "*" } else { "" };
            Some(Step::new(format!("{times}{}/{count}", keyed(number)), 2 + little))
        }
        None => one.checked_div(count).filter(|_| !of && little == 0).map(|part| Step::new(keyed(part), 1)),
    }
}

/// "The bill is 90 and there are 4 of us, how much from each": two numbers, of which the smaller divides.
pub fn share(tokens: &[Token]) -> Option<String> {
    let numbers: Vec<Decimal> = tokens.iter().filter_map(Token::number).collect();
    let [one, other] = numbers[..] else { return None };
    let said: Vec<&str> = tokens.iter().filter_map(Token::word).collect();
    let counts = |at: usize| {
        let sign = tokens[at].is_sign(SIGNS) || operator(&tokens[at..]).is_some();
        sign || tokens[at].is_in(List::EachAt) && is_numbered(tokens, at + 1)
    };
    let counted = (0..tokens.len()).any(counts);
    (!counted && List::Sharing.is_in(&said)).then(|| format!("{}/{}", keyed(one.max(other)), keyed(one.min(other))))
}

/// "What percent of 46 is 19?": two numbers and the word for a percent, with no number before it.
pub fn percentage(tokens: &[Token]) -> Option<String> {
    let numbers: Vec<(usize, Decimal)> =
        tokens.iter().enumerate().filter_map(|(at, token)| Some((at, token.number()?))).collect();
    let [(_, one), (second, other)] = numbers[..] else { return None };
    let is_percent_word = |at: usize| {
        let named = operator(&tokens[at..]).is_some_and(|(sign, _)| sign == "%");
        named && tokens[at].word().is_some() && at.checked_sub(1).is_none_or(|before| tokens[before].number().is_none())
    };
    let asked = (0..tokens.len()).any(is_percent_word);
    // "17 of 42"; "of 42, 17".
    let is_whole_second = tokens[..second].last().is_some_and(|it| it.is_in(List::PercentOf) || it.is_in(List::OutOf));
    let (part, whole) = if is_whole_second { (one, other) } else { (other, one) };
    asked.then(|| format!("{}/{}*100", keyed(part), keyed(whole)))
}
