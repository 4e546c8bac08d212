//! Search in one chat: when something was said, and what, where that may be shown.

use context::Hit;
use events::ChatId;
use language::text::visible::{name, visible};
use serde::Serialize;
use storage::AskError;

use crate::running::Running;

/// Messages on a page.
const PAGE: u32 = 20;
/// The furthest that one can leaf.
const FURTHEST: u32 = 1000;

/// What a search found.
#[derive(Debug, Serialize)]
pub(super) struct Found {
    pub offset: u32,
    /// Where the next page begins; `None` if there is none.
    pub next: Option<u32>,
    /// Best first.
    pub messages: Vec<FoundMessage>,
}

/// A message that was found.
#[derive(Debug, Serialize)]
pub(super) struct FoundMessage {
    /// Unix seconds.
    pub date: i64,
    /// Who and what; only where what people wrote may be shown.
    pub text: Option<FoundText>,
}

#[derive(Debug, Serialize)]
pub(super) struct FoundText {
    pub message_id: i64,
    pub sender_name: String,
    /// A part of the text in runs; `true` marks the words found.
    pub snippet: Vec<(String, bool)>,
}

/// Messages of a chat that hold the words.
pub(super) async fn search(
    running: &Running,
    chat: ChatId,
    words: &str,
    offset: u32,
    show_texts: bool,
) -> Result<Found, AskError> {
    let offset = offset.min(FURTHEST);
    let mut hits = running.derived.context.search(chat, words, PAGE + 1, offset).await?;
    let more = hits.len() > PAGE as usize && offset + PAGE <= FURTHEST;
    hits.truncate(PAGE as usize);
    let message = |hit: Hit| FoundMessage { date: hit.date, text: show_texts.then(|| text(hit)) };
    Ok(Found { offset, next: more.then_some(offset + PAGE), messages: hits.into_iter().map(message).collect() })
}

fn text(hit: Hit) -> FoundText {
    FoundText {
        message_id: hit.message_id.0,
        sender_name: name(&hit.sender_name).unwrap_or_default(),
        snippet: hit.snippet.into_iter().map(|(run, found)| (visible(&run), found)).collect(),
    }
}

impl Found {
    /// The numbers of the first and the last message shown.
    pub fn range(&self) -> (i64, i64) {
        let first = i64::from(self.offset);
        (first + 1, first + i64::try_from(self.messages.len()).unwrap_or(0))
    }
}
