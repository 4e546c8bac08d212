//! The sum of the feedback of a chat, or of one person in it, and what follows from it.

use super::Light;

/// Seconds in which a mark loses half its weight.
const HALF_LIFE: f64 = 14.0 * 86_400.0;
/// So many marks of no opinion stand before the first: one alone changes little.
const RESERVE: f64 = 4.0;
/// Being ignored weighs less than being disliked.
const OF_IGNORED: f64 = 0.5;
/// From here on somebody is left alone: one unkind reaction, until it has lost half its weight or is outweighed.
const TOO_BAD: f64 = 0.5;
/// Bounds of the factor, and of the product of a chat's and a person's.
const LEAST: f64 = 0.25;
const MOST: f64 = 2.0;

/// Each sum is `Σ weight · 2^(-(at - date) / half-life)` over its marks, as of the newest mark's date. So it does not
/// matter in which order marks come.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(in super::super) struct Tally {
    pub good: f64,
    pub bad: f64,
    pub ignored: f64,
    /// The newest date, Unix seconds.
    pub at: i64,
}

impl Tally {
    /// Adds a mark of that date; a negative weight takes one back.
    pub fn add(&mut self, light: Light, weight: f64, date: i64) {
        if date > self.at {
            *self = self.faded(date);
        }
        let weight = weight * left(self.at, date);
        let sum = match light {
            Light::Good => &mut self.good,
            Light::Bad => &mut self.bad,
            Light::Ignored => &mut self.ignored,
        };
        *sum = (*sum + weight).max(0.0);
    }

    /// What the chances to speak and to react are multiplied with:
    ///
    /// `b = (good - worse) / (good + worse + 4)`, where `worse = bad + ignored / 2`; the factor is `2^b` for a good
    /// balance and `4^b` for a bad one: above 1/4, below 2, 1 where nothing is known.
    pub fn factor(&self, now: i64) -> f64 {
        let now = self.faded(now);
        let worse = now.bad + OF_IGNORED * now.ignored;
        let balance = (now.good - worse) / (now.good + worse + RESERVE);
        let bound = if balance < 0.0 { LEAST.recip() } else { MOST };
        bound.powf(balance).clamp(LEAST, MOST)
    }

    /// Whether they have shown that our words are not welcome.
    pub fn wants_peace(&self, now: i64) -> bool {
        let now = self.faded(now);
        now.bad - now.good > TOO_BAD
    }

    fn faded(&self, now: i64) -> Self {
        let left = left(now, self.at);
        Self { good: self.good * left, bad: self.bad * left, ignored: self.ignored * left, at: self.at.max(now) }
    }
}

/// The share of its weight that something has left.
fn left(now: i64, since: i64) -> f64 {
    let age = now.saturating_sub(since).max(0);
    (-(age as f64) / HALF_LIFE).exp2()
}

/// How welcome words to a person of a chat are, 0.25 to 2; 0 for those who are to be left alone.
pub(in super::super) fn feedback_factor(chat: &Tally, person: &Tally, now: i64) -> f64 {
    if person.wants_peace(now) { 0.0 } else { (chat.factor(now) * person.factor(now)).clamp(LEAST, MOST) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DAY: i64 = 86_400;

    fn tally(good: f64, bad: f64, ignored: f64) -> Tally {
        Tally { good, bad, ignored, at: 0 }
    }

    #[test]
    fn nothing_known_changes_nothing_and_the_formula_holds() {
        assert_eq!(Tally::default().factor(5), 1.0);
        assert_eq!(tally(4.0, 0.0, 0.0).factor(0), 2.0_f64.sqrt());
        assert_eq!(tally(0.0, 4.0, 0.0).factor(0), 0.5);
        assert_eq!(tally(0.0, 0.0, 8.0).factor(0), 0.5);
    }

    #[test]
    fn a_mark_loses_half_its_weight_in_two_weeks() {
        let mut liked = Tally::default();
        liked.add(Light::Good, 4.0, 0);
        assert_eq!(liked.factor(14 * DAY), tally(2.0, 0.0, 0.0).factor(0));
        assert!((liked.factor(3650 * DAY) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn one_unkind_reaction_brings_peace_for_two_weeks_unless_taken_back_or_outweighed() {
        let mut annoyed = Tally::default();
        annoyed.add(Light::Bad, 1.0, 0);
        assert!(annoyed.wants_peace(0) && annoyed.wants_peace(14 * DAY - 1) && !annoyed.wants_peace(14 * DAY));
        assert_eq!(feedback_factor(&tally(9.0, 0.0, 0.0), &annoyed, 0), 0.0);
        let mut soothed = annoyed;
        soothed.add(Light::Good, 1.0, DAY);
        assert!(!soothed.wants_peace(DAY));
        annoyed.add(Light::Bad, -1.0, 0);
        assert_eq!(feedback_factor(&Tally::default(), &annoyed, 0), 1.0);
    }

    fn light() -> impl Strategy<Value = Light> {
        prop_oneof![Just(Light::Good), Just(Light::Bad), Just(Light::Ignored)]
    }

    fn marks() -> impl Strategy<Value = Vec<(Light, f64, i64)>> {
        proptest::collection::vec((light(), 0.0..3.0, 0..400 * DAY), 0..40)
    }

    fn sum(marks: &[(Light, f64, i64)]) -> Tally {
        let mut tally = Tally::default();
        for (light, weight, date) in marks {
            tally.add(*light, *weight, *date);
        }
        tally
    }

    proptest! {
        #[test]
        fn the_factor_is_bounded(marks in marks(), now in any::<i64>()) {
            let factor = sum(&marks).factor(now);
            prop_assert!((LEAST..=MOST).contains(&factor), "{factor}");
        }

        #[test]
        fn more_good_never_means_less_and_more_bad_never_more(
            marks in marks(), light in light(), weight in 0.0..5.0, date in 0..400 * DAY, now in 400 * DAY..800 * DAY,
        ) {
            let before = sum(&marks);
            let mut after = before;
            after.add(light, weight, date);
            let (before, after) = (before.factor(now), after.factor(now));
            match light {
                Light::Good => prop_assert!(after >= before - 1e-9, "{before} {after}"),
                Light::Bad | Light::Ignored => prop_assert!(after <= before + 1e-9, "{before} {after}"),
            }
        }

        #[test]
        fn a_mark_that_is_taken_back_leaves_nothing(
            marks in marks(), light in light(), weight in 0.0..5.0, date in 0..400 * DAY, now in 400 * DAY..800 * DAY,
        ) {
            let mut tally = sum(&marks);
            tally.add(light, weight, date);
            tally.add(light, -weight, date);
            prop_assert!((tally.factor(now) - sum(&marks).factor(now)).abs() < 1e-9);
        }

        #[test]
        fn the_order_of_marks_does_not_matter(marks in marks()) {
            let backwards: Vec<_> = marks.iter().rev().copied().collect();
            let now = 500 * DAY;
            prop_assert!((sum(&marks).factor(now) - sum(&backwards).factor(now)).abs() < 1e-9);
        }
    }
}
