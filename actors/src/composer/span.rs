//! Which time a summary is of, as people write it.

use crate::conversation::seconds;
use crate::text::words::fold;

/// What the words after `/summary` ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// Today, or the last 24 hours if little was said today.
    Usual,
    Today,
    Week,
    /// The last seconds.
    Last(i64),
}

impl Span {
    /// `None` if the words make no sense.
    pub(super) fn of(args: &str) -> Option<Self> {
        Some(match fold(args.trim()).as_str() {
            "" => Self::Usual,
            "today" | "сьогодні" | "за сьогодні" => Self::Today,
            "week" | "this week" | "тиждень" | "за тиждень" | "7d" | "7 днів" => Self::Week,
            "day" | "день" | "добу" | "за добу" | "за день" => Self::Last(24 * 3600),
            "hour" | "годину" | "за годину" => Self::Last(3600),
            other => Self::Last(seconds(other.strip_prefix("за ").unwrap_or(other))?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_in_both_languages() {
        for (args, span) in [
            ("", Some(Span::Usual)),
            ("Today", Some(Span::Today)),
            ("за тиждень", Some(Span::Week)),
            ("2h", Some(Span::Last(7200))),
            ("3 години", Some(Span::Last(3 * 3600))),
            ("за 30 хв", Some(Span::Last(1800))),
            ("99d", Some(Span::Last(7 * 24 * 3600))),
            ("0h", None),
            ("колись", None),
        ] {
            assert_eq!(Span::of(args), span, "{args}");
        }
    }
}
