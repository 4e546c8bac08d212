//! Publishing to a stream, and why it fails, told apart by what is to be done about it.

use async_nats::{
    HeaderMap,
    header::NATS_EXPECTED_LAST_SUBJECT_SEQUENCE,
    jetstream::{
        self, ErrorCode,
        context::{PublishAckFuture, PublishError as NatsError, PublishErrorKind},
    },
};

/// What is to be done before NATS takes anything again.
const NO_ROOM: &str = "it has no room left: free space on the disks of its servers, or raise `max_file_store` or the limit of \
                       the account or stream";

/// Why something was not published, or may not have been.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PublishError {
    /// No acknowledgement came in time; whether it was stored is unknown.
    #[error("NATS did not acknowledge: {0}")]
    Unavailable(String),
    /// Publishing it again does not help.
    #[error("NATS refuses the message: {0}")]
    Refused(String),
    /// Somebody else wrote first.
    #[error("somebody else wrote first")]
    Conflict,
}

impl From<NatsError> for PublishError {
    fn from(error: NatsError) -> Self {
        match error.kind() {
            PublishErrorKind::WrongLastSequence => Self::Conflict,
            PublishErrorKind::MaxPayloadExceeded => Self::Refused(error.to_string()),
            _ if code_of(&error) == Some(ErrorCode::STREAM_MESSAGE_EXCEEDS_MAXIMUM) => Self::Refused(error.to_string()),
            _ if code_of(&error).is_some_and(is_full) => Self::Unavailable(NO_ROOM.to_owned()),
            // The same as a wrong last sequence, said of a write that is under way.
            _ if code_of(&error) == Some(ErrorCode::STREAM_WRONG_LAST_SEQUENCE_CONSTANT) => Self::Conflict,
            _ => Self::Unavailable(error.to_string()),
        }
    }
}

fn is_full(code: ErrorCode) -> bool {
    [ErrorCode::INSUFFICIENT_RESOURCES, ErrorCode::STORAGE_RESOURCES_EXCEEDED, ErrorCode::STREAM_STORE_FAILED]
        .contains(&code)
}

/// What JetStream says is wrong, if it is JetStream that says so.
pub(crate) fn code_of(error: &dyn std::error::Error) -> Option<ErrorCode> {
    let source = error.source()?;
    source.downcast_ref::<jetstream::Error>().map(jetstream::Error::error_code)
}

/// Hands a message over to be sent; the acknowledgement is still to come.
pub(crate) async fn send(
    jetstream: &jetstream::Context,
    subject: String,
    headers: HeaderMap,
    payload: Vec<u8>,
) -> Result<PublishAckFuture, PublishError> {
    Ok(jetstream.publish_with_headers(subject, headers, payload.into()).await?)
}

/// Publishes if the last message of the subject has that sequence, 0 for none. Gives the sequence of the new one.
pub(crate) async fn publish_after(
    jetstream: &jetstream::Context,
    subject: String,
    last: u64,
    payload: Vec<u8>,
) -> Result<u64, PublishError> {
    let mut headers = HeaderMap::new();
    headers.insert(NATS_EXPECTED_LAST_SUBJECT_SEQUENCE, last.to_string());
    let ack = send(jetstream, subject, headers, payload).await?.await?;
    Ok(ack.sequence)
}
