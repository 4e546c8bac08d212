//! The cookies of the pages: read, and set so that no script and no other site has them.

use std::time::Duration;

use actix_web::http::header::{COOKIE, HeaderMap};

/// Which browser it is; forms are tied to it.
pub(super) const VISITOR: &str = "balachka_visitor";
/// Who has logged in.
pub(super) const SESSION: &str = "balachka_session";
/// The language that was chosen.
pub(super) const LANGUAGE: &str = "balachka_language";

/// The value of a cookie.
pub(super) fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let pairs = headers.get_all(COOKIE).filter_map(|value| value.to_str().ok()).flat_map(|line| line.split(';'));
    pairs.filter_map(|pair| pair.trim().split_once('=')).find(|(found, _)| *found == name).map(|(_, value)| value)
}

/// A `Set-Cookie` header; `secure` where the browser came over https. A lifetime of 0 takes it back.
pub(super) fn set(name: &str, value: &str, lifetime: Duration, secure: bool) -> String {
    let secure = if secure { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; Max-Age={}; HttpOnly; SameSite=Strict{secure}", lifetime.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::HeaderValue;

    #[test]
    fn a_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, HeaderValue::from_static("a=1; balachka_session=xyz"));
        headers.append(COOKIE, HeaderValue::from_static("balachka_language=en;b"));
        assert_eq!(read(&headers, SESSION), Some("xyz"));
        assert_eq!(read(&headers, LANGUAGE), Some("en"));
        assert_eq!(read(&headers, "session"), None);
    }
}
