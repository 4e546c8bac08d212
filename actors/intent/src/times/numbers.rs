//! Numbers in words and figures.

use language::packs::List;

use super::{figures::Figure, reader::Reader};

/// A number: "5", "двадцять п'ять", "кілька".
pub fn number(reader: &mut Reader) -> Option<i64> {
    figure(reader).or_else(|| in_words(reader))
}

/// A number that is meant exactly.
pub fn exact_number(reader: &mut Reader) -> Option<i64> {
    reader.attempt(|ahead| {
        let number = number(ahead)?;
        let vague = ahead.last().is_some_and(|token| token.is(List::VagueNumbers));
        (!vague).then_some(number)
    })
}

/// A number of one word or figure that is meant exactly.
pub fn one_number(reader: &mut Reader) -> Option<i64> {
    figure(reader)
        .or_else(|| reader.take(|token| token.number_in(List::Numbers).filter(|_| !token.is(List::VagueNumbers))))
}

fn figure(reader: &mut Reader) -> Option<i64> {
    reader.figure(|figure| match figure {
        Figure::Number(number) => Some(number),
        _ => None,
    })
}

fn in_words(reader: &mut Reader) -> Option<i64> {
    let first = reader.word(List::Numbers)?;
    let rest = match first {
        20..=99 if first % 10 == 0 => digit(reader, List::Numbers),
        100 => reader.attempt(|ahead| in_words(ahead).filter(|rest| *rest < 100)),
        _ => None,
    };
    Some(first + rest.unwrap_or(0))
}

fn digit(reader: &mut Reader, list: List) -> Option<i64> {
    reader.attempt(|ahead| ahead.word(list).filter(|digit| (1..10).contains(digit)))
}

/// An ordinal number in one of the lists: "шоста", "двадцять п'яте".
pub fn ordinal_in(reader: &mut Reader, lists: &[List]) -> Option<i64> {
    let one = |reader: &mut Reader| lists.iter().find_map(|list| reader.word(*list));
    one(reader).or_else(|| {
        reader.attempt(|ahead| {
            let tens = ahead.word(List::Numbers).filter(|tens| *tens >= 20 && tens % 10 == 0)?;
            one(ahead).filter(|digit| (1..10).contains(digit)).map(|digit| tens + digit)
        })
    })
}

/// An ordinal number in any form.
pub fn ordinal(reader: &mut Reader) -> Option<i64> {
    let written = reader.figure(|figure| match figure {
        Figure::Ordinal { number, .. } => Some(number),
        _ => None,
    });
    written.or_else(|| ordinal_in(reader, &[List::Ordinals, List::HoursInWords, List::DaysOfMonth]))
}
