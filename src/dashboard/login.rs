//! In and out, and the language.

use std::time::Duration;

use actix_web::{
    HttpRequest, HttpResponse, get,
    http::{
        StatusCode,
        header::{LOCATION, RETRY_AFTER, SET_COOKIE},
    },
    post,
    web::{Data, ServiceConfig},
};
use askama::Template;

use super::{
    Dashboard, Refusal,
    cookies::{self, LANGUAGE, SESSION, VISITOR},
    frame::{Frame, Page, page},
    sessions::{self, LIFETIME},
    visitor::{Sent, Visitor},
    words::{Html, exactly},
};

const YEAR: Duration = Duration::from_secs(365 * 86_400);

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes.service(form).service(come_in).service(leave).service(language);
}

#[derive(Template)]
#[template(path = "login.html")]
struct Form {
    frame: Frame,
    problem: Option<Html>,
}

#[get("/login")]
async fn form(visitor: Visitor, dashboard: Data<Dashboard>) -> HttpResponse {
    if visitor.may_look {
        return to("/");
    }
    let frame = Frame::of(Page::Login, "/login", &visitor, &dashboard);
    page(StatusCode::OK, &Form { frame, problem: None })
}

#[post("/login")]
async fn come_in(
    request: HttpRequest,
    sent: Sent,
    visitor: Visitor,
    dashboard: Data<Dashboard>,
) -> actix_web::Result<HttpResponse> {
    let from = request.peer_addr().map(|peer| peer.ip());
    match dashboard.admits(&sent.0.password, from) {
        Ok(()) => welcome(&visitor, &dashboard).map_err(actix_web::error::ErrorInternalServerError),
        Err(refusal) => Ok(turn_away(refusal, &visitor, &dashboard)),
    }
}

/// Both cookies are new: nobody can have planted them before.
fn welcome(visitor: &Visitor, dashboard: &Dashboard) -> anyhow::Result<HttpResponse> {
    let cookie = |name, value: &str| (SET_COOKIE, cookies::set(name, value, LIFETIME, visitor.secure));
    let mut answer = HttpResponse::SeeOther();
    answer.append_header(cookie(SESSION, &dashboard.sessions.open()?));
    answer.append_header(cookie(VISITOR, &sessions::new_id()?));
    Ok(answer.insert_header((LOCATION, "/")).finish())
}

fn turn_away(refusal: Refusal, visitor: &Visitor, dashboard: &Dashboard) -> HttpResponse {
    let frame = Frame::of(Page::Login, "/login", visitor, dashboard);
    let (status, problem, wait) = match refusal {
        Refusal::Wrong => (StatusCode::UNAUTHORIZED, frame.t.say("login-wrong"), None),
        Refusal::Wait(wait) => {
            let seconds = i64::try_from(wait.as_secs()).unwrap_or(i64::MAX).saturating_add(1);
            (StatusCode::TOO_MANY_REQUESTS, frame.t.count("login-wait", &(seconds / 60 + 1)), Some(seconds))
        }
    };
    let mut answer = page(status, &Form { frame, problem: Some(problem) });
    if let Some(seconds) = wait {
        answer.headers_mut().insert(RETRY_AFTER, seconds.into());
    }
    answer
}

#[post("/logout")]
async fn leave(_sent: Sent, visitor: Visitor, dashboard: Data<Dashboard>) -> HttpResponse {
    if let Some(session) = &visitor.session {
        dashboard.sessions.close(session);
    }
    let gone = cookies::set(SESSION, "", Duration::ZERO, visitor.secure);
    HttpResponse::SeeOther().insert_header((SET_COOKIE, gone)).insert_header((LOCATION, "/login")).finish()
}

#[post("/language")]
async fn language(sent: Sent, visitor: Visitor) -> HttpResponse {
    let Sent(fields) = sent;
    let mut answer = to(if is_ours(&fields.back) { &fields.back } else { "/" });
    if let Some(language) = exactly(&fields.language) {
        let cookie = cookies::set(LANGUAGE, language.as_str(), YEAR, visitor.secure);
        if let Ok(cookie) = cookie.parse() {
            answer.headers_mut().append(SET_COOKIE, cookie);
        }
    }
    answer
}

/// A path of this server, and nothing that a browser could take for another's.
fn is_ours(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(|letter: char| letter == '\\' || letter.is_control())
}

pub(super) fn to(path: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((LOCATION, path)).finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site() {
        assert!(is_ours("/") && is_ours("/chats/-5?q=a"));
        for foreign in
            ["", "//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nb: c", "/\t/evil.example"]
        {
            assert!(!is_ours(foreign), "{foreign}");
        }
    }
}
