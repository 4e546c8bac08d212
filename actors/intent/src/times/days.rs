//! Days: "завтра", "минулого вівторка", "5 травня", "25-го", "третій вівторок вересня".

use language::packs::List;

use super::{
    figures::Figure,
    lead::Lead,
    length::UNIT_LISTS,
    numbers::{exact_number, ordinal, ordinal_in},
    reader::Reader,
    said::{Day, Said, Strength, Which, Year},
    tokens::Token,
};

/// Days of the longest month.
const LONGEST_MONTH: i64 = 31;

/// "Завтра", "tonight".
pub fn shifted(_: &Lead, reader: &mut Reader) -> Option<Said> {
    let (days, part) =
        reader.take(|token| Some((token.number_in(List::DayShifts)?, token.number_in(List::PartsOfDay))))?;
    Some(Said { part, ..Day::Shift(days).into() })
}

/// "Минулого вівторка", "вівторок після наступного".
pub fn weekday(_: &Lead, reader: &mut Reader) -> Option<Said> {
    let before = last_or_which(reader);
    let day = reader.word(List::WeekDays)?;
    let after = || reader.attempt(|ahead| ahead.word(List::Which).filter(|number| number.abs() > 1).map(Which::Nth));
    Some(Day::Weekday { day, which: before.or_else(after) }.into())
}

/// The word that tells which of several in a row.
pub fn which(reader: &mut Reader) -> Option<Which> {
    reader.take(|token| match () {
        // "Торік" tells of which year by itself.
        () if token.is(List::Year) => None,
        () if token.is(List::ThatOne) => Some(Which::That),
        () => token.number_in(List::Which).map(Which::Nth),
    })
}

/// The same where the most recent one is the one before.
pub fn last_or_which(reader: &mut Reader) -> Option<Which> {
    which(reader).or_else(|| reader.takes(List::Recent).then_some(Which::Nth(-1)))
}

/// "5 травня 2027", "двадцять п'яте листопада".
pub fn date(_: &Lead, reader: &mut Reader) -> Option<Said> {
    let day = day_number(reader)?;
    let month = reader.word(List::MonthNames)?;
    Some(of_month(day, month, year(reader)))
}

/// "November 20th, 2027", "march nineteen".
pub fn date_after_month(_: &Lead, reader: &mut Reader) -> Option<Said> {
    let month = reader.word(List::MonthNames)?;
    let in_words = reader.peek().is_none_or(|token| token.figure().is_none());
    let day = day_number(reader).filter(|day| (1..=LONGEST_MONTH).contains(day))?;
    let counts = reader.is_before(UNIT_LISTS) || reader.is_before(&[List::MonthNames, List::CountedThings]);
    let counts = counts || in_words && reader.peek().is_some_and(Token::is_other);
    (!counts).then(|| of_month(day, month, year(reader)))
}

fn day_number(reader: &mut Reader) -> Option<i64> {
    ordinal(reader).or_else(|| exact_number(reader))
}

/// A year after a month.
pub fn year(reader: &mut Reader) -> Option<Year> {
    let year = year_number(reader)?;
    reader.takes(List::Year);
    Some(Year::Is(year))
}

/// Four figures that are a year.
pub fn year_number(reader: &mut Reader) -> Option<i64> {
    reader.figure(|figure| match figure {
        Figure::Number(number) | Figure::Ordinal { number, .. } => Some(number).filter(|it| (1900..2200).contains(it)),
        _ => None,
    })
}

/// What is no day says nothing, and neither do its words.
fn of_month(day: i64, month: i64, year: Option<Year>) -> Said {
    let longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let month_index = usize::try_from(month - 1).unwrap_or(usize::MAX);
    let exists = longest.get(month_index).is_some_and(|last| (1..=*last).contains(&day));
    let strength = if exists { Strength::Sure } else { Strength::Nothing };
    Said { strength, ..Day::Date { day, month: Some(month), year, weekday: None }.into() }
}

/// "31.10.2027", "15.10" where it is no hour.
pub fn date_in_figures(lead: &Lead, reader: &mut Reader) -> Option<Said> {
    let (said, digits) = reader.figure(|figure| match figure {
        Figure::Date { day, month, year } => Some((of_month(day, month, Some(Year::Is(year))), 2)),
        Figure::Dotted { left, right, digits } => Some((of_month(left, right, None), digits.1)),
        _ => None,
    })?;
    let hour = digits == 2 && lead.has_any(&[List::AtHour, List::AtTime, List::Onto]);
    let strength = match said.strength {
        Strength::Nothing => return None,
        // "О 10.10" is an hour.
        _ if hour && matches!(said.day, Some(Day::Date { year: None, .. })) => return None,
        // One figure after a point is rather a part of a number.
        _ if digits == 1 && !lead.is_of_time() => Strength::Weak,
        strength => strength,
    };
    (!reader.is_before(&[List::CountedThings])).then_some(Said { strength, ..said })
}

/// "25-го", "25 числа", "двадцять п'ятого".
pub fn day_of_month(lead: &Lead, reader: &mut Reader) -> Option<Said> {
    let day = |day: i64, strength| {
        let said = Day::Date { day, month: None, year: None, weekday: None }.into();
        (1..=LONGEST_MONTH).contains(&day).then_some(Said { strength, ..said })
    };
    if let Some(number) = reader.attempt(|ahead| {
        let number = day_number(ahead)?;
        ahead.takes(List::DayNumber).then_some(number)
    }) {
        return day(number, Strength::Sure);
    }
    if let Some(number) = reader.figure(|figure| match figure {
        Figure::Ordinal { number, day: true } => Some(number),
        _ => None,
    }) {
        let counts = reader.is_before(&[List::CountedThings]);
        return if counts { None } else { day(number, Strength::Sure) };
    }
    let start = reader.at();
    let number = ordinal_in(reader, &[List::DaysOfMonth])?;
    let follows = reader.peek().is_some_and(Token::is_other);
    // "A twenty second video".
    let is_unit = reader.last().is_some_and(|token| token.is_any(UNIT_LISTS));
    let alone = reader.at() - start == 1;
    let led = lead.edge().is_some() || lead.has_any(&[List::AtTime, List::Onto]) && !follows;
    if is_unit && !led {
        return None;
    }
    day(number, if led || !alone { Strength::Sure } else { Strength::Weak })
}

/// "Третій вівторок вересня 2027", "останній день у жовтні".
pub fn nth_of_month(_: &Lead, reader: &mut Reader) -> Option<Said> {
    let last = |reader: &mut Reader| reader.takes(List::Recent).then_some(-1);
    let nth = last(reader).or_else(|| ordinal(reader))?;
    let weekday = reader.word(List::WeekDays);
    if weekday.is_none() && !reader.takes(List::Day) {
        return None;
    }
    reader.takes(List::AtTime);
    let month = reader.word(List::MonthNames).or_else(|| month_at_edge(reader, nth < 0))?;
    Some(Day::Nth { nth, weekday, month, year: year(reader) }.into())
}

/// The first or the last month of a season or a year.
fn month_at_edge(reader: &mut Reader, last: bool) -> Option<i64> {
    if let Some(first) = reader.word(List::Seasons) {
        // Winter ends in February.
        return Some(if last { (first + 1) % 12 + 1 } else { first });
    }
    reader.takes(List::Year).then_some(if last { 12 } else { 1 })
}

/// "Новий рік", "на Миколая", "Великдень".
pub fn feast(lead: &Lead, reader: &mut Reader) -> Option<Said> {
    let meant = lead.edge().is_some() || lead.has(List::Onto);
    if let Some(days) = reader.word(List::MovableFeasts) {
        return Some(Day::FromEaster { days, year: year(reader) }.into());
    }
    let named = |reader: &mut Reader| meant.then(|| reader.word(List::NameDays)).flatten();
    let feast = reader.word(List::Feasts).or_else(|| named(reader))?;
    Some(of_month(feast % 100, feast / 100, year(reader)))
}
