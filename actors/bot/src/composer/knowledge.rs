//! What the stores know that an answer needs, each asked within a deadline: a store that is down costs an answer
//! nothing but what it would have told.

use std::{ops::Range, sync::Arc, time::Duration};

use futures_util::future::join_all;
use tokio::time::timeout;

use super::address::Address;
use super::inquiry::Whom;
use super::language::prevailing;
use super::plan::{Correction, Facts, HITS, Lookup};
use super::quest::stem;
use super::recap::{Covered, Recap};
use super::somebody::{Portrait, called};
use super::span::Span;
use super::variety::scatter;
use super::word::Manner;
use analysis::{Analysis, ChatSummary, last_days, last_hours};
use context::{Context, MOST_HITS};
use conversation::Request;
use events::{ChatId, MessageId, PersonId, Seq};
use language::{
    text::{
        catalogue::{Args, Language, say, variants},
        plain,
    },
    voice::{Voice, Voices},
    zone::Zones,
};
use personalization::{Notice, Personalization, Profile};
use runtime::clock::now;
use storage::AskError;
use storage::store::SomeStore;

/// How long to wait until a store has the very message that asks.
pub(super) const FRESHNESS: Duration = Duration::from_millis(500);
/// How long what was asked for may take; then the answer says that it is not to be had.
pub(super) const LOOKUP: Duration = Duration::from_secs(2);
/// How long what only colours an answer may take.
const COLOUR: Duration = Duration::from_millis(250);
/// The climate of a chat is that of so many hours.
const CLIMATE_HOURS: u32 = 6;
pub(super) const WEEK_DAYS: i64 = 7;
const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
/// Messages that tell the language of a chat, and those among which a hint of today is looked for.
const LATELY: u32 = 100;
const OF_A_DAY: u32 = 1000;
/// The lines that tell how a language model is added.
const HINT: &str = "model-hint";
/// With fewer messages today, a summary is of the last 24 hours.
const LITTLE: usize = 5;
/// Last words of a person that are told at most.
const WORDS: usize = 5;
/// One line of so many is said in the chat's own voice, where it may be.
const IN_OWN_VOICE: usize = 4;

/// The stores that are asked.
#[derive(Clone)]
pub struct Knowledge {
    pub memory: Context,
    pub analysis: Analysis,
    pub personalization: Personalization,
    pub zones: Zones,
    /// How chats talk.
    pub voices: Voices,
}

impl Knowledge {
    /// What was asked for; `seq` is the message that asks.
    pub(super) async fn facts(&self, request: &Request, lookup: &Lookup, seq: Seq, manner: &Manner) -> Facts {
        let stores = self.stores_of(lookup);
        join_all(stores.iter().map(|store| store.reached(seq, FRESHNESS))).await;
        match timeout(LOOKUP, self.look_up(request, lookup, manner)).await {
            Ok(Ok(facts)) => facts,
            Ok(Err(error)) => {
                tracing::warn!(%error, "a store does not answer");
                Facts::Unavailable
            }
            Err(_) => {
                tracing::warn!("a store takes too long");
                Facts::Unavailable
            }
        }
    }

    fn stores_of(&self, lookup: &Lookup) -> Vec<SomeStore> {
        match lookup {
            Lookup::Nothing | Lookup::Clock | Lookup::Voice => Vec::new(),
            Lookup::Chat | Lookup::Asker | Lookup::Search { .. } | Lookup::Related(_) | Lookup::Somebody { .. } => {
                vec![self.memory.store()]
            }
            Lookup::Recap(_) => vec![self.memory.store(), self.analysis.store()],
            Lookup::Person(_) => vec![self.personalization.store()],
            Lookup::Mood | Lookup::Top(_) => vec![self.analysis.store()],
        }
    }

    async fn look_up(&self, request: &Request, lookup: &Lookup, manner: &Manner) -> Result<Facts, AskError> {
        let (chat, seed) = (request.chat, manner.seed);
        Ok(match lookup {
            Lookup::Nothing => Facts::Nothing,
            Lookup::Chat => Facts::Chat(self.memory.chat_stats(chat).await?),
            Lookup::Asker => Facts::Asker(self.memory.person_stats(chat, request.asker).await?),
            Lookup::Search { words, limit } => Facts::Hits(self.memory.search(chat, words, *limit, 0).await?),
            Lookup::Related(words) => self.related(request, words, manner).await?,
            Lookup::Person(correction) => self.person(request.asker, correction).await?,
            Lookup::Mood => self.mood(chat).await?,
            Lookup::Top(period) => self.top(chat, *period).await?,
            Lookup::Recap(span) => {
                Facts::Recap(self.recap(chat, *span, request.reply_to, &manner.address).await?.map(Box::new))
            }
            Lookup::Somebody { who, about } => self.somebody(request, who, about.as_deref(), manner).await?,
            Lookup::Clock => Facts::Clock(now()),
            Lookup::Voice if scatter(seed, IN_OWN_VOICE) != 0 => Facts::Nothing,
            Lookup::Voice => {
                self.voice(chat).await?.and_then(|voice| voice.speak(seed)).map_or(Facts::Nothing, Facts::Voice)
            }
        })
    }

    async fn person(&self, person: PersonId, correction: &Correction) -> Result<Facts, AskError> {
        match correction {
            Correction::Change(choice) => self.personalization.choose(person, choice.clone(), now()).await?,
            Correction::Reset(key) => self.personalization.reset(person, *key, now()).await?,
            Correction::Unasked(allowed) => {
                self.personalization.choose_notification(person, Notice::SpontaneousMessages, *allowed, now()).await?;
            }
            Correction::None | Correction::Which(_) | Correction::Bad(_) => {}
        }
        let profile = self.personalization.profile(person).await?;
        let statistics = self.personalization.statistics(person).await?;
        Ok(Facts::Person(Box::new(profile), statistics.map(Box::new)))
    }

    /// What was talked about in a chat, `asked` aside, for whoever writes a summary; `None` if nothing was said. What calls
    /// us by `address` is not quoted.
    ///
    /// # Errors
    /// Those of the memory; of an analysis that does not answer, only what it would have told is missing.
    pub async fn recap(
        &self,
        chat: ChatId,
        span: Span,
        asked: Option<MessageId>,
        address: &Address,
    ) -> Result<Option<Recap>, AskError> {
        let (now, zone) = (now(), self.zones.of(chat));
        let midnight = zone.midnight(zone.day(now));
        let (mut covered, mut from) = match span {
            Span::Usual | Span::Today => (Covered::Today, midnight),
            Span::Yesterday => (Covered::Yesterday, zone.midnight(zone.day(now) - 1)),
            Span::Week => (Covered::Week, last_days(zone, now, WEEK_DAYS).start),
            Span::Last(seconds) if seconds == DAY => (Covered::Day, now - DAY),
            Span::Last(seconds) => (Covered::Since(now - seconds), now - seconds),
        };
        let to = if span == Span::Yesterday { midnight } else { i64::MAX };
        let mut said = self.memory.said(chat, from, to).await?;
        if span == Span::Usual && said.len() < LITTLE {
            (covered, from) = (Covered::Day, now - DAY);
            said = self.memory.said(chat, from, to).await?;
        }
        let end = now.min(to.saturating_sub(1));
        let analysis = timeout(COLOUR, self.summary(chat, from..end + 1)).await.ok().and_then(Result::ok).flatten();
        Ok(Recap::of(covered, said, analysis.as_ref(), asked, address).map(|recap| Recap { to, ..recap }))
    }

    async fn related(&self, request: &Request, words: &[String], manner: &Manner) -> Result<Facts, AskError> {
        let all = words.join(" ");
        for tried in std::iter::once(&all).chain(words.iter().filter(|_| words.len() > 1)) {
            let stems: Vec<String> = tried.split(' ').map(stem).collect();
            let mut hits = self.memory.search(request.chat, &stems.join(" "), HITS, 0).await?;
            hits.retain(|hit| Some(hit.message_id) != request.reply_to);
            hits.retain(|hit| !manner.is_for_us(request, &hit.text, hit.to_us));
            if !hits.is_empty() {
                return Ok(Facts::Related(tried.clone(), hits));
            }
        }
        Ok(Facts::Nothing)
    }

    async fn somebody(
        &self,
        request: &Request,
        who: &Whom,
        about: Option<&str>,
        manner: &Manner,
    ) -> Result<Facts, AskError> {
        let chat = request.chat;
        let hits = match about {
            Some(words) => self.memory.search(chat, words, MOST_HITS, 0).await?,
            None => Vec::new(),
        };
        let people = self.memory.acquaintances(chat).await?;
        let person = match who {
            Whom::Asker => people.into_iter().find(|person| person.id == request.asker),
            Whom::Named(name) => called(people, name),
        };
        let Some(person) = person else {
            return Ok(if about.is_some() { Facts::Hits(hits) } else { Facts::Somebody(None) });
        };
        let mut last = self.memory.last_said(chat, person.id).await?;
        last.retain(|it| Some(it.message_id) != request.reply_to);
        last.retain(|it| !manner.is_for_us(request, &it.text, it.to_us));
        last.truncate(WORDS);
        let hits = hits.into_iter().filter(|hit| hit.sender_id == person.id).collect();
        Ok(Facts::Somebody(Some(Box::new(Portrait { person, last, hits }))))
    }

    /// How the chat talks; `None` if too little was said for that. The texts of people who opted out must never come
    /// out of [`Context::sayings`], which is all that it is made of.
    async fn voice(&self, chat: ChatId) -> Result<Option<Arc<Voice>>, AskError> {
        if let Some(voice) = self.voices.of(chat) {
            return Ok(voice);
        }
        let lesson = self.voices.begin();
        let sayings = self.memory.sayings(chat).await?;
        let voice = Voice::learn(sayings.iter().map(String::as_str)).map(Arc::new);
        self.voices.keep(chat, lesson, voice.clone());
        Ok(voice)
    }

    async fn mood(&self, chat: ChatId) -> Result<Facts, AskError> {
        let (now, zone) = (now(), self.zones.of(chat));
        let today = self.summary(chat, last_days(zone, now, 1)).await?;
        let week = self.summary(chat, last_days(zone, now, WEEK_DAYS)).await?;
        // Commands and pictures alone make no mood.
        let [today, week] = [today, week].map(|told| told.filter(|it| !it.emotions.is_empty()).map(Box::new));
        Ok(Facts::Mood { today, week })
    }

    /// A chat over a period, Unix seconds.
    ///
    /// # Errors
    /// Those of the stores.
    pub(super) async fn summary(&self, chat: ChatId, period: Range<i64>) -> Result<Option<ChatSummary>, AskError> {
        let Some(mut summary) = self.analysis.summary(chat, period).await? else { return Ok(None) };
        if !self.memory.discretion().await?.is_empty() {
            // What only those said who want nothing kept is not repeated.
            let mut said = Vec::new();
            for keyword in summary.keywords {
                if !self.memory.search(chat, &keyword.0, 1, 0).await?.is_empty() {
                    said.push(keyword);
                }
            }
            for theme in &mut summary.themes {
                theme.words.retain(|word| said.iter().any(|(known, _)| known == word));
            }
            summary.themes.retain(|theme| !theme.words.is_empty());
            summary.keywords = said;
        }
        Ok(Some(summary))
    }

    /// The language that people of a chat wrote in lately, if that can be told in time.
    pub(super) async fn language(&self, chat: ChatId) -> Option<Language> {
        let recent = timeout(COLOUR, self.memory.recent(chat, LATELY, None)).await.ok()?.ok()?;
        prevailing(recent.iter().filter(|it| !it.own).filter_map(|it| it.text.as_deref()))
    }

    /// Whether a chat was told within the last day how a language model is added.
    pub(super) async fn was_hinted(&self, chat: ChatId) -> bool {
        let of_language = |language| {
            let ids = (1..=variants(language, HINT)).map(|it| format!("{HINT}-{it}"));
            ids.map(move |id| plain(&say(language, &id, &Args::default())))
        };
        let hints: Vec<String> = Language::ALL.into_iter().flat_map(of_language).collect();
        let recent = timeout(LOOKUP, self.memory.recent(chat, OF_A_DAY, None)).await;
        let ours = recent.ok().and_then(Result::ok).unwrap_or_default();
        let of_today = ours.iter().filter(|it| it.own && it.date > now() - DAY);
        of_today.filter_map(|it| it.text.as_deref()).any(|text| hints.iter().any(|hint| text.contains(hint.as_str())))
    }

    /// How a person likes to be answered, if that can be told in time.
    pub(super) async fn profile(&self, person: PersonId) -> Option<Profile> {
        timeout(COLOUR, self.personalization.profile(person)).await.ok()?.ok()
    }

    /// The chat's average sentiment of late, if that can be told in time.
    pub(super) async fn climate(&self, chat: ChatId) -> Option<f64> {
        let summary = timeout(COLOUR, self.summary(chat, last_hours(now(), CLIMATE_HOURS))).await.ok()?.ok()??;
        Some(summary.sentiment)
    }
}
