//! The bot's admins, and telling them.

use std::time::Duration;

use events::PersonId;
use language::text::catalogue::Language;
use runtime::clock::now;
use serde_json::json;
use telegram::{CallError, Client};

use super::{Told, Trouble};

const PATIENCE: Duration = Duration::from_secs(20);

/// Who is told of troubles, and how.
#[derive(Clone)]
pub struct Admins {
    pub client: Client,
    /// Nobody if empty.
    pub ids: Vec<PersonId>,
    pub language: Language,
}

impl Admins {
    /// Tells what they do not know yet of all that is wrong, and what is over. `keep` stores what they know by then. True if
    /// nothing is left to be told.
    pub async fn tell_news(&self, told: &mut Told, troubles: &[Trouble], mut keep: impl AsyncFnMut(&Told)) -> bool {
        let mut all = true;
        for trouble in told.news(troubles, now()) {
            tracing::warn!(trouble = trouble.kind(), "notifying the bot's admins of a problem");
            match self.tell(&trouble.in_words(self.language)).await {
                Heard::Told => {
                    told.note(&trouble, now());
                    keep(told).await;
                }
                Heard::Never => told.pass_over(&trouble, now()),
                Heard::NotNow => all = false,
            }
        }
        for trouble in told.over() {
            tracing::info!(trouble = trouble.kind(), "notifying the bot's admins that a problem is over");
            let Some(words) = trouble.over_in_words(self.language) else { continue };
            if self.tell(&words).await == Heard::NotNow {
                all = false;
                continue;
            }
            told.note_end(&trouble);
            keep(told).await;
        }
        all
    }

    async fn tell(&self, text: &str) -> Heard {
        let mut heard = Heard::Never;
        for admin in &self.ids {
            let message = json!({ "chat_id": admin, "text": text, "parse_mode": "HTML" });
            match self.client.call("SendMessage", &message, PATIENCE).await {
                Ok(_) => heard = Heard::Told,
                Err(error @ CallError::Refused { .. }) => {
                    tracing::warn!(admin = admin.0, %error, "cannot notify an admin: they must write to the bot first");
                }
                Err(error) => {
                    tracing::warn!(admin = admin.0, %error, "could not notify an admin; trying again");
                    if heard == Heard::Never {
                        heard = Heard::NotNow;
                    }
                }
            }
        }
        heard
    }
}

/// Whether anybody was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Heard {
    Told,
    NotNow,
    /// There is nobody, or they never wrote to the bot: it would be the same the next time.
    Never,
}
