//! What the stores know that an answer needs, each asked within a deadline: a store that is down costs an answer
//! nothing but what it would have told.

use std::{ops::Range, sync::Arc, time::Duration};

use analysis::{Analysis, ChatSummary, HourSummary, Step, TrendPoint, last_days, last_hours};
use context::Context;
use events::{ChatId, MessageId, PersonId};
use intent::SummaryPeriod;
use language::{
    text::catalogue::Language,
    voice::{ChatVoice, ChatVoices},
    zone::Zones,
};
use operations::people::People;
use personalization::{Personalization, Profile};
use runtime::clock::now;
use storage::AskError;
use tokio::time::timeout;

use crate::{
    Address,
    language::prevailing,
    recap::{Covered, Recap},
};

/// How long what only colours an answer may take.
const COLOUR: Duration = Duration::from_millis(250);
/// The climate of a chat is that of so many hours.
const CLIMATE_HOURS: u32 = 6;
pub(crate) const WEEK_DAYS: i64 = 7;
/// And of a month.
pub(crate) const MONTH_DAYS: i64 = 30;
const DAY: i64 = 24 * 3600;
/// Messages that tell the language of a chat.
const LATELY: u32 = 100;
/// With fewer messages today, a summary is of the last 24 hours.
const LITTLE: usize = 5;

/// The stores that are asked.
#[derive(Clone)]
pub struct Knowledge {
    pub context: Context,
    pub analysis: Analysis,
    pub personalization: Personalization,
    /// What is kept of people, on whichever machine.
    pub people: People,
    pub zones: Zones,
    /// How chats talk.
    pub voices: ChatVoices,
}

impl Knowledge {
    /// What was talked about in a chat, `asked` aside, for whoever writes a summary; `None` if nothing was said. What calls
    /// us by `address` is not quoted.
    ///
    /// # Errors
    /// Those of the memory; of an analysis that does not answer, only what it would have told is missing.
    pub(crate) async fn recap(
        &self,
        chat: ChatId,
        period: SummaryPeriod,
        asked: Option<MessageId>,
        address: &Address,
    ) -> Result<Option<Recap>, AskError> {
        let (now, zone) = (now(), self.zones.of(chat));
        let midnight = zone.midnight(zone.day(now));
        let (mut covered, mut from) = match period {
            SummaryPeriod::Usual | SummaryPeriod::Today => (Covered::Today, midnight),
            SummaryPeriod::Yesterday => (Covered::Yesterday, zone.midnight(zone.day(now) - 1)),
            SummaryPeriod::Week => (Covered::Week, last_days(zone, now, WEEK_DAYS).start),
            SummaryPeriod::Last(seconds) if seconds == DAY => (Covered::Day, now - DAY),
            SummaryPeriod::Last(seconds) => (Covered::Since(now - seconds), now - seconds),
        };
        let to = if period == SummaryPeriod::Yesterday { midnight } else { i64::MAX };
        let mut said = self.context.said(chat, from, to).await?;
        if period == SummaryPeriod::Usual && said.len() < LITTLE {
            (covered, from) = (Covered::Day, now - DAY);
            said = self.context.said(chat, from, to).await?;
        }
        let analysis = self.colour(chat, from..to).await;
        Ok(Recap::of(covered, said, analysis.as_ref(), asked, address, zone).map(|recap| Recap { to, ..recap }))
    }

    /// The same of a time (Unix seconds).
    ///
    /// # Errors
    /// Those of [`Knowledge::recap`].
    pub(crate) async fn recap_of(
        &self,
        chat: ChatId,
        Range { start: from, end: to }: Range<i64>,
        asked: Option<MessageId>,
        address: &Address,
    ) -> Result<Option<Recap>, AskError> {
        let said = self.context.said(chat, from, to).await?;
        let analysis = self.colour(chat, from..to).await;
        let (covered, zone) = (Covered::Between(from, to), self.zones.of(chat));
        Ok(Recap::of(covered, said, analysis.as_ref(), asked, address, zone).map(|recap| Recap { to, ..recap }))
    }

    /// What the analysis tells of a time, if it answers soon.
    async fn colour(&self, chat: ChatId, within: Range<i64>) -> Option<ChatSummary> {
        let end = within.end.min(now().saturating_add(1));
        timeout(COLOUR, self.summary(chat, within.start..end)).await.ok().and_then(Result::ok).flatten()
    }

    /// How the chat talks; `None` if too little was said for that. The texts of people who opted out must never come
    /// out of [`Context::sayings`], which is all that it is made of.
    pub(crate) async fn voice(&self, chat: ChatId) -> Result<Option<Arc<ChatVoice>>, AskError> {
        if let Some(voice) = self.voices.of(chat) {
            return Ok(voice);
        }
        let lesson = self.voices.begin();
        let recent_texts = self.context.recent_texts(chat).await?;
        let voice = ChatVoice::learn(recent_texts.iter().map(String::as_str)).map(Arc::new);
        self.voices.keep(chat, lesson, voice.clone());
        Ok(voice)
    }

    /// Who wrote in a time (Unix seconds), at most so many: names and numbers of messages, most first.
    pub(crate) async fn writers(
        &self,
        chat: ChatId,
        time: Range<i64>,
        limit: u32,
    ) -> Result<Vec<(String, i64)>, AskError> {
        let writers = self.analysis.writers(chat, time.start, time.end, limit).await?;
        let people: Vec<PersonId> = writers.iter().map(|(person, _)| *person).collect();
        let mut names = self.context.names(&people).await?;
        Ok(writers
            .into_iter()
            .map(|(person, messages)| (names.remove(&person).unwrap_or_default(), messages))
            .collect())
    }

    /// The hours of so many days, today among them, in which something was said.
    pub(crate) async fn hours(&self, chat: ChatId, days: i64, now: i64) -> Result<Vec<HourSummary>, AskError> {
        let period = last_days(self.zones.of(chat), now, days);
        self.analysis.summaries(chat, period.start, period.end).await
    }

    /// So many days, today among them, quiet ones too.
    pub(crate) async fn days(&self, chat: ChatId, days: i64, now: i64) -> Result<Vec<TrendPoint>, AskError> {
        let zone = self.zones.of(chat);
        let period = last_days(zone, now, days);
        self.analysis.trend(chat, period.start, period.end, Step::Day, zone).await
    }

    /// The chat's name; empty if it is not known.
    pub(crate) async fn title(&self, chat: ChatId) -> Result<String, AskError> {
        Ok(self.context.chat_stats(chat).await?.map(|stats| stats.title).unwrap_or_default())
    }

    /// A chat over a period, Unix seconds.
    ///
    /// # Errors
    /// Those of the stores.
    pub(crate) async fn summary(&self, chat: ChatId, period: Range<i64>) -> Result<Option<ChatSummary>, AskError> {
        let Some(mut summary) = self.analysis.summary(chat, period).await? else { return Ok(None) };
        if !self.context.discretion().await?.is_empty() {
            // What only those said who want nothing kept is not repeated.
            let mut said = Vec::new();
            for keyword in summary.keywords {
                if !self.context.search(chat, &keyword.0, 1, 0).await?.is_empty() {
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
    pub(crate) async fn language(&self, chat: ChatId) -> Option<Language> {
        let recent = timeout(COLOUR, self.context.recent(chat, LATELY, None)).await.ok()?.ok()?;
        prevailing(recent.iter().filter(|it| !it.own).filter_map(|it| it.text.as_deref()))
    }

    /// How a person likes to be answered, if that can be told in time.
    pub(crate) async fn profile(&self, person: PersonId) -> Option<Profile> {
        timeout(COLOUR, self.people.profile(person)).await.ok()?.ok()
    }

    /// The chat's average sentiment of late, if that can be told in time.
    pub(crate) async fn climate(&self, chat: ChatId) -> Option<f64> {
        let summary = timeout(COLOUR, self.summary(chat, last_hours(now(), CLIMATE_HOURS))).await.ok()?.ok()??;
        Some(summary.sentiment)
    }
}
