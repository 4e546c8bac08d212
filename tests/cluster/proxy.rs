//! A way to NATS that can be cut and slowed.

use std::{net::SocketAddr, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::{mpsc, watch},
    time::{Instant, sleep_until},
};

use crate::nats::Nats;

/// What is read at once, bytes.
const PIECE: usize = 64 * 1024;

/// A way to the first server, on a thread of its own. It ends when this is dropped.
pub struct Proxy {
    address: SocketAddr,
    way: watch::Sender<Way>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Way {
    /// Nothing passes; what was on its way waits, as it does in a network that comes back.
    is_cut: bool,
    /// What each piece takes, there and back.
    delay: Duration,
    /// Connections of an earlier one are closed.
    generation: u32,
}

/// Something that passes at a time; nothing of it where the sender is at its end.
type Piece = (Instant, Vec<u8>);

impl Proxy {
    pub fn to(nats: &Nats) -> Self {
        let server = nats.urls()[0].trim_start_matches("nats://").to_owned();
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        let (way, seen) = watch::channel(Way::default());
        // A test that blocks its own thread must not slow the network down.
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async { serve(TcpListener::from_std(listener).unwrap(), server, seen).await });
        });
        Self { address, way }
    }

    /// The setting of a node that reaches NATS this way.
    pub fn setting(&self) -> [(&'static str, String); 1] {
        [("BALACHKA__CLUSTER__SERVERS", format!("nats://{}", self.address))]
    }

    /// From now on nothing passes: connections stall, and new ones are refused.
    pub fn cut(&self) {
        self.way.send_modify(|way| way.is_cut = true);
    }

    /// Closes all connections, and refuses new ones.
    pub fn sever(&self) {
        self.way.send_modify(|way| (way.is_cut, way.generation) = (true, way.generation + 1));
    }

    /// Everything passes again, first what had stalled.
    pub fn open(&self) {
        self.way.send_modify(|way| way.is_cut = false);
    }

    /// Everything takes that long, each way.
    pub fn slow(&self, delay: Duration) {
        self.way.send_modify(|way| way.delay = delay);
    }
}

/// Until the test has no proxy any more.
async fn serve(listener: TcpListener, server: String, mut way: watch::Receiver<Way>) {
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                if let Ok((client, _)) = accepted && !way.borrow().is_cut {
                    tokio::spawn(connect(client, server.clone(), way.clone()));
                }
            }
            changed = way.changed() => if changed.is_err() { return },
        }
    }
}

async fn connect(client: TcpStream, server: String, mut way: watch::Receiver<Way>) {
    let Ok(server) = TcpStream::connect(server).await else { return };
    let of = way.borrow_and_update().generation;
    let (from_client, to_client) = client.into_split();
    let (from_server, to_server) = server.into_split();
    tokio::select! {
        _ = async { tokio::join!(pass(from_client, to_server, &way), pass(from_server, to_client, &way)) } => {}
        _ = ended(way.clone(), of) => {}
    }
}

async fn ended(mut way: watch::Receiver<Way>, of: u32) {
    // An error means that the proxy is gone.
    let _ = way.wait_for(|way| way.generation != of).await;
}

async fn pass(from: OwnedReadHalf, to: OwnedWriteHalf, way: &watch::Receiver<Way>) {
    let (pieces, to_pass) = mpsc::unbounded_channel();
    tokio::join!(take(from, pieces, way), give(to, to_pass, way.clone()));
}

/// Takes what comes, and notes when it is to arrive.
async fn take(mut from: OwnedReadHalf, pieces: mpsc::UnboundedSender<Piece>, way: &watch::Receiver<Way>) {
    loop {
        let mut piece = vec![0; PIECE];
        let length = from.read(&mut piece).await.unwrap_or(0);
        piece.truncate(length);
        let delay = way.borrow().delay;
        if pieces.send((Instant::now() + delay, piece)).is_err() || length == 0 {
            return;
        }
    }
}

async fn give(mut to: OwnedWriteHalf, mut pieces: mpsc::UnboundedReceiver<Piece>, mut way: watch::Receiver<Way>) {
    while let Some((at, piece)) = pieces.recv().await {
        sleep_until(at).await;
        let is_gone = way.wait_for(|way| !way.is_cut).await.is_err();
        if is_gone || piece.is_empty() || to.write_all(&piece).await.is_err() {
            break;
        }
    }
    let _ = to.shutdown().await;
}
