//! Calls of Telegram as they travel over NATS.

use async_nats::HeaderMap;
use cluster::{Epoch, ShardId};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use telegram::{CallError, RelayedCall};

/// How long the JSON before the file is, bytes.
const LENGTH: &str = "Balachka-Length";

/// A request to the gateway. The file, if there is one, stands behind the JSON.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct CallRequest {
    /// For which shard it is, and by which of its owners. `None` of a node that speaks for itself.
    pub shard: Option<(ShardId, Epoch)>,
    pub call: RelayedCall,
}

/// What became of it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CallAnswer {
    Done(Box<RawValue>),
    Failed(CallError),
}

impl CallRequest {
    pub fn packed(&self, file: Option<Vec<u8>>) -> Result<(HeaderMap, Vec<u8>), serde_json::Error> {
        let mut payload = serde_json::to_vec(self)?;
        let mut headers = HeaderMap::new();
        if let Some(file) = file {
            headers.insert(LENGTH, payload.len().to_string());
            payload.extend(file);
        }
        Ok((headers, payload))
    }

    pub fn unpacked(headers: Option<&HeaderMap>, payload: &[u8]) -> Option<(Self, Option<Vec<u8>>)> {
        let Some(length) = headers.and_then(|headers| headers.get(LENGTH)) else {
            return Some((serde_json::from_slice(payload).ok()?, None));
        };
        let (json, file) = payload.split_at_checked(length.as_str().parse().ok()?)?;
        Some((serde_json::from_slice(json).ok()?, Some(file.to_vec())))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn request() -> CallRequest {
        let call = RelayedCall {
            method: "SendPhoto".to_owned(),
            payload: serde_json::json!({ "chat_id": -5 }),
            asked: true,
            patience: Duration::from_secs(20),
            file: Some(("photo".to_owned(), "photo.png".to_owned())),
        };
        CallRequest { shard: Some((ShardId(3), Epoch(9))), call }
    }

    #[test]
    fn a_call_arrives_as_it_was_sent_with_its_file_and_without() {
        for file in [None, Some(Vec::new()), Some(vec![0, 255, b'{'])] {
            let (headers, payload) = request().packed(file.clone()).unwrap();
            let (arrived, with) = CallRequest::unpacked(Some(&headers), &payload).unwrap();
            assert_eq!((arrived.shard, arrived.call.method.as_str(), with), (request().shard, "SendPhoto", file));
        }
        assert!(CallRequest::unpacked(None, b"{}").is_none());
    }

    #[test]
    fn an_answer_keeps_the_result_raw() {
        let raw = RawValue::from_string(r#"{"message_id":7,"x":1.10}"#.to_owned()).unwrap();
        let json = serde_json::to_string(&CallAnswer::Done(raw)).unwrap();
        assert_eq!(json, r#"{"done":{"message_id":7,"x":1.10}}"#);
        let Ok(CallAnswer::Done(back)) = serde_json::from_str(&json) else { panic!("{json}") };
        assert_eq!(back.get(), r#"{"message_id":7,"x":1.10}"#);
    }
}
