//! Calls that another machine makes: of those that share a token, one keeps its limits.

use std::{borrow::Cow, time::Duration};

use futures_util::future::BoxFuture;
use serde::{Deserialize, Serialize};
use serde_json::{Value, value::RawValue};

use super::{
    CallError, Client,
    client::File,
    pace::{CallCost, is_unasked},
};

/// A call of the Bot API on its way to the machine that makes it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RelayedCall {
    pub method: String,
    /// The parameters: a JSON object.
    pub payload: Value,
    /// Whether somebody waits for it.
    pub asked: bool,
    /// How long the wait for Telegram's limits, and the call itself, may take each.
    pub patience: Duration,
    /// The parameter that the file is, and the file's name; the file itself goes beside the call.
    pub file: Option<(String, String)>,
}

/// The way to the machine that calls Telegram for all.
pub trait Relay: Send + Sync {
    /// Has the call made; `file` is the content of the call's file.
    ///
    /// # Errors
    /// See [`CallError`]: [`CallError::Unreachable`] if the call was surely not made, [`CallError::Broken`] if nobody knows.
    fn call(&self, call: RelayedCall, file: Option<Vec<u8>>) -> BoxFuture<'_, Result<Box<RawValue>, CallError>>;
}

impl Client {
    /// Makes the call of another machine, when the rate limiter lets it.
    ///
    /// # Errors
    /// See [`CallError`]; [`CallError::TooMany`] too if the limiter would take longer than its patience.
    pub async fn perform(&self, call: RelayedCall, file: Option<Vec<u8>>) -> Result<Box<RawValue>, CallError> {
        let RelayedCall { method, payload, asked, patience, file: named } = call;
        let cost = CallCost { asked, ..CallCost::of(&method, &payload) };
        self.turn(cost, patience).await?;
        match (named, file) {
            (Some((field, name)), Some(content)) => {
                let file = File { field: Cow::Owned(field), name, content };
                self.upload_now(&method, &payload, file, patience).await
            }
            _ => self.call_now(&method, &payload, patience).await,
        }
    }
}

impl RelayedCall {
    pub(super) fn of(method: &str, payload: &Value, patience: Duration) -> Self {
        let (method, asked) = (method.to_owned(), !is_unasked(method));
        Self { method, payload: payload.clone(), asked, patience, file: None }
    }
}
