//! The pictures that the bot sent, the oldest forgotten first.

use std::collections::VecDeque;

use actix_web::web::Bytes;
use serde_json::{Value, json};

/// Bytes of pictures kept.
const KEPT_BYTES: usize = 32 * 1024 * 1024;
/// Telegram's limits, <https://core.telegram.org/bots/api#sendphoto>: width and height together, and their ratio.
const MOST_SIDES: u64 = 10_000;
const MOST_RATIO: u64 = 20;

const BEGIN: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
const END: &[u8] = b"IEND\xaeB`\x82";

/// A picture in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Photo {
    /// Its `file_id`.
    pub(super) file: String,
    bytes: usize,
    width: u32,
    height: u32,
}

/// The contents of pictures by their `file_id`.
#[derive(Default)]
pub(super) struct Photos {
    kept: VecDeque<(Photo, Bytes)>,
    last: u64,
}

impl Photos {
    /// Keeps a PNG; else what Telegram says of what is none, or is none that it takes.
    pub(super) fn keep(&mut self, png: Bytes) -> Result<Photo, &'static str> {
        let (width, height) = size_of(&png).ok_or("IMAGE_PROCESS_FAILED")?;
        let (long, short) = (u64::from(width.max(height)), u64::from(width.min(height)));
        if long + short > MOST_SIDES || long > short * MOST_RATIO {
            return Err("PHOTO_INVALID_DIMENSIONS");
        }
        self.last += 1;
        let photo = Photo { file: format!("photo{}", self.last), bytes: png.len(), width, height };
        self.kept.push_back((photo.clone(), png));
        while self.kept.iter().map(|(photo, _)| photo.bytes).sum::<usize>() > KEPT_BYTES {
            self.kept.pop_front();
        }
        Ok(photo)
    }

    /// A picture that is still kept.
    pub(super) fn find(&self, file: &str) -> Option<&(Photo, Bytes)> {
        self.kept.iter().find(|(photo, _)| photo.file == file)
    }
}

impl Photo {
    /// A `PhotoSize`.
    pub(super) fn to_json(&self) -> Value {
        let mut json = self.to_file();
        (json["width"], json["height"]) = (json!(self.width), json!(self.height));
        json
    }

    /// A `File` without its path.
    pub(super) fn to_file(&self) -> Value {
        json!({"file_id": self.file, "file_unique_id": format!("unique-{}", self.file), "file_size": self.bytes})
    }

    /// What the page shows.
    pub(super) fn view(&self) -> Value {
        json!({"url": format!("/control/photos/{}", self.file), "width": self.width, "height": self.height})
    }
}

/// Width and height of a PNG, which must be whole; `None` for anything else.
fn size_of(png: &[u8]) -> Option<(u32, u32)> {
    let header = png.strip_prefix(BEGIN)?;
    let side = |from: usize| header.get(from..from + 4)?.try_into().ok().map(u32::from_be_bytes);
    png.ends_with(END).then_some((side(0)?, side(4)?))
}
