//! Mood and activity of a chat over time.

use sqlx::{FromRow, Row, SqliteConnection, sqlite::SqliteRow};

use super::{
    answers::TrendPoint,
    hours::{MOST, end_hour, hour_of, mood, sums},
    version::{HOUR, LATEST},
};
use events::ChatId;
use language::zone::Zone;
use storage::sqlite::{StorageError, json::json};

pub(super) const TREND: &str = concat!(
    "SELECT w.value->>0 AS start,
            (SELECT count(DISTINCT p.person_id) FROM hour_people p
             WHERE p.chat_key = i.chat_key AND p.hour >= w.value->>1 AND p.hour < w.value->>2) AS participants, ",
    sums!(),
    " FROM chat_ids i CROSS JOIN jsonb_each(?2) w
      LEFT JOIN hours h ON h.chat_key = i.chat_key AND h.hour >= w.value->>1 AND h.hour < w.value->>2
      WHERE i.id = ?1 GROUP BY w.key ORDER BY w.key"
);

impl FromRow<'_, SqliteRow> for TrendPoint {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            start: row.try_get("start")?,
            messages: row.try_get("messages")?,
            participants: row.try_get("participants")?,
            mood: mood(row)?,
        })
    }
}

/// What one point of a trend covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// An hour of universal time.
    Hour,
    /// A day of the chat's time zone.
    Day,
}

/// Mood and activity of a chat, a point for every hour or day that touches the time from `from` up to `to` (Unix
/// seconds), oldest first; of more than 1,000 the last. Nothing for a chat that is not known.
///
/// Where days do not begin with an hour of universal time, such an hour counts for the day in which it begins.
///
/// # Errors
/// [`StorageError`].
pub async fn trend(
    conn: &mut SqliteConnection,
    chat: ChatId,
    from: i64,
    to: i64,
    step: Step,
    zone: &Zone,
) -> Result<Vec<TrendPoint>, StorageError> {
    let points = points(from, to, step, zone);
    Ok(sqlx::query_as(TREND).bind(chat.0).bind(json(&points)?).fetch_all(conn).await?)
}

/// When each point begins, its first hour, and the hour after its last.
fn points(from: i64, to: i64, step: Step, zone: &Zone) -> Vec<(i64, i64, i64)> {
    let (from, to) = (from.clamp(0, LATEST), to.clamp(0, LATEST));
    if from >= to {
        return Vec::new();
    }
    let (first, last) = match step {
        Step::Hour => (hour_of(from), hour_of(to - 1)),
        Step::Day => (zone.day(from), zone.day(to - 1)),
    };
    let start = |number| match step {
        Step::Hour => number * HOUR,
        Step::Day => zone.midnight(number),
    };
    let point = |number| (start(number), end_hour(start(number)), end_hour(start(number + 1)));
    (first.max(last - MOST + 1)..=last).map(point).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_cover_the_time_and_no_more_than_a_thousand() {
        assert_eq!(points(3599, 7201, Step::Hour, &Zone::UTC), [(0, 0, 1), (3600, 1, 2), (7200, 2, 3)]);
        assert_eq!(points(0, 86_400, Step::Day, &Zone::UTC), [(0, 0, 24)]);
        assert_eq!(points(5, 5, Step::Hour, &Zone::UTC), []);
        assert_eq!(points(9, 5, Step::Day, &Zone::UTC), []);
        for step in [Step::Hour, Step::Day] {
            let all = points(i64::MIN, i64::MAX, step, &Zone::UTC);
            assert_eq!(all.len(), 1000);
            assert!(all.last().unwrap().0 > LATEST - 86_400);
        }
    }

    #[test]
    fn a_day_is_as_long_as_the_clocks_make_it_and_hours_count_once() {
        let kyiv = Zone::named("Europe/Kyiv").unwrap();
        // Around 2026-03-29, when the clocks go from 3 to 4.
        let days = points(1_774_692_000, 1_774_990_800, Step::Day, &kyiv);
        let hours: Vec<_> = days.iter().map(|(_, first, end)| end - first).collect();
        assert_eq!(hours, [24, 23, 24, 24]);
        let calcutta = Zone::named("Asia/Kolkata").unwrap();
        let days = points(1_774_692_000, 1_774_990_800, Step::Day, &calcutta);
        assert!(days.windows(2).all(|pair| pair[0].2 == pair[1].1));
    }
}
