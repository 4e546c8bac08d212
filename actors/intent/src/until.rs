//! Until when something is to last, as people write it behind a command.

use jiff::{Zoned, civil::Time};
use language::{packs::List, text::words::Cut};

use crate::times::{Direction, Times, times};

/// When a day begins on which we may speak again: "till tomorrow" is till the morning.
const MORNING: Time = Time::constant(8, 0, 0, 0);

/// The seconds from now until the time that the folded words name, or as long as they say; `None` if they say anything
/// else, or a time that is over. A day alone means its morning.
pub fn seconds_until(args: &str, now: &Zoned) -> Option<i64> {
    let said = times(args, now, Direction::Future);
    if args.starts_with('-') || !says_nothing_else(args, &said) {
        return None;
    }
    if let Some(seconds) = said.duration {
        return Some(seconds);
    }
    let end = match (said.period, said.at) {
        (Some((from, _)), _) if from > *now => from,
        // It goes on already: till it is over.
        (Some((_, to)), _) => to,
        (None, Some(at)) => at,
        (None, None) => return None,
    };
    let midnight = end.time() == Time::midnight();
    let end = if midnight { end.with().time(MORNING).build().ok()? } else { end };
    let seconds = end.timestamp().as_second() - now.timestamp().as_second();
    (seconds > 0).then_some(seconds)
}

/// Whether all words but little ones say the time.
fn says_nothing_else(args: &str, said: &Times) -> bool {
    let little = [List::ForTime, List::Until, List::Onto, List::AtTime];
    let is_little = |word: &str| little.iter().any(|list| list.has(word));
    let mut words = Cut::Said.runs(args);
    words
        .all(|word| said.places.iter().any(|it| it.start <= word.start && word.end <= it.end) || is_little(&args[word]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::duration::{DAY, HOUR, MINUTE};

    #[test]
    fn a_time_alone_is_read() {
        // A Saturday.
        let noon: Zoned = "2026-11-28T12:00:00+02:00[Europe/Kyiv]".parse().unwrap();
        let table = [
            ("завтра", Some(20 * HOUR)),
            ("до завтра", Some(20 * HOUR)),
            ("tomorrow", Some(20 * HOUR)),
            ("завтра о 10", Some(22 * HOUR)),
            ("сьогодні", Some(20 * HOUR)),
            ("до ранку", Some(20 * HOUR)),
            ("до 18:30", Some(6 * HOUR + 30 * MINUTE)),
            ("до вечора", Some(6 * HOUR)),
            ("until evening", Some(6 * HOUR)),
            ("до понеділка", Some(DAY + 20 * HOUR)),
            ("на тиждень", Some(7 * DAY)),
            ("півгодини", Some(30 * MINUTE)),
            ("на дві години", Some(2 * HOUR)),
            ("-2h", None),
            ("до завтра борщ", None),
            ("вчора", None),
            ("борщ", None),
        ];
        let wrong: Vec<_> = table
            .iter()
            .map(|(args, seconds)| (*args, *seconds, seconds_until(args, &noon)))
            .filter(|(_, expected, read)| expected != read)
            .collect();
        assert_eq!(wrong, []);
    }
}
