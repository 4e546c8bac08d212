//! Parts of the day: "ввечері", "цього ранку", "до обіду", "tomorrow morning".

use language::packs::List;

use super::{
    days::which,
    lead::Lead,
    reader::Reader,
    said::{Day, Said, Strength, Which},
};

/// "Ввечері", "цього вечора", "на ніч".
pub fn part(lead: &Lead, reader: &mut Reader) -> Option<Said> {
    let which = which(reader);
    let (part, doubtful) = reader.take(|token| {
        // "День" is rather a length, and "днем" is said of birthdays.
        let is_day = token.is(List::Day);
        let adverb = token.number_in(List::PartsOfDay).map(|part| (part, is_day));
        let name = token.number_in(List::PartNames).filter(|_| !is_day);
        adverb.or_else(|| Some((name?, !lead.is_of_time())))
    })?;
    let strength = if doubtful && which.is_none() { Strength::Weak } else { Strength::Sure };
    let day = match which {
        Some(Which::Nth(days)) if days == 0 || part == 0 => Some(Day::Shift(days.max(0))),
        Some(Which::Nth(days)) => Some(Day::Shift(days)),
        Some(Which::That) | None => None,
    };
    Some(Said { part: Some(part), day, strength, ..Said::default() })
}
