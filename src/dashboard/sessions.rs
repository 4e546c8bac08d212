//! Who has come in, in memory alone: a restart has everybody log in again.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use anyhow::anyhow;
use parking_lot::{Mutex, MutexGuard};
use sha2::{Digest as _, Sha256};

/// How long one lasts.
pub(super) const LIFETIME: Duration = Duration::from_secs(12 * 3600);
/// Sessions at once; who comes later shows the oldest the door.
const MOST: usize = 64;
/// Bytes that nobody guesses.
const UNGUESSABLE: usize = 16;

/// The open sessions, and what ties forms to them.
pub(super) struct Sessions {
    key: [u8; UNGUESSABLE],
    open: Mutex<HashMap<String, Instant>>,
}

impl Sessions {
    /// # Errors
    /// The system has no random numbers.
    pub(super) fn new() -> anyhow::Result<Self> {
        Ok(Self { key: random()?, open: Mutex::default() })
    }

    /// A new session's name.
    pub(super) fn open(&self) -> anyhow::Result<String> {
        let (id, now) = (new_id()?, Instant::now());
        let mut open = self.lock();
        open.retain(|_, ends| *ends > now);
        if open.len() >= MOST {
            let oldest = open.iter().min_by_key(|(_, ends)| **ends).map(|(id, _)| id.clone());
            oldest.and_then(|id| open.remove(&id));
        }
        open.insert(id.clone(), now + LIFETIME);
        Ok(id)
    }

    pub(super) fn knows(&self, id: &str) -> bool {
        self.lock().get(id).is_some_and(|ends| *ends > Instant::now())
    }

    pub(super) fn close(&self, id: &str) {
        self.lock().remove(id);
    }

    /// What a form must bring along that was made for this visitor: other sites cannot know it.
    pub(super) fn token(&self, visitor: &str, session: Option<&str>) -> String {
        let mut hash = Sha256::new();
        // All three have a length of their own, so that none can pass for a part of another.
        for part in [&self.key[..], visitor.as_bytes(), session.unwrap_or_default().as_bytes()] {
            hash.update(part.len().to_le_bytes());
            hash.update(part);
        }
        hex(&hash.finalize()[..UNGUESSABLE])
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Instant>> {
        self.open.lock()
    }
}

/// A name that nobody guesses, 32 letters and digits.
pub(super) fn new_id() -> anyhow::Result<String> {
    Ok(hex(&random()?))
}

/// Whether [`new_id`] could have made it.
pub(super) fn is_id(text: &str) -> bool {
    text.len() == 2 * UNGUESSABLE && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn random() -> anyhow::Result<[u8; UNGUESSABLE]> {
    let mut bytes = [0; UNGUESSABLE];
    getrandom::fill(&mut bytes).map_err(|error| anyhow!("the system provides no random numbers: {error}"))?;
    Ok(bytes)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_known_until_it_is_closed_or_too_many_came_later() {
        let sessions = Sessions::new().unwrap();
        let first = sessions.open().unwrap();
        assert!(is_id(&first) && sessions.knows(&first) && !sessions.knows("") && !sessions.knows(&new_id().unwrap()));
        let second = sessions.open().unwrap();
        sessions.close(&second);
        assert!(!sessions.knows(&second) && sessions.knows(&first));
        let later: Vec<_> = (0..MOST).map(|_| sessions.open().unwrap()).collect();
        assert!(!sessions.knows(&first) && later.iter().all(|id| sessions.knows(id)));
        sessions.lock().insert(first.clone(), Instant::now());
        assert!(!sessions.knows(&first), "its time is over");
    }

    #[test]
    fn a_form_is_tied_to_its_visitor_session_and_process() {
        let (one, other) = (Sessions::new().unwrap(), Sessions::new().unwrap());
        let token = one.token("a", Some("b"));
        assert_eq!(token, one.token("a", Some("b")));
        for another in
            [one.token("ab", None), one.token("a", None), one.token("", Some("b")), other.token("a", Some("b"))]
        {
            assert_ne!(token, another);
        }
    }
}
