//! `/search WORDS`: who wrote that, and when; page by page.
//!
//! A button brings back its page and the words looked for, or, if these are too long for it, the message that has them.

use context::Hit;
use conversation::{Action, Button, CommandRules, Keyboard, Request};
use events::{MessageId, PersonId};
use language::text::{catalogue::Args, command::Command as Typed};

use super::{Buttons, Command, Concurrency, Offered};
use crate::{
    buttons::{self, Press},
    lines::Line,
    replies::recall::{HITS, list, worth_showing},
    reply_context::{Reply, ReplyContext, ReplyError, in_messages},
    speaker::Speaker,
};

const PREFIX: &str = "find";
/// Hits on a page.
const SEARCH_HITS: usize = 5;

pub(super) const COMMAND: Command = Command {
    rules: CommandRules::plain("search"),
    offered: Offered::Everywhere,
    concurrency: Concurrency::Free,
    answer: |ctx, args| Box::pin(answer(ctx, args)),
    buttons: Some(Buttons { prefix: PREFIX, pressed: |ctx, press| Box::pin(turn(ctx, press)) }),
};

/// What a button asks for.
#[derive(Debug, PartialEq, Eq)]
struct Turn {
    /// Counted from 0.
    page: usize,
    words: Words,
}

#[derive(Debug, PartialEq, Eq)]
enum Words {
    Here(String),
    Of(MessageId),
}

async fn answer(ctx: &ReplyContext<'_>, words: &str) -> Reply {
    if words.is_empty() {
        return Ok(ctx.line(Line::SearchUsage));
    }
    let hits = look_up(ctx, words).await?;
    let html = ctx.word(|speaker| page(speaker, ctx.request, words, &hits, 0));
    let mut actions = in_messages(&html);
    if let Some(Action::Say { keyboard, .. }) = actions.last_mut() {
        let pages = count_pages(&hits, ctx.request, ctx.style.me);
        let source = Words::fitting(words, ctx.request.reply_to);
        *keyboard = source.map(|source| source.keyboard(0, pages)).unwrap_or_default();
    }
    Ok(actions)
}

async fn look_up(ctx: &ReplyContext<'_>, words: &str) -> Result<Vec<Hit>, ReplyError> {
    ctx.look_up(&[ctx.context().store()], ctx.context().search(ctx.request.chat, words, HITS, 0)).await
}

/// Turns the page that a button asks for.
async fn turn(ctx: &ReplyContext<'_>, press: Press<'_>) -> Reply {
    let stale = || Ok(vec![press.acknowledge(Some(&ctx.text("search-stale")))]);
    let Some(turn) = Turn::of(press.data) else { return stale() };
    let Some(words) = words_of(ctx, &turn.words).await else { return stale() };
    let Ok(hits) = look_up(ctx, &words).await else {
        return Ok(vec![press.acknowledge(Some(&ctx.text("search-later")))]);
    };
    let pages = count_pages(&hits, ctx.request, ctx.style.me);
    let Some(last) = pages.checked_sub(1) else { return stale() };
    let shown = turn.page.min(last);
    let html = ctx.word(|speaker| page(speaker, ctx.request, &words, &hits, shown));
    let keyboard = turn.words.keyboard(shown, pages);
    Ok(vec![press.acknowledge(None), Action::Edit { message: press.message, html, keyboard }])
}

async fn words_of(ctx: &ReplyContext<'_>, words: &Words) -> Option<String> {
    let words = match words {
        Words::Here(words) => words.clone(),
        Words::Of(message) => {
            let text = ctx.context().message(ctx.request.chat, *message).await.ok()??.text?;
            Typed::parse(text.trim(), "").filter(|typed| typed.name == "search")?.args.to_owned()
        }
    };
    Some(words).filter(|words| !words.trim().is_empty())
}

/// One page of the hits, counted from 0.
pub(crate) fn page(speaker: &mut Speaker<'_>, request: &Request, words: &str, hits: &[Hit], page: usize) -> String {
    let pages = count_pages(hits, request, speaker.style.me);
    let hits = worth_showing(hits, request, speaker.style.me);
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
fn count_pages(hits: &[Hit], request: &Request, me: PersonId) -> usize {
    worth_showing(hits, request, me).len().div_ceil(SEARCH_HITS)
}

impl Turn {
    fn of(data: &str) -> Option<Self> {
        let parts = buttons::parts(data, PREFIX, 3)?;
        let [page, source, words] = parts.as_slice() else { return None };
        let words = match *source {
            "w" => Words::Here((*words).to_owned()),
            "m" => Words::Of(MessageId(words.parse().ok()?)),
            _ => return None,
        };
        Some(Self { page: page.parse().ok()?, words })
    }
}

impl Words {
    /// The words, if a button of any page can hold them; else where they stand.
    fn fitting(words: &str, asked: Option<MessageId>) -> Option<Self> {
        let here = Self::Here(words.to_owned());
        if here.data(99).len() <= buttons::LONGEST { Some(here) } else { asked.map(Self::Of) }
    }

    fn data(&self, page: usize) -> String {
        match self {
            Self::Here(words) => buttons::data(PREFIX, &[&page.to_string(), "w", words]),
            Self::Of(message) => buttons::data(PREFIX, &[&page.to_string(), "m", &message.0.to_string()]),
        }
    }

    fn keyboard(&self, page: usize, pages: usize) -> Keyboard {
        let button = |text: &str, page: usize| Button { text: text.to_owned(), data: self.data(page) };
        let back = page.checked_sub(1).map(|page| button("‹", page));
        let on = (page + 1 < pages).then(|| button("›", page + 1));
        let row: Vec<Button> = back.into_iter().chain(on).collect();
        Keyboard(if row.is_empty() { Vec::new() } else { vec![row] })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pages_have_buttons_to_their_neighbours() {
        let words = Words::Here("кава: зранку".to_owned());
        let texts = |page, pages| -> Vec<String> {
            words.keyboard(page, pages).0.concat().into_iter().map(|it| format!("{} {}", it.text, it.data)).collect()
        };
        assert_eq!(texts(0, 1), Vec::<String>::new());
        assert_eq!(texts(0, 3), ["› find:1:w:кава: зранку"]);
        assert_eq!(texts(1, 3), ["‹ find:0:w:кава: зранку", "› find:2:w:кава: зранку"]);
        assert_eq!(texts(2, 3), ["‹ find:1:w:кава: зранку"]);
    }

    #[test]
    fn data_of_others_are_no_pages() {
        for data in ["", "set", "find", "find:1", "find:x:w:кава", "find:1:m:кава", "find:1:z:кава", "find:-1:w:a"]
        {
            assert_eq!(Turn::of(data), None, "{data}");
        }
    }

    proptest! {
        #[test]
        fn a_button_fits_and_brings_back_what_it_was_made_of(words in ".{1,60}", page in 0_usize..100, id in 0_i64..) {
            let source = Words::fitting(&words, Some(MessageId(id))).unwrap();
            let data = source.data(page);
            prop_assert!(data.len() <= buttons::LONGEST);
            prop_assert_eq!(Turn::of(&data), Some(Turn { page, words: source }));
        }
    }
}
