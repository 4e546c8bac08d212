//! Says lines of the catalogues: in the persona's own words where it has some, in the person's style, and never the same
//! variant twice in a row.

use events::ChatId;
use jiff::{Timestamp, Zoned};
use language::text::{
    catalogue::{Args, knows, say, variants},
    html::escape,
};

use crate::{
    lines::Line,
    moments::{named_day, past},
    style::ReplyStyle,
    variety::Variety,
};

/// Says lines in one chat, in one style.
pub(crate) struct Speaker<'a> {
    chat: ChatId,
    pub style: &'a ReplyStyle,
    variety: &'a mut Variety,
}

impl<'a> Speaker<'a> {
    pub fn new(chat: ChatId, style: &'a ReplyStyle, variety: &'a mut Variety) -> Self {
        Self { chat, style, variety }
    }

    /// A message of the catalogues that has no places to fill, by its id.
    pub fn text(&self, id: &str) -> String {
        say(self.style.language, id, &Args::default())
    }

    /// Says a line that has no places to fill but that of our name.
    pub fn say(&mut self, line: Line) -> String {
        let me = self.style.persona.name(self.style.language);
        self.say_with(line, &Args::default().text("me", me))
    }

    /// Says a line, in the person's style if it has a wording of its own for that, in one of its variants.
    pub fn say_with(&mut self, line: Line, args: &Args) -> String {
        let own = if line.is_grave() { None } else { self.in_own_words(line.id()) };
        own.unwrap_or_else(|| self.say_id(line.id(), args))
    }

    /// Says the message of that id, in the person's style if it has a wording of its own for that, in one of its variants.
    pub fn say_id(&mut self, id: &str, args: &Args) -> String {
        let styled = format!("{id}-{}", self.style.style.as_str());
        let said = self.pick(&styled, args).or_else(|| self.pick(id, args));
        said.unwrap_or_else(|| say(self.style.language, id, args))
    }

    /// One of the variants of `line-kind`, if there are any.
    pub fn variant_of(&mut self, line: &str, kind: &str) -> Option<String> {
        self.pick(&format!("{line}-{kind}"), &Args::default())
    }

    /// What something is called: the message `kind-name`.
    pub fn named(&self, kind: &str, name: &str) -> String {
        say(self.style.language, &format!("{kind}-{name}"), &Args::default())
    }

    /// A name to show, whatever the person calls themselves.
    pub fn name(&mut self, raw: &str) -> String {
        language::text::visible::name(raw).unwrap_or_else(|| self.say(Line::Nameless))
    }

    /// When something was, as people say it; Unix seconds.
    pub fn when(&self, at: i64) -> String {
        past(self.style.language, &self.zoned(at), &self.style.now)
    }

    /// On which day something was; Unix seconds.
    pub fn day(&self, at: i64) -> String {
        named_day(self.style.language, &self.zoned(at), &self.style.now)
    }

    /// A moment in the chat's zone.
    pub fn zoned(&self, at: i64) -> Zoned {
        let now = &self.style.now;
        Timestamp::from_second(at).map_or_else(|_| now.clone(), |at| at.to_zoned(now.time_zone().clone()))
    }

    /// What the persona says instead, if it has words of its own for that.
    fn in_own_words(&mut self, id: &str) -> Option<String> {
        let wordings = self.style.persona.wordings(self.style.language, id);
        if wordings.is_empty() {
            return None;
        }
        let pick = self.variety.pick(self.chat, id, wordings.len(), self.style.seed);
        wordings.get(pick).map(|wording| escape(wording))
    }

    fn pick(&mut self, id: &str, args: &Args) -> Option<String> {
        let language = self.style.language;
        match variants(language, id) {
            0 => knows(language, id).then(|| say(language, id, args)),
            count => {
                let pick = self.variety.pick(self.chat, id, count, self.style.seed);
                Some(say(language, &format!("{id}-{}", pick + 1), args))
            }
        }
    }
}
