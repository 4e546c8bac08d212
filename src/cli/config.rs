use clap::Subcommand;

use super::say;
use crate::config::Loaded;

/// `balachka config`
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum ConfigCommand {
    /// Print the settings in force as TOML, secrets hidden, with where each comes from
    Show,
    /// Say whether the service can run with the settings, or what is wrong with them
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
