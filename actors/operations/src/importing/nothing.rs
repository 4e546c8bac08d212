//! Why nothing of a file could be taken.

use std::{collections::BTreeMap, fmt};

use super::reader::Found;

/// What was met instead of messages that can be taken.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reasons {
    /// Messages in chats without an id or of an unknown type.
    unknown_chats: u64,
    /// Messages by what they lack.
    messages: BTreeMap<&'static str, u64>,
}

impl Reasons {
    /// Counts what of a batch cannot be taken.
    pub(super) fn count(&mut self, batch: &Found) {
        self.unknown_chats += batch.strange.iter().map(|chat| chat.messages).sum::<u64>();
        for skipped in &batch.skipped {
            *self.messages.entry(skipped.why).or_default() += 1;
        }
    }
}

impl fmt::Display for Reasons {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut reasons: Vec<_> =
            self.messages.iter().map(|(why, count)| format!("{count} skipped because {why}")).collect();
        if self.unknown_chats > 0 {
            reasons.push(format!(
                "{} messages are in chats without an id or of an unknown type: export such a chat into a file of its \
                 own and name the chat with --chat ID",
                self.unknown_chats
            ));
        }
        out.write_str(&reasons.join("; "))
    }
}
