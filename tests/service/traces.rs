//! What an OpenTelemetry collector is sent.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use actix_web::{App, HttpResponse, HttpServer, web};
use opentelemetry_proto::tonic::{collector::trace::v1::ExportTraceServiceRequest, trace::v1::Span};
use prost::Message;

use crate::rig::{Rig, eventually};

type Received = Arc<Mutex<Vec<Span>>>;

/// A collector, and its address.
fn collector() -> (Received, String) {
    let received = Received::default();
    let spans = received.clone();
    let app = move || {
        let spans = spans.clone();
        let take = move |body: web::Bytes| {
            let request = ExportTraceServiceRequest::decode(body).unwrap();
            let scopes = request.resource_spans.into_iter().flat_map(|resource| resource.scope_spans);
            spans.lock().unwrap().extend(scopes.flat_map(|scope| scope.spans));
            async { HttpResponse::Ok().finish() }
        };
        App::new().route("/v1/traces", web::post().to(take))
    };
    let server = HttpServer::new(app).workers(1).bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", server.addrs()[0]);
    actix_web::rt::spawn(server.run());
    (received, url)
}

#[actix_web::test]
async fn a_collector_gets_the_way_of_each_update_and_no_texts() {
    let mut rig = Rig::world().await;
    let (received, url) = collector();
    rig.run(&[("OTEL_EXPORTER_OTLP_ENDPOINT", &url)]);
    let call = rig.say(rig.olena, "Балачко, таємниця!");
    rig.answer_to(call).await;
    rig.settled().await;
    assert!(rig.stop().await.success());
    let spans = eventually("the last batch", async || {
        let spans = received.lock().unwrap().clone();
        spans.iter().any(|span| span.name == "sender").then_some(spans)
    })
    .await;
    let mut traces: HashMap<Vec<u8>, Vec<&Span>> = HashMap::new();
    for span in &spans {
        traces.entry(span.trace_id.clone()).or_default().push(span);
    }
    let answered = traces.values().find(|trace| trace.iter().any(|span| span.name == "composer")).unwrap();
    let names: Vec<_> = answered.iter().map(|span| span.name.as_str()).collect();
    for stage in ["journal", "context", "analysis", "personalization", "conversation", "composer", "sender"] {
        assert!(names.contains(&stage), "{stage} is missing: {names:?}");
    }
    let root = answered.iter().find(|span| span.name == "journal").unwrap();
    assert!(root.parent_span_id.is_empty());
    assert!(answered.iter().all(|span| span.name == "journal" || span.parent_span_id == root.span_id));
    assert!(answered.iter().all(|span| span.start_time_unix_nano <= span.end_time_unix_nano));
    assert!(!format!("{spans:?}").contains("таємниця"));
}

#[actix_web::test]
async fn without_its_collector_the_service_works_as_ever() {
    let mut rig = Rig::world().await;
    rig.run(&[("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")]);
    let call = rig.say(rig.olena, "/help");
    rig.answer_to(call).await;
    rig.settled().await;
    assert!(rig.stop().await.success());
    assert!(!rig.log().contains("panicked"));
}
