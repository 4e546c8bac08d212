//! Addresses of this machine, which no proxy is asked for.

use std::net::IpAddr;

use reqwest::Url;

/// Whether a URL leads to this machine: 127.0.0.0/8, `::1`, 0.0.0.0, `::`, `localhost` and names below it
/// ([RFC 6761](https://www.rfc-editor.org/rfc/rfc6761#section-6.3)).
///
/// HTTP clients take proxies from the environment for such addresses too; a proxy would look for them on its own machine.
pub fn is_loopback(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else { return false };
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']).trim_end_matches('.');
    match host.parse::<IpAddr>() {
        Ok(address) => address.to_canonical().is_loopback() || address.to_canonical().is_unspecified(),
        Err(_) => host.eq_ignore_ascii_case("localhost") || host.to_ascii_lowercase().ends_with(".localhost"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_this_machine_are_known() {
        for own in [
            "http://127.0.0.1:8080/v1",
            "http://127.8.9.10",
            "http://127.1",
            "http://[::1]:80/",
            "http://[::ffff:127.0.0.1]",
            "http://0.0.0.0:81",
            "http://localhost:11434",
            "https://LOCALHOST.",
            "http://api.localhost/x",
            "http://user:password@localhost/",
        ] {
            assert!(is_loopback(own), "{own}");
        }
        for other in [
            "http://128.0.0.1",
            "http://10.0.0.1",
            "http://192.168.1.1",
            "http://[fd00::1]",
            "http://localhost.example.org",
            "http://mylocalhost",
            "http://example.org/localhost",
            "localhost",
            "",
        ] {
            assert!(!is_loopback(other), "{other}");
        }
    }
}
