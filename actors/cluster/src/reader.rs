//! Reads a part of a stream in order and without gaps, whatever happens to connections, servers and consumers.

use std::time::Duration;

use async_nats::{
    Client,
    jetstream::{
        self, ErrorCode,
        consumer::{AckPolicy, DeliverPolicy, pull},
        stream::{Info, InfoError, Stream},
    },
};
use futures_util::{FutureExt, StreamExt};
use runtime::Backoff;

use crate::{
    connection::{Connection, connects, reconnected_since},
    publish::code_of,
};

/// So many messages are fetched ahead.
const FETCH: usize = 512;
const FETCH_EXPIRES: Duration = Duration::from_secs(30);
/// A consumer that misses two of them is made anew.
const HEARTBEAT: Duration = Duration::from_secs(1);
/// The server forgets a consumer that nobody asks for that long.
const INACTIVE: Duration = Duration::from_secs(30);

/// The stream does not exist any more.
#[derive(Debug)]
pub(crate) struct Gone;

/// A place in a stream, and the consumer that goes on from it.
pub(crate) struct Reader {
    client: Client,
    stream: Stream,
    subjects: Vec<String>,
    /// The sequence of the last message that was given out.
    after: u64,
    consumer: Option<Consumer>,
    backoff: Backoff,
}

struct Consumer {
    messages: pull::Stream,
    /// Consumers count what they deliver; a number that is missing is a message that is.
    delivered: u64,
    /// How many messages there were when it was made.
    waiting: u64,
    /// How many connections there had been. What was on its way when another was made is lost, and nothing tells of it but the
    /// next message, which may be long in coming.
    connects: u64,
}

/// A message and where it stands.
pub(crate) struct Read {
    pub seq: u64,
    /// Unix time in milliseconds by the server's clock.
    pub time_ms: i64,
    /// How many more there were when it was sent.
    pub pending: u64,
    pub message: jetstream::Message,
}

impl Reader {
    pub fn new(connection: &Connection, stream: Stream, subjects: Vec<String>, after: u64) -> Self {
        let backoff = Backoff::new(Duration::from_millis(100), Duration::from_secs(2));
        Self { client: connection.client().clone(), stream, subjects, after, consumer: None, backoff }
    }

    pub fn after(&self) -> u64 {
        self.after
    }

    /// How many messages there were when the consumer was made; `None` if there is none.
    pub fn waiting(&self) -> Option<u64> {
        self.consumer.as_ref().map(|consumer| consumer.waiting)
    }

    /// Whether a consumer must be made before reading.
    pub fn needs_opening(&self) -> bool {
        self.consumer.is_none()
    }

    /// The stream as it is now. Waits until a server answers.
    pub async fn info(&mut self) -> Result<Info, Gone> {
        loop {
            let info = self.stream.get_info().await;
            if let Some(info) = self.answer(info).await? {
                return Ok(info);
            }
        }
    }

    /// The sequences between the first and the last that the stream does not have. Waits until a server answers.
    pub async fn deleted(&mut self) -> Result<Vec<u64>, Gone> {
        loop {
            let info = self.stream.info_builder().with_deleted(true).fetch().await;
            if let Some(info) = self.answer(info.map(|info| info.info)).await? {
                return Ok(info.state.deleted.unwrap_or_default());
            }
        }
    }

    /// `None` after a pause, if no server answered.
    async fn answer(&mut self, info: Result<Info, InfoError>) -> Result<Option<Info>, Gone> {
        match info {
            Ok(info) => Ok(Some(info)),
            Err(error) if code_of(&error) == Some(ErrorCode::STREAM_NOT_FOUND) => Err(Gone),
            Err(error) => {
                self.pause(&error).await;
                Ok(None)
            }
        }
    }

    /// Tries to make a consumer; after a failure it has paused, and whether the stream is still there is to be looked at again.
    pub async fn open(&mut self) {
        let connects = connects(&self.client);
        match self.try_open().await {
            Ok((messages, waiting)) => self.consumer = Some(Consumer { messages, delivered: 0, waiting, connects }),
            Err(error) => self.pause(&*error).await,
        }
    }

    async fn try_open(&self) -> Result<(pull::Stream, u64), async_nats::Error> {
        let config = pull::Config {
            description: Some("balachka".to_owned()),
            deliver_policy: DeliverPolicy::ByStartSequence { start_sequence: self.after + 1 },
            ack_policy: AckPolicy::None,
            filter_subjects: self.subjects.clone(),
            inactive_threshold: INACTIVE,
            num_replicas: 1,
            memory_storage: true,
            ..pull::Config::default()
        };
        let consumer = self.stream.create_consumer(config).await?;
        let waiting = consumer.cached_info().num_pending;
        let messages = consumer.stream().max_messages_per_batch(FETCH).expires(FETCH_EXPIRES).heartbeat(HEARTBEAT);
        Ok((messages.messages().await?, waiting))
    }

    /// The next messages: waits for the first, and takes no more than `max` of what is there. Empty if the consumer was lost:
    /// then it is to be made anew. May be dropped while it waits.
    pub async fn next(&mut self, max: usize) -> Vec<Read> {
        let mut batch = Vec::new();
        let Some(consumer) = &mut self.consumer else { return batch };
        let mut next = tokio::select! {
            next = consumer.messages.next() => next,
            () = reconnected_since(&self.client, consumer.connects) => None,
        };
        loop {
            match self.check(next) {
                Some(read) => batch.push(read),
                None => {
                    self.consumer = None;
                    return batch;
                }
            }
            if batch.len() >= max {
                return batch;
            }
            let Some(consumer) = &mut self.consumer else { return batch };
            match consumer.messages.next().now_or_never() {
                Some(message) => next = message,
                None => return batch,
            }
        }
    }

    fn check(&mut self, next: Option<Result<jetstream::Message, pull::MessagesError>>) -> Option<Read> {
        let consumer = self.consumer.as_mut()?;
        let message = next?.inspect_err(|error| tracing::info!(%error, "a consumer was lost; making another")).ok()?;
        let info = message.info().ok()?;
        if info.consumer_sequence != consumer.delivered + 1 {
            tracing::warn!(after = self.after, "messages were missed on the way; reading them again");
            return None;
        }
        consumer.delivered += 1;
        let time_ms = i64::try_from(info.published.unix_timestamp_nanos() / 1_000_000).unwrap_or_default();
        let (seq, pending) = (info.stream_sequence, info.pending);
        self.after = seq;
        self.backoff.reset();
        Some(Read { seq, time_ms, pending, message })
    }

    async fn pause(&mut self, error: &(dyn std::fmt::Display + Send + Sync)) {
        let pause = self.backoff.pause();
        tracing::warn!(%error, pause_ms = pause.as_millis(), "cannot read a stream; trying again");
        tokio::time::sleep(pause).await;
    }
}
