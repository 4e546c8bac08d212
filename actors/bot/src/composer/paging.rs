//! `/search` page by page.
//!
//! A button brings back its page and the words looked for, or, if these are too long for it, the message that has them.
//! That is all that is needed to answer a press, so pages survive restarts.

use super::{Composer, Facts, Variety, found, plan, word::Speaker};
use conversation::{Action, Asked, Button, Keyboard, Request};
use events::{MessageId, PersonId, Seq};
use language::text::{
    catalogue::{Args, Language, say},
    command::Command,
    plain,
};

const PREFIX: &str = "find";
/// Telegram's limit of a button's data, bytes.
const DATA: usize = 64;

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

/// Whether the button is one of these.
pub(super) fn is_ours(data: &str) -> bool {
    data.split(':').next() == Some(PREFIX)
}

/// The buttons below an answer to `/search`; none for what fits on one page, and for other answers.
pub(super) fn first(request: &Request, facts: &Facts, me: PersonId) -> Keyboard {
    match (&request.asked, facts) {
        (Asked::Search { words }, Facts::Hits(hits)) => {
            let source = Words::fitting(words, request.reply_to);
            source.map(|source| source.keyboard(0, found::pages(hits, request, me))).unwrap_or_default()
        }
        _ => Keyboard::default(),
    }
}

impl Composer {
    /// Turns the page that a button asks for.
    pub(super) async fn turn(&self, request: &Request, query: &str, message: MessageId, data: &str) -> Vec<Action> {
        let told = |id: &str, language: Language| {
            vec![Action::Acknowledge {
                query: query.to_owned(),
                text: Some(plain(&say(language, id, &Args::default()))),
            }]
        };
        let language = self.language_in(request, None).await;
        let Some(turn) = Turn::of(data) else { return told("search-stale", language) };
        let Some(words) = self.words_of(request, &turn.words).await else { return told("search-stale", language) };
        let asked = Request { asked: Asked::Search { words: words.clone() }, ..request.clone() };
        let Some(manner) = self.manner(&asked, None, 0).await else { return told("search-stale", language) };
        let facts = self.knowledge.facts(&asked, &plan(&asked, None), Seq(0), &manner).await;
        let Facts::Hits(hits) = &facts else { return told("search-later", manner.language) };
        let pages = found::pages(hits, &asked, self.me);
        let Some(last) = pages.checked_sub(1) else { return told("search-stale", manner.language) };
        let page = turn.page.min(last);
        let mut variety = Variety::default();
        let mut speaker = Speaker::new(request.chat, &manner, &mut variety);
        let html = found::page(&mut speaker, &asked, &words, &facts, page);
        let keyboard = turn.words.keyboard(page, pages);
        vec![Action::Acknowledge { query: query.to_owned(), text: None }, Action::Edit { message, html, keyboard }]
    }

    async fn words_of(&self, request: &Request, words: &Words) -> Option<String> {
        match words {
            Words::Here(words) => Some(words.clone()),
            Words::Of(message) => {
                let asked = self.knowledge.memory.message(request.chat, *message).await.ok()??;
                let text = asked.text?;
                let command = Command::parse(text.trim(), "").filter(|command| command.name == "search")?;
                Some(command.args.to_owned())
            }
        }
        .filter(|words| !words.trim().is_empty())
    }
}

impl Turn {
    fn of(data: &str) -> Option<Self> {
        let mut parts = data.splitn(4, ':');
        if parts.next() != Some(PREFIX) {
            return None;
        }
        let page = parts.next()?.parse().ok()?;
        let words = match (parts.next()?, parts.next()?) {
            ("w", words) => Words::Here(words.to_owned()),
            ("m", message) => Words::Of(MessageId(message.parse().ok()?)),
            _ => return None,
        };
        Some(Self { page, words })
    }
}

impl Words {
    /// The words, if a button of any page can hold them; else where they stand.
    fn fitting(words: &str, asked: Option<MessageId>) -> Option<Self> {
        let here = Self::Here(words.to_owned());
        if here.data(99).len() <= DATA { Some(here) } else { asked.map(Self::Of) }
    }

    fn data(&self, page: usize) -> String {
        match self {
            Self::Here(words) => format!("{PREFIX}:{page}:w:{words}"),
            Self::Of(message) => format!("{PREFIX}:{page}:m:{}", message.0),
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
            prop_assert!(data.len() <= DATA);
            prop_assert_eq!(Turn::of(&data), Some(Turn { page, words: source }));
        }
    }
}
