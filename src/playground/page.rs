//! The chat page: files of `page/`, built into the binary.

use actix_web::{HttpResponse, web};

/// Nothing but the page's own files may run or be loaded; inline styles are set from scripts only.
const POLICY: &str = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HTML: &str = "text/html; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";
const PICTURE: &str = "image/svg+xml";

macro_rules! files {
    ($($path:literal $kind:ident $file:literal,)*) => {
        /// The page at `/` and the files it asks for beside it.
        pub fn routes(config: &mut web::ServiceConfig) {
            $(config.route($path, web::get().to(|| answer($kind, include_str!(concat!("page/", $file)))));)*
        }
    };
}

files! {
    "/" HTML "index.html",
    "/icon.svg" PICTURE "icon.svg",
    "/style.css" STYLE "style.css",
    "/api.js" SCRIPT "api.js",
    "/app.js" SCRIPT "app.js",
    "/bubble.js" SCRIPT "bubble.js",
    "/charts.js" SCRIPT "charts.js",
    "/chats.js" SCRIPT "chats.js",
    "/commands.js" SCRIPT "commands.js",
    "/composer.js" SCRIPT "composer.js",
    "/dialogs.js" SCRIPT "dialogs.js",
    "/dom.js" SCRIPT "dom.js",
    "/faults.js" SCRIPT "faults.js",
    "/highlight.js" SCRIPT "highlight.js",
    "/insight.css" STYLE "insight.css",
    "/insight.js" SCRIPT "insight.js",
    "/marks.js" SCRIPT "marks.js",
    "/markup.js" SCRIPT "markup.js",
    "/menu.js" SCRIPT "menu.js",
    "/mood.js" SCRIPT "mood.js",
    "/panel.js" SCRIPT "panel.js",
    "/places.js" SCRIPT "places.js",
    "/profile.js" SCRIPT "profile.js",
    "/state.js" SCRIPT "state.js",
    "/storage.js" SCRIPT "storage.js",
    "/talk.js" SCRIPT "talk.js",
    "/texts.js" SCRIPT "texts.js",
    "/times.js" SCRIPT "times.js",
    "/toasts.js" SCRIPT "toasts.js",
}

async fn answer(kind: &'static str, body: &'static str) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header(("content-type", kind))
        .insert_header(("content-security-policy", POLICY))
        .insert_header(("x-content-type-options", "nosniff"))
        .insert_header(("referrer-policy", "no-referrer"))
        .insert_header(("cache-control", "no-cache"))
        .body(body)
}
