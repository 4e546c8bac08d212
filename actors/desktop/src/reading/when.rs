//! Times: Unix seconds where the export has them, else by the exporter's clock.

use jiff::{civil::DateTime, tz::TimeZone};

use events::{ChatId, MessageId};
use language::zone::Zone;

/// The end of the year 9999; whatever is later is no time.
const LATEST: i64 = 253_402_300_799;

/// How the exporter's clock is read around a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock<'a> {
    /// It was so far from UTC, seconds.
    Offset(i64),
    /// It is that of a zone. Of the two times that an autumn night shows alike, the first that is not before this one.
    Wall(&'a Zone, i64),
}

impl Clock<'_> {
    /// By a time that is given in both ways.
    pub fn of(local: Option<&str>, unix: i64) -> Self {
        Self::Offset(local.and_then(seconds).map_or(0, |local| local - unix))
    }

    /// Unix seconds of a time on the exporter's clock.
    pub fn read(self, local: &str) -> Option<i64> {
        let local = seconds(local)?;
        let at = match self {
            Self::Offset(offset) => local - offset,
            Self::Wall(zone, since) => first_since(zone.both_unix(local), since),
        };
        Some(at).filter(|at| is_time(*at))
    }
}

/// The messages of a chat one after the other: their numbers tell in which of two hours a wall's clock was read.
#[derive(Debug, Default)]
pub struct Sequence {
    last: Option<(ChatId, MessageId, i64)>,
}

impl Sequence {
    /// Unix seconds of a message's time on the clock of a zone.
    pub fn read(&self, chat: ChatId, id: MessageId, local: &str, zone: &Zone) -> Option<i64> {
        let [earlier, later] = zone.both_unix(seconds(local)?);
        let at = match self.last.filter(|(last, ..)| *last == chat) {
            Some((_, before, date)) if before <= id => first_since([earlier, later], date),
            // The newest comes first in such a file.
            Some((.., date)) if later <= date => later,
            _ => earlier,
        };
        Some(at).filter(|at| is_time(*at))
    }

    /// Notes when a message was written.
    pub fn note(&mut self, chat: ChatId, id: MessageId, date: i64) {
        self.last = Some((chat, id, date));
    }
}

/// The earlier time, unless it is before `since`.
fn first_since([earlier, later]: [i64; 2], since: i64) -> i64 {
    if earlier < since { later } else { earlier }
}

/// Whether it can be a message's date.
pub fn is_time(at: i64) -> bool {
    (0..=LATEST).contains(&at)
}

/// `2023-11-14T22:13:21` as if it were UTC.
fn seconds(local: &str) -> Option<i64> {
    let time: DateTime = local.parse().ok()?;
    Some(time.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exporters_clock_is_told_by_a_time_in_both_ways() {
        let kyiv = Clock::of(Some("2023-11-15T00:13:21"), 1_700_000_001);
        assert_eq!(kyiv.read("2023-11-15T00:13:25"), Some(1_700_000_005));
        assert_eq!(Clock::Offset(0).read("2023-11-14T22:13:25"), Some(1_700_000_005));
        assert_eq!(Clock::of(Some("nonsense"), 5), Clock::Offset(0));
        for nonsense in ["", "1", "2023-13-41T99:99:99", "1960-01-01T00:00:00"] {
            assert_eq!(Clock::Offset(0).read(nonsense), None, "{nonsense}");
        }
    }

    /// The clock went from 4 back to 3 on 2025-10-26 at 01:00 UTC, 1761440400.
    #[test]
    fn numbers_tell_the_two_hours_of_an_autumn_night_apart() {
        let kyiv = Zone::named("Europe/Kyiv").unwrap();
        let read = |messages: &[(i64, &str)]| {
            let mut sequence = Sequence::default();
            let mut read = |(id, time): &(i64, &str)| {
                let (chat, id) = (ChatId(-5), MessageId(*id));
                let at = sequence.read(chat, id, &format!("2025-10-26T{time}:00"), &kyiv).unwrap();
                sequence.note(chat, id, at);
                (at - 1_761_440_400) / 60
            };
            messages.iter().map(&mut read).collect::<Vec<_>>()
        };
        let night = [(1, "02:50"), (2, "03:10"), (3, "03:50"), (4, "03:05"), (5, "03:40"), (6, "04:10")];
        assert_eq!(read(&night), [-70, -50, -10, 5, 40, 70]);
        let backwards: Vec<_> = night.into_iter().rev().collect();
        assert_eq!(read(&backwards), [70, 40, 5, -10, -50, -70]);
        assert_eq!(read(&[(1, "03:10"), (2, "03:20")]), [-50, -40], "nothing tells: the first hour");
        assert_eq!(read(&[(1, "04:10"), (2, "03:10")]), [70, 10], "as close as can be");
    }
}
