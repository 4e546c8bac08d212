use std::{ops::Range, path::Path};

use analysis::{ChatSummary, last_days, summary};
use anyhow::Context as _;
use clap::Args;
use context::{
    ActiveChat, ChatStats, GlobalStats,
    stats::{active_chats, chat_stats, global_stats},
};
use events::{ChatId, PersonId};
use language::text::{moment::moment, visible::visible};
use personalization::Statistics;
use runtime::clock::now;
use serde::Serialize;
use sqlx::SqliteConnection;
use storage::sqlite::{StorageError, look};

use super::{
    output::{json, say},
    unknown_chat, wait,
};
use crate::{app::zones, config::Settings};

/// Chats listed at most, those where somebody wrote last.
const CHATS: u32 = 1000;
/// Days of a week, today included.
const WEEK: i64 = 7;

/// `balachka stats`
#[derive(Debug, Args)]
pub struct StatsArgs {
    /// Statistics of this chat, by its id in the Bot API
    #[arg(long, value_name = "ID", allow_negative_numbers = true)]
    pub chat: Option<i64>,
    /// Data about this person, by their Telegram id
    #[arg(long, value_name = "ID", allow_negative_numbers = true, conflicts_with = "chat")]
    pub person: Option<i64>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Overview {
    #[serde(flatten)]
    totals: GlobalStats,
    chats: Vec<ActiveChat>,
}

/// A chat's counters, and how it has been.
#[derive(Serialize)]
struct ChatDetails {
    #[serde(flatten)]
    stats: ChatStats,
    /// Of today, by the chat's calendar.
    day: Option<ChatSummary>,
    /// Of the last seven days, today included.
    week: Option<ChatSummary>,
}

/// Counts what the stores hold, beside a running service or without one.
pub(super) fn run(settings: &Settings, args: &StatsArgs) -> anyhow::Result<()> {
    let text = match (args.chat, args.person) {
        (Some(chat), _) => wait(of_chat(settings, ChatId(chat), args.json))?,
        (None, Some(person)) => wait(of_person(&settings.data_dir, PersonId(person), args.json))?,
        (None, None) => wait(look(&settings.data_dir, &context::schema(), async |conn| of_all(conn, args.json).await))?,
    };
    Ok(say(&text)?)
}

async fn of_all(conn: &mut SqliteConnection, as_json: bool) -> anyhow::Result<String> {
    let totals = global_stats(conn).await?;
    let overview = Overview { totals, chats: active_chats(conn, i64::MIN, CHATS).await? };
    match as_json {
        true => Ok(json(&overview)? + "\n"),
        false => Ok(overview.in_words()),
    }
}

async fn of_chat(settings: &Settings, chat: ChatId, as_json: bool) -> anyhow::Result<String> {
    let (dir, context) = (settings.data_dir.as_path(), context::schema());
    let stats =
        look(dir, &context, async |conn| chat_stats(conn, chat).await?.ok_or_else(|| unknown_chat(chat))).await?;
    let (now, zones) = (now(), zones(settings));
    let zone = zones.of(chat);
    let day = lately(dir, chat, last_days(zone, now, 1)).await?;
    let week = lately(dir, chat, last_days(zone, now, WEEK)).await?;
    let details = ChatDetails { stats, day, week };
    match as_json {
        true => Ok(json(&details)? + "\n"),
        false => Ok(chat_in_words(&details.stats)),
    }
}

/// How a chat has been in a period; nothing if the analysis was never begun.
async fn lately(dir: &Path, chat: ChatId, period: Range<i64>) -> Result<Option<ChatSummary>, StorageError> {
    let schema = analysis::schema();
    match look(dir, &schema, async |conn| summary::summary(conn, chat, period.clone()).await).await {
        Err(StorageError::Missing(_)) => Ok(None),
        summary => summary,
    }
}

async fn of_person(dir: &Path, person: PersonId, as_json: bool) -> anyhow::Result<String> {
    let schema = personalization::schema();
    let statistics = look(dir, &schema, async |conn| personalization::statistics(conn, person).await).await?;
    let nothing = || {
        format!("nothing is stored about person {}: `balachka stats --chat ID` lists people who have written", person.0)
    };
    let statistics = statistics.with_context(nothing)?;
    match as_json {
        true => Ok(json(&statistics)? + "\n"),
        false => Ok(person_in_words(&statistics)),
    }
}

fn person_in_words(person: &Statistics) -> String {
    let hours = person.most_active_hours.iter().map(|hour| format!("{hour:02}")).collect::<Vec<_>>();
    format!(
        "person        {}\nmessages      {}\nunderstood    {}\nstyle         {}\nlength        {}\nhours         {}\n",
        person.user_id.0,
        person.total_messages,
        person.analysed_messages,
        person.communication_style.as_str(),
        person.response_length.as_str(),
        hours.join(" "),
    )
}

impl Overview {
    fn in_words(&self) -> String {
        let GlobalStats { total_messages, active_chats, total_users } = self.totals;
        let mut text = format!("messages  {total_messages}\nchats     {active_chats}\npeople    {total_users}\n");
        if !self.chats.is_empty() {
            text.push_str(&format!("\n{:>16}  {:>10}  {:<16}  title\n", "chat", "messages", "last (UTC)"));
        }
        for chat in &self.chats {
            let last = moment(chat.last_message_at, 0);
            let title = visible(&chat.title);
            text.push_str(&format!("{:>16}  {:>10}  {last:<16}  {title}\n", chat.chat_id.0, chat.total_messages));
        }
        text
    }
}

fn chat_in_words(stats: &ChatStats) -> String {
    let when = |at: Option<i64>| at.map_or_else(|| "-".to_owned(), |at| moment(at, 0) + " UTC");
    let mut text = format!(
        "chat          {}  {}\nmessages      {}\npeople        {}\n\
         bot's own     {}\nedits         {}\nfirst         {}\nlast          {}\n",
        stats.chat_id.0,
        visible(&stats.title),
        stats.total_messages,
        stats.unique_users,
        stats.own_messages,
        stats.edits,
        when(stats.first_message_at),
        when(stats.last_message_at),
    );
    if !stats.top.is_empty() {
        text.push_str(&format!("\n{:>16}  {:>10}  name\n", "person", "messages"));
    }
    for person in &stats.top {
        text.push_str(&format!("{:>16}  {:>10}  {}\n", person.person_id.0, person.messages, visible(&person.name)));
    }
    text
}
