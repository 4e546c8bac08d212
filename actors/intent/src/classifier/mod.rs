//! The learned classifier: the text of a message in, the likeliest [`Label`] and its probability out.
//!
//! A linear model over hashed runs of letters and words (`features`), trained by [`train`] from messages that stand as
//! data beside the language packs. Its model card is `models/README.md`.

mod features;
mod model_file;
pub mod train;

use std::sync::OnceLock;

use crate::Label;
use features::BUCKETS;

pub use model_file::BadModel;

const LABELS: usize = Label::ALL.len();

/// What a message most likely means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guess {
    pub label: Label,
    /// The probability that it is right, 0 to 1.
    pub confidence: f32,
}

/// A weight of a feature for a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Weight {
    label: u8,
    /// In steps of [`Classifier::step`].
    steps: i8,
}

/// The model.
#[derive(Clone, PartialEq)]
pub struct Classifier {
    /// Where the weights of each bucket begin in `weights`; one more than there are buckets.
    starts: Box<[u32]>,
    weights: Box<[Weight]>,
    step: f32,
    bias: [f32; LABELS],
    /// What scores are divided by to become probabilities: see [`train`].
    temperature: f32,
}

impl std::fmt::Debug for Classifier {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Classifier").field("weights", &self.weights.len()).finish_non_exhaustive()
    }
}

impl Classifier {
    /// The one that is compiled in.
    pub fn built_in() -> &'static Self {
        static BUILT_IN: OnceLock<Classifier> = OnceLock::new();
        // A test reads the same bytes, so that they are a model.
        BUILT_IN.get_or_init(|| Self::from_bytes(include_bytes!("../../models/intents.bin")).unwrap_or_default())
    }

    /// What a text most likely means. Reads its first 600 letters.
    pub fn guess(&self, text: &str) -> Guess {
        let chances = self.chances(text);
        let likeliest = (0..LABELS).max_by(|one, other| chances[*one].total_cmp(&chances[*other])).unwrap_or_default();
        Guess { label: Label::ALL[likeliest], confidence: chances[likeliest] }
    }

    /// The probability of each label, in their order.
    fn chances(&self, text: &str) -> [f32; LABELS] {
        let mut scores = self.scores(text).map(|score| score / self.temperature);
        softmax(&mut scores);
        scores
    }

    /// What speaks for each label.
    fn scores(&self, text: &str) -> [f32; LABELS] {
        let mut scores = [0.0; LABELS];
        for (bucket, value) in features::features(text) {
            let [from, to] = [0, 1].map(|next| self.starts[bucket as usize + next] as usize);
            for weight in &self.weights[from..to] {
                scores[usize::from(weight.label)] += value * f32::from(weight.steps);
            }
        }
        for (score, bias) in scores.iter_mut().zip(self.bias) {
            *score = *score * self.step + bias;
        }
        scores
    }
}

/// Knows nothing: every label is as likely.
impl Default for Classifier {
    fn default() -> Self {
        Self {
            starts: vec![0; BUCKETS + 1].into(),
            weights: Box::default(),
            step: 1.0,
            bias: [0.0; LABELS],
            temperature: 1.0,
        }
    }
}

/// Turns scores into probabilities.
fn softmax(scores: &mut [f32]) {
    let highest = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = exp(*score - highest);
        sum += *score;
    }
    for score in scores {
        *score /= sum;
    }
}

/// The exponential of a number up to 0, to six digits. Sums and products alone: training gives the same bytes on every
/// machine, and `f32::exp` differs from libm to libm.
fn exp(number: f32) -> f32 {
    let halvings = (number * std::f32::consts::LOG2_E).max(-126.0);
    let whole = halvings.floor();
    let rest = (halvings - whole) * std::f32::consts::LN_2;
    // Taylor's series up to the sixth term.
    let part = 1.0
        + rest * (1.0 + rest / 2.0 * (1.0 + rest / 3.0 * (1.0 + rest / 4.0 * (1.0 + rest / 5.0 * (1.0 + rest / 6.0)))));
    part * f32::from_bits(((whole as i32 + 127) as u32) << 23)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exponential_is_near_enough() {
        for step in 0..2000 {
            let number = step as f32 * -0.03;
            let (near, right) = (exp(number), number.exp());
            assert!((near - right).abs() <= right * 1e-5 + 1e-30, "{number}: {near} {right}");
        }
    }

    #[test]
    fn probabilities_add_up_whatever_the_text() {
        for text in ["", "привіт", "🙂", "\u{202e}а\0б", &"нагадай ".repeat(5000), "@bot", "9**9**9"] {
            let sum: f32 = Classifier::built_in().chances(text).iter().sum();
            assert!((sum - 1.0).abs() < 1e-3, "{text:?}: {sum}");
        }
    }

    #[test]
    fn plain_messages_are_understood_as_typed() {
        for (text, label) in [
            ("привіт!", Label::Greeting),
            ("нагадай завтра о 9 купити хліб", Label::Remind),
            ("шо я пропустив?", Label::Summary),
            ("чай чи кава?", Label::Choose),
            ("кинь монетку", Label::Coin),
            ("скільки буде 15% від 840", Label::Calculate),
            ("хто з нас сьогодні миє посуд?", Label::PickPerson),
            ("what time is it", Label::Time),
            ("сколько дней до нового года", Label::Countdown),
            ("pryvit", Label::Greeting),
        ] {
            let guess = Classifier::built_in().guess(text);
            assert_eq!(guess.label, label, "{text}: {guess:?}");
        }
    }
}
