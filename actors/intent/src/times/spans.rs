//! Stretches of time and distances from now: "минулого тижня", "за останні три дні", "через годину", "рік тому".

use language::packs::List;

use super::{
    days::{last_or_which, which, year, year_number},
    lead::Lead,
    length::{self, Length, Unit, any_length, counted_either_way, length},
    numbers::{exact_number, number, ordinal},
    reader::Reader,
    said::{Portion, Said, Strength, Stretch, Which},
};

/// Bytes of a short name of a unit that means nothing without a number.
const ONE_LETTER: usize = 2;

/// "Минулого тижня", "тиждень після наступного", "торік".
pub fn unit(lead: &Lead, reader: &mut Reader) -> Option<Said> {
    if let Some(years) = reader.take(|token| token.number_in(List::Which).filter(|_| token.is(List::Year))) {
        return Some(Stretch::Unit(Unit::Year, Which::Nth(years)).into());
    }
    let before = which(reader);
    let sunday = reader.is_before(&[List::SundayOrWeek]);
    let unit = length::unit(reader)?;
    let which = before.or_else(|| reader.word(List::Which).map(Which::Nth))?;
    let found = match (unit, which) {
        // "Минулої неділі" is a Sunday, "на минулій неділі" was a week.
        (Unit::Week, _) if sunday && !lead.has(List::Onto) => return None,
        (Unit::Week | Unit::Month | Unit::Quarter | Unit::Year, _) => Stretch::Unit(unit, which),
        (Unit::Day, Which::Nth(1)) => return Some(super::said::Day::Shift(1).into()),
        (_, Which::Nth(nth @ (-1 | 1))) => Stretch::Rolling { length: Length::one(unit), ahead: nth == 1 },
        _ => return None,
    };
    Some(found.into())
}

/// "Останні три дні", "next 3 weeks", "останній тиждень".
pub fn rolling(_: &Lead, reader: &mut Reader) -> Option<Said> {
    let (recent, which) = reader.take(|token| {
        let (recent, which) = (token.is(List::Recent), token.number_in(List::Which));
        (recent || matches!(which, Some(-1 | 1))).then_some((recent, which))
    })?;
    let length = if recent { any_length(reader)? } else { length(reader)? };
    Some(Stretch::Rolling { length, ahead: which == Some(1) }.into())
}

/// "За тиждень", "протягом двох годин".
pub fn over(lead: &Lead, reader: &mut Reader) -> Option<Said> {
    let length = lead.has(List::OverTime).then(|| any_length(reader)).flatten()?;
    Some(Stretch::Over(length).into())
}

/// "В листопаді", "минулого листопада", "листопад 2027".
pub fn month(lead: &Lead, reader: &mut Reader) -> Option<Said> {
    let which = last_or_which(reader);
    let first = reader.word(List::MonthNames)?;
    let year = year(reader);
    let told = which.is_some() || year.is_some() || lead.is_of_time();
    let strength = if told { Strength::Sure } else { Strength::Weak };
    Some(Said { strength, ..Stretch::Months { first, count: 1, which, year }.into() })
}

/// "Влітку", "минулої зими", "літо 2027".
pub fn season(_: &Lead, reader: &mut Reader) -> Option<Said> {
    let which = last_or_which(reader);
    let first = reader.word(List::Seasons)?;
    Some(Stretch::Months { first, count: 3, which, year: year(reader) }.into())
}

/// "Третій квартал 2027".
pub fn quarter(_: &Lead, reader: &mut Reader) -> Option<Said> {
    let nth = ordinal(reader).or_else(|| exact_number(reader)).filter(|nth| (1..=4).contains(nth))?;
    reader.takes(List::YearQuarter).then(|| {
        let year = year(reader).or(Some(super::said::Year::FromNow(0)));
        Stretch::Months { first: nth * 3 - 2, count: 3, which: None, year }.into()
    })
}

/// "2027 рік", "у 2027".
pub fn whole_year(lead: &Lead, reader: &mut Reader) -> Option<Said> {
    let year = year_number(reader)?;
    (reader.takes(List::Year) || lead.is_of_time()).then(|| Stretch::Year(year).into())
}

/// "На вихідних", "next weekend".
pub fn weekend(_: &Lead, reader: &mut Reader) -> Option<Said> {
    let which = last_or_which(reader);
    reader.takes(List::Weekend).then(|| Stretch::Weekend(which).into())
}

/// "Кінець тижня", "початок листопада".
pub fn portion(lead: &Lead, reader: &mut Reader) -> Option<Said> {
    let portion = reader.take(|token| match () {
        () if token.is(List::End) => Some(Portion::End),
        () if token.is(List::Beginning) => Some(Portion::Beginning),
        () => None,
    })?;
    let found = whole(lead, reader)?;
    Some(Said { portion: Some(portion), strength: Strength::Sure, ..found })
}

/// "Перші два тижні листопада", "the last three days of the month".
pub fn counted_portion(lead: &Lead, reader: &mut Reader) -> Option<Said> {
    let is_last = reader.takes(List::Recent);
    if !is_last && ordinal(reader)? != 1 {
        return None;
    }
    let length = any_length(reader)?;
    let portion = if is_last { Portion::Last(length) } else { Portion::First(length) };
    Some(Said { portion: Some(portion), strength: Strength::Sure, ..whole(lead, reader)? })
}

/// A stretch that a part is of: "тижня" is this week.
fn whole(lead: &Lead, reader: &mut Reader) -> Option<Said> {
    let alone = |ahead: &mut Reader| {
        let unit = length::unit(ahead).filter(|unit| *unit > Unit::Hour)?;
        Some(Said::from(Stretch::Unit(unit, Which::Nth(0))))
    };
    let rules = [unit, month, season, whole_year];
    rules.iter().find_map(|rule| reader.attempt(|ahead| rule(lead, ahead))).or_else(|| alone(reader))
}

/// "Через 20 хв", "годинки через дві", "in half an hour".
pub fn ahead(lead: &Lead, reader: &mut Reader) -> Option<Said> {
    let turned = |ahead: &mut Reader| {
        let unit = length::unit(ahead)?;
        ahead.takes(List::InTime).then_some(())?;
        let count = number(ahead)?;
        Length::many(count, unit)
    };
    let after_lead = |reader: &mut Reader| lead.has(List::InTime).then(|| any_length(reader)).flatten();
    let length = after_lead(reader).or_else(|| reader.attempt(turned))?;
    Some(Said { shift: Some(length), ..Said::default() })
}

/// "Два тижні тому", "2 hours later".
pub fn from_now(_: &Lead, reader: &mut Reader) -> Option<Said> {
    let length = any_length(reader)?;
    let ago = reader.takes(List::Ago);
    // "Тому назад".
    reader.takes(List::Ago);
    let shift = if ago { length.back() } else { reader.takes(List::Later).then_some(length)? };
    Some(Said { shift: Some(shift), ..Said::default() })
}

/// "На годину", "20 хвилин", "годинку".
pub fn lasting(lead: &Lead, reader: &mut Reader) -> Option<Said> {
    let alone = reader.is_before(&[List::LengthAlone]);
    let is_letter = reader.peek().is_some_and(|token| token.place.len() <= ONE_LETTER);
    let counted = reader.attempt(counted_either_way);
    let strength = if counted.is_some() { Strength::Sure } else { Strength::Weak };
    let length = counted.or_else(|| any_length(reader))?;
    let more = reader.peek().is_some_and(super::tokens::Token::is_other);
    let meant = alone || counted.is_some() || lead.has(List::ForTime) && !more && !is_letter;
    meant.then(|| Said { length: Some(length), strength, ..Said::default() })
}
