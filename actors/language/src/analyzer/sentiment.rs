//! Good or bad.

use super::{Emotion, evidence::Evidence, hundredths};

/// What stands against a single word, so that two say more than one.
const DOUBT: f32 = 0.5;

/// From -1 to 1, in hundredths: what the words say, and the model as far as it feels something. Weak words alone
/// ("rain", "night") say nothing.
pub fn sentiment(evidence: &[Evidence], valence: f32) -> f32 {
    if evidence.iter().all(|word| strength(word).abs() < 1.0) {
        return hundredths(valence / 2.0);
    }
    let (mut sum, mut weight) = (0.0, DOUBT);
    for word in evidence {
        let value = value(word);
        sum += value;
        weight += value.abs();
    }
    let said = sum / weight;
    hundredths(if valence == 0.0 { said } else { (2.0 * said + valence) / 3.0 })
}

/// A negated word means its contrary, though less so: "not bad" is no praise.
fn value(word: &Evidence) -> f32 {
    let value = word.weight * strength(word);
    if word.negated { -value / 2.0 } else { value }
}

fn strength(word: &Evidence) -> f32 {
    if word.meaning.polarity != 0.0 { word.meaning.polarity } else { of_emotions(word) }
}

fn of_emotions(word: &Evidence) -> f32 {
    let pleasant = |emotion: &Emotion| match emotion {
        Emotion::Joy => 1.0,
        Emotion::Surprise => 0.0,
        Emotion::Anger | Emotion::Disgust | Emotion::Fear | Emotion::Sadness => -1.0,
    };
    let values = Emotion::ALL.iter().zip(word.meaning.emotions).map(|(emotion, strength)| pleasant(emotion) * strength);
    // A word of two emotions is no worse than the stronger of them.
    values.fold(0.0, |most: f32, value| if value.abs() > most.abs() { value } else { most })
}
