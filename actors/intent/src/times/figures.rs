//! What is written in figures: numbers, hours of the clock, dates.

/// Figures with their signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    Number(i64),
    /// With the ending of an ordinal number; most likely a day of a month.
    Ordinal {
        number: i64,
        day: bool,
    },
    Clock {
        hour: i64,
        minute: i64,
        /// Nobody writes so who means the afternoon.
        sure: bool,
    },
    /// Two numbers with a point between them: an hour, a date, or no time at all.
    Dotted {
        left: i64,
        right: i64,
        /// Figures of each.
        digits: (usize, usize),
    },
    /// With a comma between them: no time, but maybe a length.
    Decimal {
        left: i64,
        right: i64,
        digits: usize,
    },
    Date {
        day: i64,
        month: i64,
        year: i64,
    },
    /// Stands between two of the others.
    Dash,
    /// No time.
    Other,
}

/// Stands for what is no number of any time.
const TOO_LARGE: i64 = 1_000_000;

/// Figures and the sign before them.
#[derive(Debug, Clone, Copy)]
struct Part<'t> {
    sign: char,
    digits: &'t str,
    start: usize,
}

/// A figure and where it stands: its first byte and the one after its last.
pub type Placed = (Figure, usize, usize);

/// The figures that a text begins with, in one piece, with a dash between them at most.
pub fn figures(text: &str) -> Vec<Placed> {
    let parts = parts(text);
    let end = parts.last().map_or(0, Part::end);
    let whole = figure(&parts);
    if whole != Figure::Other {
        return vec![(whole, 0, end)];
    }
    halves(&parts).unwrap_or_else(|| vec![(Figure::Other, 0, end)])
}

impl Part<'_> {
    fn end(&self) -> usize {
        self.start + self.digits.len()
    }

    fn number(&self) -> i64 {
        self.digits.parse().ok().filter(|_| self.digits.len() <= 4).unwrap_or(TOO_LARGE)
    }
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut sign, mut start) = (' ', 0);
    loop {
        let rest = &text[start..];
        let digits = &rest[..rest.find(|it: char| !it.is_ascii_digit()).unwrap_or(rest.len())];
        if digits.is_empty() {
            return parts;
        }
        parts.push(Part { sign, digits, start });
        let after = &rest[digits.len()..];
        sign = after.chars().next().unwrap_or(' ');
        if !matches!(sign, '.' | ':' | ',' | '/' | '-' | '–' | '—') {
            return parts;
        }
        start += digits.len() + sign.len_utf8();
    }
}

fn figure(parts: &[Part]) -> Figure {
    let dashes = |one: &Part, other: &Part| (one.sign, other.sign);
    match parts {
        [number] if number.digits.len() <= 4 => Figure::Number(number.number()),
        [hour, minute] if minute.sign == ':' => clock(hour, minute),
        // "19-00", which no stretch of days is.
        [hour, minute] if is_dash(minute.sign) && is_minute_only(minute) => clock(hour, minute),
        [hour, minute, second] if dashes(minute, second) == (':', ':') => clock(hour, minute),
        [left, right] if right.sign == '.' => {
            let digits = (left.digits.len(), right.digits.len());
            Figure::Dotted { left: left.number(), right: right.number(), digits }
        }
        [left, right] if right.sign == ',' => {
            Figure::Decimal { left: left.number(), right: right.number(), digits: right.digits.len() }
        }
        [day, month, year] if matches!(dashes(month, year), ('.', '.') | ('/', '/')) => date(day, month, year),
        [year, month, day] if dashes(month, day) == ('-', '-') && year.digits.len() == 4 => date(day, month, year),
        _ => Figure::Other,
    }
}

fn is_minute_only(part: &Part) -> bool {
    part.sign != '/' && (part.digits == "00" || part.digits.len() == 2 && part.number() > 31)
}

fn clock(hour: &Part, minute: &Part) -> Figure {
    let (digits, hour, minutes) = (hour.digits.len(), hour.number(), minute.number());
    if digits <= 2 && minute.digits.len() == 2 && hour <= 24 && minutes < 60 {
        Figure::Clock { hour, minute: minutes, sure: digits == 2 && hour < 10 }
    } else {
        Figure::Other
    }
}

fn date(day: &Part, month: &Part, year: &Part) -> Figure {
    let full = match year.digits.len() {
        4 => year.number(),
        2 if year.number() < 70 => 2000 + year.number(),
        2 => 1900 + year.number(),
        _ => return Figure::Other,
    };
    Figure::Date { day: day.number(), month: month.number(), year: full }
}

/// What stands on both sides of the only dash, if both may be of times.
fn halves(parts: &[Part]) -> Option<Vec<Placed>> {
    let at = parts.iter().position(|part| is_dash(part.sign))?;
    let (left, right) = parts.split_at(at);
    let (first, last) = (left.first()?.start, left.last()?.end());
    let (left, right, start) = (figure(left), figure_after_dash(right), right.first()?.start);
    let may_be = |figure: Figure| !matches!(figure, Figure::Other | Figure::Number(100..));
    (may_be(left) && may_be(right)).then(|| {
        let end = parts.last().map_or(start, Part::end);
        vec![(left, first, last), (Figure::Dash, last, start), (right, start, end)]
    })
}

fn figure_after_dash(parts: &[Part]) -> Figure {
    let mut parts = parts.to_vec();
    if let Some(first) = parts.first_mut() {
        first.sign = ' ';
    }
    if parts.iter().any(|part| is_dash(part.sign)) { Figure::Other } else { figure(&parts) }
}

/// Whether a sign may stand between the ends of a stretch.
pub fn is_dash(sign: char) -> bool {
    matches!(sign, '-' | '–' | '—' | '−' | '/')
}
