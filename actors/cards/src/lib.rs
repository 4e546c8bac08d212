//! Pictures of a chat's statistics: plain data in, a PNG out. Every word on them comes from the caller.
//!
//! It knows neither chats nor stores. Begin with [`Card`].

mod canvas;
mod card;
mod chart;
mod face;
mod fonts;
mod mood;
mod stats;
#[cfg(test)]
mod tests;
mod theme;
mod top;
mod words;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, Tree};
use thiserror::Error;

use canvas::Canvas;
pub use canvas::{WIDTH, number};
pub use card::{Card, EmotionShare, Figure, MoodCard, MoodPoint, StatsCard, Tally, TopCard, TopRow};
pub use theme::Theme;

/// Why there is no picture. None of it depends on what is drawn: it is a bug, or there is no memory.
#[derive(Debug, Error)]
pub enum PictureError {
    #[error("the drawing cannot be read")]
    Drawing(#[from] usvg::Error),
    #[error("there is no room for a picture {height} pixels high")]
    Room { height: u32 },
    #[error("the picture cannot be written: {0}")]
    Encoding(String),
}

/// The card as a PNG, [`WIDTH`] pixels wide. Takes tens of milliseconds of one core: not for an actor's own thread.
pub fn draw(card: &Card, theme: Theme) -> Result<Vec<u8>, PictureError> {
    let mut canvas = Canvas::new(theme.palette());
    match card {
        Card::Stats(card) => stats::draw(&mut canvas, card),
        Card::Mood(card) => mood::draw(&mut canvas, card),
        Card::Top(card) => top::draw(&mut canvas, card),
    }
    let (svg, height) = canvas.finish();
    let tree = Tree::from_str(&svg, &fonts::OPTIONS)?;
    let mut pixels = Pixmap::new(WIDTH, height).ok_or(PictureError::Room { height })?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| PictureError::Encoding(error.to_string()))
}
