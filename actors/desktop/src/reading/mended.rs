//! Bytes of an export as JSON has them: without a byte order mark, with `\u00NN` where Telegram Desktop writes `\xNN`, and
//! with the quotes that it leaves out (see [`unquoted`]).

use std::io::{self, Read};

use super::{
    Allowance, Unreadable, signature,
    unquoted::{self, Value},
};

/// Bytes read from the file at a time.
const CHUNK: usize = 64 * 1024;
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// See the module. What it hands out is UTF-8; a character that the end of the file cuts is left out.
pub struct Mended<R> {
    file: R,
    allowance: Allowance,
    /// Read and not looked at: at most a part of a character, while nothing is being read.
    raw: Vec<u8>,
    /// A value of which more bytes are needed.
    held: Vec<u8>,
    /// Looked at, and handed out up to `given`.
    ready: Vec<u8>,
    given: usize,
    within: Within,
    /// The beginning of the last string.
    string: Vec<u8>,
    /// Whether the last string is the first thing on its line, and whether the next one would be.
    opens_line: bool,
    fresh_line: bool,
    begun: bool,
    /// The file has ended.
    ended: bool,
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
    /// After the colon behind a key whose value may lack its quotes.
    Value,
}

impl<R: Read> Mended<R> {
    pub fn new(file: R, allowance: Allowance) -> Self {
        Self {
            file,
            allowance,
            raw: Vec::with_capacity(CHUNK),
            held: Vec::new(),
            ready: Vec::with_capacity(CHUNK + CHUNK / 8),
            given: 0,
            within: Within::Structure,
            string: Vec::new(),
            opens_line: false,
            fresh_line: false,
            begun: false,
            ended: false,
            line: 1,
            byte: 0,
        }
    }

    /// Reads on until something is ready; nothing is at the end of the file.
    fn refill(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.given = 0;
        while self.ready.is_empty() && !self.ended {
            self.ended = self.read_chunk()? == 0;
            if !self.begun && self.raw.len() < signature::LENGTH && !self.ended {
                continue;
            }
            self.begin()?;
            let valid = match std::str::from_utf8(&self.raw) {
                Ok(_) => self.raw.len(),
                Err(error) if error.error_len().is_none() => error.valid_up_to(),
                Err(error) => return Err(self.not_utf8(error.valid_up_to())),
            };
            let rest = self.raw.split_off(valid);
            let whole = std::mem::replace(&mut self.raw, rest);
            self.count(&whole);
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
        read
    }

    /// Looks at the first bytes, once.
    fn begin(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        if self.raw.starts_with(BYTE_ORDER_MARK) {
            self.raw.drain(..BYTE_ORDER_MARK.len());
            self.byte = BYTE_ORDER_MARK.len() as u64;
        }
        match self.raw.trim_ascii_start().first() {
            None if self.ended => return Err(Unreadable::Empty.into_io()),
            Some(b'<') => return Err(Unreadable::Html.into_io()),
            _ => {}
        }
        match signature::other_format(&self.raw) {
            Some(words) => Err(Unreadable::OtherFormat(words).into_io()),
            None => Ok(()),
        }
    }

    fn count(&mut self, whole: &[u8]) {
        self.line += whole.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.byte += whole.len() as u64;
    }

    fn mend(&mut self, whole: &[u8]) {
        let held = std::mem::take(&mut self.held);
        let joined;
        let mut rest = whole;
        if !held.is_empty() {
            joined = [&held, whole].concat();
            rest = &joined;
        }
        loop {
            let taken = match (self.within, rest.first()) {
                (Within::Value, _) => match self.value(rest) {
                    Some(taken) => taken,
                    None => {
                        self.held = rest.to_vec();
                        return;
                    }
                },
                (_, None) => return,
                (Within::Structure, _) => self.structure(rest),
                (Within::String, _) => self.string(rest),
                (Within::Escape, Some(first)) => {
                    self.ready.extend(if *first == b'x' { b"u00".as_slice() } else { std::slice::from_ref(first) });
                    self.within = Within::String;
                    1
                }
            };
            rest = rest.get(taken..).unwrap_or_default();
        }
    }

    /// Takes what is between strings; how much that was.
    fn structure(&mut self, rest: &[u8]) -> usize {
        let end = rest.iter().position(|byte| matches!(byte, b'"' | b':'));
        let taken = rest.get(..end.map_or(rest.len(), |at| at + 1)).unwrap_or_default();
        self.ready.extend(taken);
        let between = taken.strip_suffix(b"\"").unwrap_or(taken);
        let line = between.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
        let is_new = line.len() < between.len();
        self.fresh_line = (is_new || self.fresh_line) && line.trim_ascii().is_empty();
        match taken.last() {
            Some(b'"') => {
                self.within = Within::String;
                self.opens_line = std::mem::take(&mut self.fresh_line);
                self.string.clear();
            }
            Some(b':') if self.string == unquoted::KEY => self.within = Within::Value,
            _ => {}
        }
        taken.len()
    }

    /// Takes what is in a string; how much that was.
    fn string(&mut self, rest: &[u8]) -> usize {
        let end = rest.iter().position(|byte| matches!(byte, b'"' | b'\\'));
        let inner = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        // A longer one is not the key that is looked for.
        let room = (unquoted::KEY.len() + 1).saturating_sub(self.string.len());
        self.string.extend(inner.iter().take(room));
        let taken = rest.get(..end.map_or(rest.len(), |at| at + 1)).unwrap_or_default();
        self.ready.extend(taken);
        self.within = match taken.last() {
            Some(b'\\') => Within::Escape,
            Some(b'"') => Within::Structure,
            _ => Within::String,
        };
        taken.len()
    }

    /// Gives a value its quotes, if it lacks them; how much was taken. `None`, if more bytes will tell.
    fn value(&mut self, rest: &[u8]) -> Option<usize> {
        let range = match unquoted::value(rest, self.opens_line, self.ended) {
            Value::Undecided => return None,
            Value::Json => 0..0,
            Value::Unquoted(range) => range,
        };
        self.within = Within::Structure;
        let end = range.end;
        if let Some(text) = rest.get(range).filter(|text| !text.is_empty()) {
            let text = String::from_utf8_lossy(text);
            self.ready.extend(serde_json::to_vec(&text).unwrap_or_default());
        }
        Some(end)
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
        assert_eq!(mended(b" \n", &[1]), Err(Unreadable::Empty.to_string()));
        let mut tar = vec![b'a'; 512];
        tar[257..262].copy_from_slice(b"ustar");
        for (first, said) in [
            (&b"\xFF\xFE{\0}\0"[..], "UTF-16"),
            (b"{\0\"\0", "UTF-16"),
            (b"\x1F\x8B\x08\0", "gzip"),
            (b"PK\x03\x04\x14\0", "zip archive: unpack it"),
            (b"7z\xBC\xAF\x27\x1C\0", "7z"),
            (b"\xFD7zXZ\0\0", "xz"),
            (b"SQLite format 3\0", "--from-legacy"),
            (&tar, "tar archive"),
        ] {
            for pieces in [1, 100] {
                let told = mended(first, &[pieces]).unwrap_err();
                assert!(told.contains(said), "{told}");
            }
        }
    }

    #[test]
    fn a_path_without_quotes_gets_them_however_it_comes_in() {
        let file =
            "{\n \"document_id\": video_files/a \"b\" (2).webm\n},\n{ \"document_id\": ї.webm }, [\"document_id\", 5]";
        let expected = "{\n \"document_id\":\"video_files/a \\\"b\\\" (2).webm\"\n},\n{ \"document_id\":\"ї.webm\" }, [\"document_id\", 5]";
        for size in [1, 2, 3, 7, 1000] {
            assert_eq!(mended(file.as_bytes(), &[size]).as_deref(), Ok(expected), "by {size}");
        }
        let valid = "{\"document_id\" : 5368, \"a\": {\"document_id\":null}, \"document_id\":\n\"x:y\"}";
        assert_eq!(mended(valid.as_bytes(), &[1]).as_deref(), Ok(valid));
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
