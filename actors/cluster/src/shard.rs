//! Shards: which one a chat or a person belongs to, and how often it was taken.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// One of the parts that chats and persons are spread over; written with two digits at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShardId(pub u16);

/// How often a shard was taken, or the gateway. What carries a lower one than the present is of a former owner.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Epoch(pub u64);

impl Epoch {
    /// That of the next taking.
    pub(crate) fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl fmt::Display for Epoch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for ShardId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.0)
    }
}

impl FromStr for ShardId {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// Text, so that it can be a key in JSON too.
impl Serialize for ShardId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ShardId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| D::Error::custom(format!("{text:?} is no shard")))
    }
}

/// The shard of a chat or of a person, out of `shards`.
///
/// The id goes through the finalizer of SplitMix64 (Steele, Lea and Flood, 2014; the variant "mix13" of Stafford), which
/// spreads ids that differ in few bits, and the rest of the division by `shards` is the shard. **This must never change**:
/// what is stored where depends on it. 0 shards count as 1.
pub fn shard_of(id: i64, shards: u16) -> ShardId {
    let mut hash = id.cast_unsigned().wrapping_add(0x9e37_79b9_7f4a_7c15);
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^= hash >> 31;
    let shard = hash % u64::from(shards.max(1));
    // The rest is smaller than `shards`, which fits.
    ShardId(u16::try_from(shard).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Published values of SplitMix64 with the seed 0: its first output is that of id 0.
    #[test]
    fn the_hash_is_that_of_splitmix64() {
        assert_eq!(shard_of(0, u16::MAX).0, u16::try_from(0xe220_a839_7b1d_cdaf_u64 % 65_535).unwrap());
    }

    /// If this test fails, chats and persons are looked for in shards where they are not.
    #[test]
    fn shards_never_change() {
        let ids = [0, 1, -1, 42, 777_000, 136_817_688, -1_001_234_567_890, -4_567, i64::MAX, i64::MIN];
        let of = |shards| ids.map(|id| shard_of(id, shards).0);
        assert_eq!(of(16), [15, 1, 0, 5, 3, 9, 6, 10, 7, 11]);
        assert_eq!(of(7), [2, 2, 0, 5, 4, 6, 0, 4, 2, 6]);
        assert_eq!(of(1), [0; 10]);
    }

    #[test]
    fn ids_are_spread_evenly() {
        let mut counts = [0_u32; 16];
        for nth in 0..16_000 {
            counts[usize::from(shard_of(-1_001_000_000_000 - nth, 16).0)] += 1;
        }
        assert!(counts.iter().all(|count| (850..1150).contains(count)), "{counts:?}");
    }

    #[test]
    fn a_shard_is_written_with_two_digits() {
        assert_eq!(ShardId(7).to_string(), "07");
        assert_eq!("07".parse(), Ok(ShardId(7)));
        assert_eq!(serde_json::to_string(&ShardId(120)).unwrap(), "\"120\"");
    }
}
