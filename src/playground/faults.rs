//! Faults on demand: what the Bot API server does wrong when told to.

use serde::Deserialize;

/// Orders kept at most; a further one is refused.
const AT_MOST: usize = 1_000;

/// What goes wrong.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
pub enum Fault {
    /// An error status with Telegram's JSON, without effect.
    Status { code: u16, retry_after: Option<u64> },
    /// An error status with a web page, as from a proxy; without effect.
    Html { code: u16 },
    /// Status 200 with an answer that is no JSON, without effect.
    Garbage,
    /// Status 200 with this body, without effect.
    Body { body: String },
    /// The connection drops in mid-answer, after the effect.
    Cut,
    /// The connection drops before the effect.
    Refuse,
    /// The answer comes late.
    Slow { ms: u64 },
    /// The call is accepted and never answered.
    Hang,
    /// `getUpdates` ignores the offset and delivers again.
    Again,
    /// 409, as if another instance polled.
    Conflict,
    /// An error of the Bot API, without effect.
    Error { code: u16, description: String },
    /// The answer is a message that does not say who wrote it, as some servers give.
    Unsigned,
}

impl Fault {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Fault::Status { .. } => "status",
            Fault::Html { .. } => "html",
            Fault::Garbage => "garbage",
            Fault::Body { .. } => "body",
            Fault::Cut => "cut",
            Fault::Refuse => "refuse",
            Fault::Slow { .. } => "slow",
            Fault::Hang => "hang",
            Fault::Again => "again",
            Fault::Conflict => "conflict",
            Fault::Error { .. } => "error",
            Fault::Unsigned => "unsigned",
        }
    }
}

/// A fault for the next calls of a method.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// A method's name in any case, or `*`.
    pub method: String,
    #[serde(default = "once")]
    pub times: u32,
    pub fault: Fault,
}

fn once() -> u32 {
    1
}

/// The faults still to come, in the order they were asked for.
#[derive(Default)]
pub(super) struct Faults(Vec<Order>);

impl Faults {
    pub(super) fn order(&mut self, order: Order) -> anyhow::Result<()> {
        anyhow::ensure!(self.0.len() < AT_MOST, "too many faults are waiting");
        if order.times > 0 {
            self.0.push(order);
        }
        Ok(())
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// The fault for a call of this method, used up by it.
    pub(super) fn take(&mut self, method: &str) -> Option<Fault> {
        let at = self.0.iter().position(|order| order.method == "*" || order.method.eq_ignore_ascii_case(method))?;
        let order = self.0.get_mut(at)?;
        let fault = order.fault.clone();
        order.times -= 1;
        if order.times == 0 {
            self.0.remove(at);
        }
        Some(fault)
    }
}
