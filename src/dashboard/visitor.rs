//! Who asks, and what they send in forms.

use std::future::{Ready, ready};

use actix_web::{
    Error, FromRequest, HttpMessage as _, HttpRequest,
    dev::Payload,
    error::{ErrorForbidden, ErrorInternalServerError},
    web::{Data, Form},
};
use futures_util::future::LocalBoxFuture;
use language::text::catalogue::Language;
use serde::Deserialize;
use subtle::ConstantTimeEq as _;

use super::Dashboard;

/// The browser or program behind a request.
#[derive(Clone)]
pub(super) struct Visitor {
    /// What forms are tied to.
    pub id: String,
    /// The browser does not know its `id` yet.
    pub is_new: bool,
    pub session: Option<String>,
    /// It sends the password with each request, so that no other site can speak for it.
    pub by_bearer: bool,
    pub may_look: bool,
    pub language: Language,
    /// It came over https.
    pub secure: bool,
}

impl Visitor {
    /// What a form for this visitor must bring along.
    pub fn token(&self, dashboard: &Dashboard) -> String {
        dashboard.sessions.token(&self.id, self.session.as_deref())
    }

    pub fn brings(&self, token: &str, dashboard: &Dashboard) -> bool {
        self.token(dashboard).as_bytes().ct_eq(token.as_bytes()).into()
    }
}

impl FromRequest for Visitor {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let visitor = request.extensions().get::<Self>().cloned();
        ready(visitor.ok_or_else(|| ErrorInternalServerError("the request bypassed the access check")))
    }
}

/// What any form of ours may hold.
#[derive(Deserialize)]
pub(super) struct Fields {
    token: String,
    #[serde(default)]
    pub password: String,
    #[serde(default)]
    pub language: String,
    /// The page to go back to.
    #[serde(default)]
    pub back: String,
}

/// A form that was made for who sends it; one that another site made up is refused.
pub(super) struct Sent(pub Fields);

impl FromRequest for Sent {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let form = Form::<Fields>::from_request(&request, payload);
        Box::pin(async move {
            let Form(fields) = form.await.map_err(|_| ErrorForbidden("the form is invalid"))?;
            let visitor = Visitor::extract(&request).await?;
            let Some(dashboard) = request.app_data::<Data<Dashboard>>() else {
                return Err(ErrorInternalServerError("the dashboard is off"));
            };
            match visitor.brings(&fields.token, dashboard) {
                true => Ok(Self(fields)),
                false => {
                    Err(ErrorForbidden("the form has expired or comes from another site: go back and reload the page"))
                }
            }
        })
    }
}

/// The right to change something over the API: the password with the request, or the token of a page.
pub(super) struct MayWrite;

impl FromRequest for MayWrite {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let extensions = request.extensions();
        let token = request.headers().get("x-csrf-token").and_then(|token| token.to_str().ok()).unwrap_or_default();
        let allowed = match (extensions.get::<Visitor>(), request.app_data::<Data<Dashboard>>()) {
            (Some(visitor), Some(dashboard)) => visitor.by_bearer || visitor.brings(token, dashboard),
            _ => false,
        };
        ready(allowed.then_some(Self).ok_or_else(|| {
            super::api::error(
                actix_web::http::StatusCode::FORBIDDEN,
                "send the password as Authorization: Bearer, or a page's token as X-CSRF-Token",
            )
        }))
    }
}
