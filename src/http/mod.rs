//! The HTTP server for operators: probes, metrics, and the pages of the mode it runs in.

mod head;
pub(crate) mod metrics;
pub(crate) mod probes;
mod status;
pub(crate) mod webhook;

use std::{net::SocketAddr, sync::Arc};

use actix_web::{
    HttpServer,
    dev::ServerHandle,
    middleware::from_fn,
    web::{self, ServiceConfig},
};
use anyhow::Context as _;

use crate::running::Running;

/// Connections that may wait to be taken: Telegram delivers in bursts, and Linux allows so many.
const BACKLOG: u32 = 4096;

/// Routes beside the probes.
pub type Pages = Arc<dyn Fn(&mut ServiceConfig) + Send + Sync>;

/// Starts listening; returns where.
///
/// # Errors
/// The address cannot be listened on.
pub fn serve(address: SocketAddr, running: Running, pages: Pages) -> anyhow::Result<(ServerHandle, SocketAddr)> {
    let door = webhook::Door::of(&running);
    let routes = move |routes: &mut ServiceConfig| {
        routes
            .app_data(web::Data::new(running.clone()))
            .app_data(web::Data::new(door.clone()))
            .configure(probes::routes)
            .configure(metrics::routes)
            .configure(webhook::routes)
            .configure(status::routes)
            .configure(|routes| pages(routes))
            .configure(status::fallback);
    };
    listen(address, Arc::new(routes))
}

/// Starts listening for these routes; returns where.
///
/// # Errors
/// The address cannot be listened on.
pub(crate) fn listen(address: SocketAddr, routes: Pages) -> anyhow::Result<(ServerHandle, SocketAddr)> {
    let server = HttpServer::new(move || {
        let routes = Arc::clone(&routes);
        actix_web::App::new().wrap(from_fn(head::as_get)).configure(|config| routes(config))
    })
    .workers(1)
    .disable_signals()
    .shutdown_timeout(2)
    .backlog(BACKLOG)
    .bind(address)
    .with_context(|| format!("cannot listen on {address}: choose another with --http, or stop the program using it"))?;
    let address = server.addrs().first().copied().unwrap_or(address);
    let server = server.run();
    let handle = server.handle();
    actix_rt::spawn(server);
    Ok((handle, address))
}
