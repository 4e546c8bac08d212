//! What comes with a message or in place of its text.

use serde::{Deserialize, de::MapAccess};

use crate::model::Media;

#[derive(Deserialize)]
struct File {
    file_id: Option<String>,
}

#[derive(Deserialize)]
struct PhotoSize {
    file_id: Option<String>,
    #[serde(default)]
    width: i64,
    #[serde(default)]
    height: i64,
}

pub fn is_media(field: &str) -> bool {
    matches!(
        field,
        "animation"
            | "audio"
            | "checklist"
            | "contact"
            | "dice"
            | "document"
            | "game"
            | "giveaway"
            | "giveaway_winners"
            | "invoice"
            | "location"
            | "paid_media"
            | "photo"
            | "poll"
            | "sticker"
            | "story"
            | "venue"
            | "video"
            | "video_note"
            | "voice"
    )
}

/// Reads the media `field` beside what the message already has.
///
/// An animation comes with a `document` and a venue with a `location`, for clients that know no better: those two yield.
pub fn read<'de, A: MapAccess<'de>>(
    field: &str,
    map: &mut A,
    earlier: Option<Media>,
) -> Result<Option<Media>, A::Error> {
    let file_id = match field {
        "photo" => map.next_value::<Option<Vec<PhotoSize>>>()?.map(largest),
        _ => map.next_value::<Option<File>>()?.map(|file| file.file_id),
    };
    let media = file_id.map(|file_id| Media { kind: field.to_owned(), file_id });
    Ok(match field {
        "document" | "location" => earlier.or(media),
        _ => media.or(earlier),
    })
}

fn largest(sizes: Vec<PhotoSize>) -> Option<String> {
    sizes.into_iter().max_by_key(|size| size.width.saturating_mul(size.height))?.file_id
}
