use actix_web::http::Uri;
use telegram::Address;

use crate::{
    app::{self, BotAccess},
    config::{Loaded, Secret, load},
    dashboard,
    data_dir::{DataDir, SERVICE},
    telemetry::{self, Traces},
};

/// `balachka run`: the service for Telegram, or the playground if no token is set.
pub(super) fn run(loaded: &Loaded) -> anyhow::Result<()> {
    super::sound::check(loaded)?;
    let settings = &loaded.settings;
    let Some(token) = &settings.telegram.token else { return super::playground::run(loaded) };
    let is_node = !settings.cluster.servers.is_empty();
    let seen = app::cluster::Seen::default();
    let pages = if is_node { dashboard::cluster_pages(settings, &seen)? } else { dashboard::pages(settings)? };
    let traces =
        settings.traces.otlp_url.as_deref().map(|url| Traces::start(url, settings.traces.percent)).transpose()?;
    let (_traces, trail) = traces.unzip();
    telemetry::init(settings.log.format, trail)?;
    let data_dir = DataDir::claim(&settings.data_dir, SERVICE)?;
    let telegram = &settings.telegram;
    let access = BotAccess {
        token: token.expose().to_owned(),
        api_url: telegram.api_url.clone(),
        webhook: telegram.webhook_url.as_deref().zip(telegram.webhook_secret.as_ref()).map(webhook),
    };
    let greet = |address| {
        // stdout may be closed; the service does not depend on it.
        let _ = super::say(&format!("Balachka listens on http://{address}/\n"));
    };
    let sources = loaded.sources.clone();
    let again = Box::new(move || Ok(load(&sources)?.settings));
    if is_node {
        return app::cluster::run(settings, again, data_dir.path(), access, (seen, pages), greet);
    }
    app::run(settings, again, data_dir.path().to_owned(), access, pages, greet)
}

/// An address without a path means the one where this service listens for deliveries.
fn webhook((url, secret): (&str, &Secret)) -> Address {
    let bare = url.parse::<Uri>().is_ok_and(|url| url.path() == "/" && url.query().is_none());
    let url = if bare { format!("{}/telegram/webhook", url.trim_end_matches('/')) } else { url.to_owned() };
    Address { url, secret: secret.expose().into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_without_a_path_gets_the_one_that_is_served() {
        let url = |url| webhook((url, &Secret::new("s"))).url;
        assert_eq!(url("https://bot.example.org"), "https://bot.example.org/telegram/webhook");
        assert_eq!(url("https://bot.example.org/"), "https://bot.example.org/telegram/webhook");
        assert_eq!(url("https://bot.example.org/secret/way"), "https://bot.example.org/secret/way");
    }
}
