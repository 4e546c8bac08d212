//! What a search in the memory found, in words.

use context::{Hit, MOST_HITS, Said};
use conversation::Request;
use events::PersonId;
use language::{
    analyzer::Reading,
    text::{
        catalogue::Args,
        html::escape,
        media::kind_words,
        visible::{shorten, visible},
    },
};
use unicode_segmentation::UnicodeSegmentation;

use crate::{lines::Line, link, speaker::Speaker, style::ReplyStyle};

/// Hits to ask for: more than are shown, since questions and what was said to us are left out.
pub(crate) const HITS: u32 = MOST_HITS;

/// An old message is worth mentioning unasked if it is older than this, seconds.
const OLD: i64 = 24 * 3600;

/// Most graphemes shown of a snippet, and of the words looked for.
const SNIPPET_LENGTH: usize = 200;
const WORDS_LENGTH: usize = 60;

/// A message as one line: who said it, when, with a link.
pub(crate) fn quote(speaker: &mut Speaker<'_>, said: &Said) -> String {
    let hit = Hit {
        chat_id: said.chat_id,
        message_id: said.message_id,
        thread: said.thread,
        chat_username: said.chat_username.clone(),
        sender_id: said.sender_id,
        sender_name: said.sender_name.clone(),
        date: said.date,
        snippet: vec![(said.text.clone(), false)],
        text: String::new(),
        media_kind: None,
        to_us: said.to_us,
    };
    row(speaker, &hit)
}

/// What was said before about the same, if it is old enough not to be in everybody's mind.
pub(crate) fn by_the_way(
    speaker: &mut Speaker<'_>,
    request: &Request,
    reading: &Reading,
    hits: &[Hit],
) -> Option<String> {
    let newest = hits.iter().map(|hit| hit.date).max()?;
    let old =
        worth_telling(speaker.style, hits, request).into_iter().find(|hit| newest.saturating_sub(hit.date) > OLD)?;
    let words = Args::default().text("words", reading.keywords.first()?);
    Some(format!("{}\n\n{}", speaker.say_with(Line::ChimeRecall, &words), row(speaker, old)))
}

/// Not the question itself, not our own words, not commands.
fn worth_showing<'h>(hits: &'h [Hit], request: &Request, me: PersonId) -> Vec<&'h Hit> {
    let question = |hit: &Hit| hit.chat_id == request.chat && Some(hit.message_id) == request.reply_to;
    let command = |hit: &Hit| hit.snippet.first().is_some_and(|(text, _)| text.starts_with('/'));
    hits.iter().filter(|hit| !question(hit) && !command(hit) && hit.sender_id != me).collect()
}

/// Of these what was not said to us: who asks what was said is not told what was asked.
pub(crate) fn worth_telling<'h>(style: &ReplyStyle, hits: &'h [Hit], request: &Request) -> Vec<&'h Hit> {
    let hits = worth_showing(hits, request, style.me).into_iter();
    hits.filter(|hit| !style.is_for_us(request, &hit.text, hit.to_us)).collect()
}

pub(crate) fn list<'h>(
    speaker: &mut Speaker<'_>,
    [found, nothing]: [Line; 2],
    words: &str,
    hits: impl Iterator<Item = &'h Hit>,
) -> String {
    let shown = shorten(visible(words).trim(), WORDS_LENGTH);
    let args = Args::default().text("words", &shown);
    let rows: Vec<String> = hits.map(|hit| row(speaker, hit)).collect();
    if rows.is_empty() {
        return speaker.say_with(nothing, &args);
    }
    format!("{}\n\n{}", speaker.say_with(found, &args), rows.join("\n"))
}

fn row(speaker: &mut Speaker<'_>, hit: &Hit) -> String {
    let name = speaker.name(&hit.sender_name);
    let when = escape(&speaker.when(hit.date));
    let when = match link::of(hit) {
        Some(link) => format!(r#"<a href="{link}">{when}</a>"#),
        None => when,
    };
    let mut snippet = snippet(&hit.snippet);
    if let Some(kind) = &hit.media_kind {
        let kind = kind_words(speaker.style.language, kind);
        snippet = speaker.say_with(Line::MediaRow, &Args::default().text("media", &kind).html("snippet", snippet));
    }
    let args = Args::default().text("name", &name).html("when", when).html("snippet", snippet);
    speaker.say_with(Line::HitRow, &args)
}

fn snippet(runs: &[(String, bool)]) -> String {
    let mut room = SNIPPET_LENGTH;
    let mut html = String::new();
    for (run, found) in runs {
        let whole = visible(run);
        let part = shorten(&whole, room);
        room = room.saturating_sub(part.graphemes(true).count());
        match *found && !part.is_empty() {
            true => html.push_str(&format!("<b>{}</b>", escape(&part))),
            false => html.push_str(&escape(&part)),
        }
        if part != whole {
            break;
        }
    }
    html.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snippets_are_one_line_escaped_and_short() {
        let runs = [("a\n<".to_owned(), false), ("b&".to_owned(), true)];
        assert_eq!(snippet(&runs), "a &lt;<b>b&amp;</b>");
        let endless = [("x".repeat(9_000), true), ("y".to_owned(), false)];
        assert_eq!(snippet(&endless), format!("<b>{}…</b>", "x".repeat(200)));
    }
}
