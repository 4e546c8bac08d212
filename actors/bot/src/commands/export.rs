//! `/export`: all that is kept about a person, as JSON documents of a bounded size; in private only.

use conversation::{Action, CommandRules, commands::always};
use events::{ChatKind, PersonId};
use language::text::catalogue::{Args, say};
use serde_json::{Value, json};
use storage::AskError;

use super::{Command, Concurrency, Offered};
use crate::reply_context::{Reply, ReplyContext};

pub(super) const COMMAND: Command = Command {
    rules: CommandRules { first_step: true, passes_mute: always, ..CommandRules::plain("export") },
    offered: Offered::InPrivate,
    concurrency: Concurrency::Free,
    answer: |ctx, _| Box::pin(answer(ctx)),
    buttons: None,
};

/// Bytes after which a document is full; far below what Telegram takes of a bot, 50 MB.
const FULL: usize = 1 << 20;
/// Documents at most: what is kept in memory meanwhile is bounded. The newest messages come first.
const MOST: usize = 16;
/// Events of the profile that are told.
const EVENTS: u32 = 200;

async fn answer(ctx: &ReplyContext<'_>) -> Reply {
    match ctx.request.chat_kind {
        ChatKind::Private => Ok(documents(ctx).await?),
        _ => Ok(vec![Action::say(ctx.text("export-in-private"))]),
    }
}

async fn documents(ctx: &ReplyContext<'_>) -> Result<Vec<Action>, AskError> {
    let (person, language) = (ctx.request.asker, ctx.language());
    let (mut parts, mut size, mut cut) = (vec![Vec::new()], 0, false);
    let mut messages = ctx.knowledge().people.messages(person);
    while let Some(message) = messages.next().await? {
        if size > FULL {
            if parts.len() == MOST {
                cut = true;
                break;
            }
            parts.push(Vec::new());
            size = 0;
        }
        size += message.get().len() + 1;
        if let Some(part) = parts.last_mut() {
            part.push(String::from(Box::<str>::from(message)));
        }
    }
    let about = about(ctx, person).await?;
    let count = parts.len();
    let documents = parts.into_iter().enumerate().map(|(nth, messages)| {
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let args = Args::default().number("part", number(nth + 1)).number("parts", number(count));
        let mut caption = say(language, "export-part", &args);
        if cut && nth + 1 == count {
            caption = format!("{caption}\n{}", say(language, "export-cut", &Args::default()));
        }
        let head = if nth == 0 { about.to_string() } else { "null".to_owned() };
        let content = format!("{{\"about\":{head},\n\"messages\":[\n{}\n]}}\n", messages.join(",\n"));
        Action::Document { name: format!("balachka-{}.json", nth + 1), caption, content: content.into_bytes().into() }
    });
    Ok(documents.collect())
}

async fn about(ctx: &ReplyContext<'_>, person: PersonId) -> Result<Value, AskError> {
    let people = &ctx.knowledge().people;
    Ok(json!({
        "person": people.about(person).await?,
        "texts_are_kept": !ctx.context().discretion().await?.is_out(person),
        "profile": people.profile(person).await?,
        "statistics": people.statistics(person).await?,
        "events": people.events(person, EVENTS).await?,
    }))
}
