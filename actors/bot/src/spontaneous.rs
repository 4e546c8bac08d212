//! Speaks up in chats that were lively and fell silent, now and then and never at night.

use std::time::Duration;

use analysis::{Analysis, ChatSummary, last_hours};
use context::SilentChat;
use conversation::{Conversation, Silence};
use events::ChatId;
use language::{analyzer::Topic, zone::Zones};
use runtime::{Next, Step, Supervisor, Work, Worker, WorkerHandle, clock::now, live::Live, metrics};
use storage::AskError;

/// Chats looked at in one round at most.
const CHATS: u32 = 256;
/// Average sentiments below this count as low spirits.
const DOWNCAST: f64 = -0.15;

/// The actor that breaks silences. Replaces `spontaneous_activity_loop`.
#[derive(Clone)]
pub struct Spontaneous {
    pub context: context::Context,
    pub analysis: Analysis,
    pub conversation: Conversation,
    pub zones: Zones,
    /// Chats that we speak in; all if empty.
    pub allowed_chats: Vec<ChatId>,
    pub rules: Live<SilenceRules>,
    /// How often it looks around.
    pub every: Duration,
}

/// Which silences are broken. How often at most, the conversation knows (see
/// [`SilenceLimits`](conversation::SilenceLimits)).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SilenceRules {
    /// Seconds without a word that make a silence.
    pub quiet_secs: i64,
    /// After so many seconds without a word a chat is no longer lively, but asleep: nobody waits for us.
    pub asleep_secs: i64,
    /// Messages that a lively chat has in the hours before.
    pub lively_messages: i64,
    /// The share of rounds, 0 to 1, in which a silence is broken; 0 means never.
    pub share: f64,
    /// Chats spoken in within one round at most.
    pub per_round: usize,
    /// Hours of the chat's own clock, from and to, in which nothing is said; none if they are equal. The operator's night,
    /// for every chat; a chat may set one of its own besides, which `break_silence` obeys.
    pub night: (u8, u8),
}

impl Default for SilenceRules {
    fn default() -> Self {
        Self {
            quiet_secs: 45 * 60,
            asleep_secs: 6 * 3600,
            lively_messages: 20,
            share: 0.1,
            per_round: 3,
            night: (22, 9),
        }
    }
}

impl SilenceRules {
    fn is_night(&self, hour: u8) -> bool {
        let (from, to) = self.night;
        if from <= to { (from..to).contains(&hour) } else { hour >= from || hour < to }
    }
}

impl Spontaneous {
    /// Starts looking around every now and then.
    pub fn start(self, supervisor: &Supervisor) -> WorkerHandle<Self> {
        Worker::start(supervisor, "spontaneity", self)
    }

    /// One round at `now` (Unix seconds); tells in which chats something will be said. `die` is thrown for each, 0 to 1.
    ///
    /// # Errors
    /// See [`AskError`]; the next round may work.
    pub async fn look_around(&self, now: i64, die: impl Fn() -> f64) -> Result<Vec<ChatId>, AskError> {
        let rules = self.rules.now();
        let silences = now.saturating_sub(rules.asleep_secs)..now.saturating_sub(rules.quiet_secs);
        let mut spoken_in = Vec::new();
        for chat in self.context.fallen_silent(silences, CHATS).await? {
            if spoken_in.len() >= rules.per_round {
                break;
            }
            if self.suits(&rules, &chat, now) {
                match self.speak_up(&rules, &chat, now, die()).await {
                    Ok(true) => spoken_in.push(chat.chat_id),
                    Ok(false) => {}
                    Err(error) => tracing::warn!(chat_id = chat.chat_id.0, %error, "cannot break a silence"),
                }
            }
        }
        Ok(spoken_in)
    }

    fn suits(&self, rules: &SilenceRules, chat: &SilentChat, now: i64) -> bool {
        let allowed = self.allowed_chats.is_empty() || self.allowed_chats.contains(&chat.chat_id);
        allowed && !rules.is_night(self.zones.of(chat.chat_id).hour(now))
    }

    async fn speak_up(&self, rules: &SilenceRules, chat: &SilentChat, now: i64, die: f64) -> Result<bool, AskError> {
        if die >= rules.share * self.conversation.feedback_factor(chat.chat_id, now).await? {
            return Ok(false);
        }
        let hours = u32::try_from(rules.asleep_secs.div_euclid(3600)).unwrap_or(1).max(1);
        let lately = self.analysis.summary(chat.chat_id, last_hours(chat.last_message_at, hours)).await?;
        match lately.filter(|lately| lately.messages >= rules.lively_messages) {
            Some(lately) => self.conversation.break_silence(chat.chat_id, chat.kind, silence(&lately), now).await,
            None => Ok(false),
        }
    }
}

fn silence(lately: &ChatSummary) -> Silence {
    Silence { language: Some(lately.language.clone()), topic: theme(lately), downcast: lately.sentiment < DOWNCAST }
}

/// What to speak up about: here, and nowhere else, it is chosen.
fn theme(lately: &ChatSummary) -> Option<String> {
    let topic = lately.topics.first().map(|(topic, _)| *topic).filter(|topic| *topic != Topic::General);
    topic.map(|topic| topic.as_str().to_owned())
}

impl Work for Spontaneous {
    type State = ();

    fn begin(&self) {}

    fn first(&self) -> Duration {
        self.every
    }

    async fn step(&self, (): &mut ()) -> Step {
        metrics::ROUNDS.with_label_values(&["spontaneity"]).inc();
        let result = self.look_around(now(), fastrand::f64).await;
        match &result {
            Ok(chats) if chats.is_empty() => {}
            Ok(chats) => tracing::info!(chats = chats.len(), "speaking up in silent chats"),
            Err(error) => tracing::warn!(%error, "cannot tell which chats are silent; trying again later"),
        }
        let result = result.map(drop).map_err(|error| error.to_string());
        Step { result, next: Next::Every(self.every) }
    }
}

#[cfg(test)]
mod tests;
