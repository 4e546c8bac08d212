//! What people write, and how they call: lines of the files beside this one.

use fastrand::Rng;

const UKRAINIAN: &str = include_str!("phrases/uk.txt");
const RUSSIAN: &str = include_str!("phrases/ru.txt");
const ENGLISH: &str = include_str!("phrases/en.txt");
const CALLS: &str = include_str!("phrases/calls.txt");

/// Of a hundred messages so many are in Russian, and so many in English; the rest is Ukrainian.
const IN_RUSSIAN: usize = 10;
const IN_ENGLISH: usize = 15;
/// Phrases of one message, at most.
const MOST: usize = 3;

/// Lines to draw from.
pub struct Phrases {
    languages: [Vec<&'static str>; 3],
    calls: Vec<&'static str>,
}

impl Phrases {
    pub fn new() -> Self {
        let lines = |text: &'static str| text.lines().filter(|line| !line.is_empty()).collect();
        Self { languages: [UKRAINIAN, RUSSIAN, ENGLISH].map(lines), calls: lines(CALLS) }
    }

    /// A message of one language.
    pub fn message(&self, rng: &mut Rng) -> String {
        let language = match rng.usize(..100) {
            ..IN_RUSSIAN => 1,
            it if it < IN_RUSSIAN + IN_ENGLISH => 2,
            _ => 0,
        };
        let phrases = 1 + rng.usize(..MOST).min(rng.usize(..MOST));
        let drawn: Vec<&str> = (0..phrases).filter_map(|_| rng.choice(&self.languages[language]).copied()).collect();
        // Two messages are seldom the same.
        format!("{} {}", drawn.join(". "), rng.u16(..))
    }

    /// Words that call the bot.
    pub fn call(&self, rng: &mut Rng) -> &'static str {
        rng.choice(&self.calls).copied().unwrap_or_default()
    }
}
