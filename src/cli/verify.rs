//! `balachka verify`: what is checked, and how it is told.

mod checks;

use std::path::PathBuf;

use clap::Args;
use language::text::visible::visible;
use serde::Serialize;

use super::{
    output::{json, say},
    wait,
};
use crate::{config::Settings, data_dir::DataDir};

/// `balachka verify`
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// Directory to check; default: the data directory
    pub dir: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// One check and its outcome.
#[derive(Serialize)]
struct Check {
    database: String,
    check: &'static str,
    ok: bool,
    detail: String,
}

/// Reads every database whole and says what is wrong; changes nothing.
pub(super) fn run(settings: &Settings, args: &VerifyArgs) -> anyhow::Result<()> {
    let dir = args.dir.as_ref().unwrap_or(&settings.data_dir);
    DataDir::refuse_half_restored(dir)?;
    let checks = wait(async { Ok(checks::all(dir).await) })?;
    match args.json {
        true => say(&(json(&checks)? + "\n"))?,
        false => say(&checks.iter().map(Check::in_words).collect::<String>())?,
    }
    match checks.iter().filter(|check| !check.ok).count() {
        0 => Ok(()),
        failed => anyhow::bail!("{failed} of {} checks failed in {}", checks.len(), dir.display()),
    }
}

impl Check {
    fn in_words(&self) -> String {
        let outcome = if self.ok { "ok" } else { "FAILED" };
        let line = format!("{:<11}  {:<12}  {outcome:<6}  {}", self.database, self.check, visible(&self.detail));
        line.trim_end().to_owned() + "\n"
    }
}
