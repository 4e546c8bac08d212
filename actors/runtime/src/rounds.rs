//! A dull loop around one step of background work.

use std::time::Duration;

use tokio::time::{Instant, MissedTickBehavior, interval_at};

/// Takes a step every `period`, the first after one period. A step that takes longer delays the next; steps that
/// were missed are not made up for.
pub async fn rounds(period: Duration, mut step: impl AsyncFnMut()) -> ! {
    let mut ticks = interval_at(Instant::now() + period, period);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        step().await;
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use tokio::time::{sleep, timeout};

    use super::*;

    const HOUR: Duration = Duration::from_secs(3600);

    /// When steps were taken within almost a day, in hours, if each takes so long.
    async fn steps(takes: impl Fn(usize) -> Duration) -> Vec<f64> {
        let (start, taken) = (Instant::now(), RefCell::new(Vec::new()));
        let day = rounds(HOUR, async || {
            let before = taken.borrow().len();
            taken.borrow_mut().push(start.elapsed().as_secs_f64() / 3600.0);
            sleep(takes(before)).await;
        });
        assert!(timeout(23 * HOUR + HOUR / 2, day).await.is_err(), "it never ends");
        taken.into_inner()
    }

    #[tokio::test(start_paused = true)]
    async fn a_step_is_taken_every_hour_and_not_at_once() {
        let taken = steps(|_| Duration::ZERO).await;
        assert_eq!((taken.len(), taken[0]), (23, 1.0));
    }

    #[tokio::test(start_paused = true)]
    async fn steps_that_a_slow_one_missed_are_not_made_up_for() {
        let taken = steps(|before| if before == 1 { 3 * HOUR + HOUR / 2 } else { Duration::ZERO }).await;
        assert_eq!(taken[..4], [1.0, 2.0, 5.5, 6.5]);
    }
}
