//! Calls to the Bot API through teloxide-core's client, with the answers left raw.
//!
//! teloxide's own way of executing sleeps 10 s on a 5xx and types every answer; typed updates can lose their text or
//! panic. So its client, its addresses and its payloads are used, and the answer is read here.

use std::{borrow::Cow, io::Write, sync::Arc, time::Duration};

use parking_lot::{Mutex, MutexGuard};
use reqwest_of_teloxide::{
    RequestBuilder, Response,
    multipart::{Form, Part},
    redirect::Policy,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, value::RawValue};
use teloxide_core::{Bot, net::default_reqwest_settings};
use tokio::time::{Instant, sleep_until};

use super::{
    CallError, Relay, RelayedCall,
    ingress::NumberFinder,
    pace::{CallCost, RateLimiter, chat_of},
};
use events::{ChatId, PersonId};
use network::loopback::is_loopback;

/// A larger answer is not kept, bytes. 100 updates with Telegram's longest texts and quotes take about half.
pub const LARGEST_ANSWER: usize = 16 << 20;
/// Telegram was seen to ask for 13,938 s; what is beyond this is no honest wish.
const LONGEST_WAIT: Duration = Duration::from_secs(6 * 3600);
/// How long an ordinary call may take; Telegram answers within a second or two.
const PATIENCE: Duration = Duration::from_secs(20);

/// Who the bot is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Identity {
    pub id: PersonId,
    #[serde(rename = "first_name")]
    pub name: String,
    pub username: String,
    /// False while privacy mode hides most messages of groups from the bot.
    #[serde(default)]
    pub can_read_all_group_messages: bool,
}

/// What Telegram knows of its deliveries.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct WebhookInfo {
    /// Empty if updates are to be asked for.
    pub url: String,
    #[serde(default)]
    pub pending_update_count: i64,
    /// Unix seconds; 0 if none went wrong.
    #[serde(default)]
    pub last_error_date: i64,
    #[serde(default)]
    pub last_error_message: String,
}

/// A client of the Bot API for one token. Clones share one rate limiter.
#[derive(Clone)]
pub struct Client {
    bot: Bot,
    pace: Arc<Mutex<RateLimiter>>,
    /// Who makes the calls; `None` if we do.
    relay: Option<Arc<dyn Relay>>,
}

/// A file to send.
pub struct File {
    /// The parameter that it is.
    pub field: Cow<'static, str>,
    pub name: String,
    pub content: Vec<u8>,
}

/// What getUpdates gave.
pub(super) enum Page {
    Updates(Vec<Arc<str>>),
    /// More than [`LARGEST_ANSWER`]; the number of the first update, if it was found.
    TooLarge(Option<i64>),
}

enum Body {
    Whole(Vec<u8>),
    /// The beginning, and what is still to come.
    TooLarge(Vec<u8>, Response),
}

#[derive(Deserialize)]
struct Answer<'a> {
    ok: bool,
    #[serde(borrow)]
    result: Option<&'a RawValue>,
    error_code: Option<u16>,
    #[serde(default)]
    description: String,
    #[serde(default)]
    parameters: Parameters,
}

#[derive(Default, Deserialize)]
struct Parameters {
    migrate_to_chat_id: Option<i64>,
    retry_after: Option<u64>,
}

impl Client {
    /// `api_url` without `/bot<token>`, as `https://api.telegram.org`.
    ///
    /// # Errors
    /// When the address is none, or TLS cannot be set up.
    pub fn new(token: &str, api_url: &str) -> Result<Self, String> {
        // Each address holds the token: a redirect, or the Referer of one, would hand it to another server.
        let mut http = default_reqwest_settings().timeout(PATIENCE).redirect(Policy::none()).referer(false);
        if is_loopback(api_url) {
            http = http.no_proxy();
        }
        let http = http.build().map_err(|error| redacted(error, token))?;
        let url = format!("{}/", api_url.trim_end_matches('/'));
        let url = url.parse().map_err(|_| "this is not an address".to_owned())?;
        Ok(Self { bot: Bot::with_client(token, http).set_api_url(url), pace: Arc::default(), relay: None })
    }

    /// A client whose calls another machine makes. Updates and files it still gets by itself.
    #[must_use]
    pub fn through(&self, relay: Arc<dyn Relay>) -> Self {
        Self { bot: self.bot.clone(), pace: Arc::default(), relay: Some(relay) }
    }

    /// Who the token belongs to.
    ///
    /// # Errors
    /// See [`CallError`].
    pub async fn me(&self) -> Result<Identity, CallError> {
        let raw = self.call("GetMe", &serde_json::json!({}), PATIENCE).await?;
        serde_json::from_str(raw.get()).map_err(|_| CallError::NotBotApi(200))
    }

    /// How deliveries go.
    ///
    /// # Errors
    /// See [`CallError`].
    pub async fn webhook(&self) -> Result<WebhookInfo, CallError> {
        let raw = self.call("GetWebhookInfo", &serde_json::json!({}), PATIENCE).await?;
        serde_json::from_str(raw.get()).map_err(|_| CallError::NotBotApi(200))
    }

    /// Calls `method` when the rate limiter lets it, and returns its raw result; gives up after `patience`, which the
    /// wait for the limiter and the call itself have each.
    ///
    /// # Errors
    /// See [`CallError`]; [`CallError::TooMany`] too if the limiter would take longer.
    pub async fn call(&self, method: &str, payload: &Value, patience: Duration) -> Result<Box<RawValue>, CallError> {
        self.turn(CallCost::of(method, payload), patience).await?;
        self.call_now(method, payload, patience).await
    }

    /// Calls `method` without a wait: for who was admitted before.
    pub(super) async fn call_now(
        &self,
        method: &str,
        payload: &Value,
        patience: Duration,
    ) -> Result<Box<RawValue>, CallError> {
        let answer = match &self.relay {
            Some(relay) => relay.call(RelayedCall::of(method, payload, patience), None).await,
            None => self.read(self.post(method, patience).json(payload)).await,
        };
        self.note_pause(payload, answer)
    }

    /// As [`call_now`](Self::call_now), with a file besides the fields of `payload`, a JSON object.
    pub(super) async fn upload_now(
        &self,
        method: &str,
        payload: &Value,
        File { field, name, content }: File,
        patience: Duration,
    ) -> Result<Box<RawValue>, CallError> {
        let answer = if let Some(relay) = &self.relay {
            let named = Some((field.into_owned(), name));
            relay.call(RelayedCall { file: named, ..RelayedCall::of(method, payload, patience) }, Some(content)).await
        } else {
            let form = Form::new().part(field, Part::bytes(content).file_name(name));
            let form = fields(payload).fold(form, |form, (name, value)| form.text(name, value));
            self.read(self.post(method, patience).multipart(form)).await
        };
        self.note_pause(payload, answer)
    }

    /// Asks for updates, which no limit is on; `limit` is how many the payload asks for.
    pub(super) async fn get_updates(
        &self,
        payload: &impl Serialize,
        limit: u32,
        patience: Duration,
    ) -> Result<Page, CallError> {
        let response = self.send(self.post("GetUpdates", patience).json(payload)).await?;
        let status = response.status().as_u16();
        match self.body(response).await? {
            Body::Whole(body) => updates_in(status, &body),
            Body::TooLarge(..) if status >= 500 => Err(CallError::Server(status)),
            Body::TooLarge(head, rest) => {
                let mut finder = NumberFinder::in_page();
                let number = finder.look(&head);
                drop(head);
                // Only of a single update the number matters.
                let number = if limit > 1 || number.is_some() { number } else { self.find(finder, rest).await? };
                Ok(Page::TooLarge(number))
            }
        }
    }

    async fn find(&self, mut finder: NumberFinder, mut rest: Response) -> Result<Option<i64>, CallError> {
        while let Some(piece) = rest.chunk().await.map_err(|error| self.broken(error))? {
            if let Some(number) = finder.look(&piece) {
                return Ok(Some(number));
            }
        }
        Ok(None)
    }

    /// Takes a place with the rate limiter now, or tells when to ask again.
    pub(super) fn admit(&self, cost: CallCost) -> Result<(), Instant> {
        self.pace().admit(cost, Instant::now())
    }

    pub(super) async fn turn(&self, cost: CallCost, patience: Duration) -> Result<(), CallError> {
        let give_up = Instant::now() + patience;
        while let Err(free_at) = self.admit(cost) {
            if free_at > give_up {
                return Err(CallError::TooMany(free_at.saturating_duration_since(Instant::now())));
            }
            sleep_until(free_at).await;
        }
        Ok(())
    }

    /// Whoever calls next, for whatever, waits as long as Telegram asked this call to.
    fn note_pause<T>(&self, payload: &Value, answer: Result<T, CallError>) -> Result<T, CallError> {
        if let Err(CallError::TooMany(wanted)) = &answer {
            self.pace().pause(chat_of(payload), Instant::now() + *wanted);
        }
        answer
    }

    fn pace(&self) -> MutexGuard<'_, RateLimiter> {
        self.pace.lock()
    }

    /// Writes the file that `getFile` told the path of; gives up after `patience`.
    ///
    /// # Errors
    /// See [`CallError`]; [`CallError::Broken`] too if it cannot be written.
    pub async fn download(&self, path: &str, into: &mut impl Write, patience: Duration) -> Result<(), CallError> {
        let url = format!("{}file/bot{}/{path}", self.bot.api_url(), self.bot.token());
        let mut response = self.send(self.bot.client().get(url).timeout(patience)).await?;
        let status = response.status().as_u16();
        if !response.status().is_success() {
            return Err(if status >= 500 { CallError::Server(status) } else { CallError::NotBotApi(status) });
        }
        while let Some(chunk) = response.chunk().await.map_err(|error| self.broken(error))? {
            into.write_all(&chunk).map_err(|error| CallError::Broken(error.to_string()))?;
        }
        Ok(())
    }

    fn post(&self, method: &str, patience: Duration) -> RequestBuilder {
        let url = format!("{}bot{}/{method}", self.bot.api_url(), self.bot.token());
        self.bot.client().post(url).timeout(patience)
    }

    /// Tells the server's address without its path. Neither the path nor the target of the redirect is safe to show.
    fn refuse_redirect(&self, response: &Response) -> Result<(), CallError> {
        if response.status().is_redirection() {
            return Err(CallError::Redirected(self.bot.api_url().origin().ascii_serialization()));
        }
        Ok(())
    }

    async fn read(&self, request: RequestBuilder) -> Result<Box<RawValue>, CallError> {
        let response = self.send(request).await?;
        let status = response.status().as_u16();
        match self.body(response).await? {
            Body::Whole(body) => read_answer(status, &String::from_utf8_lossy(&body)).map(ToOwned::to_owned),
            Body::TooLarge(..) => Err(CallError::NotBotApi(status)),
        }
    }

    async fn send(&self, request: RequestBuilder) -> Result<Response, CallError> {
        let response = request.send().await.map_err(|error| match error.is_connect() {
            true => CallError::Unreachable(redacted(error, self.bot.token())),
            false => self.broken(error),
        })?;
        self.refuse_redirect(&response)?;
        Ok(response)
    }

    async fn body(&self, mut response: Response) -> Result<Body, CallError> {
        let told = response.content_length().and_then(|length| usize::try_from(length).ok());
        let mut body = Vec::with_capacity(told.unwrap_or_default().min(LARGEST_ANSWER));
        while let Some(chunk) = response.chunk().await.map_err(|error| self.broken(error))? {
            body.extend_from_slice(&chunk);
            if body.len() > LARGEST_ANSWER {
                return Ok(Body::TooLarge(body, response));
            }
        }
        Ok(Body::Whole(body))
    }

    fn broken(&self, error: reqwest_of_teloxide::Error) -> CallError {
        CallError::Broken(redacted(error, self.bot.token()))
    }
}

fn updates_in(status: u16, body: &[u8]) -> Result<Page, CallError> {
    let body = String::from_utf8_lossy(body);
    let result = read_answer(status, &body)?;
    let updates: Vec<&RawValue> = serde_json::from_str(result.get()).map_err(|_| CallError::NotBotApi(status))?;
    Ok(Page::Updates(updates.into_iter().map(|update| update.get().into()).collect()))
}

/// The members of an object as a form has them: texts as they are, the rest as JSON.
fn fields(payload: &Value) -> impl Iterator<Item = (String, String)> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    payload.as_object().into_iter().flatten().map(move |(name, value)| (name.clone(), text(value)))
}

fn read_answer(status: u16, body: &str) -> Result<&RawValue, CallError> {
    let Ok(answer) = serde_json::from_str::<Answer>(body) else {
        return Err(if status >= 500 { CallError::Server(status) } else { CallError::NotBotApi(status) });
    };
    if let (true, Some(result)) = (answer.ok, answer.result) {
        return Ok(result);
    }
    let Answer { description, parameters, .. } = answer;
    match (answer.error_code.unwrap_or(status), parameters) {
        (_, Parameters { migrate_to_chat_id: Some(chat), .. }) => Err(CallError::Migrated(ChatId(chat))),
        (_, Parameters { retry_after: Some(seconds), .. }) => {
            Err(CallError::TooMany(Duration::from_secs(seconds).min(LONGEST_WAIT)))
        }
        (429, _) => Err(CallError::TooMany(Duration::from_secs(5))),
        (401, _) => Err(CallError::Unauthorized),
        // A token of a wrong shape is "Not Found"; so is a wrong address.
        (404, _) => Err(CallError::NotFound),
        (409, _) => Err(CallError::Conflict(description)),
        (code @ 400..=499, _) => Err(CallError::Refused { code, description }),
        (code @ 500.., _) => Err(CallError::Server(code)),
        (code, _) => Err(CallError::NotBotApi(code)),
    }
}

/// What went wrong, with its causes. The address in it holds the token, which must not be seen.
fn redacted(error: impl std::error::Error, token: &str) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        words = format!("{words}: {inner}");
        cause = inner.source();
    }
    let secret = token.split_once(':').map_or(token, |(_, secret)| secret);
    words.replace(secret, "***")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::redirect::{Redirect, STATUSES};

    #[test]
    fn answers_are_told_apart_by_what_to_do_about_them() {
        let error = |status, body| read_answer(status, body).unwrap_err();
        assert_eq!(
            error(401, r#"{"ok":false,"error_code":401,"description":"Unauthorized"}"#),
            CallError::Unauthorized
        );
        assert_eq!(error(404, r#"{"ok":false,"error_code":404,"description":"Not Found"}"#), CallError::NotFound);
        assert_eq!(
            error(429, r#"{"ok":false,"error_code":429,"description":"x","parameters":{"retry_after":7}}"#),
            CallError::TooMany(Duration::from_secs(7))
        );
        assert_eq!(
            error(400, r#"{"ok":false,"error_code":400,"description":"x","parameters":{"migrate_to_chat_id":-1007}}"#),
            CallError::Migrated(ChatId(-1007))
        );
        assert_eq!(error(502, "<html>bad gateway</html>"), CallError::Server(502));
        assert_eq!(error(200, "<html>a captive portal</html>"), CallError::NotBotApi(200));
        assert_eq!(error(200, r#"{"ok":true}"#), CallError::NotBotApi(200));
        let blocked = r#"{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}"#;
        assert!(matches!(error(403, blocked), CallError::Refused { code: 403, .. }));
    }

    #[test]
    fn a_result_stays_raw_however_hostile() {
        let body = format!(r#"{{"ok":true,"result":["\ud800",{}1{}]}}"#, "[".repeat(5000), "]".repeat(5000));
        let raw = read_answer(200, &body).unwrap();
        assert_eq!(format!(r#"{{"ok":true,"result":{}}}"#, raw.get()), body);
    }

    #[actix::test]
    async fn errors_do_not_show_the_token() {
        let token = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        let client = Client::new(token, "http://127.0.0.1:1").unwrap();
        let error = client.me().await.unwrap_err();
        assert!(matches!(error, CallError::Unreachable(_)), "{error:?}");
        assert!(!format!("{error} {error:?}").contains("AAAA"), "{error}");
    }

    #[actix::test]
    async fn no_redirect_gets_the_token() {
        let token = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        let file = || File { field: Cow::Borrowed("photo"), name: "photo.png".to_owned(), content: b"png".to_vec() };
        for status in STATUSES {
            let server = Redirect::start(status);
            let client = Client::new(token, &server.url()).unwrap();
            let errors = [
                client.me().await.unwrap_err(),
                client.upload_now("SendPhoto", &serde_json::json!({}), file(), PATIENCE).await.unwrap_err(),
                client.download("documents/1", &mut Vec::new(), PATIENCE).await.unwrap_err(),
            ];
            for error in errors {
                assert_eq!(error, CallError::Redirected(server.url()), "{status}");
                let words = format!("{error} {error:?}");
                assert!(words.contains("TELEGRAM_API_URL") && !words.contains("AAAA"), "{words}");
            }
            assert!(!server.was_followed(), "{status}");
        }
    }
}
