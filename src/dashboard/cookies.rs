//! The cookies of the pages: read, and set so that no script and no other site has them.

use std::time::Duration;

use actix_web::{
    cookie::{self, Cookie, SameSite},
    http::header::{COOKIE, HeaderMap},
};

/// Which browser it is; forms are tied to it.
pub(super) const VISITOR: &str = "balachka_visitor";
/// Who has logged in.
pub(super) const SESSION: &str = "balachka_session";
/// The language that was chosen.
pub(super) const LANGUAGE: &str = "balachka_language";

/// The value of a cookie.
pub(super) fn read(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers.get_all(COOKIE).filter_map(|value| value.to_str().ok());
    let mut cookies = lines.flat_map(|line| line.split(';')).filter_map(|pair| Cookie::parse(pair.trim()).ok());
    cookies.find(|cookie| cookie.name() == name).map(|cookie| cookie.value().to_owned())
}

/// A `Set-Cookie` header; `secure` where the browser came over https. A lifetime of 0 takes it back.
pub(super) fn set(name: &str, value: &str, lifetime: Duration, secure: bool) -> String {
    let cookie = Cookie::build(name, value)
        .path("/")
        .max_age(lifetime.try_into().unwrap_or(cookie::time::Duration::MAX))
        .http_only(true)
        .same_site(SameSite::Strict);
    let cookie = if secure { cookie.secure(true) } else { cookie };
    cookie.finish().to_string()
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
        assert_eq!(read(&headers, SESSION).as_deref(), Some("xyz"));
        assert_eq!(read(&headers, LANGUAGE).as_deref(), Some("en"));
        assert_eq!(read(&headers, "session"), None);
    }

    #[test]
    fn a_cookie_is_for_this_server_and_no_script() {
        let set = set(SESSION, "xyz", Duration::from_secs(60), false);
        assert_eq!(set, "balachka_session=xyz; HttpOnly; SameSite=Strict; Path=/; Max-Age=60");
        let gone = super::set(SESSION, "", Duration::ZERO, true);
        assert_eq!(gone, "balachka_session=; HttpOnly; SameSite=Strict; Secure; Path=/; Max-Age=0");
    }
}
