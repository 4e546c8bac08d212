//! Keeps other sites away from the control API: no foreign `Host` (DNS rebinding), no foreign `Origin` (forged posts).

use actix_web::guard::GuardContext;
use actix_web::http::header::{HOST, HeaderMap, ORIGIN};

/// Whether a request comes from this machine's own page or from a tool without an origin.
pub fn is_local(context: &GuardContext<'_>) -> bool {
    may_pass(context.head().headers())
}

fn may_pass(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let Some(host) = text(HOST) else { return false };
    let own = text(ORIGIN).is_none_or(|origin| origin.strip_prefix("http://") == Some(host));
    own && ["localhost", "127.0.0.1", "[::1]"].contains(&without_port(host))
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    fn passes(host: &str, origin: Option<&str>) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, HeaderValue::from_str(host).unwrap());
        if let Some(origin) = origin {
            headers.insert(ORIGIN, HeaderValue::from_str(origin).unwrap());
        }
        may_pass(&headers)
    }

    #[test]
    fn the_page_and_tools_on_this_machine_may_pass() {
        assert!(passes("127.0.0.1:8080", None) && passes("localhost", None) && passes("[::1]", None));
        assert!(passes("[::1]:80", Some("http://[::1]:80")) && passes("localhost:1", Some("http://localhost:1")));
    }

    #[test]
    fn other_sites_may_not() {
        assert!(!passes("evil.example:8080", None) && !passes("localhost.evil.example", None));
        assert!(!passes("127.0.0.1:8080", Some("http://evil.example")));
        assert!(!passes("127.0.0.1:8080", Some("http://127.0.0.1:9999")) && !passes("127.0.0.1", Some("null")));
    }
}
