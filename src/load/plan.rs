//! What is played: how much of it, to whom, and how fast.

use std::time::Duration;

use serde::Serialize;

/// What is played.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Plan {
    /// Updates in all, calls included.
    pub updates: usize,
    /// Groups; their sizes follow a power law.
    pub chats: usize,
    pub people: usize,
    pub mix: Mix,
    /// Updates that call the bot and want an answer, spread evenly.
    pub calls: usize,
    /// Updates a second; as fast as the instance takes them where there is none.
    pub rate: Option<f64>,
    /// Over which time the rate grows from nothing.
    #[serde(skip)]
    pub ramp: Duration,
    /// Connections to the webhook, each waiting for its answer; 0 lets the instance ask for updates.
    pub connections: usize,
    /// The same seed plays the same.
    pub seed: u64,
}

/// Which kinds of updates are played.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mix {
    /// New messages with texts.
    Text,
    /// Replies, edits, reactions, media and service messages among them, as groups have them.
    Mixed,
}

impl Plan {
    /// When an update is due after the start; `None` where all are due at once.
    pub fn due(&self, update: usize) -> Option<Duration> {
        let rate = self.rate?;
        let (ramp, nth) = (self.ramp.as_secs_f64(), update as f64);
        // While the rate grows evenly, the number of updates grows with the square of the time.
        let while_growing = rate * ramp / 2.0;
        let seconds =
            if nth < while_growing { (2.0 * nth * ramp / rate).sqrt() } else { ramp + (nth - while_growing) / rate };
        Some(Duration::from_secs_f64(seconds))
    }

    /// Whether an update is a call.
    pub fn is_call(&self, update: usize) -> bool {
        let before = |update: usize| update * self.calls / self.updates.max(1);
        before(update + 1) > before(update)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(rate: Option<f64>, ramp: u64) -> Plan {
        let ramp = Duration::from_secs(ramp);
        Plan { updates: 1000, chats: 5, people: 9, mix: Mix::Text, calls: 7, rate, ramp, connections: 0, seed: 1 }
    }

    #[test]
    fn the_rate_grows_evenly_and_then_stays() {
        let growing = plan(Some(100.0), 2);
        let due = |update| growing.due(update).unwrap().as_secs_f64();
        assert_eq!(due(0), 0.0);
        // Half of the rate on average, over two seconds.
        assert!((due(100) - 2.0).abs() < 1e-9);
        assert!((due(300) - 4.0).abs() < 1e-9);
        assert_eq!(plan(None, 2).due(5), None);
    }

    #[test]
    fn calls_are_spread_evenly() {
        let plan = plan(None, 0);
        let calls: Vec<usize> = (0..plan.updates).filter(|update| plan.is_call(*update)).collect();
        assert_eq!(calls.len(), plan.calls);
        assert!(calls.windows(2).all(|pair| (140..=145).contains(&(pair[1] - pair[0]))));
    }
}
