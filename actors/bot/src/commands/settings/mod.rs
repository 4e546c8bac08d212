//! `/settings`, `/persona NAME` and `/language NAME`: what a chat has set, and a person in private, as a message with
//! buttons.

mod buttons;
mod page;
mod view;

use conversation::{
    Action, CommandRules,
    commands::{always, with_args},
};
use events::ChatKind;
use language::text::{
    catalogue::{Args, Language, say},
    visible::{shorten, visible},
};
use runtime::clock::now;
use storage::AskError;

use super::{Buttons, Command, Concurrency, Offered};
use crate::{
    buttons::Press,
    reply_context::{Reply, ReplyContext},
};
use buttons::{Change, Pressed};
use page::Page;
use view::View;

const PREFIX: &str = "set";
/// The value of what a chat leaves open.
const AUTO: &str = "auto";
/// Most graphemes shown of a value that is none.
const VALUE: usize = 40;

pub(super) const SETTINGS: Command = Command {
    rules: CommandRules { first_step: true, passes_mute: always, ..CommandRules::plain("settings") },
    offered: Offered::Everywhere,
    concurrency: Concurrency::PerChat,
    answer: |ctx, _| Box::pin(all(ctx)),
    buttons: Some(Buttons { prefix: PREFIX, pressed: |ctx, press| Box::pin(pressed(ctx, press)) }),
};

/// A page of the settings that has a command of its own.
const PAGE: Command = Command {
    rules: CommandRules { changes: with_args, first_step: true, passes_mute: always, ..CommandRules::plain("") },
    buttons: None,
    ..SETTINGS
};

pub(super) const PERSONA: Command = Command {
    rules: CommandRules { name: "persona", ..PAGE.rules },
    answer: |ctx, value| Box::pin(one(ctx, Page::Persona, value)),
    ..PAGE
};

pub(super) const LANGUAGE: Command = Command {
    rules: CommandRules { name: "language", ..PAGE.rules },
    answer: |ctx, value| Box::pin(one(ctx, Page::Language, value)),
    ..PAGE
};

/// All settings at a glance.
async fn all(ctx: &ReplyContext<'_>) -> Reply {
    let (html, keyboard) = view(ctx).await?.all(ctx.language());
    Ok(vec![Action::Say { html, keyboard }])
}

/// One page; if a value was named with it, what became of setting that.
async fn one(ctx: &ReplyContext<'_>, page: Page, value: &str) -> Reply {
    let view = view(ctx).await?;
    let (html, keyboard) = view.one(ctx.language(), page);
    if value.is_empty() {
        return Ok(vec![Action::Say { html, keyboard }]);
    }
    let meant = page.value_meant(value, &ctx.composer.personas);
    let Some(change) = meant.and_then(|value| page.change(&value)) else {
        let unknown = Args::default().text("value", &shorten(visible(value).trim(), VALUE));
        let html = format!("{}\n\n{html}", say(ctx.language(), "settings-unknown-value", &unknown));
        return Ok(vec![Action::Say { html, keyboard }]);
    };
    if let Some(refusal) = refusal(ctx).await {
        return Ok(vec![Action::say(ctx.text(refusal))]);
    }
    let (view, language) = make(ctx, change).await?;
    let set = Args::default().text("what", &view.shown(language, page));
    Ok(vec![Action::say(say(language, "settings-set", &set))])
}

async fn pressed(ctx: &ReplyContext<'_>, press: Press<'_>) -> Reply {
    let told = |id: &str| Ok(vec![press.acknowledge(Some(&ctx.text(id)))]);
    let view = view(ctx).await?;
    let Some(pressed) = Pressed::of(press.data) else { return told("button-stale") };
    let (page, change) = match pressed {
        Pressed::All => (None, None),
        Pressed::One(page) => (Some(page), None),
        Pressed::Set(page, change) => (Some(page), Some(change)),
    };
    let offered = change.as_ref().is_none_or(|change| view.offers(change));
    if !offered || page.is_some_and(|page| !view.pages().contains(&page)) {
        return told("button-stale");
    }
    if let Some(refusal) = refusal(ctx).await {
        return told(refusal);
    }
    let message = press.message;
    let Some(change) = change else {
        let language = ctx.language();
        let (html, keyboard) = page.map_or_else(|| view.all(language), |page| view.one(language, page));
        return Ok(vec![press.acknowledge(None), Action::Edit { message, html, keyboard }]);
    };
    let (view, language) = make(ctx, change).await?;
    let (html, keyboard) = view.all(language);
    let saved = say(language, "settings-saved", &Args::default());
    Ok(vec![press.acknowledge(Some(&saved)), Action::Edit { message, html, keyboard }])
}

/// Changes a setting; what is set then, and the language to answer in, which may be what was changed.
async fn make(ctx: &ReplyContext<'_>, change: Change) -> Result<(View, Language), AskError> {
    let (request, composer) = (ctx.request, ctx.composer);
    let change = if request.chat_kind == ChatKind::Private { change } else { change.of_chat() };
    match change {
        Change::OfChat(setting) => composer.conversation.set(request.chat, setting).await?,
        Change::OfPerson(choice) => composer.knowledge.personalization.choose(request.asker, choice, now()).await?,
    }
    let view = view(ctx).await?;
    let language = composer.language_in(request, view.settings.language).await;
    Ok((view, language))
}

/// What to say to somebody who may not decide for the chat, by its id in the catalogues; `None` if they may.
pub(super) async fn refusal(ctx: &ReplyContext<'_>) -> Option<&'static str> {
    let request = ctx.request;
    match ctx.composer.permissions.may_set(request.chat, request.chat_kind, request.asker).await {
        Ok(true) => None,
        Ok(false) => Some("settings-admins-only"),
        Err(error) => {
            tracing::warn!(%error, "Telegram does not tell who may change the settings");
            Some("unavailable-now")
        }
    }
}

async fn view(ctx: &ReplyContext<'_>) -> Result<View, AskError> {
    let request = ctx.request;
    let settings = ctx.composer.conversation.settings(request.chat).await?;
    let person = match request.chat_kind {
        ChatKind::Private => Some(ctx.knowledge().people.profile(request.asker).await?),
        _ => None,
    };
    Ok(View { settings, person, personas: ctx.composer.personas.clone() })
}
