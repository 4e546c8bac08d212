use std::path::PathBuf;

use clap::Args;

use crate::config::Settings;

/// `balachka export`
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The chat, as the Bot API numbers it
    #[arg(long, value_name = "ID", allow_negative_numbers = true)]
    pub chat: i64,
    /// Write here instead of to stdout
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

pub(super) fn run(_settings: &Settings, args: &ExportArgs) -> anyhow::Result<()> {
    anyhow::bail!("export of chat {} is not built yet", args.chat)
}
