//! What must be looked up before an answer can be worded.

use super::meaning::Meaning;
use crate::context::{ChatStats, Hit, PersonStats};
use crate::conversation::request::{Asked, Request};

/// Hits to ask for: more than are shown, since the question itself and our own words are left out.
const HITS: u32 = 20;

/// A question to the chat memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    Nothing,
    /// Statistics of the request's chat.
    Chat,
    /// Statistics of the asker in the request's chat.
    Asker,
    /// Messages of the request's chat with all of these words, each standing for whatever begins with it.
    Search {
        words: String,
        limit: u32,
    },
}

/// What the memory answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Facts {
    Nothing,
    /// `None` for a chat that has nothing counted yet.
    Chat(Option<ChatStats>),
    /// `None` for a person who wrote nothing here.
    Asker(Option<PersonStats>),
    /// Best first.
    Hits(Vec<Hit>),
    /// The memory did not answer in time, or could not.
    Unavailable,
}

/// What to look up for the request.
pub fn plan(request: &Request) -> Lookup {
    match &request.asked {
        Asked::Stats => Lookup::Chat,
        Asked::MyStats => Lookup::Asker,
        Asked::Search { words } => search(words.clone()),
        Asked::Talk { text } => match Meaning::of(text) {
            Meaning::Recall(quest) => search(quest.stems.join(" ")),
            Meaning::Stats => Lookup::Chat,
            Meaning::MyStats => Lookup::Asker,
            Meaning::Say(_) => Lookup::Nothing,
        },
        _ => Lookup::Nothing,
    }
}

fn search(words: String) -> Lookup {
    Lookup::Search { words, limit: HITS }
}
