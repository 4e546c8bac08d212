//! What a message's mood asks of an answer.

use language::{
    analyzer::{Emotion, Reading},
    text::news::news,
};

/// Readings less sure than this change nothing.
const SURE: f32 = 0.3;

/// How to meet somebody's mood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    Comfort,
    Calm,
    Cheer,
    Wonder,
}

impl Tone {
    /// The tone that the text and its reading suggest; `None` for a level mood.
    pub fn of(text: &str, reading: &Reading) -> Option<Self> {
        match news(text) {
            Some(news) if news.is_bad() => Some(Self::Comfort),
            Some(_) => Some(Self::Cheer),
            None => Self::of_reading(reading),
        }
    }

    /// The tone that the reading alone suggests.
    pub fn of_reading(reading: &Reading) -> Option<Self> {
        if reading.confidence < SURE {
            return None;
        }
        if reading.cues.conflict && reading.cues.humour == 0 {
            return Some(Self::Calm);
        }
        Some(match reading.emotion()? {
            // Who laughs is not to be calmed down.
            Emotion::Anger | Emotion::Disgust if reading.cues.humour > 0 => Self::Cheer,
            Emotion::Anger | Emotion::Disgust => Self::Calm,
            Emotion::Fear | Emotion::Sadness => Self::Comfort,
            Emotion::Joy => Self::Cheer,
            Emotion::Surprise => Self::Wonder,
        })
    }
}
