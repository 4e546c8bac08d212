//! What a try cost, for whoever keeps the books.

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

/// The day (UTC) of a Unix time in seconds, in days since 1970-01-01.
pub fn day_of(unix: i64) -> i64 {
    unix.div_euclid(86_400)
}
