//! A face whose mouth tells the mood.

use super::canvas::Canvas;

/// Draws it round x and y; its mouth is bent by the sentiment, -1 to 1, halfway up as much as it can be.
pub(super) fn face(canvas: &mut Canvas, x: f32, y: f32, radius: f32, sentiment: f32) {
    let palette = canvas.palette;
    let colour = match sentiment {
        it if it >= 0.1 => palette.glad,
        it if it > -0.1 => palette.wheat,
        _ => palette.sad,
    };
    let (wide, eye) = (radius * 0.46, radius * 0.13);
    let bend = (sentiment * 2.0).clamp(-1.0, 1.0) * radius * 0.66;
    // Its ends move the other way, or the mouth would leave its place.
    let mouth = y + radius * 0.34 - bend * 0.36;
    canvas.dot(x, y, radius, colour);
    for side in [-1.0, 1.0] {
        canvas.dot(x + side * radius * 0.36, y - radius * 0.24, eye, palette.surface);
    }
    let (left, right) = (x - wide, x + wide);
    let path = format!("M{left:.2} {mouth:.2}Q{x:.2} {:.2} {right:.2} {mouth:.2}", mouth + bend);
    canvas.line(&path, radius * 0.15, palette.surface);
}
