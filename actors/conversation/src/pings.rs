//! Several calls in a row that say nothing more get one answer: the newest of them.
//!
//! In a group the answer to such a call waits a moment, so that it can give way to the next one; longer where the same
//! person called just before. That is kept in memory alone: after a restart nobody waits longer than a moment.

use std::collections::VecDeque;

use super::Request;
use events::{ChatId, ChatKind, PersonId};

/// How long the answer to a call waits for another one, milliseconds.
const MOMENT_MS: i64 = 500;
/// The same where its sender called within [`RECENTLY_MS`] before.
const LONGER_MS: i64 = 3_000;
const RECENTLY_MS: i64 = 8_000;
/// Calls remembered at most.
const REMEMBERED: usize = 256;

/// The last calls that said nothing more, oldest first.
#[derive(Debug, Default)]
pub(super) struct Pings(VecDeque<Ping>);

#[derive(Debug)]
struct Ping {
    chat: ChatId,
    asker: PersonId,
    /// Unix milliseconds.
    at: i64,
}

impl Pings {
    /// Takes in a call that came at `at`; returns until when its answer is to wait, both in Unix milliseconds.
    pub fn wait_until(&mut self, call: &Request, at: i64) -> i64 {
        if call.chat_kind == ChatKind::Private {
            return at;
        }
        self.0.retain(|ping| at - ping.at < RECENTLY_MS);
        let is_again = self.0.iter().any(|ping| ping.chat == call.chat && ping.asker == call.asker);
        if self.0.len() == REMEMBERED {
            self.0.pop_front();
        }
        self.0.push_back(Ping { chat: call.chat, asker: call.asker, at });
        at + if is_again { LONGER_MS } else { MOMENT_MS }
    }
}

/// Whether the newer call makes the answer to the older one needless.
pub(super) fn supersedes(newer: &Request, older: &Request) -> bool {
    let at = |it: &Request| (it.chat, it.thread, it.asker, it.ephemeral.is_some());
    newer.is_ping() && older.is_ping() && at(newer) == at(older)
}
