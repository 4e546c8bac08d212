mod bar;

use std::path::{Path, PathBuf};

use anyhow::anyhow;
use clap::Args;
use events::ChatId;
use language::zone::Zone;
use operations::importing::{
    Counts, DryRun, External, ImportError, ImportEvent, ImportTarget, InProcess, Input, Legacy, Source, import,
    import_legacy,
};

use self::bar::Bar;
use super::{
    output::{json, say},
    wait,
};
use crate::{
    app::Stores,
    config::Settings,
    data_dir::{DataDir, is_held_by_the_service},
    exit::Exit,
    telemetry,
};

/// Messages that cannot be taken are named up to this many; the others are counted.
const NAMED: u64 = 20;

/// `balachka import`
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// Telegram Desktop's result.json of a chat or an account, or the folder that contains it; - reads standard input
    #[arg(required_unless_present = "from_legacy")]
    pub file: Option<PathBuf>,
    /// Folder with the databases of the bot that Balachka replaces, instead of a file
    #[arg(long, value_name = "DIR", conflicts_with = "file")]
    pub from_legacy: Option<PathBuf>,
    /// Import only this chat of an account; if the file has a single chat, import it as this chat
    #[arg(long, value_name = "ID", allow_negative_numbers = true)]
    pub chat: Option<i64>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// Only count what would be imported; write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Imports beside a running service, or with stores of its own.
pub(super) fn run(settings: &Settings, args: &ImportArgs) -> anyhow::Result<()> {
    let Outcome { counts, problem } = wait(async {
        // Before a data directory is made for it.
        let source = source(settings, args).await?;
        if args.dry_run {
            return through(&mut DryRun { folder: settings.data_dir.clone() }, source, settings).await;
        }
        match DataDir::claim(&settings.data_dir, "import") {
            Ok(data_dir) => alone(settings, &data_dir, source).await,
            Err(error) if Exit::of(&error) == Exit::Busy && is_held_by_the_service(&settings.data_dir) => {
                beside(settings, source).await
            }
            Err(error) => Err(error),
        }
    })?;
    let Counts { read, imported, already_there, skipped } = counts;
    let would = if args.dry_run { "would be " } else { "" };
    let words =
        format!("{read} messages read: {imported} {would}imported, {already_there} already there, {skipped} skipped\n");
    say(&if args.json { json(&counts)? + "\n" } else { words })?;
    problem.map_or(Ok(()), Err)
}

/// How an import that read its file to the end ended.
struct Outcome {
    counts: Counts,
    /// Why nothing was taken.
    problem: Option<anyhow::Error>,
}

async fn alone(settings: &Settings, data_dir: &DataDir, source: From) -> anyhow::Result<Outcome> {
    telemetry::init_quiet(settings.log.format)?;
    let stores = Stores::start(settings, data_dir.path()).await?;
    let mut here = InProcess::new(stores.journal.clone(), stores.derived.context.clone(), stores.derived.all());
    let outcome = tokio::select! {
        outcome = async {
            // What an earlier import left in the journal is remembered first.
            here.finish().await?;
            through(&mut here, source, settings).await
        } => outcome,
        reason = stores.supervisor.given_up() => Err(Exit::GaveUp.because(reason)),
    };
    let closed = stores.close().await;
    let outcome = outcome?;
    Ok(closed.map(|()| outcome)?)
}

async fn beside(settings: &Settings, source: From) -> anyhow::Result<Outcome> {
    eprintln!("the service is running: it applies the imported messages");
    let mut beside = External::open(&settings.data_dir).await?;
    let outcome = through(&mut beside, source, settings).await;
    beside.close().await;
    outcome
}

async fn through(way: &mut impl ImportTarget, source: From, settings: &Settings) -> anyhow::Result<Outcome> {
    let bar = Bar::new(source.size());
    let mut skipped = 0;
    let tell = |told: ImportEvent<'_>| match told {
        ImportEvent::Progress(progress) => bar.show(&progress),
        ImportEvent::LocalDates => bar.note(&format!(
            "some dates in the file have no Unix time: they are read in the time zone {} (bot.time_zone)",
            settings.bot.time_zone
        )),
        ImportEvent::Strange(chat) => bar.note(&format!(
            "chat {} has the unsupported type {:?}: {} messages are skipped",
            chat.id.map_or_else(|| "without an id".to_owned(), |id| id.to_string()),
            chat.kind,
            chat.messages
        )),
        ImportEvent::Skipped(message) => {
            skipped += 1;
            let id = message.id.map_or_else(|| "without a number".to_owned(), |id| id.to_string());
            match skipped {
                ..=NAMED => bar.note(&format!("message {id} of chat {} is skipped: {}", message.chat.0, message.why)),
                n if n == NAMED + 1 => bar.note("more messages are skipped"),
                _ => {}
            }
        }
    };
    let path = source.file().to_owned();
    let outcome = match source {
        From::Desktop(source) => import(source, way, tell).await,
        From::Legacy(legacy) => import_legacy(legacy, way, tell).await,
    };
    bar.end();
    match outcome {
        Ok(counts) => Ok(Outcome { counts, problem: None }),
        Err((counts, error @ ImportError::NothingTaken(_))) => {
            Ok(Outcome { counts, problem: Some(failed(&path, &counts, &error)) })
        }
        Err((counts, error)) => Err(failed(&path, &counts, &error)),
    }
}

/// Where the messages come from.
enum From {
    Desktop(Source),
    Legacy(Legacy),
}

impl From {
    fn file(&self) -> &Path {
        match self {
            Self::Desktop(source) => &source.input.path,
            Self::Legacy(legacy) => &legacy.file,
        }
    }

    /// Bytes, if that is known.
    fn size(&self) -> Option<u64> {
        match self {
            Self::Desktop(source) => source.input.size,
            Self::Legacy(legacy) => legacy.file.metadata().ok().map(|file| file.len()),
        }
    }
}

/// Refuses what is not there.
async fn source(settings: &Settings, args: &ImportArgs) -> anyhow::Result<From> {
    let chat = args.chat.map(ChatId);
    let zone = Zone::named(&settings.bot.time_zone).unwrap_or(Zone::UTC);
    match &args.from_legacy {
        Some(folder) => {
            let legacy = Legacy::find(folder, zone, chat).await?;
            for (name, why) in &legacy.passed_over {
                eprintln!("{name} is skipped: {why}");
            }
            Ok(From::Legacy(legacy))
        }
        None => {
            let path = args.file.clone().unwrap_or_default();
            let input = Input::open(&path).map_err(|error| failed(&path, &Counts::default(), &error))?;
            Ok(From::Desktop(Source { input, chat, zone }))
        }
    }
}

fn failed(path: &Path, counts: &Counts, error: &ImportError) -> anyhow::Error {
    let path = path.display();
    let error = match error {
        ImportError::Unreadable(_) | ImportError::NothingTaken(_) => format!("{path}: {error}"),
        other => other.to_string(),
    };
    match counts.imported {
        0 => anyhow!("{error}"),
        n => anyhow!("{error}\n{n} messages before that are imported; run the same command again to continue"),
    }
}
