//! The last warnings and errors, for the dashboard.

use std::{
    collections::VecDeque,
    fmt::{Debug, Write as _},
};

use language::text::visible::{shorten, visible};
use parking_lot::Mutex;
use runtime::clock::now;
use serde::Serialize;
use tracing::{
    Event, Level, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{Layer, filter::Targets, layer::Context, registry::LookupSpan};

use super::redact;

/// How many are kept.
const KEPT: usize = 50;
/// Graphemes of one that are kept.
const LENGTH: usize = 300;

/// A line of the log that says that something is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Incident {
    /// When it happened last, Unix seconds.
    pub at: i64,
    /// `WARN` or `ERROR`.
    pub level: &'static str,
    /// The part of the program that said it.
    pub target: String,
    pub message: String,
    /// How often it was said in a row, if with other figures.
    pub times: u64,
    /// The message without its figures.
    #[serde(skip)]
    words: String,
}

static INCIDENTS: Mutex<VecDeque<Incident>> = Mutex::new(VecDeque::new());

/// The newest first.
pub fn recent() -> Vec<Incident> {
    INCIDENTS.lock().iter().cloned().collect()
}

/// Keeps what our own code warns of, whatever the log's filter lets through: only there it is known that neither
/// secrets nor messages are in it.
pub(super) fn layer<S>() -> impl Layer<S>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
{
    let ours = ["balachka", "panic"].map(|target| (target, Level::WARN));
    Keeper.with_filter(Targets::new().with_targets(ours))
}

struct Keeper;

impl<S: Subscriber> Layer<S> for Keeper {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut words = Words::default();
        event.record(&mut words);
        let text = redact(&format!("{}{}", words.message, words.fields)).into_owned();
        let data = event.metadata();
        keep(
            &mut INCIDENTS.lock(),
            Incident {
                at: now(),
                level: data.level().as_str(),
                target: data.target().to_owned(),
                message: shorten(&visible(&text), LENGTH),
                times: 1,
                words: words.message,
            },
        );
    }
}

fn keep(incidents: &mut VecDeque<Incident>, new: Incident) {
    let last = incidents.front_mut().filter(|last| last.words == new.words && last.target == new.target);
    if let Some(last) = last {
        *last = Incident { times: last.times + 1, ..new };
        return;
    }
    incidents.truncate(KEPT - 1);
    incidents.push_front(new);
}

/// The message, then ` name=value` of each field.
#[derive(Default)]
struct Words {
    message: String,
    fields: String,
}

impl Visit for Words {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        // Writing to a string cannot fail.
        let _ = match field.name() {
            "message" => write!(self.message, "{value:?}"),
            name => write!(self.fields, " {name}={value:?}"),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn incident(message: &str, at: i64) -> Incident {
        let words = message.split(" after").next().unwrap_or_default().to_owned();
        Incident { at, level: "WARN", target: "balachka".into(), message: message.into(), times: 1, words }
    }

    #[test]
    fn what_is_said_again_and_again_takes_one_place_and_the_oldest_goes() {
        let mut kept = VecDeque::new();
        for at in 0..200 {
            keep(&mut kept, incident(&format!("the disk is full after={at}"), at));
        }
        assert_eq!(kept, [Incident { times: 200, ..incident("the disk is full after=199", 199) }]);
        for nth in 0..200 {
            keep(&mut kept, incident(&format!("{nth}"), nth));
        }
        assert_eq!((kept.len(), kept[0].message.as_str()), (KEPT, "199"));
    }

    #[test]
    fn only_our_own_warnings_are_kept_without_a_token() {
        use tracing_subscriber::layer::SubscriberExt as _;
        let token = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1";
        tracing::subscriber::with_default(tracing_subscriber::registry().with(layer()), || {
            tracing::warn!(target: "balachka_telegram", address = %format!("/bot{token}/getMe"), "a call failed");
            tracing::info!(target: "balachka_telegram", "all is well");
            tracing::error!(target: "sqlx::query", "INSERT INTO messages VALUES ('private words')");
        });
        let kept: Vec<_> = recent().into_iter().filter(|it| it.message.contains("a call failed")).collect();
        assert_eq!(kept[0].message, "a call failed address=/bot***/getMe");
        assert!(recent().iter().all(|it| !it.message.contains("well") && !it.message.contains("private")));
    }
}
