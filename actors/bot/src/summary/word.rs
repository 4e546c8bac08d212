//! A summary in the words of the catalogues.

use context::{Hit, Said};
use language::text::{catalogue::Args, html::escape, moment::date};

use super::{Outline, Pieces, Quote, Talk};
use crate::{lines::Line, link, replies::recall::quote, speaker::Speaker};

/// People of a conversation named at most.
const NAMED: usize = 4;

/// The paragraphs of a summary, without title and counts.
pub(crate) fn in_words(speaker: &mut Speaker<'_>, outline: &Outline) -> Vec<String> {
    let mut paragraphs = Vec::new();
    if !outline.grief.is_empty() {
        paragraphs.push(list(speaker, Line::SummaryGrief, &outline.grief));
    }
    if !outline.few.is_empty() {
        let lines = outline.few.iter().map(|it| quote(speaker, &it.said)).collect::<Vec<_>>();
        paragraphs.push(format!("{}\n{}", speaker.say(Line::SummaryFew), lines.join("\n")));
    }
    paragraphs.extend(outline.talks.iter().map(|talk| talk_in_words(speaker, talk)));
    let rest = pieces_in_words(speaker, &outline.rest);
    if !rest.is_empty() {
        paragraphs.push(format!("{}\n{}", speaker.say(Line::SummaryRest), rest.join("\n")));
    }
    paragraphs
}

fn talk_in_words(speaker: &mut Speaker<'_>, talk: &Talk) -> String {
    let names: Vec<String> = talk.people.iter().take(NAMED).map(|name| speaker.name(name)).collect();
    let more = i64::try_from(talk.people.len().saturating_sub(NAMED)).unwrap_or(i64::MAX);
    let args = Args::default().text("list", &names.join(", ")).number("more", more);
    if talk.is_quarrel {
        return speaker.say_with(Line::SummaryQuarrel, &args);
    }
    let mut lines = vec![speaker.say_with(Line::SummaryTalk, &args)];
    lines.extend(talk.lines.iter().map(|it| attributed(speaker, it)));
    lines.extend(pieces_in_words(speaker, &talk.pieces));
    lines.join("\n")
}

fn pieces_in_words(speaker: &mut Speaker<'_>, pieces: &Pieces) -> Vec<String> {
    let kinds = [
        (Line::SummaryNews, &pieces.news),
        (Line::SummaryDecided, &pieces.decisions),
        (Line::SummaryPlans, &pieces.plans),
        (Line::SummaryPromised, &pieces.promises),
        (Line::SummaryOpen, &pieces.questions),
    ];
    let told = kinds.into_iter().filter(|(_, quotes)| !quotes.is_empty());
    told.map(|(line, quotes)| list(speaker, line, quotes)).collect()
}

fn list(speaker: &mut Speaker<'_>, line: Line, quotes: &[Quote]) -> String {
    let quotes: Vec<String> = quotes.iter().map(|it| attributed(speaker, it)).collect();
    speaker.say_with(line, &Args::default().html("list", quotes.join("; ")))
}

/// Who said what, with a link to the message, and the day that it names.
fn attributed(speaker: &mut Speaker<'_>, quote: &Quote) -> String {
    let name = escape(&speaker.name(&quote.said.sender_name));
    let linked = link_to(&quote.said).map(|url| format!("<a href=\"{}\">{name}</a>", escape(&url)));
    let args = Args::default().html("name", linked.unwrap_or(name)).text("words", &quote.words);
    let Some(when) = quote.when else { return speaker.say_with(Line::SummarySaid, &args) };
    let day = date(when, speaker.style.utc_offset);
    let day = day.get(..5).unwrap_or_default();
    speaker.say_with(Line::SummarySaidOf, &args.text("day", day))
}

fn link_to(said: &Said) -> Option<String> {
    link::of(&Hit {
        chat_id: said.chat_id,
        message_id: said.message_id,
        thread: said.thread,
        chat_username: said.chat_username.clone(),
        sender_id: said.sender_id,
        sender_name: said.sender_name.clone(),
        date: said.date,
        snippet: Vec::new(),
        text: String::new(),
        media_kind: None,
        to_us: said.to_us,
    })
}
