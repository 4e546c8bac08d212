//! An answer put into words.

use super::found;
use super::lines::Line;
use super::meaning::Meaning;
use super::plan::Facts;
use super::stats;
use super::variety::Variety;
use crate::conversation::request::{Asked, Request};
use crate::model::{ChatId, PersonId};
use crate::text::catalogue::{Args, Language, say, variants};

/// How to speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manner {
    pub language: Language,
    /// Seconds east of UTC for the times shown.
    pub utc_offset: i32,
    /// Ourselves, whose words are no news to anybody.
    pub me: PersonId,
    /// Leads the choice among variants; an id that differs from answer to answer, such as the outbox's.
    pub seed: u64,
}

/// The answer as Telegram HTML, perhaps longer than one message. Depends on nothing but what it is given.
pub fn word(request: &Request, facts: &Facts, manner: &Manner, variety: &mut Variety) -> String {
    let mut speaker = Speaker { chat: request.chat, manner, variety };
    match &request.asked {
        Asked::Start => speaker.say(Line::Start),
        Asked::Help => speaker.say(Line::Help),
        Asked::Welcome => speaker.say(Line::Welcome),
        Asked::Unknown => speaker.say(Line::UnknownCommand),
        Asked::SearchWithoutWords => speaker.say(Line::SearchUsage),
        Asked::Stats => stats::of_chat(&mut speaker, facts),
        Asked::MyStats => stats::of_asker(&mut speaker, facts),
        Asked::Search { words } => found::by_command(&mut speaker, request, words, facts),
        Asked::Talk { text } => match Meaning::of(text) {
            Meaning::Recall(quest) => found::by_question(&mut speaker, request, &quest, facts),
            Meaning::Stats => stats::of_chat(&mut speaker, facts),
            Meaning::MyStats => stats::of_asker(&mut speaker, facts),
            Meaning::Say(line) => speaker.say(line),
        },
    }
}

/// Says lines in one chat, in one manner.
pub(super) struct Speaker<'a> {
    chat: ChatId,
    pub manner: &'a Manner,
    variety: &'a mut Variety,
}

impl Speaker<'_> {
    /// Says a line that has no places to fill.
    pub fn say(&mut self, line: Line) -> String {
        self.say_with(line, &Args::default())
    }

    /// Says a line in one of its variants.
    pub fn say_with(&mut self, line: Line, args: &Args) -> String {
        let language = self.manner.language;
        match variants(language, line.id()) {
            0 => say(language, line.id(), args),
            count => {
                let pick = self.variety.pick(self.chat, line.id(), count, self.manner.seed);
                say(language, &format!("{}-{}", line.id(), pick + 1), args)
            }
        }
    }

    /// A name to show, whatever the person calls themselves.
    pub fn name(&mut self, raw: &str) -> String {
        crate::text::visible::name(raw).unwrap_or_else(|| self.say(Line::Nameless))
    }
}
