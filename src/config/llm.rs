//! The settings of language models.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Secret;

/// Language models; without a key and an address the local engine answers alone, and it answers when they fail.
///
/// Budgets are for a day (UTC); 0 is no limit. Tokens are those of prompts and answers together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Llm {
    /// Key of the Gemini API. Default none.
    pub gemini_api_key: Option<Secret>,
    /// A file that holds the key. Default none.
    pub gemini_api_key_file: Option<PathBuf>,
    /// Models asked over the Gemini API, one after the other, parted by commas. Default none: gemini-2.5-flash.
    pub gemini_model: Option<String>,
    /// Base address of the Gemini API. Default none: the public one.
    pub gemini_base_url: Option<String>,
    /// Key of an OpenAI-compatible API. Default none; models of one's own need none.
    pub openai_api_key: Option<Secret>,
    /// A file that holds the key. Default none.
    pub openai_api_key_file: Option<PathBuf>,
    /// Base address of an OpenAI-compatible API up to its version, such as http://127.0.0.1:11434/v1; a
    /// /chat/completions at its end is left out. Default none: the public one.
    pub openai_base_url: Option<String>,
    /// Models asked over the OpenAI-compatible API, one after the other, parted by commas. Default none: gpt-4o-mini.
    pub openai_model: Option<String>,
    /// Which of the two is asked first, where both are set up. Default gemini.
    pub first: Provider,
    /// Seconds after which the local engine answers instead. Default 20.
    pub deadline_secs: u64,
    /// Tokens of a prompt, about; the recent talk gets what the rest leaves. Default 6000.
    pub prompt_tokens: usize,
    /// Requests of everybody. Default 5000.
    pub requests_per_day: u64,
    /// Tokens of everybody. Default 10 million.
    pub tokens_per_day: u64,
    /// Requests of one chat. Default 1000.
    pub chat_requests_per_day: u64,
    /// Tokens of one chat. Default 0.
    pub chat_tokens_per_day: u64,
    /// Requests of one person. Default 200.
    pub person_requests_per_day: u64,
    /// Tokens of one person. Default 0.
    pub person_tokens_per_day: u64,
}

/// A protocol that language models speak.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Provider {
    #[default]
    Gemini,
    Openai,
}

impl Default for Llm {
    fn default() -> Self {
        Self {
            gemini_api_key: None,
            gemini_api_key_file: None,
            gemini_model: None,
            gemini_base_url: None,
            openai_api_key: None,
            openai_api_key_file: None,
            openai_base_url: None,
            openai_model: None,
            first: Provider::default(),
            deadline_secs: 20,
            prompt_tokens: 6000,
            requests_per_day: 5000,
            tokens_per_day: 10_000_000,
            chat_requests_per_day: 1000,
            chat_tokens_per_day: 0,
            person_requests_per_day: 200,
            person_tokens_per_day: 0,
        }
    }
}
