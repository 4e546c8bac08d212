//! The door: who comes in, from where, and which headers every answer carries.

use std::time::Duration;

use actix_web::{
    Error, HttpMessage as _, HttpResponse,
    body::{EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        Method, StatusCode,
        header::{self, HOST, HeaderMap, HeaderName, HeaderValue, ORIGIN},
    },
    middleware::Next,
    web::Data,
};
use serde_json::json;

use super::{
    Dashboard,
    cookies::{self, SESSION, VISITOR},
    sessions::{self, LIFETIME, is_id},
    visitor::Visitor,
};

/// Nothing but our own files may be loaded or run, and nobody may put a page of ours into one of theirs.
const HEADERS: [(&str, &str); 5] = [
    (
        "content-security-policy",
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    // Without any, browsers do not say from where a form comes.
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
];
const FOREIGN: &str = "the request comes from another site";
/// What proxies add to what they pass on.
const OF_PROXIES: [&str; 4] = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"];

/// Lets a request through to the pages, or says why not.
pub(super) async fn guard<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let Some(dashboard) = request.app_data::<Data<Dashboard>>().cloned() else {
        return Err(actix_web::error::ErrorInternalServerError("the dashboard is off"));
    };
    let (by_bearer, wait) = dashboard.admits_bearer(&request).map_or_else(|wait| (false, Some(wait)), |it| (it, None));
    let visitor = Visitor::of(&request, &dashboard, by_bearer).map_err(actix_web::error::ErrorInternalServerError)?;
    let refusal = wait.map(put_off).or_else(|| refuse(&request, &dashboard, &visitor));
    let cookie = visitor.is_new.then(|| cookies::set(VISITOR, &visitor.id, LIFETIME, visitor.secure));
    request.extensions_mut().insert(visitor);
    let mut answer = match refusal {
        Some(refusal) => request.into_response(refusal).map_into_right_body(),
        None => next.call(request).await?.map_into_left_body(),
    };
    finish(answer.headers_mut(), cookie);
    Ok(answer)
}

/// For programs: people get a page of the same from the form.
fn put_off(wait: Duration) -> HttpResponse {
    HttpResponse::TooManyRequests()
        .insert_header((header::RETRY_AFTER, wait.as_secs() + 1))
        .json(json!({ "error": "too many wrong passwords from this address: wait" }))
}

fn refuse(request: &ServiceRequest, dashboard: &Dashboard, visitor: &Visitor) -> Option<HttpResponse> {
    let headers = request.headers();
    if !dashboard.access.needs_password() && !is_from_here(headers) {
        return Some(plain(
            StatusCode::MISDIRECTED_REQUEST,
            "without a password the dashboard answers only to http://localhost and http://127.0.0.1: to use a proxy or \
             another name, set dashboard.password",
        ));
    }
    let writes = ![Method::GET, Method::HEAD].contains(request.method());
    if writes && !is_own_origin(headers) {
        return Some(match is_for_programs(request.path()) {
            true => HttpResponse::Forbidden().json(json!({ "error": FOREIGN })),
            false => plain(StatusCode::FORBIDDEN, FOREIGN),
        });
    }
    let path = request.path();
    if visitor.may_look || path == "/login" || path == "/language" || path.starts_with("/assets/") {
        return None;
    }
    Some(match is_for_programs(path) {
        true => HttpResponse::Unauthorized()
            .insert_header((header::WWW_AUTHENTICATE, "Bearer"))
            .json(json!({ "error": "log in, or send the password as Authorization: Bearer" })),
        false => HttpResponse::SeeOther().insert_header((header::LOCATION, "/login")).finish(),
    })
}

fn is_for_programs(path: &str) -> bool {
    path.starts_with("/api/") || path == "/events"
}

/// No foreign name that was made to point here (DNS rebinding), and nobody's proxy.
fn is_from_here(headers: &HeaderMap) -> bool {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    ["localhost", "127.0.0.1", "[::1]"].contains(&without_port(host))
        && !OF_PROXIES.iter().any(|name| headers.contains_key(*name))
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

/// Browsers say from where they send; tools do not. A proxy may say which name it was asked by, other sites' forms cannot.
fn is_own_origin(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let foreign_site = headers.get("sec-fetch-site").is_some_and(|site| site != "same-origin" && site != "none");
    let own = text(ORIGIN).is_none_or(|origin| {
        let host = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
        let names = [text(HOST), text(HeaderName::from_static("x-forwarded-host"))];
        host.is_some_and(|host| names.contains(&Some(host)))
    });
    own && !foreign_site
}

fn finish(headers: &mut HeaderMap, cookie: Option<String>) {
    for (name, value) in HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if let Some(cookie) = cookie.and_then(|cookie| HeaderValue::from_str(&cookie).ok()) {
        headers.append(header::SET_COOKIE, cookie);
    }
}

fn plain(status: StatusCode, words: &str) -> HttpResponse {
    HttpResponse::build(status).content_type("text/plain; charset=utf-8").body(format!("{words}\n"))
}

impl Visitor {
    fn of(request: &ServiceRequest, dashboard: &Dashboard, by_bearer: bool) -> anyhow::Result<Self> {
        let headers = request.headers();
        let known = cookies::read(headers, VISITOR).filter(|id| is_id(id));
        let session = cookies::read(headers, SESSION).filter(|id| dashboard.sessions.knows(id));
        Ok(Self {
            is_new: known.is_none() && !by_bearer && is_a_page(request.path()),
            id: known.map_or_else(sessions::new_id, Ok)?,
            may_look: !dashboard.access.needs_password() || session.is_some() || by_bearer,
            session,
            by_bearer,
            language: super::words::wanted(headers),
            secure: headers.get("x-forwarded-proto").is_some_and(|scheme| scheme == "https"),
        })
    }
}

/// Pages have forms, which are tied to the browser that they were made for.
fn is_a_page(path: &str) -> bool {
    !(path.starts_with("/assets/") || is_for_programs(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&str, &str)]) -> HeaderMap {
        let pair = |(name, value): &(&str, &str)| {
            (HeaderName::from_bytes(name.as_bytes()).unwrap(), HeaderValue::from_str(value).unwrap())
        };
        pairs.iter().map(pair).collect()
    }

    #[test]
    fn names_of_this_machine_pass_and_others_do_not() {
        for host in ["127.0.0.1:8080", "localhost", "[::1]:80", "[::1]"] {
            assert!(is_from_here(&headers(&[("host", host)])), "{host}");
        }
        for host in ["evil.example:8080", "localhost.evil.example", "", "127.0.0.1.evil.example:80"] {
            assert!(!is_from_here(&headers(&[("host", host)])), "{host}");
        }
        assert!(!is_from_here(&headers(&[("host", "127.0.0.1:8080"), ("x-forwarded-for", "1.2.3.4")])));
    }

    #[test]
    fn other_sites_send_nothing() {
        assert!(is_own_origin(&headers(&[("host", "a:1")])));
        assert!(is_own_origin(&headers(&[
            ("host", "a:1"),
            ("origin", "https://a:1"),
            ("sec-fetch-site", "same-origin")
        ])));
        let behind_a_proxy = [("host", "balachka:8080"), ("x-forwarded-host", "b.org"), ("origin", "https://b.org")];
        assert!(is_own_origin(&headers(&behind_a_proxy)));
        for foreign in [
            ("origin", "http://b"),
            ("origin", "null"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
        ] {
            assert!(!is_own_origin(&headers(&[("host", "a:1"), foreign])), "{foreign:?}");
        }
    }
}
