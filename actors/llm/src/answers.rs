//! Answers to be used again, and questions under way to be shared. Never between chats.

use std::{
    collections::{HashMap, VecDeque},
    hash::{BuildHasher, Hash, Hasher, RandomState},
    pin::Pin,
};

use futures_util::future::{Shared, WeakShared};
use tokio::time::Instant;

use super::{CacheLimits, Completion, LlmError, Prompt, Usage};
use events::ChatId;

pub(super) type Asking = Pin<Box<dyn Future<Output = Result<Completion, LlmError>> + Send>>;

/// A request's fingerprint: 128 bits with keys of this process's own, so that nobody can bring about a collision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Fingerprint(u64, u64);

/// What is known about a request.
pub(super) enum Known {
    Answered(Completion),
    UnderWay(Shared<Asking>),
}

/// The answers of one chain.
pub(super) struct Answers {
    limits: CacheLimits,
    keys: (RandomState, RandomState),
    kept: HashMap<Fingerprint, Completion>,
    /// Oldest first, with the time at which each came.
    order: VecDeque<(Instant, Fingerprint)>,
    bytes: usize,
    under_way: HashMap<Fingerprint, WeakShared<Asking>>,
}

impl Answers {
    pub(super) fn new(limits: CacheLimits) -> Self {
        Self {
            limits,
            keys: Default::default(),
            kept: HashMap::new(),
            order: VecDeque::new(),
            bytes: 0,
            under_way: HashMap::new(),
        }
    }

    pub(super) fn fingerprint(&self, chat: ChatId, prompt: &Prompt) -> Fingerprint {
        let hash = |key: &RandomState| {
            let mut hasher = key.build_hasher();
            chat.hash(&mut hasher);
            prompt.system.hash(&mut hasher);
            prompt.turns.hash(&mut hasher);
            prompt.max_output_tokens.hash(&mut hasher);
            prompt.temperature.map(f64::to_bits).hash(&mut hasher);
            hasher.finish()
        };
        Fingerprint(hash(&self.keys.0), hash(&self.keys.1))
    }

    pub(super) fn known(&mut self, request: Fingerprint, now: Instant) -> Option<Known> {
        self.forget(now);
        if let Some(kept) = self.kept.get(&request) {
            return Some(Known::Answered(again(kept.clone())));
        }
        self.under_way.get(&request).and_then(WeakShared::upgrade).map(Known::UnderWay)
    }

    /// Keeps nothing of what was answered.
    pub(super) fn clear(&mut self) {
        self.kept.clear();
        self.order.clear();
        self.bytes = 0;
    }

    /// Lets others share what is being asked; whom all of them leave is given up.
    pub(super) fn start(&mut self, request: Fingerprint, asking: &Shared<Asking>) {
        self.under_way.retain(|_, asking| asking.upgrade().is_some());
        if let Some(asking) = asking.downgrade() {
            self.under_way.insert(request, asking);
        }
    }

    /// What was under way has ended.
    pub(super) fn end(&mut self, request: Fingerprint, answer: Option<&Completion>, now: Instant) {
        self.under_way.remove(&request);
        let Some(answer) = answer.filter(|answer| answer.text.len() <= self.limits.bytes) else { return };
        self.bytes += answer.text.len();
        self.order.push_back((now, request));
        if let Some(before) = self.kept.insert(request, answer.clone()) {
            self.bytes -= before.text.len();
            self.order.retain(|(at, kept)| *kept != request || *at == now);
        }
        self.forget(now);
    }

    /// Keeps no more than the limits allow.
    fn forget(&mut self, now: Instant) {
        while let Some((at, oldest)) = self.order.front() {
            let expired = now.duration_since(*at) >= self.limits.expiry;
            if !expired && self.order.len() <= self.limits.entries && self.bytes <= self.limits.bytes {
                return;
            }
            self.bytes -= self.kept.remove(oldest).map_or(0, |answer| answer.text.len());
            self.order.pop_front();
        }
    }
}

/// An answer used once more costs nothing.
pub(super) fn again(answer: Completion) -> Completion {
    Completion { cached: true, usage: Usage::default(), ..answer }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const EXPIRY: Duration = Duration::from_secs(60);

    fn answers(entries: usize, bytes: usize) -> Answers {
        Answers::new(CacheLimits { entries, bytes, expiry: EXPIRY })
    }

    fn request(nth: u64) -> Fingerprint {
        Fingerprint(nth, nth)
    }

    fn keep(answers: &mut Answers, nth: u64, text: &str, now: Instant) {
        let usage = Usage { input_tokens: 1, output_tokens: 1 };
        let answer = Completion { text: text.into(), model: "m".into(), usage, cached: false, cut: false };
        answers.end(request(nth), Some(&answer), now);
    }

    fn kept(answers: &mut Answers, now: Instant) -> Vec<u64> {
        (0..10).filter(|nth| answers.known(request(*nth), now).is_some()).collect()
    }

    #[test]
    fn the_oldest_go_first_by_count_and_by_bytes() {
        let (mut answers, now) = (answers(3, 10), Instant::now());
        (0..5).for_each(|nth| keep(&mut answers, nth, "ab", now));
        assert_eq!(kept(&mut answers, now), [2, 3, 4]);
        keep(&mut answers, 5, "12345678", now);
        assert_eq!(kept(&mut answers, now), [4, 5]);
        keep(&mut answers, 6, "far too long", now);
        assert_eq!(kept(&mut answers, now), [4, 5], "one too large pushes nothing out");
    }

    #[test]
    fn an_answer_expires_and_a_newer_one_takes_its_place() {
        let (mut answers, now) = (answers(3, 10), Instant::now());
        keep(&mut answers, 1, "old", now);
        keep(&mut answers, 1, "new", now + EXPIRY / 2);
        assert_eq!((answers.order.len(), answers.bytes), (1, 3));
        let Some(Known::Answered(answer)) = answers.known(request(1), now + EXPIRY) else { panic!("forgotten") };
        assert_eq!((answer.text.as_str(), answer.cached, answer.usage), ("new", true, Usage::default()));
        assert!(kept(&mut answers, now + EXPIRY * 2).is_empty());
        assert_eq!((answers.kept.len(), answers.bytes), (0, 0));
    }

    #[test]
    fn requests_differ_by_anything_in_them_and_by_chat() {
        let answers = answers(1, 1);
        let prompt = Prompt { system: "s".into(), turns: Vec::new(), max_output_tokens: 1, temperature: None };
        let of = |chat, prompt: &Prompt| answers.fingerprint(ChatId(chat), prompt);
        let same = of(1, &prompt);
        assert_eq!(of(1, &prompt.clone()), same);
        assert_ne!(of(2, &prompt), same);
        assert_ne!(of(1, &Prompt { temperature: Some(0.0), ..prompt.clone() }), same);
        assert_ne!(of(1, &Prompt { max_output_tokens: 2, ..prompt.clone() }), same);
        assert_ne!(of(1, &Prompt { system: String::new(), ..prompt }), same);
    }
}
