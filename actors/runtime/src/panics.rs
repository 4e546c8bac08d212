//! What panics say.

use std::any::Any;

/// What a panic said, if that is a literal of the code; a formatted one may quote a chat.
pub fn panic_message(panic: &(dyn Any + Send)) -> &str {
    panic.downcast_ref::<&str>().copied().unwrap_or("the message is hidden because it may quote a chat")
}
