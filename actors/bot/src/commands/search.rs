//! `/search WORDS`: who wrote that, and when; page by page, the newest first or the best.
//!
//! A button brings back its page and the words looked for, or, if these are too long for it, the message that has them.
//! More of what answers a question to the memory is a page here too.

use context::Hit;
use conversation::{Action, Button, CommandRules, Keyboard, Request};
use events::{MessageId, PersonId};
use language::text::{
    catalogue::{Args, Language, say},
    command::Command as Typed,
    plain,
};

use super::{Buttons, Command, Concurrency, Offered};
use crate::{
    buttons::{self, Press},
    lines::Line,
    replies::{
        recall::{HITS, list, worth_telling},
        recalled,
    },
    reply_context::{Reply, ReplyContext, ReplyError, in_messages},
    speaker::Speaker,
    style::ReplyStyle,
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
enum Turn {
    /// A page of a search, counted from 0.
    Search(usize, Search),
    /// A page of what answers the question in a message, and the one of several of a name who was chosen.
    Recall(usize, MessageId, Option<PersonId>),
}

/// What is looked for, and in which order it is shown.
#[derive(Debug, PartialEq, Eq)]
struct Search {
    order: Order,
    words: Words,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    Newest,
    Best,
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
    let hits = look_up(ctx, words, Order::Newest).await?;
    let html = ctx.word(|speaker| page(speaker, ctx.request, words, &hits, 0));
    let mut actions = in_messages(&html);
    if let Some(Action::Say { keyboard, .. }) = actions.last_mut() {
        let hits = worth_telling(&ctx.style, &hits, ctx.request).len();
        let search = Words::fitting(words, ctx.request.reply_to).map(|words| Search { order: Order::Newest, words });
        *keyboard = search.map(|search| search.keyboard(ctx.language(), 0, hits)).unwrap_or_default();
    }
    Ok(actions)
}

async fn look_up(ctx: &ReplyContext<'_>, words: &str, order: Order) -> Result<Vec<Hit>, ReplyError> {
    let (context, chat) = (ctx.context(), ctx.request.chat);
    let stores = [context.store()];
    match order {
        Order::Newest => ctx.look_up(&stores, context.search_newest(chat, words, HITS)).await,
        Order::Best => ctx.look_up(&stores, context.search(chat, words, HITS, 0)).await,
    }
}

/// Turns the page that a button asks for.
async fn turn(ctx: &ReplyContext<'_>, press: Press<'_>) -> Reply {
    let stale = || Ok(vec![press.acknowledge(Some(&ctx.text("search-stale")))]);
    let later = || Ok(vec![press.acknowledge(Some(&ctx.text("search-later")))]);
    match Turn::of(press.data) {
        Some(Turn::Search(page, search)) => turn_search(ctx, press, page, &search).await,
        Some(Turn::Recall(page, message, person)) => {
            match recalled::turned(ctx, press, (message, person), page).await {
                Ok(Some(actions)) => Ok(actions),
                Ok(None) => stale(),
                Err(_) => later(),
            }
        }
        None => stale(),
    }
}

async fn turn_search(ctx: &ReplyContext<'_>, press: Press<'_>, asked: usize, search: &Search) -> Reply {
    let stale = || Ok(vec![press.acknowledge(Some(&ctx.text("search-stale")))]);
    let Some(words) = words_of(ctx, &search.words).await else { return stale() };
    let Ok(hits) = look_up(ctx, &words, search.order).await else {
        return Ok(vec![press.acknowledge(Some(&ctx.text("search-later")))]);
    };
    let pages = count_pages(&ctx.style, &hits, ctx.request);
    let Some(last) = pages.checked_sub(1) else { return stale() };
    let shown = asked.min(last);
    let html = ctx.word(|speaker| page(speaker, ctx.request, &words, &hits, shown));
    let hits = worth_telling(&ctx.style, &hits, ctx.request).len();
    let keyboard = search.keyboard(ctx.language(), shown, hits);
    Ok(vec![press.acknowledge(None), Action::Edit { message: press.message, html, keyboard }])
}

/// The data of a button that asks for a page of what answers the question in a message.
pub(crate) fn recall_data(page: usize, message: MessageId, chosen: Option<PersonId>) -> String {
    let (page, message) = (page.to_string(), message.0.to_string());
    match chosen {
        None => buttons::data(PREFIX, &[&page, "q", &message]),
        Some(person) => buttons::data(PREFIX, &[&page, "q", &message, &person.0.to_string()]),
    }
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
    let pages = count_pages(speaker.style, hits, request);
    let hits = worth_telling(speaker.style, hits, request);
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
fn count_pages(style: &ReplyStyle, hits: &[Hit], request: &Request) -> usize {
    worth_telling(style, hits, request).len().div_ceil(SEARCH_HITS)
}

impl Turn {
    fn of(data: &str) -> Option<Self> {
        let parts = buttons::parts(data, PREFIX, 3)?;
        let [page, source, found] = parts.as_slice() else { return None };
        let page = page.parse().ok()?;
        let search = |order, words| Some(Self::Search(page, Search { order, words }));
        let here = || Words::Here((*found).to_owned());
        let of = || Some(Words::Of(MessageId(found.parse().ok()?)));
        match *source {
            "w" => search(Order::Newest, here()),
            "W" => search(Order::Best, here()),
            "m" => search(Order::Newest, of()?),
            "M" => search(Order::Best, of()?),
            "q" => {
                let (message, person) = found.split_once(':').map_or((*found, None), |(it, who)| (it, Some(who)));
                let person = person.map(str::parse).transpose().ok()?.map(PersonId);
                Some(Self::Recall(page, MessageId(message.parse().ok()?), person))
            }
            _ => None,
        }
    }
}

impl Words {
    /// The words, if a button of any page can hold them; else where they stand.
    fn fitting(words: &str, asked: Option<MessageId>) -> Option<Self> {
        let search = Search { order: Order::Newest, words: Self::Here(words.to_owned()) };
        if search.data(99).len() <= buttons::LONGEST { Some(search.words) } else { asked.map(Self::Of) }
    }
}

impl Order {
    fn other(self) -> Self {
        match self {
            Self::Newest => Self::Best,
            Self::Best => Self::Newest,
        }
    }
}

impl Search {
    fn data(&self, page: usize) -> String {
        self.data_in(self.order, page)
    }

    fn data_in(&self, order: Order, page: usize) -> String {
        let [here, of] = match order {
            Order::Newest => ["w", "m"],
            Order::Best => ["W", "M"],
        };
        match &self.words {
            Words::Here(words) => buttons::data(PREFIX, &[&page.to_string(), here, words]),
            Words::Of(message) => buttons::data(PREFIX, &[&page.to_string(), of, &message.0.to_string()]),
        }
    }

    /// To the pages before and behind, and to the other order where there is one.
    fn keyboard(&self, language: Language, page: usize, hits: usize) -> Keyboard {
        let button = |text: &str, page: usize| Button { text: text.to_owned(), data: self.data(page) };
        let back = page.checked_sub(1).map(|page| button("‹", page));
        let on = (page + 1 < hits.div_ceil(SEARCH_HITS)).then(|| button("›", page + 1));
        let other = self.order.other();
        let id = if other == Order::Best { "search-best" } else { "search-newest" };
        let switch = || Button { text: plain(&say(language, id, &Args::default())), data: self.data_in(other, 0) };
        let rows = [back.into_iter().chain(on).collect(), (hits > 1).then(switch).into_iter().collect()];
        Keyboard(rows.into_iter().filter(|row: &Vec<Button>| !row.is_empty()).collect())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pages_have_buttons_to_their_neighbours_and_to_the_other_order() {
        let uk = Language::of_code("uk").unwrap();
        let search = |order| Search { order, words: Words::Here("кава: зранку".to_owned()) };
        let texts = |order, page, hits| -> Vec<String> {
            let rows = search(order).keyboard(uk, page, hits).0;
            rows.concat().into_iter().map(|it| format!("{} {}", it.text, it.data)).collect()
        };
        let best = "Спершу найвлучніші find:0:W:кава: зранку";
        assert_eq!(texts(Order::Newest, 0, 1), Vec::<String>::new());
        assert_eq!(texts(Order::Newest, 0, 2), [best]);
        assert_eq!(texts(Order::Newest, 0, 11), ["› find:1:w:кава: зранку", best]);
        assert_eq!(texts(Order::Newest, 1, 11), ["‹ find:0:w:кава: зранку", "› find:2:w:кава: зранку", best]);
        assert_eq!(texts(Order::Best, 2, 11), ["‹ find:1:W:кава: зранку", "Спершу найновіші find:0:w:кава: зранку"]);
    }

    #[test]
    fn data_of_others_are_no_pages() {
        for data in [
            "",
            "set",
            "find",
            "find:1",
            "find:x:w:кава",
            "find:1:m:кава",
            "find:1:z:кава",
            "find:-1:w:a",
            "find:1:q:",
            "find:1:q:5:",
            "find:1:q:x:5",
        ] {
            assert_eq!(Turn::of(data), None, "{data}");
        }
    }

    proptest! {
        #[test]
        fn a_button_fits_and_brings_back_what_it_was_made_of(
            words in ".{1,60}",
            page in 0_usize..100,
            id in 0_i64..,
            best: bool,
            person: Option<i64>,
        ) {
            let order = if best { Order::Best } else { Order::Newest };
            let search = Search { order, words: Words::fitting(&words, Some(MessageId(id))).unwrap() };
            let data = search.data(page);
            prop_assert!(data.len() <= buttons::LONGEST);
            prop_assert_eq!(Turn::of(&data), Some(Turn::Search(page, search)));
            let recall = Turn::Recall(page, MessageId(id), person.map(PersonId));
            let data = recall_data(page, MessageId(id), person.map(PersonId));
            prop_assert!(data.len() <= buttons::LONGEST);
            prop_assert_eq!(Turn::of(&data), Some(recall));
        }
    }
}
