//! The commands that Telegram offers people as they type a slash.

/// In the order in which they are offered.
pub const COMMANDS: [&str; 16] = [
    "start", "help", "stats", "top", "search", "summary", "mood", "me", "settings", "persona", "language", "quiet",
    "privacy", "forget", "export", "admin",
];
