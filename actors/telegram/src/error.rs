//! How a call to the Bot API can fail, told apart by what is to be done about it.

use std::time::Duration;

use events::ChatId;
use serde::{Deserialize, Serialize};

/// Why a call to the Bot API failed. Holds neither the token nor texts of chats.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum CallError {
    #[error("Telegram refuses the token (401): check TELEGRAM_BOT_TOKEN, or ask @BotFather for a new one")]
    Unauthorized,
    #[error("there is no such bot or method at this address (404): check TELEGRAM_BOT_TOKEN and TELEGRAM_API_URL")]
    NotFound,
    #[error("another program receives this bot's updates (409): stop it, or delete its webhook: {0}")]
    Conflict(String),
    #[error("Telegram asks to wait {} s (429)", .0.as_secs())]
    TooMany(Duration),
    #[error("the group was upgraded to the supergroup {}", .0.0)]
    Migrated(ChatId),
    /// Telegram will not do this, however often it is asked.
    #[error("Telegram refuses ({code}): {description}")]
    Refused { code: u16, description: String },
    /// Telegram failed; whether it did what was asked is unknown.
    #[error("Telegram reports a server error (HTTP {0})")]
    Server(u16),
    #[error("the answer is not a Bot API answer (HTTP {0}): check TELEGRAM_API_URL, and whether a proxy is in between")]
    NotBotApi(u16),
    /// Following a redirect would hand the token to another server. Holds the address of the one that was asked.
    #[error(
        "the server at {0} redirects to another address, and redirects are not followed because the other server would \
         get the token: set TELEGRAM_API_URL to the final address"
    )]
    Redirected(String),
    /// The request never reached Telegram.
    #[error("cannot reach Telegram: {0}")]
    Unreachable(String),
    /// The connection broke or went silent after the request; whether it was done is unknown.
    #[error("the connection to Telegram broke: {0}")]
    Broken(String),
}

impl CallError {
    /// A short name for metrics.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Unauthorized => "unauthorized",
            Self::NotFound => "not_found",
            Self::Conflict(_) => "conflict",
            Self::TooMany(_) => "too_many",
            Self::Migrated(_) => "migrated",
            Self::Refused { .. } => "refused",
            Self::Server(_) => "server",
            Self::NotBotApi(_) => "not_bot_api",
            Self::Redirected(_) => "redirected",
            Self::Unreachable(_) => "unreachable",
            Self::Broken(_) => "broken",
        }
    }
}
