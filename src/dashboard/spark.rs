//! A chart in a line: the last days of a chat, drawn here.

use super::chats::Day;

const STEP: usize = 8;
const HEIGHT: f64 = 28.0;

/// One day as a bar.
pub(super) struct Bar {
    pub x: usize,
    pub y: String,
    pub height: String,
    /// The mood: `good`, `even` or `low`.
    pub mood: &'static str,
}

/// Bars for the days, the highest as high as the picture.
pub(super) fn bars(days: &[Day]) -> Vec<Bar> {
    let most = days.iter().map(|day| day.messages).max().unwrap_or(0).max(1) as f64;
    let bar = |(place, day): (usize, &Day)| {
        // A quiet day is a line on the ground.
        let height = if day.messages == 0 { 1.0 } else { (day.messages as f64 / most * HEIGHT).max(2.0) };
        let mood = if day.messages == 0 { "none" } else { mood(day.sentiment) };
        Bar { x: place * STEP, y: format!("{:.1}", HEIGHT - height), height: format!("{height:.1}"), mood }
    };
    days.iter().enumerate().map(bar).collect()
}

fn mood(sentiment: f64) -> &'static str {
    match sentiment {
        it if it >= 0.1 => "good",
        it if it > -0.1 => "even",
        _ => "low",
    }
}
