use clap::{Args, Subcommand};

use super::{emotions, intents};

/// `balachka train`
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct TrainArgs {
    #[command(subcommand)]
    pub model: Option<Model>,
    #[command(flatten)]
    pub emotions: Option<emotions::train::EmotionArgs>,
}

/// What is trained, if not emotions.
#[derive(Debug, Subcommand)]
pub enum Model {
    /// Train the classifier of what people mean
    Intents(intents::train::IntentArgs),
}

/// Makes a model.
pub(super) fn run(args: &TrainArgs) -> anyhow::Result<()> {
    match (&args.model, &args.emotions) {
        (Some(Model::Intents(args)), _) => intents::train::run(args),
        (None, Some(args)) => emotions::train::run(args),
        (None, None) => anyhow::bail!("name files of labelled texts, or `intents`"),
    }
}
