//! How a poll stands: the update `poll`, and what `stopPoll` answers.

use serde::Deserialize;

use crate::PollState;

/// Options of a poll at most, <https://core.telegram.org/bots/api#sendpoll>, with room for more.
const MOST_OPTIONS: usize = 100;

#[derive(Deserialize)]
struct Poll {
    id: String,
    #[serde(default)]
    options: Vec<PollOption>,
    #[serde(default)]
    is_closed: bool,
}

#[derive(Deserialize)]
struct PollOption {
    #[serde(default)]
    voter_count: u32,
}

/// How the poll of this JSON stands; `None` if it is none.
pub fn state(json: &str) -> Option<PollState> {
    let Poll { id, options, is_closed } = serde_json::from_str(json).ok()?;
    let votes = options.into_iter().take(MOST_OPTIONS).map(|option| option.voter_count).collect();
    Some(PollState { id, votes, closed: is_closed })
}
