//! How long to be quiet, as people write it.

use language::text::words::fold;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// When nothing is said of how long.
const USUAL: i64 = 2 * HOUR;
/// Longer ones are for ever.
const LONGEST: i64 = 7 * DAY;

/// What the words after `/quiet` ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quiet {
    /// Seconds.
    For(i64),
    /// Until it is taken back.
    Forever,
    /// Not even when called.
    Mute,
    Off,
}

impl Quiet {
    /// `None` if the words make no sense.
    pub fn of(args: &str) -> Option<Self> {
        let args = fold(args);
        if args.is_empty() {
            return Some(Self::For(USUAL));
        }
        match args.as_str() {
            "off" | "no" | "stop" | "0" | "ні" | "досить" | "говори" | "вимкни" => {
                return Some(Self::Off);
            }
            "forever" | "always" | "назавжди" | "завжди" => return Some(Self::Forever),
            "mute" | "мовчи" | "мовчати" | "зовсім" => return Some(Self::Mute),
            _ => {}
        }
        let seconds = seconds(&args)?;
        Some(if seconds > LONGEST { Self::Forever } else { Self::For(seconds) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_both_languages() {
        for (args, quiet) in [
            ("", Some(Quiet::For(USUAL))),
            ("2h", Some(Quiet::For(2 * HOUR))),
            ("30 хв", Some(Quiet::For(30 * MINUTE))),
            ("3 години", Some(Quiet::For(3 * HOUR))),
            ("1 День", Some(Quiet::For(DAY))),
            ("5", Some(Quiet::For(5 * HOUR))),
            ("7d", Some(Quiet::For(LONGEST))),
            ("30d", Some(Quiet::Forever)),
            ("999d", Some(Quiet::Forever)),
            ("на 2 години", Some(Quiet::For(2 * HOUR))),
            ("1h30m", Some(Quiet::For(90 * MINUTE))),
            ("1 год 30 хв", Some(Quiet::For(90 * MINUTE))),
            ("1.5h", Some(Quiet::For(90 * MINUTE))),
            ("1,5 години", Some(Quiet::For(90 * MINUTE))),
            ("30m", Some(Quiet::For(30 * MINUTE))),
            ("for 2 hours", Some(Quiet::For(2 * HOUR))),
            ("1..5h", None),
            ("2h борщ", None),
            ("ні", Some(Quiet::Off)),
            ("OFF", Some(Quiet::Off)),
            ("Forever", Some(Quiet::Forever)),
            ("назавжди", Some(Quiet::Forever)),
            ("mute", Some(Quiet::Mute)),
            ("Мовчи", Some(Quiet::Mute)),
            ("0h", None),
            ("-2h", None),
            ("завтра", None),
            ("99999999999999999999h", None),
            ("9223372036854775807h", None),
        ] {
            assert_eq!(Quiet::of(args), quiet, "{args}");
        }
    }
}
