//! Panics go to the log, without what they may quote.

use std::panic::PanicHookInfo;

/// Enough for a sentence; a panic message has no bound of its own.
const LONGEST_MESSAGE: usize = 200;

/// Replaces the hook that prints a panic by one that logs its place, its thread and, where safe, its message.
pub(super) fn log_them() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let thread = std::thread::current().name().unwrap_or("unnamed").to_owned();
        tracing::error!(target: "panic", place, thread, "{}", message(panic));
    }));
}

/// A message fixed in the source. One put together at run time is withheld: slicing a text and unwrapping an error
/// quote what they failed on, and that may be what somebody wrote.
fn message(panic: &PanicHookInfo<'_>) -> String {
    let fixed = panic.payload().downcast_ref::<&'static str>();
    let text = fixed.unwrap_or(&"panicked; the message is hidden because it may quote a chat");
    text.chars().take(LONGEST_MESSAGE).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};

    #[test]
    fn a_message_that_may_quote_a_chat_is_withheld() {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&seen);
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            log.lock().unwrap().push(message(panic));
        }));
        let text = String::from("привіт, це секрет");
        let sliced = std::panic::catch_unwind(|| text[1..3].len());
        let fixed = std::panic::catch_unwind(|| panic!("the roof is on fire"));
        std::panic::set_hook(before);
        assert!(sliced.is_err() && fixed.is_err());
        let seen = seen.lock().unwrap();
        assert!(seen.iter().all(|message| !message.contains("привіт")), "{seen:?}");
        assert!(seen.iter().any(|message| message == "the roof is on fire"), "{seen:?}");
    }
}
