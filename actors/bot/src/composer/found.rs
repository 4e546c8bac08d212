//! What a search found, in words.

use std::collections::HashSet;

use unicode_segmentation::UnicodeSegmentation;

use super::lines::Line;
use super::link;
use super::plan::Facts;
use super::quest::Quest;
use super::word::{Manner, Speaker};
use context::{Hit, Said, author};
use conversation::request::Request;
use events::PersonId;
use language::analyzer::Reading;
use language::text::catalogue::Args;
use language::text::html::escape;
use language::text::media::kind_words;
use language::text::moment::moment;
use language::text::visible::{shorten, visible};
use language::text::words::words;
use personalization::Length;

/// Hits shown for `/search`.
const SEARCH_HITS: usize = 5;

/// An old message is worth mentioning unasked if it is older than this, seconds.
const OLD: i64 = 24 * 3600;

/// Most graphemes shown of a snippet, and of the words looked for.
const SNIPPET_LENGTH: usize = 200;
const WORDS_LENGTH: usize = 60;

/// The answer to `/search WORDS`.
pub(super) fn by_command(speaker: &mut Speaker<'_>, request: &Request, words: &str, facts: &Facts) -> String {
    page(speaker, request, words, facts, 0)
}

/// One page of it, counted from 0.
pub(super) fn page(speaker: &mut Speaker<'_>, request: &Request, words: &str, facts: &Facts, page: usize) -> String {
    let Facts::Hits(hits) = facts else {
        return speaker.say(Line::Unavailable);
    };
    let pages = pages(hits, request, speaker.manner.me);
    let hits = worth_showing(hits, request, speaker.manner.me);
    let shown = hits.into_iter().skip(page.saturating_mul(SEARCH_HITS)).take(SEARCH_HITS);
    let found = list(speaker, [Line::SearchFound, Line::SearchNothing], words, shown);
    if pages < 2 {
        return found;
    }
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let which = Args::default().number("page", count(page + 1)).number("pages", count(pages));
    format!("{found}\n\n{}", speaker.say_with(Line::SearchPage, &which))
}

/// How many pages the hits fill.
pub(super) fn pages(hits: &[Hit], request: &Request, me: PersonId) -> usize {
    worth_showing(hits, request, me).len().div_ceil(SEARCH_HITS)
}

/// A message as one line: who said it, when, with a link.
pub(super) fn quote(speaker: &mut Speaker<'_>, said: &Said) -> String {
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
pub(super) fn rows_about(speaker: &mut Speaker<'_>, request: &Request, quest: &Quest, hits: &[Hit]) -> Vec<String> {
    let hits = one_of_each_first(closest(worth_telling(speaker.manner, hits, request), quest));
    let shown = in_talk(speaker.manner.length);
    hits.into_iter().take(shown).map(|hit| row(speaker, hit)).collect()
}

/// The answer to "who said something about …?".
pub(super) fn by_question(speaker: &mut Speaker<'_>, request: &Request, quest: &Quest, facts: &Facts) -> String {
    let Facts::Hits(hits) = facts else {
        return speaker.say(Line::Unavailable);
    };
    let hits = closest(worth_telling(speaker.manner, hits, request), quest);
    let shown = in_talk(speaker.manner.length);
    list(speaker, [Line::SaidFound, Line::SaidNothing], &quest.words, hits.into_iter().take(shown))
}

/// What may bear on a question that no memory answers; `None` if that is nothing.
pub(super) fn related(speaker: &mut Speaker<'_>, request: &Request, facts: &Facts) -> Option<String> {
    let Facts::Related(words, hits) = facts else { return None };
    let quest = Quest::for_words(&words.split(' ').collect::<Vec<_>>());
    let rows = rows_about(speaker, request, &quest, hits);
    let words = Args::default().text("words", &shorten(visible(words).trim(), WORDS_LENGTH));
    (!rows.is_empty()).then(|| format!("{}\n\n{}", speaker.say_with(Line::RelatedFound, &words), rows.join("\n")))
}

/// What was said before about the same, if it is old enough not to be in everybody's mind.
pub(super) fn by_the_way(
    speaker: &mut Speaker<'_>,
    request: &Request,
    reading: &Reading,
    facts: &Facts,
) -> Option<String> {
    let Facts::Hits(hits) = facts else { return None };
    let newest = hits.iter().map(|hit| hit.date).max()?;
    let old =
        worth_telling(speaker.manner, hits, request).into_iter().find(|hit| newest.saturating_sub(hit.date) > OLD)?;
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
pub(super) fn in_talk(length: Length) -> usize {
    match length {
        Length::Short | Length::Medium => 3,
        Length::Long => 5,
    }
}

/// Not the question itself, not our own words, not commands.
fn worth_showing<'h>(hits: &'h [Hit], request: &Request, me: PersonId) -> Vec<&'h Hit> {
    let question = |hit: &Hit| hit.chat_id == request.chat && Some(hit.message_id) == request.reply_to;
    let command = |hit: &Hit| hit.snippet.first().is_some_and(|(text, _)| text.starts_with('/'));
    hits.iter().filter(|hit| !question(hit) && !command(hit) && hit.sender_id != me).collect()
}

/// Of these what was not said to us: who asks what was said is not told what was asked.
fn worth_telling<'h>(manner: &Manner, hits: &'h [Hit], request: &Request) -> Vec<&'h Hit> {
    let hits = worth_showing(hits, request, manner.me).into_iter();
    hits.filter(|hit| !manner.is_for_us(request, &hit.text, hit.to_us)).collect()
}

/// Hits of the very words, if there are any; else of whatever begins like them ("кавун" for "каву").
fn closest<'h>(hits: Vec<&'h Hit>, quest: &Quest) -> Vec<&'h Hit> {
    let exact = |hit: &&Hit| {
        let marked = hit.snippet.iter().filter(|(_, found)| *found);
        marked.flat_map(|(run, _)| words(run)).any(|word| quest.has(word))
    };
    if hits.iter().any(&exact) { hits.into_iter().filter(exact).collect() } else { hits }
}

fn list<'h>(
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
    let when = moment(hit.date, speaker.manner.utc_offset);
    let when = match link::of(hit) {
        Some(link) => format!(r#"<a href="{link}">{when}</a>"#),
        None => when,
    };
    let mut snippet = snippet(&hit.snippet);
    if let Some(kind) = &hit.media_kind {
        let kind = kind_words(speaker.manner.language, kind);
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
