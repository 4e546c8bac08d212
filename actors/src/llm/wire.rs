//! One request to one model.

use genai::{
    Client, ModelIden, ServiceTarget,
    adapter::AdapterKind,
    chat::{ChatMessage, ChatOptions, ChatRequest, ChatResponse, StopReason},
    resolver::{AuthData, Endpoint},
};
use reqwest::redirect::Policy;
use tracing::{Dispatch, instrument::WithSubscriber};

use super::{
    Kind, ModelSettings, Prompt, Role, Usage,
    fault::{Fault, is_refusal},
    thoughts, tokens,
};
use crate::{loopback::is_loopback, tls};

const GEMINI: &str = "https://generativelanguage.googleapis.com/v1beta";
const OPENAI: &str = "https://api.openai.com/v1";

/// What a model said.
pub(super) struct Reply {
    pub(super) text: String,
    pub(super) usage: Usage,
    pub(super) cut: bool,
}

/// A client for one model.
pub(super) struct Wire {
    client: Client,
    target: ServiceTarget,
}

impl Wire {
    /// # Errors
    /// When the address is none, or TLS cannot be set up.
    pub(super) fn new(settings: &ModelSettings) -> Result<Self, String> {
        let target = target(settings)?;
        let http = http(target.endpoint.base_url())?;
        let client = Client::builder().with_reqwest(http).build().map_err(|error| error.to_string())?;
        Ok(Self { client, target })
    }

    /// Asks once; dropping the future ends the request.
    pub(super) async fn ask(&self, prompt: &Prompt) -> Result<Reply, Fault> {
        let options = options(prompt);
        let asked = self.client.exec_chat(self.target.clone(), request(prompt), Some(&options));
        // genai traces whole bodies, which hold what people said.
        let response = asked.with_subscriber(Dispatch::none()).await.map_err(|error| Fault::of(&error))?;
        read(response, prompt)
    }
}

/// No redirects: one would carry the key and the prompt to another host.
fn http(base: &str) -> Result<reqwest::Client, String> {
    let mut http = reqwest::Client::builder().tls_backend_preconfigured(tls::client()?).redirect(Policy::none());
    if is_loopback(base) {
        http = http.no_proxy();
    }
    http.build().map_err(|error| error.to_string())
}

fn target(settings: &ModelSettings) -> Result<ServiceTarget, String> {
    let (kind, default) = match settings.kind {
        Kind::Gemini => (AdapterKind::Gemini, GEMINI),
        Kind::OpenAi => (AdapterKind::OpenAI, OPENAI),
    };
    let base = format!("{}/", settings.base_url.as_deref().unwrap_or(default).trim_end_matches('/'));
    let is_web =
        reqwest::Url::parse(&base).is_ok_and(|url| url.has_host() && ["http", "https"].contains(&url.scheme()));
    if !is_web {
        return Err(format!("the address of the model {} is none", settings.name));
    }
    Ok(ServiceTarget {
        auth: auth(settings, &base),
        endpoint: Endpoint::from_owned(base),
        model: ModelIden::new(kind, settings.model.clone()),
    })
}

/// Without a key genai would send an empty one.
fn auth(settings: &ModelSettings, base: &str) -> AuthData {
    match settings.kind {
        Kind::OpenAi if settings.key.is_empty() => AuthData::RequestOverride {
            url: format!("{base}chat/completions"),
            headers: Vec::<(String, String)>::new().into(),
        },
        _ => AuthData::from_single(settings.key.expose()),
    }
}

fn request(prompt: &Prompt) -> ChatRequest {
    let turns = prompt.turns.iter().map(|turn| match turn.role {
        Role::User => ChatMessage::user(turn.text.as_str()),
        Role::Assistant => ChatMessage::assistant(turn.text.as_str()),
    });
    let request = ChatRequest::from_messages(turns.collect());
    if prompt.system.is_empty() { request } else { request.with_system(prompt.system.as_str()) }
}

fn options(prompt: &Prompt) -> ChatOptions {
    // The raw body alone tells a refusal.
    let options = ChatOptions::default().with_capture_raw_body(true);
    let options = options.with_max_tokens(prompt.max_output_tokens);
    match prompt.temperature {
        Some(temperature) => options.with_temperature(temperature),
        None => options,
    }
}

fn read(response: ChatResponse, prompt: &Prompt) -> Result<Reply, Fault> {
    let body = response.captured_raw_body.unwrap_or_default();
    if matches!(response.stop_reason, Some(StopReason::ContentFilter(_))) || is_refusal(&body) {
        return Err(Fault::Refused);
    }
    if body.get("choices").or_else(|| body.get("candidates")).is_none() {
        return Err(Fault::Malformed);
    }
    let text = response.content.texts().concat();
    let has_thoughts = response.reasoning_content.is_some_and(|thoughts| !thoughts.is_empty());
    let nothing = if has_thoughts || !text.trim().is_empty() { Fault::OnlyThoughts } else { Fault::Empty };
    let text = thoughts::answer(&text).ok_or(nothing)?;
    let reported =
        |tokens: Option<i32>| tokens.and_then(|tokens| u64::try_from(tokens).ok()).filter(|tokens| *tokens > 0);
    let usage = Usage {
        input_tokens: reported(response.usage.prompt_tokens).unwrap_or(prompt.tokens() as u64),
        output_tokens: reported(response.usage.completion_tokens).unwrap_or(tokens(&text) as u64),
    };
    Ok(Reply { text, usage, cut: matches!(response.stop_reason, Some(StopReason::MaxTokens(_))) })
}
