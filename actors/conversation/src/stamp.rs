//! When a row is written, and which number it takes.

use serde::{Deserialize, Serialize};

use events::Seq;

/// Bits of a number that tell the place of a command in the log; those above tell the second.
const PLACE_BITS: u32 = 20;

/// When a row is written, and which number it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stamp {
    /// Unix seconds.
    pub now: i64,
    /// `None` for the next one of the table.
    #[serde(skip)]
    pub number: Option<i64>,
}

impl Stamp {
    /// At a time (Unix seconds), with the next number.
    pub fn at(now: i64) -> Self {
        Self { now, number: None }
    }

    /// The number that follows from the place of a command in the log, which every machine that replays it finds again, whatever
    /// commands before it are gone. It is higher than all that were given before, and than those of a single machine.
    pub fn set_place(&mut self, place: Seq) {
        let place = place.0 & ((1 << PLACE_BITS) - 1);
        self.number = Some(self.now.max(0) << PLACE_BITS | place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_numbers_are_higher_and_fit_into_json() {
        let number = |now, place| {
            let mut stamp = Stamp::at(now);
            stamp.set_place(Seq(place));
            stamp.number.unwrap()
        };
        let in_order = [(1_790_000_000, 5), (1_790_000_000, 6), (1_790_000_001, 7), (1_790_000_900, 3)];
        let numbers = in_order.map(|(now, place)| number(now, place));
        assert!(numbers.is_sorted_by(|one, next| one < next), "{numbers:?}");
        assert!(numbers[0] > 1 << 40 && numbers[3] < 1 << 53, "{numbers:?}");
    }
}
