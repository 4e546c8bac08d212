//! The ways of a shard over NATS: what its journal takes in, what it appends, claims and calls; and the gateway's side.
//!
//! It joins what a machine alone has (journal, sender, client) with what several share ([`cluster`]), and decides nothing. The
//! seams are [`storage::journal::UpdateLog`], [`telegram::Claims`] and [`telegram::Relay`]. Begin with [`StreamLog`], then [`Feed`].

mod calls;
mod feed;
mod gateway;
mod log;
mod lookups;
mod pieces;
mod relay;
mod routing;
mod shard_claims;

pub use feed::{Feed, FeedState, Lag};
pub use gateway::Calls;
pub use log::{Right, StreamLog};
pub use lookups::{LookupError, answer_questions, look_up, questions};
pub use relay::{Caller, GatewayRelay};
pub use routing::{Routes, StoresOf, TICK};
pub use shard_claims::ShardClaims;
