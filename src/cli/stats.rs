use clap::Args;

use crate::config::Settings;

/// `balachka stats`
#[derive(Debug, Args)]
pub struct StatsArgs {
    /// Of this chat only, as the Bot API numbers it
    #[arg(long, value_name = "ID", allow_negative_numbers = true)]
    pub chat: Option<i64>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

pub(super) fn run(_settings: &Settings, _args: &StatsArgs) -> anyhow::Result<()> {
    anyhow::bail!("stats is not built yet")
}
