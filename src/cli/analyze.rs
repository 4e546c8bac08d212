use std::ffi::OsString;

use clap::Args;
use language::analyzer::{Emotion, Reading};

use super::{
    output::{json, printable},
    texts::answer_each,
};
use crate::{config::Settings, understanding::analyzer};

/// `balachka analyze`
#[derive(Debug, Args)]
pub struct AnalyzeArgs {
    /// Texts to analyse; without any, each line of stdin is a text
    #[arg(value_name = "TEXT")]
    pub texts: Vec<OsString>,
    /// Print one JSON object for each text
    #[arg(long)]
    pub json: bool,
}

/// Says what it understands of each text. Needs no data directory.
pub(super) fn run(settings: &Settings, args: &AnalyzeArgs) -> anyhow::Result<()> {
    let analyzer = analyzer(settings)?;
    answer_each(&args.texts, |text| {
        let reading = analyzer.read(text);
        if args.json { Ok(json(&*reading)?) } else { Ok(printable(&in_words(&reading))) }
    })
}

/// `uk  joy, surprise  +0.67  food  (кава, ранок)  confidence 0.60`
fn in_words(reading: &Reading) -> String {
    let emotions: Vec<&str> = reading.emotions.iter().copied().map(Emotion::as_str).collect();
    let emotions = if emotions.is_empty() { "neutral".to_owned() } else { emotions.join(", ") };
    let Reading { language, sentiment, confidence, .. } = reading;
    let (topic, keywords) = (reading.topic.as_str(), reading.keywords.join(", "));
    format!("{language}  {emotions}  {sentiment:+.2}  {topic}  ({keywords})  confidence {confidence:.2}")
}
