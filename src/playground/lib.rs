//! A local Telegram: a Bot API server on loopback, people who talk in chats, faults on demand, and the chat page.
//!
//! The bot reaches it as it reaches Telegram, over HTTP. People act through the methods here, which the control API
//! offers to the page and to tests.
//!
//! It knows none of the other crates. Begin with [`Playground`].

pub mod bot_api;
mod calls;
mod chat;
pub mod control;
mod entities;
mod events;
mod example;
mod faults;
mod files;
mod flood;
pub mod guard;
mod handle;
mod html;
mod limits;
mod methods;
pub mod page;
mod people;
mod photos;
mod places;
mod polls;
mod postman;
mod queue;
#[cfg(test)]
#[path = "../../tests/support/redirect.rs"]
mod redirect;
mod render;
mod scripted;
#[cfg(test)]
mod tests;
mod view;
mod world;

use std::io;

use parking_lot::{Mutex, MutexGuard};
use std::sync::Arc;

use actix_web::dev::ServerHandle;
use actix_web::{App, HttpServer};
use serde_json::Value;

pub use chat::{ChatKind, NewChat};
use events::Events;
pub use faults::{Fault, Order as FaultOrder};
pub use flood::Flood;
pub use people::Said;
pub use world::NewPerson;
use world::World;

/// How long a server that stops waits for calls under way; long polls are cut then.
const SHUTDOWN_SECONDS: u64 = 1;

/// A local Telegram with one bot. Clones share it.
#[derive(Clone)]
pub struct Playground {
    token: Arc<str>,
    events: Events,
    world: Arc<Mutex<World>>,
}

impl Playground {
    /// An empty world. The seed decides the token and all ids.
    pub fn new(seed: u64) -> Self {
        let events = Events::default();
        let mut rng = fastrand::Rng::with_seed(seed);
        let world = World::new(&mut rng, events.clone());
        let token = token(world.bot.id, &mut rng);
        Self { token, events, world: Arc::new(Mutex::new(world)) }
    }

    /// The one token that the Bot API accepts.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// The bot's name to mention it by, without the `@`.
    pub fn bot_username(&self) -> String {
        self.world().bot.username.clone()
    }

    /// Shows the page a step of an update's way: `seq`, `update_id`, `chat_id`, `stage`, `outcome`, `at_ms`, `took_us`.
    pub fn trail(&self, step: &Value) {
        self.events.trail(step);
    }

    fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock()
    }
}

fn token(bot: i64, rng: &mut fastrand::Rng) -> Arc<str> {
    const SECRET_LENGTH: usize = 35;
    let secret: String = (0..SECRET_LENGTH).map(|_| rng.alphanumeric()).collect();
    format!("{bot}:{secret}").into()
}

/// Serves the Bot API alone; `address` may have port 0. Returns the base URL for a client, and the way to stop it.
pub async fn serve_bot_api(world: &Playground, address: &str) -> io::Result<(String, ServerHandle)> {
    let world = world.clone();
    serve(address, move |config| bot_api::routes(&world)(config))
}

/// Serves the Bot API, the control API and the chat page together.
pub async fn serve_all(world: &Playground, address: &str) -> io::Result<(String, ServerHandle)> {
    let world = world.clone();
    serve(address, move |config| {
        bot_api::routes(&world)(config);
        control::routes(&world)(config);
        page::routes(config);
    })
}

fn serve<F>(address: &str, routes: F) -> io::Result<(String, ServerHandle)>
where
    F: Fn(&mut actix_web::web::ServiceConfig) + Clone + Send + 'static,
{
    let server = HttpServer::new(move || App::new().configure(routes.clone()))
        .workers(1)
        .disable_signals()
        .shutdown_timeout(SHUTDOWN_SECONDS)
        .bind(address)?;
    let bound = server.addrs().first().copied().ok_or(io::ErrorKind::AddrNotAvailable)?;
    let running = server.run();
    let handle = running.handle();
    tokio::spawn(running);
    Ok((format!("http://{bound}"), handle))
}
