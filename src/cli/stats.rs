use actors::{
    context::{
        self, ActiveChat, ChatStats, GlobalStats,
        stats::{active_chats, chat_stats, global_stats},
    },
    model::ChatId,
    sqlite::look,
    text::{moment::moment, visible::visible},
};
use clap::Args;
use serde::Serialize;
use sqlx::SqliteConnection;

use super::{
    output::{json, say},
    unknown_chat, wait,
};
use crate::config::Settings;

/// Chats listed at most, those where somebody wrote last.
const CHATS: u32 = 1000;

/// `balachka stats`
#[derive(Debug, Args)]
pub struct StatsArgs {
    /// Of this chat only, as the Bot API numbers it
    #[arg(long, value_name = "ID", allow_negative_numbers = true)]
    pub chat: Option<i64>,
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

/// Counts what the chat memory holds, beside a running service or without one.
pub(super) fn run(settings: &Settings, args: &StatsArgs) -> anyhow::Result<()> {
    let text = wait(look(&settings.data_dir, &context::schema(), async |conn| match args.chat {
        Some(chat) => of_chat(conn, ChatId(chat), args.json).await,
        None => of_all(conn, args.json).await,
    }))?;
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

async fn of_chat(conn: &mut SqliteConnection, chat: ChatId, as_json: bool) -> anyhow::Result<String> {
    let stats = chat_stats(conn, chat).await?.ok_or_else(|| unknown_chat(chat))?;
    match as_json {
        true => Ok(json(&stats)? + "\n"),
        false => Ok(chat_in_words(&stats)),
    }
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
