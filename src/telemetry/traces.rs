//! Traces for OpenTelemetry: the way of each update, from the journal to the answer, sent to a collector over OTLP.
//!
//! They are made of the steps of the trail, so they say what those say: numbers, stages and times, no texts.

use std::{
    cell::Cell,
    sync::Arc,
    time::{Duration, SystemTime},
};

use anyhow::{Context as _, anyhow};
use network::loopback::is_loopback;
use opentelemetry::{
    Context, KeyValue, SpanId, TraceFlags, TraceId,
    trace::{Span as _, SpanBuilder, SpanContext, TraceContextExt as _, TraceState, TracerProvider as _},
};
use opentelemetry_otlp::{SpanExporter, WithExportConfig as _, WithHttpConfig as _};
use opentelemetry_sdk::{
    Resource,
    trace::{IdGenerator, RandomIdGenerator, Sampler, SdkTracer, SdkTracerProvider},
};
use reqwest_of_otlp::{blocking::Client, redirect::Policy};
use serde_json::Value;

use super::Trail;

/// How long a collector may take for one batch.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long the end of the service waits for the last batch.
const FAREWELL: Duration = Duration::from_secs(3);
const PATH: &str = "/v1/traces";

/// The way to the collector; what is still to be sent is sent when it goes.
pub struct Traces(SdkTracerProvider);

impl Traces {
    /// Sends `percent` of all updates to the collector at `url`, which gets OTLP's own path if it has none.
    ///
    /// # Errors
    /// The address is none.
    pub fn start(url: &str, percent: u8) -> anyhow::Result<(Self, Trail)> {
        let http = Client::builder().tls_backend_preconfigured(network::tls::client().map_err(|error| anyhow!(error))?);
        // The headers or the address may hold a key, which is for this server alone.
        let mut http = http.redirect(Policy::none()).referer(false);
        if is_loopback(url) {
            http = http.no_proxy();
        }
        let exporter = SpanExporter::builder()
            .with_http()
            .with_http_client(http.build().context("cannot set up the HTTP client for traces")?)
            .with_endpoint(endpoint(url))
            .with_timeout(PATIENCE)
            .build()
            .context("traces.otlp_url")?;
        let resource = Resource::builder()
            .with_service_name("balachka")
            .with_attribute(KeyValue::new("service.version", env!("CARGO_PKG_VERSION")));
        let provider = SdkTracerProvider::builder()
            .with_batch_exporter(exporter)
            .with_sampler(Sampler::AlwaysOn)
            .with_id_generator(Ids(RandomIdGenerator::default()))
            .with_resource(resource.build())
            .build();
        let steps = Steps { tracer: provider.tracer("balachka"), run: fastrand::u64(1..), percent: percent.into() };
        Ok((Self(provider), Arc::new(move |step| steps.note(&step))))
    }
}

impl Drop for Traces {
    fn drop(&mut self) {
        if let Err(error) = self.0.shutdown_with_timeout(FAREWELL) {
            tracing::warn!(%error, "the last traces could not be sent");
        }
    }
}

fn endpoint(url: &str) -> String {
    let bare = url.trim_end_matches('/');
    let has_path = bare.split_once("://").is_some_and(|(_, rest)| rest.contains('/'));
    if has_path { bare.to_owned() } else { format!("{bare}{PATH}") }
}

/// Makes spans of steps.
struct Steps {
    tracer: SdkTracer,
    /// Tells the traces of one run from those of another.
    run: u64,
    percent: u64,
}

impl Steps {
    fn note(&self, step: &Value) {
        let Some(seq) = step["seq"].as_u64().filter(|seq| seq % 100 < self.percent) else { return };
        let trace = TraceId::from((u128::from(self.run) << 64) | u128::from(seq));
        // Each stage finds the root by the entry's number: nothing need be carried along.
        let root = SpanId::from(seq);
        let span = if step["stage"] == "journal" {
            NEXT.set(Some((trace, root)));
            let span = span_of(step).start_with_context(&self.tracer, &Context::new());
            NEXT.set(None);
            span
        } else {
            let root = SpanContext::new(trace, root, TraceFlags::SAMPLED, true, TraceState::default());
            span_of(step).start_with_context(&self.tracer, &Context::new().with_remote_span_context(root))
        };
        end(span, step);
    }
}

fn at(step: &Value) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_millis(step["at_ms"].as_u64().unwrap_or(0))
}

fn span_of(step: &Value) -> SpanBuilder {
    let took = Duration::from_micros(step["took_us"].as_u64().unwrap_or(0));
    let numbers = ["seq", "update_id", "chat_id"].into_iter();
    let numbers = numbers.filter_map(|name| Some(KeyValue::new(name, step[name].as_i64()?)));
    let outcome = step["outcome"].as_str().map(|outcome| KeyValue::new("outcome", outcome.to_owned()));
    SpanBuilder::from_name(step["stage"].as_str().unwrap_or("step").to_owned())
        .with_start_time(at(step).checked_sub(took).unwrap_or(SystemTime::UNIX_EPOCH))
        .with_attributes(numbers.chain(outcome))
}

fn end(mut span: opentelemetry_sdk::trace::Span, step: &Value) {
    span.end_with_timestamp(at(step));
}

thread_local! {
    /// What the next root is to be called.
    static NEXT: Cell<Option<(TraceId, SpanId)>> = const { Cell::new(None) };
}

/// Names roots by their entry, and everything else by chance.
#[derive(Debug)]
struct Ids(RandomIdGenerator);

impl IdGenerator for Ids {
    fn new_trace_id(&self) -> TraceId {
        NEXT.get().map_or_else(|| self.0.new_trace_id(), |(trace, _)| trace)
    }

    fn new_span_id(&self) -> SpanId {
        NEXT.get().map_or_else(|| self.0.new_span_id(), |(_, span)| span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::redirect::{Redirect, STATUSES};

    #[test]
    fn no_redirect_gets_the_traces() {
        for status in STATUSES {
            let collector = Redirect::start(status);
            let (traces, trail) = Traces::start(&collector.url(), 100).unwrap();
            trail(serde_json::json!({ "seq": 1, "stage": "journal", "at_ms": 1 }));
            drop(traces);
            assert!(!collector.was_followed(), "{status}");
        }
    }

    #[test]
    fn a_collector_without_a_path_gets_the_one_of_otlp() {
        for (url, full) in [
            ("http://collector:4318", "http://collector:4318/v1/traces"),
            ("http://collector:4318/", "http://collector:4318/v1/traces"),
            ("https://example.org/otlp/v1/traces", "https://example.org/otlp/v1/traces"),
        ] {
            assert_eq!(endpoint(url), full);
        }
    }
}
