//! Voices kept for a short while, so that not every word of a lively chat is learned anew.

use std::{
    collections::HashMap,
    sync::Arc,
    time::{Duration, Instant},
};

use super::ChatVoice;
use events::ChatId;
use parking_lot::{Mutex, MutexGuard};

/// What was deleted or edited is out of a voice after this long at the latest.
const LASTS: Duration = Duration::from_secs(300);
/// Voices kept at once; the oldest go first.
const KEPT: usize = 32;

/// Voices of chats, in memory only; clones share them.
#[derive(Debug, Clone, Default)]
pub struct ChatVoices(Arc<Mutex<Kept>>);

#[derive(Debug, Default)]
struct Kept {
    voices: HashMap<ChatId, (Instant, Option<Arc<ChatVoice>>)>,
    /// How often something was forgotten: what was learned before must not be kept after.
    forgotten: u64,
}

/// When a lesson began.
#[derive(Debug, Clone, Copy)]
pub struct Lesson(u64);

impl ChatVoices {
    /// The voice of a chat, if it was learned lately; `Some(None)` if the chat has too few words for one.
    pub fn of(&self, chat: ChatId) -> Option<Option<Arc<ChatVoice>>> {
        let kept = self.kept();
        let (learned, voice) = kept.voices.get(&chat)?;
        (learned.elapsed() < LASTS).then(|| voice.clone())
    }

    /// To be called before texts are read for [`keep`](Self::keep).
    pub fn begin(&self) -> Lesson {
        Lesson(self.kept().forgotten)
    }

    /// Keeps what was learned, unless something was forgotten meanwhile.
    pub fn keep(&self, chat: ChatId, lesson: Lesson, voice: Option<Arc<ChatVoice>>) {
        let mut kept = self.kept();
        if kept.forgotten != lesson.0 {
            return;
        }
        kept.voices.insert(chat, (Instant::now(), voice));
        if kept.voices.len() > KEPT {
            let oldest = kept.voices.iter().min_by_key(|(_, (learned, _))| *learned).map(|(chat, _)| *chat);
            oldest.and_then(|oldest| kept.voices.remove(&oldest));
        }
    }

    /// Forgets a chat's voice: texts of it were erased.
    pub fn forget(&self, chat: ChatId) {
        let mut kept = self.kept();
        kept.forgotten += 1;
        kept.voices.remove(&chat);
    }

    /// Forgets all voices.
    pub fn clear(&self) {
        let mut kept = self.kept();
        kept.forgotten += 1;
        kept.voices.clear();
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: ChatId = ChatId(-1);

    #[test]
    fn what_is_forgotten_is_gone_also_when_it_is_just_being_learned() {
        let voices = ChatVoices::default();
        let lesson = voices.begin();
        voices.keep(HERE, lesson, None);
        assert!(voices.of(HERE).is_some());
        voices.forget(HERE);
        assert!(voices.of(HERE).is_none());
        voices.keep(HERE, lesson, None);
        assert!(voices.of(HERE).is_none(), "learned before");
        voices.keep(HERE, voices.begin(), None);
        voices.clear();
        assert!(voices.of(HERE).is_none());
    }

    #[test]
    fn memory_is_bounded() {
        let voices = ChatVoices::default();
        for chat in 0..100 {
            voices.keep(ChatId(chat), voices.begin(), None);
        }
        assert_eq!(voices.kept().voices.len(), KEPT);
        assert!(voices.of(ChatId(99)).is_some());
    }
}
