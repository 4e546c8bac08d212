//! What a try cost, for whoever keeps the books.

use std::collections::HashMap;

use super::{Usage, UsageOwner};

/// What is to be added to the row of its day, payer and model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spending {
    /// Days since 1970-01-01 (UTC).
    pub day: i64,
    pub who: UsageOwner,
    /// [`ModelSettings::name`](super::ModelSettings::name).
    pub model: String,
    /// Requests that the model took on, which count against the budgets. One that it refused outright (429, 5xx, 4xx)
    /// or that never reached it is no request but a failure only.
    pub requests: u64,
    /// Tries that gave nothing to use.
    pub failures: u64,
    pub usage: Usage,
}

/// What one payer spent in a day, all models together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// Days since 1970-01-01 (UTC).
    pub day: i64,
    pub who: UsageOwner,
    pub requests: u64,
    pub tokens: u64,
}

impl Total {
    /// The sums of rows by day and payer.
    pub fn of_each(rows: impl IntoIterator<Item = Spending>) -> Vec<Self> {
        let mut totals: HashMap<_, Self> = HashMap::new();
        for Spending { day, who, requests, usage, .. } in rows {
            let total = totals.entry((day, who)).or_insert(Self { day, who, requests: 0, tokens: 0 });
            total.requests = total.requests.saturating_add(requests);
            total.tokens = total.tokens.saturating_add(usage.total());
        }
        totals.into_values().collect()
    }
}

/// The day (UTC) of a Unix time in seconds, in days since 1970-01-01.
pub fn day_of(unix: i64) -> i64 {
    unix.div_euclid(86_400)
}
