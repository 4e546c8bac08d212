//! The number of an update that is too large to be kept in memory.

/// Finds the first `update_id` in JSON that passes by in pieces.
pub struct NumberFinder {
    /// How many brackets are open around an update's own fields.
    level: u32,
    depth: u32,
    string: StringState,
    /// The last string, as far as it can be the name of the field.
    name: Vec<u8>,
    digits: Option<String>,
    found: Option<i64>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum StringState {
    Outside,
    Inside,
    Escaped,
}

const NAME: &[u8] = b"update_id";
/// Digits of the longest number, with its sign.
const LONGEST: usize = 20;

impl NumberFinder {
    /// In an answer of getUpdates: `{"ok":true,"result":[{"update_id":…`.
    pub fn in_page() -> Self {
        Self::at(3)
    }

    /// In an update alone.
    pub fn in_update() -> Self {
        Self::at(1)
    }

    fn at(level: u32) -> Self {
        Self { level, depth: 0, string: StringState::Outside, name: Vec::new(), digits: None, found: None }
    }

    /// Looks through the next piece; the number, once it has passed.
    pub fn look(&mut self, piece: &[u8]) -> Option<i64> {
        for byte in piece {
            if self.found.is_some() {
                break;
            }
            self.pass(*byte);
        }
        self.found
    }

    fn pass(&mut self, byte: u8) {
        match (self.string, byte) {
            (StringState::Escaped, _) => self.string = StringState::Inside,
            (StringState::Inside, b'"') => self.string = StringState::Outside,
            (StringState::Inside, b'\\') => self.string = StringState::Escaped,
            (StringState::Inside, _) if self.name.len() <= NAME.len() => self.name.push(byte),
            (StringState::Inside, _) => {}
            (StringState::Outside, _) => self.structure(byte),
        }
    }

    fn structure(&mut self, byte: u8) {
        match byte {
            b'"' => {
                self.string = StringState::Inside;
                self.name.clear();
            }
            b'{' | b'[' => self.depth += 1,
            b':' if self.depth == self.level && self.name == NAME => self.digits = Some(String::new()),
            b'0'..=b'9' | b'-' => {
                if let Some(digits) = self.digits.as_mut().filter(|digits| digits.len() < LONGEST) {
                    digits.push(byte.into());
                }
            }
            b',' | b'}' | b']' => {
                self.found = self.digits.take().and_then(|digits| digits.parse().ok());
                self.depth = self.depth.saturating_sub(u32::from(byte != b','));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_pieces(mut finder: NumberFinder, json: &str, size: usize) -> Option<i64> {
        json.as_bytes().chunks(size).fold(None, |_, piece| finder.look(piece))
    }

    #[test]
    fn the_number_is_found_wherever_it_stands() {
        for json in [
            r#"{"ok":true,"result":[{"update_id":77,"message":{}}]}"#,
            r#"{"ok":true,"result":[ { "message":{"update_id":1,"text":"\"update_id\":2,"} , "update_id" : 77 } ]}"#,
            r#"{"update_id":5,"result":[{"a":"update_id","b":3,"update_id":77},{"update_id":78}]}"#,
        ] {
            for size in [1, 7, 1000] {
                assert_eq!(in_pieces(NumberFinder::in_page(), json, size), Some(77), "{json}");
            }
        }
        assert_eq!(in_pieces(NumberFinder::in_update(), r#"{"message":{"update_id":1},"update_id":-3}"#, 5), Some(-3));
    }

    #[test]
    fn what_has_none_yields_none() {
        for json in
            ["", "<html>", r#"{"ok":true,"result":[]}"#, r#"{"result":[{"update_id":"7"}]}"#, r#"{"update_id":7}"#]
        {
            assert_eq!(in_pieces(NumberFinder::in_page(), json, 3), None, "{json}");
        }
    }
}
