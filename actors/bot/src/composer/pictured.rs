//! What the stores know that only pictures and `/top` tell.

use super::{
    Facts, Knowledge,
    knowledge::{FRESHNESS, WEEK_DAYS},
    top::{Period, Top},
};
use analysis::{ChatSummary, HourSummary, Step, TrendPoint, last_days};
use context::ChatStats;
use events::{ChatId, PersonId, Seq};
use runtime::clock::now;
use storage::AskError;

/// People that are named.
const ROWS: u32 = 10;
/// Topics that are named.
const TOPICS: usize = 3;

impl Knowledge {
    /// The hours of so many days, today among them, in which something was said; `seq` is the message that asks.
    pub(super) async fn hours(
        &self,
        chat: ChatId,
        days: i64,
        now: i64,
        seq: Seq,
    ) -> Result<Vec<HourSummary>, AskError> {
        self.analysis.store().reached(seq, FRESHNESS).await;
        let period = last_days(self.zones.of(chat), now, days);
        self.analysis.summaries(chat, period.start, period.end).await
    }

    /// So many days, today among them, quiet ones too.
    pub(super) async fn days(&self, chat: ChatId, days: i64, now: i64) -> Result<Vec<TrendPoint>, AskError> {
        let zone = self.zones.of(chat);
        let period = last_days(zone, now, days);
        self.analysis.trend(chat, period.start, period.end, Step::Day, zone).await
    }

    /// The chat's name; empty if it is not known.
    pub(super) async fn title(&self, chat: ChatId) -> Result<String, AskError> {
        Ok(self.memory.chat_stats(chat).await?.map(|stats| stats.title).unwrap_or_default())
    }

    /// Who talked most in that time; if nobody talked in it, in a longer one.
    pub(super) async fn top(&self, chat: ChatId, period: Period) -> Result<Facts, AskError> {
        let Some(stats) = self.memory.chat_stats(chat).await? else { return Ok(Facts::Top(None)) };
        let (now, zone) = (now(), self.zones.of(chat));
        let spans = [(Period::Today, 1), (Period::Week, WEEK_DAYS)];
        for (span, days) in spans.into_iter().skip_while(|(span, _)| *span != period) {
            if let Some(summary) = self.analysis.summary(chat, last_days(zone, now, days)).await? {
                let rows = self.rows(chat, &summary).await?;
                return Ok(Facts::Top(Some(Box::new(of_late(stats.title, span, rows, &summary)))));
            }
        }
        Ok(Facts::Top((!stats.top.is_empty()).then(|| Box::new(of_all_times(stats)))))
    }

    async fn rows(&self, chat: ChatId, summary: &ChatSummary) -> Result<Vec<(String, i64)>, AskError> {
        let writers = self.analysis.writers(chat, summary.from, summary.to, ROWS).await?;
        let people: Vec<PersonId> = writers.iter().map(|(person, _)| *person).collect();
        let mut names = self.memory.names(&people).await?;
        let row = |(person, messages)| (names.remove(&person).unwrap_or_default(), messages);
        Ok(writers.into_iter().map(row).collect())
    }
}

fn of_late(title: String, period: Period, rows: Vec<(String, i64)>, summary: &ChatSummary) -> Top {
    let topics = summary.topics.iter().take(TOPICS).map(|(topic, _)| *topic).collect();
    Top { title, period, messages: summary.messages, rows, topics }
}

fn of_all_times(stats: ChatStats) -> Top {
    let rows = stats.top.into_iter().map(|person| (person.name, person.messages)).collect();
    Top { title: stats.title, period: Period::Ever, messages: stats.total_messages, rows, topics: Vec::new() }
}
