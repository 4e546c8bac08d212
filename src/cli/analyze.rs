use std::{
    ffi::OsString,
    io::{self, BufRead, Read as _, Write},
};

use anyhow::Context as _;
use clap::Args;
use language::analyzer::{Analyzer, Emotion, READ, Reading};

use super::output::{json, printable};
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
    match answer_all(&analyzer(settings)?, args, &mut io::stdout().lock()) {
        Err(error) if is_broken_pipe(&error) => Ok(()),
        result => result,
    }
}

fn answer_all(analyzer: &Analyzer, args: &AnalyzeArgs, out: &mut impl Write) -> anyhow::Result<()> {
    for text in &args.texts {
        writeln!(out, "{}", answer(analyzer, &text.to_string_lossy(), args.json)?)?;
    }
    if args.texts.is_empty() {
        let mut input = io::stdin().lock();
        while let Some(line) = next_line(&mut input).context("cannot read stdin")? {
            writeln!(out, "{}", answer(analyzer, &line, args.json)?)?;
        }
    }
    Ok(())
}

/// A line, as far as it is read by the analysis, so that one without end fills no memory.
fn next_line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    if input.by_ref().take(READ as u64 + 1).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if !line.ends_with(b"\n") {
        input.skip_until(b'\n')?;
    }
    Ok(Some(String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']).to_owned()))
}

fn answer(analyzer: &Analyzer, text: &str, as_json: bool) -> anyhow::Result<String> {
    let reading = analyzer.read(text);
    if as_json { Ok(json(&*reading)?) } else { Ok(printable(&in_words(&reading))) }
}

/// `uk  joy, surprise  +0.67  food  (кава, ранок)  confidence 0.60`
fn in_words(reading: &Reading) -> String {
    let emotions: Vec<&str> = reading.emotions.iter().copied().map(Emotion::as_str).collect();
    let emotions = if emotions.is_empty() { "neutral".to_owned() } else { emotions.join(", ") };
    let Reading { language, sentiment, confidence, .. } = reading;
    let (topic, keywords) = (reading.topic.as_str(), reading.keywords.join(", "));
    format!("{language}  {emotions}  {sentiment:+.2}  {topic}  ({keywords})  confidence {confidence:.2}")
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_whatever_they_hold() {
        let mut input: &[u8] = b"one\r\n\n\xff\xfe two\nlast";
        let lines: Vec<_> = std::iter::from_fn(|| next_line(&mut input).unwrap()).collect();
        assert_eq!(lines, ["one", "", "\u{FFFD}\u{FFFD} two", "last"]);
    }

    #[test]
    fn a_line_without_end_is_cut_and_the_next_is_whole() {
        let mut endless = vec![b'a'; 1_000_000];
        endless.extend(b"\nnext");
        let mut input = endless.as_slice();
        assert_eq!(next_line(&mut input).unwrap().unwrap().len(), READ + 1);
        assert_eq!(next_line(&mut input).unwrap().unwrap(), "next");
    }
}
