//! `/admin`: what the bot's own admins see and do from Telegram, in private: a message with buttons.
//!
//! Buttons bring back `adm:PAGE` or `adm:DEED`, perhaps with a number.

mod pages;

use std::path::PathBuf;

use conversation::{
    Action, CommandRules,
    commands::{always, with_args},
    persona::Personas,
};
use events::ChatKind;
use language::packs::List;
use language::text::{
    catalogue::{Args, say},
    words::fold,
};
use operations::{backup::keep_one, housekeeping::Housekeeping};
use storage::{AskError, journal::Journal, store::SomeStore};
use telegram::Connectivity;

use super::{Buttons, Command, Concurrency, Offered};
use crate::{
    buttons::{self, Press},
    reply_context::{Reply, ReplyContext},
};
use pages::Page;

const PREFIX: &str = "adm";

pub(super) const COMMAND: Command = Command {
    rules: CommandRules { private_only: true, changes: with_args, passes_mute: always, ..CommandRules::plain("admin") },
    offered: Offered::ToOperators,
    concurrency: Concurrency::Free,
    answer: |ctx, args| Box::pin(answer(ctx, args)),
    buttons: Some(Buttons { prefix: PREFIX, pressed: |ctx, press| Box::pin(pressed(ctx, press)) }),
};

/// What an admin may look at and set going.
#[derive(Clone)]
pub struct Operations {
    pub journal: Journal,
    /// All that apply the journal.
    pub stores: Vec<SomeStore>,
    pub housekeeping: Housekeeping,
    pub personas: Personas,
    pub connectivity: Connectivity,
    /// Where the databases are.
    pub folder: PathBuf,
    /// Where backups are kept.
    pub backups: PathBuf,
    /// When the service was started, Unix seconds.
    pub started: i64,
}

/// What a button asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pressed {
    Show(Page),
    Tidy,
    Backup,
    Reload,
    /// A dead letter, by its number.
    Retry(i64),
    Drop(i64),
}

impl Pressed {
    /// What the words after `/admin` ask for; without any, the first page.
    fn named(args: &str) -> Option<Self> {
        let args = fold(args.trim());
        let of_name = |(name, list): &(&str, List)| list.has(&args).then(|| buttons::data(PREFIX, &[name]));
        if args.is_empty() {
            return Some(Self::Show(Page::Health));
        }
        NAMED.iter().find_map(of_name).and_then(|data| Self::of(&data))
    }

    /// `None` if it is none of these buttons, or one of another version.
    fn of(data: &str) -> Option<Self> {
        let (what, number) = match buttons::parts(data, PREFIX, 2)?.as_slice() {
            [what, number] => (*what, Some(number.parse().ok()?)),
            [what] => (*what, None),
            _ => return None,
        };
        Some(match (what, number) {
            ("health", None) => Self::Show(Page::Health),
            ("usage", None) => Self::Show(Page::Usage),
            ("letters", None) => Self::Show(Page::Letters),
            ("tidy", None) => Self::Tidy,
            ("backup", None) => Self::Backup,
            ("reload", None) => Self::Reload,
            ("retry", Some(number)) => Self::Retry(number),
            ("drop", Some(number)) => Self::Drop(number),
            _ => return None,
        })
    }
}

/// What the words after `/admin` ask for.
const NAMED: &[(&str, List)] = &[
    ("health", List::AdminHealth),
    ("usage", List::AdminUsage),
    ("letters", List::AdminLetters),
    ("tidy", List::AdminTidy),
    ("backup", List::AdminBackup),
    ("reload", List::AdminReload),
];

async fn answer(ctx: &ReplyContext<'_>, args: &str) -> Reply {
    if !is_for_admins(ctx) {
        return Ok(vec![Action::say(ctx.text("admin-not-you"))]);
    }
    let Some(pressed) = Pressed::named(args) else { return Ok(vec![Action::say(ctx.text("admin-how"))]) };
    let (page, told) = perform(ctx, pressed).await?;
    let (html, keyboard) = page.show(ctx).await?;
    let html = told.map(|told| format!("{told}\n\n{html}")).unwrap_or(html);
    Ok(vec![Action::Say { html, keyboard }])
}

async fn pressed(ctx: &ReplyContext<'_>, press: Press<'_>) -> Reply {
    let told = |id: &str| Ok(vec![press.acknowledge(Some(&ctx.text(id)))]);
    if !is_for_admins(ctx) {
        return told("admin-not-you");
    }
    let Some(pressed) = Pressed::of(press.data) else { return told("button-stale") };
    let (page, done) = perform(ctx, pressed).await?;
    let (html, keyboard) = page.show(ctx).await?;
    Ok(vec![press.acknowledge(done.as_deref()), Action::Edit { message: press.message, html, keyboard }])
}

/// Whether the one who asks is an admin of the bot, and nobody else reads along.
fn is_for_admins(ctx: &ReplyContext<'_>) -> bool {
    ctx.request.chat_kind == ChatKind::Private && ctx.composer.permissions.is_operator(ctx.request.asker)
}

/// Does it, and tells which page to show then, and what to say.
async fn perform(ctx: &ReplyContext<'_>, pressed: Pressed) -> Result<(Page, Option<String>), AskError> {
    let told = |id: &str| Some(ctx.text(id));
    Ok(match pressed {
        Pressed::Show(page) => (page, None),
        Pressed::Tidy => {
            ctx.composer.operations.housekeeping.tidy().await;
            (Page::Health, told("admin-tidied"))
        }
        Pressed::Backup => (Page::Health, Some(back_up(ctx).await)),
        Pressed::Reload => (Page::Health, Some(reload(ctx))),
        Pressed::Retry(letter) => {
            let found = ctx.composer.operations.journal.retry(letter).await?;
            (Page::Letters, told(if found { "admin-retried" } else { "admin-no-letter" }))
        }
        Pressed::Drop(letter) => {
            let found = ctx.composer.operations.journal.forget(letter).await?;
            (Page::Letters, told(if found { "admin-dropped" } else { "admin-no-letter" }))
        }
    })
}

/// Copies all databases into the folder of backups.
async fn back_up(ctx: &ReplyContext<'_>) -> String {
    match keep_one(&ctx.composer.operations.folder, &ctx.composer.operations.backups).await {
        Ok(path) => {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            say(ctx.language(), "admin-backed-up", &Args::default().text("name", &name))
        }
        Err(error) => say(ctx.language(), "admin-not-backed-up", &Args::default().text("problem", &error.to_string())),
    }
}

/// Reads the persona files again; one that is wrong changes nothing.
fn reload(ctx: &ReplyContext<'_>) -> String {
    match ctx.composer.operations.personas.reload() {
        Ok(count) => {
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            say(ctx.language(), "admin-reloaded", &Args::default().number("count", count))
        }
        Err(problem) => say(ctx.language(), "admin-not-reloaded", &Args::default().text("problem", &problem)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_are_understood_and_strange_ones_are_not() {
        assert_eq!(Pressed::of("adm:health"), Some(Pressed::Show(Page::Health)));
        assert_eq!([Pressed::named(""), Pressed::named("Health")], [Some(Pressed::Show(Page::Health)); 2]);
        assert_eq!(Pressed::named(" бекап "), Some(Pressed::Backup));
        assert!(NAMED.iter().all(|(name, _)| Pressed::named(name).is_some()) && Pressed::named("борщ").is_none());
        assert_eq!(Pressed::of("adm:retry:12"), Some(Pressed::Retry(12)));
        for data in ["adm", "adm:", "adm:retry", "adm:retry:x", "adm:health:1", "adm:drop:1:2", "set:language", ""] {
            assert_eq!(Pressed::of(data), None, "{data}");
        }
    }
}
