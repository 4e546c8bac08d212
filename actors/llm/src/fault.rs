//! How one try fails, told apart by what is to be done about it.

use std::time::{Duration, SystemTime};

use reqwest::header::{HeaderMap, RETRY_AFTER};
use serde_json::Value;

/// A longer wait is no honest wish; a probe an hour costs little.
const LONGEST_WAIT: Duration = Duration::from_secs(3600);

/// Why a try gave nothing to use. Holds neither bodies nor addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("too many requests (429)")]
    RateLimited(Option<Duration>),
    #[error("the provider reports an error (HTTP {status})")]
    Server { status: u16, wait: Option<Duration> },
    /// Asking again changes nothing.
    #[error("it refuses the request (HTTP {0}): check its key, its name and its address")]
    Client(u16),
    /// Following it would hand the key and the prompt to another server.
    #[error(
        "its address redirects to another one (HTTP {0}), and redirects are not followed: set its base URL to the \
         final address"
    )]
    Redirected(u16),
    #[error("the answer cannot be read: check the address, and whether a proxy is in between")]
    Malformed,
    #[error("the answer is empty")]
    Empty,
    /// Thoughts, but no answer after them.
    #[error("it only thinks and gives no answer")]
    OnlyThoughts,
    /// The model, or its provider's filter, will not answer this.
    #[error("it declines to answer")]
    Refused,
    #[error("no answer in time")]
    TimedOut,
    #[error("it cannot be reached")]
    Unreachable,
}

impl Fault {
    pub(super) fn of(error: &genai::Error) -> Self {
        use genai::{Error, webc};
        if let Some(HttpFailure { status, headers, body }) = http_failure(error) {
            return Self::of_status(status, wait_asked(headers, SystemTime::now()).or_else(|| wait_in(body)));
        }
        match error {
            Error::WebModelCall { webc_error: webc::Error::Reqwest(error), .. } => Self::of_connection(error),
            Error::WebStream { error, .. } => error.downcast_ref().map_or(Self::Malformed, Self::of_connection),
            Error::ChatResponseGeneration { response_body, .. } if is_refusal(response_body) => Self::Refused,
            // An error in the midst of a stream.
            Error::ChatResponse { .. } => Self::Server { status: 500, wait: None },
            _ => Self::Malformed,
        }
    }

    fn of_status(status: u16, wait: Option<Duration>) -> Self {
        match status {
            429 => Self::RateLimited(wait),
            300..=399 => Self::Redirected(status),
            408 | 500.. => Self::Server { status, wait },
            status => Self::Client(status),
        }
    }

    fn of_connection(error: &reqwest::Error) -> Self {
        if error.is_timeout() {
            Self::TimedOut
        } else if error.is_body() || error.is_decode() {
            Self::Malformed
        } else {
            Self::Unreachable
        }
    }

    /// The outcome's name in metrics.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::RateLimited(_) => "rate_limited",
            Self::Server { .. } => "server_error",
            Self::Client(_) => "client_error",
            Self::Redirected(_) => "redirected",
            Self::Malformed => "malformed",
            Self::Empty => "empty",
            Self::OnlyThoughts => "only_thoughts",
            Self::Refused => "refused",
            Self::TimedOut => "timed_out",
            Self::Unreachable => "unreachable",
        }
    }

    /// How long the provider asks to be left alone.
    pub(super) fn wait(self) -> Option<Duration> {
        match self {
            Self::RateLimited(wait) | Self::Server { wait, .. } => wait,
            _ => None,
        }
    }

    /// Whether the same may work a moment later.
    pub(super) fn passes(self) -> bool {
        matches!(self, Self::RateLimited(_) | Self::Server { .. } | Self::Unreachable)
    }

    /// Whether the model worked on it all the same, so that it counts as spent.
    pub(super) fn costs(self) -> bool {
        matches!(self, Self::Malformed | Self::Empty | Self::OnlyThoughts | Self::Refused | Self::TimedOut)
    }

    /// Whether it speaks against the model, not against what it was asked.
    pub(super) fn is_of_the_model(self) -> bool {
        !matches!(self, Self::Empty | Self::OnlyThoughts | Self::Refused)
    }
}

/// A status that is none of success, with what came along.
pub(super) struct HttpFailure<'a> {
    pub(super) status: u16,
    pub(super) headers: &'a HeaderMap,
    pub(super) body: &'a str,
}

/// The failure that an error tells of, of a whole answer or of a stream.
pub(super) fn http_failure(error: &genai::Error) -> Option<HttpFailure<'_>> {
    use genai::{Error, webc};
    match error {
        Error::WebModelCall { webc_error: webc::Error::ResponseFailedStatus { status, headers, body }, .. } => {
            Some(HttpFailure { status: status.as_u16(), headers, body })
        }
        Error::HttpError { status, body, headers, .. } => Some(HttpFailure { status: status.as_u16(), headers, body }),
        Error::WebStream { error, .. } => http_failure(error.downcast_ref()?),
        _ => None,
    }
}

/// Gemini's way of saying no to a prompt, or the OpenAI protocol's to an answer.
pub(super) fn is_refusal(body: &Value) -> bool {
    let says = |at| body.pointer(at).and_then(Value::as_str).is_some_and(|reason| !reason.is_empty());
    says("/promptFeedback/blockReason") || says("/choices/0/message/refusal")
}

/// `Retry-After`, in seconds or as a date, <https://www.rfc-editor.org/rfc/rfc9110#field.retry-after>.
fn wait_asked(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let value = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    value.parse().map_or_else(|_| until(value, now), seconds)
}

/// Gemini's way of asking, <https://cloud.google.com/apis/design/errors#error_payloads>: `"retryDelay": "37s"`.
fn wait_in(body: &str) -> Option<Duration> {
    let body: Value = serde_json::from_str(body).ok()?;
    let details = body.pointer("/error/details")?.as_array()?;
    let delay = details.iter().find_map(|detail| detail.get("retryDelay")?.as_str())?;
    seconds(delay.strip_suffix('s')?.parse().ok()?)
}

fn seconds(wait: f64) -> Option<Duration> {
    let is_sane = wait.is_finite() && wait >= 0.0;
    is_sane.then(|| Duration::from_secs_f64(wait.min(LONGEST_WAIT.as_secs_f64())))
}

fn until(date: &str, now: SystemTime) -> Option<Duration> {
    let at = SystemTime::from(jiff::fmt::rfc2822::parse(date).ok()?.timestamp());
    Some(at.duration_since(now).unwrap_or_default().min(LONGEST_WAIT))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(value: &str) -> Option<Duration> {
        let headers = HeaderMap::from_iter([(RETRY_AFTER, value.parse().unwrap())]);
        // 1994-11-06 08:49:30 UTC.
        wait_asked(&headers, SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_770))
    }

    #[test]
    fn retry_after_comes_in_seconds_or_as_a_date() {
        assert_eq!(asked("7"), Some(Duration::from_secs(7)));
        assert_eq!(asked("0.5"), Some(Duration::from_millis(500)));
        assert_eq!(asked("Sun, 06 Nov 1994 08:49:37 GMT"), Some(Duration::from_secs(7)));
        assert_eq!(asked("Sun, 06 Nov 1994 08:00:00 GMT"), Some(Duration::ZERO), "the date has passed");
        assert_eq!(asked("99999999999999999999"), Some(LONGEST_WAIT));
        for nonsense in ["soon", "-3", "NaN", "inf", ""] {
            assert_eq!(asked(nonsense), None, "{nonsense:?}");
        }
    }

    #[test]
    fn gemini_asks_in_its_body() {
        let body = |delay| format!(r#"{{"error":{{"code":429,"details":[{{"a":1}},{{"retryDelay":"{delay}"}}]}}}}"#);
        assert_eq!(wait_in(&body("37s")), Some(Duration::from_secs(37)));
        assert_eq!(wait_in(&body("0.25s")), Some(Duration::from_millis(250)));
        for nonsense in [body("37"), body("-1s"), "<html>".into(), "{}".into()] {
            assert_eq!(wait_in(&nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn only_what_passes_is_tried_again() {
        let passes = |status| Fault::of_status(status, None).passes();
        assert!([408, 429, 500, 502, 503, 504, 529].into_iter().all(passes));
        assert!(![301, 400, 401, 403, 404, 413, 422].into_iter().any(passes));
    }
}
