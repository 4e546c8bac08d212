//! What the bot's own admins see and do from Telegram, in private: `/admin`, a message with buttons.
//!
//! Buttons bring back `adm:PAGE` or `adm:DEED`, perhaps with a number; that is all that is needed to answer a press.

mod pages;

use std::path::PathBuf;

use super::{Composer, control::acknowledge};
use conversation::{Action, Request, persona::Personas};
use events::{ChatKind, MessageId};
use language::text::{
    catalogue::{Args, Language, say},
    words::fold,
};
use operations::{backup::keep_one, housekeeping::Housekeeping};
use pages::Page;
use storage::AskError;
use storage::{journal::Journal, store::SomeStore};
use telegram::Reach;

const PREFIX: &str = "adm";

/// What an admin may look at and set going.
#[derive(Clone)]
pub struct Operations {
    pub journal: Journal,
    /// All that apply the journal.
    pub stores: Vec<SomeStore>,
    pub housekeeping: Housekeeping,
    pub personas: Personas,
    pub reach: Reach,
    /// Where the databases are.
    pub folder: PathBuf,
    /// Where backups are kept.
    pub backups: PathBuf,
    /// When the service was started, Unix seconds.
    pub started: i64,
}

/// What a button asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Press {
    Show(Page),
    Tidy,
    Backup,
    Reload,
    /// A dead letter, by its number.
    Retry(i64),
    Drop(i64),
}

impl Press {
    /// What the words after `/admin` ask for; without any, the first page.
    fn named(args: &str) -> Option<Self> {
        let args = fold(args.trim());
        let of_name =
            |(name, words): &(&str, &str)| words.split(' ').any(|it| it == args).then(|| format!("{PREFIX}:{name}"));
        if args.is_empty() {
            return Some(Self::Show(Page::Health));
        }
        NAMED.iter().find_map(of_name).and_then(|data| Self::of(&data))
    }

    /// `None` if it is none of these buttons, or one of another version.
    fn of(data: &str) -> Option<Self> {
        let (what, number) = match data.strip_prefix(PREFIX)?.strip_prefix(':')?.split_once(':') {
            Some((what, number)) => (what, Some(number.parse().ok()?)),
            None => (data.get(PREFIX.len() + 1..)?, None),
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

/// What the words after `/admin` ask for, folded.
const NAMED: &[(&str, &str)] = &[
    ("health", "health стан здоров'я"),
    ("usage", "usage витрати"),
    ("letters", "letters dead-letters листи"),
    ("tidy", "tidy cleanup clean прибери прибирання очистка"),
    ("backup", "backup бекап копія резервна"),
    ("reload", "reload перечитай оновити"),
];

/// Whether the button is one of `/admin`.
pub(super) fn is_ours(data: &str) -> bool {
    data.strip_prefix(PREFIX).is_some_and(|rest| rest.starts_with(':'))
}

impl Composer {
    /// Whether the one who asks is an admin of the bot, and nobody else reads along.
    fn is_for_admins(&self, request: &Request) -> bool {
        request.chat_kind == ChatKind::Private && self.standing.is_operator(request.asker)
    }

    /// The answer to `/admin`.
    pub(super) async fn admin(&self, request: &Request, args: &str) -> Result<Vec<Action>, AskError> {
        let language = self.language_of_admin(request).await;
        if !self.is_for_admins(request) {
            return Ok(vec![Action::say(say(language, "admin-not-you", &Args::default()))]);
        }
        let Some(press) = Press::named(args) else {
            return Ok(vec![Action::say(say(language, "admin-how", &Args::default()))]);
        };
        let (page, told) = self.perform(press, language).await?;
        let (html, keyboard) = self.page(page, language).await?;
        let html = told.map(|told| format!("{told}\n\n{html}")).unwrap_or(html);
        Ok(vec![Action::Say { html, keyboard }])
    }

    /// What a button below `/admin` does.
    pub(super) async fn administer(
        &self,
        request: &Request,
        query: &str,
        message: MessageId,
        data: &str,
    ) -> Result<Vec<Action>, AskError> {
        let language = self.language_of_admin(request).await;
        let told = |id: &str| acknowledge(query, Some(&say(language, id, &Args::default())));
        if !self.is_for_admins(request) {
            return Ok(vec![told("admin-not-you")]);
        }
        let Some(press) = Press::of(data) else { return Ok(vec![told("settings-stale")]) };
        let (page, done) = self.perform(press, language).await?;
        let (html, keyboard) = self.page(page, language).await?;
        Ok(vec![acknowledge(query, done.as_deref()), Action::Edit { message, html, keyboard }])
    }

    /// Does it, and tells which page to show then, and what to say.
    async fn perform(&self, press: Press, language: Language) -> Result<(Page, Option<String>), AskError> {
        let told = |id: &str| Some(say(language, id, &Args::default()));
        Ok(match press {
            Press::Show(page) => (page, None),
            Press::Tidy => {
                self.operations.housekeeping.tidy().await;
                (Page::Health, told("admin-tidied"))
            }
            Press::Backup => (Page::Health, Some(self.back_up(language).await)),
            Press::Reload => (Page::Health, Some(self.reload(language))),
            Press::Retry(letter) => {
                let found = self.operations.journal.retry(letter).await?;
                (Page::Letters, told(if found { "admin-retried" } else { "admin-no-letter" }))
            }
            Press::Drop(letter) => {
                let found = self.operations.journal.forget(letter).await?;
                (Page::Letters, told(if found { "admin-dropped" } else { "admin-no-letter" }))
            }
        })
    }

    /// Copies all databases into the folder of backups.
    async fn back_up(&self, language: Language) -> String {
        match keep_one(&self.operations.folder, &self.operations.backups).await {
            Ok(path) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                say(language, "admin-backed-up", &Args::default().text("name", &name))
            }
            Err(error) => say(language, "admin-not-backed-up", &Args::default().text("problem", &error.to_string())),
        }
    }

    /// Reads the persona files again; one that is wrong changes nothing.
    fn reload(&self, language: Language) -> String {
        match self.operations.personas.reload() {
            Ok(count) => {
                let count = i64::try_from(count).unwrap_or(i64::MAX);
                say(language, "admin-reloaded", &Args::default().number("count", count))
            }
            Err(problem) => say(language, "admin-not-reloaded", &Args::default().text("problem", &problem)),
        }
    }

    /// That of the private chat, as with everything else there.
    async fn language_of_admin(&self, request: &Request) -> Language {
        let settings = self.conversation.settings(request.chat).await.unwrap_or_default();
        self.language_in(request, settings.language).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_are_understood_and_strange_ones_are_not() {
        assert_eq!(Press::of("adm:health"), Some(Press::Show(Page::Health)));
        assert_eq!([Press::named(""), Press::named("Health")], [Some(Press::Show(Page::Health)); 2]);
        assert_eq!(Press::named(" бекап "), Some(Press::Backup));
        assert!(NAMED.iter().all(|(name, _)| Press::named(name).is_some()) && Press::named("борщ").is_none());
        assert_eq!(Press::of("adm:retry:12"), Some(Press::Retry(12)));
        for data in ["adm", "adm:", "adm:retry", "adm:retry:x", "adm:health:1", "adm:drop:1:2", "set:language", ""] {
            assert_eq!(Press::of(data), None, "{data}");
        }
    }
}
