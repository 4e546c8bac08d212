//! Why a file cannot be read on, and where. Nothing is quoted from it.

use std::io;

use events::update::describe;

/// Why a file cannot be read on. What was read before it counts.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    #[error("this is the HTML export: export again and choose \"Machine-readable JSON\" as the format")]
    Html,
    #[error("the file is empty")]
    Empty,
    /// What it is, and what to do.
    #[error("{0}")]
    OtherFormat(&'static str),
    #[error("line {line} is not UTF-8 at byte {byte} of the file: was it converted, or cut?")]
    NotUtf8 { line: u64, byte: u64 },
    #[error("a value of more than 4 MiB ends before line {line}, byte {byte} of the file: no message is that long")]
    TooLong { line: u64, byte: u64 },
    #[error("the file is incomplete ({0}): was the export finished and copied completely?")]
    Truncated(String),
    #[error("this is not JSON as Telegram Desktop writes it: {0}")]
    NotJson(String),
    #[error("this is not an export of Telegram Desktop: {0}")]
    WrongShape(String),
    #[error("the messages come before the chat's `id` and `type`: name the chat with --chat ID")]
    NamelessChat,
    #[error("the file does not say which chat it is: it has {0}. Name the chat with --chat ID")]
    UnknownChat(&'static str),
    #[error("the chat has the unknown type {0:?}: name the chat with --chat ID")]
    StrangeChat(String),
    #[error("the file has no chat {0}")]
    NoSuchChat(i64),
    #[error("reading the file failed: {0}")]
    Io(io::ErrorKind),
    /// Whoever wanted the messages wants no more.
    #[error("stopped")]
    Stopped,
}

impl Unreadable {
    /// As an error of a `Read`, which [`of`](Self::of) takes out again.
    pub fn into_io(self) -> io::Error {
        io::Error::other(self)
    }

    /// What serde_json met.
    pub fn of(error: serde_json::Error) -> Self {
        use serde_json::error::Category::{Data, Eof, Io, Syntax};
        let place = format!("line {}, byte {} of the line", error.line(), error.column());
        match error.classify() {
            Io => {
                let error = io::Error::from(error);
                let kind = error.kind();
                error.downcast::<Self>().unwrap_or(Self::Io(kind))
            }
            Eof => Self::Truncated(place),
            Syntax => {
                Self::NotJson(describe(&error).replacen(" at line ", ", line ", 1).replacen(" column ", ", byte ", 1))
            }
            Data => Self::WrongShape(format!("{} ({place})", without_place(&describe(&error)))),
        }
    }
}

fn without_place(told: &str) -> &str {
    told.rsplit_once(" at line ").map_or(told, |(what, _)| what)
}
