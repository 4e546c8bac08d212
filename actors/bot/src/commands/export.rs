//! `/export`: all that is kept about a person, as JSON documents of a bounded size; in private only.

use context::PersonMessage;
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
/// Messages read at a time.
const PAGE: u32 = 500;
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
    let (mut parts, mut before, mut cut) = (vec![Vec::new()], None, false);
    let mut size = 0;
    'pages: loop {
        let page = ctx.context().messages_of(person, before, PAGE).await?;
        let Some(last) = page.last() else { break };
        before = Some(last.place);
        for message in understood(ctx, &page).await? {
            if size > FULL {
                if parts.len() == MOST {
                    cut = true;
                    break 'pages;
                }
                parts.push(Vec::new());
                size = 0;
            }
            size += message.len() + 1;
            if let Some(part) = parts.last_mut() {
                part.push(message);
            }
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

/// Messages with what was understood of them, each as JSON.
async fn understood(ctx: &ReplyContext<'_>, page: &[PersonMessage]) -> Result<Vec<String>, AskError> {
    let ids: Vec<_> = page.iter().map(|message| message.id).collect();
    let understood = ctx.knowledge().analysis.of_messages(&ids).await?;
    let told = page.iter().map(|message| {
        let of_it = understood.get(&message.id).map_or("null", |it| it.get());
        format!("{{\"message\":{},\"understood\":{of_it}}}", message.told.get())
    });
    Ok(told.collect())
}

async fn about(ctx: &ReplyContext<'_>, person: PersonId) -> Result<Value, AskError> {
    let profiles = &ctx.knowledge().personalization;
    Ok(json!({
        "person": ctx.context().about(person).await?,
        "texts_are_kept": !ctx.context().discretion().await?.is_out(person),
        "profile": profiles.profile(person).await?,
        "statistics": profiles.statistics(person).await?,
        "events": profiles.events(person, EVENTS).await?,
    }))
}
