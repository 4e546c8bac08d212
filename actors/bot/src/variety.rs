//! Not the same words twice in a row.

use std::collections::VecDeque;

use events::ChatId;

/// Most picks remembered; the oldest are forgotten first.
const REMEMBERED: usize = 1024;

/// Picks among the variants of a line, never the one that the chat heard last.
#[derive(Debug, Default)]
pub(crate) struct Variety {
    picks: VecDeque<Pick>,
}

#[derive(Debug)]
struct Pick {
    chat: ChatId,
    line: String,
    variant: usize,
}

impl Variety {
    /// A number below `count` (0 if that is 0), led by the seed; differs from the last pick for this chat and line
    /// if there are two to choose from.
    pub fn pick(&mut self, chat: ChatId, line: &str, count: usize, seed: u64) -> usize {
        let last = self.forget(chat, line).filter(|it| *it < count);
        let variant = match last {
            Some(last) if count > 1 => (last + 1 + scatter(seed, count - 1)) % count,
            _ => scatter(seed, count),
        };
        if self.picks.len() >= REMEMBERED {
            self.picks.pop_front();
        }
        self.picks.push_back(Pick { chat, line: line.to_owned(), variant });
        variant
    }

    fn forget(&mut self, chat: ChatId, line: &str) -> Option<usize> {
        let place = self.picks.iter().position(|it| it.chat == chat && it.line == line)?;
        self.picks.remove(place).map(|it| it.variant)
    }
}

/// Spreads seeds that follow one another, as ids do (multiplicative hashing by the golden ratio).
pub(crate) fn scatter(seed: u64, count: usize) -> usize {
    let spread = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 33;
    usize::try_from(spread).unwrap_or_default().checked_rem(count).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn never_the_same_twice_in_a_row(
            count in 2..9_usize, asks in proptest::collection::vec((0..3_i64, any::<u64>()), 2..60),
        ) {
            let mut variety = Variety::default();
            let mut last = [None; 3];
            for (chat, seed) in asks {
                let pick = variety.pick(ChatId(chat), "line", count, seed);
                prop_assert!(pick < count);
                let before = last[usize::try_from(chat).expect("small")].replace(pick);
                prop_assert_ne!(before, Some(pick));
            }
        }
    }

    #[test]
    fn every_variant_is_heard() {
        let mut variety = Variety::default();
        let mut heard = [0; 5];
        for seed in 0..200 {
            heard[variety.pick(ChatId(1), "line", 5, seed)] += 1;
        }
        assert!(heard.iter().all(|times| *times > 10), "{heard:?}");
    }

    #[test]
    fn a_line_of_one_or_no_variant_is_picked_too() {
        let mut variety = Variety::default();
        assert_eq!(variety.pick(ChatId(1), "a", 1, 7), 0);
        assert_eq!(variety.pick(ChatId(1), "a", 1, 8), 0);
        assert_eq!(variety.pick(ChatId(1), "b", 0, 9), 0);
    }

    #[test]
    fn memory_is_bounded() {
        let mut variety = Variety::default();
        for chat in 0..5_000 {
            variety.pick(ChatId(chat), "line", 3, 1);
        }
        assert_eq!(variety.picks.len(), REMEMBERED);
    }
}
