use std::path::PathBuf;

use clap::Args;
use language::analyzer::{
    Emotion,
    emotion::{
        built_in,
        measure::{Found, Measured, measure},
    },
};
use serde_json::{Map, Value, json};

use super::{super::output, labelled::read_all};
use crate::{config::Settings, understanding::model};

/// `balachka evaluate`
#[derive(Debug, Args)]
pub struct EvaluateArgs {
    /// Labelled texts: CSV with the columns text, anger, disgust, fear, joy, sadness, surprise
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Model file of `balachka train`; default: the model in the settings, or the built-in one
    #[arg(long, value_name = "FILE")]
    pub model: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Tells how well the emotions of labelled texts are found.
pub fn run(settings: &Settings, args: &EvaluateArgs) -> anyhow::Result<()> {
    let own = args.model.as_ref().or(settings.analysis.model.as_ref()).map(|path| model(path)).transpose()?;
    let measured = measure(own.as_ref().unwrap_or_else(|| built_in()), &read_all(&args.files)?);
    let told = if args.json { format!("{}\n", output::json(&as_json(&measured))?) } else { table(&measured) };
    Ok(output::say(&told)?)
}

fn names() -> impl Iterator<Item = &'static str> {
    Emotion::ALL.iter().copied().map(Emotion::as_str)
}

/// Scores of each emotion, and who is taken for whom.
pub fn table(measured: &Measured) -> String {
    let mut told = format!("{:<10}{:>10}{:>10}{:>10}{:>8}\n", "", "precision", "recall", "f1", "texts");
    for (name, found) in names().zip(&measured.found) {
        let Some(found) = found else { continue };
        let [precision, recall, f1] = [found.precision(), found.recall(), found.f1()];
        let texts = found.right + found.missed;
        told += &format!("{name:<10}{precision:>10.3}{recall:>10.3}{f1:>10.3}{texts:>8}\n");
    }
    told += &format!("{:<10}{:>30.3}{:>8}\n", "macro", measured.macro_f1(), measured.texts);
    told += &format!("{:<10}{:>30.3}\n\n", "calibration error", measured.calibration_error);
    told + &confusion(measured)
}

fn confusion(measured: &Measured) -> String {
    let names: Vec<&str> = names().chain(["neutral"]).collect();
    let head: String = names.iter().map(|name| format!("{name:>10}")).collect();
    let mut told = format!("{:<10}{head}   <- called\n", "labelled");
    for (name, row) in names.iter().zip(&measured.confusion) {
        let cells: String = row.iter().map(|texts| format!("{texts:>10}")).collect();
        told += &format!("{name:<10}{cells}\n");
    }
    told
}

fn as_json(measured: &Measured) -> Value {
    let score = |found: &Found| {
        json!({
            "precision": found.precision(), "recall": found.recall(), "f1": found.f1(),
            "right": found.right, "wrong": found.wrong, "missed": found.missed, "left": found.left,
        })
    };
    let emotions: Map<String, Value> =
        names().zip(&measured.found).filter_map(|(name, found)| Some((name.into(), score(found.as_ref()?)))).collect();
    let labels: Vec<&str> = names().chain(["neutral"]).collect();
    json!({
        "texts": measured.texts,
        "macro_f1": measured.macro_f1(),
        "calibration_error": measured.calibration_error,
        "emotions": emotions,
        "confusion": { "labels": labels, "rows": measured.confusion },
    })
}
