//! "From 1 to 10", "1-100", "two dice", "D20": from which numbers one is drawn by chance.

use std::fmt;

use language::packs::List;
use rust_decimal::Decimal;

use super::tokens::{Token, What, tokens};

/// Most dice at once.
const DICE: i64 = 100;
/// Sides of a die that nobody describes.
const SIDES: i64 = 6;
/// Tokens between dice and the number of their sides, at most ("кубик на 20").
const REACH: usize = 2;
/// Digits of a number to draw, at most.
const DIGITS: u32 = 9;
/// What stands between two ends.
const DASHES: &[char] = &['-', '–', '—', '−', '…'];

/// Numbers to draw, both ends among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draw {
    /// How many times, as with several dice.
    pub times: u32,
    pub from: i64,
    pub to: i64,
}

impl fmt::Display for Draw {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}-{}", self.from, self.to)
    }
}

impl Draw {
    fn once(one: i64, other: i64) -> Self {
        Self { times: 1, from: one.min(other), to: one.max(other) }
    }

    fn dice(count: i64, sides: i64) -> Option<Self> {
        let times = u32::try_from(count).ok().filter(|_| (1..=DICE).contains(&count))?;
        (sides > 0).then_some(Self { times, from: 1, to: sides })
    }
}

/// The numbers that the text asks to draw from, if it names any.
pub fn range(text: &str) -> Option<Draw> {
    let tokens = tokens(text);
    let anywhere = |read: fn(&[Token], usize) -> Option<Draw>| (0..tokens.len()).find_map(|at| read(&tokens, at));
    let drawn = anywhere(die).or_else(|| ends(&with_ordinals(&tokens))).or_else(|| anywhere(dice));
    drawn.or_else(|| anywhere(digits)).or_else(|| anywhere(up_to))
}

/// The tokens with ordinal numbers as numbers: "від першого до тридцять другого".
fn with_ordinals(tokens: &[Token]) -> Vec<Token> {
    let mut read: Vec<Token> = Vec::new();
    for token in tokens {
        let Some(number) = token.word().and_then(ordinal) else {
            read.push(token.clone());
            continue;
        };
        let tens = read.last().and_then(Token::number).filter(|tens| completes(*tens, number));
        let start = if tens.is_some() { read.pop() } else { None }.map_or(token.place.start, |it| it.place.start);
        let number = tens.unwrap_or_default() + Decimal::from(number);
        read.push(Token { place: start..token.place.end, what: What::Number(number) });
    }
    read
}

fn ordinal(word: &str) -> Option<i64> {
    [List::Ordinals, List::DaysOfMonth, List::HoursInWords].iter().find_map(|list| list.words().number(word))
}

/// Whether the second is the last digit of a number that the first begins.
fn completes(tens: Decimal, digit: i64) -> bool {
    let ten = Decimal::TEN;
    (1..10).contains(&digit) && tens > ten && (tens % ten).is_zero()
}

/// The whole number that stands here.
fn whole(tokens: &[Token], at: usize) -> Option<i64> {
    let number = tokens.get(at)?.number()?;
    // A clock is no number.
    let clock = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|it| tokens.get(it));
    let digits = number.is_integer() && !clock.into_iter().any(|it| it.is_sign(&[':']));
    i64::try_from(number).ok().filter(|_| digits)
}

/// The same, with the minus that may stand before it.
fn signed(tokens: &[Token], at: usize) -> Option<(usize, i64)> {
    // "A hundred".
    let at = at + usize::from(tokens.get(at)?.is_in(List::VagueNumbers));
    let minus = tokens.get(at).is_some_and(|it| it.is_sign(&['-', '−']));
    let at = at + usize::from(minus);
    whole(tokens, at).map(|number| (at + 1, if minus { -number } else { number }))
}

/// `d20`, `2d6`.
fn die(tokens: &[Token], at: usize) -> Option<Draw> {
    let letter = tokens.get(at)?.word()?;
    let sides = tokens.get(at + 1).filter(|it| it.place.start == tokens[at].place.end)?;
    let marks = List::Die.iter().any(|letters| letters.split_whitespace().any(|it| it == letter));
    let sides = i64::try_from(sides.number()?).ok().filter(|_| marks)?;
    let before = at.checked_sub(1).filter(|it| tokens[*it].place.end == tokens[at].place.start);
    Draw::dice(before.map_or(Some(1), |it| whole(tokens, it))?, sides)
}

/// Two numbers with what joins them between.
fn ends(tokens: &[Token]) -> Option<Draw> {
    let mut between = false;
    for at in 0..tokens.len() {
        between |= tokens[at].is_in(List::Among);
        // The minus of a number is read with it; a dash after another number is no minus.
        let dash = tokens[at].is_sign(DASHES) && at > 0 && tokens[at - 1].number().is_some();
        let first = signed(tokens, at).filter(|_| !dash);
        let second = first.and_then(|(next, _)| signed(tokens, joined(tokens, next, between)?));
        if let (Some((_, one)), Some((_, other))) = (first, second) {
            return Some(Draw::once(one, other));
        }
    }
    None
}

/// Where the second end begins, if something joins it to the first.
fn joined(tokens: &[Token], at: usize, between: bool) -> Option<usize> {
    let dots = tokens[at..].iter().take_while(|it| it.is_sign(&['.'])).count();
    let token = tokens.get(at)?;
    let joins = token.is_sign(DASHES) || token.is_in(List::RangeTo) || between && token.is_in(List::RangeAnd);
    if dots > 1 { Some(at + dots) } else { joins.then_some(at + 1) }
}

/// "Two dice", "a die with 20 sides".
fn dice(tokens: &[Token], at: usize) -> Option<Draw> {
    tokens.get(at).filter(|it| it.is_in(List::Dice))?;
    let count = at.checked_sub(1).and_then(|before| whole(tokens, before)).unwrap_or(1);
    let sides = (at + 1..=at + REACH).find_map(|after| whole(tokens, after)).unwrap_or(SIDES);
    Draw::dice(count, sides)
}

/// "A three-digit number".
fn digits(tokens: &[Token], at: usize) -> Option<Draw> {
    let told = List::DigitsOf.words().number(tokens.get(at)?.word()?)?;
    let before = || (1..=REACH).find_map(|back| whole(tokens, at.checked_sub(back)?));
    let digits = if told > 0 { Some(told) } else { before() };
    let digits = digits.and_then(|it| u32::try_from(it).ok()).filter(|it| (1..=DIGITS).contains(it))?;
    let least = 10_i64.pow(digits - 1);
    Some(Draw::once(least, least * 10 - 1))
}

/// "Up to 20".
fn up_to(tokens: &[Token], at: usize) -> Option<Draw> {
    tokens.get(at).filter(|it| it.is_in(List::UpTo) && matches!(it.what, What::Word(_)))?;
    signed(tokens, at + 1).map(|(_, number)| Draw::once(1, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read() {
        for (text, times, from, to) in [
            ("від 1 до 10", 1, 1, 10),
            ("число від 1 до 10", 1, 1, 10),
            ("between 1 and 6", 1, 1, 6),
            ("a number between one and twenty-five please", 1, 1, 25),
            ("1-100", 1, 1, 100),
            ("1 – 100", 1, 1, 100),
            ("1..6", 1, 1, 6),
            ("1...6", 1, 1, 6),
            ("рандом від 100 до 1", 1, 1, 100),
            ("до 20", 1, 1, 20),
            ("випадкове число до ста", 1, 1, 100),
            ("up to 50", 1, 1, 50),
            ("кубик", 1, 1, 6),
            ("кинь кубик", 1, 1, 6),
            ("кинь два кубики", 2, 1, 6),
            ("roll 3 dice", 3, 1, 6),
            ("D20", 1, 1, 20),
            ("кинь 2d6", 2, 1, 6),
            ("кинь д20", 1, 1, 20),
            ("кубик на 20 граней", 1, 1, 20),
            ("від одного до десяти", 1, 1, 10),
            ("від двадцяти п'яти до тридцяти", 1, 25, 30),
            ("між 5 і 15", 1, 5, 15),
            ("число от пяти до десяти", 1, 5, 10),
            ("с 3 по 7", 1, 3, 7),
            ("від -5 до 5", 1, -5, 5),
            ("from 1 to 1 000", 1, 1, 1000),
            ("від 1 до 10к", 1, 1, 10_000),
            ("між нулем і сотнею", 1, 0, 100),
            ("від одиниці до мільйона", 1, 1, 1_000_000),
            ("між двадцятьма та сорока", 1, 20, 40),
            ("від п'ятого до сорок сьомого", 1, 5, 47),
            ("білет з першого по двадцять п'ятий", 1, 1, 25),
            ("от шестидесяти до девяноста", 1, 60, 90),
            ("число от двухсот до трехсот", 1, 200, 300),
            ("от первого до пятнадцатого", 1, 1, 15),
            ("между единицей и тысячей", 1, 1, 1000),
            ("pick anything from thirty to ninety nine", 1, 30, 99),
            ("від тридцяти до п'ятдесяти", 1, 30, 50),
            ("кидай кость", 1, 1, 6),
            ("кінь кубіки", 1, 1, 6),
            ("підкинь гральний кубик", 1, 1, 6),
            ("загадай тризначне число", 1, 100, 999),
            ("a two-digit number please", 1, 10, 99),
            ("дай двузначное", 1, 10, 99),
            ("число в межах ста", 1, 1, 100),
            ("between one and a hundred", 1, 1, 100),
            ("число в пределах пятидесяти", 1, 1, 50),
        ] {
            assert_eq!(range(text), Some(Draw { times, from, to }), "{text}");
        }
        for text in
            ["", "число", "кинь монетку", "1 і 2", "о 9:00 до вечора", "d", "0d0", "1000 кубиків", "з 9:00 до 18:00"]
        {
            assert_eq!(range(text), None, "{text}");
        }
        assert_eq!(Draw::once(6, 1).to_string(), "1-6");
    }
}
