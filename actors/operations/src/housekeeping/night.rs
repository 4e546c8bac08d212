//! When the files are looked at for damage.

use language::zone::Zone;

/// Never again before so many seconds have passed: two rounds fall into one hour.
const PAUSE: i64 = 20 * 3600;

/// The hour of the night in which all files are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Night {
    /// Of the day, 0 to 23.
    pub hour: u8,
    /// Whose clock is meant.
    pub zone: Zone,
}

impl Night {
    /// Whether it is time (Unix seconds), when it was last done then.
    pub(super) fn is_due(&self, now: i64, last: Option<i64>) -> bool {
        self.zone.hour(now) == self.hour && last.is_none_or(|last| now.saturating_sub(last).saturating_abs() >= PAUSE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_done_once_a_night() {
        let night = Night { hour: 4, zone: Zone::named("Europe/Kyiv").unwrap() };
        // 2026-11-23 04:00 in Kyiv.
        let four = 1_795_399_200;
        assert!(night.is_due(four, None));
        assert!(!night.is_due(four - 1, None) && !night.is_due(four + 3600, None));
        assert!(!night.is_due(four + 1800, Some(four)), "the same night");
        assert!(night.is_due(four + 86_400, Some(four + 3500)), "the next night");
        assert!(night.is_due(four - 86_400 * 3, Some(four)), "the clock was set back");
    }
}
