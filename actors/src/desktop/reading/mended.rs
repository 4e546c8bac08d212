//! Bytes of an export as JSON has them: without a byte order mark, and with `\u00NN` where Telegram Desktop writes `\xNN`.

use std::io::{self, Read};

use super::{Allowance, Unreadable};

/// Bytes read from the file at a time.
const CHUNK: usize = 64 * 1024;
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// See the module. What it hands out is UTF-8; a character that the end of the file cuts is left out.
pub struct Mended<R> {
    file: R,
    allowance: Allowance,
    /// Read and not looked at: at most a part of a character, while nothing is being read.
    raw: Vec<u8>,
    /// Looked at, and handed out up to `given`.
    ready: Vec<u8>,
    given: usize,
    within: Within,
    begun: bool,
    /// How much was looked at.
    line: u64,
    byte: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Structure,
    String,
    /// After a backslash.
    Escape,
}

impl<R: Read> Mended<R> {
    pub fn new(file: R, allowance: Allowance) -> Self {
        Self {
            file,
            allowance,
            raw: Vec::with_capacity(CHUNK),
            ready: Vec::with_capacity(CHUNK + CHUNK / 8),
            given: 0,
            within: Within::Structure,
            begun: false,
            line: 1,
            byte: 0,
        }
    }

    /// Reads on until something is ready; nothing is at the end of the file.
    fn refill(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.given = 0;
        while self.ready.is_empty() && self.read_chunk()? > 0 {
            if !self.begun && !self.begin()? {
                continue;
            }
            let valid = match std::str::from_utf8(&self.raw) {
                Ok(_) => self.raw.len(),
                Err(error) if error.error_len().is_none() => error.valid_up_to(),
                Err(error) => return Err(self.not_utf8(error.valid_up_to())),
            };
            let rest = self.raw.split_off(valid);
            let whole = std::mem::replace(&mut self.raw, rest);
            self.mend(&whole);
        }
        Ok(())
    }

    fn read_chunk(&mut self) -> io::Result<usize> {
        let known = self.raw.len();
        self.raw.resize(known + CHUNK, 0);
        let read = loop {
            match self.file.read(self.raw.get_mut(known..).unwrap_or_default()) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        self.raw.truncate(known + read.as_ref().map_or(0, |read| *read));
        match read {
            Ok(0) if !self.begun && self.raw.is_empty() => Err(Unreadable::Empty.into_io()),
            // A file of a byte or two has begun, too.
            Ok(0) if !self.begun => {
                self.begun = true;
                Ok(self.raw.len())
            }
            other => other,
        }
    }

    /// Looks at the first bytes; false if there are too few of them.
    fn begin(&mut self) -> io::Result<bool> {
        if self.raw.len() < BYTE_ORDER_MARK.len() {
            return Ok(false);
        }
        self.begun = true;
        if self.raw.starts_with(BYTE_ORDER_MARK) {
            self.raw.drain(..BYTE_ORDER_MARK.len());
            self.byte = BYTE_ORDER_MARK.len() as u64;
        }
        match self.raw.iter().find(|byte| !byte.is_ascii_whitespace()) {
            Some(b'<') => Err(Unreadable::Html.into_io()),
            _ => Ok(true),
        }
    }

    fn mend(&mut self, whole: &[u8]) {
        self.line += whole.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.byte += whole.len() as u64;
        let mut rest = whole;
        while let Some(first) = rest.first() {
            let plain = match self.within {
                Within::Structure => rest.iter().position(|byte| *byte == b'"'),
                Within::String => rest.iter().position(|byte| matches!(byte, b'"' | b'\\')),
                Within::Escape => {
                    self.ready.extend(if *first == b'x' { b"u00".as_slice() } else { std::slice::from_ref(first) });
                    self.within = Within::String;
                    rest = rest.get(1..).unwrap_or_default();
                    continue;
                }
            };
            let Some(at) = plain else {
                self.ready.extend(rest);
                return;
            };
            let (copied, after) = rest.split_at(at + 1);
            self.ready.extend(copied);
            self.within = match (self.within, copied.last()) {
                (_, Some(b'\\')) => Within::Escape,
                (Within::Structure, _) => Within::String,
                _ => Within::Structure,
            };
            rest = after;
        }
    }

    fn not_utf8(&self, after: usize) -> io::Error {
        let before = self.raw.get(..after).unwrap_or_default();
        let line = self.line + before.iter().filter(|byte| **byte == b'\n').count() as u64;
        Unreadable::NotUtf8 { line, byte: self.byte + after as u64 }.into_io()
    }
}

impl<R: Read> Read for Mended<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.ready.len() {
            self.refill()?;
        }
        let ready = self.ready.get(self.given..).unwrap_or_default();
        let count = ready.len().min(buffer.len());
        for (place, byte) in buffer.iter_mut().zip(ready.iter().take(count)) {
            *place = *byte;
        }
        self.given += count;
        if self.allowance.spend(count) {
            Ok(count)
        } else {
            Err(Unreadable::TooLong { line: self.line, byte: self.byte }.into_io())
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Hands out bytes in pieces of these lengths, again and again.
    struct Pieces<'a>(&'a [u8], Vec<usize>, usize);

    impl Read for Pieces<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.2 += 1;
            let length = self.1[self.2 % self.1.len()].min(self.0.len()).min(buffer.len());
            let (now, later) = self.0.split_at(length);
            buffer[..length].copy_from_slice(now);
            self.0 = later;
            Ok(length)
        }
    }

    fn mended(bytes: &[u8], pieces: &[usize]) -> Result<String, String> {
        let mut text = String::new();
        let mut mended = Mended::new(Pieces(bytes, pieces.to_vec(), 0), Allowance::default());
        mended.read_to_string(&mut text).map(|_| text).map_err(|error| error.to_string())
    }

    #[test]
    fn only_escapes_within_strings_change() {
        for (given, expected) in [
            (r#"{"a":"x\x0Bx"}"#, r#"{"a":"x\u000Bx"}"#),
            (r#"["\\x0B","\"\x1b\""]"#, r#"["\\x0B","\"\u001b\""]"#),
            (r"\x0B", r"\x0B"),
            ("\u{feff}{}\r\n", "{}\r\n"),
            ("{}", "{}"),
            ("7", "7"),
            (" ї", " ї"),
        ] {
            for size in 1..5 {
                assert_eq!(mended(given.as_bytes(), &[size]).as_deref(), Ok(expected), "{given} by {size}");
            }
        }
    }

    #[test]
    fn what_is_no_export_is_told_by_its_first_bytes() {
        assert_eq!(mended(b"", &[1]), Err(Unreadable::Empty.to_string()));
        assert_eq!(mended(b"\xEF\xBB\xBF \n<!DOCTYPE html>", &[100]), Err(Unreadable::Html.to_string()));
        let utf16 = mended(b"\xFF\xFE{\0}\0", &[100]);
        assert_eq!(utf16, Err(Unreadable::NotUtf8 { line: 1, byte: 0 }.to_string()));
    }

    #[test]
    fn bytes_that_are_no_text_are_found_at_their_place() {
        let mut file = b"{\n\"a\": \"\xD1\x97\",\n\"b\": \"".to_vec();
        let place = file.len() as u64;
        file.extend(b"\xFF\"}");
        for size in [1, 2, 3, 7, 100] {
            assert_eq!(mended(&file, &[size]), Err(Unreadable::NotUtf8 { line: 3, byte: place }.to_string()));
        }
    }

    #[test]
    fn half_a_character_at_the_end_is_left_to_who_misses_the_rest() {
        assert_eq!(mended(b"{\"a\":\"\xD1", &[3]).as_deref(), Ok("{\"a\":\""));
    }

    proptest! {
        #[test]
        fn how_it_comes_in_does_not_matter(
            text in r#"([ -~ї🐈\n]|\\x0[0-9A-F]|\\\\|\\"|"){0,60}"#, pieces in prop::collection::vec(1..9_usize, 1..6),
        ) {
            prop_assume!(!text.is_empty() && !text.trim_start().starts_with('<'));
            prop_assert_eq!(mended(text.as_bytes(), &pieces), mended(text.as_bytes(), &[1 << 20]));
        }

        #[test]
        fn json_stays_what_it_is(value in ".{0,40}", pieces in prop::collection::vec(1..9_usize, 1..6)) {
            let json = serde_json::json!({ "text": value, "more": [value, 1] }).to_string();
            prop_assert_eq!(mended(json.as_bytes(), &pieces), Ok(json));
        }
    }
}
