//! In which time somebody talks most.

use language::{packs::List, text::words::fold};
use serde::{Deserialize, Serialize};

/// The time that is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TopPeriod {
    Today,
    Week,
    Month,
    Ever,
}

impl TopPeriod {
    /// What the words after `/top` ask for, a week without any; `None` if they make no sense.
    pub fn of(args: &str) -> Option<Self> {
        let args = fold(args.trim());
        match () {
            () if List::TopToday.has(&args) => Some(Self::Today),
            () if List::TopMonth.has(&args) => Some(Self::Month),
            () if List::TopEver.has(&args) => Some(Self::Ever),
            () if args.is_empty() || List::TopWeek.has(&args) => Some(Self::Week),
            () => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_is_understood_in_both_languages() {
        for (args, period) in [
            ("today", TopPeriod::Today),
            ("Сьогодні", TopPeriod::Today),
            ("за весь час", TopPeriod::Ever),
            ("ever", TopPeriod::Ever),
            ("", TopPeriod::Week),
            ("тиждень", TopPeriod::Week),
            ("неделю", TopPeriod::Week),
            ("місяць", TopPeriod::Month),
            ("за месяц", TopPeriod::Month),
            ("Month", TopPeriod::Month),
        ] {
            assert_eq!(TopPeriod::of(args), Some(period), "{args}");
        }
        assert_eq!(TopPeriod::of("борщ"), None);
    }
}
