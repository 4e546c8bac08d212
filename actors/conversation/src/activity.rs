//! How a chat talks just now: how fast, how often the same, and when we last spoke in it.

use std::{
    collections::VecDeque,
    hash::{DefaultHasher, Hash, Hasher},
};

use serde::{Deserialize, Serialize};

use super::{
    chance::Crowd,
    spirits::{ChatMood, Heard, Spirits},
};
use events::PersonId;
use language::text::classes::lower;

/// The stretch in which messages are counted, seconds.
const STRETCH: i64 = 300;
/// Messages of a stretch that are counted at most; more make no difference.
const COUNTED: usize = 64;
/// Last texts that are compared with one another.
const COMPARED: usize = 10;
const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
/// Albums that are told from new ones: parts of one come together, others may come in between.
const ALBUMS: usize = 8;
/// What people write within so many seconds after we broke a silence takes up our words.
const TAKEN_UP: i64 = 3 * HOUR;
/// Own unasked words that are remembered; above any sensible limit.
const UNASKED: usize = 64;

/// What is kept of one chat. Times are those of its messages, Unix seconds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ChatActivity {
    /// When somebody wrote lately.
    #[serde(rename = "beats", default, with = "spans")]
    dates: VecDeque<i64>,
    texts: VecDeque<u32>,
    /// Messages of people since our last words.
    since_ours: u32,
    /// When we spoke last, asked or not.
    spoke_at: Option<i64>,
    /// When we chimed in, within the last hour.
    chimed: VecDeque<i64>,
    /// When we last wanted to chime in, whether or not there was something to say.
    #[serde(default)]
    tried_at: Option<i64>,
    /// `since_ours` and `spoke_at` as they were before we chimed in, until it is said.
    #[serde(default)]
    before_chime: Option<(u32, Option<i64>)>,
    /// When we broke a silence, within the last day.
    posted: VecDeque<i64>,
    /// When we reacted, within the last hour.
    #[serde(default)]
    reacted: VecDeque<i64>,
    /// The last albums, each with whether a part of it had words.
    #[serde(default)]
    albums: VecDeque<(u32, bool)>,
    /// The forum topic where somebody wrote last; none for General, and outside of forums.
    #[serde(default)]
    topic: Option<i64>,
    /// That topic was closed since.
    #[serde(default)]
    closed: bool,
    /// When we broke a silence, until somebody takes that up.
    #[serde(default)]
    unanswered: Option<i64>,
    /// What the chat goes through.
    #[serde(default)]
    spirits: Spirits,
}

impl ChatActivity {
    /// Somebody wrote.
    pub fn hear(&mut self, date: i64, text: Option<&str>) {
        self.dates.push_back(date);
        self.dates.retain(|at| at.abs_diff(date) <= STRETCH.unsigned_abs());
        keep_last(&mut self.dates, COUNTED);
        if let Some(text) = text {
            self.texts.push_back(digest(text));
            keep_last(&mut self.texts, COMPARED);
        }
        self.since_ours = self.since_ours.saturating_add(1);
        self.unanswered = self.unanswered.filter(|at| date.saturating_sub(*at) > TAKEN_UP);
    }

    /// Somebody called us, replied to our words or reacted to them.
    pub fn answered(&mut self) {
        self.unanswered = None;
    }

    /// Whether nobody has taken it up that we broke a silence.
    pub fn is_unanswered(&self) -> bool {
        self.unanswered.is_some()
    }

    /// Whether the album is known, and then whether it had words; from now on it is, and has if `worded`.
    pub fn see_album(&mut self, album: &str, worded: bool) -> Option<bool> {
        let album = digest(album);
        if let Some((_, had)) = self.albums.iter_mut().find(|(known, _)| *known == album) {
            return Some(std::mem::replace(had, *had || worded));
        }
        self.albums.push_back((album, worded));
        keep_last(&mut self.albums, ALBUMS);
        None
    }

    /// The words of an album that was heard before them.
    pub fn hear_caption(&mut self, text: &str) {
        self.texts.push_back(digest(text));
        keep_last(&mut self.texts, COMPARED);
    }

    /// Somebody wrote in a topic.
    pub fn place(&mut self, topic: Option<i64>) {
        (self.topic, self.closed) = (topic, false);
    }

    /// A topic was closed, or opened again.
    pub fn close(&mut self, topic: Option<i64>, closed: bool) {
        if self.topic == topic {
            self.closed = closed;
        }
    }

    /// The topic to speak in unasked; the outer `None` if it is closed.
    pub fn open_topic(&self) -> Option<Option<i64>> {
        (!self.closed).then_some(self.topic)
    }

    /// We wrote, or are about to.
    pub fn speak(&mut self, date: i64) {
        self.since_ours = 0;
        self.spoke_at = Some(date);
        self.before_chime = None;
    }

    /// We want to chime in.
    pub fn chime(&mut self, date: i64) {
        let before = (self.since_ours, self.spoke_at);
        self.chimed.push_back(date);
        keep_last(&mut self.chimed, UNASKED);
        self.speak(date);
        (self.tried_at, self.before_chime) = (Some(date), Some(before));
    }

    /// There was nothing worth chiming in with: it does not count as our words.
    pub fn take_back(&mut self) {
        if let Some((since_ours, spoke_at)) = self.before_chime.take() {
            self.chimed.pop_back();
            self.since_ours = self.since_ours.saturating_add(since_ours);
            self.spoke_at = spoke_at;
        }
    }

    /// We break a silence.
    pub fn post(&mut self, date: i64) {
        self.posted.push_back(date);
        keep_last(&mut self.posted, UNASKED);
        self.speak(date);
        self.unanswered = Some(date);
    }

    /// We react to somebody's words.
    pub fn react(&mut self, date: i64) {
        self.reacted.push_back(date);
        keep_last(&mut self.reacted, UNASKED);
    }

    /// How often we reacted within the last hour.
    pub fn reacted_lately(&self, now: i64) -> usize {
        within(&self.reacted, now, HOUR)
    }

    /// Seconds since we last reacted.
    pub fn reacted(&self, now: i64) -> Option<i64> {
        self.reacted.iter().filter_map(|at| elapsed(*at, now)).min()
    }

    /// Somebody said something that bears on the chat's mood.
    pub fn feel(&mut self, heard: Heard, who: PersonId, date: i64) {
        self.spirits.hear(heard, who, date);
    }

    /// The chat's mood.
    pub fn mood(&self, now: i64) -> ChatMood {
        self.spirits.mood(now)
    }

    /// Messages of people since our last words.
    pub fn heard_since(&self) -> u32 {
        self.since_ours
    }

    /// Seconds since our last words; none if we never spoke, or spoke when the clock went wrong.
    pub fn silent_for(&self, now: i64) -> Option<i64> {
        self.spoke_at.and_then(|at| elapsed(at, now))
    }

    /// Seconds since we last wanted to chime in.
    pub fn tried(&self, now: i64) -> Option<i64> {
        self.tried_at.and_then(|at| elapsed(at, now))
    }

    /// How often we chimed in within the last hour.
    pub fn chimed_lately(&self, now: i64) -> usize {
        within(&self.chimed, now, HOUR)
    }

    /// How often we broke a silence within the last day.
    pub fn posted_lately(&self, now: i64) -> usize {
        within(&self.posted, now, DAY)
    }

    /// The crowd as it is now.
    pub fn crowd(&self) -> Crowd {
        let distinct =
            self.texts.iter().enumerate().filter(|(at, text)| !self.texts.iter().take(*at).any(|it| it == *text));
        let all = self.texts.len();
        let repeated = if all == 0 { 0.0 } else { 1.0 - distinct.count() as f64 / all as f64 };
        Crowd { messages: self.dates.len(), repeated }
    }
}

/// Dates as the first and what passed before each of the others: a third as many letters, and they are written often.
mod spans {
    use std::collections::VecDeque;

    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(dates: &VecDeque<i64>, serializer: S) -> Result<S::Ok, S::Error> {
        let mut last = 0;
        let spans = dates.iter().map(|date| date.wrapping_sub(std::mem::replace(&mut last, *date)));
        serializer.collect_seq(spans)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<VecDeque<i64>, D::Error> {
        let mut date = 0_i64;
        let next = |span| {
            date = date.wrapping_add(span);
            date
        };
        Ok(Vec::deserialize(deserializer)?.into_iter().map(next).collect())
    }
}

fn within(dates: &VecDeque<i64>, now: i64, span: i64) -> usize {
    dates.iter().filter(|at| elapsed(**at, now).is_some_and(|elapsed| elapsed < span)).count()
}

/// Seconds from a time until now. Messages may come a little out of order; what lies further ahead was dated by a clock
/// that went wrong.
fn elapsed(at: i64, now: i64) -> Option<i64> {
    let elapsed = now.saturating_sub(at);
    (elapsed >= -STRETCH).then_some(elapsed.max(0))
}

fn keep_last<T>(queue: &mut VecDeque<T>, most: usize) {
    while queue.len() > most {
        queue.pop_front();
    }
}

/// Texts that differ in case or in the space around them are the same.
fn digest(text: &str) -> u32 {
    let mut hasher = DefaultHasher::new();
    lower(text.trim()).hash(&mut hasher);
    hasher.finish() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(texts: &[&str], every: i64) -> ChatActivity {
        let mut activity = ChatActivity::default();
        for (at, text) in (0..).zip(texts) {
            activity.hear(1000 + at * every, Some(text));
        }
        activity
    }

    #[test]
    fn messages_are_counted_over_five_minutes() {
        assert_eq!(heard(&["а"; 40], 1).crowd().messages, 40);
        assert_eq!(heard(&["а"; 40], 60).crowd().messages, 6);
    }

    #[test]
    fn what_is_written_is_read() {
        let mut activity = heard(&["а", "б", "в"], 7);
        for date in [i64::MAX, i64::MIN, 5] {
            activity.dates.push_back(date);
        }
        let written = serde_json::to_string(&activity).unwrap();
        assert_eq!(serde_json::from_str::<ChatActivity>(&written).unwrap(), activity);
        assert!(serde_json::to_string(&heard(&["а", "б", "в"], 7)).unwrap().contains("[1000,7,7]"));
    }

    #[test]
    fn the_last_ten_texts_are_compared() {
        assert_eq!(heard(&["а", "б", "в", "г"], 1).crowd().repeated, 0.0);
        assert_eq!(heard(&["а", "А ", "а", "б"], 1).crowd().repeated, 0.5);
        assert_eq!(heard(&["а"; 30], 1).crowd().repeated, 0.9);
    }

    #[test]
    fn talk_has_a_topic_until_it_is_closed() {
        let mut activity = ChatActivity::default();
        assert_eq!(activity.open_topic(), Some(None));
        activity.place(Some(7));
        activity.close(Some(8), true);
        assert_eq!(activity.open_topic(), Some(Some(7)));
        activity.close(Some(7), true);
        assert_eq!(activity.open_topic(), None);
        activity.close(Some(7), false);
        assert_eq!(activity.open_topic(), Some(Some(7)));
        activity.close(Some(7), true);
        activity.place(None);
        assert_eq!(activity.open_topic(), Some(None), "talk went on elsewhere");
    }

    #[test]
    fn own_words_begin_the_count_anew() {
        let mut activity = heard(&["а", "б"], 1);
        assert_eq!((activity.heard_since(), activity.silent_for(2000)), (2, None));
        activity.chime(1500);
        activity.hear(1600, None);
        assert_eq!((activity.heard_since(), activity.silent_for(2000)), (1, Some(500)));
        assert_eq!([activity.chimed_lately(2000), activity.chimed_lately(1500 + HOUR)], [1, 0]);
    }

    #[test]
    fn what_was_not_worth_saying_does_not_count() {
        let mut activity = heard(&["а", "б"], 1);
        let before = activity.clone();
        activity.chime(1500);
        activity.take_back();
        assert_eq!((activity.heard_since(), activity.silent_for(2000)), (before.heard_since(), None));
        assert_eq!((activity.chimed_lately(1500), activity.tried(1530)), (0, Some(30)));
        activity.chime(1600);
        activity.speak(1601);
        activity.take_back();
        assert_eq!((activity.heard_since(), activity.chimed_lately(1700)), (0, 1), "it was said");
    }

    #[test]
    fn breaking_a_silence_is_answered_by_words_soon_after_or_by_turning_to_us() {
        let posted = || {
            let mut activity = heard(&["а"], 1);
            activity.post(2000);
            activity
        };
        let (mut taken_up, mut passed_over) = (posted(), posted());
        taken_up.hear(2000 + TAKEN_UP, None);
        passed_over.hear(2001 + TAKEN_UP, None);
        assert!(posted().is_unanswered() && !taken_up.is_unanswered() && passed_over.is_unanswered());
        passed_over.answered();
        assert!(!passed_over.is_unanswered());
    }

    #[test]
    fn words_from_the_future_hold_nothing_up() {
        let mut activity = ChatActivity::default();
        activity.chime(1_000_000);
        assert_eq!((activity.silent_for(999_900), activity.chimed_lately(999_900)), (Some(0), 1));
        assert_eq!((activity.silent_for(1000), activity.chimed_lately(1000)), (None, 0));
    }

    #[test]
    fn clocks_that_jump_do_no_harm_and_nothing_grows() {
        let mut activity = ChatActivity::default();
        for at in 0..10_000 {
            activity.hear([i64::MIN, i64::MAX, 0, at][usize::try_from(at % 4).unwrap()], Some(&at.to_string()));
            activity.chime(at);
            activity.post(-at);
            activity.react(at);
        }
        assert!(serde_json::to_string(&activity).unwrap().len() < 5_000);
    }
}
