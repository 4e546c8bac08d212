//! Makes a poll of a sentence, or asks whether one is meant.

use conversation::{
    Action, Button, Keyboard,
    polls::{NewPoll, PollDetails, PollStage},
};
use intent::slots::poll::poll as wish_of;
use language::text::{
    catalogue::{Args, say},
    html::escape,
    plain,
    visible::visible,
};

use crate::{
    buttons::{self, Press},
    commands::Buttons,
    reply_context::{Reply, ReplyContext, ReplyError},
};

/// Telegram's limits, <https://core.telegram.org/bots/api#sendpoll>.
const LONGEST_QUESTION: usize = 300;
const LONGEST_OPTION: usize = 100;
const MOST_OPTIONS: usize = 12;

const PREFIX: &str = "poll";
const YES: &str = "yes";
const NO: &str = "no";

/// The buttons below the question whether a poll is meant.
pub(crate) const BUTTONS: Buttons = Buttons { prefix: PREFIX, pressed: |ctx, press| Box::pin(pressed(ctx, press)) };

/// A poll that can be sent.
struct Wanted {
    /// Its number among the polls that are kept.
    id: i64,
    question: String,
    options: Vec<String>,
}

/// Sends what the text asks to be voted on, or tells why that cannot be.
pub(super) async fn made(ctx: &ReplyContext<'_>, text: &str) -> Reply {
    Ok(vec![match wanted(ctx, text).await? {
        Ok(wanted) => sent(ctx, wanted.id, wanted.question, wanted.options),
        Err(html) => Action::say(html),
    }])
}

/// Asks whether that was meant: it is not clear enough to ask the whole chat at once.
pub(super) async fn question(ctx: &ReplyContext<'_>, text: &str) -> Reply {
    let Wanted { id, question, options } = match wanted(ctx, text).await? {
        Ok(wanted) => wanted,
        Err(html) => return Ok(vec![Action::say(html)]),
    };
    let button = |text: &str, part: &str| Button {
        text: plain(&ctx.text(text)),
        data: buttons::data(PREFIX, &[part, &id.to_string()]),
    };
    let row = vec![button("poll-button-yes", YES), button("poll-button-no", NO)];
    let options: Vec<String> = options.iter().map(|option| format!("• {}", escape(option))).collect();
    let args = Args::default().text("question", &question).html("options", options.join("\n"));
    let html = say(ctx.language(), "poll-question", &args);
    Ok(vec![Action::Say { html, keyboard: Keyboard(vec![row]) }])
}

/// Keeps the poll that the text asks for; or tells why there cannot be one.
async fn wanted(ctx: &ReplyContext<'_>, text: &str) -> Result<Result<Wanted, String>, ReplyError> {
    let request = ctx.request;
    let wish = wish_of(text, &ctx.asked_at());
    let options = distinct(&wish.options);
    if options.len() < 2 {
        return Ok(Err(ctx.text("poll-usage")));
    }
    if options.len() > MOST_OPTIONS {
        let most = i64::try_from(MOST_OPTIONS).unwrap_or(i64::MAX);
        return Ok(Err(say(ctx.language(), "poll-too-many", &Args::default().number("most", most))));
    }
    let question = wish.question.map(|it| bounded(&it, LONGEST_QUESTION)).filter(|it| !it.is_empty());
    let question = question.unwrap_or_else(|| plain(&ctx.text("poll-default")));
    let details = PollDetails {
        chat_kind: request.chat_kind,
        thread: request.thread,
        name: request.asker_name.clone(),
        language: request.asker_language.clone(),
        question: question.clone(),
        options: options.clone(),
        until: wish.until.map(|it| it.timestamp().as_second()),
        votes: Vec::new(),
    };
    let new = NewPoll { chat: request.chat, asked: request.reply_to, person: request.asker, details };
    let id = ctx.composer.conversation.add_poll(new).await?;
    Ok(Ok(Wanted { id, question, options }))
}

/// As Telegram takes them, each once.
fn distinct(options: &[String]) -> Vec<String> {
    let mut distinct: Vec<String> = Vec::new();
    for option in options.iter().map(|option| bounded(option, LONGEST_OPTION)) {
        if !option.is_empty() && !distinct.contains(&option) {
            distinct.push(option);
        }
    }
    distinct
}

/// In one line of at most so many characters.
fn bounded(text: &str, most: usize) -> String {
    let line = visible(text);
    let line = line.trim();
    match line.char_indices().nth(most.saturating_sub(1)) {
        Some((end, last)) if end + last.len_utf8() < line.len() => format!("{}…", line[..end].trim_end()),
        _ => line.to_owned(),
    }
}

fn sent(ctx: &ReplyContext<'_>, poll: i64, question: String, options: Vec<String>) -> Action {
    Action::Poll { poll, question, options, html: ctx.text("poll-refused") }
}

async fn pressed(ctx: &ReplyContext<'_>, press: Press<'_>) -> Reply {
    let told_so = |id: &str| Ok(vec![press.acknowledge(Some(&ctx.text(id)))]);
    let edited = |id: &str| Action::Edit { message: press.message, html: ctx.text(id), keyboard: Keyboard::default() };
    let parts = buttons::parts(press.data, PREFIX, 2).unwrap_or_default();
    let [order, id] = parts.as_slice() else { return told_so("button-stale") };
    let Ok(id) = id.parse::<i64>() else { return told_so("button-stale") };
    match *order {
        NO => Ok(vec![press.acknowledge(None), edited("poll-not")]),
        YES => match ctx.composer.conversation.poll(ctx.request.chat, id).await? {
            Some(poll) if poll.stage == PollStage::Draft => {
                let poll = sent(ctx, id, poll.details.question, poll.details.options);
                Ok(vec![press.acknowledge(None), edited("poll-yes"), poll])
            }
            Some(_) => told_so("poll-made"),
            None => told_so("button-stale"),
        },
        _ => told_so("button-stale"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_and_options_are_as_long_as_telegram_takes_them() {
        assert_eq!(bounded("  піца\n і\u{202E} кава ", 100), "піца і кава");
        assert_eq!(bounded(&"ї".repeat(100), 100), "ї".repeat(100));
        let long = bounded(&"ї".repeat(101), 100);
        assert!(long.ends_with('…') && long.chars().count() == 100);
        let twice = [format!("{}а", "ї".repeat(100)), format!("{}б", "ї".repeat(100)), "\u{200B}".to_owned()];
        assert_eq!(distinct(&twice).len(), 1);
    }
}
