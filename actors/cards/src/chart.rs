//! Bars side by side, the highest of them marked.

use super::canvas::{Area, Canvas, number};
use super::words::{Style, width};

/// Over the bars, for the highest one's number.
const ABOVE: f32 = 46.0;
/// Under the bars, for the axis.
const BELOW: f32 = 50.0;
/// Height of a bar that stands for next to nothing, and of none at all, pixels.
const LEAST: f32 = 6.0;
/// Between labels at least.
const APART: f32 = 24.0;

/// Draws a bar for each count, with as many of the labels as there is room for.
pub(super) fn bars(canvas: &mut Canvas, area: &Area, counts: &[u32], labels: &[String]) {
    let most = counts.iter().copied().max().unwrap_or_default();
    let peak = counts.iter().position(|it| *it == most).filter(|_| most > 0);
    let room = area.height - ABOVE - BELOW;
    let step = area.width / counts.len().max(1) as f32;
    let thick = (step * 0.72).min(64.0);
    let palette = canvas.palette;
    for (place, count) in counts.iter().enumerate() {
        let height = (room * share(*count, most)).max(LEAST);
        let x = area.x + step * (place as f32 + 0.5) - thick / 2.0;
        let bar = Area { x, y: area.bottom() - BELOW - height, width: thick, height };
        let colour = if *count == 0 { palette.line } else { palette.bar };
        canvas.bar(&bar, 8.0, if peak == Some(place) { palette.accent } else { colour });
    }
    if let Some(place) = peak {
        let style = Style { bold: true, colour: palette.accent, ..canvas.quiet() };
        canvas.label(&number(most), &style, area.x + step * (place as f32 + 0.5), area.y + ABOVE - 14.0, area);
    }
    axis(canvas, area, labels, step);
}

/// Labels under the places of an axis, each once where it begins, and so many that they keep apart.
pub(super) fn axis(canvas: &mut Canvas, area: &Area, labels: &[String], step: f32) {
    let style = canvas.quiet();
    let new = |(place, label): &(usize, &String)| *place == 0 || labels.get(place - 1) != Some(*label);
    let labels: Vec<_> = labels.iter().enumerate().filter(new).filter(|(_, label)| !label.is_empty()).collect();
    let widest = labels.iter().map(|(_, label)| width(label, &style)).fold(0.0, f32::max).min(area.width);
    let mut free = f32::INFINITY;
    // From the end: the newest is what one looks for.
    for (place, label) in labels.into_iter().rev() {
        let x = area.x + step * (place as f32 + 0.5);
        let x = x.max(area.x + widest / 2.0).min(area.right() - widest / 2.0);
        if x + widest / 2.0 <= free {
            canvas.label(label, &style, x, area.bottom() - 6.0, area);
            free = x - widest / 2.0 - APART;
        }
    }
}

/// What part of the most it is, 0 to 1.
pub(super) fn share(count: u32, most: u32) -> f32 {
    (f64::from(count) / f64::from(most.max(1))) as f32
}
