//! A value that is replaced while others use it.

use std::sync::Arc;

use arc_swap::ArcSwap;

/// Clones share the value; whoever reads it keeps what it was at that moment.
#[derive(Debug, Default)]
pub struct Live<T>(Arc<ArcSwap<T>>);

impl<T> Live<T> {
    /// Begins with a value.
    pub fn new(value: T) -> Self {
        Self(Arc::new(ArcSwap::from_pointee(value)))
    }

    /// The value of now.
    pub fn now(&self) -> Arc<T> {
        self.0.load_full()
    }

    /// Puts another in its place.
    pub fn replace(&self, value: T) {
        self.0.store(Arc::new(value));
    }
}

impl<T> Clone for Live<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_see_what_replaces_it_and_readers_keep_what_they_read() {
        let number = Live::new(1);
        let (other, read) = (number.clone(), number.now());
        number.replace(2);
        assert_eq!((*read, *other.now()), (1, 2));
    }
}
