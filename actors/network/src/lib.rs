//! What all HTTP clients share: TLS, and which addresses lead to this machine.
//!
//! It knows nothing of what is sent. Begin with [`tls::client`].

pub mod loopback;
pub mod tls;
