//! What a model may not say: cleaned where nothing is lost by it, else to be asked for again.
//!
//! Thoughts are gone already: the crate of the models takes them out of what comes over the wire.

mod disclaimers;
mod emphasis;
mod latex;
mod leaks;
mod parts;
mod repetition;
mod template;
mod tongue;
mod tool_calls;
mod unfinished;
mod voices;

use language::{analyzer::Analyzer, text::visible::visible};

use crate::style::ReplyStyle;

pub(super) use leaks::is_a_sign_of_silence;
pub(super) use unfinished::safe_part;

/// What was asked of a model, as far as it decides what the answer may be.
pub(super) struct Asked<'a> {
    /// The message to answer; empty if there is none.
    pub words: &'a str,
    pub style: &'a ReplyStyle,
    /// How people are called in the prompt, and their names.
    pub people: Vec<(String, String)>,
    /// What instructed the model.
    pub system: &'a str,
    /// Whether the answer tells who said what.
    pub retells: bool,
    pub analyzer: &'a Analyzer,
}

/// Why an answer cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flaw {
    /// Nothing is left of it.
    Nothing,
    ToolCall,
    SpeaksForOthers,
    OtherLanguage,
}

impl Flaw {
    /// What the model is told when it is asked again.
    pub fn note(self, language: &str) -> String {
        let wrong = match self {
            Self::Nothing => "said nothing that people could read",
            Self::ToolCall => "called a tool, and there are none",
            Self::SpeaksForOthers => "spoke for others",
            Self::OtherLanguage => "was in another language",
        };
        format!(
            "Your first answer could not be used: it {wrong}. Answer once more with your own words to people alone, in \
             {language}."
        )
    }
}

/// The answer without what does not belong in it; still Markdown.
///
/// # Errors
/// Why nothing of it can be used.
pub(super) fn clean(reply: &str, asked: &Asked<'_>) -> Result<String, Flaw> {
    let reply = leaks::without_envelope(template::own_turn(reply));
    let words = tool_calls::without_calls(&reply);
    let had_calls = words.len() < reply.trim().len();
    let words = voices::own_words(&words, asked)?;
    let words = leaks::without_instructions(&words, asked);
    let words = disclaimers::without_disclaimers(&words, asked);
    let words = repetition::once(&words);
    let words = parts::outside_code(&words, latex::plain);
    let words = leaks::with_names(&emphasis::moderate(&words), asked);
    let words = words.trim();
    let promises = had_calls && words.ends_with([':', '…']);
    let bare = words.trim_matches(['*', '_', '-', '~', '#', '`', ' ', '\n']);
    if promises || visible(bare).trim().is_empty() {
        return Err(if had_calls { Flaw::ToolCall } else { Flaw::Nothing });
    }
    if is_a_sign_of_silence(words) {
        return Err(Flaw::Nothing);
    }
    if tongue::is_foreign(words, asked) {
        return Err(Flaw::OtherLanguage);
    }
    Ok(words.to_owned())
}

#[cfg(test)]
mod tests;
