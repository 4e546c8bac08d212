//! The thread that reads a file and makes messages of it.

use std::{
    io::{self, Read},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use tokio::{
    sync::mpsc::{Receiver, Sender, channel},
    task::{JoinHandle, spawn_blocking},
};

use super::{ImportError, Source};
use desktop::reading::{Converter, Met, Odd, Place, Stop, Strange, Unreadable, walk};
use events::{ChatId, Imported};

/// Messages handed over at a time, and the weight of their texts, bytes.
const BATCH: usize = 500;
const WEIGHT: usize = 1 << 20;
/// Batches that wait to be taken.
const AHEAD: usize = 2;

/// A batch of what was found.
#[derive(Default)]
pub struct Found {
    pub messages: Vec<Imported>,
    pub skipped: Vec<Skipped>,
    pub strange: Vec<Strange>,
    /// Some dates had no Unix time.
    pub local_dates: bool,
    /// Bytes of the file read so far.
    pub bytes: u64,
}

/// A message that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    pub chat: ChatId,
    /// Its number; `None` if it has none.
    pub id: Option<i64>,
    pub why: &'static str,
}

/// Reading, and what it ended with.
pub type Reading = JoinHandle<Result<(), ImportError>>;

/// Begins to read.
pub fn read(source: Source) -> (Receiver<Found>, Reading) {
    let Source { input, chat, zone } = source;
    let (sender, receiver) = channel(AHEAD);
    (receiver, spawn_blocking(move || go_through(input.reader, chat, Converter::new(zone), sender)))
}

fn go_through(
    reader: Box<dyn Read + Send>,
    chat: Option<ChatId>,
    converter: Converter,
    sender: Sender<Found>,
) -> Result<(), ImportError> {
    let bytes = Arc::new(AtomicU64::new(0));
    let counted = Counted { reader, bytes: Arc::clone(&bytes) };
    let mut gathering = Gathering { converter, found: Found::default(), weight: 0, bytes, sender };
    let walked = walk(counted, chat, &mut |met| match met {
        Met::Message(place, raw) => gathering.take(place, raw),
        Met::Strange(strange) => {
            gathering.found.strange.push(strange);
            Ok(())
        }
    });
    let handed = gathering.hand_over();
    match walked {
        // Whoever took the messages knows why they want no more.
        Err(Unreadable::Stopped) => Ok(()),
        walked => walked.map_err(ImportError::from).and(handed.or(Ok(()))),
    }
}

struct Gathering {
    converter: Converter,
    found: Found,
    weight: usize,
    bytes: Arc<AtomicU64>,
    sender: Sender<Found>,
}

impl Gathering {
    fn take(&mut self, place: &Place, raw: &serde_json::value::RawValue) -> Result<(), Stop> {
        match self.converter.convert(place, raw) {
            Ok(imported) => self.found.messages.push(imported),
            Err(Odd { id, why }) => self.found.skipped.push(Skipped { chat: place.chat.id, id, why }),
        }
        self.weight += raw.get().len();
        let full = self.found.messages.len() + self.found.skipped.len() >= BATCH || self.weight >= WEIGHT;
        if full { self.hand_over() } else { Ok(()) }
    }

    fn hand_over(&mut self) -> Result<(), Stop> {
        let mut found = std::mem::take(&mut self.found);
        self.weight = 0;
        found.local_dates = self.converter.local_dates > 0;
        found.bytes = self.bytes.load(Ordering::Relaxed);
        self.sender.blocking_send(found).map_err(|_| Stop)
    }
}

/// Counts what is read.
struct Counted {
    reader: Box<dyn Read + Send>,
    bytes: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
