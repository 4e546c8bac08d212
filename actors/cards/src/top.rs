//! Who talks most.

use unicode_segmentation::UnicodeSegmentation;

use super::canvas::{Anchor, Area, Canvas, SMALL, number};
use super::card::{TopCard, TopRow};
use super::chart::share;
use super::theme::{ON_TINT, TINTS};
use super::words::{Style, tidy, width};

const ROWS: usize = 10;
const ROW: f32 = 116.0;
const RADIUS: f32 = 40.0;
/// From the row's left to the avatar's middle, and to the name.
const AVATAR: f32 = 104.0;
const NAME: f32 = 166.0;
/// Most of a row's width that a note takes.
const NOTE: f32 = 240.0;

pub(super) fn draw(canvas: &mut Canvas, card: &TopCard) {
    canvas.head(&card.title, &card.subtitle);
    let rows = card.rows.get(..ROWS).unwrap_or(&card.rows);
    if rows.is_empty() {
        return;
    }
    let most = rows.iter().map(|it| it.count).max().unwrap_or_default();
    let inside = canvas.panel("", ROW * rows.len() as f32 - 32.0);
    for (place, it) in rows.iter().enumerate() {
        let y = inside.y + ROW * place as f32;
        row(canvas, place, it, share(it.count, most), &Area { y, height: ROW - 32.0, ..inside });
    }
}

fn row(canvas: &mut Canvas, place: usize, row: &TopRow, share: f32, area: &Area) {
    let palette = canvas.palette;
    let tint = TINTS[place % TINTS.len()];
    let middle = area.y + area.height / 2.0;
    let medal = if place < 3 { palette.accent } else { palette.soft };
    let rank = canvas.style(36.0, true, medal);
    canvas.text(&(place + 1).to_string(), &rank, area.x + 21.0, middle + 13.0, Anchor::Middle, 60.0);
    avatar(canvas, &row.name, tint, area.x + AVATAR, middle);
    names(canvas, row, area);
    let track = Area { x: area.x + NAME, y: area.bottom() - 22.0, width: area.width - NAME, height: 14.0 };
    canvas.bar(&track, 7.0, palette.line);
    let length = (track.width * share).max(if row.count > 0 { track.height } else { 0.0 });
    canvas.bar(&Area { width: length, ..track }, 7.0, if place == 0 { palette.accent } else { palette.bar });
}

/// The name, the note after it, and the count at the right end.
fn names(canvas: &mut Canvas, row: &TopRow, area: &Area) {
    let palette = canvas.palette;
    let name_style = canvas.style(40.0, true, palette.ink);
    let (x, y) = (area.x + NAME, area.y + 36.0);
    let count = canvas.text(&number(row.count), &name_style, area.right(), y, Anchor::End, area.width);
    let note = row.note.as_deref().unwrap_or_default();
    let quiet = canvas.quiet();
    let note_room = width(note, &quiet).min(NOTE);
    let gaps = if note_room > 0.0 { 44.0 } else { 24.0 };
    let room = area.width - NAME - count - note_room - gaps;
    let name = canvas.text(&row.name, &name_style, x, y, Anchor::Start, room);
    canvas.text(note, &quiet, x + name + 18.0, y, Anchor::Start, note_room + 0.5);
}

fn avatar(canvas: &mut Canvas, name: &str, tint: &'static str, x: f32, y: f32) {
    let tidy = tidy(name);
    let Some(initial) = initial(&tidy) else { return };
    canvas.dot(x, y, RADIUS, tint);
    let style = Style { size: SMALL + 8.0, bold: true, colour: ON_TINT };
    canvas.text(&initial, &style, x, y + 14.0, Anchor::Middle, RADIUS * 2.0);
}

/// The first letter or, where there is none, the first sign.
fn initial(name: &str) -> Option<String> {
    let is_letter = |it: &&str| it.chars().next().is_some_and(char::is_alphanumeric);
    let first = name.graphemes(true).find(is_letter).or_else(|| name.graphemes(true).next())?;
    Some(first.to_uppercase())
}
