//! Bold type, of which models use too much.

use super::parts::outside_code;

const MARK: &str = "**";
/// More words in bold than this share of the letters is no emphasis.
const MOST: f64 = 0.5;
/// A text of fewer letters may be bold as a whole word.
const SHORT: usize = 40;

/// The text without bold type where more is bold than not.
pub(super) fn moderate(text: &str) -> String {
    let letters = |text: &str| text.chars().filter(|it| it.is_alphabetic()).count();
    let bold: usize = text.split(MARK).skip(1).step_by(2).map(letters).sum();
    let all = letters(text);
    if all > SHORT && bold as f64 > MOST * all as f64 {
        return outside_code(text, |words| words.replace(MARK, ""));
    }
    text.to_owned()
}
