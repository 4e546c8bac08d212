//! Values without quotes: Telegram Desktop 4.1 wrote the path of a custom emoji's file so, as its `document_id`.
//!
//! Telegram Desktop writes each field on a line of its own, so a path ends with its line. In a file whose lines were joined
//! it ends where JSON goes on.

use std::ops::Range;

/// The key whose value may lack its quotes.
pub const KEY: &[u8] = b"document_id";
/// Bytes within which a path and what follows it lie; a longer value is left as it is.
pub const MOST: usize = 8 * 1024;

/// What a value is.
#[derive(Debug, PartialEq, Eq)]
pub enum Value {
    /// JSON, or nothing that can be mended.
    Json,
    /// A text without quotes, at this place.
    Unquoted(Range<usize>),
    /// More bytes will tell.
    Undecided,
}

/// What stands after the colon of a [`KEY`]; `opens_line`, if the key is the first thing on its line. `complete`: no more
/// bytes will come.
pub fn value(rest: &[u8], opens_line: bool, complete: bool) -> Value {
    let start = rest.len() - rest.trim_ascii_start().len();
    let value = rest.get(start..).unwrap_or_default();
    match value.first() {
        Some(b'"' | b'{' | b'[' | b',' | b'}' | b']') => return Value::Json,
        None if !complete => return Value::Undecided,
        None => return Value::Json,
        Some(_) => {}
    }
    let line_end = value.iter().position(|byte| *byte == b'\n');
    let after_line = line_end.and_then(|end| value.get(end..)?.trim_ascii_start().first());
    if after_line.is_none() && !complete && rest.len() < MOST {
        return Value::Undecided;
    }
    if is_json(value) {
        return Value::Json;
    }
    let whole_line = line_end.filter(|_| opens_line).and_then(|end| line(value.get(..end)?, after_line.copied()));
    match whole_line.or_else(|| joined(value)) {
        Some(length) => Value::Unquoted(start..start + length),
        None => Value::Json,
    }
}

/// Whether it is a number, `true`, `false` or `null`, and JSON goes on behind it.
fn is_json(value: &[u8]) -> bool {
    let end = value.iter().position(|byte| b",]}".contains(byte) || byte.is_ascii_whitespace()).unwrap_or(value.len());
    let (word, rest) = value.split_at(end);
    serde_json::from_slice::<serde_json::Value>(word).is_ok() && goes_on(rest.trim_ascii_start())
}

fn goes_on(rest: &[u8]) -> bool {
    rest.is_empty() || rest.starts_with(b"]") || closes_object(rest) || next_field(rest)
}

/// The length of a value that takes all of its line, if what comes on the next one fits.
fn line(line: &[u8], next: Option<u8>) -> Option<usize> {
    let line = line.trim_ascii_end();
    match (line.strip_suffix(b","), next) {
        (Some(value), Some(b'"')) => Some(value.trim_ascii_end().len()),
        (None, Some(b'}')) => Some(line.len()),
        _ => None,
    }
}

/// The length of a value that ends where JSON can go on, or with the line.
fn joined(value: &[u8]) -> Option<usize> {
    let ends = |at: usize| {
        let rest = value.get(at..).unwrap_or_default();
        rest.starts_with(b"\n") || closes_object(rest) || next_field(rest)
    };
    let end = (0..value.len()).find(|at| ends(*at))?;
    Some(value.get(..end)?.trim_ascii_end().len())
}

/// `}` and what may follow an object that is an element of a list.
fn closes_object(rest: &[u8]) -> bool {
    let Some(after) = rest.strip_prefix(b"}") else { return false };
    match after.trim_ascii_start() {
        [] | [b']' | b'}', ..] => true,
        [b',', more @ ..] => matches!(more.trim_ascii_start().first(), None | Some(b'"' | b'{' | b'[')),
        _ => false,
    }
}

/// `, "key":`
fn next_field(rest: &[u8]) -> bool {
    let key = rest.strip_prefix(b",").and_then(|rest| rest.trim_ascii_start().strip_prefix(b"\""));
    let Some(key) = key else { return false };
    let end = key.iter().position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_').unwrap_or(key.len());
    let after = key.get(end..).and_then(|rest| rest.strip_prefix(b"\""));
    after.is_some_and(|rest| rest.trim_ascii_start().starts_with(b":"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn found(rest: &str, opens_line: bool) -> Option<&str> {
        match value(rest.as_bytes(), opens_line, true) {
            Value::Json => None,
            Value::Unquoted(range) => Some(&rest[range]),
            Value::Undecided => panic!("undecided: {rest}"),
        }
    }

    #[test]
    fn a_path_takes_its_line() {
        for path in [
            "video_files/sticker (2).webm",
            "(File not included. Change data exporting settings to download.)",
            r#"stickers/a, "b": {c}] 'd'.tgs"#,
            "1/2.webm",
            "true, false.webm",
            "null/a.webp",
        ] {
            for (after, ends) in
                [("\n  }", "object"), (",\n  \"text\": 1}", "field"), ("\r\n }", "crlf"), (" ,\r\n\"a\"", "all")]
            {
                assert_eq!(found(&format!(" {path}{after}"), true), Some(path), "{ends}");
            }
        }
    }

    #[test]
    fn in_joined_lines_a_path_ends_where_json_goes_on() {
        for after in ["}", "}]", " }, \"\"]", "},{\"a\":1}", ", \"text\": \"a\"}", "\n}"] {
            for path in ["video_files/a (2).webm", "a}b.webm", "a, b].webm", "a\"b.webm"] {
                assert_eq!(found(&format!("{path}{after}"), false), Some(path), "{after}");
            }
        }
        assert_eq!(
            found("a.webm}, \"\"],\n\"text_entities\": []", true),
            Some("a.webm}, \"\"]"),
            "a file's name may be so"
        );
        assert_eq!(found("a.webm}\n]", true), Some("a.webm"), "a list closes no object");
    }

    #[test]
    fn what_is_json_stays() {
        for json in [" \"5368\"", "5368", "-5}", "null,\n\"a\":1", "true }", "{}", "[1]", "5]", "1.5e3\n}", ""] {
            assert_eq!([found(json, true), found(json, false)], [None, None], "{json}");
        }
    }

    #[test]
    fn it_waits_for_what_tells() {
        for rest in ["", "  ", "a", "a.webm\n", "5", "a.webm}"] {
            assert_eq!(value(rest.as_bytes(), true, false), Value::Undecided, "{rest}");
        }
        assert_eq!(value(&[b'a'; MOST], true, false), Value::Json);
    }
}
