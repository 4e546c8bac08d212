//! What a handler has at hand for one answer.

use std::{cell::RefCell, time::Duration};

use context::Context;
use conversation::{Action, Job, Request};
use futures_util::future::join_all;
use jiff::Zoned;
use language::{
    analyzer::Reading,
    text::catalogue::{Args, Language, say},
    text::split::{MESSAGE_LIMIT, split_html},
};
use storage::{AskError, store::SomeStore};
use tokio::time::timeout;

use crate::{Composer, Knowledge, lines::Line, speaker::Speaker, style::ReplyStyle, variety::Variety};

/// How long to wait until a store has the very message that asks.
pub(crate) const FRESHNESS: Duration = Duration::from_millis(500);
/// How long what was asked for may take; then the answer says that it is not to be had.
pub(crate) const LOOKUP: Duration = Duration::from_secs(2);

/// What to do, or why that cannot be told.
pub(crate) type Reply = Result<Vec<Action>, ReplyError>;

/// Why a request is not answered as it should be.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ReplyError {
    /// A store did not tell what was asked for, or not in time.
    #[error("a store did not answer")]
    Unavailable,
    /// What was to be read or kept could not be.
    #[error(transparent)]
    Failed(#[from] AskError),
}

/// One request, and all that its handler may use.
pub(crate) struct ReplyContext<'a> {
    pub composer: &'a Composer,
    pub job: &'a Job,
    pub request: &'a Request,
    /// How many times more of the same was asked for.
    pub more: u32,
    /// Whether the request goes on from our last answer.
    pub goes_on: bool,
    /// Of the request's words, if it has any.
    pub reading: Option<&'a Reading>,
    pub style: ReplyStyle,
    pub variety: &'a RefCell<Variety>,
}

impl ReplyContext<'_> {
    /// The stores.
    pub fn knowledge(&self) -> &Knowledge {
        &self.composer.knowledge
    }

    /// When it was asked, in the chat's zone.
    pub fn asked_at(&self) -> Zoned {
        self.knowledge().zones.of(self.request.chat).zoned(self.request.asked_or_now())
    }

    /// The memory of chats.
    pub fn context(&self) -> &Context {
        &self.composer.knowledge.context
    }

    /// In which language to answer.
    pub fn language(&self) -> Language {
        self.style.language
    }

    /// Words something in the style of this answer.
    pub fn word<T>(&self, wording: impl FnOnce(&mut Speaker<'_>) -> T) -> T {
        let mut variety = self.variety.borrow_mut();
        wording(&mut Speaker::new(self.request.chat, &self.style, &mut variety))
    }

    /// A line of the catalogues that has no places to fill, in as many messages as it takes.
    pub fn line(&self, line: Line) -> Vec<Action> {
        in_messages(&self.word(|speaker| speaker.say(line)))
    }

    /// A message of the catalogues, by its id.
    pub fn text(&self, id: &str) -> String {
        say(self.style.language, id, &Args::default())
    }

    /// Asks the stores, once each of `stores` has the message that asks, and within a deadline.
    ///
    /// # Errors
    /// [`ReplyError::Unavailable`] if they do not answer, or not in time.
    pub async fn look_up<T>(
        &self,
        stores: &[SomeStore],
        question: impl Future<Output = Result<T, AskError>>,
    ) -> Result<T, ReplyError> {
        join_all(stores.iter().map(|store| store.reached(self.job.seq, FRESHNESS))).await;
        match timeout(LOOKUP, question).await {
            Ok(Ok(found)) => Ok(found),
            Ok(Err(error)) => {
                tracing::warn!(%error, "a store does not answer");
                Err(ReplyError::Unavailable)
            }
            Err(_) => {
                tracing::warn!("a store takes too long");
                Err(ReplyError::Unavailable)
            }
        }
    }
}

/// As many messages as it takes.
pub(crate) fn in_messages(html: &str) -> Vec<Action> {
    split_html(html, MESSAGE_LIMIT).into_iter().map(Action::say).collect()
}
