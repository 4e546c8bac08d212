//! Files that are larger than a message of NATS may be: sent in pieces before the call that they belong to. They are never on a disk.

use std::{
    collections::{BTreeMap, HashMap},
    time::{Duration, Instant},
};

use async_nats::{Client, HeaderMap, Request};
use parking_lot::Mutex;

/// Which piece of which file a message is: `ID/NUMBER`.
const PIECE: &str = "Balachka-Piece";
/// Of which file the pieces came before.
const FILE: &str = "Balachka-File";
/// What a file is sent in, bytes; far below what servers take (`max_payload`, 1 MB unless set).
const SIZE: usize = 512 << 10;
/// How long pieces are kept for a call that does not come.
const KEPT: Duration = Duration::from_secs(120);
/// What all files that are under way may weigh, bytes.
const MOST: usize = 256 << 20;

/// Sends a file in pieces; tells what to put into the headers of the call.
///
/// # Errors
/// Some piece was not taken.
pub(crate) async fn send(client: &Client, subject: &str, file: &[u8]) -> Result<HeaderMap, String> {
    let id = format!("{:016x}", fastrand::u64(..));
    for (nth, piece) in file.chunks(SIZE).enumerate() {
        let mut headers = HeaderMap::new();
        headers.insert(PIECE, format!("{id}/{nth}"));
        let request = Request::new().headers(headers).payload(piece.to_vec().into());
        let taken = client.send_request(subject.to_owned(), request).await.map_err(|error| error.to_string())?;
        if !taken.payload.is_empty() {
            return Err(String::from_utf8_lossy(&taken.payload).into_owned());
        }
    }
    let mut headers = HeaderMap::new();
    headers.insert(FILE, id);
    Ok(headers)
}

/// Whether a file does not go with its call.
pub(crate) fn is_too_large(file: &[u8]) -> bool {
    file.len() > SIZE
}

/// The files whose calls are still to come.
#[derive(Default)]
pub(crate) struct Pieces(Mutex<HashMap<String, Pending>>);

struct Pending {
    since: Instant,
    pieces: BTreeMap<u32, Vec<u8>>,
}

impl Pieces {
    /// Takes a piece; `None` if the message is none. The answer is empty, or says why it was not taken.
    pub fn take(&self, headers: Option<&HeaderMap>, payload: &[u8]) -> Option<String> {
        let (id, nth) = headers?.get(PIECE)?.as_str().split_once('/')?;
        let nth = nth.parse().ok()?;
        let mut files = self.0.lock();
        files.retain(|_, file| file.since.elapsed() < KEPT);
        let weight: usize = files.values().flat_map(|file| file.pieces.values()).map(Vec::len).sum();
        if weight + payload.len() > MOST {
            return Some("too many files are under way: try again".to_owned());
        }
        let file = files.entry(id.to_owned());
        let file = file.or_insert_with(|| Pending { since: Instant::now(), pieces: BTreeMap::new() });
        file.pieces.insert(nth, payload.to_vec());
        Some(String::new())
    }

    /// The file that came before a call.
    pub fn file(&self, headers: Option<&HeaderMap>) -> Option<Vec<u8>> {
        let id = headers?.get(FILE)?.as_str();
        let file = self.0.lock().remove(id)?;
        Some(file.pieces.into_values().collect::<Vec<_>>().concat())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: &str, value: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(name, value);
        headers
    }

    #[test]
    fn a_file_is_put_together_in_order_and_given_once() {
        let pieces = Pieces::default();
        for (nth, piece) in [(1, "b"), (0, "a"), (10, "d"), (2, "c")] {
            let taken = pieces.take(Some(&headers(PIECE, &format!("x/{nth}"))), piece.as_bytes());
            assert_eq!(taken.as_deref(), Some(""));
        }
        let call = headers(FILE, "x");
        assert_eq!(pieces.file(Some(&call)).as_deref(), Some(b"abcd".as_slice()));
        assert_eq!(pieces.file(Some(&call)), None);
        assert_eq!(pieces.take(Some(&call), b"no piece"), None);
    }

    #[test]
    fn what_is_under_way_is_bounded() {
        let pieces = Pieces::default();
        let half = vec![0; MOST / 2 + 1];
        assert_eq!(pieces.take(Some(&headers(PIECE, "x/0")), &half).as_deref(), Some(""));
        assert!(pieces.take(Some(&headers(PIECE, "y/0")), &half).is_some_and(|why| !why.is_empty()));
    }
}
