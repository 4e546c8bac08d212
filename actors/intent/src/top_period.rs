//! In which time somebody talks most.

use language::text::words::fold;
use serde::{Deserialize, Serialize};

/// The time that is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TopPeriod {
    Today,
    Week,
    Ever,
}

impl TopPeriod {
    /// What the words after `/top` ask for, a week without any; `None` if they make no sense.
    pub fn of(args: &str) -> Option<Self> {
        Some(match fold(args.trim()).as_str() {
            "today" | "day" | "сьогодні" | "день" | "добу" | "за сьогодні" | "за день" | "за добу" => {
                Self::Today
            }
            "ever"
            | "all"
            | "all time"
            | "always"
            | "завжди"
            | "весь час"
            | "увесь час"
            | "за весь час"
            | "за увесь час"
            | "усі часи" => Self::Ever,
            "" | "week" | "this week" | "тиждень" | "за тиждень" | "7d" | "7 днів" => Self::Week,
            _ => return None,
        })
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
        ] {
            assert_eq!(TopPeriod::of(args), Some(period), "{args}");
        }
        assert_eq!(TopPeriod::of("борщ"), None);
    }
}
