//! Several machines: who is there, who has which shard, and what they share over NATS JetStream.
//!
//! It knows nothing of Telegram, SQLite, or what a shard holds. Begin with [`Connection`] and [`Layout`]: the streams and
//! buckets. [`State`] is what is known of the cluster, [`Membership`] makes a node one of it, [`Gateway`] elects who speaks
//! with Telegram, [`Planner`] decides who should have which shard and [`Ownership`] takes them. [`Updates`], [`ClaimsLog`]
//! and [`Snapshots`] carry what owners need. Nothing here relies on clocks of two machines.

mod beat;
mod claim_writer;
mod claims;
mod connection;
mod copies;
mod differences;
mod follow;
mod gateway;
mod layout;
mod lease;
mod membership;
mod monitor;
mod names;
mod object_reader;
mod objects;
mod operator;
mod ownership;
mod plan;
mod planner;
mod publish;
mod reader;
mod retention;
mod settings;
mod shard;
mod snapshots;
mod state;
mod status;
mod task;
mod updates;
mod values;
mod view;

pub use async_nats::HeaderMap;
pub use claims::{Claim, ClaimError, ClaimRecord, ClaimsLog};
pub use connection::{ConnectError, Connection, reconnected};
pub use follow::{Follow, FollowError, Message};
pub use gateway::{Gateway, GatewayLease};
pub use layout::{Layout, LayoutError};
pub use lease::{Lease, STOP_AFTER};
pub use membership::{BEAT, JoinError, Lost, Member, Membership, Standing};
pub use monitor::{ServerReport, SyncCheck, ask_monitor};
pub use names::{Addressees, Names};
pub use operator::{Operator, OperatorError};
pub use ownership::{Ownership, OwnershipError};
pub use plan::{MOVES, PlanInput, plan};
pub use planner::Planner;
pub use publish::PublishError;
pub use retention::Retention;
pub use settings::{ClusterSettings, SettingsError};
pub use shard::{Epoch, ShardId, shard_of};
pub use snapshots::{NewSnapshot, SnapshotError, Snapshots};
pub use state::{State, StateError};
pub use status::{NodeStatus, ShardStatus, Status};
pub use updates::{Outgoing, Updates};
pub use values::{
    ErasureValue, GatewayValue, MovedValue, NodeReport, NodeValue, Plan, Shape, ShardReport, ShardValue, SnapshotFile,
    SnapshotValue,
};
pub use view::{DEAD_AFTER, NodeSeen, Revised, View};
