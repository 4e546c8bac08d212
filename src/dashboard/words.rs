//! What a page says, in its reader's language.

use std::borrow::Borrow;

use actix_web::http::header::{ACCEPT_LANGUAGE, HeaderMap};
use askama::filters::HtmlSafeOutput;
use language::{
    text::{
        catalogue::{Args, Language, say},
        moment::{date, moment},
    },
    zone::Zone,
};

use super::cookies;

/// HTML that needs no escaping.
pub(super) type Html = HtmlSafeOutput<String>;

const MEBIBYTE: f64 = 1_048_576.0;
const GIBIBYTE: f64 = 1024.0 * MEBIBYTE;

/// The language that was chosen, or else the first of the browser's that we speak.
pub(super) fn wanted(headers: &HeaderMap) -> Language {
    let chosen = cookies::read(headers, cookies::LANGUAGE).and_then(|tag| exactly(&tag));
    let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|accepted| accepted.to_str().ok()).unwrap_or_default();
    let first = || accepted.split(',').find_map(|tag| Language::of_tag(&tag.trim().to_ascii_lowercase()));
    chosen.or_else(first).unwrap_or_default()
}

/// The language of this tag, to the letter.
pub(super) fn exactly(tag: &str) -> Option<Language> {
    Language::of_code(tag)
}

/// Words, numbers and times of a page.
#[derive(Clone)]
pub(super) struct Words {
    pub language: Language,
    pub zone: Zone,
}

impl Words {
    pub fn tag(&self) -> &'static str {
        self.language.as_str()
    }

    /// A message of the catalogue.
    pub fn say(&self, id: &str) -> Html {
        self.say_with(id, &Args::default())
    }

    pub fn say_with(&self, id: &str, args: &Args) -> Html {
        HtmlSafeOutput(say(self.language, &format!("dash-{id}"), args))
    }

    /// A message with a text of any origin in it.
    pub fn about(&self, id: &str, what: &str) -> Html {
        self.say_with(id, &Args::default().text("what", what))
    }

    /// A message with a number in it, and the plural that goes with it.
    pub fn count(&self, id: &str, count: &i64) -> Html {
        self.say_with(id, &Args::default().number("count", *count).text("n", &self.number(count)))
    }

    /// The title of a message.
    pub fn title(&self, id: &str) -> Html {
        self.say(&format!("{id}-title"))
    }

    pub fn times(&self, times: &u64) -> Html {
        self.count("times", &i64::try_from(*times).unwrap_or(i64::MAX))
    }

    /// Which messages of a search are shown.
    pub fn found(&self, first: &i64, last: &i64) -> Html {
        self.say_with("found", &Args::default().text("first", &self.number(first)).text("last", &self.number(last)))
    }

    /// A word of the bot's own catalogues, such as `emotion-joy`.
    pub fn named(&self, kind: &str, name: &str) -> Html {
        HtmlSafeOutput(say(self.language, &format!("{kind}-{name}"), &Args::default()))
    }

    /// `12 345` or `12,345`.
    pub fn number(&self, number: impl Borrow<i64>) -> String {
        let number = number.borrow();
        let digits = number.unsigned_abs().to_string();
        let mut grouped = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                grouped.push_str(self.language.thousands());
            }
            grouped.push(digit);
        }
        if *number < 0 { format!("\u{2212}{grouped}") } else { grouped }
    }

    /// A number with one decimal where it is small; `—` where nothing is known.
    pub fn decimal(&self, number: &Option<f64>) -> String {
        match number {
            None => "—".to_owned(),
            Some(number) if *number == 0.0 || number.abs() >= 99.95 => self.number(number.round() as i64),
            Some(number) if *number < 0.05 => self.point("<0.1"),
            Some(number) => self.point(&format!("{number:.1}")),
        }
    }

    /// From -1 to 1, with its sign.
    pub fn signed(&self, number: &f64) -> String {
        self.point(&format!("{number:+.2}").replace('-', "\u{2212}"))
    }

    fn point(&self, number: &str) -> String {
        number.replace('.', self.language.decimal_sign())
    }

    /// Bytes in mebibytes, or gibibytes.
    pub fn bytes(&self, bytes: impl Borrow<u64>) -> Html {
        let bytes = *bytes.borrow() as f64;
        let (unit, size) = if bytes < GIBIBYTE { ("mib", bytes / MEBIBYTE) } else { ("gib", bytes / GIBIBYTE) };
        self.about(unit, &self.decimal(&Some(size)))
    }

    /// Seconds in the two largest units.
    pub fn span(&self, seconds: &i64) -> Html {
        let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60);
        let args = Args::default().number("days", days).number("hours", hours).number("minutes", minutes);
        match (days, hours, minutes) {
            (0, 0, 0) => self.say_with("span-seconds", &args.number("seconds", *seconds)),
            (0, 0, _) => self.say_with("span-minutes", &args),
            (0, _, _) => self.say_with("span-hours", &args),
            _ => self.say_with("span-days", &args),
        }
    }

    /// Date and time of Unix seconds on the clock of the bot's time zone.
    pub fn moment(&self, at: &i64) -> String {
        moment(*at, self.zone.offset(*at))
    }

    pub fn date(&self, at: &i64) -> String {
        date(*at, self.zone.offset(*at))
    }

    /// `HH:MM`.
    pub fn time(&self, at: &i64) -> String {
        self.moment(at).chars().skip(11).collect()
    }

    /// `dd.mm`.
    pub fn day(&self, at: &i64) -> String {
        self.date(at).chars().take(5).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use actix_web::http::header::{COOKIE, HeaderValue};

    #[test]
    fn the_chosen_language_wins_over_the_browser_s() {
        let mut headers = HeaderMap::new();
        assert_eq!(wanted(&headers), Language::Uk);
        headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static("pl, EN-gb;q=0.8, uk;q=0.5"));
        assert_eq!(wanted(&headers), Language::En);
        headers.insert(COOKIE, HeaderValue::from_static("balachka_language=uk"));
        assert_eq!(wanted(&headers), Language::Uk);
    }

    #[test]
    fn numbers_are_written_as_the_language_does() {
        let (uk, en) = [Language::Uk, Language::En].map(|language| Words { language, zone: Zone::UTC }).into();
        for (number, in_uk, in_en) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (1_000, "1\u{a0}000", "1,000"),
            (-1_234_567, "\u{2212}1\u{a0}234\u{a0}567", "\u{2212}1,234,567"),
        ] {
            assert_eq!((uk.number(number).as_str(), en.number(number).as_str()), (in_uk, in_en));
        }
        assert_eq!(
            [None, Some(0.0), Some(0.01), Some(2.36), Some(1234.4)].map(|it| uk.decimal(&it)),
            ["—", "0", "<0,1", "2,4", "1\u{a0}234"]
        );
        assert_eq!(en.bytes(3 << 29).0, "1.5 GiB");
        assert_eq!(en.span(&93_600).0, "1 d 2 h");
    }
}
