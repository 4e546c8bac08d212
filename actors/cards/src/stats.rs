//! How busy a chat is: figures, hours of the day, the last days.

use super::canvas::{Anchor, Area, Canvas};
use super::card::{Figure, StatsCard};
use super::chart::bars;
use super::words::{Style, width};

const FIGURES: usize = 4;
const DAYS: usize = 30;
const CHART: f32 = 330.0;
/// Height of a row of figures.
const ROW: f32 = 122.0;
/// Sizes that a figure is tried in, pixels.
const SIZES: [f32; 3] = [68.0, 60.0, 52.0];
const SMALLEST: f32 = 44.0;
/// Inside a panel, with the space after the last column.
const WIDE: f32 = 942.0;

pub(super) fn draw(canvas: &mut Canvas, card: &StatsCard) {
    canvas.head(&card.title, &card.subtitle);
    figures(canvas, card.figures.get(..FIGURES).unwrap_or(&card.figures));
    let area = canvas.panel(&card.hour_caption, CHART);
    let hours: Vec<String> = (0..24).map(|hour| if hour % 3 == 0 { hour.to_string() } else { String::new() }).collect();
    bars(canvas, &area, &card.by_hour, &hours);
    let days = &card.by_day[card.by_day.len().saturating_sub(DAYS)..];
    if !days.is_empty() {
        let area = canvas.panel(&card.day_caption, CHART);
        let counts: Vec<u32> = days.iter().map(|it| it.count).collect();
        let labels: Vec<String> = days.iter().map(|it| it.label.clone()).collect();
        bars(canvas, &area, &counts, &labels);
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
    let room = step - 30.0;
    let style = value_style(canvas, figures, room);
    for (place, it) in figures.iter().enumerate() {
        let (column, row) = (place % columns, place / columns);
        let (x, y) = (inside.x + step * column as f32, inside.y + (ROW + 24.0) * row as f32);
        figure(canvas, it, &style, &Area { x, y, width: room, height: ROW });
    }
}

/// As many as fit side by side with their labels whole.
fn columns(canvas: &Canvas, figures: &[Figure]) -> usize {
    let style = canvas.quiet();
    let room = WIDE / figures.len() as f32 - 30.0;
    let narrow = figures.iter().all(|it| width(&it.label, &style) <= room);
    if narrow || figures.len() < 3 { figures.len() } else { 2 }
}

/// The largest letters in which every value fits.
fn value_style(canvas: &Canvas, figures: &[Figure], room: f32) -> Style {
    let of_size = |size: f32| canvas.style(size, true, canvas.palette.accent);
    let fits = |style: &Style| figures.iter().all(|it| width(&it.value, style) <= room);
    SIZES.into_iter().map(of_size).find(fits).unwrap_or(of_size(SMALLEST))
}

fn figure(canvas: &mut Canvas, figure: &Figure, style: &Style, area: &Area) {
    canvas.text(&figure.value, style, area.x, area.y + 56.0, Anchor::Start, area.width);
    canvas.text(&figure.label, &canvas.quiet(), area.x, area.y + 106.0, Anchor::Start, area.width);
}
