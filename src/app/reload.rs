//! SIGHUP: what can be read again without a start is.

use actors::persona::Personas;
use tokio::signal::unix::{SignalKind, signal};

/// Reads the persona files again on each SIGHUP. Settings are read at the start alone.
pub(super) async fn on_hangup(personas: Personas) {
    let mut hangups = match signal(SignalKind::hangup()) {
        Ok(hangups) => hangups,
        Err(error) => return tracing::warn!(%error, "SIGHUP cannot be watched"),
    };
    while hangups.recv().await.is_some() {
        match personas.reload() {
            Ok(count) => tracing::info!(count, "persona files were read again; other settings need a restart"),
            Err(problem) => tracing::error!(problem, "the persona files stay as they were"),
        }
    }
}
