//! Times of the clock: "о пів на десяту", "19:30", "за чверть шоста", "о 8 вечора", "half past nine".

use language::packs::List;

use super::{
    figures::Figure,
    lead::Lead,
    length::UNIT_LISTS,
    numbers::{exact_number, one_number, ordinal, ordinal_in},
    reader::Reader,
    said::{Clock, Edge, Said, Strength},
    tokens::Token,
};

const QUARTER: i64 = 15;
const HALF: i64 = 30;

/// The hour of a day that is meant by one that was said with a part of the day.
pub fn hour_in_part(hour: i64, part: i64) -> i64 {
    match (part, hour) {
        (6, 12) => 0,
        (12, 1..=6) | (18, 1..=12) | (0, 8..=12) => hour + 12,
        _ => hour,
    }
}

fn at(hour: i64, minute: i64) -> Option<Clock> {
    let exists = (0..24).contains(&hour) && (0..60).contains(&minute) || (hour, minute) == (24, 0);
    exists.then_some(Clock { hour: hour % 24, minute, sure: hour == 0 || hour > 12 })
}

/// So many minutes before a full hour.
fn before(hour: i64, minutes: i64) -> Option<Clock> {
    let earlier = if hour == 1 { 12 } else { hour - 1 };
    at(earlier, 60 - minutes)
}

/// Half of the hour that ends then.
fn within(hour: i64, minutes: i64) -> Option<Clock> {
    at(if hour == 1 { 12 } else { hour - 1 }, minutes)
}

/// With the part of the day that was said after it.
fn of_day(said: Said, lead: &Lead, reader: &mut Reader) -> Option<Said> {
    match part_after(said.clock?.hour, lead, reader) {
        None => Some(said),
        part => Some(Said { part, strength: Strength::Sure, ..said }),
    }
}

/// "Вечора", "pm"; "дня" may mean days where no hour can stand.
fn part_after(hour: i64, lead: &Lead, reader: &mut Reader) -> Option<i64> {
    let after_unit = reader.last().is_some_and(|token| token.is(List::Hour) || token.figure().is_some_and(is_clock));
    let surely = after_unit || lead.is_of_hour();
    reader.attempt(|ahead| {
        ahead.takes(List::AtTime);
        ahead.take(|token| match () {
            () if token.is(List::BeforeNoon) => Some(6),
            () if token.is(List::AfterNoon) => Some(if (7..12).contains(&hour) { 18 } else { 12 }),
            () if token.is(List::Day) && !surely => None,
            () => token.number_in(List::PartsOfDay).or_else(|| token.number_in(List::PartNames)),
        })
    })
}

fn is_clock(figure: Figure) -> bool {
    matches!(figure, Figure::Clock { .. })
}

/// "В цей же час", "this time": beside a day.
pub fn same_hour(_: &Lead, reader: &mut Reader) -> Option<Said> {
    reader.takes(List::SameHour).then(|| Said { same_hour: true, strength: Strength::Weak, ..Said::default() })
}

/// "Опівдні", "midnight".
pub fn noon(_: &Lead, reader: &mut Reader) -> Option<Said> {
    let hour = reader.take(|token| match () {
        () if token.is(List::Noon) => Some(12),
        () if token.is(List::Midnight) => Some(24),
        () => None,
    })?;
    Some(Clock { hour, minute: 0, sure: true }.into())
}

/// "Пів на десяту", "half past nine".
pub fn half(lead: &Lead, reader: &mut Reader) -> Option<Said> {
    let clock = if reader.takes(List::HalfPast) {
        at(hour(reader)?, HALF)
    } else {
        reader.takes(List::Half).then_some(())?;
        let onto = reader.takes(List::Onto);
        let next = ordinal(reader).or_else(|| onto.then(|| one_number(reader)).flatten())?;
        within(next, HALF)
    };
    of_day(clock?.into(), lead, reader)
}

/// "Чверть на шосту", "десять по шостій", "без десяти шість", "ten to six".
pub fn with_minutes(lead: &Lead, reader: &mut Reader) -> Option<Said> {
    let clock = reader
        .attempt(|ahead| minutes_and_hour(lead, ahead, one_number))
        .or_else(|| reader.attempt(|ahead| minutes_and_hour(lead, ahead, exact_number)))?;
    of_day(clock.into(), lead, reader)
}

fn minutes_and_hour(lead: &Lead, reader: &mut Reader, number: impl Fn(&mut Reader) -> Option<i64>) -> Option<Clock> {
    let quarter = reader.takes(List::Quarter);
    let minutes = if quarter { QUARTER } else { number(reader).filter(|minutes| (1..60).contains(minutes))? };
    let named = quarter || reader.takes(List::Minute);
    if lead.has(List::ShortOfHour)
        && let Some(hour) = reader.attempt(hour)
    {
        return before(hour, minutes);
    }
    if let Some(hour) = reader.attempt(|ahead| after(ahead, List::PastHour)) {
        return at(hour, minutes);
    }
    // "From 5 to 7" is a stretch.
    let ends = matches!(lead.edge(), Some(Edge::Since | Edge::Between));
    if !ends && let Some(hour) = reader.attempt(|ahead| after(ahead, List::ToHour)) {
        return if minutes % 5 == 0 { before(hour, minutes) } else { None };
    }
    let onto = reader.takes(List::Onto);
    if onto || named { within(ordinal(reader)?, minutes) } else { None }
}

/// The hour after a word; where the word has other meanings, only an ordinal number is an hour.
fn after(reader: &mut Reader, list: List) -> Option<i64> {
    let doubtful = reader.take(|token| token.is(list).then(|| token.is_any(&[List::OnEach, List::Until])))?;
    if doubtful { ordinal(reader) } else { hour(reader) }
}

fn hour(reader: &mut Reader) -> Option<i64> {
    let hour = ordinal(reader).or_else(|| one_number(reader))?;
    (1..=24).contains(&hour).then(|| {
        reader.takes(List::Hour);
        hour
    })
}

/// "19:30", "19.30".
pub fn in_figures(lead: &Lead, reader: &mut Reader) -> Option<Said> {
    let said = reader.figure(|figure| match figure {
        Figure::Clock { hour, minute, sure } => {
            at(hour, minute).map(|clock| Said::from(Clock { sure: clock.sure || sure, ..clock }))
        }
        Figure::Dotted { left, right, digits: (_, 2) } => dotted(lead, left, right),
        _ => None,
    })?;
    reader.takes(List::Hour);
    let counts = reader.is_before(&[List::CountedThings]);
    if counts { None } else { of_day(said, lead, reader) }
}

/// Hours with a point are told from dates by the word before them, and by what no date is.
fn dotted(lead: &Lead, hour: i64, minute: i64) -> Option<Said> {
    let named = lead.has_any(&[List::AtHour, List::AtTime, List::Onto]);
    let is_date = (1..=31).contains(&hour) && (1..=12).contains(&minute);
    let strength = if lead.has(List::AtHour) { Strength::Sure } else { Strength::Likely };
    let clock = at(hour, minute).filter(|_| named || !is_date)?;
    Some(Said { strength, ..clock.into() })
}

/// "О 9", "на дев'яту", "8 вечора", "о 15 годині 20 хвилин", "17ч10".
pub fn full_hour(lead: &Lead, reader: &mut Reader) -> Option<Said> {
    let said_hour = hour_as_said(lead, reader)?;
    let HourAsSaid { hour, form, unit, minute, .. } = said_hour;
    let clock = at(hour, minute.unwrap_or(0))?;
    let half_day = reader.is_before(&[List::BeforeNoon, List::AfterNoon]);
    // "One night".
    if form == Form::Word && hour == 1 && !half_day && !lead.is_of_hour() {
        return None;
    }
    let said = of_day(Said { strength: said_hour.strength(lead), ..clock.into() }, lead, reader)?;
    let counts = said.part.is_none() && (reader.is_before(&[List::CountedThings]) || reader.is_before(UNIT_LISTS));
    let bare = unit.is_none() && minute.is_none() && said.strength < Strength::Sure;
    let number = bare.then_some(hour);
    (said.strength > Strength::Nothing && !counts).then_some(Said { number, ..said })
}

/// A number that may be an hour, and what was said with it.
#[derive(Debug, Clone, Copy)]
struct HourAsSaid {
    hour: i64,
    form: Form,
    unit: Option<UnitOfHour>,
    minute: Option<i64>,
    /// A word follows that tells nothing of times.
    follows: bool,
}

/// What names the hour after its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum UnitOfHour {
    /// It may be that many hours as well.
    Hours,
    /// In the singular.
    Hour,
    OClock,
}

fn hour_as_said(lead: &Lead, reader: &mut Reader) -> Option<HourAsSaid> {
    let (hour, form) = any_hour(reader)?;
    let unit = reader.take(|token| match () {
        () if token.is(List::Hour) && token.is(List::LengthAlone) => Some(UnitOfHour::Hour),
        () if token.is(List::Hour) => Some(UnitOfHour::Hours),
        () => token.is(List::OClock).then_some(UnitOfHour::OClock),
    });
    let follows = reader.peek().is_some_and(Token::is_other);
    Some(HourAsSaid { hour, form, unit, minute: minute(lead, unit.is_some(), reader), follows })
}

impl HourAsSaid {
    /// How sure it is that an hour is meant, if no part of the day follows.
    fn strength(&self, lead: &Lead) -> Strength {
        let led = lead.is_of_hour();
        match (self.unit, self.form) {
            _ if self.minute.is_some() => Strength::Sure,
            (Some(UnitOfHour::OClock), _) | (Some(_), Form::Named) => Strength::Sure,
            // "На 18 годину": more than one would be in the plural.
            (Some(UnitOfHour::Hour), _) if self.hour > 1 && lead.has(List::Onto) => Strength::Sure,
            (Some(_), _) => {
                if led {
                    Strength::Sure
                } else {
                    Strength::Nothing
                }
            }
            (None, Form::Figure | Form::Ordinal | Form::Named) if lead.has(List::AtHour) => Strength::Sure,
            // "На першу зустріч" is no hour.
            (None, Form::Named) if self.hour <= 3 && self.follows => Strength::Nothing,
            (None, Form::Figure) if lead.has(List::AboutTime) => Strength::Likely,
            (None, _) if led || lead.has(List::Onto) => Strength::Likely,
            (None, _) => Strength::Nothing,
        }
    }
}

/// How an hour is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Figure,
    Word,
    /// A figure with the ending of an ordinal number.
    Ordinal,
    /// An ordinal number in words.
    Named,
}

fn any_hour(reader: &mut Reader) -> Option<(i64, Form)> {
    let figure = reader.figure(|figure| match figure {
        Figure::Number(number) => Some((number, Form::Figure)),
        Figure::Ordinal { number, day: false } => Some((number, Form::Ordinal)),
        _ => None,
    });
    let named = |reader: &mut Reader| {
        let alone = ordinal_in(reader, &[List::HoursInWords]);
        let with_unit = |ahead: &mut Reader| ordinal(ahead).filter(|_| ahead.is_before(&[List::Hour]));
        Some((alone.or_else(|| reader.attempt(with_unit))?, Form::Named))
    };
    let found = figure.or_else(|| named(reader)).or_else(|| Some((exact_number(reader)?, Form::Word)))?;
    (0..=24).contains(&found.0).then_some(found)
}

/// Minutes after an hour.
fn minute(lead: &Lead, unit: bool, reader: &mut Reader) -> Option<i64> {
    reader.attempt(|ahead| {
        if unit {
            ahead.takes(List::And);
        }
        let glued = ahead.peek().is_some_and(|token| token.glued);
        let minute = exact_number(ahead).filter(|minute| (0..60).contains(minute))?;
        let named = ahead.takes(List::Minute);
        let half_day = ahead.is_before(&[List::BeforeNoon, List::AfterNoon]);
        let led = lead.is_of_hour() || lead.has(List::Onto) || half_day;
        let spoken = led && !unit && (10..60).contains(&minute);
        let counts = ahead.is_before(UNIT_LISTS) || ahead.is_before(&[List::CountedThings, List::MonthNames]);
        let follows = ahead.peek().is_some_and(Token::is_other);
        let with_unit = unit && if named { lead.is_of_hour() } else { glued };
        (with_unit || spoken && !counts && !follows && !named).then_some(minute)
    })
}
