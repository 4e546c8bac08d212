//! Time zones: what the clock on the wall says in a chat.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock},
};

use jiff::{Timestamp, Zoned, tz::TimeZone};

use events::ChatId;

/// No zone changes its clock twice within two of these. Seconds.
const DAY: i64 = 86_400;

/// A time zone by its IANA name; the rules are built in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone(TimeZone);

impl Zone {
    /// Universal time.
    pub const UTC: Self = Self(TimeZone::UTC);

    /// The zone of that name, such as `Europe/Kyiv`.
    pub fn named(name: &str) -> Option<Self> {
        TimeZone::get(name).ok().map(Self)
    }

    /// Its IANA name; `None` for a zone that has none.
    pub fn name(&self) -> Option<&str> {
        self.0.iana_name()
    }

    /// The zone that is called after that city: `New York`.
    pub fn of_city(city: &str) -> Option<Self> {
        static CITIES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
            let mut cities = HashMap::new();
            for name in jiff::tz::db().available() {
                if let Some(city) = city_of(name.as_str()) {
                    // The first zone of a name keeps it.
                    cities.entry(city).or_insert_with(|| name.to_string());
                }
            }
            cities
        });
        Self::named(CITIES.get(&city.to_ascii_lowercase())?)
    }

    /// Seconds east of UTC at a time (Unix seconds); 0 for times out of any calendar.
    pub fn offset(&self, at: i64) -> i32 {
        Timestamp::from_second(at).map_or(0, |at| self.0.to_offset(at).seconds())
    }

    /// The same moment (Unix seconds) on this zone's calendar; the beginning of 1970 for times out of any calendar.
    pub fn zoned(&self, at: i64) -> Zoned {
        Timestamp::from_second(at).unwrap_or_default().to_zoned(self.0.clone())
    }

    /// The hour of the day, 0 to 23.
    pub fn hour(&self, at: i64) -> u8 {
        let hour = self.local(at).rem_euclid(86_400) / 3600;
        u8::try_from(hour).unwrap_or_default()
    }

    /// The day, counted from 1 January 1970.
    pub fn day(&self, at: i64) -> i64 {
        self.local(at).div_euclid(86_400)
    }

    /// When that day began, or begins, Unix seconds. A day with a change of the clock is right to the hour at its
    /// other end.
    pub fn midnight(&self, day: i64) -> i64 {
        self.unix(day.saturating_mul(86_400))
    }

    /// The time (Unix seconds) at which the clock on the wall shows what UTC's shows at `local`.
    pub fn unix(&self, local: i64) -> i64 {
        let guess = local.saturating_sub(i64::from(self.offset(local)));
        local.saturating_sub(i64::from(self.offset(guess)))
    }

    /// The times at which the clock on the wall shows what UTC's shows at `local`, the earlier one first. They differ in the
    /// hour that an autumn night has twice.
    pub fn both_unix(&self, local: i64) -> [i64; 2] {
        let before = local.saturating_sub(i64::from(self.offset(local.saturating_sub(DAY))));
        let after = local.saturating_sub(i64::from(self.offset(local.saturating_add(DAY))));
        match [before, after].map(|at| self.local(at) == local) {
            [true, true] => [before.min(after), before.max(after)],
            [true, false] => [before; 2],
            [false, true] => [after; 2],
            // The hour that a spring night leaves out.
            [false, false] => [self.unix(local); 2],
        }
    }

    fn local(&self, at: i64) -> i64 {
        at.saturating_add(i64::from(self.offset(at)))
    }
}

/// The city that a zone is called after: of `America/New_York`, `new york`.
fn city_of(zone: &str) -> Option<String> {
    let (area, place) = zone.rsplit_once('/')?;
    (!area.starts_with("Etc")).then(|| place.replace('_', " ").to_ascii_lowercase())
}

/// Which zone each chat lives in.
#[derive(Debug, Clone)]
pub struct Zones {
    default: Zone,
    of_chats: Arc<HashMap<ChatId, Zone>>,
}

impl Zones {
    pub fn new(default: Zone, of_chats: HashMap<ChatId, Zone>) -> Self {
        Self { default, of_chats: Arc::new(of_chats) }
    }

    /// The chat's zone, or the one for all others.
    pub fn of(&self, chat: ChatId) -> &Zone {
        self.of_chats.get(&chat).unwrap_or(&self.default)
    }
}

impl Default for Zones {
    fn default() -> Self {
        Self::new(Zone::UTC, HashMap::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-03-29 00:59:59 UTC, a second before Kyiv's clocks go from 3 to 4.
    const BEFORE_SUMMER: i64 = 1_774_745_999;

    #[test]
    fn hours_follow_the_clock_on_the_wall() {
        let kyiv = Zone::named("Europe/Kyiv").unwrap();
        assert_eq!([kyiv.hour(BEFORE_SUMMER), kyiv.hour(BEFORE_SUMMER + 1)], [2, 4]);
        assert_eq!(Zone::UTC.hour(BEFORE_SUMMER), 0);
        assert!(Zone::named("Europe/Atlantis").is_none());
    }

    #[test]
    fn a_day_begins_at_midnight_of_the_place() {
        let kyiv = Zone::named("Europe/Kyiv").unwrap();
        let day = kyiv.day(BEFORE_SUMMER);
        let midnight = kyiv.midnight(day);
        assert_eq!([kyiv.day(midnight - 1), kyiv.day(midnight)], [day - 1, day]);
        assert_eq!(kyiv.hour(midnight), 0);
        let next = kyiv.midnight(day + 1);
        assert_eq!([kyiv.day(next - 1), kyiv.day(next), (next - midnight) / 3600], [day, day + 1, 23]);
    }

    #[test]
    fn an_autumn_night_has_one_hour_twice() {
        let kyiv = Zone::named("Europe/Kyiv").unwrap();
        // 2025-10-26 03:30 on the wall; the clock goes from 4 back to 3.
        let half_past_three = 1_761_449_400;
        assert_eq!(kyiv.both_unix(half_past_three), [half_past_three - 3 * 3600, half_past_three - 2 * 3600]);
        for hours in [-2, 2] {
            let local = half_past_three + hours * 3600;
            assert_eq!(kyiv.both_unix(local), [kyiv.unix(local); 2]);
        }
        let left_out = BEFORE_SUMMER + 1 + 2 * 3600 + 1800;
        assert_eq!(kyiv.both_unix(left_out), [kyiv.unix(left_out); 2]);
        let new_york = Zone::named("America/New_York").unwrap();
        // 2025-11-02 01:30.
        assert_eq!(new_york.both_unix(1_762_047_000), [1_762_047_000 + 4 * 3600, 1_762_047_000 + 5 * 3600]);
    }

    #[test]
    fn times_out_of_any_calendar_are_taken_as_they_are() {
        let kyiv = Zone::named("Europe/Kyiv").unwrap();
        for at in [i64::MIN, i64::MAX] {
            assert!(kyiv.hour(at) < 24);
            kyiv.midnight(kyiv.day(at));
            kyiv.both_unix(at);
        }
    }
}
