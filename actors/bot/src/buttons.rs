//! The data of buttons: `prefix:part:part`. It is all that is needed to answer a press, so buttons survive restarts.

use conversation::Action;
use events::MessageId;
use language::text::plain;

/// Telegram's limit of a button's data, bytes, <https://core.telegram.org/bots/api#inlinekeyboardbutton>.
pub(crate) const LONGEST: usize = 64;
const BETWEEN: char = ':';

/// A button that was pressed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Press<'a> {
    /// Telegram's number of the press, which is to be acknowledged.
    pub query: &'a str,
    /// The message that has the button.
    pub message: MessageId,
    pub data: &'a str,
}

impl Press<'_> {
    /// Ends the waiting of whoever pressed, with a word (Telegram HTML) if there is one to say.
    pub fn acknowledge(&self, html: Option<&str>) -> Action {
        Action::Acknowledge { query: self.query.to_owned(), text: html.map(plain) }
    }
}

/// The data of a button.
pub(crate) fn data(prefix: &str, parts: &[&str]) -> String {
    std::iter::once(&prefix).chain(parts).copied().collect::<Vec<_>>().join(&BETWEEN.to_string())
}

/// Whose button it is.
pub(crate) fn prefix(data: &str) -> &str {
    data.split(BETWEEN).next().unwrap_or_default()
}

/// What stands behind the prefix, in `most` parts at most, of which the last one takes the rest; `None` for the button of
/// somebody else.
pub(crate) fn parts<'d>(data: &'d str, prefix: &str, most: usize) -> Option<Vec<&'d str>> {
    let mut parts = data.splitn(most + 1, BETWEEN);
    (parts.next()? == prefix).then(|| parts.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_back_as_they_were_put_in() {
        assert_eq!(data("set", &[]), "set");
        assert_eq!(data("find", &["0", "w", "tea: green"]), "find:0:w:tea: green");
        assert_eq!(parts("find:0:w:tea: green", "find", 3), Some(vec!["0", "w", "tea: green"]));
        assert_eq!(parts("set", "set", 2), Some(Vec::new()));
        assert_eq!(parts("set:style", "find", 2), None);
        assert_eq!(prefix("set:style"), "set");
    }
}
