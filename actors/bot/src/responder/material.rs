//! What a model is told about a chat, gathered from the stores; each asked within a deadline, and none indispensable.

use std::{collections::HashSet, time::Duration};

use tokio::time::timeout;

use crate::{Knowledge, LlmResponder, reply_context::ReplyContext};
use analysis::{ChatSummary, last_hours};
use context::{ChatStats, Hit, Remembered};
use conversation::Request;
use events::{MessageId, PersonId};
use language::analyzer::Reading;
use personalization::Profile;
use runtime::clock::now;
use storage::AskError;

/// Messages of the recent talk that are looked at; the token budget says how many are told.
const RECENT: u32 = 60;
/// Keywords that are looked for in older talk, and hits taken of each.
const KEYWORDS: usize = 3;
const HITS: u32 = 5;
/// Older messages told at most.
const OLDER: usize = 8;
/// The last day, in hours.
const DAY: u32 = 24;
/// How long the memory may take to have the message at hand.
const FRESHNESS: Duration = Duration::from_millis(500);
/// How long one look may take.
pub(super) const LOOK: Duration = Duration::from_millis(700);

/// What is known.
#[derive(Default)]
pub(super) struct Material {
    pub chat: Option<ChatStats>,
    /// Oldest first, the message to answer left out.
    pub recent: Vec<Remembered>,
    /// Which of these are words of ours that nobody had called for.
    pub unasked: Vec<MessageId>,
    /// What the message at hand answers, if that is not in `recent`.
    pub answered: Option<Remembered>,
    /// Older messages about the same.
    pub older: Vec<Hit>,
    pub day: Option<ChatSummary>,
    pub profile: Option<Profile>,
    /// The hour and the name of the day depend on it.
    pub utc_offset: i32,
    /// Unix seconds.
    pub now: i64,
}

impl Material {
    /// What the stores know about the chat and the person of a request.
    pub async fn gather(responder: &LlmResponder, ctx: &ReplyContext<'_>) -> Self {
        let (knowledge, request, me) = (&responder.knowledge, ctx.request, ctx.style.me);
        knowledge.context.store().reached(ctx.job.seq, FRESHNESS).await;
        let (chat, now) = (request.chat, now());
        let (unasked, stats, recent, older, day, profile) = futures_util::join!(
            told(responder.conversation.unasked(chat)),
            told(knowledge.context.chat_stats(chat)),
            told(knowledge.context.recent(chat, RECENT, request.thread)),
            older(knowledge, request, ctx.reading),
            told(knowledge.summary(chat, last_hours(now, DAY))),
            told(knowledge.people.profile(request.asker)),
        );
        let recent = recent.unwrap_or_default();
        let answered = answered(knowledge, request, &recent).await;
        let known: HashSet<MessageId> = recent.iter().chain(&answered).map(|it| it.message_id).collect();
        Self {
            chat: stats.flatten(),
            older: fresh(older, &known, me),
            recent: recent.into_iter().filter(|it| Some(it.message_id) != request.reply_to).collect(),
            unasked: unasked.unwrap_or_default(),
            answered,
            day: day.flatten(),
            profile: profile.filter(|_| request.asker != me),
            utc_offset: knowledge.zones.of(chat).offset(now),
            now,
        }
    }
}

impl Material {
    /// How people are called in the prompt, and their names: who asks, and all who spoke.
    pub fn people(&self, request: &Request) -> Vec<(String, String)> {
        let asker = (request.asker, &request.asker_name);
        let spoke = self.recent.iter().rev().chain(&self.answered).filter(|it| !it.own);
        let spoke = spoke.map(|it| (it.sender_id, &it.sender_name));
        let older = self.older.iter().map(|it| (it.sender_id, &it.sender_name));
        let all = std::iter::once(asker).chain(spoke).chain(older);
        all.map(|(person, name)| (format!("u{}", person.0), name.clone())).collect()
    }
}

/// What a store answers in time.
async fn told<T>(question: impl Future<Output = Result<T, AskError>>) -> Option<T> {
    timeout(LOOK, question).await.ok()?.ok()
}

async fn older(knowledge: &Knowledge, request: &Request, reading: Option<&Reading>) -> Vec<Hit> {
    let keywords = reading.map_or(&[][..], |reading| &reading.keywords);
    let mut hits = Vec::new();
    for word in keywords.iter().take(KEYWORDS) {
        hits.extend(told(knowledge.context.search(request.chat, word, HITS, 0)).await.unwrap_or_default());
    }
    hits
}

/// The message that the message at hand answers, where the recent talk does not show it.
async fn answered(knowledge: &Knowledge, request: &Request, recent: &[Remembered]) -> Option<Remembered> {
    let asked = recent.iter().find(|it| Some(it.message_id) == request.reply_to)?;
    let answered = asked.reply_to?;
    if recent.iter().any(|it| it.message_id == answered) {
        return None;
    }
    told(knowledge.context.message(request.chat, answered)).await?
}

/// Hits that tell something new, each once.
fn fresh(hits: Vec<Hit>, known: &HashSet<MessageId>, me: PersonId) -> Vec<Hit> {
    let mut seen = known.clone();
    let new = hits.into_iter().filter(|hit| hit.sender_id != me && seen.insert(hit.message_id));
    new.take(OLDER).collect()
}
