//! Tokens of chat templates that a server left in the text. What follows the end of the model's turn is the next turn, which
//! it made up.

use super::parts::is_code;

/// What opens the model's own turn.
const STARTS: [&str; 8] = [
    "<|im_start|>assistant",
    "<|start_header_id|>assistant<|end_header_id|>",
    "<start_of_turn>model",
    "<|turn>model",
    "<|assistant|>",
    "<｜Assistant｜>",
    "<bos>",
    "<s>",
];
/// What ends it, or opens another's.
const ENDS: [&str; 17] = [
    "<|im_end|>",
    "<|im_start|>",
    "<|eot_id|>",
    "<|eom_id|>",
    "<|end_of_text|>",
    "<|endoftext|>",
    "<|start_header_id|>",
    "<|user|>",
    "<|system|>",
    "<end_of_turn>",
    "<start_of_turn>",
    "<turn|>",
    "<eos>",
    "[INST]",
    "[/INST]",
    "<｜end▁of▁sentence｜>",
    "<｜User｜>",
];
/// Ends a text for some, and a word struck out for others.
const END_OF_TEXT: &str = "</s>";

/// The model's first turn.
pub(super) fn own_turn(text: &str) -> &str {
    let mut own = text.trim();
    while let Some(rest) = STARTS.iter().find_map(|start| own.strip_prefix(start)) {
        own = rest.trim_start();
    }
    let ends =
        ENDS.iter().filter_map(|end| Some((end, own.match_indices(end).find(|(at, _)| is_turn(own, *at, end))?.0)));
    let end = ends.map(|(_, at)| at).min();
    let own = end.and_then(|end| own.get(..end)).unwrap_or(own).trim();
    own.strip_suffix(END_OF_TEXT).unwrap_or(own).trim_end()
}

/// Whether a turn ends there, and no sentence speaks of the token.
fn is_turn(text: &str, at: usize, token: &str) -> bool {
    let after = text.get(at + token.len()..).unwrap_or_default();
    let goes_on = after.starts_with([' ', ',', '.', ';', ')', '`', '"']);
    !goes_on && !is_code(text, at)
}
