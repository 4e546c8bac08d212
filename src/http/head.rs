//! HEAD, wherever GET is.

use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::Method,
    middleware::Next,
};

/// Routes a HEAD as the GET that it asks about; the connection remembers that it wants no body. What never ends has
/// nothing to tell ahead.
pub(super) async fn as_get<B: MessageBody>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    if request.method() == Method::HEAD && !request.path().ends_with("/events") {
        request.head_mut().method = Method::GET;
    }
    next.call(request).await
}
