//! Whether a model thinks before its answer where no tag tells, and what of an unfinished text may be shown.
//!
//! Some chat templates put the opening tag of thoughts into the prompt: the text begins with thoughts, and only the closing
//! tag tells that it did. Until that is known of a model, nothing of it may be shown before it is whole.

use super::thoughts;

/// Parts of names of models that think.
const THINKERS: [&str; 10] =
    ["r1", "qwq", "qwen3", "think", "reason", "gpt-oss", "magistral", "nemotron", "glm-4", "minimax"];
/// Where a tag or a token of a template begins.
const BEGINNINGS: [char; 3] = ['<', '[', '◁'];
/// Longer ones are no tags, bytes.
const LONGEST_TAG: usize = 60;
/// The format of gpt-oss without its tokens begins with one of these.
const BARE: [&str; 3] = ["analysis", "assistant", "commentary"];

/// How a model begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// With the answer, or with a tag.
    Open,
    /// It may be one that thinks.
    Unknown,
    /// With thoughts that no tag opens.
    ThinksFirst,
}

impl Manner {
    /// Of a model of that name, of which nothing else is known.
    pub(super) fn of(model: &str) -> Self {
        let model = model.to_lowercase();
        if THINKERS.iter().any(|part| model.contains(part)) { Self::Unknown } else { Self::Open }
    }

    /// Takes notice of a whole text.
    pub(super) fn learn(&mut self, text: &str) {
        if is_opened_by_thoughts(text) {
            *self = Self::ThinksFirst;
        } else if *self == Self::Unknown {
            *self = Self::Open;
        }
    }

    /// What of an unfinished text may be shown.
    pub(super) fn shown(self, text: &str) -> Option<String> {
        let text = without_unfinished_tag(text);
        let start = text.trim_start();
        let is_safe = match self {
            Self::Unknown => false,
            Self::Open => !start.is_empty() && !BARE.iter().any(|word| word.starts_with(start)),
            Self::ThinksFirst => is_opened_by_thoughts(text) || start.starts_with(BEGINNINGS),
        };
        if is_safe { thoughts::answer(text) } else { None }
    }
}

/// Whether there are thoughts in front that no tag opens.
fn is_opened_by_thoughts(text: &str) -> bool {
    let text = text.trim();
    !text.starts_with(BEGINNINGS) && thoughts::answer(text).is_none_or(|answer| answer.len() < text.len())
}

/// The text up to a tag at its end that may still go on.
fn without_unfinished_tag(text: &str) -> &str {
    let opened = text.rfind(BEGINNINGS).filter(|at| text.len() - at < LONGEST_TAG);
    opened.filter(|at| !text[*at..].contains(['>', ']', '▷'])).map_or(text, |at| &text[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All that is shown while the text comes letter by letter.
    fn seen(manner: Manner, text: &str) -> Vec<String> {
        text.char_indices().filter_map(|(at, letter)| manner.shown(&text[..at + letter.len_utf8()])).collect()
    }

    #[test]
    fn no_thought_and_no_part_of_a_tag_is_ever_shown() {
        for text in [
            "<think>таємне</think>Привіт!",
            "<think>таємне <b> </think>\nПривіт!",
            "[THINK]таємне[/THINK]Привіт!",
            "<|channel|>analysis<|message|>таємне<|end|><|start|>assistant<|channel|>final<|message|>Привіт!",
            "analysisТаємнеassistantfinalПривіт!",
        ] {
            let seen = seen(Manner::Open, text);
            assert_eq!(seen.last().map(String::as_str), Some("Привіт!"), "{text}");
            assert!(seen.iter().all(|shown| "Привіт!".starts_with(shown)), "{text}: {seen:?}");
        }
    }

    #[test]
    fn a_model_whose_thoughts_no_tag_opens_shows_nothing_before_they_end() {
        let text = "таємне\n</think>Привіт!";
        for name in ["deepseek-r1:7b", "Qwen3-8B"] {
            let mut manner = Manner::of(name);
            assert!(seen(manner, text).is_empty(), "{name}");
            manner.learn(text);
            assert_eq!(seen(manner, text).first().map(String::as_str), Some("П"));
            assert_eq!(seen(manner, text).last().map(String::as_str), Some("Привіт!"));
        }
        let mut manner = Manner::of("gemma3:4b");
        manner.learn(text);
        assert_eq!(manner, Manner::ThinksFirst, "whatever it is called");
    }

    #[test]
    fn what_begins_with_the_answer_is_shown_as_it_comes() {
        let mut manner = Manner::of("qwen3:4b");
        manner.learn("Привіт!");
        assert_eq!(seen(manner, "Так."), ["Т", "Та", "Так", "Так."]);
        assert_eq!(manner.shown("a < b"), Some("a".to_owned()), "it may be a tag");
    }
}
