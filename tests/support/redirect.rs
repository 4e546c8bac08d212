//! A server that sends everybody on to another one, which is to see nobody.
#![allow(dead_code)]

use std::{
    io::{ErrorKind, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    thread,
    time::Duration,
};

/// Every status that may send a client on, some with its body.
pub const STATUSES: [u16; 5] = [301, 302, 303, 307, 308];

/// The server, and the one that it names.
pub struct Redirect {
    address: SocketAddr,
    target: TcpListener,
}

impl Redirect {
    /// Starts one that answers every request with this status. It ends with the process.
    pub fn start(status: u16) -> Self {
        let (server, target) = (bound(), bound());
        target.set_nonblocking(true).unwrap();
        let (address, to) = (server.local_addr().unwrap(), target.local_addr().unwrap());
        thread::spawn(move || {
            for stream in server.incoming().flatten() {
                thread::spawn(move || send_on(stream, status, to));
            }
        });
        Self { address, target }
    }

    /// Its address, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Whether anybody followed. A client connects to the target before it answers its caller.
    pub fn was_followed(&self) -> bool {
        match self.target.accept() {
            Ok(_) => true,
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::WouldBlock);
                false
            }
        }
    }
}

fn bound() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").unwrap()
}

fn send_on(mut stream: TcpStream, status: u16, to: SocketAddr) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    let mut request = Vec::new();
    let mut chunk = [0; 4096];
    while !is_whole(&request) {
        match stream.read(&mut chunk)? {
            0 => break,
            read => request.extend_from_slice(&chunk[..read]),
        }
    }
    let path = String::from_utf8_lossy(&request).split(' ').nth(1).unwrap_or("/").to_owned();
    let answer =
        format!("HTTP/1.1 {status} -\r\nlocation: http://{to}{path}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    stream.write_all(answer.as_bytes())
}

/// A body is whole by its length, or by the chunk that ends it.
fn is_whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request).to_ascii_lowercase();
    let Some((head, _)) = text.split_once("\r\n\r\n") else { return false };
    let Some(start) = request.windows(4).position(|end| end == b"\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.trim().parse::<usize>().ok());
    match length {
        Some(length) => request.len() - start - 4 >= length,
        None => !head.contains("transfer-encoding: chunked") || request.ends_with(b"0\r\n\r\n"),
    }
}
