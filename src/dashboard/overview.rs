//! The first page: how the service is.

use actix_web::{
    HttpResponse, get,
    http::StatusCode,
    web::{Data, ServiceConfig},
};
use askama::Template;
use language::text::catalogue::{Args, Language};
use runtime::clock::now;
use telegram::Rejection;

use super::{
    Dashboard,
    chart::{Chart, Row},
    frame::{Frame, Page, page},
    state::{Alarm, State},
    visitor::Visitor,
    words::{Html, Words},
};
use crate::{http::probes::Reason, running::Running};

const HOUR: i64 = 3600;
/// Hours that the activity of all chats is shown for.
const HOURS: i64 = 24;

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes.service(overview);
}

#[derive(Template)]
#[template(path = "overview.html")]
struct Overview<'a> {
    frame: Frame,
    parts: Parts<'a>,
    hours: Chart,
    live: Chart,
}

#[get("/")]
async fn overview(visitor: Visitor, dashboard: Data<Dashboard>, running: Data<Running>) -> HttpResponse {
    let frame = Frame::of(Page::Overview, "/", &visitor, &dashboard);
    let state = dashboard.pulse.now(&running).await;
    let (words, token) = (frame.t.clone(), frame.token.clone());
    let overview = Overview {
        hours: hours(&words, &running).await,
        live: live(&words, &state),
        parts: Parts::of(&state, &words, &token),
        frame,
    };
    page(StatusCode::OK, &overview)
}

/// Messages of all chats by the hour.
async fn hours(t: &Words, running: &Running) -> Chart {
    let last = now().div_euclid(HOUR);
    let known =
        running.derived.analysis.overall((last - HOURS + 1) * HOUR, (last + 1) * HOUR).await.unwrap_or_default();
    let messages = |start| known.iter().find(|(hour, _)| *hour == start).map_or(0, |(_, messages)| *messages);
    let starts = (last - HOURS + 1..=last).map(|hour| hour * HOUR);
    let rows: Vec<Row> =
        starts.map(|start| Row::of(t.time(&start), [t.number(messages(start))], [messages(start) as f64])).collect();
    let total = known.iter().map(|(_, messages)| messages).sum();
    Chart::new(t, "bars", "chart-hours", t.count("chart-hours-note", &total)).columns("hour", ["messages"]).rows(rows)
}

/// Updates a second, as long as somebody has looked.
fn live(t: &Words, state: &State) -> Chart {
    let point = |point: &super::state::Point| {
        Row::of(t.clock(&point.at), [t.decimal(&Some(point.per_second))], [point.per_second])
    };
    let rows = state.updates.history.iter().map(point).collect();
    Chart::new(t, "live", "chart-live", t.say("chart-live-note")).columns("time", ["per-second"]).rows(rows)
}

/// The parts of the page that change while one looks.
pub(super) struct Parts<'a> {
    state: &'a State,
    t: &'a Words,
    token: &'a str,
}

macro_rules! parts {
    ($($part:ident $id:literal $path:literal;)+) => {
        $(
            #[derive(Template)]
            #[template(path = $path)]
            #[allow(dead_code, reason = "not each needs all")]
            struct $part<'a> {
                state: &'a State,
                t: &'a Words,
                token: &'a str,
            }
        )+

        impl Parts<'_> {
            /// Each with the id of the element that it fills.
            pub fn render(&self) -> impl Iterator<Item = (&'static str, String)> {
                let Self { state, t, token } = *self;
                [$(($id, $part { state, t, token }.render()),)+].into_iter().filter_map(|(id, html)| Some((id, html.ok()?)))
            }
        }
    };
}

parts! {
    Health "health" "parts/health.html";
    Tiles "tiles" "parts/tiles.html";
    Actors "actors" "parts/actors.html";
    Storage "storage" "parts/storage.html";
    Letters "letters" "parts/letters.html";
    Errors "errors" "parts/errors.html";
}

impl<'a> Parts<'a> {
    pub fn of(state: &'a State, t: &'a Words, token: &'a str) -> Self {
        Self { state, t, token }
    }
}

impl Words {
    /// What an alarm says.
    pub fn alarm<'a>(&self, alarm: &'a Alarm) -> &'a str {
        if self.language == Language::Uk { &alarm.uk } else { &alarm.en }
    }

    pub fn reason(&self, reason: &Reason) -> Html {
        match reason {
            Reason::Ending(why) => self.about("reason-ending", why),
            Reason::JournalShut(None) => self.say("reason-journal"),
            Reason::JournalShut(Some(why)) => self.about("reason-journal-why", why),
            Reason::StoreShut { store, why: None } => self.about("reason-store", store),
            Reason::StoreShut { store, why: Some(why) } => {
                self.say_with("reason-store-why", &Args::default().text("what", store).text("why", why))
            }
            Reason::Unnamed => self.say("reason-unnamed"),
            Reason::DiskFull => self.say("reason-disk"),
            Reason::Rejected(Rejection::Token) => self.say("reason-token"),
            Reason::Rejected(Rejection::NoSuchBot) => self.say("reason-no-such-bot"),
            Reason::Rejected(Rejection::Redirect) => self.say("reason-redirect"),
            Reason::Rejected(Rejection::Nonsense) => self.say("reason-nonsense"),
            Reason::NeverReached => self.say("reason-never"),
            Reason::Silent(seconds) => {
                let seconds = i64::try_from(*seconds).unwrap_or(i64::MAX);
                self.say_with("reason-silent", &Args::default().number("seconds", seconds))
            }
        }
    }

    /// `HH:MM:SS`.
    pub fn clock(&self, at: &i64) -> String {
        format!("{}:{:02}", self.time(at), at.rem_euclid(60))
    }
}
