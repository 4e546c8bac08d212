//! What a search in the memory found, in words.

use std::collections::HashSet;

use context::{Hit, MOST_HITS, Said, author};
use conversation::Request;
use events::PersonId;
use intent::{RecallQuery, stem};
use language::{
    analyzer::Reading,
    text::{
        catalogue::Args,
        html::escape,
        media::kind_words,
        moment::moment,
        visible::{shorten, visible},
        words::words,
    },
};
use personalization::Length;
use storage::AskError;
use unicode_segmentation::UnicodeSegmentation;

use crate::{
    lines::Line,
    link,
    reply_context::{ReplyContext, ReplyError},
    speaker::Speaker,
    style::ReplyStyle,
};

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

/// Lines of the hits that are closest to what is looked for.
pub(crate) fn rows_about(
    speaker: &mut Speaker<'_>,
    request: &Request,
    query: &RecallQuery,
    hits: &[Hit],
) -> Vec<String> {
    let hits = one_of_each_first(closest(worth_telling(speaker.style, hits, request), query));
    let shown = in_talk(speaker.style.length);
    hits.into_iter().take(shown).map(|hit| row(speaker, hit)).collect()
}

/// The answer to "who said something about …?".
pub(crate) async fn who_said(ctx: &ReplyContext<'_>, query: &RecallQuery) -> Result<String, ReplyError> {
    let words = query.stems.join(" ");
    let hits = ctx.look_up(&[ctx.context().store()], ctx.context().search(ctx.request.chat, &words, HITS, 0)).await?;
    Ok(ctx.word(|speaker| who_said_in_words(speaker, ctx.request, query, &hits)))
}

/// The same, of these hits.
pub(crate) fn who_said_in_words(
    speaker: &mut Speaker<'_>,
    request: &Request,
    query: &RecallQuery,
    hits: &[Hit],
) -> String {
    let hits = closest(worth_telling(speaker.style, hits, request), query);
    let shown = in_talk(speaker.style.length);
    list(speaker, [Line::SaidFound, Line::SaidNothing], &query.words, hits.into_iter().take(shown))
}

/// What was said with the telling words of a question that no memory answers; `None` if that is nothing.
pub(crate) async fn related(ctx: &ReplyContext<'_>, words: &[String]) -> Result<Option<String>, ReplyError> {
    if words.is_empty() {
        return Ok(None);
    }
    let found = ctx.look_up(&[ctx.context().store()], find_related(ctx, words)).await?;
    Ok(found.and_then(|(words, hits)| ctx.word(|speaker| related_in_words(speaker, ctx.request, &words, &hits))))
}

/// Messages with all of the words, else with the first that is found.
async fn find_related(ctx: &ReplyContext<'_>, words: &[String]) -> Result<Option<(String, Vec<Hit>)>, AskError> {
    let request = ctx.request;
    let all = words.join(" ");
    for tried in std::iter::once(&all).chain(words.iter().filter(|_| words.len() > 1)) {
        let stems: Vec<String> = tried.split(' ').map(stem).collect();
        let mut hits = ctx.context().search(request.chat, &stems.join(" "), HITS, 0).await?;
        hits.retain(|hit| Some(hit.message_id) != request.reply_to);
        hits.retain(|hit| !ctx.style.is_for_us(request, &hit.text, hit.to_us));
        if !hits.is_empty() {
            return Ok(Some((tried.clone(), hits)));
        }
    }
    Ok(None)
}

/// The same, of these hits.
pub(crate) fn related_in_words(
    speaker: &mut Speaker<'_>,
    request: &Request,
    words: &str,
    hits: &[Hit],
) -> Option<String> {
    let query = RecallQuery::for_words(&words.split(' ').collect::<Vec<_>>());
    let rows = rows_about(speaker, request, &query, hits);
    let words = Args::default().text("words", &shorten(visible(words).trim(), WORDS_LENGTH));
    (!rows.is_empty()).then(|| format!("{}\n\n{}", speaker.say_with(Line::RelatedFound, &words), rows.join("\n")))
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

/// The best hit of each person, then the others.
fn one_of_each_first(hits: Vec<&Hit>) -> Vec<&Hit> {
    let mut heard = HashSet::new();
    let (first, others): (Vec<_>, Vec<_>) =
        hits.into_iter().partition(|hit| heard.insert(author(hit.sender_id, &hit.sender_name)));
    first.into_iter().chain(others).collect()
}

/// Hits shown in talk, which should stay short, but not hide who else said it.
pub(crate) fn in_talk(length: Length) -> usize {
    match length {
        Length::Short | Length::Medium => 3,
        Length::Long => 5,
    }
}

/// Not the question itself, not our own words, not commands.
pub(crate) fn worth_showing<'h>(hits: &'h [Hit], request: &Request, me: PersonId) -> Vec<&'h Hit> {
    let question = |hit: &Hit| hit.chat_id == request.chat && Some(hit.message_id) == request.reply_to;
    let command = |hit: &Hit| hit.snippet.first().is_some_and(|(text, _)| text.starts_with('/'));
    hits.iter().filter(|hit| !question(hit) && !command(hit) && hit.sender_id != me).collect()
}

/// Of these what was not said to us: who asks what was said is not told what was asked.
fn worth_telling<'h>(style: &ReplyStyle, hits: &'h [Hit], request: &Request) -> Vec<&'h Hit> {
    let hits = worth_showing(hits, request, style.me).into_iter();
    hits.filter(|hit| !style.is_for_us(request, &hit.text, hit.to_us)).collect()
}

/// Hits of the very words, if there are any; else of whatever begins like them ("кавун" for "каву").
fn closest<'h>(hits: Vec<&'h Hit>, query: &RecallQuery) -> Vec<&'h Hit> {
    let exact = |hit: &&Hit| {
        let marked = hit.snippet.iter().filter(|(_, found)| *found);
        marked.flat_map(|(run, _)| words(run)).any(|word| query.has(word))
    };
    if hits.iter().any(&exact) { hits.into_iter().filter(exact).collect() } else { hits }
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
    let when = moment(hit.date, speaker.style.utc_offset);
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
