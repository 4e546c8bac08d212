//! The progress of an import, on a terminal.

use std::{io::IsTerminal as _, time::Duration};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use operations::importing::Progress;

const TEMPLATE: &str = "{wide_bar} {percent:>3}%  {msg}  {eta} left";
/// Of a pipe, which does not tell how much is left.
const WITHOUT_LENGTH: &str = "{spinner} {bytes}  {msg}";

/// A bar on stderr; nothing where stderr is no terminal.
pub(super) struct Bar(ProgressBar);

impl Bar {
    /// For so many bytes, if that is known.
    pub fn new(length: Option<u64>) -> Self {
        let shown = std::io::stderr().is_terminal();
        let target = if shown { ProgressDrawTarget::stderr_with_hz(5) } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(length, target);
        let template = if length.is_some() { TEMPLATE } else { WITHOUT_LENGTH };
        bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
        if shown {
            bar.enable_steady_tick(Duration::from_millis(500));
        }
        Self(bar)
    }

    pub fn show(&self, progress: &Progress) {
        let read = progress.counts.read;
        let rate = read as f64 / self.0.elapsed().as_secs_f64().max(0.001);
        self.0.set_position(progress.bytes);
        self.0.set_message(format!("{read} messages, {rate:.0}/s"));
    }

    /// A line above the bar.
    pub fn note(&self, words: &str) {
        self.0.suspend(|| eprintln!("{words}"));
    }

    pub fn end(&self) {
        self.0.finish_and_clear();
    }
}
