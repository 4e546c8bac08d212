//! What the page is told as it happens.

use std::collections::VecDeque;

use parking_lot::Mutex;
use std::sync::Arc;
use std::time::Duration;

use actix_web::web::Bytes;
use futures_util::stream::{self, Stream};
use serde_json::Value;
use tokio::sync::broadcast::{self, error::RecvError};

/// Events a slow reader may be behind before it is told to reload.
const BACKLOG: usize = 1024;
/// Steps of updates' ways kept for a page that opens later.
const KEPT_STEPS: usize = 300;
const KEEP_ALIVE: Duration = Duration::from_secs(15);

#[derive(Clone)]
struct Event {
    name: &'static str,
    data: Arc<str>,
}

/// The broadcast to all open pages. Clones share it.
#[derive(Clone)]
pub(super) struct Events {
    sender: broadcast::Sender<Event>,
    steps: Arc<Mutex<VecDeque<Value>>>,
}

impl Default for Events {
    fn default() -> Self {
        Self { sender: broadcast::channel(BACKLOG).0, steps: Arc::default() }
    }
}

impl Events {
    /// Tells all pages; the data is not even made when nobody looks.
    pub(super) fn emit(&self, name: &'static str, data: impl FnOnce() -> Value) {
        if self.sender.receiver_count() > 0 {
            self.send(name, data().to_string().into());
        }
    }

    pub(super) fn trail(&self, step: &Value) {
        let mut steps = self.steps.lock();
        if steps.len() == KEPT_STEPS {
            steps.pop_front();
        }
        steps.push_back(step.clone());
        drop(steps);
        self.emit("trail", || step.clone());
    }

    /// The latest steps, oldest first.
    pub(super) fn recent_steps(&self) -> Value {
        self.steps.lock().iter().cloned().collect()
    }

    fn send(&self, name: &'static str, data: Arc<str>) {
        // An error says that no page is open, which is fine.
        let _ = self.sender.send(Event { name, data });
    }

    /// The events from now on as the body of a `text/event-stream`.
    pub(super) fn stream(&self) -> impl Stream<Item = Result<Bytes, actix_web::Error>> + use<> {
        let hello = Event { name: "hello", data: "{}".into() };
        stream::unfold((Some(hello), self.sender.subscribe()), |(first, mut receiver)| async move {
            let line = match first {
                Some(event) => encode(&event),
                None => next_line(&mut receiver).await?,
            };
            Some((Ok(Bytes::from(line)), (None, receiver)))
        })
    }
}

async fn next_line(receiver: &mut broadcast::Receiver<Event>) -> Option<String> {
    match tokio::time::timeout(KEEP_ALIVE, receiver.recv()).await {
        Err(_) => Some(": still here\n\n".into()),
        Ok(Ok(event)) => Some(encode(&event)),
        Ok(Err(RecvError::Closed)) => None,
        Ok(Err(RecvError::Lagged(_))) => {
            *receiver = receiver.resubscribe();
            Some(encode(&Event { name: "resync", data: "{}".into() }))
        }
    }
}

fn encode(event: &Event) -> String {
    format!("event: {}\ndata: {}\n\n", event.name, event.data)
}

#[cfg(test)]
mod tests {
    use futures_util::StreamExt;
    use serde_json::json;

    use super::*;

    #[tokio::test]
    async fn a_reader_who_is_too_slow_is_told_to_reload_and_then_follows_again() {
        let events = Events::default();
        let mut lines = Box::pin(events.stream());
        lines.next().await.unwrap().unwrap();
        for n in 0..BACKLOG + 1 {
            events.emit("message", || json!(n));
        }
        assert_eq!(lines.next().await.unwrap().unwrap(), "event: resync\ndata: {}\n\n");
        events.emit("message", || json!("fresh"));
        assert_eq!(lines.next().await.unwrap().unwrap(), "event: message\ndata: \"fresh\"\n\n");
    }
}
