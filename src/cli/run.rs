use std::sync::Arc;

use crate::{
    app::{self, BotAccess},
    config::Loaded,
    data_dir::DataDir,
    telemetry,
};

/// `balachka run`: the service for Telegram, or the playground if no token is set.
pub(super) fn run(loaded: &Loaded) -> anyhow::Result<()> {
    let settings = &loaded.settings;
    let Some(token) = &settings.telegram.token else { return super::playground::run(loaded) };
    super::warn(loaded);
    telemetry::init(settings.log.format, None)?;
    let data_dir = DataDir::claim(&settings.data_dir)?;
    let access = BotAccess { token: token.expose().to_owned(), api_url: settings.telegram.api_url.clone() };
    let greet = |address| {
        // stdout may be closed; the service does not depend on it.
        let _ = super::say(&format!("Balachka listens on http://{address}/\n"));
    };
    app::run(settings, data_dir.path().to_owned(), access, Arc::new(|_| {}), greet)
}
