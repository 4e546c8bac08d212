//! What a question to the memory names: whom, what, and which time.

use std::ops::Range;

use context::{Participant, Sought};
use events::{MessageId, PersonId};
use intent::{
    Label, deeds, in_own_letters, is_about_the_past,
    slots::names::{ASKER, BOT},
    stem,
    times::{Direction, Times, times},
    understanding::read_for,
};
use jiff::{Timestamp, Zoned};
use language::{
    packs::List,
    text::{
        visible::{shorten, visible},
        words::{fold, words},
    },
};
use storage::AskError;

use super::{
    Asked,
    rank::{Wish, synonyms},
};
use crate::{moments, replies::person::namesakes, reply_context::ReplyContext, speaker::Speaker};

/// Words that are looked for; who names more gets what the first ones find.
const WORDS: usize = 5;
/// Words from a question word to the subject, at most.
const NEAR: usize = 3;
/// Letters that are shown of them.
const SHOWN: usize = 60;
/// Letters of a question that are read: whoever pastes a book asks nothing.
const READ: usize = 1000;

/// A question to the memory.
pub(super) struct Question {
    pub label: Label,
    /// What of it is read.
    pub text: String,
    pub message: Option<MessageId>,
    pub chosen: Option<PersonId>,
    pub whom: Whom,
    /// In small letters, names aside.
    pub words: Vec<String>,
    /// The name of somebody who may be what is talked about, rather than whoever said it.
    topic: Option<String>,
    /// The time that is asked about; the second moment is the first one after it.
    pub time: Option<[Zoned; 2]>,
    pub asker: PersonId,
    /// When it was asked.
    pub now: Zoned,
}

/// Whom a question is about.
pub(super) enum Whom {
    Anybody,
    One(Box<Participant>),
    /// All of that name.
    Several(Vec<Participant>),
    Unknown(String),
}

impl Question {
    /// Reads what is asked.
    pub async fn read(ctx: &ReplyContext<'_>, asked: &Asked) -> Result<Self, AskError> {
        let zone = ctx.knowledge().zones.of(ctx.request.chat);
        let people = ctx.context().participants(ctx.request.chat).await?;
        Ok(Self::of(asked, people, zone.zoned(asked.at)))
    }

    fn of(asked: &Asked, people: Vec<Participant>, now: Zoned) -> Self {
        let text: String = asked.text.chars().take(READ).collect();
        // People write in the letters of their language, whichever the question is typed in.
        let text = in_own_letters(&text).map_or(text, |own| own.text);
        let names: Vec<String> = people.iter().map(full_name).collect();
        let known: Vec<&str> = names.iter().map(String::as_str).collect();
        let slots = read_for(asked.label, &text, &now, &known);
        let mut words = slots.about.unwrap_or_default();
        let tells_own = asks_own_words(&text);
        let own_name = || people.iter().find(|it| it.id == asked.asker).map(|it| it.first_name.clone());
        let of_asker = if is_about_asker(&text) { own_name() } else { None };
        let whom = match slots.person.clone() {
            None if tells_own && asked.chosen.is_none() => one(people.into_iter().find(|it| it.id == asked.asker)),
            _ if asked.chosen.is_some() => one(people.into_iter().find(|it| Some(it.id) == asked.chosen)),
            Some(name) if name == ASKER && is_about_asker(&text) => Whom::Anybody,
            Some(name) if name == ASKER => one(people.into_iter().find(|it| it.id == asked.asker)),
            Some(name) if name == BOT => Whom::Anybody,
            Some(name) => named(people, &name),
            None => Whom::Anybody,
        };
        let topic =
            slots.person.filter(|name| asked.label == Label::RecallTopic && name != ASKER && name != BOT).or(of_asker);
        let asked_time = slots.to.map(|to| [slots.from.unwrap_or_else(|| epoch(&now)), to]);
        // "Who comes on Friday?": the day belongs to what was said, and is not when it was said.
        let ahead = asked_time
            .as_ref()
            .and_then(|_| words_of_time_ahead(&text, &now))
            .filter(|_| !words.is_empty() || Wish::of(&text) != Wish::Anything);
        let time = asked_time.filter(|_| ahead.is_none());
        words.extend(ahead.into_iter().flatten());
        words.truncate(WORDS);
        let question = Self {
            label: asked.label,
            text,
            message: asked.message,
            chosen: asked.chosen,
            whom,
            words,
            topic,
            time,
            asker: asked.asker,
            now,
        };
        // "Who said something about Olena?" asks for nobody's words in particular, nor does a name of no one here.
        let asks_who = self::words(&question.text).any(|word| List::Who.has(&fold(word)));
        let is_talked_of = asks_who || question.words.is_empty() || matches!(question.whom, Whom::Unknown(_));
        if is_talked_of { question.about_the_person().unwrap_or(question) } else { question }
    }

    /// The same question about the person whom it names, by anybody; `None` if it cannot be meant so.
    pub fn about_the_person(&self) -> Option<Self> {
        let name = words(self.topic.as_ref()?).next()?.to_owned();
        let words = std::iter::once(name).chain(self.words.iter().cloned()).take(WORDS).collect();
        Some(Self { whom: Whom::Anybody, ..self.with_words(words) })
    }

    /// The same question about what is done in it; `None` if that is all it is about.
    pub fn about_the_deeds(&self) -> Option<Self> {
        let deeds = deeds(&self.text);
        let is_new = !deeds.is_empty() && deeds != self.words;
        is_new.then(|| self.with_words(deeds))
    }

    /// The same question with what is done in it as more words; `None` if it has them already.
    pub fn with_the_deeds(&self) -> Option<Self> {
        let new = deeds(&self.text).into_iter().filter(|deed| !self.words.contains(deed));
        let words: Vec<String> = self.words.iter().cloned().chain(new).take(WORDS).collect();
        (words.len() > self.words.len()).then(|| self.with_words(words))
    }

    /// Whether nothing but what is done is asked about: such words are no name of what was looked for.
    pub fn is_about_deeds_alone(&self) -> bool {
        self.words == deeds(&self.text)
    }

    fn with_words(&self, words: Vec<String>) -> Self {
        let whom = match &self.whom {
            Whom::One(person) => Whom::One(person.clone()),
            _ => Whom::Anybody,
        };
        let (text, time, now) = (self.text.clone(), self.time.clone(), self.now.clone());
        let (label, message, chosen) = (self.label, self.message, self.chosen);
        Self { label, text, message, chosen, whom, words, topic: None, time, asker: self.asker, now }
    }

    /// The one person it is about.
    pub fn person(&self) -> Option<&Participant> {
        match &self.whom {
            Whom::One(person) => Some(person),
            _ => None,
        }
    }

    /// The time that is asked about, up to the question itself, Unix seconds.
    pub fn within(&self) -> Range<i64> {
        let asked = self.now.timestamp().as_second().saturating_add(1);
        match &self.time {
            Some([from, to]) => from.timestamp().as_second()..to.timestamp().as_second().min(asked),
            None => 0..asked,
        }
    }

    /// All times up to the question.
    pub fn ever(&self) -> Range<i64> {
        0..self.now.timestamp().as_second().saturating_add(1)
    }

    /// What to look for in that time: messages with all of the words.
    pub fn sought(&self, within: Range<i64>) -> Sought {
        Sought { words: self.stems().join(" "), all: true, by: self.person().map(|person| person.id), within }
    }

    /// The same with any of the words, or of their synonyms.
    pub fn sought_widely(&self, within: Range<i64>) -> Sought {
        let synonyms = self.words.iter().flat_map(|word| synonyms(&fold(word))).map(str::to_owned);
        let words: Vec<String> = self.stems().into_iter().chain(synonyms).collect();
        Sought { words: words.join(" "), all: false, by: self.person().map(|person| person.id), within }
    }

    /// What begins as a word without its ending is found in its other forms, too.
    fn stems(&self) -> Vec<String> {
        self.words.iter().map(|word| stem(word)).collect()
    }

    /// The words, to be shown.
    pub fn shown_words(&self) -> String {
        shorten(visible(&self.words.join(" ")).trim(), SHOWN)
    }

    /// The time, to be shown; `None` if all times are meant.
    pub fn shown_time(&self, speaker: &Speaker<'_>) -> Option<String> {
        let [from, to] = self.time.as_ref()?;
        Some(moments::span(speaker.style.language, [from, to], &self.now))
    }
}

/// The name as its bearer writes it.
pub(crate) fn full_name(person: &Participant) -> String {
    format!("{} {}", person.first_name, person.last_name).trim().to_owned()
}

fn one(person: Option<Participant>) -> Whom {
    person.map_or(Whom::Anybody, |person| Whom::One(Box::new(person)))
}

fn named(people: Vec<Participant>, name: &str) -> Whom {
    let mut same = namesakes(people, name);
    match same.len() {
        0 => Whom::Unknown(visible(name).trim().to_owned()),
        1 => one(same.pop()),
        _ => Whom::Several(same),
    }
}

/// "What did they write about me?"
pub(super) fn is_about_asker(text: &str) -> bool {
    let said: Vec<String> = words(text).map(fold).collect();
    let is_it = |pair: &[String]| {
        let [about, whom] = pair else { return false };
        (List::Topic.has(about) || List::About.has(about)) && List::Asker.has(whom)
    };
    said.windows(2).any(is_it)
}

/// "What did I bet?", "I wrote that I washed it": whether the asker's own words are asked for.
fn asks_own_words(text: &str) -> bool {
    let said: Vec<String> = words(text).map(fold).collect();
    let Some(subject) = said.iter().position(|word| List::AskerSubject.has(word)) else { return false };
    let asked = &said[subject.saturating_sub(NEAR)..subject];
    let asks = List::QuestionWords.has_any(asked) && !List::Because.has_any(asked);
    asks && is_about_the_past(text) && !List::Who.has_any(&said)
}

/// The words for a time that is not over yet, if the question is about nothing that is.
fn words_of_time_ahead(text: &str, now: &Zoned) -> Option<Vec<String>> {
    let Times { period, places, .. } = times(text, now, Direction::Future);
    // "What did Kate say about Friday?"
    let is_topic = |place: &Range<usize>| {
        let before = words(&text[..place.start]).last().map(fold);
        before.is_some_and(|word| List::Topic.has(&word))
    };
    let (_, to) = period?;
    if to <= *now || is_about_the_past(text) && !places.iter().any(is_topic) {
        return None;
    }
    let said = places.into_iter().flat_map(|place| words(&text[place]).map(fold).collect::<Vec<_>>());
    let telling: Vec<String> = said.filter(|word| !List::Prepositions.has(word)).collect();
    (!telling.is_empty()).then_some(telling)
}

/// Where a time begins that has no beginning.
fn epoch(now: &Zoned) -> Zoned {
    Timestamp::UNIX_EPOCH.to_zoned(now.time_zone().clone())
}
