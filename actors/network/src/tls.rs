//! TLS like that of the calls to Telegram: ring, and the roots that are built in.

use std::sync::Arc;

use rustls::{ClientConfig, RootCertStore, crypto::ring};

/// For clients that call others.
///
/// # Errors
/// The protocol versions do not fit the library; a defect of the build.
pub fn client() -> Result<ClientConfig, String> {
    let roots = RootCertStore::from_iter(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    let versions = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?;
    Ok(versions.with_root_certificates(roots).with_no_client_auth())
}
