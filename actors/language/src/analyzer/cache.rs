//! Readings of short texts, kept in memory for a day: greetings and "ok"s are said again and again.

use std::{
    collections::{HashMap, VecDeque, hash_map::Entry},
    hash::{BuildHasher as _, RandomState},
    sync::Arc,
    time::{Duration, Instant},
};

use parking_lot::{Mutex, MutexGuard};
use prometheus::IntCounter;

use super::Reading;
use runtime::metrics::ANALYSIS_CACHE;

/// Most readings held. With texts of at most [`LONGEST`] bytes that is about 4 MiB.
const CAPACITY: usize = 4096;
/// Bytes of the longest text held: longer ones hardly ever come twice.
const LONGEST: usize = 300;
/// From when a reading was put in.
const LIFE: Duration = Duration::from_hours(24);

/// Readings by the hash of their text. The text is kept too: another text of the same hash is not found, and not held
/// as long as the first is.
pub struct Cache {
    hasher: RandomState,
    held: Mutex<Held>,
    hits: IntCounter,
    misses: IntCounter,
}

#[derive(Default)]
struct Held {
    readings: HashMap<u64, Kept>,
    /// All of `readings`, the oldest first.
    order: VecDeque<u64>,
}

struct Kept {
    text: Box<str>,
    reading: Arc<Reading>,
    since: Instant,
}

impl Default for Cache {
    fn default() -> Self {
        let counter = |outcome| ANALYSIS_CACHE.with_label_values(&[outcome]);
        Self { hasher: RandomState::new(), held: Mutex::default(), hits: counter("hit"), misses: counter("miss") }
    }
}

impl Cache {
    /// The reading of this very text, unless its time is over.
    pub fn get(&self, text: &str, now: Instant) -> Option<Arc<Reading>> {
        let found = if text.len() > LONGEST { None } else { self.find(self.hasher.hash_one(text), text, now) };
        let outcome = if found.is_some() { &self.hits } else { &self.misses };
        outcome.inc();
        found
    }

    fn find(&self, hash: u64, text: &str, now: Instant) -> Option<Arc<Reading>> {
        let held = self.lock();
        let kept = held.readings.get(&hash).filter(|kept| *kept.text == *text && !kept.is_over(now))?;
        Some(Arc::clone(&kept.reading))
    }

    /// Holds a reading, in place of the oldest if there are too many.
    pub fn put(&self, text: &str, reading: &Arc<Reading>, now: Instant) {
        if text.len() <= LONGEST {
            let kept = Kept { text: text.into(), reading: Arc::clone(reading), since: now };
            self.lock().put(self.hasher.hash_one(text), kept, now);
        }
    }

    /// Lets go of all.
    pub fn clear(&self) {
        *self.lock() = Held::default();
    }

    /// Lets go of those whose time is over.
    pub fn expire(&self, now: Instant) {
        self.lock().expire(now);
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        // Nothing panics while it is held, and a cache of another state would do no harm.
        self.held.lock()
    }
}

impl Held {
    fn put(&mut self, hash: u64, kept: Kept, now: Instant) {
        self.expire(now);
        let Entry::Vacant(place) = self.readings.entry(hash) else { return };
        place.insert(kept);
        self.order.push_back(hash);
        if self.order.len() > CAPACITY {
            self.drop_oldest();
        }
    }

    fn expire(&mut self, now: Instant) {
        while self.oldest().is_some_and(|oldest| oldest.is_over(now)) {
            self.drop_oldest();
        }
    }

    fn oldest(&self) -> Option<&Kept> {
        self.readings.get(self.order.front()?)
    }

    fn drop_oldest(&mut self) {
        if let Some(hash) = self.order.pop_front() {
            self.readings.remove(&hash);
        }
    }
}

impl Kept {
    fn is_over(&self, now: Instant) -> bool {
        now.saturating_duration_since(self.since) >= LIFE
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::{emotion::built_in, read_anew};

    fn put(cache: &Cache, text: &str, now: Instant) -> Arc<Reading> {
        let reading = Arc::new(read_anew(text, built_in()));
        cache.put(text, &reading, now);
        reading
    }

    fn sizes(cache: &Cache) -> (usize, usize) {
        let held = cache.lock();
        (held.readings.len(), held.order.len())
    }

    #[test]
    fn a_reading_is_there_for_a_day_from_when_it_was_put_in() {
        let (cache, start) = (Cache::default(), Instant::now());
        let reading = put(&cache, "привіт", start);
        let almost = start + LIFE - Duration::from_secs(1);
        put(&cache, "привіт", almost);
        assert!(Arc::ptr_eq(&cache.get("привіт", almost).unwrap(), &reading));
        assert_eq!(cache.get("привіт", start + LIFE), None);
        assert_eq!(cache.get("Привіт", start), None, "another text");
    }

    #[test]
    fn expiry_drops_the_old_and_keeps_the_young() {
        let (cache, start) = (Cache::default(), Instant::now());
        put(&cache, "старе", start);
        put(&cache, "нове", start + LIFE / 2);
        cache.expire(start + LIFE);
        assert_eq!(sizes(&cache), (1, 1));
        assert!(cache.get("нове", start + LIFE).is_some());
        cache.expire(start + LIFE * 2);
        assert_eq!(sizes(&cache), (0, 0));
    }

    #[test]
    fn what_is_over_is_replaced_in_its_new_place() {
        let (cache, start) = (Cache::default(), Instant::now());
        put(&cache, "а", start);
        put(&cache, "б", start + LIFE / 2);
        put(&cache, "а", start + LIFE);
        cache.expire(start + LIFE * 3 / 2);
        assert!(cache.get("а", start + LIFE * 3 / 2).is_some());
        assert_eq!(sizes(&cache), (1, 1));
    }

    #[test]
    fn the_oldest_make_room() {
        let (cache, now) = (Cache::default(), Instant::now());
        let reading = Arc::new(read_anew("так", built_in()));
        for number in 0..CAPACITY + 10 {
            cache.put(&format!("так {number}"), &reading, now);
        }
        assert_eq!(sizes(&cache), (CAPACITY, CAPACITY));
        assert!(cache.get("так 9", now).is_none() && cache.get("так 10", now).is_some());
        cache.put(&"так ".repeat(LONGEST), &reading, now);
        assert_eq!(cache.get(&"так ".repeat(LONGEST), now), None, "too long to be held");
    }

    #[test]
    fn another_text_of_the_same_hash_is_not_taken_for_it() {
        let (cache, now) = (Cache::default(), Instant::now());
        let reading = put(&cache, "добре", now);
        let hash = cache.hasher.hash_one("добре");
        assert_eq!(cache.find(hash, "погано", now), None);
        let other =
            Kept { text: "погано".into(), reading: Arc::new(read_anew("погано", built_in())), since: now };
        cache.lock().put(hash, other, now);
        assert!(Arc::ptr_eq(&cache.get("добре", now).unwrap(), &reading));
    }

    #[test]
    fn a_clock_that_jumps_back_does_no_harm() {
        let (cache, start) = (Cache::default(), Instant::now());
        put(&cache, "так", start + LIFE);
        assert!(cache.get("так", start).is_some());
    }
}
