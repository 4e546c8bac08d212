//! What all pages have around them.

use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Data, ReqData},
};
use askama::Template;
use events::ChatId;

use super::{Dashboard, assets, visitor::Visitor, words::Words};
/// No chat has this id: its zone is that of all chats without one of their own.
pub(super) const NO_CHAT: ChatId = ChatId(0);

/// Which of them it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    Overview,
    Chats,
    Login,
    Other,
}

/// Header, navigation and footer.
pub(super) struct Frame {
    pub t: Words,
    pub page: Page,
    /// Where the reader is, to come back to.
    pub path: String,
    /// What forms bring along.
    pub token: String,
    pub may_look: bool,
    pub may_leave: bool,
    /// It is a page about a cluster.
    pub is_of_cluster: bool,
    pub assets: &'static str,
    pub version: &'static str,
}

impl Frame {
    pub fn of(page: Page, path: &str, visitor: &Visitor, dashboard: &Dashboard) -> Self {
        Self {
            t: words(visitor, dashboard),
            page,
            path: path.to_owned(),
            token: visitor.token(dashboard),
            may_look: visitor.may_look,
            may_leave: visitor.session.is_some(),
            is_of_cluster: dashboard.is_of_cluster,
            assets: assets::version(),
            version: env!("CARGO_PKG_VERSION"),
        }
    }

    pub fn is(&self, page: Page) -> bool {
        self.page == page
    }
}

/// What is said to this visitor.
pub(super) fn words(visitor: &Visitor, dashboard: &Dashboard) -> Words {
    Words { language: visitor.language, zone: dashboard.zone.clone() }
}

/// A page as the answer.
pub(super) fn page(status: StatusCode, template: &impl Template) -> HttpResponse {
    match template.render() {
        Ok(html) => HttpResponse::build(status).content_type("text/html; charset=utf-8").body(html),
        Err(error) => {
            tracing::error!(%error, "a page cannot be rendered");
            HttpResponse::InternalServerError().finish()
        }
    }
}

#[derive(Template)]
#[template(path = "message.html")]
struct Message {
    frame: Frame,
    id: &'static str,
}

/// A page that says one thing: `dash-ID-title` and `dash-ID`.
pub(super) fn message(status: StatusCode, id: &'static str, visitor: &Visitor, dashboard: &Dashboard) -> HttpResponse {
    page(status, &Message { frame: Frame::of(Page::Other, "/", visitor, dashboard), id })
}

pub(super) async fn not_found(visitor: ReqData<Visitor>, dashboard: Data<Dashboard>) -> HttpResponse {
    message(StatusCode::NOT_FOUND, "lost", &visitor, &dashboard)
}
