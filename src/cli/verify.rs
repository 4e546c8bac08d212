use std::path::PathBuf;

use clap::Args;

use crate::config::Settings;

/// `balachka verify`
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// The directory to check; without one, the data directory
    pub dir: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

pub(super) fn run(settings: &Settings, args: &VerifyArgs) -> anyhow::Result<()> {
    let dir = args.dir.as_ref().unwrap_or(&settings.data_dir);
    anyhow::bail!("verify of {} is not built yet", dir.display())
}
