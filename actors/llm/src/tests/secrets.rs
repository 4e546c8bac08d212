//! Keys, prompts and answers stay out of logs and errors.

use std::{
    io,
    sync::{Arc, Mutex},
};

use tracing::subscriber::set_default;

use super::*;
use crate::redirect::{Redirect, STATUSES};

/// Everything logged, at every level.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

#[actix::test]
async fn neither_key_nor_prompt_nor_answer_is_logged_or_in_an_error() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let _guard = set_default(subscriber);
    let acts = [
        Act::Says("SECRET-ANSWER".into()),
        Act::Status(401),
        Act::Status(500),
        Act::RateLimited(Some("9".into())),
        Act::Malformed,
        Act::Truncated,
        Act::Html,
        Act::Refuses,
        Act::HangsUp,
        Act::Silent,
    ];
    let mut shown = String::new();
    for protocol in [Protocol::Gemini, Protocol::OpenAi] {
        for act in acts.clone() {
            let server = StandIn::start("").await;
            server.always(act);
            let mut settings = alone(&server, protocol);
            settings.patience.per_try = Duration::from_millis(200);
            settings.patience.failures = 2;
            shown += &format!("{settings:?} {:?}", prompt("SECRET-WORDS"));
            let rig = Rig::new(&settings);
            let deadline = Instant::now() + Duration::from_secs(2);
            match rig.models.complete(owner(1, 1), &prompt("SECRET-WORDS"), deadline).await {
                Ok(answer) => shown += &format!("{answer:?}"),
                Err(error) => shown += &format!("{error} {error:?}"),
            }
        }
    }
    shown += &log.text();
    assert!(shown.contains("a language model cannot be used"), "the log was listened to: {shown}");
    for secret in [KEY, "very-secret", "SECRET", "Привіт", "Be kind", "127.0.0.1"] {
        assert!(!shown.contains(secret), "{secret} is in {}", log.text());
    }
}

#[actix::test]
async fn a_key_that_is_refused_is_told_once() {
    let log = Log::default();
    let writer = log.clone();
    let _guard = set_default(tracing_subscriber::fmt().with_writer(move || writer.clone()).finish());
    let server = StandIn::start("").await;
    server.always(Act::Status(401));
    let rig = Rig::new(&alone(&server, Protocol::OpenAi));
    for _ in 0..3 {
        assert_eq!(rig.ask("?").await, Err(LlmError::Unavailable));
    }
    assert_eq!(server.count(), 3, "asked once a question");
    assert_eq!(log.text().matches("HTTP 401").count(), 1, "{}", log.text());
}

#[actix::test]
async fn no_redirect_gets_the_key_or_the_prompt() {
    let log = Log::default();
    let writer = log.clone();
    let _guard = set_default(tracing_subscriber::fmt().with_writer(move || writer.clone()).finish());
    let settings = |kind, url: String| {
        let model = ModelSettings {
            name: "sent-on".into(),
            kind,
            base_url: Some(url),
            model: "model".into(),
            key: Key::new(KEY),
        };
        LlmSettings { chain: vec![model], patience: patience(), ..LlmSettings::default() }
    };
    for status in STATUSES {
        for kind in [Kind::Gemini, Kind::OpenAi] {
            let server = Redirect::start(status);
            let rig = Rig::new(&settings(kind, server.url()));
            assert_eq!(rig.ask("?").await, Err(LlmError::Unavailable));
            assert!(!server.was_followed(), "{status}");
            assert!(log.text().contains(&format!("redirects to another one (HTTP {status})")), "{}", log.text());
        }
    }
    assert!(!log.text().contains(KEY) && !log.text().contains("127.0.0.1"), "{}", log.text());
}
