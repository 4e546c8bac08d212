//! Pages of the journal that were read lately. Stores that lag read the same entries soon after one another: with these each
//! entry is read, parsed and understood once for all of them.

use std::{
    collections::VecDeque,
    sync::Arc,
    time::{Duration, Instant},
};

use super::{Batch, Entry};
use events::Seq;

/// What is kept weighs at most this, bytes; the newest page is kept however heavy.
const MOST: usize = 4 << 20;
/// How long pages are kept that nobody reads.
const UNUSED: Duration = Duration::from_secs(2);

/// Bounded; empty by default.
#[derive(Default)]
pub(super) struct Pages {
    pages: VecDeque<Batch>,
    weight: usize,
    used: Option<Instant>,
}

impl Pages {
    /// What is kept of the entries that follow `after`; empty if the next one is not among them.
    pub fn following(&mut self, after: Seq) -> Vec<Arc<Entry>> {
        let page = self.pages.iter().find(|page| page.after <= after && after < page.last());
        let Some(page) = page else { return Vec::new() };
        self.used = Some(Instant::now());
        page.entries.iter().filter(|entry| entry.seq > after).cloned().collect()
    }

    /// Keeps a page.
    pub fn keep(&mut self, page: Batch) {
        self.used = Some(Instant::now());
        self.weight += page.weight();
        self.pages.push_back(page);
        while self.weight > MOST && self.pages.len() > 1 {
            self.weight -= self.pages.pop_front().map_or(0, |page| page.weight());
        }
    }

    /// Lets go of all: what is written has changed.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Lets go of what nobody has read for a while.
    pub fn forget_unused(&mut self) {
        if self.used.is_some_and(|used| used.elapsed() > UNUSED) {
            self.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::entry;
    use events::Event;

    fn page(after: i64, through: i64) -> Batch {
        let entries = (after + 1..=through).map(|seq| entry(seq, Event::Other(String::new()))).collect();
        Batch { after: Seq(after), entries }
    }

    fn numbers(entries: &[Arc<Entry>]) -> Vec<i64> {
        entries.iter().map(|entry| entry.seq.0).collect()
    }

    #[test]
    fn what_follows_a_place_is_found_if_the_next_entry_is_kept() {
        let mut pages = Pages::default();
        pages.keep(page(0, 3));
        pages.keep(page(7, 9));
        for (after, expected) in
            [(0, vec![1, 2, 3]), (2, vec![3]), (3, vec![]), (6, vec![]), (7, vec![8, 9]), (9, vec![])]
        {
            assert_eq!(numbers(&pages.following(Seq(after))), expected, "{after}");
        }
        pages.clear();
        assert!(pages.following(Seq(0)).is_empty());
    }

    #[test]
    fn the_oldest_go_when_there_are_too_many() {
        let mut pages = Pages::default();
        let one = page(0, 1000).weight();
        let many = MOST / one + 3;
        for nth in 0..many as i64 {
            pages.keep(page(nth * 1000, (nth + 1) * 1000));
        }
        assert!(pages.weight <= MOST && pages.following(Seq(0)).is_empty());
        assert_eq!(pages.following(Seq((many as i64 - 1) * 1000)).len(), 1000);
    }
}
