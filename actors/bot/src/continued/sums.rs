//! Sums that go on: "and by four?", "and how much is missing up to 27600?".

use conversation::Talk;
use intent::{
    Intent, Label,
    slots::{
        expression::expression,
        tokens::{Token, tokens},
    },
};
use language::{
    packs::List,
    text::words::{fold, words},
};

use super::anew::goes_on;

/// The last sum with what is done to its result; or, where it was divided and another number is named, divided by that.
pub(super) fn counted_on(before: &str, text: &str) -> Option<Talk> {
    let sum = expression(before)?;
    let named = number(text)?;
    let said: Vec<String> = words(text).map(fold).collect();
    // "And how much is still missing up to 27600?", "and 10 % of that?".
    if List::Lacking.is_in(&said) {
        return Some(Talk { text: format!("{named}-({sum})"), intent: Intent::Favour(Label::Calculate) });
    }
    if is_share(text) {
        return Some(Talk { text: format!("{named}%*({sum})"), intent: Intent::Favour(Label::Calculate) });
    }
    if is_of_another(text) {
        return Some(Talk { text: format!("({sum})/{named}*100"), intent: Intent::Favour(Label::Calculate) });
    }
    // "Now there are four of us, how much from each?"
    let shares = List::Sharing.is_in(&said) || List::EachPays.is_in(&said);
    let divided = sum.rsplit_once('/').filter(|(_, by)| by.bytes().all(|it| it.is_ascii_digit()));
    let sum = match divided {
        Some((whole, _)) if goes_on(text) || shares => format!("{whole}/{named}"),
        None if shares => format!("({sum})/{named}"),
        _ => continued_sum(&format!("({sum})"), text)?,
    };
    Some(Talk { text: sum, intent: Intent::Favour(Label::Calculate) })
}

/// The sum with what a text does to it: what stands before the deed is no part of it.
fn continued_sum(sum: &str, text: &str) -> Option<String> {
    let tokens = tokens(text);
    let verb =
        tokens.iter().filter_map(Token::word).find(|word| List::SumVerbs.words().pairs().any(|(it, _)| it == *word));
    let verb = verb.unwrap_or_default();
    let from = tokens.iter().map(|token| &text[token.place.start..]);
    let mut sums = from.filter_map(|rest| expression(&format!("{verb} {sum} {rest}")));
    sums.find(|it| it.starts_with(sum) && it.len() > sum.len())
}

/// "How many percent of 26000 is that?"
fn is_of_another(text: &str) -> bool {
    let signs = List::Operators.words();
    words(text).map(fold).any(|word| signs.pairs().any(|(name, sign)| sign == "%" && name == word))
}

/// Whether the number in a text is a percentage of something.
fn is_share(text: &str) -> bool {
    let tokens = tokens(text);
    let number = tokens.iter().position(|token| token.number().is_some());
    let is_percent = number.and_then(|at| tokens.get(at + 1)).is_some_and(|token| token.is_sign(&['%']));
    let adds =
        tokens.iter().filter_map(Token::word).any(|word| List::SumVerbs.words().pairs().any(|(it, _)| it == word));
    is_percent && !adds
}

/// The one number in a text.
pub(super) fn number(text: &str) -> Option<String> {
    let numbers: Vec<_> = tokens(text).iter().filter_map(Token::number).collect();
    match numbers.as_slice() {
        [number] => Some(number.normalize().to_string()),
        _ => None,
    }
}
