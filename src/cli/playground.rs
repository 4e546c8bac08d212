use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, mpsc},
    thread,
};

use anyhow::Context as _;

use crate::{
    app::{self, BotAccess},
    config::{Loaded, Settings, load},
    data_dir::{DataDir, SERVICE},
    http::Pages,
    insight, telemetry,
};
use ::playground::{Playground, control, page, serve_bot_api};

/// Where the playground keeps its data unless a directory is named: apart from what a real bot remembers.
const FOLDER: &str = "playground";

/// `balachka playground`: the service against a Bot API of its own.
pub(super) fn run(loaded: &Loaded) -> anyhow::Result<()> {
    super::sound::refuse_a_playground_for_all(&loaded.settings)?;
    let world = Playground::new(fastrand::u64(..));
    let steps = world.clone();
    telemetry::init(loaded.settings.log.format, Some(Arc::new(move |step| steps.trail(&step))))?;
    let data_dir = DataDir::claim(&folder(loaded), SERVICE)?;
    if !loaded.is_set("data_dir") {
        forget_last_world(data_dir.path())?;
    }
    let api_url = serve(&world)?;
    // Whose ids are made up anew cannot be named in ADMIN_IDS: the first of them keeps the bot.
    let keeper = world.load_example().context("cannot load the example chat")?;
    let access = BotAccess { token: world.token().to_owned(), api_url, webhook: None };
    let pages: Pages = Arc::new(move |config| {
        control::routes(&world)(config);
        page::routes(config);
        insight::routes(config);
    });
    let greet = |address| {
        // stdout may be closed; the service does not depend on it.
        let _ = super::say(&format!(
            "Balachka's playground is open: http://{address}/\nIt needs no token. To run the service for Telegram, set \
             TELEGRAM_BOT_TOKEN.\n"
        ));
    };
    let (sources, settings) = (loaded.sources.clone(), in_play(loaded.settings.clone(), keeper));
    let again = Box::new(move || Ok(in_play(load(&sources)?.settings, keeper)));
    app::run(&settings, again, data_dir.path().to_owned(), access, pages, greet)
}

/// Settings, changed for play: the keeper of the bot is one of its people, and nobody would miss what was said.
fn in_play(mut settings: Settings, keeper: Option<i64>) -> Settings {
    settings.backup.every_hours = 0;
    settings.telegram.admin_ids.extend(keeper);
    settings
}

fn folder(loaded: &Loaded) -> PathBuf {
    let named = &loaded.settings.data_dir;
    if loaded.is_set("data_dir") { named.clone() } else { named.join(FOLDER) }
}

/// Removes the databases of an earlier playground: its world is gone, and this one has another bot. A folder that somebody
/// named is left as it is.
fn forget_last_world(folder: &Path) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        let extension = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
        if path.is_file() && (extension.starts_with("db") || extension == "mark") {
            fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        }
    }
    Ok(())
}

/// Serves the Bot API on loopback, on a thread of its own, for as long as the process lives.
fn serve(world: &Playground) -> anyhow::Result<String> {
    let world = world.clone();
    let (tell, told) = mpsc::channel();
    thread::Builder::new().name("bot-api".into()).spawn(move || {
        actix_rt::System::new().block_on(async move {
            let served = serve_bot_api(&world, "127.0.0.1:0").await;
            // The receiver waits for exactly this.
            let _ = tell.send(served.map(|(url, _server)| url));
            std::future::pending::<()>().await;
        });
    })?;
    told.recv()?.context("the playground's Bot API server cannot listen on 127.0.0.1")
}
