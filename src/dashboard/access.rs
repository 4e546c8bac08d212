//! Who may look.

use std::net::{IpAddr, SocketAddr};

use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use crate::{
    config::{Secret, Settings},
    exit::Exit,
};

/// What lets people in.
#[derive(Clone)]
pub enum Access {
    /// Being on this machine, where nobody else can connect.
    Here,
    /// The password.
    Password(Secret),
}

impl Access {
    /// How the dashboard of these settings is entered; `None` if there is to be none.
    ///
    /// # Errors
    /// Others could reach it, and it has no password ([`Exit::Usage`]).
    pub fn of(settings: &Settings) -> anyhow::Result<Option<Self>> {
        let dashboard = &settings.dashboard;
        match &dashboard.password {
            _ if !dashboard.enabled => Ok(None),
            Some(password) => Ok(Some(Self::Password(password.clone()))),
            None if is_here(settings.http.addr) => Ok(Some(Self::Here)),
            None => Err(Exit::Usage.because(format!(
                "other machines can reach {}, and the dashboard has no password: set dashboard.password \
                 (BALACHKA_DASHBOARD_PASSWORD), or turn it off with dashboard.enabled = false \
                 (BALACHKA__DASHBOARD__ENABLED=false), or listen on 127.0.0.1",
                settings.http.addr
            ))),
        }
    }

    /// Whether this is the password. How long the comparison takes tells nothing about it.
    pub(super) fn admits(&self, tried: &str) -> bool {
        let Self::Password(password) = self else { return false };
        Sha256::digest(password.expose()).ct_eq(&Sha256::digest(tried)).into()
    }

    pub(super) fn needs_password(&self) -> bool {
        matches!(self, Self::Password(_))
    }
}

/// Whether nobody but this machine can connect there.
pub(crate) fn is_here(address: SocketAddr) -> bool {
    match address.ip() {
        IpAddr::V4(ip) => ip.is_loopback(),
        IpAddr::V6(ip) => ip.is_loopback() || ip.to_ipv4_mapped().is_some_and(|ip| ip.is_loopback()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(address: &str, password: Option<&str>) -> Settings {
        let mut settings = Settings::default();
        settings.http.addr = address.parse().unwrap();
        settings.dashboard.password = password.map(Secret::new);
        settings
    }

    #[test]
    fn without_a_password_it_is_for_this_machine_alone() {
        for address in ["127.0.0.1:8080", "127.8.0.1:1", "[::1]:8080", "[::ffff:127.0.0.1]:8080"] {
            assert!(matches!(Access::of(&settings(address, None)), Ok(Some(Access::Here))), "{address}");
        }
        for address in ["0.0.0.0:8080", "[::]:8080", "192.168.1.2:8080"] {
            let error = Access::of(&settings(address, None)).err().unwrap();
            assert_eq!(Exit::of(&error), Exit::Usage);
            assert!(error.to_string().contains("BALACHKA_DASHBOARD_PASSWORD"), "{error}");
            let mut off = settings(address, None);
            off.dashboard.enabled = false;
            assert!(matches!(Access::of(&off), Ok(None)));
            assert!(matches!(Access::of(&settings(address, Some("pw"))), Ok(Some(Access::Password(_)))));
        }
    }

    #[test]
    fn only_the_password_is_admitted() {
        let access = Access::Password(Secret::new("відчини"));
        assert!(access.admits("відчини"));
        assert!(!access.admits("") && !access.admits("відчин") && !access.admits("відчини "));
        assert!(!Access::Here.admits(""), "there is none to be right");
    }
}
