//! The files that pages load: built in, kept by browsers for as long as they are what they are.

use std::{
    hash::{DefaultHasher, Hash as _, Hasher as _},
    sync::LazyLock,
};

use actix_web::{
    HttpResponse, Responder, get,
    http::header::CACHE_CONTROL,
    web::{Path, Query, ServiceConfig},
};
use serde::Deserialize;

/// Name, kind and content of each.
const FILES: [(&str, &str, &str); 5] = [
    ("style.css", "text/css; charset=utf-8", include_str!("assets/style.css")),
    ("dashboard.js", "text/javascript; charset=utf-8", include_str!("assets/dashboard.js")),
    ("icon.svg", "image/svg+xml", include_str!("assets/icon.svg")),
    ("uplot.css", "text/css; charset=utf-8", include_str!("assets/uplot/uPlot.min.css")),
    ("uplot.js", "text/javascript; charset=utf-8", include_str!("assets/uplot/uPlot.iife.min.js")),
];

static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut hasher = DefaultHasher::new();
    FILES.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
});

/// Goes with the address of each file and changes with any of them.
pub(super) fn version() -> &'static str {
    &VERSION
}

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes.service(file);
}

#[derive(Deserialize)]
struct Wanted {
    v: Option<String>,
}

#[get("/assets/{name}")]
async fn file(name: Path<String>, wanted: Query<Wanted>) -> impl Responder {
    let Some((_, kind, content)) = FILES.iter().find(|(known, ..)| *known == name.as_str()) else {
        return HttpResponse::NotFound().finish();
    };
    let current = wanted.v.as_deref() == Some(version());
    let keep = if current { "public, max-age=31536000, immutable" } else { "no-cache" };
    HttpResponse::Ok().content_type(*kind).insert_header((CACHE_CONTROL, keep)).body(*content)
}
