//! What a text was understood to say.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error, ser::SerializeStruct};

macro_rules! named {
    ($(#[$doc:meta])* $kind:ident { $($variant:ident = $name:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $kind { $($variant),+ }

        impl $kind {
            /// Each of them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Its name, in English and lower case.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The one of that name.
            pub fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }
        }

        impl Serialize for $kind {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $kind {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let name = String::deserialize(deserializer)?;
                Self::named(&name).ok_or_else(|| Error::custom("there is none of that name"))
            }
        }
    };
}

named! {
    /// The basic emotions after Ekman, as SemEval-2025 Task 11 labels them; a text with none of them is neutral.
    Emotion {
        Anger = "anger", Disgust = "disgust", Fear = "fear", Joy = "joy", Sadness = "sadness", Surprise = "surprise",
    }
}

named! {
    /// What a text is about, by a fixed list; `General` where nothing tells.
    Topic {
        General = "general", Technology = "technology", Sport = "sport", Food = "food", Music = "music",
        Films = "films", Travel = "travel", Learning = "learning", Work = "work", Hobby = "hobby", News = "news",
        Philosophy = "philosophy", Everyday = "everyday",
    }
}

/// What one text says, and how it is written. Depends on nothing but the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// ISO 639-1, or `und` where nothing tells.
    pub language: &'static str,
    /// Ukrainian and Russian are both possible: the language of its chat is the likelier.
    pub doubtful: bool,
    /// Strongest first; none for a neutral text.
    pub emotions: Vec<Emotion>,
    /// From -1, sad or angry, to 1, glad.
    pub sentiment: f32,
    pub topic: Topic,
    /// The words that matter, folded, best first; at most [`Reading::KEYWORDS`].
    pub keywords: Vec<String>,
    /// How sure it is, from 0 to 1.
    pub confidence: f32,
    pub cues: Cues,
}

impl Reading {
    /// Most keywords of one text.
    pub const KEYWORDS: usize = 5;

    /// The strongest emotion; `None` for a neutral text.
    pub fn emotion(&self) -> Option<Emotion> {
        self.emotions.first().copied()
    }
}

/// How a text is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cues {
    /// Characters as people see them (grapheme clusters).
    pub characters: u32,
    pub words: u32,
    /// Words of more than eight letters.
    pub long_words: u32,
    /// Words of politeness and distance ("шановний", "would you kindly").
    pub formal: u32,
    /// Warm words ("дякую", "обіймаю", "love it").
    pub friendly: u32,
    /// Slang and short forms ("ок", "нє", "lol").
    pub casual: u32,
    /// Laughter and jokes, emoji of laughter among them.
    pub humour: u32,
    /// It insults or picks a quarrel.
    pub conflict: bool,
    /// It is shouted or excited: capitals, several exclamation marks, words of amazement.
    pub energy: bool,
    pub question: bool,
    /// Its emoji, each once with how often it stands there, in the order of the text; at most [`Cues::EMOJI`].
    pub emoji: Vec<(String, u32)>,
}

impl Cues {
    /// Most different emoji kept of one text.
    pub const EMOJI: usize = 16;
}

impl Serialize for Reading {
    /// As `analyze --json` prints it: without the cues.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Reading", 7)?;
        fields.serialize_field("language", self.language)?;
        fields.serialize_field("emotions", &self.emotions)?;
        fields.serialize_field("emotion", self.emotion().map_or("neutral", Emotion::as_str))?;
        fields.serialize_field("sentiment", &self.sentiment)?;
        fields.serialize_field("topic", &self.topic)?;
        fields.serialize_field("keywords", &self.keywords)?;
        fields.serialize_field("confidence", &self.confidence)?;
        fields.end()
    }
}
