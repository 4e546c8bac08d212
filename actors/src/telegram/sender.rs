//! Sends the outbox, within Telegram's limits, and puts what was sent into the journal.

use std::{cell::RefCell, collections::HashSet, rc::Rc, time::Duration};

use actix::{Actor, AsyncContext, Context, Supervised, WrapFuture};
use futures_util::stream::{FuturesUnordered, StreamExt};
use serde_json::{json, value::RawValue};
use tokio::{
    sync::watch,
    time::{Instant, sleep, sleep_until, timeout},
};

use super::{CallError, Client, Reach, pace::Pace};
use crate::{
    clock::now_ms,
    conversation::{Conversation, Effect, Outcome, Outgoing},
    journal::{Draft, Journal},
    metrics,
    model::ChatId,
    runtime::{AskError, Backoff, Supervisor, fail_point},
    text::plain,
};

/// Calls under way at most.
const AT_ONCE: usize = 16;
/// Tries whose outcome is unknown after which even a command is given up: its answer may have arrived each time.
const MOST_UNKNOWN: i64 = 10;
/// How long a call may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// Chatter that could not be sent for so long is out of place by then; milliseconds.
const STALE_CHATTER_MS: i64 = 10 * 60 * 1000;
/// So is the answer to a command; milliseconds.
const STALE_COMMAND_MS: i64 = 60 * 60 * 1000;

/// The actor that sends.
#[derive(Clone)]
pub struct Sender {
    client: Client,
    journal: Journal,
    conversation: Conversation,
    reach: Reach,
    finishing: watch::Receiver<bool>,
    idle: watch::Sender<bool>,
}

/// Where the sender is told to come to an end.
#[derive(Clone)]
pub struct SenderHandle {
    finishing: watch::Sender<bool>,
    idle: watch::Receiver<bool>,
}

impl SenderHandle {
    /// Starts nothing more; resolves when nothing is under way.
    pub async fn finish(&self) {
        self.finishing.send_replace(true);
        // An error means that the sender is gone, so nothing is under way.
        let _ = self.idle.clone().wait_for(|idle| *idle).await;
    }
}

impl Sender {
    /// Starts sending what the conversation decided.
    pub fn start(
        supervisor: &Supervisor,
        client: Client,
        journal: Journal,
        conversation: Conversation,
        reach: Reach,
    ) -> SenderHandle {
        let (finishing, stop) = watch::channel(false);
        let idle_sender = watch::Sender::new(false);
        let idle = idle_sender.subscribe();
        supervisor.start("sender", move || Self {
            client,
            journal,
            conversation,
            reach,
            finishing: stop,
            idle: idle_sender,
        });
        SenderHandle { finishing, idle }
    }

    async fn run(mut self) {
        self.recover().await;
        let pace = Rc::new(RefCell::new(Pace::default()));
        let mut under_way = FuturesUnordered::new();
        let mut busy = HashSet::new();
        loop {
            let finishing = *self.finishing.borrow_and_update();
            self.idle.send_replace(finishing && busy.is_empty());
            let mut look_again = Instant::now() + Duration::from_secs(1);
            for outgoing in if finishing { Vec::new() } else { self.ready().await } {
                if busy.len() >= AT_ONCE || busy.contains(&outgoing.chat) {
                    continue;
                }
                let admitted = pace.borrow_mut().admit(outgoing.chat, Instant::now());
                match admitted {
                    Ok(()) => {
                        busy.insert(outgoing.chat);
                        under_way.push(self.clone().deliver(outgoing, Rc::clone(&pace)));
                    }
                    Err(free_at) => look_again = look_again.min(free_at),
                }
            }
            tokio::select! {
                Some(chat) = under_way.next() => { busy.remove(&chat); }
                () = self.conversation.changed() => {}
                _ = self.finishing.changed() => {}
                () = sleep_until(look_again) => {}
            }
        }
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

    async fn ready(&self) -> Vec<Outgoing> {
        let ready = timeout(PATIENCE, self.conversation.ready()).await.unwrap_or(Err(AskError::TimedOut));
        ready.unwrap_or_else(|error| {
            tracing::error!(%error, "cannot read the outbox");
            Vec::new()
        })
    }

    /// Sends one message; returns its chat.
    async fn deliver(self, outgoing: Outgoing, pace: Rc<RefCell<Pace>>) -> ChatId {
        let chat = outgoing.chat;
        if is_stale(&outgoing) {
            self.settle(&outgoing, Outcome::Failed("it came too late".to_owned())).await;
            return chat;
        }
        // Claimed durably before the call: whatever happens then, it is known that it may have been sent.
        match self.conversation.claim(outgoing.id).await {
            Ok(true) => {}
            Ok(false) => return chat,
            Err(error) => {
                tracing::error!(seq = outgoing.seq.0, outbox = outgoing.id, %error, "cannot claim a message; trying again");
                // The claim may be done all the same. Asked after it, this is done after it.
                self.settle(&outgoing, Outcome::Again { not_before_ms: now_ms() + 1000, chat: None }).await;
                return chat;
            }
        }
        fail_point("send-before");
        let sent = self.client.call("SendMessage", &payload(&outgoing), PATIENCE).await;
        fail_point("send-after");
        match sent {
            Ok(message) => self.sent(&outgoing, &message).await,
            Err(error) => {
                tracing::warn!(seq = outgoing.seq.0, outbox = outgoing.id, chat_id = chat.0, %error, "sending failed");
                if let CallError::TooMany(wanted) = error {
                    pace.borrow_mut().pause(chat, Instant::now() + wanted);
                }
                self.settle(&outgoing, outcome(&error, &outgoing)).await;
            }
        }
        chat
    }

    async fn sent(&self, outgoing: &Outgoing, message: &RawValue) {
        self.reach.now();
        let took = Duration::from_millis(u64::try_from(now_ms() - outgoing.received_ms).unwrap_or(0));
        let kind = if outgoing.effect == Effect::AtLeastOnce { "command" } else { "talk" };
        metrics::ANSWER_SECONDS.with_label_values(&[kind]).observe(took.as_secs_f64());
        tracing::debug!(
            target: "trail", seq = outgoing.seq.0, chat_id = outgoing.chat.0, stage = "sender", outcome = "sent",
            took_us = took.as_micros() as u64,
        );
        let raw = format!(r#"{{"balachka_sent":{{"outbox":{},"message":{message}}}}}"#, outgoing.id);
        let draft = Draft::sent(raw.into());
        insist(async || self.journal.append(vec![draft.clone()]).await.map(|_| ())).await;
        if !draft.is_readable() {
            self.settle(outgoing, Outcome::Sent).await;
        }
    }

    async fn settle(&self, outgoing: &Outgoing, outcome: Outcome) {
        insist(async || self.conversation.settle(outgoing.id, outcome.clone()).await).await;
    }
}

/// Repeats what must be written until it is.
async fn insist(write: impl AsyncFn() -> Result<(), AskError>) {
    let mut backoff = Backoff::new(Duration::from_millis(100), Duration::from_secs(15));
    while let Err(error) = write().await {
        tracing::error!(%error, "cannot record what became of a message; trying again");
        sleep(backoff.pause()).await;
    }
}

fn is_stale(outgoing: &Outgoing) -> bool {
    let limit = if outgoing.effect == Effect::AtLeastOnce { STALE_COMMAND_MS } else { STALE_CHATTER_MS };
    now_ms() - outgoing.received_ms > limit
}

fn payload(outgoing: &Outgoing) -> serde_json::Value {
    let mut payload = json!({
        "chat_id": outgoing.chat,
        "text": outgoing.html,
        "parse_mode": "HTML",
        "link_preview_options": { "is_disabled": true },
    });
    if let Some(message) = outgoing.reply_to {
        // The message may be deleted by now; the answer is still wanted.
        payload["reply_parameters"] = json!({ "message_id": message, "allow_sending_without_reply": true });
    }
    if let Some(thread) = outgoing.thread {
        payload["message_thread_id"] = json!(thread);
    }
    payload
}

/// What a failure means for the message.
fn outcome(error: &CallError, outgoing: &Outgoing) -> Outcome {
    let doubled = Duration::from_secs(1 << outgoing.tries.clamp(0, 6));
    let later = |pause: Duration| now_ms() + i64::try_from(pause.as_millis()).unwrap_or(i64::MAX / 2);
    match error {
        CallError::TooMany(wanted) => Outcome::Again { not_before_ms: later(*wanted), chat: None },
        CallError::Migrated(chat) => Outcome::Again { not_before_ms: 0, chat: Some(*chat) },
        CallError::Unreachable(_) | CallError::Unauthorized | CallError::Conflict(_) => {
            Outcome::Again { not_before_ms: later(doubled), chat: None }
        }
        CallError::Refused { code: 400, description } if description.contains("can't parse entities") => {
            Outcome::Plainly { html: plain(&outgoing.html) }
        }
        CallError::Refused { code: 400, description }
            if outgoing.thread.is_some() && (description.contains("thread") || description.contains("TOPIC")) =>
        {
            Outcome::OutsideTopic
        }
        CallError::Refused { .. } => Outcome::Failed(error.to_string()),
        CallError::Server(_) | CallError::NotBotApi(_) | CallError::Broken(_) if outgoing.tries >= MOST_UNKNOWN => {
            Outcome::Failed(format!("after {} tries with unknown outcome: {error}", outgoing.tries + 1))
        }
        CallError::Server(_) | CallError::NotBotApi(_) | CallError::Broken(_) => {
            Outcome::Unknown { why: error.to_string(), not_before_ms: later(doubled) }
        }
    }
}

impl Actor for Sender {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        ctx.spawn(self.clone().run().into_actor(self));
    }
}

impl Supervised for Sender {
    fn restarting(&mut self, _: &mut Self::Context) {}
}
