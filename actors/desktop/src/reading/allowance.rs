//! How much may be read into memory at once.

use std::{cell::Cell, rc::Rc};

/// Bytes that one message may take; the largest of a real export have some 20 KiB.
const MOST: u64 = 4 << 20;

/// Shared by the one who reads bytes and the one who knows what they are for.
#[derive(Clone, Default)]
pub struct Allowance(Rc<Cell<Option<u64>>>);

impl Allowance {
    /// What is read now is kept in memory.
    pub fn begin(&self) {
        self.0.set(Some(MOST));
    }

    /// What is read now is passed over.
    pub fn end(&self) {
        self.0.set(None);
    }

    /// Whether so many more bytes may be read.
    pub fn spend(&self, bytes: usize) -> bool {
        match self.0.get() {
            None => true,
            Some(left) => {
                self.0.set(Some(left.saturating_sub(bytes as u64)));
                left > 0
            }
        }
    }
}
