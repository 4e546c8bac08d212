//! Understands texts and words them: catalogues, lexicons, emotions, topics, dates, and the voice of a chat.
//!
//! Everything here is pure: text in, findings or text out. It knows no database, no chat's history and no Telegram.
//! Begin with [`analyzer::Analyzer`], which says what a message means, and [`text::catalogue`], which holds every text
//! that people are shown. What belongs to one language is data, in [`packs`].

pub mod analyzer;
pub mod dice;
pub mod hashing;
pub mod packs;
pub mod text;
pub mod voice;
pub mod zone;
