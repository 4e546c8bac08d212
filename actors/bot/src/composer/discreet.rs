//! What people may know and decide about what is kept of them.
//!
//! Buttons bring back `privacy:WISH:PERSON`: that is all that is needed to answer a press, so they survive restarts.
//! A chat that speaks in its own name cannot press: see [`Authority`].

mod authority;

use self::authority::Authority;
use super::{Composer, control::acknowledge};
use conversation::{Action, Asked, Button, Keyboard, Request};
use events::{ChatKind, MessageId, PersonId};
use language::text::{
    catalogue::{Args, Language, say},
    plain,
    visible::name,
    words::fold,
};
use storage::AskError;

const PREFIX: &str = "privacy";

/// What somebody decides by a button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    Forget,
    /// Not to be forgotten after all.
    Stay,
    OptOut,
    OptIn,
}

impl Wish {
    const ALL: [Self; 4] = [Self::Forget, Self::Stay, Self::OptOut, Self::OptIn];

    fn as_str(self) -> &'static str {
        match self {
            Self::Forget => "forget",
            Self::Stay => "stay",
            Self::OptOut => "out",
            Self::OptIn => "in",
        }
    }

    /// The wish and whose button it is; `None` if the data is of another kind of button.
    fn of(data: &str) -> Option<(Self, PersonId)> {
        let mut parts = data.strip_prefix(PREFIX)?.strip_prefix(':')?.split(':');
        let wish = parts.next().and_then(|name| Self::ALL.into_iter().find(|wish| wish.as_str() == name))?;
        Some((wish, PersonId(parts.next()?.parse().ok()?)))
    }

    /// What a chat that speaks in its own name asks for in words, since it cannot press a button.
    fn written(request: &Request) -> Option<Self> {
        request.asker.as_chat()?;
        let is = |id: &str, args: &str| {
            Language::ALL.into_iter().any(|it| word(it, id).split(' ').any(|answer| answer == fold(args)))
        };
        match &request.asked {
            Asked::Forget { args } if is("privacy-answer-yes", args) => Some(Self::Forget),
            Asked::Privacy { args } if is("privacy-answer-yes", args) => Some(Self::OptIn),
            Asked::Privacy { args } if is("privacy-answer-no", args) => Some(Self::OptOut),
            _ => None,
        }
    }

    fn button(self, language: Language, person: PersonId) -> Button {
        let text = plain(&word(language, &format!("privacy-button-{}", self.as_str())));
        Button { text, data: format!("{PREFIX}:{}:{}", self.as_str(), person.0) }
    }
}

impl Composer {
    /// Does what was asked about what is kept; `None` if it is about something else.
    pub(super) async fn discreet(&self, request: &Request) -> Option<Vec<Action>> {
        let pressed = match &request.asked {
            Asked::Press { query, message, data } => Some((query, *message, Wish::of(data)?)),
            Asked::Privacy { .. } | Asked::Forget { .. } | Asked::Export => None,
            _ => return None,
        };
        let settings = self.conversation.settings(request.chat).await.unwrap_or_default();
        let language = self.language_in(request, settings.language).await;
        let done = match (&request.asked, &pressed, Wish::written(request)) {
            (_, Some((query, message, (wish, owner))), _) => {
                self.decide(request, language, query, *message, *wish, *owner).await
            }
            (_, _, Some(wish)) => {
                self.grant_wish(language, wish, request.asker).await.map(|html| vec![Action::say(html)])
            }
            (Asked::Privacy { .. }, ..) => self.tell(request, language).await,
            (Asked::Forget { .. }, ..) => Ok(vec![confirm(language, request)]),
            _ if request.chat_kind == ChatKind::Private => self.export(request, language).await,
            _ => Ok(vec![Action::say(word(language, "export-in-private"))]),
        };
        Some(done.unwrap_or_else(|error| {
            tracing::warn!(%error, "what is kept of a person cannot be told or changed");
            let line = word(language, "settings-unavailable");
            match pressed {
                Some((query, ..)) => vec![acknowledge(query, Some(&line))],
                None => vec![Action::say(line)],
            }
        }))
    }

    async fn decide(
        &self,
        request: &Request,
        language: Language,
        query: &str,
        message: MessageId,
        wish: Wish,
        owner: PersonId,
    ) -> Result<Vec<Action>, AskError> {
        let refused = |id: &str| Ok(vec![acknowledge(query, Some(&word(language, id)))]);
        match self.authority(owner, request.asker).await {
            Authority::Theirs => {}
            Authority::None => return refused("privacy-not-yours"),
            Authority::Unknown => return refused("privacy-chat-unknown"),
        }
        let html = self.grant_wish(language, wish, owner).await?;
        let keyboard = Keyboard::default();
        Ok(vec![acknowledge(query, None), Action::Edit { message, html, keyboard }])
    }

    /// Does it, and says so.
    async fn grant_wish(&self, language: Language, wish: Wish, owner: PersonId) -> Result<String, AskError> {
        match wish {
            Wish::Forget => self.privacy.forget(owner).await?,
            Wish::Stay => {}
            Wish::OptOut => self.privacy.opt_out(owner, true).await?,
            Wish::OptIn => self.privacy.opt_out(owner, false).await?,
        }
        Ok(word(language, &format!("privacy-done-{}", wish.as_str())))
    }

    /// What is kept, where and for how long, with these very settings.
    async fn tell(&self, request: &Request, language: Language) -> Result<Vec<Action>, AskError> {
        let settings = self.conversation.settings(request.chat).await?;
        let is_out = self.privacy.memory.discretion().await?.is_out(request.asker);
        let keep = &self.privacy.keep;
        let days = |time: std::time::Duration| time.as_secs().div_ceil(86_400).cast_signed();
        let kept = settings.keep_days.map_or("forever".to_owned(), |days| format!("{days}d"));
        let args = Args::default()
            .text("messages", &plain(&word(language, &format!("keep-{kept}"))))
            .number("journal", keep.journal.as_secs().div_ceil(3600).cast_signed())
            .number("analysis", days(keep.analysis))
            .number("events", days(keep.events));
        let state = word(language, if is_out { "privacy-is-out" } else { "privacy-is-in" });
        let mut html = format!("{}\n\n{state}", say(language, "privacy", &args));
        if request.asker.as_chat().is_some() {
            html = format!("{html}\n\n{}", say(language, "privacy-chat-how", &named(request)));
        }
        let wish = if is_out { Wish::OptIn } else { Wish::OptOut };
        let keyboard = Keyboard(vec![vec![wish.button(language, request.asker)]]);
        Ok(vec![Action::Say { html, keyboard }])
    }
}

/// Nothing is forgotten by a slip of the finger.
fn confirm(language: Language, request: &Request) -> Action {
    let buttons = [Wish::Forget, Wish::Stay].map(|wish| vec![wish.button(language, request.asker)]);
    let html = match request.asker.as_chat() {
        Some(_) => say(language, "privacy-confirm-chat", &named(request)),
        None => word(language, "privacy-confirm"),
    };
    Action::Say { html, keyboard: Keyboard(buttons.to_vec()) }
}

fn named(request: &Request) -> Args {
    Args::default().text("name", &name(&request.asker_name).unwrap_or_default())
}

fn word(language: Language, id: &str) -> String {
    say(language, id, &Args::default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use language::text::catalogue::knows;

    #[test]
    fn each_button_is_worded_in_both_languages_and_understood_when_it_comes_back() {
        for language in Language::ALL {
            for wish in Wish::ALL {
                let button = wish.button(language, PersonId(9_007_199_254_740_991));
                assert_eq!(Wish::of(&button.data), Some((wish, PersonId(9_007_199_254_740_991))));
                assert!(button.data.len() <= 64 && !button.text.contains("privacy-"), "{button:?}");
                assert!(knows(language, &format!("privacy-done-{}", wish.as_str())));
            }
        }
        for strange in ["", "privacy", "privacy:forget", "privacy:forget:x", "privacy:eat:7", "set:style"] {
            assert_eq!(Wish::of(strange), None, "{strange}");
        }
    }

    /// An id that no catalogue has would be shown as it is.
    #[test]
    fn whatever_is_said_of_privacy_is_in_the_catalogues() {
        let source = include_str!("discreet.rs");
        let ids = source.split('"').filter(|it| it.starts_with("privacy-") || it.starts_with("export-"));
        let ids: Vec<_> = ids.filter(|it| !it.contains(['{', ' ']) && !it.ends_with('-')).collect();
        assert!(ids.len() >= 9, "{ids:?}");
        for id in ids {
            for language in Language::ALL {
                assert!(knows(language, id), "{id}");
            }
        }
    }
}
