//! What messages mean: how the classifier is made, and what is understood of a text.

mod messages;
pub mod train;
pub mod understand;
