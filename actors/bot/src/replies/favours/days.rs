//! How many days there are until a date, or since.

use intent::{Label, understanding};
use language::{packs::List, text::catalogue::Args};

use super::said;
use crate::reply_context::ReplyContext;

/// The question when the thing is that the text counts the days to, if it names no date.
pub(crate) fn asked_when(ctx: &ReplyContext<'_>, text: &str) -> Option<String> {
    let now = ctx.asked_at();
    if understanding::countdown(text, &now).is_some() {
        return None;
    }
    let about = understanding::read_for(Label::RecallTopic, text, &now, &[]).about?;
    Some(format!("{} {}", List::When.iter().next()?, about.join(" ")))
}

/// The days between today and the date that the text names.
pub(super) fn until(ctx: &ReplyContext<'_>, text: &str) -> String {
    let zone = ctx.knowledge().zones.of(ctx.request.chat);
    let now = zone.zoned(runtime::clock::now());
    let Some(date) = understanding::countdown(text, &now) else {
        return said(ctx, "favour-days-unclear", &Args::default());
    };
    let days = now.date().until(date).map_or(0, |span| i64::from(span.get_days()));
    let id = match days {
        0 => "favour-days-today",
        1.. => "favour-days-left",
        _ => "favour-days-passed",
    };
    said(ctx, id, &Args::default().text("date", &date.strftime("%d.%m.%Y").to_string()).number("days", days.abs()))
}
