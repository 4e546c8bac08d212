//! JSON as the parameter of set-based statements, and as the answer of one-row queries.

use std::{borrow::Cow, io};

use serde::{Serialize, de::DeserializeOwned};
use serde_json::ser::{CharEscape, Formatter, Serializer};

use super::StorageError;

/// Writes U+FFFD where a text has NUL, which SQLite's JSON functions would cut at.
struct WithoutNul;

impl Formatter for WithoutNul {
    fn write_char_escape<W: ?Sized + io::Write>(&mut self, writer: &mut W, escape: CharEscape) -> io::Result<()> {
        match escape {
            CharEscape::AsciiControl(0) => writer.write_all("\u{fffd}".as_bytes()),
            CharEscape::AsciiControl(byte) => write!(writer, "\\u{byte:04x}"),
            other => serde_json::ser::CompactFormatter.write_char_escape(writer, other),
        }
    }
}

/// A value as a JSON parameter; NUL in its texts becomes U+FFFD.
pub fn json<T: Serialize + ?Sized>(value: &T) -> Result<String, StorageError> {
    let mut bytes = Vec::with_capacity(1024);
    value.serialize(&mut Serializer::with_formatter(&mut bytes, WithoutNul)).map_err(unwritable)?;
    String::from_utf8(bytes).map_err(unwritable)
}

/// What SQLite answered as JSON.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, StorageError> {
    // The error of serde_json may quote a text from a chat: it stays here.
    serde_json::from_str(text).map_err(|_| StorageError::Other("a stored value cannot be read".into()))
}

/// A text as it is stored: to be compared with what the database holds.
pub fn stored(text: &str) -> Cow<'_, str> {
    match text.contains('\0') {
        true => Cow::Owned(text.replace('\0', "\u{fffd}")),
        false => Cow::Borrowed(text),
    }
}

fn unwritable(error: impl std::error::Error) -> StorageError {
    StorageError::Refused(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nul_becomes_a_replacement_character_and_the_rest_stays() {
        let text = "a\0b \\u0000 \"q\" \n\u{1} ї";
        let back: String = read(&json(text).unwrap()).unwrap();
        assert_eq!(back, "a\u{fffd}b \\u0000 \"q\" \n\u{1} ї");
        assert_eq!(back, stored(text));
    }
}
