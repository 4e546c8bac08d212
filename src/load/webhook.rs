//! Posts updates to a webhook over many connections, each of which waits for its answer, as Telegram does.

use std::{
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
    time::Duration,
};

use anyhow::{Context as _, ensure};
use http_body_util::{BodyExt as _, Full};
use hyper::{
    Request,
    body::Bytes,
    client::conn::http1::{SendRequest, handshake},
    header::{CONTENT_TYPE, HOST},
};
use hyper_util::rt::TokioIo;
use tokio::{net::TcpStream, time::sleep};

use super::telegram::{SECRET_HEADER, Telegram};

/// How long to wait before an update that was not taken is delivered again.
const PAUSE: Duration = Duration::from_millis(100);

/// A webhook that speaks plain HTTP.
#[derive(Debug, Clone)]
pub struct Webhook {
    /// Host and port.
    pub address: String,
    pub path: String,
    pub secret: String,
}

impl Webhook {
    /// Of an address that begins with `http://`.
    ///
    /// # Errors
    /// It begins otherwise.
    pub fn at(url: &str, secret: &str) -> anyhow::Result<Self> {
        let rest = url.strip_prefix("http://").with_context(|| {
            format!("cannot post to {url}: name the instance itself, which speaks plain HTTP (http://host:port/path)")
        })?;
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        ensure!(!host.is_empty(), "there is no host in {url}");
        let address = if host.contains(':') { host.to_owned() } else { format!("{host}:80") };
        Ok(Self { address, path: format!("/{path}"), secret: secret.to_owned() })
    }
}

/// Posts all updates of a run; returns once each was taken.
pub async fn post_all(telegram: &Telegram, webhook: &Webhook) {
    let next = std::rc::Rc::new(AtomicUsize::new(0));
    let connections = (0..telegram.plan().connections).map(|_| {
        let (telegram, webhook, next) = (telegram.clone(), webhook.clone(), next.clone());
        tokio::task::spawn_local(async move { post_on_one(&telegram, &webhook, &next).await })
    });
    for connection in connections.collect::<Vec<_>>() {
        // One that panicked leaves its update undelivered, which the report shows.
        let _ = connection.await;
    }
}

async fn post_on_one(telegram: &Telegram, webhook: &Webhook, next: &AtomicUsize) {
    let mut connection = None;
    loop {
        let nth = next.fetch_add(1, Relaxed);
        if nth >= telegram.plan().updates {
            return;
        }
        let due = telegram.plan().due(nth);
        if let (Some(due), Some(elapsed)) = (due, telegram.ledger().elapsed()) {
            sleep(due.saturating_sub(elapsed)).await;
        }
        telegram.ledger().handed(nth, due);
        while !post(&mut connection, telegram.update(nth), webhook).await {
            telegram.ledger().refused();
            connection = None;
            sleep(PAUSE).await;
        }
        telegram.ledger().durable(nth);
    }
}

type Connection = SendRequest<Full<Bytes>>;

/// Whether the update was taken.
async fn post(connection: &mut Option<Connection>, update: &str, webhook: &Webhook) -> bool {
    if connection.is_none() {
        *connection = connect(&webhook.address).await;
    }
    let Some(open) = connection else { return false };
    let request = Request::post(&webhook.path)
        .header(HOST, &webhook.address)
        .header(CONTENT_TYPE, "application/json")
        .header(SECRET_HEADER, &webhook.secret)
        .body(Full::new(Bytes::copy_from_slice(update.as_bytes())));
    let Ok(request) = request else { return false };
    let Ok(answer) = open.send_request(request).await else { return false };
    let taken = answer.status().is_success();
    // What is not read would keep the connection from being used again.
    taken && answer.into_body().collect().await.is_ok()
}

pub(super) async fn connect(address: &str) -> Option<Connection> {
    let stream = TcpStream::connect(address).await.ok()?;
    // An update is one small packet, and somebody waits for it.
    stream.set_nodelay(true).ok()?;
    let (sender, connection) = handshake(TokioIo::new(stream)).await.ok()?;
    tokio::task::spawn_local(connection);
    Some(sender)
}
