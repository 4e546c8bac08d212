use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use intent::{
    Label,
    classifier::{Classifier, train::train},
};
use serde::Deserialize;
use storage::files;

use super::{super::output::say, messages};

/// `balachka train intents`
#[derive(Debug, Args)]
pub struct IntentArgs {
    /// Folder of language packs, which have messages in LANGUAGE/intents/LABEL.txt
    #[arg(long, value_name = "DIR", default_value = "actors/language/packs")]
    pub packs: PathBuf,
    /// Messages to measure the model on, a JSON object {"text", "intent"} a line
    #[arg(long, value_name = "FILE")]
    pub dev: Option<PathBuf>,
    /// Output file of the model
    #[arg(long, value_name = "FILE", default_value = "actors/intent/models/intents.bin")]
    pub out: PathBuf,
}

/// A message of the dev set.
#[derive(Deserialize)]
struct Expected {
    text: String,
    intent: Label,
}

/// Makes a model, puts it in its place when it is whole, and tells how it does on the dev set.
pub fn run(args: &IntentArgs) -> anyhow::Result<()> {
    let messages = messages::read_all(&args.packs)?;
    let expected = args.dev.as_deref().map(read_dev).transpose()?;
    let model = train(&messages)?;
    let bytes = model.to_bytes();
    files::replace(&args.out, &bytes).with_context(|| format!("cannot write {}", args.out.display()))?;
    let mut words = format!("trained on {} messages: {} bytes\n", messages.len(), bytes.len());
    if let Some(expected) = expected {
        words += &measured(&model, &expected);
    }
    Ok(say(&words)?)
}

fn read_dev(path: &Path) -> anyhow::Result<Vec<Expected>> {
    let lines = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let parsed = lines
        .lines()
        .enumerate()
        .map(|(number, line)| serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), number + 1)));
    parsed.collect()
}

/// The share that is right, and what was taken for something else.
fn measured(model: &Classifier, expected: &[Expected]) -> String {
    let guesses = expected.iter().map(|it| (it, model.guess(&it.text)));
    let (right, wrong): (Vec<_>, Vec<_>) = guesses.partition(|(it, guess)| it.intent == guess.label);
    let mut words = format!("right: {} of {}\n", right.len(), expected.len());
    for (it, guess) in wrong {
        let (meant, taken) = (it.intent.as_str(), guess.label.as_str());
        words += &format!("{meant} taken for {taken} ({:.2}): {}\n", guess.confidence, it.text);
    }
    words
}
