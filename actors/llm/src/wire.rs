//! One request to one model.

use std::sync::atomic::{AtomicBool, Ordering};

use parking_lot::{Mutex, MutexGuard};

use futures_util::StreamExt;
use genai::{
    Client, ModelIden, ServiceTarget,
    adapter::AdapterKind,
    chat::{ChatMessage, ChatOptions, ChatRequest, ChatResponse, ChatStreamEvent, ReasoningEffort, StopReason},
    resolver::{AuthData, Endpoint},
};
use reqwest::redirect::Policy;
use serde_json::json;
use tracing::{Dispatch, instrument::WithSubscriber};

use super::{
    Kind, ModelSettings, Progress, Prompt, Role, Usage,
    chain::count,
    fault::{Fault, http_failure, is_refusal},
    manner::Manner,
    parameters::Parameters,
    thoughts, tokens,
};
use network::{loopback::is_loopback, tls};

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
    name: String,
    kind: Kind,
    /// What the model is sent: all, until it refuses some.
    parameters: Mutex<Parameters>,
    manner: Mutex<Manner>,
    /// Whether its server streams, as far as is known.
    streams: AtomicBool,
}

/// What a model wrote, as it came.
#[derive(Default)]
struct Written {
    text: String,
    /// Whether there were thoughts apart from the text.
    has_thoughts: bool,
    usage: genai::chat::Usage,
    stop: Option<StopReason>,
}

impl Wire {
    /// # Errors
    /// When the address is none, or TLS cannot be set up.
    pub(super) fn new(settings: &ModelSettings) -> Result<Self, String> {
        let target = target(settings)?;
        let http = http(target.endpoint.base_url())?;
        let client = Client::builder().with_reqwest(http).build().map_err(|error| error.to_string())?;
        let (name, kind, parameters) = (settings.name.clone(), settings.kind, Mutex::new(Parameters::all(settings)));
        let manner = Mutex::new(Manner::of(&settings.model));
        Ok(Self { client, target, name, kind, parameters, manner, streams: AtomicBool::new(true) })
    }

    /// Asks once, and again without each parameter that the model refuses; dropping the future ends the request.
    /// Whoever watches the progress is told the answer while it comes, where the server streams.
    pub(super) async fn ask(&self, prompt: &Prompt, progress: Option<&Progress>) -> Result<Reply, Fault> {
        let mut parameters = *self.parameters();
        loop {
            let error = match self.written(prompt, parameters, progress).await {
                Ok(written) => {
                    self.remember(parameters);
                    let written = written?;
                    self.manner().learn(&written.text);
                    return reply(written, prompt);
                }
                Err(error) => error,
            };
            match refusal_of_parameters(&error).and_then(|body| parameters.without_refused(body)) {
                Some(fewer) => parameters = fewer,
                None => return Err(Fault::of(&error)),
            }
            count("parameter_refused");
        }
    }

    /// The answer as a stream where somebody watches, else, or where there is none to be had, as a whole.
    async fn written(
        &self,
        prompt: &Prompt,
        parameters: Parameters,
        progress: Option<&Progress>,
    ) -> genai::Result<Result<Written, Fault>> {
        if let Some(progress) = progress.filter(|_| self.streams.load(Ordering::Relaxed)) {
            // genai traces whole bodies, which hold what people said.
            let streamed = self.stream(prompt, parameters, progress).with_subscriber(Dispatch::none()).await;
            if !streamed.as_ref().is_ok_and(Option::is_none) && !streamed.as_ref().is_err_and(refuses_to_stream) {
                return streamed.map(|written| written.ok_or(Fault::Malformed));
            }
            self.streams.store(false, Ordering::Relaxed);
            tracing::warn!(model = self.name, "a language model does not stream; its answers come whole");
        }
        self.send(prompt, parameters).with_subscriber(Dispatch::none()).await.map(whole)
    }

    async fn send(&self, prompt: &Prompt, parameters: Parameters) -> genai::Result<ChatResponse> {
        let options = options(prompt, parameters, self.kind);
        self.client.exec_chat(self.target(parameters), request(prompt), Some(&options)).await
    }

    /// `None` if what came was no stream.
    async fn stream(
        &self,
        prompt: &Prompt,
        parameters: Parameters,
        progress: &Progress,
    ) -> genai::Result<Option<Written>> {
        let options = options(prompt, parameters, self.kind).with_capture_usage(true);
        let target = self.target(parameters);
        let mut stream = self.client.exec_chat_stream(target, request(prompt), Some(&options)).await?.stream;
        let mut written = Written::default();
        while let Some(event) = stream.next().await {
            match event? {
                ChatStreamEvent::Chunk(chunk) => {
                    written.text.push_str(&chunk.content);
                    if let Some(shown) = self.manner().shown(&written.text) {
                        progress.send_replace(shown);
                    }
                }
                ChatStreamEvent::ReasoningChunk(_) => written.has_thoughts = true,
                ChatStreamEvent::End(end) => {
                    written.usage = end.captured_usage.unwrap_or_default();
                    written.stop = end.captured_stop_reason;
                    return Ok(Some(written));
                }
                _ => {}
            }
        }
        // One that broke off is a fault, and no answer.
        let broke_off = !written.text.is_empty() || written.has_thoughts;
        if broke_off { Err(broken_stream(&self.target.model)) } else { Ok(None) }
    }

    fn target(&self, parameters: Parameters) -> ServiceTarget {
        let mut target = self.target.clone();
        if !parameters.effort {
            let (_, bare) = ReasoningEffort::from_model_name(&target.model.model_name);
            target.model = ModelIden::new(target.model.adapter_kind, bare.to_owned());
        }
        target
    }

    fn manner(&self) -> MutexGuard<'_, Manner> {
        self.manner.lock()
    }

    /// Names of the parameters that the model has refused so far.
    pub(super) fn refused(&self, settings: &ModelSettings) -> Vec<&'static str> {
        self.parameters().dropped(Parameters::all(settings))
    }

    fn remember(&self, accepted: Parameters) {
        let mut known = self.parameters();
        // Another request may have found more meanwhile.
        let before = *known;
        *known = before.and(accepted);
        for parameter in known.dropped(before) {
            tracing::warn!(model = self.name, parameter, "a language model refuses a parameter; it is no longer sent");
        }
    }

    fn parameters(&self) -> MutexGuard<'_, Parameters> {
        self.parameters.lock()
    }
}

/// The body of an answer that says which parameter is wrong, if it is one.
fn refusal_of_parameters(error: &genai::Error) -> Option<&str> {
    // 422 is the status of servers that check requests with FastAPI.
    http_failure(error).filter(|failure| [400, 422].contains(&failure.status)).map(|failure| failure.body)
}

fn refuses_to_stream(error: &genai::Error) -> bool {
    refusal_of_parameters(error).is_some_and(|body| body.contains("stream"))
}

fn broken_stream(model: &ModelIden) -> genai::Error {
    let cause = "the stream broke off";
    genai::Error::WebStream { model_iden: model.clone(), cause: cause.to_owned(), error: cause.into() }
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
    let base = format!("{}/", base_url(settings).unwrap_or(default));
    let is_web =
        reqwest::Url::parse(&base).is_ok_and(|url| url.has_host() && ["http", "https"].contains(&url.scheme()));
    if !is_web {
        return Err(format!("the address of the model {} is invalid", settings.name));
    }
    Ok(ServiceTarget {
        auth: auth(settings, &base),
        endpoint: Endpoint::from_owned(base),
        model: ModelIden::new(kind, settings.model.clone()),
    })
}

/// Where the model is, without what the client adds itself.
pub fn base_url(settings: &ModelSettings) -> Option<&str> {
    let base = settings.base_url.as_deref()?.trim_end_matches('/');
    match settings.kind {
        Kind::Gemini => Some(base),
        Kind::OpenAi => Some(base.strip_suffix("/chat/completions").unwrap_or(base).trim_end_matches('/')),
    }
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

fn options(prompt: &Prompt, parameters: Parameters, kind: Kind) -> ChatOptions {
    // The raw body alone tells a refusal.
    let mut options = ChatOptions::default().with_capture_raw_body(true);
    options.temperature = prompt.temperature.filter(|_| parameters.temperature);
    match (parameters.limit, kind) {
        (Some(_), Kind::Gemini) => options.with_max_tokens(prompt.max_output_tokens),
        // genai chooses the name by that of the model, which tells nothing of a model behind a proxy.
        (Some(name), Kind::OpenAi) => options.with_extra_body(json!({ name: prompt.max_output_tokens })),
        (None, _) => options,
    }
}

fn whole(response: ChatResponse) -> Result<Written, Fault> {
    let body = response.captured_raw_body.unwrap_or_default();
    if is_refusal(&body) {
        return Err(Fault::Refused);
    }
    if body.get("choices").or_else(|| body.get("candidates")).is_none() {
        return Err(Fault::Malformed);
    }
    Ok(Written {
        text: response.content.texts().concat(),
        has_thoughts: response.reasoning_content.is_some_and(|thoughts| !thoughts.is_empty()),
        usage: response.usage,
        stop: response.stop_reason,
    })
}

fn reply(written: Written, prompt: &Prompt) -> Result<Reply, Fault> {
    let Written { text, has_thoughts, usage, stop } = written;
    if matches!(stop, Some(StopReason::ContentFilter(_))) {
        return Err(Fault::Refused);
    }
    let nothing = if has_thoughts || !text.trim().is_empty() { Fault::OnlyThoughts } else { Fault::Empty };
    let text = thoughts::answer(&text).ok_or(nothing)?;
    let reported =
        |tokens: Option<i32>| tokens.and_then(|tokens| u64::try_from(tokens).ok()).filter(|tokens| *tokens > 0);
    let usage = Usage {
        input_tokens: reported(usage.prompt_tokens).unwrap_or(prompt.tokens() as u64),
        output_tokens: reported(usage.completion_tokens).unwrap_or(tokens(&text) as u64),
    };
    Ok(Reply { text, usage, cut: matches!(stop, Some(StopReason::MaxTokens(_))) })
}
