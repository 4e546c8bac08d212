//! Answers as pictures: what each card tells, and the few words below it.

mod artist;
mod mood;
mod stats;
#[cfg(test)]
mod tests;
mod top;
mod words;

use tokio::time::timeout;

use super::{
    Composer, Facts, Manner,
    knowledge::{LOOKUP, WEEK_DAYS},
};
use artist::draw;
use cards::{Card, Theme};
use conversation::{Action, Asked, Keyboard, Request};
use events::Seq;
use language::text::split::{MESSAGE_LIMIT, split_html};
use runtime::clock::now;
use storage::AskError;
use words::Words;

/// Telegram's limit, UTF-16 units after entities, <https://core.telegram.org/bots/api#sendphoto>.
const CAPTION_LIMIT: usize = 1024;
/// Days of which the activity is shown, today among them.
const MONTH_DAYS: i64 = 30;

/// A picture to be.
struct Shown {
    card: Card,
    /// What it comes to in words, as Telegram HTML: a picture may not load.
    caption: String,
}

impl Composer {
    /// The answer as a picture, `html` being the answer in words; `None` if it is not one to be drawn, or cannot be
    /// drawn now.
    pub(super) async fn picture(
        &self,
        request: &Request,
        facts: &Facts,
        manner: &Manner,
        html: &str,
        seq: Seq,
    ) -> Option<Action> {
        let shown = match timeout(LOOKUP, self.shown(request, facts, manner, seq)).await {
            Ok(Ok(shown)) => shown?,
            Ok(Err(error)) => {
                tracing::warn!(%error, "a store does not tell what to draw");
                return None;
            }
            Err(_) => return None,
        };
        let theme = Theme::at(self.knowledge.zones.of(request.chat).hour(now()));
        let png = draw(shown.card, theme).await?;
        let first = |html: &str, limit| split_html(html, limit).into_iter().next();
        let (caption, html) = (first(&shown.caption, CAPTION_LIMIT)?, first(html, MESSAGE_LIMIT)?);
        Some(Action::Picture { png: png.into(), caption, html, keyboard: Keyboard::default() })
    }

    async fn shown(
        &self,
        request: &Request,
        facts: &Facts,
        manner: &Manner,
        seq: Seq,
    ) -> Result<Option<Shown>, AskError> {
        let (knowledge, chat, now) = (&self.knowledge, request.chat, now());
        let (words, zone) = (Words { language: manner.language }, knowledge.zones.of(chat));
        Ok(match (&request.asked, facts) {
            (Asked::Stats, Facts::Chat(Some(stats))) => {
                let hours = knowledge.hours(chat, MONTH_DAYS, now, seq).await?;
                (!hours.is_empty()).then(|| stats::shown(words, stats, &hours, zone, now))
            }
            (Asked::Mood, Facts::Mood { today, week: Some(week) }) => {
                let (title, days) = (knowledge.title(chat).await?, knowledge.days(chat, WEEK_DAYS, now).await?);
                Some(mood::shown(words, &title, today.as_deref(), week, &days, zone))
            }
            (Asked::Top { .. }, Facts::Top(Some(top))) => Some(top::shown(words, top)),
            _ => None,
        })
    }
}
