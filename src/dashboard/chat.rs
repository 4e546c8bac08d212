//! One chat: when it talks, how it feels, what about, who, and a search.

use actix_web::{
    HttpResponse, get,
    http::StatusCode,
    web::{Data, Path, Query, ServiceConfig},
};
use analysis::{ChatSummary, Feeling, Step, last_days};
use askama::Template;
use bot::of_sentiment;
use events::{ChatId, PersonId};
use language::{
    analyzer::Topic,
    text::visible::{name, visible},
};
use runtime::clock::now;
use serde::{Deserialize, Serialize};
use storage::AskError;

use super::{
    Dashboard,
    chart::{Chart, Row},
    chats::{Day, days, sum, title},
    frame::{Frame, Page, message, page},
    search::{Found, search},
    visitor::Visitor,
    words::Words,
};
use crate::running::Running;

/// Spans that a page offers, days.
pub(super) const SPANS: [i64; 4] = [7, 30, 90, 365];
const USUAL: i64 = 30;
/// The hours of the day are summed over no more days: they come from an hourly trend, which has 1,000 points at most.
const DAYS_OF_HOURS: i64 = 30;
/// People, topics and emotions that are named.
const NAMED: usize = 8;

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes.service(show);
}

/// A chat over a span of days.
#[derive(Debug, Serialize)]
pub(super) struct Portrait {
    pub chat_id: i64,
    pub title: String,
    pub total_messages: i64,
    pub unique_users: i64,
    pub own_messages: i64,
    pub edits: i64,
    pub first_message_at: Option<i64>,
    pub last_message_at: Option<i64>,
    /// Days of the span, today included; all that follows is of these.
    pub span_days: i64,
    pub messages: i64,
    /// The average, from -1 to 1.
    pub sentiment: f64,
    pub days: Vec<Day>,
    /// Messages by the hour of the day in the chat's time zone, over 30 days at most.
    pub hours: Vec<i64>,
    pub emotions: Vec<Share>,
    pub topics: Vec<Share>,
    pub people: Vec<Writer>,
    /// Frequent words; none unless what people wrote may be shown.
    pub words: Option<Vec<String>>,
}

/// A part of the messages.
#[derive(Debug, Serialize)]
pub(super) struct Share {
    pub name: String,
    pub percent: i64,
}

/// Who wrote how much.
#[derive(Debug, Serialize)]
pub(super) struct Writer {
    pub person_id: i64,
    pub name: String,
    pub messages: i64,
}

#[derive(Deserialize)]
pub(super) struct Wanted {
    /// One of [`SPANS`].
    pub days: Option<i64>,
    #[serde(default)]
    pub q: String,
    #[serde(default)]
    pub offset: u32,
}

impl Wanted {
    pub fn span(&self) -> i64 {
        self.days.filter(|days| SPANS.contains(days)).unwrap_or(USUAL)
    }
}

#[derive(Template)]
#[template(path = "chat.html")]
struct ChatPage {
    frame: Frame,
    chat: Portrait,
    spans: [i64; 4],
    by_day: Chart,
    by_hour: Chart,
    query: String,
    found: Option<Found>,
    show_texts: bool,
}

#[get("/chats/{id}")]
async fn show(
    id: Path<i64>,
    wanted: Query<Wanted>,
    visitor: Visitor,
    dashboard: Data<Dashboard>,
    running: Data<Running>,
) -> HttpResponse {
    let (id, show_texts) = (ChatId(*id), dashboard.show_texts);
    let told = async {
        let chat = portrait(&running, id, wanted.span(), show_texts).await?;
        let found = match wanted.q.trim() {
            "" => None,
            words => Some(search(&running, id, words, wanted.offset, show_texts).await?),
        };
        Ok::<_, AskError>((chat, found))
    };
    let (chat, found) = match told.await {
        Ok((Some(chat), found)) => (chat, found),
        Ok((None, _)) => return message(StatusCode::NOT_FOUND, "no-chat", &visitor, &dashboard),
        Err(_) => return message(StatusCode::SERVICE_UNAVAILABLE, "busy", &visitor, &dashboard),
    };
    let path = format!("/chats/{}?days={}", id.0, chat.span_days);
    let mut frame = Frame::of(Page::Chats, &path, &visitor, &dashboard);
    frame.t.zone = running.zones.of(id).clone();
    let (by_day, by_hour) = (by_day(&frame.t, &chat.days), by_hour(&frame.t, &chat));
    let query = wanted.q.trim().to_owned();
    page(StatusCode::OK, &ChatPage { frame, chat, spans: SPANS, by_day, by_hour, query, found, show_texts })
}

fn by_day(t: &Words, days: &[Day]) -> Chart {
    let row = |day: &Day| {
        let row = Row::of(
            t.day(&day.start),
            [t.number(day.messages), t.signed(&day.sentiment)],
            [day.messages as f64, day.sentiment],
        );
        if day.messages == 0 { row.without_second() } else { row }
    };
    let (messages, _) = sum(days);
    Chart::new(t, "mood", "chart-days", t.count("chart-days-note", &messages))
        .columns("day", ["messages", "mood"])
        .rows(days.iter().map(row).collect())
}

fn by_hour(t: &Words, chat: &Portrait) -> Chart {
    let row = |(hour, messages): (usize, &i64)| Row::of(format!("{hour:02}"), [t.number(messages)], [*messages as f64]);
    let note = t.count("chart-clock-note", &chat.span_days.min(DAYS_OF_HOURS));
    Chart::new(t, "bars", "chart-clock", note)
        .columns("hour", ["messages"])
        .rows(chat.hours.iter().enumerate().map(row).collect())
}

/// All that is told of a chat; `None` if it is not known.
pub(super) async fn portrait(
    running: &Running,
    id: ChatId,
    span_days: i64,
    show_texts: bool,
) -> Result<Option<Portrait>, AskError> {
    let Some(stats) = running.derived.context.chat_stats(id).await? else { return Ok(None) };
    let days = days(running, id, span_days).await?;
    let (messages, sentiment) = sum(&days);
    let summary = running.derived.analysis.summary(id, last_days(running.zones.of(id), now(), span_days)).await?;
    let (emotions, topics, words) = summary.map_or_else(Default::default, |summary| shares(summary, messages));
    Ok(Some(Portrait {
        chat_id: stats.chat_id.0,
        title: title(&stats.title, id),
        total_messages: stats.total_messages,
        unique_users: stats.unique_users,
        own_messages: stats.own_messages,
        edits: stats.edits,
        first_message_at: stats.first_message_at,
        last_message_at: stats.last_message_at,
        span_days,
        messages,
        sentiment,
        hours: clock(running, id, span_days).await?,
        emotions,
        topics,
        people: writers(running, id, span_days).await?,
        words: show_texts.then_some(words),
        days,
    }))
}

/// Feelings and topics as shares of the messages, and frequent words.
fn shares(summary: ChatSummary, messages: i64) -> (Vec<Share>, Vec<Share>, Vec<String>) {
    let percent = |part: f64| (part * 100.0).round().clamp(0.0, 100.0) as i64;
    let worth_naming = |shares: Vec<Share>| shares.into_iter().filter(|it| it.percent > 0).take(NAMED).collect();
    let feeling = |(name, part): (Feeling, f64)| Share { name: name.as_str().into(), percent: percent(part) };
    let of_all = |count: i64| percent(count as f64 / messages.max(1) as f64);
    let topic = |(topic, count): (Topic, i64)| Share { name: topic.as_str().into(), percent: of_all(count) };
    let emotions = summary.emotions.into_iter().map(feeling).collect();
    let topics = summary.topics.into_iter().map(topic).collect();
    let words = summary.keywords.into_iter().map(|(word, _)| visible(&word)).collect();
    (worth_naming(emotions), worth_naming(topics), words)
}

/// Messages by the hour of the day.
async fn clock(running: &Running, id: ChatId, span_days: i64) -> Result<Vec<i64>, AskError> {
    let zone = running.zones.of(id);
    let period = last_days(zone, now(), span_days.min(DAYS_OF_HOURS));
    let mut hours = vec![0; 24];
    for point in running.derived.analysis.trend(id, period.start, period.end, Step::Hour, zone).await? {
        if let Some(sum) = hours.get_mut(usize::from(zone.hour(point.start))) {
            *sum += point.messages;
        }
    }
    Ok(hours)
}

async fn writers(running: &Running, id: ChatId, span_days: i64) -> Result<Vec<Writer>, AskError> {
    let period = last_days(running.zones.of(id), now(), span_days);
    let writers = running.derived.analysis.writers(id, period.start, period.end, NAMED as u32).await?;
    let people: Vec<PersonId> = writers.iter().map(|(person, _)| *person).collect();
    let names = running.derived.context.names(&people).await?;
    let writer = |(person, messages): (PersonId, i64)| Writer {
        person_id: person.0,
        name: names.get(&person).and_then(|raw| name(raw)).unwrap_or_default(),
        messages,
    };
    Ok(writers.into_iter().map(writer).collect())
}

impl ChatPage {
    fn mood(&self) -> &'static str {
        of_sentiment(self.chat.sentiment)
    }

    /// How long a writer's bar is, percent of the longest.
    fn share(&self, writer: &Writer) -> i64 {
        let most = self.chat.people.iter().map(|writer| writer.messages).max().unwrap_or(1).max(1);
        writer.messages * 100 / most
    }
}
