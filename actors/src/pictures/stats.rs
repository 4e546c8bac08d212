//! How busy a chat is: figures, hours of the day, the last days.

use super::canvas::{Anchor, Area, Canvas};
use super::card::{Figure, StatsCard};
use super::chart::bars;
use super::words::width;

const FIGURES: usize = 4;
const DAYS: usize = 30;
const CHART: f32 = 330.0;
/// Height of a row of figures.
const ROW: f32 = 122.0;
/// Sizes that a figure is tried in, pixels.
const SIZES: [f32; 4] = [68.0, 60.0, 50.0, 42.0];

pub(super) fn draw(canvas: &mut Canvas, card: &StatsCard) {
    canvas.head(&card.title, &card.subtitle);
    figures(canvas, card.figures.get(..FIGURES).unwrap_or(&card.figures));
    let area = canvas.panel(&card.hour_caption, CHART);
    let hours: Vec<String> = (0..24).map(|hour| if hour % 3 == 0 { hour.to_string() } else { String::new() }).collect();
    hour_bars(canvas, &area, &card.by_hour, &hours);
    let days = &card.by_day[card.by_day.len().saturating_sub(DAYS)..];
    if !days.is_empty() {
        let area = canvas.panel(&card.day_caption, CHART);
        let counts: Vec<u32> = days.iter().map(|it| it.count).collect();
        let labels: Vec<String> = days.iter().map(|it| it.label.clone()).collect();
        bars(canvas, &area, &counts, &labels);
    }
}

fn hour_bars(canvas: &mut Canvas, area: &Area, counts: &[u32; 24], labels: &[String]) {
    bars(canvas, area, counts, &[]);
    let style = canvas.quiet();
    let step = area.width / 24.0;
    for (hour, label) in labels.iter().enumerate() {
        canvas.label(label, &style, area.x + step * (hour as f32 + 0.5), area.bottom() - 6.0, area);
    }
}

fn figures(canvas: &mut Canvas, figures: &[Figure]) {
    if figures.is_empty() {
        return;
    }
    let columns = columns(canvas, figures);
    let rows = figures.len().div_ceil(columns);
    let inside = canvas.panel("", ROW * rows as f32 + 24.0 * (rows as f32 - 1.0) - 8.0);
    let step = (inside.width + 30.0) / columns as f32;
    for (place, it) in figures.iter().enumerate() {
        let (column, row) = (place % columns, place / columns);
        let (x, y) = (inside.x + step * column as f32, inside.y + (ROW + 24.0) * row as f32);
        figure(canvas, it, &Area { x, y, width: step - 30.0, height: ROW });
    }
}

/// As many as fit side by side with their labels whole.
fn columns(canvas: &Canvas, figures: &[Figure]) -> usize {
    let style = canvas.quiet();
    let room = WIDE / figures.len() as f32 - 30.0;
    let narrow = figures.iter().all(|it| width(&it.label, &style) <= room);
    if narrow || figures.len() < 3 { figures.len() } else { 2 }
}

/// Inside a panel, and the space after the last column.
const WIDE: f32 = 942.0;

fn figure(canvas: &mut Canvas, figure: &Figure, area: &Area) {
    let sized = SIZES.map(|size| canvas.style(size, true, canvas.palette.accent));
    let fitting = sized.iter().find(|style| width(&figure.value, style) <= area.width);
    let style = fitting.unwrap_or(&sized[SIZES.len() - 1]);
    canvas.text(&figure.value, style, area.x, area.y + 56.0, Anchor::Start, area.width);
    canvas.text(&figure.label, &canvas.quiet(), area.x, area.y + 106.0, Anchor::Start, area.width);
}
