//! Several machines: who is there, who has which shard, and what they share over NATS JetStream.
