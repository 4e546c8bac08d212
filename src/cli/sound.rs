//! What `run` refuses before anything starts; `config check` and `doctor` find it first.

use llm::Models;
use telegram::Client;

use crate::{
    app::{self, models},
    config::{Loaded, Settings},
    dashboard::{Access, is_here},
    exit::Exit,
    telemetry::filter,
    understanding::analyzer,
};

/// Settings that are each fine, and that the service cannot run with.
///
/// # Errors
/// What is wrong, as [`Exit::Usage`].
pub(super) fn check(loaded: &Loaded) -> anyhow::Result<()> {
    let settings = &loaded.settings;
    filter::check()?;
    match &settings.telegram.token {
        Some(token) => {
            app::bot_id(token.expose())?;
            Client::new(token.expose(), &settings.telegram.api_url)
                .map_err(|problem| Exit::Usage.because(format!("TELEGRAM_API_URL: {problem}")))?;
            Access::of(settings)?;
            if !settings.cluster.servers.is_empty() {
                app::cluster::node_settings(&settings.cluster)?;
            }
        }
        None => {
            refuse_half_a_service(loaded)?;
            refuse_a_playground_for_all(settings)?;
        }
    }
    app::personas(settings)?;
    analyzer(settings)?;
    Models::new(&models::llm(&settings.llm)).map_err(|problem| Exit::Usage.because(problem))?;
    Ok(())
}

/// What is unusual about the address of language models, though it may be right.
pub(super) fn note_on_models(settings: &Settings) -> Option<String> {
    let url: reqwest::Url = settings.llm.openai_base_url.as_deref()?.parse().ok()?;
    let path = url.path().trim_end_matches('/');
    let (bare, has_endpoint) = match path.strip_suffix("/chat/completions") {
        Some(bare) => (bare, true),
        None => (path, false),
    };
    match () {
        () if bare.is_empty() => Some(
            "llm.openai_base_url (OPENAI_BASE_URL) has no version: most servers need /v1 at its end; `balachka doctor` \
             tests it"
                .to_owned(),
        ),
        () if has_endpoint => {
            Some("llm.openai_base_url (OPENAI_BASE_URL) ends with /chat/completions, which is removed".to_owned())
        }
        () => None,
    }
}

/// Whoever sets up a webhook wants no playground.
fn refuse_half_a_service(loaded: &Loaded) -> anyhow::Result<()> {
    let keys = ["telegram.webhook_url", "telegram.webhook_secret"];
    match keys.into_iter().find_map(|key| Some((key, loaded.place_of(key)?))) {
        None => Ok(()),
        Some((key, place)) => Err(Exit::Usage.because(format!(
            "{key} is set ({place}), but no token is: set TELEGRAM_BOT_TOKEN or TELEGRAM_BOT_TOKEN_FILE. For the \
             playground, unset {key} or run `balachka playground`"
        ))),
    }
}

/// Whoever can reach the playground speaks in it as anybody.
///
/// # Errors
/// [`Exit::Usage`], if others can.
pub(super) fn refuse_a_playground_for_all(settings: &Settings) -> anyhow::Result<()> {
    match is_here(settings.http.addr) {
        true => Ok(()),
        false => Err(Exit::Usage.because(format!(
            "the playground has no login, and other machines could reach it at {}: make it listen on 127.0.0.1 \
             (--http, BALACHKA_HTTP). To run the service for Telegram, set TELEGRAM_BOT_TOKEN",
            settings.http.addr
        ))),
    }
}
