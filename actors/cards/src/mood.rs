//! How a chat has felt: the mood in a word and over time, emotions, topics.

use super::canvas::{Anchor, Area, Canvas, number};
use super::card::{EmotionShare, MoodCard, MoodPoint, Tally};
use super::chart::{axis, share};
use super::face::face;
use super::words::Style;

/// A week by the hour; more are averaged.
const POINTS: usize = 7 * 24;
const EMOTIONS: usize = 7;
const TOPICS: usize = 5;
const CURVE: f32 = 400.0;
/// Under the curve, for the axis.
const BELOW: f32 = 56.0;
/// Left of the curve, for the faces.
const LEFT: f32 = 64.0;
/// Sentiment at the edge of the curve at least: an even chat shall look even.
const CALM: f32 = 0.4;
const LEGEND: f32 = 56.0;
const TOPIC: f32 = 62.0;

pub(super) fn draw(canvas: &mut Canvas, card: &MoodCard) {
    canvas.head(&card.title, &card.subtitle);
    let points = thinned(&card.points);
    word(canvas, &card.word, average(&points));
    if !points.is_empty() {
        let area = canvas.panel(&card.mood_caption, CURVE);
        curve(canvas, &points, &area);
    }
    let emotions = card.emotions.get(..EMOTIONS).unwrap_or(&card.emotions);
    if !emotions.is_empty() {
        feelings(canvas, &card.emotion_caption, emotions);
    }
    let topics = card.topics.get(..TOPICS).unwrap_or(&card.topics);
    if !topics.is_empty() {
        about(canvas, &card.topic_caption, topics);
    }
}

fn word(canvas: &mut Canvas, word: &str, sentiment: f32) {
    let area = canvas.panel("", 104.0);
    face(canvas, area.x + 52.0, area.y + 52.0, 52.0, sentiment);
    let style = canvas.style(68.0, true, canvas.palette.ink);
    canvas.text(word, &style, area.x + 140.0, area.y + 76.0, Anchor::Start, area.width - 140.0);
}

/// At most [`POINTS`] points: neighbours averaged where there are more, and those without words left without mood.
fn thinned(points: &[MoodPoint]) -> Vec<MoodPoint> {
    let together = points.len().div_ceil(POINTS).max(1);
    let merge = |some: &[MoodPoint]| MoodPoint {
        label: some.first().map(|it| it.label.clone()).unwrap_or_default(),
        sentiment: average(some),
        messages: some.iter().filter(|it| it.sentiment.is_finite()).fold(0, |sum, it| sum.saturating_add(it.messages)),
    };
    points.chunks(together).map(merge).collect()
}

/// The sentiment of the average message; 0 if there is none.
fn average(points: &[MoodPoint]) -> f32 {
    let told = points.iter().filter(|it| it.sentiment.is_finite());
    let (sum, messages) = told.fold((0.0, 0.0), |(sum, messages), it| {
        let weight = f64::from(it.messages);
        (sum + f64::from(it.sentiment.clamp(-1.0, 1.0)) * weight, messages + weight)
    });
    (sum / f64::max(messages, 1.0)) as f32
}

fn curve(canvas: &mut Canvas, points: &[MoodPoint], area: &Area) {
    let palette = canvas.palette;
    let plot = Area { x: area.x + LEFT, width: area.width - LEFT, height: area.height - BELOW, ..*area };
    let zero = plot.y + plot.height / 2.0;
    face(canvas, area.x + 22.0, plot.y + 22.0, 22.0, 1.0);
    face(canvas, area.x + 22.0, plot.bottom() - 22.0, 22.0, -1.0);
    let step = plot.width / points.len() as f32;
    volume(canvas, points, &plot, step);
    canvas.line(&format!("M{} {zero}H{}", plot.x, plot.right()), 2.0, palette.line);
    let spots = spots(points, &plot, step);
    wash(canvas, &spots, &plot, zero);
    canvas.line(&path(&spots), 5.0, palette.ink);
    if points.len() <= 31 {
        for (x, y) in &spots {
            canvas.dot(*x, *y, 8.0, palette.ink);
        }
    }
    if let Some((x, y)) = spots.last() {
        canvas.dot(*x, *y, 15.0, palette.surface);
        canvas.dot(*x, *y, 11.0, palette.accent);
    }
    let labels: Vec<String> = points.iter().map(|it| it.label.clone()).collect();
    axis(canvas, &Area { height: area.height, ..plot }, &labels, step);
}

/// Where the curve goes: through every point with words in it.
fn spots(points: &[MoodPoint], plot: &Area, step: f32) -> Vec<(f32, f32)> {
    let told = || points.iter().enumerate().filter(|(_, it)| it.messages > 0);
    let most = told().map(|(_, it)| it.sentiment.abs()).fold(CALM, f32::max);
    let half = plot.height / 2.0;
    let spot = |(place, it): (usize, &MoodPoint)| {
        (plot.x + step * (place as f32 + 0.5), plot.y + half - it.sentiment / most * (half - 18.0))
    };
    told().map(spot).collect()
}

fn path(spots: &[(f32, f32)]) -> String {
    let spots: Vec<String> = spots.iter().map(|(x, y)| format!("{x:.1} {y:.1}")).collect();
    if spots.is_empty() { String::new() } else { format!("M{}", spots.join("L")) }
}

/// The good above the line, the bad below it.
fn wash(canvas: &mut Canvas, spots: &[(f32, f32)], plot: &Area, zero: f32) {
    let (Some((first, _)), Some((last, _))) = (spots.first(), spots.last()) else { return };
    let path = format!("{}L{last:.1} {zero}L{first:.1} {zero}Z", path(spots));
    let half = Area { height: plot.height / 2.0, ..*plot };
    let palette = canvas.palette;
    canvas.wash("good", &path, &half, palette.glad);
    canvas.wash("bad", &path, &Area { y: zero, ..half }, palette.sad);
}

/// How much was said, at the foot of the curve.
fn volume(canvas: &mut Canvas, points: &[MoodPoint], plot: &Area, step: f32) {
    let most = points.iter().map(|it| it.messages).max().unwrap_or_default();
    let thick = (step * 0.7).min(64.0);
    for (place, it) in points.iter().enumerate().filter(|(_, it)| it.messages > 0) {
        let height = (plot.height * 0.24 * share(it.messages, most)).max(3.0);
        let x = plot.x + step * (place as f32 + 0.5) - thick / 2.0;
        canvas.bar(&Area { x, y: plot.bottom() - height, width: thick, height }, 5.0, canvas.palette.line);
    }
}

fn feelings(canvas: &mut Canvas, caption: &str, emotions: &[EmotionShare]) {
    let rows = emotions.len().div_ceil(2) as f32;
    let area = canvas.panel(caption, 40.0 + 24.0 + LEGEND * rows - 16.0);
    let shares: Vec<f32> = emotions.iter().map(|it| known(it.share)).collect();
    let whole = shares.iter().sum::<f32>();
    let shown: Vec<_> = emotions.iter().zip(&shares).filter(|(_, share)| **share > 0.0).collect();
    let gaps = 6.0 * shown.len().saturating_sub(1) as f32;
    let mut x = area.x;
    for (emotion, share) in shown {
        let width = (area.width - gaps) * share / whole;
        let colour = canvas.palette.emotion(&emotion.key);
        canvas.bar(&Area { x, width, height: 40.0, ..area }, 10.0, colour);
        x += width + 6.0;
    }
    for (place, (emotion, share)) in emotions.iter().zip(shares).enumerate() {
        let column = (area.width - 56.0) / 2.0;
        let x = area.x + (column + 56.0) * (place % 2) as f32;
        let y = area.y + 64.0 + LEGEND * (place / 2) as f32;
        legend(canvas, emotion, share, &Area { x, y, width: column, height: LEGEND });
    }
}

fn legend(canvas: &mut Canvas, emotion: &EmotionShare, share: f32, area: &Area) {
    let palette = canvas.palette;
    let y = area.y + 34.0;
    canvas.dot(area.x + 13.0, y - 11.0, 13.0, palette.emotion(&emotion.key));
    let style = canvas.style(32.0, false, palette.ink);
    let percent = format!("{:.0}\u{A0}%", share * 100.0);
    let taken = canvas.text(&percent, &Style { bold: true, ..style }, area.right(), y, Anchor::End, area.width);
    canvas.text(&emotion.label, &style, area.x + 42.0, y, Anchor::Start, area.width - 42.0 - taken - 16.0);
}

/// A share as it can be, 0 to 1.
fn known(share: f32) -> f32 {
    if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 }
}

fn about(canvas: &mut Canvas, caption: &str, topics: &[Tally]) {
    let most = topics.iter().map(|it| it.count).max().unwrap_or_default();
    let area = canvas.panel(caption, TOPIC * topics.len() as f32 - 22.0);
    let palette = canvas.palette;
    for (place, topic) in topics.iter().enumerate() {
        let y = area.y + TOPIC * place as f32;
        let style = canvas.style(32.0, false, palette.ink);
        let bold = Style { bold: true, ..style };
        let taken = canvas.text(&number(topic.count), &bold, area.right(), y + 29.0, Anchor::End, 240.0);
        canvas.text(&topic.label, &style, area.x, y + 29.0, Anchor::Start, 330.0);
        let room = area.width - 360.0 - taken.max(110.0) - 20.0;
        let length = (room * share(topic.count, most)).max(8.0);
        let colour = if place == 0 { palette.accent } else { palette.bar };
        canvas.bar(&Area { x: area.x + 360.0, y: y + 6.0, width: length, height: 28.0 }, 8.0, colour);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(sentiment: f32, messages: u32) -> MoodPoint {
        MoodPoint { label: String::new(), sentiment, messages }
    }

    #[test]
    fn thousands_of_points_become_few_and_keep_the_mood() {
        let many = vec![point(0.5, 3); 5000];
        let few = thinned(&many);
        assert!(few.len() <= POINTS);
        assert!(few.iter().all(|it| (it.sentiment - 0.5).abs() < 1e-6));
        assert_eq!(few.iter().map(|it| it.messages).sum::<u32>(), 15_000);
    }

    #[test]
    fn the_average_is_of_messages_and_knows_no_nonsense() {
        assert!((average(&[point(1.0, 3), point(-1.0, 1)]) - 0.5).abs() < 1e-6);
        assert!((average(&[point(f32::NAN, 9), point(9.0, 1)]) - 1.0).abs() < 1e-6);
        assert!(average(&[point(f32::INFINITY, u32::MAX)]).abs() < 1e-6);
        assert!(average(&[]).abs() < 1e-6);
    }
}
