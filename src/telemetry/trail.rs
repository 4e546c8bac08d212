//! The trail: each step of an update's way, as the playground shows it.
//!
//! An event of target `trail` is a step: `tracing::debug!(target: "trail", seq, stage = "context", outcome = "applied")`.

use std::fmt::Debug;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Map, Value};
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::Context;
use tracing_subscriber::registry::LookupSpan;

const TARGET: &str = "trail";

/// What a step may say: whatever else an event carries stays in the log.
const FIELDS: [&str; 6] = ["seq", "update_id", "chat_id", "stage", "outcome", "took_us"];

/// Hears each step as `{"seq","update_id","chat_id","stage","outcome","at_ms","took_us"}`, absent ones as null.
pub type Trail = Arc<dyn Fn(Value) + Send + Sync>;

/// Hands the events of the trail to a callback, whatever the log's own filter lets through.
pub struct TrailLayer {
    trail: Trail,
}

impl TrailLayer {
    /// The layer with a filter of its own: steps down to DEBUG pass it, and nothing else.
    pub fn filtered<S>(trail: Trail) -> impl Layer<S>
    where
        S: Subscriber + for<'a> LookupSpan<'a>,
    {
        Self { trail }.with_filter(Targets::new().with_target(TARGET, Level::DEBUG))
    }
}

impl<S: Subscriber> Layer<S> for TrailLayer {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut step = Step(FIELDS.map(|field| (field.to_owned(), Value::Null)).into_iter().collect());
        event.record(&mut step);
        step.0.insert("at_ms".to_owned(), now_ms().into());
        (self.trail)(Value::Object(step.0));
    }
}

/// Unix time in milliseconds.
fn now_ms() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

struct Step(Map<String, Value>);

impl Step {
    fn keep(&mut self, field: &Field, value: impl Into<Value>) {
        if let Some(slot) = self.0.get_mut(field.name()) {
            *slot = value.into();
        }
    }
}

impl Visit for Step {
    fn record_i64(&mut self, field: &Field, value: i64) {
        self.keep(field, value);
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.keep(field, value);
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.keep(field, value);
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.keep(field, format!("{value:?}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;
    use tracing_subscriber::layer::SubscriberExt as _;

    fn steps_of(act: impl FnOnce()) -> Vec<Value> {
        let steps = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&steps);
        let trail: Trail = Arc::new(move |step| heard.lock().unwrap().push(step));
        let quiet = tracing_subscriber::fmt::layer().with_writer(std::io::sink);
        let info = tracing_subscriber::EnvFilter::new("info");
        let subscriber = tracing_subscriber::registry().with(quiet.with_filter(info)).with(TrailLayer::filtered(trail));
        tracing::subscriber::with_default(subscriber, act);
        Arc::try_unwrap(steps).unwrap().into_inner().unwrap()
    }

    #[test]
    fn a_step_arrives_though_the_log_is_at_info() {
        let chat_id: Option<i64> = Some(-100);
        let steps = steps_of(|| {
            tracing::debug!(target: "trail", seq = 7_i64, chat_id, stage = "context", outcome = "applied", took_us = 40_u64);
        });
        let step = &steps[0];
        assert_eq!(step["seq"], 7);
        assert_eq!(step["chat_id"], -100);
        assert_eq!(step["stage"], "context");
        assert_eq!(step["outcome"], "applied");
        assert_eq!(step["took_us"], 40);
        assert!(step["update_id"].is_null());
        assert!(step["at_ms"].as_u64().is_some_and(|at| at > 1_700_000_000_000));
    }

    #[test]
    fn only_the_fields_of_a_step_pass() {
        let steps = steps_of(|| {
            tracing::debug!(target: "trail", seq = 1_i64, stage = %"journal", text = "hello", "message");
            tracing::info!("another event");
        });
        assert_eq!(steps.len(), 1);
        assert_eq!(steps[0]["stage"], "journal");
        assert_eq!(steps[0].as_object().unwrap().len(), 7);
    }
}
