use clap::Subcommand;

use super::say;
use crate::config::Loaded;

/// `balachka config`
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum ConfigCommand {
    /// Print the effective settings as TOML, without secrets, with the source of each
    Show,
    /// Check whether the service can run with the settings
    Check,
}

/// Shows settings that were read and checked already; wrong ones never come here.
pub(super) fn run(loaded: &Loaded, command: ConfigCommand) -> anyhow::Result<()> {
    match command {
        ConfigCommand::Show => say(&loaded.to_toml())?,
        ConfigCommand::Check => {
            super::sound::check(loaded)?;
            if let Some(note) = super::sound::note_on_models(&loaded.settings) {
                say(&format!("note: {note}\n"))?;
            }
            say("configuration is fine\n")?;
        }
    }
    Ok(())
}
