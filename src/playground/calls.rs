//! What the bot called, kept for the page and for tests.

use std::collections::VecDeque;

use serde_json::{Value, json};

const KEPT_CALLS: usize = 10_000;
const KEPT_POLLS: usize = 1_000;
/// Bytes of parameters kept of one call; longer ones are left out.
const KEPT_PARAMS: usize = 16 * 1024;

/// One call of the bot and how it was answered.
pub(super) struct Call {
    pub(super) method: String,
    pub(super) params: Value,
    pub(super) at_ms: i64,
    pub(super) ok: bool,
    pub(super) error_code: Option<u16>,
    /// The fault that was served with it.
    pub(super) fault: Option<&'static str>,
}

/// The bot's calls, newest last; polls apart, for they would push out the rest.
#[derive(Default)]
pub(super) struct Calls {
    last: u64,
    calls: VecDeque<(u64, Call)>,
    polls: VecDeque<(u64, Call)>,
}

impl Calls {
    pub(super) fn note(&mut self, mut call: Call) {
        if call.params.to_string().len() > KEPT_PARAMS {
            call.params = Value::Null;
        }
        self.last += 1;
        let poll = call.method.eq_ignore_ascii_case("getUpdates");
        let (kept, most) = if poll { (&mut self.polls, KEPT_POLLS) } else { (&mut self.calls, KEPT_CALLS) };
        if kept.len() == most {
            kept.pop_front();
        }
        kept.push_back((self.last, call));
    }

    /// The calls after number `after` in order, as JSON.
    pub(super) fn after(&self, after: u64, with_polls: bool) -> Value {
        let polls = self.polls.iter().filter(|_| with_polls);
        let mut found: Vec<_> = self.calls.iter().chain(polls).filter(|(n, _)| *n > after).collect();
        found.sort_by_key(|(n, _)| *n);
        found.into_iter().map(|(n, call)| as_json(*n, call)).collect()
    }
}

fn as_json(n: u64, call: &Call) -> Value {
    json!({
        "n": n, "method": call.method, "params": call.params, "at_ms": call.at_ms,
        "ok": call.ok, "error_code": call.error_code, "fault": call.fault,
    })
}
