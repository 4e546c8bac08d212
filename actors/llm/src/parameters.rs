//! Optional parameters of a request, and those that a model refuses.

use genai::chat::ReasoningEffort;
use serde_json::Value;

use super::{Kind, ModelSettings};

/// OpenAI's name for the limit of an answer, for models that do not reason, and that of nearly all servers.
const MAX_TOKENS: &str = "max_tokens";
/// The name that OpenAI's reasoning models insist on.
const MAX_COMPLETION_TOKENS: &str = "max_completion_tokens";
/// OpenAI's reasoning models by the start of their names; others are found by what they refuse.
const REASONING: [&str; 4] = ["gpt-5", "o1", "o3", "o4"];
const GEMINI_LIMIT: &str = "maxOutputTokens";

/// Names of a reasoning effort: OpenAI's, and Gemini's of different ages.
const EFFORT: [&str; 7] = [
    "reasoning_effort",
    "thinkingConfig",
    "thinking_config",
    "thinkingLevel",
    "thinking_level",
    "thinkingBudget",
    "thinking_budget",
];

/// Which optional parameters a model is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parameters {
    pub(super) temperature: bool,
    /// The effort that the model's name ends with.
    pub(super) effort: bool,
    /// The name of the limit of an answer's tokens; `None` sends no limit.
    pub(super) limit: Option<&'static str>,
    usual_limit: &'static str,
}

impl Parameters {
    /// All of them, for a model of which nothing is known yet.
    pub(super) fn all(settings: &ModelSettings) -> Self {
        let (effort, name) = ReasoningEffort::from_model_name(&settings.model);
        let usual_limit = match settings.kind {
            Kind::Gemini => GEMINI_LIMIT,
            Kind::OpenAi if REASONING.iter().any(|start| name.starts_with(start)) => MAX_COMPLETION_TOKENS,
            Kind::OpenAi => MAX_TOKENS,
        };
        Self { temperature: true, effort: effort.is_some(), limit: Some(usual_limit), usual_limit }
    }

    /// The parameters without those that an error's body names as refused; `None` if it names none that was sent.
    pub(super) fn without_refused(self, body: &str) -> Option<Self> {
        let json: Value = serde_json::from_str(body).unwrap_or_default();
        if ["context_length", "context length"].iter().any(|words| body.contains(words)) {
            // The prompt is too long: without a limit it may pass this once, and the next answers would have none.
            return None;
        }
        let named = match fields(&json) {
            fields if fields.is_empty() => words(body),
            fields => fields.iter().flat_map(|field| words(field)).collect(),
        };
        let is_named = |names: &[&str]| named.iter().any(|word| names.contains(word));
        let mut fewer = self;
        fewer.temperature &= !is_named(&["temperature"]);
        fewer.effort &= !is_named(&EFFORT);
        if self.limit.is_some_and(|limit| is_named(&spellings(limit))) {
            fewer.limit = self.other_limit().filter(|other| words(body).contains(other));
        }
        (fewer != self).then_some(fewer)
    }

    /// The other name of the limit, unless it was tried.
    fn other_limit(self) -> Option<&'static str> {
        let other = match self.limit? {
            MAX_TOKENS => MAX_COMPLETION_TOKENS,
            MAX_COMPLETION_TOKENS => MAX_TOKENS,
            _ => return None,
        };
        (self.limit == self.usual_limit()).then_some(other)
    }

    /// Without what either of two requests found refused.
    pub(super) fn and(self, other: Self) -> Self {
        let limit = if other.limit == other.usual_limit() { self.limit } else { other.limit };
        Self { temperature: self.temperature && other.temperature, effort: self.effort && other.effort, limit, ..self }
    }

    fn usual_limit(self) -> Option<&'static str> {
        Some(self.usual_limit)
    }

    /// What a model is no longer sent, compared with before.
    pub(super) fn dropped(self, before: Self) -> Vec<&'static str> {
        let mut dropped = Vec::new();
        if before.temperature && !self.temperature {
            dropped.push("temperature");
        }
        if before.effort && !self.effort {
            dropped.push("reasoning_effort");
        }
        dropped.extend(before.limit.filter(|limit| self.limit != Some(limit)));
        dropped
    }
}

/// Gemini's errors write names in another way than its requests.
fn spellings(limit: &'static str) -> [&'static str; 2] {
    [limit, if limit == GEMINI_LIMIT { "max_output_tokens" } else { limit }]
}

/// Where an error tells a parameter apart from its words: OpenAI's `param`, the fields of Google's
/// [violations](https://cloud.google.com/apis/design/errors#error_details), and `loc` of FastAPI.
fn fields(body: &Value) -> Vec<&str> {
    let body = body.get(0).unwrap_or(body);
    let error = body.get("error").unwrap_or(body);
    let mut fields: Vec<&str> = error.get("param").and_then(Value::as_str).into_iter().collect();
    let list = |name| error.get(name).and_then(Value::as_array).into_iter().flatten();
    let violations = list("details").filter_map(|detail| detail.get("fieldViolations")?.as_array()).flatten();
    fields.extend(violations.filter_map(|violation| violation.get("field")?.as_str()));
    let places = list("detail").filter_map(|place| place.get("loc")?.as_array()).flatten();
    fields.extend(places.filter_map(Value::as_str));
    fields.retain(|field| !field.is_empty());
    fields
}

fn words(text: &str) -> Vec<&str> {
    text.split(|char: char| !char.is_ascii_alphanumeric() && char != '_').filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Key;

    fn all(kind: Kind, model: &str) -> Parameters {
        let (name, model) = (model.to_owned(), model.to_owned());
        Parameters::all(&ModelSettings { name, kind, base_url: None, model, key: Key::default() })
    }

    fn dropped(parameters: Parameters, body: &str) -> Vec<&'static str> {
        parameters.without_refused(body).map_or_else(Vec::new, |fewer| fewer.dropped(parameters))
    }

    #[test]
    fn the_parameter_that_an_error_names_is_dropped() {
        let usual = all(Kind::OpenAi, "a-model");
        for (body, expected) in [
            (
                r#"{"error":{"message":"Unsupported value: 'temperature' does not support 0.5 with this model. Only the
                default (1) value is supported.","param":"temperature","code":"unsupported_value"}}"#,
                vec!["temperature"],
            ),
            (r#"{"error":{"message":"no temperature, no max_tokens","param":"temperature"}}"#, vec!["temperature"]),
            (r#"{"error":{"message":"no temperature, no max_tokens"}}"#, vec!["temperature", "max_tokens"]),
            (r#"{"object":"error","message":"temperature: Extra inputs","param":null}"#, vec!["temperature"]),
            (r#"{"detail":[{"loc":["body","max_tokens"],"msg":"Extra inputs: temperature"}]}"#, vec!["max_tokens"]),
            (r#"[{"error":{"message":"x","param":"temperature"}}]"#, vec!["temperature"]),
            ("this model does not support `temperature`", vec!["temperature"]),
            (r#"{"error":{"message":"bad","param":"messages[0].role"}}"#, vec![]),
            (r#"{"error":{"message":"temperatures are bad"}}"#, vec![]),
            (r#"{"error":{"message":"reasoning_effort","param":"reasoning_effort"}}"#, vec![]),
            (r#"{"error":{"message":"max_tokens is too large: the maximum context length is 9"}}"#, vec![]),
            ("", vec![]),
        ] {
            assert_eq!(dropped(usual, body), expected, "{body}");
        }
        let thinks = all(Kind::OpenAi, "a-model-low");
        assert_eq!(dropped(thinks, r#"{"error":{"param":"reasoning_effort"}}"#), ["reasoning_effort"]);
        let gemini = all(Kind::Gemini, "gemini-3-low");
        for (field, expected) in [
            ("generation_config.temperature", "temperature"),
            ("generationConfig.maxOutputTokens", "maxOutputTokens"),
            ("generation_config.thinking_config.thinking_level", "reasoning_effort"),
        ] {
            let body = format!(r#"{{"error":{{"details":[{{"fieldViolations":[{{"field":"{field}"}}]}}]}}}}"#);
            assert_eq!(dropped(gemini, &body), [expected]);
        }
    }

    #[test]
    fn the_limit_changes_its_name_where_the_error_proposes_the_other_once() {
        let proposal = r#"{"error":{"message":"'max_tokens' is not supported. Use 'max_completion_tokens' instead.",
            "param":"max_tokens","code":"unsupported_parameter"}}"#;
        let usual = all(Kind::OpenAi, "a-model");
        let renamed = usual.without_refused(proposal).unwrap();
        assert_eq!((usual.limit, renamed.limit), (Some(MAX_TOKENS), Some(MAX_COMPLETION_TOKENS)));
        assert_eq!(renamed.without_refused(proposal), None, "it names one that is no longer sent");
        let counter = r#"{"error":{"message":"unknown: max_completion_tokens, did you mean max_tokens?"}}"#;
        assert_eq!(renamed.without_refused(counter).unwrap().limit, None);
        assert_eq!(usual.without_refused(r#"{"error":{"param":"max_tokens"}}"#).unwrap().limit, None);
        assert_eq!(all(Kind::OpenAi, "gpt-5-mini").limit, Some(MAX_COMPLETION_TOKENS));
        assert_eq!(all(Kind::OpenAi, "o3").limit, Some(MAX_COMPLETION_TOKENS));
    }
}
