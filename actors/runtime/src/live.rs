//! A value that is replaced while others use it.

use std::sync::{Arc, PoisonError, RwLock};

/// Clones share the value; whoever reads it keeps what it was at that moment.
#[derive(Debug, Default)]
pub struct Live<T>(Arc<RwLock<Arc<T>>>);

impl<T> Live<T> {
    /// Begins with a value.
    pub fn new(value: T) -> Self {
        Self(Arc::new(RwLock::new(Arc::new(value))))
    }

    /// The value of now.
    pub fn now(&self) -> Arc<T> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts another in its place.
    pub fn replace(&self, value: T) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(value);
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
