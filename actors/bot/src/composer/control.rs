//! What people set: by commands and by buttons.

use super::{
    Composer, admin, paging,
    settings::{Page, Press, View, Wish},
};
use conversation::{Action, Asked, Hush, Quiet, Request, Setting};
use events::{ChatKind, MessageId};
use language::text::{
    catalogue::{Args, say},
    moment::moment,
    plain,
    visible::{shorten, visible},
};
use runtime::clock::now;
use storage::AskError;

/// Most graphemes shown of a value that is none.
const VALUE: usize = 40;

impl Composer {
    /// Does what was asked about the settings, and tells what became of it; `None` if it is not about them.
    pub(super) async fn control(&self, request: &Request) -> Option<Vec<Action>> {
        let done = match &request.asked {
            Asked::Settings { page, value } => self.show(request, page.as_deref().and_then(Page::named), value).await,
            Asked::Admin { args } => self.admin(request, args).await,
            Asked::Press { query, message, data } if admin::is_ours(data) => {
                self.administer(request, query, *message, data).await
            }
            Asked::Press { query, message, data } if paging::is_ours(data) => {
                Ok(self.turn(request, query, *message, data).await)
            }
            Asked::Press { query, message, data } => self.press(request, query, *message, data).await,
            Asked::Quiet { args } => self.quiet(request, args).await,
            _ => return None,
        };
        Some(match done {
            Ok(actions) => actions,
            Err(error) => {
                tracing::warn!(%error, "a setting cannot be read or kept");
                let language = self.language_in(request, None).await;
                let line = say(language, "settings-unavailable", &Args::default());
                match &request.asked {
                    Asked::Press { query, .. } => vec![acknowledge(query, Some(&line))],
                    _ => vec![Action::say(line)],
                }
            }
        })
    }

    /// A page; if a value was named with it, once that is set.
    async fn show(&self, request: &Request, page: Option<Page>, value: &str) -> Result<Vec<Action>, AskError> {
        let view = self.view(request).await?;
        let language = self.language_in(request, view.settings.language).await;
        let Some(page) = page.filter(|page| view.pages().contains(page)) else {
            let (html, keyboard) = view.all(language);
            return Ok(vec![Action::Say { html, keyboard }]);
        };
        if value.is_empty() {
            let (html, keyboard) = view.one(language, page);
            return Ok(vec![Action::Say { html, keyboard }]);
        }
        let meant = page.value_meant(value, &self.personas);
        let Some(wish) = meant.and_then(|value| page.wish(&value)) else {
            let (html, keyboard) = view.one(language, page);
            let unknown = Args::default().text("value", &shorten(visible(value).trim(), VALUE));
            let html = format!("{}\n\n{html}", say(language, "settings-unknown-value", &unknown));
            return Ok(vec![Action::Say { html, keyboard }]);
        };
        if let Some(refusal) = self.refusal(request).await {
            return Ok(vec![Action::say(say(language, refusal, &Args::default()))]);
        }
        self.grant(request, wish).await?;
        let view = self.view(request).await?;
        let language = self.language_in(request, view.settings.language).await;
        let set = Args::default().text("what", &view.shown(language, page));
        Ok(vec![Action::say(say(language, "settings-set", &set))])
    }

    async fn press(
        &self,
        request: &Request,
        query: &str,
        message: MessageId,
        data: &str,
    ) -> Result<Vec<Action>, AskError> {
        let view = self.view(request).await?;
        let language = self.language_in(request, view.settings.language).await;
        let told = |id: &str| vec![acknowledge(query, Some(&say(language, id, &Args::default())))];
        let Some(press) = Press::of(data) else { return Ok(told("settings-stale")) };
        let (page, wish) = match press {
            Press::All => (None, None),
            Press::One(page) => (Some(page), None),
            Press::Set(page, wish) => (Some(page), Some(wish)),
        };
        let offered = wish.as_ref().is_none_or(|wish| view.offers(wish));
        if !offered || page.is_some_and(|page| !view.pages().contains(&page)) {
            return Ok(told("settings-stale"));
        }
        if let Some(refusal) = self.refusal(request).await {
            return Ok(told(refusal));
        }
        let Some(wish) = wish else {
            let (html, keyboard) = page.map_or_else(|| view.all(language), |page| view.one(language, page));
            return Ok(vec![acknowledge(query, None), Action::Edit { message, html, keyboard }]);
        };
        self.grant(request, wish).await?;
        let view = self.view(request).await?;
        let language = self.language_in(request, view.settings.language).await;
        let (html, keyboard) = view.all(language);
        let saved = say(language, "settings-saved", &Args::default());
        Ok(vec![acknowledge(query, Some(&saved)), Action::Edit { message, html, keyboard }])
    }

    async fn grant(&self, request: &Request, wish: Wish) -> Result<(), AskError> {
        let wish = if request.chat_kind == ChatKind::Private { wish } else { wish.of_chat() };
        match wish {
            Wish::OfChat(setting) => self.conversation.set(request.chat, setting).await,
            Wish::OfPerson(choice) => self.knowledge.personalization.choose(request.asker, choice, now()).await,
        }
    }

    /// Anybody may ask for quiet: a chat should be able to get rid of us at once.
    async fn quiet(&self, request: &Request, args: &str) -> Result<Vec<Action>, AskError> {
        let view = self.view(request).await?;
        let language = self.language_in(request, view.settings.language).await;
        let told = |id: &str| Ok(vec![Action::say(say(language, id, &Args::default()))]);
        let Some(quiet) = Quiet::of(args) else { return told("quiet-usage") };
        // Only those who may mute may end that.
        if (quiet == Quiet::Mute || view.settings.hush == Hush::Mute)
            && let Some(refusal) = self.refusal(request).await
        {
            return told(refusal);
        }
        // It was asked some time ago, where we were down meanwhile.
        let from = if request.asked_at > 0 { request.asked_at.min(now()) } else { now() };
        let (line, hush, until) = match quiet {
            Quiet::For(seconds) if from + seconds <= now() => ("quiet-over", Hush::Off, Some(from + seconds)),
            Quiet::For(seconds) => ("quiet-on", Hush::Off, Some(from + seconds)),
            Quiet::Forever => ("quiet-forever", Hush::Called, None),
            Quiet::Mute => ("quiet-mute", Hush::Mute, None),
            Quiet::Off => ("quiet-off", Hush::Off, None),
        };
        self.conversation.set(request.chat, Setting::Hush(hush)).await?;
        self.conversation.set(request.chat, Setting::Quiet(until)).await?;
        let zone = self.knowledge.zones.of(request.chat);
        let until = until.map(|until| moment(until, zone.offset(until))).unwrap_or_default();
        Ok(vec![Action::say(say(language, line, &Args::default().text("until", &until)))])
    }

    /// What to say to somebody who may not decide for the chat; `None` if they may.
    async fn refusal(&self, request: &Request) -> Option<&'static str> {
        match self.standing.may_set(request.chat, request.chat_kind, request.asker).await {
            Ok(true) => None,
            Ok(false) => Some("settings-admins-only"),
            Err(error) => {
                tracing::warn!(%error, "Telegram does not tell who may change the settings");
                Some("settings-unavailable")
            }
        }
    }

    pub(super) async fn view(&self, request: &Request) -> Result<View, AskError> {
        let settings = self.conversation.settings(request.chat).await?;
        let person = match request.chat_kind {
            ChatKind::Private => Some(self.knowledge.personalization.profile(request.asker).await?),
            _ => None,
        };
        Ok(View { settings, person, personas: self.personas.clone() })
    }
}

pub(super) fn acknowledge(query: &str, html: Option<&str>) -> Action {
    Action::Acknowledge { query: query.to_owned(), text: html.map(plain) }
}
