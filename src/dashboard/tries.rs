//! Passwords that were tried in vain: who guesses has to wait.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv4Addr},
    time::{Duration, Instant},
};

use parking_lot::Mutex;
/// Tries in vain of one address within [`WINDOW`].
const MOST: u32 = 10;
const WINDOW: Duration = Duration::from_secs(300);
/// Addresses counted one by one; those beyond share an account.
const ADDRESSES: usize = 1000;
const OTHERS: IpAddr = IpAddr::V4(Ipv4Addr::UNSPECIFIED);

/// Counts by address. A proxy before the service is one address.
#[derive(Default)]
pub(super) struct Tries {
    failed: Mutex<HashMap<IpAddr, (u32, Instant)>>,
}

impl Tries {
    /// How long this address has to wait, if it has to.
    pub(super) fn wait(&self, address: IpAddr) -> Option<Duration> {
        let failed = self.failed.lock();
        let account = if failed.contains_key(&address) || failed.len() < ADDRESSES { address } else { OTHERS };
        let (count, since) = failed.get(&account)?;
        let left = WINDOW.checked_sub(since.elapsed())?;
        (*count >= MOST).then_some(left)
    }

    /// It tried in vain.
    pub(super) fn note(&self, address: IpAddr) {
        let mut failed = self.failed.lock();
        failed.retain(|_, (_, since)| since.elapsed() < WINDOW);
        let account = if failed.contains_key(&address) || failed.len() < ADDRESSES { address } else { OTHERS };
        failed.entry(account).or_insert((0, Instant::now())).0 += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_guesses_waits_and_nobody_else() {
        let (tries, guesser, other) = (Tries::default(), IpAddr::from([1, 2, 3, 4]), IpAddr::from([1, 2, 3, 5]));
        for _ in 0..MOST {
            assert_eq!(tries.wait(guesser), None);
            tries.note(guesser);
        }
        assert!(tries.wait(guesser).is_some_and(|wait| wait <= WINDOW));
        assert_eq!(tries.wait(other), None);
    }

    #[test]
    fn many_addresses_are_one_guesser() {
        let tries = Tries::default();
        for nth in 0..2000_u32 {
            tries.note(IpAddr::from(nth.to_be_bytes()));
        }
        assert!(tries.failed.lock().len() <= ADDRESSES + 1);
        assert!(tries.wait(IpAddr::from([200, 0, 0, 1])).is_some());
    }
}
