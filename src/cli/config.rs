use clap::Subcommand;

use super::say;
use crate::{config::Loaded, dashboard::Access};

/// `balachka config`
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum ConfigCommand {
    /// Print the settings in force as TOML, secrets hidden, with where each comes from
    Show,
    /// Say whether the settings are fine, or everything that is wrong with them
    Check,
}

/// Shows settings that were read and checked already; wrong ones never come here.
pub(super) fn run(loaded: &Loaded, command: ConfigCommand) -> anyhow::Result<()> {
    match command {
        ConfigCommand::Show => say(&loaded.to_toml())?,
        ConfigCommand::Check => {
            // The playground has no dashboard.
            if loaded.settings.telegram.token.is_some() {
                Access::of(&loaded.settings)?;
            }
            say("configuration is fine\n")?;
        }
    }
    Ok(())
}
