//! Puts together what neighbours say: "завтра" and "о 9", "з понеділка" and "по середу".

use language::packs::List;

use super::{
    Direction,
    grammar::Item,
    length::Unit,
    said::{Day, Edge, Said, Strength, Stretch, Which, Year},
    tokens::Token,
};

/// Most tokens between a day and the hour that belongs to it.
const NEAR: usize = 4;

/// What the items say together.
pub fn merged(tokens: &[Token], items: Vec<Item>, direction: Direction) -> Vec<Item> {
    let stretches = joined(items, |one, other| stretch(tokens, one, other));
    let whole = joined(stretches, |one, other| neighbours(tokens, one, other, direction));
    joined(whole, |one, other| stretch(tokens, one, other))
}

/// Whether no word follows that an hour's number could count.
pub fn stands(tokens: &[Token], item: &Item, direction: Direction) -> bool {
    let follows = || tokens.get(item.tokens.end).is_some_and(Token::is_other);
    match item.said.strength {
        Strength::Sure => true,
        Strength::Likely => direction == Direction::Future || !follows(),
        Strength::Nothing | Strength::Latent | Strength::Weak => false,
    }
}

fn joined(items: Vec<Item>, join: impl Fn(&Item, &Item) -> Option<Said>) -> Vec<Item> {
    let mut all: Vec<Item> = Vec::new();
    for item in items {
        match all.last_mut().and_then(|last| Some((join(last, &item)?, last))) {
            Some((said, last)) => *last = Item { said, tokens: last.tokens.start..item.tokens.end },
            None => all.push(item),
        }
    }
    all
}

/// Two ends of a stretch.
fn stretch(tokens: &[Token], from: &Item, to: &Item) -> Option<Said> {
    let (first, second) = (&from.said, &to.said);
    let opens = matches!(first.edge, Some(Edge::Since | Edge::After | Edge::Between));
    let shifts = |said: &Said| matches!(said.day, Some(Day::Shift(_)));
    let joins = match &tokens[from.tokens.end..to.tokens.start] {
        [] => match second.edge {
            Some(Edge::Until) => opens,
            Some(Edge::Through) => opens || first.edge.is_none(),
            _ => false,
        },
        [dash] if dash.is_dash() => !shifts(first) && !shifts(second),
        [and] if and.is(List::And) => first.edge == Some(Edge::Between),
        _ => false,
    };
    (joins && alike(first, second)).then(|| between(first.clone(), second.clone(), opens)).flatten()
}

/// Whether both may be ends of one stretch.
fn alike(first: &Said, second: &Said) -> bool {
    let single = |said: &Said| said.to.is_none() && said.length.is_none() && said.cycle.is_none();
    let day = |said: &Said| said.number.is_some() || said.day.is_some() || said.stretch.is_some();
    let hour = |said: &Said| said.number.is_some() || said.clock.is_some() || said.part.is_some();
    single(first) && single(second) && (day(first) && day(second) || hour(first) && hour(second))
}

fn between(mut first: Said, mut second: Said, opens: bool) -> Option<Said> {
    lend(&mut first, &second);
    lend(&mut second, &first);
    if first.part.is_none() && first.clock.is_some_and(|clock| !clock.sure) {
        first.part = second.part.filter(|_| second.clock.is_some());
    }
    let strength = if opens { Strength::Sure } else { first.strength.max(second.strength) };
    second.edge = None;
    let to = Some(Box::new(second));
    (strength > Strength::Latent).then_some(Said { to, edge: None, number: None, strength, ..first })
}

/// A date tells the month and the year of the other end.
fn lend(said: &mut Said, other: &Said) {
    let Some(Day::Date { month, year, .. }) = other.day else { return };
    if let Some(number) = said.number.take() {
        said.day = Some(Day::Date { day: number, month, year, weekday: None });
        said.clock = None;
    }
    if let Some(Day::Date { month: own_month, year: own_year, .. }) = &mut said.day {
        *own_month = own_month.or(month);
        *own_year = own_year.or(year);
    }
}

fn neighbours(tokens: &[Token], one: &Item, other: &Item, direction: Direction) -> Option<Said> {
    let gap = &tokens[one.tokens.end..other.tokens.start];
    if gap.iter().all(|token| token.is_any(&[List::BetweenTimes, List::AboutTime])) {
        return together(&one.said, &other.said);
    }
    let fits = |one: &Said, other: &Said| one.is_day() && other.is_hour();
    let near = gap.len() <= NEAR && stands(tokens, one, direction) && stands(tokens, other, direction);
    let fit = fits(&one.said, &other.said) || fits(&other.said, &one.said);
    (near && fit).then(|| together(&one.said, &other.said)).flatten()
}

/// What both say, if it fits.
fn together(one: &Said, other: &Said) -> Option<Said> {
    let apart = |said: &Said| {
        said.strength <= Strength::Latent
            || said.length.is_some()
            || said.portion.is_some()
            || matches!(said.stretch, Some(Stretch::Over(_) | Stretch::Rolling { .. }))
    };
    if apart(one) || apart(other) {
        return None;
    }
    let (day, stretch) = day_and_stretch(one, other)?;
    let said = Said {
        day,
        stretch,
        clock: either(one.clock, other.clock)?,
        part: part_of_day(one, other)?,
        shift: either(one.shift, other.shift)?,
        cycle: either(one.cycle, other.cycle)?,
        edge: either(one.edge, other.edge)?,
        to: either(one.to.clone(), other.to.clone())?,
        strength: one.strength.max(other.strength),
        same_hour: one.same_hour || other.same_hour,
        length: None,
        portion: None,
        number: None,
    };
    fits(&said).then_some(said)
}

/// The one that is there; `None` if both are.
fn either<T>(one: Option<T>, other: Option<T>) -> Option<Option<T>> {
    match (one, other) {
        (Some(_), Some(_)) => None,
        (one, other) => Some(one.or(other)),
    }
}

/// The part that an hour was said with says more than another one: "tomorrow morning at 6 am".
fn part_of_day(one: &Said, other: &Said) -> Option<Option<i64>> {
    match (one.clock, other.clock) {
        (Some(_), None) if one.part.is_some() => Some(one.part),
        (None, Some(_)) if other.part.is_some() => Some(other.part),
        _ => either(one.part, other.part),
    }
}

fn fits(said: &Said) -> bool {
    let hour = said.clock.is_some() || said.part.is_some();
    let shift = said.shift.is_none_or(|shift| {
        let weekday = matches!(said.day, None | Some(Day::Weekday { .. }));
        weekday && shift.seconds == 0 && (hour || said.day.is_some())
    });
    let stretch = said.stretch.is_none() || said.day.is_some() || !hour && said.shift.is_none() && said.cycle.is_none();
    shift && stretch
}

/// The day and the stretch that two say together.
fn day_and_stretch(one: &Said, other: &Said) -> Option<(Option<Day>, Option<Stretch>)> {
    let day = days(one.day.as_ref(), other.day.as_ref())?;
    let stretch = stretches(one.stretch.as_ref(), other.stretch.as_ref())?;
    match (day, stretch) {
        (Some(day), Some(stretch)) => day_in(day, stretch),
        found => Some(found),
    }
}

fn days(one: Option<&Day>, other: Option<&Day>) -> Option<Option<Day>> {
    let (Some(one), Some(other)) = (one, other) else { return Some(one.or(other).cloned()) };
    match (one, other) {
        (Day::Weekday { day: weekday, .. }, Day::Date { day, month, year, weekday: None })
        | (Day::Date { day, month, year, weekday: None }, Day::Weekday { day: weekday, .. }) => {
            Some(Some(Day::Date { day: *day, month: *month, year: *year, weekday: Some(*weekday) }))
        }
        (Day::Shift(_), Day::Date { .. } | Day::Weekday { .. }) => Some(Some(one.clone())),
        (Day::Date { .. } | Day::Weekday { .. }, Day::Shift(_)) => Some(Some(other.clone())),
        _ => None,
    }
}

fn stretches(one: Option<&Stretch>, other: Option<&Stretch>) -> Option<Option<Stretch>> {
    let (Some(one), Some(other)) = (one, other) else { return Some(one.or(other).cloned()) };
    match (one, other) {
        (Stretch::Unit(Unit::Year, Which::Nth(years)), Stretch::Months { first, count, which, year: None })
        | (Stretch::Months { first, count, which, year: None }, Stretch::Unit(Unit::Year, Which::Nth(years))) => {
            let year = Some(Year::FromNow(*years));
            Some(Some(Stretch::Months { first: *first, count: *count, which: *which, year }))
        }
        _ => None,
    }
}

/// A day of a week, of a month or of a year that is said beside it.
fn day_in(day: Day, stretch: Stretch) -> Option<(Option<Day>, Option<Stretch>)> {
    match (day, stretch) {
        (day @ Day::Weekday { which: None, .. }, week @ Stretch::Unit(Unit::Week, _)) => Some((Some(day), Some(week))),
        (day @ Day::Date { month: None, .. }, month @ Stretch::Unit(Unit::Month, _)) => Some((Some(day), Some(month))),
        (Day::Date { day, month, year: None, weekday }, Stretch::Unit(Unit::Year, Which::Nth(years))) => {
            Some((Some(Day::Date { day, month, year: Some(Year::FromNow(years)), weekday }), None))
        }
        (Day::Nth { nth, weekday, month, year: None }, Stretch::Unit(Unit::Year, Which::Nth(years))) => {
            Some((Some(Day::Nth { nth, weekday, month, year: Some(Year::FromNow(years)) }), None))
        }
        _ => None,
    }
}
