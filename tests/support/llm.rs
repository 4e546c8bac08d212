//! A stand-in for language models: real HTTP on loopback, the Gemini and the OpenAI protocol, faults on demand.
//!
//! Included with `#[path]` by the tests of the library and of the service; each uses a part of it.
#![allow(dead_code)]

use std::{
    collections::VecDeque,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinHandle,
};

/// What the stand-in does with a request.
#[derive(Debug, Clone)]
pub enum Act {
    Says(String),
    /// Says it without telling what it cost.
    SaysUncounted(String),
    /// Says it up to where the token limit cut it.
    Cut(String),
    /// An answer without words.
    Empty,
    /// Thoughts apart from the content, which stays empty.
    OnlyThinks,
    /// 400 to a request with one of these parameters, as OpenAI's reasoning models; else it says that.
    Picky(&'static [&'static str], String),
    /// The answer of a model, or of its filter, that will not.
    Refuses,
    /// Says it up to where the provider's filter stopped it.
    Filtered(String),
    /// 429, with this `Retry-After`.
    RateLimited(Option<String>),
    /// This status, with an error in JSON that repeats the key, as careless servers do.
    Status(u16),
    /// 200 and a page, as from a captive portal.
    Html,
    /// 200 and half of a JSON text, complete as HTTP.
    Malformed,
    /// 200 and less of a body than was promised.
    Truncated,
    /// The connection is closed without an answer.
    HangsUp,
    /// Says these pieces with a pause between them, to who wants a stream; else all at once.
    Streams(Vec<String>, Duration),
    /// The same, and the connection is closed before the end.
    BreaksOff(Vec<String>, Duration),
    /// The same, this much later.
    Slow(Duration, Box<Act>),
    /// No answer, ever.
    Silent,
}

/// Which protocol was spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    Gemini,
    OpenAi,
}

/// A request as it came.
#[derive(Debug, Clone)]
pub struct Seen {
    pub protocol: Protocol,
    pub model: String,
    /// Empty if none was sent.
    pub key: String,
    pub body: Value,
    /// Whether a stream was asked for.
    pub streams: bool,
}

impl Seen {
    /// All the prompt's text, system and turns.
    pub fn words(&self) -> String {
        self.body.to_string()
    }
}

/// What tells an Ollama from other servers.
#[derive(Debug, Clone, Copy)]
pub struct Ollama {
    /// The context that its models are set to.
    pub num_ctx: Option<u32>,
}

/// The server; it ends when this is dropped.
pub struct StandIn {
    address: SocketAddr,
    script: Arc<Mutex<Script>>,
    count: watch::Receiver<usize>,
    serving: JoinHandle<()>,
}

struct Script {
    ollama: Option<Ollama>,
    next: VecDeque<Act>,
    otherwise: Act,
    seen: Vec<Seen>,
    count: watch::Sender<usize>,
}

impl StandIn {
    /// Starts one that always says `answer` until it is told otherwise.
    pub async fn start(answer: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (tell, count) = watch::channel(0);
        let otherwise = Act::Says(answer.to_owned());
        let script = Script { ollama: None, next: VecDeque::new(), otherwise, seen: Vec::new(), count: tell };
        let script = Arc::new(Mutex::new(script));
        let serving = tokio::spawn(serve(listener, script.clone()));
        Self { address, script, count, serving }
    }

    /// The address to set up for a protocol.
    pub fn base_url(&self, protocol: Protocol) -> String {
        match protocol {
            Protocol::Gemini => format!("http://{}/v1beta", self.address),
            Protocol::OpenAi => format!("http://{}/v1", self.address),
        }
    }

    /// Its address without a version.
    pub fn host(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Speaks Ollama's own protocol too.
    pub fn be_ollama(&self, ollama: Ollama) {
        lock(&self.script).ollama = Some(ollama);
    }

    /// Does this with the next requests, one each.
    pub fn next(&self, acts: impl IntoIterator<Item = Act>) {
        lock(&self.script).next.extend(acts);
    }

    /// Does this with all requests from now on that [`StandIn::next`] says nothing about.
    pub fn always(&self, act: Act) {
        lock(&self.script).otherwise = act;
    }

    /// All requests so far.
    pub fn seen(&self) -> Vec<Seen> {
        lock(&self.script).seen.clone()
    }

    /// How many requests came so far.
    pub fn count(&self) -> usize {
        lock(&self.script).seen.len()
    }

    /// Waits until so many requests came.
    pub async fn wait_for(&self, count: usize) {
        self.count.clone().wait_for(|seen| *seen >= count).await.unwrap();
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

fn lock(script: &Mutex<Script>) -> MutexGuard<'_, Script> {
    script.lock().unwrap()
}

async fn serve(listener: TcpListener, script: Arc<Mutex<Script>>) {
    // Dropped with this task, so that nothing answers any more.
    let mut talks = tokio::task::JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        talks.spawn(answer(stream, script.clone()));
    }
}

async fn answer(stream: TcpStream, script: Arc<Mutex<Script>>) -> Option<()> {
    let mut stream = BufReader::new(stream);
    let request = read(&mut stream).await?;
    let Some(request) = request.to_a_model() else {
        let ollama = lock(&script).ollama;
        stream.write_all(request.answer(ollama).as_bytes()).await.ok()?;
        return stream.shutdown().await.ok();
    };
    let act = {
        let mut script = lock(&script);
        script.seen.push(request.clone());
        let count = script.seen.len();
        script.count.send_replace(count);
        script.next.pop_front().unwrap_or_else(|| script.otherwise.clone())
    };
    let mut act = act;
    while let Act::Slow(by, then) = act {
        tokio::time::sleep(by).await;
        act = *then;
    }
    if matches!(act, Act::Silent) {
        std::future::pending::<()>().await;
    }
    if let Act::Streams(pieces, pause) | Act::BreaksOff(pieces, pause) = &act
        && request.streams
    {
        stream.write_all(EVENTS.as_bytes()).await.ok()?;
        for piece in pieces {
            let event = event(&request, completion(&request, Some(piece), Reason::Done, false), false);
            stream.write_all(event.as_bytes()).await.ok()?;
            stream.flush().await.ok()?;
            tokio::time::sleep(*pause).await;
        }
        if matches!(act, Act::Streams(..)) {
            let last = completion(&request, Some(""), Reason::Done, true);
            stream.write_all((event(&request, last, true) + end(&request)).as_bytes()).await.ok()?;
        }
        return stream.shutdown().await.ok();
    }
    if let Some(bytes) = response(&request, &act) {
        stream.write_all(bytes.as_bytes()).await.ok()?;
        stream.shutdown().await.ok()?;
    }
    Some(())
}

/// A request of HTTP.
struct Request {
    path: String,
    key: String,
    body: Value,
}

impl Request {
    /// A question to a model; `None` if it is for another path.
    fn to_a_model(&self) -> Option<Seen> {
        let Self { path, key, body } = self;
        let (protocol, model) = if let Some(model) = path.strip_prefix("/v1beta/models/") {
            let (model, _) =
                model.split_once(":generateContent").or_else(|| model.split_once(":streamGenerateContent"))?;
            (Protocol::Gemini, model.to_owned())
        } else if path == "/v1/chat/completions" {
            (Protocol::OpenAi, body["model"].as_str()?.to_owned())
        } else {
            return None;
        };
        let streams = path.contains(":stream") || body["stream"] == true;
        Some(Seen { protocol, model, key: key.clone(), body: body.clone(), streams })
    }

    /// What other paths answer.
    fn answer(&self, ollama: Option<Ollama>) -> String {
        let found = match (self.path.as_str(), ollama) {
            ("/v1/models", _) => json!({ "object": "list", "data": [] }),
            ("/api/version", Some(_)) => json!({ "version": "0.9.0" }),
            ("/api/show", Some(Ollama { num_ctx })) => {
                let set = num_ctx.map(|tokens| format!("num_ctx                        {tokens}\n"));
                json!({ "parameters": format!("stop  \"<end>\"\n{}", set.unwrap_or_default()) })
            }
            _ => return http(404, "text/plain", "", "404 page not found"),
        };
        http(200, "application/json", "", &found.to_string())
    }
}

/// One request of HTTP/1.1, its body JSON of a length told beforehand; `None` if it is something else.
async fn read(stream: &mut BufReader<TcpStream>) -> Option<Request> {
    let mut start = String::new();
    stream.read_line(&mut start).await.ok()?;
    let path = start.split(' ').nth(1)?.to_owned();
    let (mut length, mut key) = (0, String::new());
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await.ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().ok()?,
            "authorization" => key = value.trim_start_matches("Bearer").trim().to_owned(),
            "x-goog-api-key" => key = value.to_owned(),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.ok()?;
    let body = if body.is_empty() { Value::Null } else { serde_json::from_slice(&body).ok()? };
    Some(Request { path, key, body })
}

/// What goes over the wire; `None` hangs up.
fn response(request: &Seen, act: &Act) -> Option<String> {
    const JSON: &str = "application/json";
    let said = |text: &str, reason| completion(request, Some(text), reason, true).to_string();
    let fine = |body: Value| match request.streams {
        true => format!("{EVENTS}{}{}", event(request, body, true), end(request)),
        false => http(200, JSON, "", &body.to_string()),
    };
    let says = |text: &str, reason| fine(completion(request, Some(text), reason, true));
    Some(match act {
        Act::Says(text) => says(text, Reason::Done),
        Act::Streams(pieces, _) => says(&pieces.concat(), Reason::Done),
        Act::SaysUncounted(text) => fine(completion(request, Some(text), Reason::Done, false)),
        Act::Cut(text) => says(text, Reason::Length),
        Act::OnlyThinks => fine(only_thoughts(request)),
        Act::Picky(refused, text) => match refused.iter().find(|name| request.body.get(**name).is_some()) {
            Some(name) => http(400, JSON, "", &unsupported(name).to_string()),
            None => says(text, Reason::Done),
        },
        Act::Empty => says("", Reason::Done),
        Act::Refuses => fine(refusal(request)),
        Act::Filtered(text) => says(text, Reason::Filter),
        Act::RateLimited(after) => {
            let header = after.as_ref().map(|after| format!("retry-after: {after}\r\n")).unwrap_or_default();
            http(429, JSON, &header, r#"{"error":{"message":"quota"}}"#)
        }
        Act::Status(status) => {
            let message = format!("not with the key {}", request.key);
            http(*status, JSON, "", &json!({ "error": { "message": message } }).to_string())
        }
        Act::Html => http(200, "text/html", "", "<html><body>Please log in</body></html>"),
        Act::Malformed => {
            let whole = said("half", Reason::Done);
            http(200, JSON, "", &whole[..whole.len() / 2])
        }
        Act::Truncated => {
            let whole = http(200, JSON, "", &said("half", Reason::Done));
            whole[..whole.len() - 20].to_owned()
        }
        Act::HangsUp | Act::BreaksOff(..) | Act::Slow(..) | Act::Silent => return None,
    })
}

const EVENTS: &str = "HTTP/1.1 200 -\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n";

/// A completion, or a piece of one, as an event of a stream.
fn event(request: &Seen, mut body: Value, last: bool) -> String {
    match request.protocol {
        Protocol::OpenAi => {
            if let Some(choice) = body["choices"][0].as_object_mut() {
                let message = choice.remove("message").unwrap_or_default();
                choice.insert("delta".to_owned(), message);
                if !last {
                    choice.remove("finish_reason");
                }
            }
        }
        Protocol::Gemini if !last => {
            body["candidates"][0].as_object_mut().map(|it| it.remove("finishReason"));
        }
        Protocol::Gemini => {}
    }
    format!("data: {body}\n\n")
}

/// How a stream ends.
fn end(request: &Seen) -> &'static str {
    match request.protocol {
        Protocol::OpenAi => "data: [DONE]\n\n",
        Protocol::Gemini => "",
    }
}

fn http(status: u16, kind: &str, header: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status} -\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\nconnection: close\r\n{header}\r\n{body}"
    )
}

/// How OpenAI refuses a parameter.
fn unsupported(name: &str) -> Value {
    let (code, why) = match name {
        "max_tokens" => {
            ("unsupported_parameter", "is not supported with this model. Use 'max_completion_tokens' instead.")
        }
        _ => ("unsupported_value", "does not support this value with this model."),
    };
    let message = format!("Unsupported: '{name}' {why}");
    json!({ "error": { "message": message, "type": "invalid_request_error", "param": name, "code": code } })
}

fn only_thoughts(request: &Seen) -> Value {
    let mut body = completion(request, Some(""), Reason::Length, true);
    match request.protocol {
        Protocol::Gemini => body["candidates"][0]["content"]["parts"] = json!([{ "text": "hm", "thought": true }]),
        Protocol::OpenAi => body["choices"][0]["message"]["reasoning_content"] = json!("hm"),
    }
    body
}

#[derive(Clone, Copy)]
enum Reason {
    Done,
    Length,
    Filter,
}

fn completion(request: &Seen, text: Option<&str>, reason: Reason, counted: bool) -> Value {
    match request.protocol {
        Protocol::Gemini => {
            let reason = match reason {
                Reason::Done => "STOP",
                Reason::Length => "MAX_TOKENS",
                Reason::Filter => "SAFETY",
            };
            let mut body = json!({
                "candidates": [{
                    "content": { "role": "model", "parts": [{ "text": text }] },
                    "finishReason": reason,
                    "index": 0,
                }],
                "modelVersion": request.model,
            });
            if counted {
                body["usageMetadata"] =
                    json!({ "promptTokenCount": 11, "candidatesTokenCount": 7, "totalTokenCount": 18 });
            }
            body
        }
        Protocol::OpenAi => {
            let reason = match reason {
                Reason::Done => "stop",
                Reason::Length => "length",
                Reason::Filter => "content_filter",
            };
            let mut body = json!({
                "id": "chatcmpl-1",
                "object": "chat.completion",
                "created": 1_700_000_000,
                "model": request.model,
                "choices": [{
                    "index": 0,
                    "message": { "role": "assistant", "content": text },
                    "finish_reason": reason,
                }],
            });
            if counted {
                body["usage"] = json!({ "prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18 });
            }
            body
        }
    }
}

/// Gemini blocks the prompt; the OpenAI protocol puts the refusal in place of the content.
fn refusal(request: &Seen) -> Value {
    match request.protocol {
        Protocol::Gemini => json!({
            "promptFeedback": { "blockReason": "PROHIBITED_CONTENT" },
            "usageMetadata": { "promptTokenCount": 11, "totalTokenCount": 11 },
        }),
        Protocol::OpenAi => {
            let mut body = completion(request, None, Reason::Done, true);
            body["choices"][0]["message"]["refusal"] = json!("I will not.");
            body
        }
    }
}
