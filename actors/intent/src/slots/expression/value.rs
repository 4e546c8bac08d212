//! What a sum comes to.

use language::packs::List;
use rust_decimal::Decimal;

use super::LENGTH;
use crate::slots::key;

/// Brackets and signs in one another.
const DEPTH: usize = 32;
/// The greatest exponent.
const EXPONENT: i64 = 1_000;
/// Decimals that are shown.
const DECIMALS: u32 = 10;

/// Why a sum comes to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ExpressionError {
    #[error("no sum stands here")]
    Malformed,
    #[error("the sum is longer than {LENGTH} characters")]
    TooLong,
    #[error("more than {DEPTH} brackets stand in one another")]
    TooDeep,
    #[error("a number is too large")]
    TooLarge,
    #[error("something is divided by zero")]
    DivisionByZero,
    #[error("a power is not whole")]
    BrokenPower,
}

use ExpressionError::{BrokenPower, DivisionByZero, Malformed, TooDeep, TooLarge, TooLong};

type Result<T> = std::result::Result<T, ExpressionError>;

/// What the sum comes to. Besides what [`expression`](super::expression) writes it may have spaces, commas before
/// decimals, and "k" and the like after numbers.
///
/// # Errors
/// See [`ExpressionError`]; work and memory are bounded whatever the sum is.
pub fn evaluate(expression: &str) -> Result<Decimal> {
    if expression.chars().count() > LENGTH {
        return Err(TooLong);
    }
    let signs: Vec<char> = expression.trim_end().replace("**", "^").chars().map(keyed).collect();
    let mut sum = Sum { signs: &signs, at: 0, depth: 0 };
    let value = sum.terms()?;
    if sum.at < signs.len() { Err(Malformed) } else { Ok(value.number) }
}

/// Whether it is a sum, though it may be too large to be known.
pub fn is_sum(expression: &str) -> bool {
    !matches!(evaluate(expression), Err(Malformed | TooLong | TooDeep))
}

/// The number as people tell it: to the hundredth, or to two figures if it is less than one.
pub fn rounded(value: Decimal) -> Decimal {
    if value.abs() >= Decimal::ONE { value.round_dp(2) } else { value.round_sf(2).unwrap_or(value) }.normalize()
}

/// The number as people write it, without zeros at the end.
pub fn shown(value: Decimal) -> String {
    let rounded = value.round_dp(DECIMALS);
    let shown = if rounded.is_zero() { value } else { rounded };
    shown.normalize().to_string()
}

fn keyed(sign: char) -> char {
    match sign {
        ',' => '.',
        '×' | '·' => '*',
        '÷' | ':' => '/',
        '−' | '–' => '-',
        sign => sign,
    }
}

/// A number, or a share such as 15 %.
#[derive(Clone, Copy)]
struct Value {
    number: Decimal,
    is_share: bool,
}

impl Value {
    fn plain(number: Decimal) -> Self {
        Self { number, is_share: false }
    }
}

/// Reads from left to right: terms of factors of powers.
struct Sum<'s> {
    signs: &'s [char],
    at: usize,
    depth: usize,
}

impl Sum<'_> {
    /// The next sign, spaces aside.
    fn peek(&self) -> Option<char> {
        self.signs[self.at..].iter().copied().find(|it| !it.is_whitespace())
    }

    fn skip_spaces(&mut self) {
        self.at += self.signs[self.at..].iter().take_while(|it| it.is_whitespace()).count();
    }

    fn eat(&mut self, signs: &[char]) -> Option<char> {
        let sign = self.peek().filter(|it| signs.contains(it))?;
        self.skip_spaces();
        self.at += 1;
        Some(sign)
    }

    fn terms(&mut self) -> Result<Value> {
        let mut left = self.factors()?;
        while let Some(sign) = self.eat(&['+', '-']) {
            let right = self.factors()?;
            // "1500-20%" takes a fifth of 1500 away.
            let number = if right.is_share { times(left.number, right.number)? } else { right.number };
            let number = if sign == '+' { left.number.checked_add(number) } else { left.number.checked_sub(number) };
            left = Value::plain(number.ok_or(TooLarge)?);
        }
        Ok(left)
    }

    fn factors(&mut self) -> Result<Value> {
        let mut left = self.signed()?;
        while let Some(sign) = self.eat(&['*', '/', '%']) {
            let right = self.signed()?.number;
            left = Value::plain(match sign {
                '*' => times(left.number, right)?,
                _ if right.is_zero() => return Err(DivisionByZero),
                '/' => left.number.checked_div(right).ok_or(TooLarge)?,
                _ => left.number.checked_rem(right).ok_or(TooLarge)?,
            });
        }
        Ok(left)
    }

    fn signed(&mut self) -> Result<Value> {
        self.deeper(|sum| match sum.eat(&['+', '-']) {
            Some('-') => sum.signed().map(|it| Value { number: -it.number, ..it }),
            Some(_) => sum.signed(),
            None => sum.powers(),
        })
    }

    fn powers(&mut self) -> Result<Value> {
        let base = self.shares()?;
        if self.eat(&['^']).is_none() {
            return Ok(base);
        }
        let exponent = self.signed()?.number;
        power(base.number, exponent).map(Value::plain)
    }

    /// A number with the percent signs after it; one before another number asks for what is left of a division.
    fn shares(&mut self) -> Result<Value> {
        let mut value = self.number()?;
        while self.is_at_share() {
            self.eat(&['%']);
            value = Value { number: value.number / Decimal::ONE_HUNDRED, is_share: true };
        }
        Ok(value)
    }

    fn is_at_share(&self) -> bool {
        let mut ahead = self.signs[self.at..].iter().filter(|it| !it.is_whitespace());
        ahead.next() == Some(&'%') && !ahead.next().is_some_and(|it| it.is_ascii_digit() || *it == '(')
    }

    fn number(&mut self) -> Result<Value> {
        if self.eat(&['(']).is_some() {
            let value = self.deeper(Self::terms)?;
            return self.eat(&[')']).map(|_| Value::plain(value.number)).ok_or(Malformed);
        }
        self.skip_spaces();
        let digits = self.run(|it| it.is_ascii_digit() || it == '.');
        // More digits than can be counted with are too many; anything else is no number.
        let countable = !digits.is_empty() && digits.chars().filter(|it| *it == '.').count() < 2;
        let number: Decimal = digits.parse().map_err(|_| if countable { TooLarge } else { Malformed })?;
        self.skip_spaces();
        let scale = self.run(char::is_alphabetic);
        if scale.is_empty() {
            return Ok(Value::plain(number));
        }
        let scale = List::Scales.words().number(&key(&scale)).ok_or(Malformed)?;
        times(number, scale.into()).map(Value::plain)
    }

    fn run(&mut self, fits: impl Fn(char) -> bool) -> String {
        let run: String = self.signs[self.at..].iter().take_while(|it| fits(**it)).collect();
        self.at += run.chars().count();
        run
    }

    fn deeper(&mut self, read: impl FnOnce(&mut Self) -> Result<Value>) -> Result<Value> {
        if self.depth == 2 * DEPTH {
            return Err(TooDeep);
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }
}

fn times(one: Decimal, other: Decimal) -> Result<Decimal> {
    one.checked_mul(other).ok_or(TooLarge)
}

/// Whole powers alone: roots are seldom asked for, and never exact.
fn power(base: Decimal, exponent: Decimal) -> Result<Decimal> {
    if !exponent.is_integer() {
        return Err(BrokenPower);
    }
    let exponent = i64::try_from(exponent).ok().filter(|it| it.abs() <= EXPONENT).ok_or(TooLarge)?;
    let raised = (0..exponent.abs()).try_fold(Decimal::ONE, |raised, _| times(raised, base))?;
    match exponent {
        0.. => Ok(raised),
        _ if base.is_zero() => Err(DivisionByZero),
        _ => Decimal::ONE.checked_div(raised).ok_or(TooLarge),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_known_is_told() {
        for (sum, error) in [
            ("", Malformed),
            ("+", Malformed),
            ("2+", Malformed),
            ("2 2+", Malformed),
            ("2 2", Malformed),
            ("(2", Malformed),
            ("2)", Malformed),
            ("1.2.3", Malformed),
            ("5 яблук", Malformed),
            ("1/0", DivisionByZero),
            ("5%(1-1)", DivisionByZero),
            ("0^-1", DivisionByZero),
            ("9^9^9", TooLarge),
            ("9**9**9", TooLarge),
            ("9^999", TooLarge),
            ("99999999999999999999999999999999", TooLarge),
            ("10^28*10", TooLarge),
            ("4^0.5", BrokenPower),
        ] {
            assert_eq!(evaluate(sum), Err(error), "{sum}");
        }
        assert_eq!(evaluate(&"1+".repeat(101)), Err(TooLong));
        assert_eq!(evaluate(&"(".repeat(150)), Err(TooDeep));
        assert_eq!(evaluate(&"-".repeat(150)), Err(TooDeep));
    }

    #[test]
    fn numbers_may_be_written_as_people_do() {
        for (sum, value) in [
            ("5к", "5000"),
            ("2,5 тис * 2", "5000"),
            ("1 млн / 3", "333333.3333333333"),
            ("2 × 3", "6"),
            (" 15 % * ( 840 ) ", "126"),
            ("-2^2", "-4"),
            ("(-2)^2", "4"),
            ("50%", "0.5"),
            ("100-50%-50%", "25"),
            ("1/3*3", "1"),
            ("1/10^12", "0.000000000001"),
            ("10.500", "10.5"),
            (".5*2", "1"),
            ("0*5", "0"),
        ] {
            assert_eq!(evaluate(sum).map(shown).as_deref(), Ok(value), "{sum}");
        }
    }
}
