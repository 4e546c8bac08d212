//! Answers as pictures: what a card shows comes from its command, the few words below it too.

mod artist;
#[cfg(test)]
mod tests;
pub(crate) mod words;

use ::cards::{Card, Theme};
use conversation::{Action, Keyboard};
use language::text::split::{MESSAGE_LIMIT, split_html};
use runtime::clock::now;

use crate::reply_context::{ReplyContext, ReplyError, in_messages};
use artist::draw;

/// Telegram's limit, UTF-16 units after entities, <https://core.telegram.org/bots/api#sendphoto>.
const CAPTION_LIMIT: usize = 1024;

/// A picture to be.
pub(crate) struct Shown {
    pub card: Card,
    /// What it comes to in words, as Telegram HTML: a picture may not load.
    pub caption: String,
}

/// The answer as a picture, if there is one and it can be drawn now; else the answer in words, `html`.
pub(crate) async fn as_picture(
    ctx: &ReplyContext<'_>,
    shown: Result<Option<Shown>, ReplyError>,
    html: String,
) -> Vec<Action> {
    match shown {
        Ok(Some(shown)) => picture(ctx, shown, &html).await.map_or_else(|| in_messages(&html), |picture| vec![picture]),
        // A store that does not tell what to draw has been logged.
        Ok(None) | Err(_) => in_messages(&html),
    }
}

async fn picture(ctx: &ReplyContext<'_>, shown: Shown, html: &str) -> Option<Action> {
    let theme = Theme::at(ctx.knowledge().zones.of(ctx.request.chat).hour(now()));
    let png = draw(shown.card, theme).await?;
    let first = |html: &str, limit| split_html(html, limit).into_iter().next();
    let (caption, html) = (first(&shown.caption, CAPTION_LIMIT)?, first(html, MESSAGE_LIMIT)?);
    Some(Action::Picture { png: png.into(), caption, html, keyboard: Keyboard::default() })
}
