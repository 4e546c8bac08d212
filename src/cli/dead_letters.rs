use clap::{Args, Subcommand};

use crate::config::Settings;

/// `balachka dead-letters`
#[derive(Debug, Args)]
pub struct DeadLettersArgs {
    #[command(subcommand)]
    pub command: Option<DeadLettersCommand>,
    /// Print JSON
    #[arg(long, global = true)]
    pub json: bool,
}

/// What to do with them; without one, `list`.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Subcommand)]
pub enum DeadLettersCommand {
    /// One line each (the default)
    #[default]
    List,
    /// Print one whole, with the error and the raw update
    Show {
        /// Its number in the list
        id: i64,
    },
    /// Hand one to the stores again
    Retry {
        /// Its number in the list
        id: i64,
    },
    /// Forget one for good
    Drop {
        /// Its number in the list
        id: i64,
    },
}

pub(super) fn run(_settings: &Settings, args: &DeadLettersArgs) -> anyhow::Result<()> {
    let command = args.command.unwrap_or_default();
    anyhow::bail!("dead-letters {command:?} is not built yet")
}
