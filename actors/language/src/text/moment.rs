//! Unix seconds as people write dates.

/// `dd.mm.yyyy HH:MM` at an offset from UTC in seconds.
pub fn moment(unix: i64, utc_offset: i32) -> String {
    let seconds = unix.saturating_add(i64::from(utc_offset));
    let minutes = seconds.rem_euclid(86_400) / 60;
    format!("{} {:02}:{:02}", date_of(seconds), minutes / 60, minutes % 60)
}

/// `dd.mm.yyyy` at an offset from UTC in seconds.
pub fn date(unix: i64, utc_offset: i32) -> String {
    date_of(unix.saturating_add(i64::from(utc_offset)))
}

/// `yyyy-mm-ddTHH:MM:SS` in UTC, as ISO 8601 has it.
pub fn iso(unix: i64) -> String {
    let (year, month, day) = civil(unix.div_euclid(86_400));
    let second = unix.rem_euclid(86_400);
    let (hour, minute) = (second / 3_600, second / 60 % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{:02}", second % 60)
}

fn date_of(seconds: i64) -> String {
    let (year, month, day) = civil(seconds.div_euclid(86_400));
    format!("{day:02}.{month:02}.{year:04}")
}

/// The Gregorian date of a day counted from 1970-01-01, by years that begin in March, so that leap days come last.
fn civil(days: i64) -> (i64, i64, i64) {
    const ERA: i64 = 146_097;
    let since_year_0 = days + 719_468;
    let (era, day) = (since_year_0.div_euclid(ERA), since_year_0.rem_euclid(ERA));
    let year = (day - day / 1_460 + day / 36_524 - day / (ERA - 1)) / 365;
    let day_of_year = day - (365 * year + year / 4 - year / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day_of_month = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = (march_month + 2) % 12 + 1;
    (era * 400 + year + i64::from(month <= 2), month, day_of_month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_known_moments() {
        for (unix, written) in [
            (0, "01.01.1970 00:00"),
            (-1, "31.12.1969 23:59"),
            (951_782_400, "29.02.2000 00:00"),
            (1_709_251_199, "29.02.2024 23:59"),
            (1_714_745_100, "03.05.2024 14:05"),
            (4_107_542_400, "01.03.2100 00:00"),
        ] {
            assert_eq!(moment(unix, 0), written);
        }
    }

    #[test]
    fn writes_iso_dates() {
        for (unix, written) in
            [(-1, "1969-12-31T23:59:59"), (951_782_400, "2000-02-29T00:00:00"), (1_714_745_107, "2024-05-03T14:05:07")]
        {
            assert_eq!(iso(unix), written);
        }
    }

    #[test]
    fn the_offset_can_change_the_day() {
        assert_eq!(moment(1_709_251_199, 7_200), "01.03.2024 01:59");
        assert_eq!(date(0, -60), "31.12.1969");
    }

    #[test]
    fn every_day_follows_the_one_before() {
        for day in -200_000..200_000 {
            let (before, after) = (civil(day), civil(day + 1));
            let next = after.2 == before.2 + 1 || after.2 == 1 && before.2 >= 28;
            assert!(before < after && next, "{before:?} {after:?}");
        }
    }

    #[test]
    fn absurd_times_do_not_panic() {
        moment(i64::MAX, 1);
        moment(i64::MIN, -1);
        iso(i64::MAX);
        iso(i64::MIN);
    }
}
