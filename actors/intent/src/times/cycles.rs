//! What comes again and again: "щодня", "кожного понеділка", "по буднях", "every morning".

use language::packs::List;

use super::{
    lead::Lead,
    length::{Unit, unit},
    reader::Reader,
    said::{Cycle, Day, Said, Strength},
};

const WORDS: &[(List, Cycle)] = &[
    (List::EveryHour, Cycle::Hour),
    (List::EveryDay, Cycle::Day),
    (List::EveryWeek, Cycle::Week),
    (List::EveryMonth, Cycle::Month),
    (List::EveryYear, Cycle::Year),
];

/// "Щодня", "щовечора".
pub fn in_a_word(_: &Lead, reader: &mut Reader) -> Option<Said> {
    reader.take(|token| {
        let (_, cycle) = WORDS.iter().find(|(list, _)| token.is(*list))?;
        Some(Said { part: token.number_in(List::PartsOfDay), ..of(*cycle) })
    })
}

/// "По буднях", "mondays", "по вихідних".
pub fn on_each(lead: &Lead, reader: &mut Reader) -> Option<Said> {
    reader.take(|token| {
        let each = lead.has(List::OnEach) || token.is(List::OnEach);
        match () {
            () if token.is(List::EverySuchDay) => token.number_in(List::EverySuchDay).map(weekly),
            () if token.is(List::Workdays) => {
                let told = each || lead.has_any(&[List::AtTime, List::Onto]);
                let strength = if told { Strength::Sure } else { Strength::Weak };
                Some(Said { strength, ..of(Cycle::Workdays) })
            }
            () if token.is(List::Weekend) && each => Some(of(Cycle::Weekends)),
            () => None,
        }
    })
}

/// "Кожного понеділка", "every morning".
pub fn every(_: &Lead, reader: &mut Reader) -> Option<Said> {
    reader.takes(List::Every).then_some(())?;
    if let Some(day) = reader.word(List::WeekDays) {
        return Some(weekly(day));
    }
    let parts = [List::PartNames, List::PartsOfDay];
    let part =
        reader.take(|token| parts.iter().find_map(|list| token.number_in(*list)).filter(|_| !token.is(List::Day)));
    if part.is_some() {
        return Some(Said { part, ..of(Cycle::Day) });
    }
    if reader.takes(List::Workdays) {
        return Some(of(Cycle::Workdays));
    }
    if reader.takes(List::Weekend) {
        return Some(of(Cycle::Weekends));
    }
    let cycle = match unit(reader)? {
        Unit::Hour => Cycle::Hour,
        Unit::Day => Cycle::Day,
        Unit::Week => Cycle::Week,
        Unit::Month => Cycle::Month,
        Unit::Year => Cycle::Year,
        Unit::Second | Unit::Minute | Unit::Fortnight | Unit::Quarter => return None,
    };
    Some(of(cycle))
}

fn of(cycle: Cycle) -> Said {
    Said { cycle: Some(cycle), ..Said::default() }
}

fn weekly(day: i64) -> Said {
    Said { day: Some(Day::Weekday { day, which: None }), ..of(Cycle::Week) }
}
