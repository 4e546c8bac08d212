//! Numbers that look random and are the same each time and on every machine, for training.

/// SplitMix64, <https://prng.di.unimi.it/splitmix64.c>, from a seed.
pub struct Dice(pub u64);

impl Dice {
    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// One of so many numbers, from 0.
    pub fn below(&mut self, count: usize) -> usize {
        (self.throw() % count as u64) as usize
    }

    /// Fisher and Yates.
    pub fn shuffle(&mut self, things: &mut [usize]) {
        for last in (1..things.len()).rev() {
            let other = self.below(last + 1);
            things.swap(last, other);
        }
    }
}
