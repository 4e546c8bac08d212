//! Sends the outbox, within Telegram's limits, and puts what was sent into the journal.

use std::{cell::RefCell, collections::HashMap, rc::Rc, sync::Arc, time::Duration};

use futures_util::stream::{FuturesUnordered, StreamExt};
use serde::Deserialize;
use serde_json::{
    json,
    value::{RawValue, to_raw_value},
};
use tokio::time::{Instant, sleep, sleep_until, timeout};

use super::{
    CallError, Claimed, Claims, Client, Connectivity,
    client::File,
    failure::outcome,
    method::method,
    pace::CallCost,
    permitted::{Allowed, Permitted},
};
use conversation::{Action, Conversation, Effect, Lane, Me, Outcome, Outgoing, Urgency};
use events::{ChatId, update::poll_state};
use runtime::{Backoff, Loop, LoopControl, Looper, LooperHandle, Supervisor, clock::now_ms, fail_point, metrics};
use storage::AskError;
use storage::{
    discretion::raw::bare,
    journal::{Journal, NewEntry},
};

/// Calls under way at most.
const AT_ONCE: usize = 16;
/// Of these, calls that nobody asked for: an answer never waits for a slow one of them.
const UNASKED_AT_ONCE: usize = 12;
/// Between two looks at an outbox that cannot be read.
const LONGEST_PAUSE: Duration = Duration::from_secs(15);
/// How long a call may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long a call with a file may take.
const UPLOAD_PATIENCE: Duration = Duration::from_secs(60);
/// A reaction to what was said so long ago helps nobody; milliseconds. People react after 12 s at most here.
const STALE_REACTION_MS: i64 = 60 * 1000;
/// Chatter that could not be sent for so long is out of place by then; milliseconds.
const STALE_CHATTER_MS: i64 = 10 * 60 * 1000;
/// So is the answer to a command; milliseconds.
const STALE_COMMAND_MS: i64 = 60 * 60 * 1000;
/// Whoever gave an order is told what became of it for a day; milliseconds.
const STALE_ORDER_MS: i64 = 24 * 60 * 60 * 1000;

/// The actor that sends.
#[derive(Clone)]
pub struct Sender {
    client: Client,
    journal: Journal,
    conversation: Conversation,
    connectivity: Connectivity,
    /// This bot, as the author of what it sends.
    us: Arc<RawValue>,
    /// `None` if no other machine can send the same.
    claims: Option<Arc<dyn Claims>>,
}

/// What is being done, by chat and lane.
type Busy = HashMap<(ChatId, Lane), Urgency>;

impl Sender {
    /// Starts sending what the conversation decided.
    pub fn start(
        supervisor: &Supervisor,
        client: Client,
        journal: Journal,
        conversation: Conversation,
        connectivity: Connectivity,
        me: &Me,
        claims: Option<Arc<dyn Claims>>,
    ) -> LooperHandle<Self> {
        let us: Arc<RawValue> = author(me).into();
        Looper::start(supervisor, "sender", Self { client, journal, conversation, connectivity, us, claims })
    }

    /// What a sender before this one left under way: once all that it did is known from the journal.
    async fn recover(&self) {
        let mut backoff = Backoff::new(Duration::from_millis(100), Duration::from_secs(5));
        loop {
            let known = self.conversation.store().reached(self.journal.head(), Duration::from_secs(5)).await;
            if known && self.conversation.recover().await.is_ok() {
                return;
            }
            sleep(backoff.pause()).await;
        }
    }

    /// `None` if the outbox cannot be read for now.
    async fn ready(&self) -> Option<Vec<Outgoing>> {
        let ready = timeout(PATIENCE, self.conversation.ready()).await.unwrap_or(Err(AskError::TimedOut));
        ready.inspect_err(|error| tracing::error!(%error, "cannot read the outbox; trying again")).ok()
    }

    /// A place with the rate limiter; what is not sent any more needs none.
    fn admit(&self, outgoing: &Outgoing) -> Result<(), Instant> {
        if outgoing.action.is_none() || is_stale(outgoing) {
            return Ok(());
        }
        let (is_message, asked) = (outgoing.lane() == Lane::Talk, outgoing.urgency.is_asked());
        self.client.admit(CallCost { chat: Some(outgoing.chat), is_message, asked })
    }

    /// Does one thing; returns its lane.
    async fn deliver(self, outgoing: Outgoing, permitted: Rc<RefCell<Permitted>>) -> (ChatId, Lane) {
        let lane = (outgoing.chat, outgoing.lane());
        match &outgoing.action {
            None => self.settle(&outgoing, Outcome::Failed("another version of the service wrote it".to_owned())).await,
            Some(_) if is_stale(&outgoing) => {
                self.settle(&outgoing, Outcome::Failed("it expired before it was sent".to_owned())).await;
            }
            Some(action) if self.claim(&outgoing).await => self.perform(&outgoing, action, &permitted).await,
            Some(_) => {}
        }
        lane
    }

    /// Durable before the call: whatever happens then, it is known that it may have been sent.
    async fn claim(&self, outgoing: &Outgoing) -> bool {
        match self.conversation.claim(outgoing.id).await {
            Ok(claimed) => claimed && self.claim_for_all(outgoing).await,
            Err(error) => {
                tracing::error!(seq = outgoing.seq.0, outbox = outgoing.id, %error, "cannot claim a message; trying again");
                // The claim may be done all the same. Asked after it, this is done after it.
                self.settle(outgoing, Outcome::Again { not_before_ms: now_ms() + 1000, chat: None }).await;
                false
            }
        }
    }

    /// The same where a former owner of the chat may have sent it, or another machine may own the chat by now.
    async fn claim_for_all(&self, outgoing: &Outgoing) -> bool {
        let Some(claims) = &self.claims else { return true };
        let outcome = match claims.claim(&outgoing.key).await {
            Ok(Claimed::First) => return true,
            Ok(Claimed::Again) if outgoing.effect == Effect::AtLeastOnce => return true,
            Ok(Claimed::Again) => {
                Outcome::Unknown { why: "another machine may have sent it".to_owned(), not_before_ms: 0 }
            }
            Ok(Claimed::Sent) => Outcome::Sent,
            Err(error) => {
                tracing::warn!(seq = outgoing.seq.0, outbox = outgoing.id, %error, "nothing is sent unclaimed; trying again");
                Outcome::Again { not_before_ms: now_ms() + 1000, chat: None }
            }
        };
        self.settle(outgoing, outcome).await;
        false
    }

    async fn perform(&self, outgoing: &Outgoing, action: &Action, permitted: &RefCell<Permitted>) {
        fail_point("send-before");
        let done = self.call(outgoing, action, permitted).await;
        fail_point("send-after");
        match done {
            // Of an edited ephemeral message Telegram says no more than `true`.
            Ok(message) if action.lane() == Lane::Talk && message.get().starts_with('{') => {
                self.sent(outgoing, action, &message).await;
            }
            Ok(poll) if matches!(action, Action::StopPoll { .. }) => {
                let votes = poll_state(poll.get()).map(|state| state.votes);
                self.note_sent(outgoing);
                self.settle(outgoing, Outcome::Stopped(votes)).await;
            }
            Ok(_) => {
                self.note_sent(outgoing);
                self.settle(outgoing, Outcome::Sent).await;
            }
            Err(error) => {
                let chat_id = outgoing.chat.0;
                tracing::warn!(seq = outgoing.seq.0, outbox = outgoing.id, chat_id, %error, "sending failed");
                if error == CallError::Unauthorized {
                    self.connectivity.failed(&error);
                }
                self.settle(outgoing, outcome(&error, outgoing, action)).await;
            }
        }
    }

    async fn call(
        &self,
        outgoing: &Outgoing,
        action: &Action,
        permitted: &RefCell<Permitted>,
    ) -> Result<Box<RawValue>, CallError> {
        let action = match action {
            Action::React { message, emoji } if !emoji.is_empty() => {
                let allowed = self.allowed(outgoing.chat, permitted).await?;
                let Some(emoji) = allowed.first(emoji) else {
                    let description = "the chat allows none of these reactions".to_owned();
                    return Err(CallError::Refused { code: 400, description });
                };
                &Action::React { message: *message, emoji: vec![emoji] }
            }
            other => other,
        };
        let (name, payload) = method(outgoing, action);
        let Some((field, file_name)) = file_of(action) else {
            return self.client.call_now(name, &payload, PATIENCE).await;
        };
        let file = File { field: field.into(), name: file_name.to_owned(), content: self.file(outgoing).await? };
        self.client.upload_now(name, &payload, file, UPLOAD_PATIENCE).await
    }

    /// The row's file. One that is not to be had is as one that Telegram refuses: words may do without it.
    async fn file(&self, outgoing: &Outgoing) -> Result<Vec<u8>, CallError> {
        let found = timeout(PATIENCE, self.conversation.file(outgoing.id)).await.unwrap_or(Err(AskError::TimedOut));
        let description = match found {
            Ok(Some(content)) => return Ok(content),
            Ok(None) => "the file no longer exists".to_owned(),
            Err(error) => format!("the file cannot be read: {error}"),
        };
        Err(CallError::Refused { code: 400, description })
    }

    async fn allowed(&self, chat: ChatId, permitted: &RefCell<Permitted>) -> Result<Allowed, CallError> {
        if let Some(allowed) = permitted.borrow().known(chat, Instant::now()) {
            return Ok(allowed);
        }
        let allowed = Allowed::ask(&self.client, chat).await?;
        permitted.borrow_mut().learn(chat, allowed.clone(), Instant::now());
        Ok(allowed)
    }

    async fn sent(&self, outgoing: &Outgoing, action: &Action, message: &RawValue) {
        self.connectivity.answered();
        self.note(outgoing);
        let poll = if matches!(action, Action::Poll { .. }) { poll_in(message.get()) } else { None };
        let poll = poll.map(|id| format!(r#""poll":{},"#, json!(id))).unwrap_or_default();
        let message = bare(message, &self.us);
        // Another machine may be the one that hears of it; the row has another number there.
        let key = self.claims.as_ref().map(|_| format!(r#""key":{},"#, json!(outgoing.key))).unwrap_or_default();
        let raw = format!(r#"{{"balachka_sent":{{"outbox":{},{key}{poll}"message":{message}}}}}"#, outgoing.id);
        let draft = NewEntry::sent(raw.into());
        insist(async || self.journal.append(vec![draft.clone()]).await.map(|_| ())).await;
        self.note_sent(outgoing);
        if !draft.is_readable() {
            self.settle(outgoing, Outcome::Sent).await;
        }
    }

    fn note(&self, outgoing: &Outgoing) {
        let took = Duration::from_millis(u64::try_from(now_ms() - outgoing.received_ms).unwrap_or(0));
        let kind = if outgoing.effect == Effect::AtLeastOnce { "command" } else { "talk" };
        metrics::ANSWER_SECONDS.with_label_values(&[kind]).observe(took.as_secs_f64());
        tracing::debug!(
            target: "trail", seq = outgoing.seq.0, chat_id = outgoing.chat.0, stage = "sender", outcome = "sent",
            took_us = took.as_micros() as u64,
        );
    }

    fn note_sent(&self, outgoing: &Outgoing) {
        if let Some(claims) = &self.claims {
            claims.sent(&outgoing.key);
        }
    }

    async fn settle(&self, outgoing: &Outgoing, outcome: Outcome) {
        insist(async || self.conversation.settle(outgoing.id, outcome.clone()).await).await;
    }
}

impl Loop for Sender {
    async fn run(mut self, mut control: LoopControl) {
        self.recover().await;
        let permitted = Rc::new(RefCell::new(Permitted::default()));
        let mut under_way = FuturesUnordered::new();
        let mut busy = Busy::new();
        let mut backoff = Backoff::new(Duration::from_millis(100), LONGEST_PAUSE);
        loop {
            let paused = control.is_paused();
            control.show(busy.len());
            let mut look_again = Instant::now() + Duration::from_secs(1);
            let ready = if paused { Some(Vec::new()) } else { self.ready().await };
            match &ready {
                Some(_) => backoff.reset(),
                None => look_again = Instant::now() + backoff.pause(),
            }
            let readable = ready.is_some();
            for outgoing in ready.unwrap_or_default() {
                if !may_begin(&outgoing, &busy) {
                    continue;
                }
                match self.admit(&outgoing) {
                    Ok(()) => {
                        busy.insert((outgoing.chat, outgoing.lane()), outgoing.urgency);
                        under_way.push(self.clone().deliver(outgoing, Rc::clone(&permitted)));
                    }
                    Err(free_at) => look_again = look_again.min(free_at),
                }
            }
            tokio::select! {
                Some(lane) = under_way.next() => { busy.remove(&lane); }
                () = self.conversation.changed(), if readable => {}
                () = control.ordered() => {}
                () = sleep_until(look_again) => {}
            }
        }
    }
}

/// The bot as the Bot API writes a user.
fn author(me: &Me) -> Box<RawValue> {
    let user = json!({ "id": me.id, "is_bot": true, "first_name": me.name, "username": me.username });
    // Strings and numbers alone cannot fail.
    to_raw_value(&user).unwrap_or_default()
}

/// Telegram's id of the poll in a message.
fn poll_in(message: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct WithPoll<'a> {
        #[serde(borrow)]
        poll: &'a RawValue,
    }
    let message: WithPoll<'_> = serde_json::from_str(message).ok()?;
    poll_state(message.poll.get()).map(|state| state.id)
}

/// Repeats what must be written until it is.
async fn insist(write: impl AsyncFn() -> Result<(), AskError>) {
    let mut backoff = Backoff::new(Duration::from_millis(100), Duration::from_secs(15));
    while let Err(error) = write().await {
        tracing::error!(%error, "cannot record the outcome of a message; trying again");
        sleep(backoff.pause()).await;
    }
}

/// The parameter that a file is, and its name.
fn file_of(action: &Action) -> Option<(&'static str, &str)> {
    match action {
        Action::Picture { .. } => Some(("photo", "photo.png")),
        Action::Document { name, .. } => Some(("document", name)),
        _ => None,
    }
}

fn may_begin(outgoing: &Outgoing, busy: &Busy) -> bool {
    let unasked = busy.values().filter(|urgency| !urgency.is_asked()).count();
    let has_room = busy.len() < AT_ONCE && (outgoing.urgency.is_asked() || unasked < UNASKED_AT_ONCE);
    has_room && !busy.contains_key(&(outgoing.chat, outgoing.lane()))
}

fn is_stale(outgoing: &Outgoing) -> bool {
    let limit = match (outgoing.effect, outgoing.urgency) {
        _ if outgoing.is_order => STALE_ORDER_MS,
        (Effect::AtLeastOnce, _) => STALE_COMMAND_MS,
        (Effect::AtMostOnce, Urgency::Reaction) => STALE_REACTION_MS,
        (Effect::AtMostOnce, _) => STALE_CHATTER_MS,
    };
    now_ms() - outgoing.received_ms > limit
}

#[cfg(test)]
mod tests {
    use super::*;
    use events::Seq;

    fn outgoing(effect: Effect, urgency: Urgency, age_s: i64) -> Outgoing {
        Outgoing {
            id: 1,
            key: String::new(),
            seq: Seq(1),
            received_ms: now_ms() - age_s * 1000,
            chat: ChatId(-5),
            thread: None,
            reply_to: None,
            effect,
            urgency,
            action: Some(Action::say("привіт")),
            tries: 0,
            is_order: false,
            ephemeral: None,
        }
    }

    #[test]
    fn a_reaction_is_out_of_place_after_a_minute_and_an_answer_is_not() {
        let is_stale = |effect, urgency, age_s| is_stale(&outgoing(effect, urgency, age_s));
        assert!(!is_stale(Effect::AtMostOnce, Urgency::Reaction, 30));
        assert!(is_stale(Effect::AtMostOnce, Urgency::Reaction, 90));
        assert!(!is_stale(Effect::AtMostOnce, Urgency::Talk, 90));
        assert!(!is_stale(Effect::AtLeastOnce, Urgency::Command, 90));
    }

    #[test]
    fn what_nobody_asked_for_never_takes_all_places() {
        let busy = |count, urgency| (0..count).map(|chat| ((ChatId(chat), Lane::Reaction), urgency)).collect::<Busy>();
        let (asked, unasked) =
            (outgoing(Effect::AtLeastOnce, Urgency::Command, 0), outgoing(Effect::AtMostOnce, Urgency::Reaction, 0));
        let reacting = busy(12, Urgency::Reaction);
        assert!(may_begin(&asked, &reacting) && !may_begin(&unasked, &reacting));
        assert!(!may_begin(&asked, &busy(16, Urgency::Command)));
    }
}
