//! The harmony format of gpt-oss, where a server hands it on as it is:
//! `<|channel|>analysis<|message|>…<|end|><|start|>assistant<|channel|>final<|message|>…<|return|>`.
//! See <https://cookbook.openai.com/articles/openai-harmony>.

use std::{borrow::Cow, ops::Range};

use super::code::code;

const CHANNELS: [&str; 3] = ["analysis", "commentary", "final"];
const FINAL: &str = "final";
const ROLE: &str = "assistant";
/// The start of the answer where a server leaves all tokens out.
const BARE_FINAL: &str = "assistantfinal";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    Start,
    Channel,
    Message,
    Constrain,
    /// Of a message: `<|end|>`, `<|return|>` or `<|call|>`.
    End,
}

const TOKENS: [(&str, Token); 7] = [
    ("<|start|>", Token::Start),
    ("<|channel|>", Token::Channel),
    ("<|message|>", Token::Message),
    ("<|constrain|>", Token::Constrain),
    ("<|end|>", Token::End),
    ("<|return|>", Token::End),
    ("<|call|>", Token::End),
];

/// The final channel of a text in this format, another text as it is; `None` if there is no final channel yet.
pub(super) fn final_channel(text: &str) -> Option<Cow<'_, str>> {
    let tokens = tokens(text);
    if is_harmony(text, &tokens) {
        let answer = finals(text, &tokens).join("\n\n");
        return (!answer.trim().is_empty()).then_some(Cow::Owned(answer));
    }
    match is_bare(text) {
        true => text.rfind(BARE_FINAL).and_then(|at| text.get(at + BARE_FINAL.len()..)).map(Cow::Borrowed),
        false => Some(Cow::Borrowed(text)),
    }
}

/// The format's tokens that are not code.
fn tokens(text: &str) -> Vec<(Range<usize>, Token)> {
    let code = code(text);
    let is_code = |at: usize| {
        let next = code.partition_point(|range| range.end <= at);
        code.get(next).is_some_and(|range| range.contains(&at))
    };
    let token = |at: usize| {
        let here = text.get(at..)?;
        let (name, token) = TOKENS.iter().find(|(name, _)| here.starts_with(name))?;
        Some((at..at + name.len(), *token))
    };
    let starts = text.match_indices("<|").map(|(at, _)| at);
    starts.filter(|at| !is_code(*at)).filter_map(token).collect()
}

/// Whether the text is in this format, from its start or from where a message ends, and does not just speak of it.
fn is_harmony(text: &str, tokens: &[(Range<usize>, Token)]) -> bool {
    let Some((first, token)) = tokens.first() else { return false };
    let before = text.get(..first.start).unwrap_or_default().trim();
    let header = before.is_empty() || before.split_whitespace().next().is_some_and(is_header);
    let starts = matches!(token, Token::Start | Token::Channel | Token::Message);
    (starts && header) || tokens.windows(2).any(|pair| is_boundary(text, pair))
}

fn is_header(word: &str) -> bool {
    word == ROLE || CHANNELS.contains(&word)
}

/// Whether a message ends and the next begins there, or the final one begins.
fn is_boundary(text: &str, pair: &[(Range<usize>, Token)]) -> bool {
    let [(first, token), (second, next)] = pair else { return false };
    let between = text.get(first.end..second.start).unwrap_or_default().trim();
    let before = text.get(..first.start).unwrap_or_default();
    let after = text.get(second.end..).unwrap_or_default();
    match (token, next) {
        (Token::End, Token::Start | Token::Channel) => {
            let names_header = [ROLE].iter().chain(&CHANNELS).any(|name| after.trim_start().starts_with(name));
            between.is_empty() && names_header
        }
        (Token::Channel, Token::Message) => {
            // In a sentence about the format spaces stand around it.
            let is_spoken_of = before.ends_with(' ') && after.starts_with(' ');
            between == FINAL && !is_spoken_of
        }
        _ => false,
    }
}

/// The contents of all messages in the final channel.
fn finals<'a>(text: &'a str, tokens: &[(Range<usize>, Token)]) -> Vec<&'a str> {
    let mut finals = Vec::new();
    let mut header = 0;
    let mut content = None;
    let end = (text.len()..text.len(), Token::End);
    for (range, token) in tokens.iter().chain([&end]) {
        match token {
            Token::Message if content.is_none() => {
                let header = text.get(header..range.start).unwrap_or_default();
                content = Some((channel(header), range.end));
            }
            Token::Message | Token::Constrain => {}
            Token::Start | Token::Channel | Token::End => {
                if let Some((Some(FINAL), from)) = content.take() {
                    finals.extend(text.get(from..range.start).map(str::trim));
                }
                header = range.end;
            }
        }
    }
    finals
}

/// The channel that a message's header names.
fn channel(header: &str) -> Option<&str> {
    header.split_whitespace().find(|word| *word != ROLE)
}

/// Whether the text is in this format with all tokens left out: `analysisThe user…assistantfinalHello`.
fn is_bare(text: &str) -> bool {
    let thinks = |channel: &&str| {
        let thoughts = text.strip_prefix(ROLE).unwrap_or(text).strip_prefix(*channel);
        thoughts.is_some_and(|it| it.contains(BARE_FINAL) || it.starts_with(char::is_uppercase))
    };
    text.starts_with(BARE_FINAL) || CHANNELS.iter().filter(|channel| **channel != FINAL).any(thinks)
}
