//! The sheet that a picture is drawn on, from top to bottom, as SVG.

use std::fmt::Write;

use super::theme::Palette;
use super::words::{Style, fit, total, width};

/// Width of every picture, pixels: twice what a phone shows, so that it is sharp there.
pub const WIDTH: u32 = 1080;
/// From the sheet's edges to the panels.
pub(super) const MARGIN: f32 = 44.0;
/// From a panel's edges to what is in it.
pub(super) const PADDING: f32 = 40.0;
/// Between panels.
const GAP: f32 = 28.0;
/// The smallest letters that are read on a phone, pixels.
pub(super) const SMALL: f32 = 30.0;
const TITLE: f32 = 60.0;
const CAPTION: f32 = 36.0;

/// Where a text is put against its x.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// Part of the sheet, pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

impl Area {
    pub(super) fn right(&self) -> f32 {
        self.x + self.width
    }

    pub(super) fn bottom(&self) -> f32 {
        self.y + self.height
    }
}

pub(super) struct Canvas {
    pub palette: &'static Palette,
    svg: String,
    /// How far down the sheet is used.
    bottom: f32,
}

impl Canvas {
    pub(super) fn new(palette: &'static Palette) -> Self {
        Self { palette, svg: String::new(), bottom: 0.0 }
    }

    /// The whole as SVG, and its height in pixels.
    pub(super) fn finish(self) -> (String, u32) {
        let height = (self.bottom + MARGIN - GAP).max(1.0).ceil();
        let Palette { paper, accent, wheat, .. } = self.palette;
        let body = self.svg;
        let svg = format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}"><defs><pattern id="stitch" width="60" height="44" patternUnits="userSpaceOnUse"><path fill="{accent}" d="M30 4 48 22 30 40 12 22zM0 14 8 22 0 30zM60 14 52 22 60 30z"/><path fill="{paper}" d="M30 11 41 22 30 33 19 22z"/><path fill="{wheat}" d="M30 16 36 22 30 28 24 22z"/></pattern></defs><rect width="{WIDTH}" height="{height}" fill="{paper}"/><rect width="{WIDTH}" height="44" fill="url(#stitch)"/>{body}</svg>"##
        );
        (svg, height as u32)
    }

    /// Letters in a colour of the palette.
    pub(super) fn style(&self, size: f32, bold: bool, colour: &'static str) -> Style {
        Style { size, bold, colour }
    }

    /// Small letters of little weight: labels, axes.
    pub(super) fn quiet(&self) -> Style {
        self.style(SMALL, false, self.palette.soft)
    }

    /// The embroidered edge, the name and what the picture is about.
    pub(super) fn head(&mut self, title: &str, subtitle: &str) {
        let room = WIDTH as f32 - 2.0 * MARGIN;
        self.text(title, &self.style(TITLE, true, self.palette.ink), MARGIN, 128.0, Anchor::Start, room);
        self.text(subtitle, &self.style(CAPTION, false, self.palette.soft), MARGIN, 182.0, Anchor::Start, room);
        self.bottom = if subtitle.is_empty() { 168.0 } else { 218.0 };
    }

    /// A panel under all that is there; what it returns is the inside of it.
    pub(super) fn panel(&mut self, caption: &str, height: f32) -> Area {
        let above = if caption.is_empty() { 0.0 } else { CAPTION + 28.0 };
        let outside = Area {
            x: MARGIN,
            y: self.bottom,
            width: WIDTH as f32 - 2.0 * MARGIN,
            height: height + above + 2.0 * PADDING,
        };
        self.bottom = outside.bottom() + GAP;
        self.frame(&outside);
        let (x, y, width) = (outside.x + PADDING, outside.y + PADDING, outside.width - 2.0 * PADDING);
        let style = self.style(CAPTION, true, self.palette.ink);
        self.text(caption, &style, x, y + CAPTION * 0.75, Anchor::Start, width);
        Area { x, y: y + above, width, height }
    }

    /// Draws the text, cut where it is wider than `room`, its letters standing on `y`; returns its width.
    pub(super) fn text(&mut self, text: &str, style: &Style, x: f32, y: f32, anchor: Anchor, room: f32) -> f32 {
        let runs = fit(text, style, room);
        let width = total(&runs);
        let mut x = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        for run in runs {
            self.svg.push_str(&run.svg(style, x, y));
            x += run.width;
        }
        width
    }

    /// The text in the middle of x, moved where it would stick out of the area.
    pub(super) fn label(&mut self, text: &str, style: &Style, x: f32, y: f32, area: &Area) {
        let half = width(text, style).min(area.width) / 2.0;
        let x = x.max(area.x + half).min(area.right() - half);
        self.text(text, style, x, y, Anchor::Middle, area.width);
    }

    pub(super) fn bar(&mut self, area: &Area, radius: f32, colour: &str) {
        let Area { x, y, width, height } = area;
        let radius = radius.min(width / 2.0).min(height / 2.0);
        self.add(format_args!(
            r#"<rect x="{x:.2}" y="{y:.2}" width="{width:.2}" height="{height:.2}" rx="{radius:.2}" fill="{colour}"/>"#
        ));
    }

    pub(super) fn dot(&mut self, x: f32, y: f32, radius: f32, colour: &str) {
        self.add(format_args!(r#"<circle cx="{x:.2}" cy="{y:.2}" r="{radius:.2}" fill="{colour}"/>"#));
    }

    /// A line through the points; `path` is in the language of SVG's `d`.
    pub(super) fn line(&mut self, path: &str, width: f32, colour: &str) {
        self.add(format_args!(
            r#"<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round"/>"#
        ));
    }

    /// The inside of the path, as much as lies in the area.
    pub(super) fn wash(&mut self, id: &str, path: &str, area: &Area, colour: &str) {
        let Area { x, y, width, height } = area;
        self.add(format_args!(
            r##"<clipPath id="{id}"><rect x="{x:.2}" y="{y:.2}" width="{width:.2}" height="{height:.2}"/></clipPath><path clip-path="url(#{id})" d="{path}" fill="{colour}" fill-opacity="0.24"/>"##
        ));
    }

    /// Something else, as SVG: never a text of others.
    pub(super) fn add(&mut self, svg: std::fmt::Arguments<'_>) {
        // Writing into a string cannot fail.
        let _ = self.svg.write_fmt(svg);
    }

    fn frame(&mut self, outside: &Area) {
        let Area { x, y, width, height } = outside;
        let Palette { surface, line, .. } = self.palette;
        self.add(format_args!(
            r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="32" fill="{surface}" stroke="{line}" stroke-width="2"/>"#
        ));
    }
}

/// A number as people read it: digits in threes.
pub fn number(number: u32) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) && digits.len() > 4 {
            grouped.push('\u{A0}');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn long_numbers_are_read_in_threes() {
        assert_eq!(number(0), "0");
        assert_eq!(number(4321), "4321");
        assert_eq!(number(43_210), "43\u{A0}210");
        assert_eq!(number(u32::MAX), "4\u{A0}294\u{A0}967\u{A0}295");
    }
}
