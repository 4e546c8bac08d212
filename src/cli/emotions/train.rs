use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::Args;
use language::analyzer::emotion::{
    measure::measure,
    train::{Labelled, Texts, train},
};

use super::{super::output::say, evaluate, labelled::read_all};
use storage::files;

/// `balachka train FILE…`
#[derive(Debug, Args)]
pub struct EmotionArgs {
    /// Labelled texts for training: CSV with the columns text, anger, disgust, fear, joy, sadness, surprise
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Labelled texts for tuning, in the same format; without any, every tenth training text is set aside
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub dev: Vec<PathBuf>,
    /// Labelled synthetic texts: used for training, never for tuning
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub made_up: Vec<PathBuf>,
    /// Labelled comments from chats for training; thresholds are then the best for these and the other texts
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub chat: Vec<PathBuf>,
    /// Labelled comments from chats in machine translation: used like those of --chat, at a lower weight
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub translated_chat: Vec<PathBuf>,
    /// Labelled comments from chats for tuning, beside the files of --dev
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub chat_dev: Vec<PathBuf>,
    /// Output file of the model
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// Of so many texts one is set aside for tuning where no others are named.
const SET_ASIDE: usize = 10;

/// Makes a model, puts it in its place when it is whole, and tells how it does on the texts it was tuned on.
pub fn run(args: &EmotionArgs) -> anyhow::Result<()> {
    if args.out.exists() && !args.out.is_file() {
        bail!("{} is not a regular file: choose another", args.out.display());
    }
    let mut texts = Texts {
        learned: read_all(&args.files)?,
        made_up: read_all(&args.made_up)?,
        dev: read_all(&args.dev)?,
        chat: read_all(&args.chat)?,
        translated_chat: read_all(&args.translated_chat)?,
        chat_dev: read_all(&args.chat_dev)?,
    };
    if args.dev.is_empty() {
        texts.dev = set_aside(&mut texts.learned);
    }
    let model = train(&texts)?;
    files::replace(&args.out, &model.to_bytes()).with_context(|| format!("cannot write {}", args.out.display()))?;
    let learned = [&texts.learned, &texts.made_up, &texts.chat, &texts.translated_chat];
    let learned: usize = learned.iter().map(|texts| texts.len()).sum();
    texts.dev.append(&mut texts.chat_dev);
    let tuned = format!("trained on {learned} texts, tuned on {}\n", texts.dev.len());
    Ok(say(&format!("{tuned}\n{}", evaluate::table(&measure(&model, &texts.dev))))?)
}

fn set_aside(texts: &mut Vec<Labelled>) -> Vec<Labelled> {
    let mut place = 0;
    texts
        .extract_if(.., |_| {
            place += 1;
            place % SET_ASIDE == 0
        })
        .collect()
}
