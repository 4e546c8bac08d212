//! `RUST_LOG`: which lines are logged.

use strsim::damerau_levenshtein;
use tracing_subscriber::{EnvFilter, filter::Directive};

use crate::exit::Exit;

const VARIABLE: &str = "RUST_LOG";
const LEVELS: [&str; 6] = ["off", "error", "warn", "info", "debug", "trace"];
/// Starts of targets that may stand without a level: ours, and the libraries that log most.
const TARGETS: [&str; 11] =
    ["balachka", "trail", "panic", "sqlx", "hyper", "reqwest", "rustls", "actix", "mio", "genai", "opentelemetry"];
/// A word that differs from a level's name in so many letters is taken for a misspelled one.
const MISSPELLED: usize = 2;

/// The filter that `RUST_LOG` asks for; `default` if it is not set.
///
/// # Errors
/// It is wrong ([`Exit::Usage`]).
pub(super) fn filter(default: &str) -> anyhow::Result<EnvFilter> {
    let wanted = std::env::var(VARIABLE).unwrap_or_default();
    let wanted = if wanted.trim().is_empty() { default } else { wanted.trim() };
    parse(wanted).map_err(|problem| Exit::Usage.because(format!("environment variable {VARIABLE}: {problem}")))
}

/// Says what is wrong with `RUST_LOG`.
///
/// # Errors
/// As [`Exit::Usage`].
pub fn check() -> anyhow::Result<()> {
    filter("info").map(|_| ())
}

/// tracing-subscriber alone takes a misspelled level for a target, and a piece with spaces around it too: both would
/// silence everything else.
fn parse(filter: &str) -> Result<EnvFilter, String> {
    let pieces: Vec<_> = filter.split(',').map(str::trim).collect();
    pieces.iter().try_for_each(|piece| check_piece(piece))?;
    EnvFilter::try_new(pieces.join(",")).map_err(|error| error.to_string())
}

fn check_piece(piece: &str) -> Result<(), String> {
    const EXPECTED: &str =
        "expected a level (off, error, warn, info, debug, trace) or target=level, separated by commas";
    let is_word = !piece.contains(['=', '[']);
    let is_level = LEVELS.iter().any(|level| level.eq_ignore_ascii_case(piece))
        || matches!(piece, "0" | "1" | "2" | "3" | "4" | "5");
    if piece.is_empty() {
        return Err(format!("an empty directive; {EXPECTED}"));
    }
    if piece.ends_with('=') {
        return Err(format!("{piece:?} has no level; {EXPECTED}"));
    }
    if is_word && !is_level && !TARGETS.iter().any(|target| piece.starts_with(target)) {
        return Err(format!("{piece:?} is not a level{}; {EXPECTED}", meant(piece)));
    }
    piece.parse::<Directive>().map(|_| ()).map_err(|_| {
        let level = piece.rsplit('=').next().unwrap_or_default();
        format!("{piece:?} is not a filter{}; {EXPECTED}", meant(level))
    })
}

fn meant(word: &str) -> String {
    let word = word.to_ascii_lowercase();
    let nearest = LEVELS.iter().map(|level| (damerau_levenshtein(level, &word), level)).min();
    match nearest {
        Some((1..=MISSPELLED, level)) => format!(", did you mean {level}?"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_filters_are_told_from_right_ones() {
        for right in [
            "info",
            "WARN",
            "off",
            "3",
            "balachka",
            "balachka_llm",
            "info,balachka=debug",
            " info , sqlx=warn ",
            "my_crate=trace",
            "info,balachka[span{field=1}]=debug",
            super::super::DEFAULT_FILTER,
        ] {
            assert!(parse(right).is_ok(), "{right:?}");
        }
        for (wrong, told) in [
            ("balachka=debgu", "did you mean debug?"),
            ("foo=bar=baz", "foo=bar=baz"),
            ("inof", "did you mean info?"),
            ("everything", "\"everything\" is not a level"),
            (",", "empty directive"),
            ("info,,sqlx=warn", "empty directive"),
            ("info,", "empty directive"),
            ("balachka=", "has no level"),
            ("=debug", "is not a filter"),
            ("balachka[=debug", "is not a filter"),
        ] {
            let problem = parse(wrong).map(|_| ()).unwrap_err();
            assert!(problem.contains(told), "{wrong:?}: {problem}");
        }
    }

    #[test]
    fn spaces_are_no_part_of_a_name() {
        assert_eq!(parse(" info , sqlx=warn ").unwrap().to_string(), parse("info,sqlx=warn").unwrap().to_string());
    }
}
