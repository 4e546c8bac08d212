use std::path::{Path, PathBuf};

use clap::Args;
use operations::backup::{Manifest, backup, check, restore};
use serde_json::json;
use storage::discretion::log::FILE as WISHES;

use super::{
    output::{json as one_line, say},
    wait,
};
use crate::{
    app::{Stores, bot_id},
    config::Settings,
    data_dir::DataDir,
};

/// `balachka backup`
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// Folder for backups; the new backup becomes a subfolder [default: backup.dir, or backups in the data directory]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// `balachka restore`
#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// Folder of a backup that `backup` made
    pub dir: PathBuf,
    /// Restore even if the data directory has newer updates (it is set aside) or the backup belongs to another bot
    #[arg(long)]
    pub force: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Copies all databases, beside a running service or without one.
pub(super) fn run(settings: &Settings, args: &BackupArgs) -> anyhow::Result<()> {
    let out = args.out.clone().unwrap_or_else(|| settings.backups());
    let (path, manifest) = wait(async { Ok(backup(&settings.data_dir, &out).await?) })?;
    let path = path.display().to_string();
    Ok(say(&match args.json {
        true => one_line(&json!({ "backup": path, "manifest": manifest }))? + "\n",
        false => format!("{path}: {}\n", contents(&manifest)),
    })?)
}

/// Puts a backup in the place of the databases; the service must not run.
pub(super) fn run_restore(settings: &Settings, args: &RestoreArgs) -> anyhow::Result<()> {
    if !settings.data_dir.exists() {
        // For what is refused no directory is made.
        wait(async { Ok(check(&args.dir).await?) })?;
    }
    let data_dir = DataDir::claim(&settings.data_dir, "restore")?;
    let own = settings.telegram.token.as_ref().and_then(|token| bot_id(token.expose()).ok()).map(|bot| bot.0);
    let restored = wait(async { Ok(restore(&args.dir, data_dir.path(), own, args.force).await?) })?;
    if let Err(problem) = wait(obey(settings, data_dir.path())) {
        eprintln!(
            "restored, but not all erasure requests could be applied again; the service applies them when it starts: \
             {problem:#}"
        );
    }
    let before = restored.before.map(|before| before.display().to_string());
    if let Some(before) = &before {
        eprintln!("the previous databases are in {before}");
    }
    Ok(say(&match args.json {
        true => one_line(&json!({ "restored": restored.manifest, "before": before }))? + "\n",
        false => format!("restored {}\n", contents(&restored.manifest)),
    })?)
}

/// What people asked to be forgotten after the backup was made is forgotten before anybody can read it: the stores do so
/// when they open.
async fn obey(settings: &Settings, folder: &Path) -> anyhow::Result<()> {
    if folder.join(WISHES).exists() {
        Stores::start(settings, folder).await?.close().await?;
    }
    Ok(())
}

fn contents(manifest: &Manifest) -> String {
    let bytes: u64 = manifest.databases.iter().map(|database| database.bytes).sum();
    let seq = manifest.of("journal.db").map_or(0, |journal| journal.seq);
    format!("{} databases, {bytes} bytes, up to entry {seq} of the journal", manifest.databases.len())
}
