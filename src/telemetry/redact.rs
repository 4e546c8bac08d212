//! The last line of defence: whatever is printed, a bot token in it becomes `***`.

use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::OnceLock;

/// The part of a token after its colon has 35 characters; a few less still count, so that a cut one is hidden too.
const SHORTEST_KEY: usize = 30;

/// A Bot API server of one's own may give shorter keys; those that could be part of any text are no secret.
const SHORTEST_OWN_KEY: usize = 8;

/// The token in use, which may be shorter than Telegram's are.
static IN_USE: OnceLock<String> = OnceLock::new();

/// From now on this token is hidden too, whatever its length.
pub fn hide(token: &str) {
    // One process works with one token.
    let _ = IN_USE.set(token.to_owned());
}

/// The text has the shape of Telegram's bot tokens: digits, a colon, a key. Every such text is hidden by [`redact`].
pub fn is_token(text: &str) -> bool {
    has_key_of(text, SHORTEST_KEY)
}

/// As [`is_token`], with a shorter key perhaps.
pub fn is_like_a_token(text: &str) -> bool {
    has_key_of(text, SHORTEST_OWN_KEY)
}

fn has_key_of(text: &str, length: usize) -> bool {
    text.split_once(':').is_some_and(|(id, key)| {
        !id.is_empty()
            && id.bytes().all(|byte| byte.is_ascii_digit())
            && key.len() >= length
            && key.bytes().all(is_key_byte)
    })
}

fn is_in_use(id: &[u8], key: &[u8]) -> bool {
    let in_use = IN_USE.get().and_then(|token| token.split_once(':'));
    in_use.is_some_and(|(own_id, own_key)| own_id.as_bytes() == id && own_key.as_bytes() == key)
}

/// The text with every bot token in it replaced by `***`.
pub fn redact(text: &str) -> Cow<'_, str> {
    match redact_bytes(text.as_bytes()) {
        Cow::Borrowed(_) => Cow::Borrowed(text),
        Cow::Owned(bytes) => Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()),
    }
}

fn redact_bytes(text: &[u8]) -> Cow<'_, [u8]> {
    let mut clean = Vec::new();
    let mut kept = 0;
    let mut from = 0;
    while let Some(colon) = text.iter().skip(from).position(|byte| matches!(byte, b':' | b'%')).map(|at| at + from) {
        from = colon + 1;
        if let Some((start, end)) = token_around(text, colon) {
            clean.extend_from_slice(text.get(kept..start).unwrap_or_default());
            clean.extend_from_slice(b"***");
            (kept, from) = (end, end);
        }
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    clean.extend_from_slice(text.get(kept..).unwrap_or_default());
    Cow::Owned(clean)
}

/// The bounds of the token whose colon (or `%3A`, as some write it in an address) stands here.
fn token_around(text: &[u8], colon: usize) -> Option<(usize, usize)> {
    let (before, after) = (text.get(..colon)?, text.get(colon..)?);
    let colon_len = if after.starts_with(b":") {
        1
    } else if after.len() >= 3 && after.get(..3)?.eq_ignore_ascii_case(b"%3a") {
        3
    } else {
        return None;
    };
    let digits = before.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let key = after.iter().skip(colon_len).take_while(|byte| is_key_byte(**byte)).count();
    let (start, end) = (colon - digits, colon + colon_len + key);
    let hidden = key >= SHORTEST_KEY || is_in_use(text.get(start..colon)?, text.get(colon + colon_len..end)?);
    (digits > 0 && hidden).then_some((start, end))
}

fn is_key_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

/// A writer that redacts what passes through it; a token must not be split over two writes, and log lines never are.
pub struct Redacting<W>(pub W);

impl<W: Write> Write for Redacting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write_all(&redact_bytes(bytes))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TOKEN: &str = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1";

    #[test]
    fn tokens_vanish_wherever_they_stand() {
        for (text, clean) in [
            (TOKEN.to_owned(), "***"),
            (format!("GET https://host/bot{TOKEN}/GetMe failed"), "GET https://host/bot***/GetMe failed"),
            (format!("\"{TOKEN}\",\"{TOKEN}\""), "\"***\",\"***\""),
            (TOKEN.replace(':', "%3A"), "***"),
            (format!("12:30:{TOKEN}"), "12:30:***"),
        ] {
            assert_eq!(redact(&text), clean);
        }
    }

    #[test]
    fn other_texts_stay_as_they_are() {
        for text in ["12:30:45 привіт", "storage::journal: ready", "100% 5:short", ":", "%3", "5:", ""] {
            assert_eq!(redact(text), text);
        }
    }

    #[test]
    fn the_writer_hides_a_token_in_bytes_that_are_no_utf8() {
        let mut out = Vec::new();
        let line = [b"\xff ", TOKEN.as_bytes(), b" \xfe\n"].concat();
        Redacting(&mut out).write_all(&line).unwrap();
        assert_eq!(out, b"\xff *** \xfe\n");
    }

    proptest! {
        #[test]
        fn whatever_passes_for_a_token_is_hidden(before in ".*", token in "[0-9]{1,12}:[A-Za-z0-9_-]{30,40}", after in ".*") {
            prop_assert!(is_token(&token));
            let text = redact(&format!("{before} {token} {after}")).into_owned();
            prop_assert!(!text.contains(&token));
            prop_assert!(text.contains("***"));
        }

        #[test]
        fn redacting_twice_changes_nothing_more(text in "[0-9:%A-Za-z]{0,120}") {
            let once = redact(&text).into_owned();
            prop_assert_eq!(redact(&once), once.as_str());
        }
    }
}
