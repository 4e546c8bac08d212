//! An answer put into words.

use std::sync::Arc;

use super::about::{received, what_is_shown};
use super::address::Address;
use super::found;
use super::lines::Line;
use super::meaning::Meaning;
use super::mood;
use super::person;
use super::plan::Facts;
use super::retell;
use super::somebody;
use super::stats;
use super::talk;
use super::time;
use super::tone::Tone;
use super::top::{self, Period};
use super::unasked;
use super::variety::Variety;
use conversation::persona::Persona;
use conversation::request::{Asked, Request};
use events::{ChatId, ChatKind, PersonId};
use language::analyzer::{Reading, Topic};
use language::text::catalogue::{Args, Language, knows, say, variants};
use language::text::html::escape;
use personalization::{Length, Style};

/// How to speak.
#[derive(Debug, Clone, PartialEq)]
pub struct Manner {
    /// Who speaks.
    pub persona: Arc<Persona>,
    pub language: Language,
    /// Seconds east of UTC for the times shown.
    pub utc_offset: i32,
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
    /// The chat's average sentiment of late, -1 to 1; `None` where nothing is known.
    pub climate: Option<f64>,
    /// Whether to tell how a language model is added: in the help, and where a question is beyond us.
    pub hint: bool,
}

impl Manner {
    /// Whether somebody said that to us, or asked what was said. In private all is said to us.
    pub(super) fn is_for_us(&self, request: &Request, text: &str, to_us: bool) -> bool {
        let addressed = match request.chat_kind {
            ChatKind::Private => text.contains('?'),
            _ => to_us || self.address.is_in(text),
        };
        addressed || Meaning::of(text).asks_the_memory()
    }
}

/// The answer as Telegram HTML, perhaps longer than one message; `None` if there is nothing worth saying. Depends on
/// nothing but what it is given.
pub fn word(
    request: &Request,
    reading: Option<&Reading>,
    facts: &Facts,
    manner: &Manner,
    variety: &mut Variety,
) -> Option<String> {
    let mut speaker = Speaker::new(request.chat, manner, variety);
    if let Asked::Talk { text } = &request.asked
        && let Some(said) = what_is_shown(&mut speaker, request, text)
    {
        return Some(said);
    }
    Some(match &request.asked {
        Asked::Start => speaker.say(Line::Start),
        Asked::Help if manner.hint => [Line::Help, Line::HelpModel].map(|line| speaker.say(line)).join("\n"),
        Asked::Help => speaker.say(Line::Help),
        Asked::Welcome => speaker.say(Line::Welcome),
        Asked::WelcomeInPrivacyMode => {
            format!("{}\n\n{}", speaker.say(Line::Welcome), speaker.say(Line::WelcomePrivacy))
        }
        Asked::Promoted => speaker.say(Line::Promoted),
        Asked::NotListed => {
            speaker.say_with(Line::NotListed, &Args::default().text("chat", &request.chat.0.to_string()))
        }
        Asked::Unknown => speaker.say(Line::UnknownCommand),
        Asked::SearchWithoutWords => speaker.say(Line::SearchUsage),
        Asked::Stats => stats::of_chat(&mut speaker, facts),
        Asked::MyStats => stats::of_asker(&mut speaker, facts),
        Asked::Search { words } => found::by_command(&mut speaker, request, words, facts),
        Asked::Me { args } => person::of_asker(&mut speaker, request, args, facts),
        Asked::Summary { .. } => retell::of_chat(&mut speaker, facts),
        Asked::Mood => mood::of_chat(&mut speaker, facts),
        Asked::Top { args } if Period::of(args).is_none() => speaker.say(Line::TopUsage),
        Asked::Top { .. } => top::of_chat(&mut speaker, facts),
        Asked::Shown => received(&mut speaker, request),
        Asked::Talk { text } => match Meaning::of(text) {
            Meaning::Recall(quest) => found::by_question(&mut speaker, request, &quest, facts),
            Meaning::Stats => stats::of_chat(&mut speaker, facts),
            Meaning::MyStats => stats::of_asker(&mut speaker, facts),
            Meaning::Somebody(inquiry) => somebody::answer(&mut speaker, request, &inquiry, facts),
            Meaning::Top(_) => top::of_chat(&mut speaker, facts),
            Meaning::Mood => mood::of_chat(&mut speaker, facts),
            Meaning::Clock(clock) => time::answer(&mut speaker, &clock, facts),
            Meaning::Summary(_) => retell::of_chat(&mut speaker, facts),
            Meaning::Say(line) => {
                let related = found::related(&mut speaker, request, facts);
                related.unwrap_or_else(|| talk::answer(&mut speaker, line, facts))
            }
        },
        Asked::Chime { .. } => return unasked::chime(&mut speaker, request, reading?, facts),
        // Done by `control`, which has more to do than to speak.
        Asked::Admin { .. } | Asked::Settings { .. } | Asked::Press { .. } | Asked::Quiet { .. } => return None,
        // Done by `discreet`.
        Asked::Privacy { .. } | Asked::Forget { .. } | Asked::Export => return None,
        Asked::Silence(silence) => unasked::silence(&mut speaker, silence, facts),
        Asked::Mild { excess } => unasked::mild_word(&mut speaker, *excess),
    })
}

/// Says lines in one chat, in one manner.
pub(super) struct Speaker<'a> {
    chat: ChatId,
    pub manner: &'a Manner,
    variety: &'a mut Variety,
}

impl<'a> Speaker<'a> {
    pub fn new(chat: ChatId, manner: &'a Manner, variety: &'a mut Variety) -> Self {
        Self { chat, manner, variety }
    }

    /// Says a line that has no places to fill but that of our name.
    pub fn say(&mut self, line: Line) -> String {
        let me = self.manner.persona.name(self.manner.language);
        self.say_with(line, &Args::default().text("me", me))
    }

    /// Says a line, in the person's style if it has a wording of its own for that, in one of its variants.
    pub fn say_with(&mut self, line: Line, args: &Args) -> String {
        let styled = format!("{}-{}", line.id(), self.manner.style.as_str());
        let own = if line.is_grave() { None } else { self.in_own_words(line.id()) };
        let said = own.or_else(|| self.pick(&styled, args));
        let said = said.or_else(|| self.pick(line.id(), args));
        said.unwrap_or_else(|| say(self.manner.language, line.id(), args))
    }

    /// One of the variants of `line-kind`, if there are any.
    pub fn variant_of(&mut self, line: &str, kind: &str) -> Option<String> {
        self.pick(&format!("{line}-{kind}"), &Args::default())
    }

    /// What something is called: the message `kind-name`.
    pub fn named(&self, kind: &str, name: &str) -> String {
        say(self.manner.language, &format!("{kind}-{name}"), &Args::default())
    }

    /// A name to show, whatever the person calls themselves.
    pub fn name(&mut self, raw: &str) -> String {
        language::text::visible::name(raw).unwrap_or_else(|| self.say(Line::Nameless))
    }

    /// What the persona says instead, if it has words of its own for that.
    fn in_own_words(&mut self, id: &str) -> Option<String> {
        let wordings = self.manner.persona.wordings(self.manner.language, id);
        if wordings.is_empty() {
            return None;
        }
        let pick = self.variety.pick(self.chat, id, wordings.len(), self.manner.seed);
        wordings.get(pick).map(|wording| escape(wording))
    }

    fn pick(&mut self, id: &str, args: &Args) -> Option<String> {
        let language = self.manner.language;
        match variants(language, id) {
            0 => knows(language, id).then(|| say(language, id, args)),
            count => {
                let pick = self.variety.pick(self.chat, id, count, self.manner.seed);
                Some(say(language, &format!("{id}-{}", pick + 1), args))
            }
        }
    }
}
