//! The chats, the latest first.

use actix_web::{
    HttpResponse, get,
    http::StatusCode,
    web::{Data, Query, ServiceConfig},
};
use analysis::{Step, TrendPoint, last_days};
use askama::Template;
use bot::of_sentiment;
use context::{ActiveChat, GlobalStats};
use events::ChatId;
use language::text::visible::name;
use runtime::clock::now;
use serde::{Deserialize, Serialize};
use storage::AskError;

use super::{
    Dashboard,
    frame::{Frame, Page, message, page},
    spark::{self, Bar},
    visitor::Visitor,
};
use crate::running::Running;

/// Days of the small charts.
const DAYS: i64 = 14;
/// Chats on a page.
const PAGE: u32 = 30;
/// The furthest page: what is on it costs as much as all before it.
const MOST_PAGES: u32 = 100;

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes.service(show);
}

/// A chat in the list.
#[derive(Debug, Serialize)]
pub(super) struct ChatLine {
    pub chat_id: i64,
    pub title: String,
    pub total_messages: i64,
    /// Unix seconds.
    pub last_message_at: i64,
    /// Messages of the last two weeks, and their average sentiment from -1 to 1.
    pub lately: i64,
    pub sentiment: f64,
    pub days: Vec<Day>,
}

/// A day of a chat.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(super) struct Day {
    /// When it begins, Unix seconds.
    pub start: i64,
    pub messages: i64,
    pub people: i64,
    /// The average, from -1 to 1; 0 where nothing was said.
    pub sentiment: f64,
}

#[derive(Deserialize)]
pub(super) struct Wanted {
    /// From 1.
    pub page: Option<u32>,
}

#[derive(Template)]
#[template(path = "chats.html")]
struct Chats {
    frame: Frame,
    totals: GlobalStats,
    chats: Vec<ChatLine>,
    number: u32,
    more: bool,
}

#[get("/chats")]
async fn show(
    wanted: Query<Wanted>,
    visitor: Visitor,
    dashboard: Data<Dashboard>,
    running: Data<Running>,
) -> HttpResponse {
    let told = async {
        Ok::<_, AskError>((list(&running, wanted.page).await?, running.derived.context.global_stats().await?))
    };
    let Ok(((chats, more), totals)) = told.await else {
        return message(StatusCode::SERVICE_UNAVAILABLE, "busy", &visitor, &dashboard);
    };
    let frame = Frame::of(Page::Chats, "/chats", &visitor, &dashboard);
    page(StatusCode::OK, &Chats { frame, totals, chats, number: number(wanted.page), more })
}

fn number(page: Option<u32>) -> u32 {
    page.unwrap_or(1).clamp(1, MOST_PAGES)
}

/// The chats of a page, and whether there is another.
pub(super) async fn list(running: &Running, page: Option<u32>) -> Result<(Vec<ChatLine>, bool), AskError> {
    let through = number(page) * PAGE;
    let mut active = running.derived.context.active_chats(0, through + 1).await?;
    let more = active.len() > through as usize && number(page) < MOST_PAGES;
    active.truncate(through as usize);
    let mut lines = Vec::new();
    for chat in active.into_iter().skip((through - PAGE) as usize) {
        lines.push(line(running, chat).await?);
    }
    Ok((lines, more))
}

async fn line(running: &Running, chat: ActiveChat) -> Result<ChatLine, AskError> {
    let days = days(running, chat.chat_id, DAYS).await?;
    let (lately, sentiment) = sum(&days);
    let title = title(&chat.title, chat.chat_id);
    let ActiveChat { total_messages, last_message_at, .. } = chat;
    Ok(ChatLine { chat_id: chat.chat_id.0, title, total_messages, last_message_at, lately, sentiment, days })
}

/// The last days of a chat, today included.
pub(super) async fn days(running: &Running, chat: ChatId, count: i64) -> Result<Vec<Day>, AskError> {
    let zone = running.zones.of(chat);
    let period = last_days(zone, now(), count);
    let points = running.derived.analysis.trend(chat, period.start, period.end, Step::Day, zone).await?;
    let day = |point: &TrendPoint| Day {
        start: point.start,
        messages: point.messages,
        people: point.participants,
        sentiment: point.mood.sentiment,
    };
    Ok(points.iter().map(day).collect())
}

/// All messages of the days, and their average sentiment.
pub(super) fn sum(days: &[Day]) -> (i64, f64) {
    let messages: i64 = days.iter().map(|day| day.messages).sum();
    let weighed: f64 = days.iter().map(|day| day.sentiment * day.messages as f64).sum();
    (messages, if messages > 0 { weighed / messages as f64 } else { 0.0 })
}

/// A chat's title in one line; its id where it has none.
pub(super) fn title(raw: &str, chat: ChatId) -> String {
    name(raw).unwrap_or_else(|| chat.0.to_string())
}

impl ChatLine {
    fn bars(&self) -> Vec<Bar> {
        spark::bars(&self.days)
    }

    fn mood(&self) -> &'static str {
        of_sentiment(self.sentiment)
    }
}
