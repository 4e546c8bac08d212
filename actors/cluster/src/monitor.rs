//! Asks the monitoring of NATS servers whether they write to disk before they acknowledge: no client is told.

use std::{io, time::Duration};

use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// What is waited for one server.
const PATIENCE: Duration = Duration::from_secs(3);
/// More than any server tells of itself.
const LONGEST_ANSWER: u64 = 1 << 20;

/// Whether acknowledged writes outlive a power cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyncCheck {
    /// Every server that answered writes to disk before it acknowledges.
    Always,
    /// One at least acknowledges first and writes later.
    NotAlways,
    /// No monitoring is set, or none answered.
    Unknown,
}

/// What a NATS server's monitoring tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerReport {
    pub name: String,
    pub version: String,
    /// It writes to disk before it acknowledges.
    pub sync_always: bool,
}

/// Asks all servers. What could not be asked is logged.
pub(crate) async fn check_sync(monitors: &[String]) -> SyncCheck {
    let mut found = SyncCheck::Unknown;
    for monitor in monitors {
        match ask_monitor(monitor).await.map(|server| server.sync_always) {
            Ok(true) if found == SyncCheck::Unknown => found = SyncCheck::Always,
            Ok(true) => {}
            Ok(false) => found = SyncCheck::NotAlways,
            Err(error) => tracing::warn!(monitor, %error, "cannot ask the monitoring of a NATS server"),
        }
    }
    found
}

/// Host and port of a monitoring address. `None` if it is no plain `http://host:port`.
pub(crate) fn host_of(monitor: &str) -> Option<&str> {
    let host = monitor.strip_prefix("http://")?.trim_end_matches('/');
    let (name, port) = host.rsplit_once(':')?;
    let is_plain = !name.is_empty() && !host.contains(['/', '@', '?', ' ']) && port.parse::<u16>().is_ok();
    is_plain.then_some(host)
}

/// Asks one server, by the address of its monitoring.
///
/// # Errors
/// It does not answer, or not as a NATS server with JetStream does.
pub async fn ask_monitor(monitor: &str) -> io::Result<ServerReport> {
    let host = host_of(monitor).ok_or_else(|| io::Error::other("not an address such as http://host:8222"))?;
    let answer = tokio::time::timeout(PATIENCE, get(host)).await.map_err(|_| io::ErrorKind::TimedOut)??;
    let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    let varz: Value = serde_json::from_str(body).map_err(io::Error::other)?;
    let config = varz.pointer("/jetstream/config").ok_or_else(|| io::Error::other("it tells nothing of JetStream"))?;
    let text = |field: &str| varz[field].as_str().unwrap_or("?").to_owned();
    Ok(ServerReport { name: text("server_name"), version: text("version"), sync_always: config["sync_always"] == true })
}

/// HTTP 1.0, so that the body comes in one piece and the connection ends with it.
async fn get(host: &str) -> io::Result<String> {
    let mut stream = TcpStream::connect(host).await?;
    stream.write_all(format!("GET /varz HTTP/1.0\r\nHost: {host}\r\n\r\n").as_bytes()).await?;
    let mut answer = String::new();
    stream.take(LONGEST_ANSWER).read_to_string(&mut answer).await?;
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_monitoring_address_is_plain_http_with_a_port() {
        assert_eq!(host_of("http://10.0.0.1:8222/"), Some("10.0.0.1:8222"));
        for bad in ["https://a:1", "http://a", "http://a:x", "http://u:p@a:1", "http://a:1/varz", "a:1"] {
            assert_eq!(host_of(bad), None, "{bad}");
        }
    }
}
