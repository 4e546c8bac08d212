//! Dead letters: handed over again, or dropped.

use actix_web::{
    HttpResponse,
    http::StatusCode,
    post,
    web::{Data, Path, ServiceConfig},
};
use storage::AskError;

use super::{
    Dashboard,
    frame::message,
    login::to,
    visitor::{Sent, Visitor},
};
use crate::running::Running;

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes.service(retry).service(forget);
}

#[post("/letters/{id}/retry")]
async fn retry(
    _sent: Sent,
    id: Path<i64>,
    visitor: Visitor,
    dashboard: Data<Dashboard>,
    running: Data<Running>,
) -> HttpResponse {
    let done = running.journal.retry(*id).await;
    answer(done, &visitor, &dashboard)
}

#[post("/letters/{id}/drop")]
async fn forget(
    _sent: Sent,
    id: Path<i64>,
    visitor: Visitor,
    dashboard: Data<Dashboard>,
    running: Data<Running>,
) -> HttpResponse {
    let done = running.journal.forget(*id).await;
    answer(done, &visitor, &dashboard)
}

/// One that is gone already is what was wanted.
fn answer(done: Result<bool, AskError>, visitor: &Visitor, dashboard: &Dashboard) -> HttpResponse {
    dashboard.pulse.forget();
    match done {
        Ok(_) => to("/#letters"),
        Err(error) => {
            tracing::warn!(%error, "a dead letter could not be retried or dropped");
            message(StatusCode::SERVICE_UNAVAILABLE, "busy", visitor, dashboard)
        }
    }
}
