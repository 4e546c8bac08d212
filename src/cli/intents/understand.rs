use std::ffi::OsString;

use clap::Args;
use intent::understanding::{self, Understanding};
use jiff::{Timestamp, Zoned, tz::TimeZone};
use language::analyzer::Analyzer;
use serde::Serialize;

use super::super::{output::json, texts::answer_each};
use crate::{config::Settings, exit::Exit};

/// `balachka understand`
#[derive(Debug, Args)]
pub struct UnderstandArgs {
    /// Messages that call the bot; without any, each line of stdin is one
    #[arg(value_name = "TEXT")]
    pub texts: Vec<OsString>,
    /// When they are said, in RFC 3339; the default is now, in the zone of the settings
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
    /// Print one JSON object for each message: the only format there is
    #[arg(long)]
    pub json: bool,
}

/// What is understood of a message.
#[derive(Serialize)]
struct Answer {
    #[serde(flatten)]
    understood: Understanding,
    language: &'static str,
}

/// Says what each message means. Needs no data directory.
pub fn run(settings: &Settings, args: &UnderstandArgs) -> anyhow::Result<()> {
    let now = now(settings, args.now.as_deref())?;
    let analyzer = Analyzer::new();
    answer_each(&args.texts, |text| {
        let language = analyzer.read(text).language;
        Ok(json(&Answer { understood: understanding::read(text, &now, &[]), language })?)
    })
}

/// The clock of the chat. A time with the offset that the chat's zone has then is in that zone; any other is in a zone of
/// that offset alone.
fn now(settings: &Settings, told: Option<&str>) -> anyhow::Result<Zoned> {
    let zone = TimeZone::get(&settings.bot.time_zone).unwrap_or(TimeZone::UTC);
    let Some(told) = told else { return Ok(Timestamp::now().to_zoned(zone)) };
    let refused =
        || Exit::Usage.because(format!("--now: {told} is not a time in RFC 3339, such as 2026-11-28T15:20:00+02:00"));
    let pieces = jiff::fmt::temporal::DateTimeParser::new().parse_pieces(told).map_err(|_| refused())?;
    let at: Timestamp = told.parse().map_err(|_| refused())?;
    let offset = pieces.to_numeric_offset().unwrap_or(jiff::tz::Offset::UTC);
    let is_of_zone = zone.to_offset(at) == offset;
    Ok(at.to_zoned(if is_of_zone { zone } else { TimeZone::fixed(offset) }))
}
