//! How to speak: who speaks, in which language, and in which style the one who asks likes to be spoken to.

use std::sync::Arc;

use conversation::{ChatMood, Hush, Request, RequestKind, persona::Persona};
use events::{ChatKind, PersonId};
use futures_util::join;
use intent::{Intent, SmallTalk, asks_the_memory};
use jiff::Zoned;
use language::{
    analyzer::{Reading, Topic},
    packs::List,
    text::{
        catalogue::Language,
        words::{fold, words},
    },
};
use personalization::{Interaction, Length, Profile, Style};
use runtime::clock::now;
use tokio::time::timeout;

use crate::{Address, Composer, reply_context::LOOKUP, tone::Tone};

/// How to speak in one answer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ReplyStyle {
    /// Who speaks.
    pub persona: Arc<Persona>,
    pub language: Language,
    /// Seconds east of UTC for the times shown.
    pub utc_offset: i32,
    /// The moment of the answer, in the chat's zone.
    pub now: Zoned,
    /// Ourselves, whose words are no news to anybody.
    pub me: PersonId,
    /// What calls us here: what is said to us is no news either.
    pub address: Address,
    /// Leads the choice among variants; an id that differs from answer to answer, such as the outbox's.
    pub seed: u64,
    /// The one who asks likes to be spoken to so.
    pub style: Style,
    pub length: Length,
    /// What they like to talk about.
    pub topic: Option<Topic>,
    /// What the mood of what they wrote asks for.
    pub tone: Option<Tone>,
    /// What the chat goes through.
    pub mood: ChatMood,
    /// The chat's average sentiment of late, -1 to 1; `None` where nothing is known.
    pub climate: Option<f64>,
    /// Whether to tell how a language model is added: in the help, and where a question is beyond us.
    pub hint: bool,
}

impl ReplyStyle {
    /// Whether somebody said that to us, or asked what was said. In private all is said to us.
    pub(crate) fn is_for_us(&self, request: &Request, text: &str, to_us: bool) -> bool {
        let addressed = match request.chat_kind {
            ChatKind::Private => text.contains('?'),
            _ => to_us || self.address.is_in(text),
        };
        addressed || asks_the_memory(text)
    }
}

impl Composer {
    /// How to speak; `None` if the person would rather hear nothing unasked, or the chat has muted us meanwhile. `seed` leads
    /// the choice among variants.
    pub(crate) async fn style(&self, request: &Request, reading: Option<&Reading>, seed: u64) -> Option<ReplyStyle> {
        let (profile, climate, settings) = join!(
            self.knowledge.profile(request.asker),
            self.climate(request),
            timeout(LOOKUP, self.conversation.settings(request.chat)),
        );
        let settings = settings.ok().and_then(Result::ok).unwrap_or_default();
        let mut profile = profile;
        profile.iter_mut().for_each(|profile| settings.tune(profile));
        let reserved = profile.as_ref().is_some_and(|profile| {
            profile.interaction.value == Interaction::Minimal || !profile.notifications.spontaneous_messages
        });
        let chimes = matches!(request.kind, RequestKind::Chime { .. });
        let muted = settings.hush == Hush::Mute && request.is_muted_talk();
        if muted || (chimes && reserved) {
            return None;
        }
        let alone = request.chat_kind == ChatKind::Private;
        let zone = self.knowledge.zones.of(request.chat);
        let persona = self.personas.of(settings.persona.as_deref());
        Some(ReplyStyle {
            address: self.address.clone().of(&persona),
            persona,
            language: self.language_in(request, settings.language).await,
            utc_offset: zone.offset(now()),
            now: zone.zoned(now()),
            me: self.me,
            seed,
            style: in_kind(request, sobered(request.mood, profile.as_ref().map_or(Style::Neutral, style))),
            mood: request.mood,
            length: profile.as_ref().map_or(Length::Medium, |profile| profile.length.value),
            // What somebody talks about elsewhere is nobody's business here.
            topic: profile.filter(|_| alone).and_then(|profile| profile.topics.first().copied()),
            tone: tone(request, reading),
            climate,
            hint: self.may_hint(request),
        })
    }

    /// Those who run us are told in private how a language model is added, with each answer that is beyond us; the help
    /// tells it always. Members can do nothing about it.
    fn may_hint(&self, request: &Request) -> bool {
        if !self.responder.is_idle() {
            return false;
        }
        if matches!(&request.kind, RequestKind::Command { name, .. } if name == "help") {
            return true;
        }
        let operator = request.chat_kind == ChatKind::Private && self.permissions.is_operator(request.asker);
        operator && request.intent().is_some_and(is_beyond_us)
    }

    /// The chat's climate, where the answer tells of it.
    async fn climate(&self, request: &Request) -> Option<f64> {
        let asked = request.intent() == Some(&Intent::SmallTalk(SmallTalk::HowAreYou));
        if asked { self.knowledge.climate(request.chat).await } else { None }
    }
}

/// Whether the words are a question that no memory answers.
pub(crate) fn is_beyond_us(intent: &Intent) -> bool {
    matches!(intent, Intent::SmallTalk(SmallTalk::Question | SmallTalk::Advice) | Intent::Beyond(_))
}

/// What the mood of somebody's words asks for; of level words in a chat that mourns, to be gentle.
fn tone(request: &Request, reading: Option<&Reading>) -> Option<Tone> {
    let of_words = Tone::of(request.words()?, reading?);
    match request.mood {
        ChatMood::Calm => of_words,
        ChatMood::Grief => of_words.or(Some(Tone::Comfort)),
        ChatMood::Quarrel => of_words.or(Some(Tone::Calm)),
    }
}

/// Whoever speaks to us politely, and likes no other style better, is answered so.
fn in_kind(request: &Request, style: Style) -> Style {
    let is_polite = |text: &str| words(text).map(fold).any(|word| List::Polite.has(&word));
    let is_formal = style == Style::Neutral && request.words().is_some_and(is_polite);
    if is_formal { Style::Formal } else { style }
}

/// Nobody jokes where people mourn or quarrel, however much the asker likes it on other days.
fn sobered(mood: ChatMood, style: Style) -> Style {
    match style {
        Style::Humorous if !mood.is_calm() => Style::Friendly,
        style => style,
    }
}

/// The style, as far as the person's liking for jokes bears it.
fn style(profile: &Profile) -> Style {
    match profile.style.value {
        Style::Humorous if profile.humour.chosen && profile.humour.value <= 0.2 => Style::Neutral,
        Style::Neutral | Style::Friendly if profile.humour.value >= 0.8 => Style::Humorous,
        style => style,
    }
}
