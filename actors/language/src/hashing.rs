//! How features of texts are hashed: FNV-1a, <http://www.isthe.com/chongo/tech/comp/fnv>, with the finalizer of MurmurHash3,
//! since the low bits of FNV are poor. Models are trained with these numbers: they must not change.

/// What a hash begins with.
pub const BASIS: u32 = 0x811c_9dc5;

/// The hash with one more byte or letter.
pub fn step(hash: u32, next: u32) -> u32 {
    (hash ^ next).wrapping_mul(0x0100_0193)
}

/// Spreads a hash over all of its bits.
pub fn spread(hash: u32) -> u32 {
    let hash = (hash ^ hash >> 16).wrapping_mul(0x85eb_ca6b);
    let hash = (hash ^ hash >> 13).wrapping_mul(0xc2b2_ae35);
    hash ^ hash >> 16
}
