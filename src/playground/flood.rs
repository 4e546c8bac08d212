//! A flood of plain messages, made fast and served fast; the page is not shown it.

use std::fmt::Write;

use anyhow::{Result, ensure};
use serde::Deserialize;

use super::world::World;

/// How much is to come.
#[derive(Debug, Clone, Deserialize)]
pub struct Flood {
    pub updates: usize,
    pub chats: usize,
    pub people: usize,
    /// Words of a message.
    #[serde(default = "a_dozen")]
    pub words: usize,
}

fn a_dozen() -> usize {
    12
}

const WORDS: &str = include_str!("flood_words.txt");
const MOST_WORDS: usize = 400;
/// The flood's chats and people have ids of their own, apart from the world's.
const FIRST_CHAT: i64 = -1_009_000_000_000;
const FIRST_PERSON: i64 = 9_000_000_000;

impl World {
    /// Queues the flood and returns the first and the last update's id.
    pub(super) fn flood(&mut self, flood: &Flood) -> Result<(i64, i64)> {
        ensure!((1..=self.queue.room()).contains(&flood.updates), "the queue has room for {} more", self.queue.room());
        ensure!(flood.chats > 0 && flood.people > 0, "a flood needs chats and people");
        ensure!((1..=MOST_WORDS).contains(&flood.words), "a message has 1 to {MOST_WORDS} words");
        let words: Vec<&str> = WORDS.split_whitespace().collect();
        let (first, date) = (self.queue.next_id(), self.now());
        for n in 0..flood.updates {
            let line = line(&mut self.rng, &words, flood.words);
            let raw = message(self.queue.next_id(), n, flood, date, &line);
            self.queue.push_raw(None, raw);
        }
        Ok((first, self.queue.next_id() - 1))
    }
}

fn line(rng: &mut fastrand::Rng, words: &[&str], count: usize) -> String {
    let mut line = String::with_capacity(count * 14);
    for n in 0..count {
        if n > 0 {
            line.push(' ');
        }
        line.push_str(rng.choice(words).unwrap_or(&""));
    }
    line
}

fn message(update: i64, n: usize, flood: &Flood, date: i64, text: &str) -> String {
    let (chat, person, id) = (n % flood.chats, n % flood.people, n / flood.chats + 1);
    let chat_id = FIRST_CHAT - i64::try_from(chat).unwrap_or(0);
    let person_id = FIRST_PERSON + i64::try_from(person).unwrap_or(0);
    let mut raw = String::with_capacity(320 + text.len());
    // Writing to a string cannot fail.
    let _ = write!(
        raw,
        "{{\"update_id\":{update},\"message\":{{\"message_id\":{id},\
         \"from\":{{\"id\":{person_id},\"is_bot\":false,\"first_name\":\"Person {person}\",\"username\":\"person_{person}\"}},\
         \"chat\":{{\"id\":{chat_id},\"type\":\"supergroup\",\"title\":\"Flood {chat}\"}},\
         \"date\":{date},\"text\":\"{text}\"}}}}"
    );
    raw
}
