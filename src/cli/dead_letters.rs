use anyhow::anyhow;
use clap::{Args, Subcommand};
use language::text::{moment::moment, visible::visible};
use serde::Serialize;
use serde_json::json;
use storage::{
    journal::{self, Letter, drop_letter, letter, letters, retry_letter},
    sqlite::{self, StorageError, look},
};

use super::{
    output::{json, printable, say},
    wait,
};
use crate::config::Settings;

/// `balachka dead-letters`
#[derive(Debug, Args)]
pub struct DeadLettersArgs {
    #[command(subcommand)]
    pub command: Option<DeadLettersCommand>,
    /// Print JSON
    #[arg(long, global = true)]
    pub json: bool,
}

/// What to do with them; without one, `list`.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Subcommand)]
pub enum DeadLettersCommand {
    /// List them, one line each (default)
    #[default]
    List,
    /// Print one completely, with the error and the raw update
    Show {
        /// Its number in the list
        id: i64,
    },
    /// Pass one to the stores again
    Retry {
        /// Its number in the list
        id: i64,
    },
    /// Delete one for good
    Drop {
        /// Its number in the list
        id: i64,
    },
}

/// A dead letter without what was written in it.
#[derive(Serialize)]
struct Line {
    id: i64,
    seq: i64,
    stage: String,
    update_id: Option<i64>,
    reason: String,
    tries: i64,
    set_aside_ms: i64,
}

/// Reads the journal beside a running service; retry and drop write to it with a connection of their own.
pub(super) fn run(settings: &Settings, args: &DeadLettersArgs) -> anyhow::Result<()> {
    let text = wait(async {
        match args.command.unwrap_or_default() {
            DeadLettersCommand::List => list(settings, args.json).await,
            DeadLettersCommand::Show { id } => show(settings, id, args.json).await,
            DeadLettersCommand::Retry { id } => retry(settings, id, args.json).await,
            DeadLettersCommand::Drop { id } => forget(settings, id, args.json).await,
        }
    })?;
    Ok(say(&text)?)
}

async fn list(settings: &Settings, as_json: bool) -> anyhow::Result<String> {
    let all = look(&settings.data_dir, &journal::schema(), async |conn| letters(conn).await).await?;
    let lines: Vec<Line> = all.into_iter().map(Line::from).collect();
    if as_json {
        return Ok(json(&lines)? + "\n");
    }
    if lines.is_empty() {
        eprintln!("no dead letters");
    }
    Ok(lines.iter().map(Line::in_words).collect())
}

async fn show(settings: &Settings, id: i64, as_json: bool) -> anyhow::Result<String> {
    let letter = find(settings, id).await?;
    if as_json {
        return Ok(json(&letter)? + "\n");
    }
    let raw = printable(&letter.raw);
    let Line { id, seq, stage, update_id, reason, tries, set_aside_ms } = letter.into();
    let update = update_id.map_or_else(|| "-".to_owned(), |id| id.to_string());
    let (stage, reason, when) = (visible(&stage), visible(&reason), moment(set_aside_ms / 1000, 0));
    Ok(format!(
        "number     {id}\nseq        {seq}\nupdate     {update}\nstage      {stage}\ntries      {tries}\n\
         set aside  {when} UTC\nreason     {reason}\n\n{raw}\n"
    ))
}

async fn retry(settings: &Settings, id: i64, as_json: bool) -> anyhow::Result<String> {
    let mut conn = writer(settings, id).await?;
    let done = retry_letter(&mut conn, id).await;
    sqlite::close(conn).await;
    answer(done, id, "retried", as_json).inspect(|_| {
        eprintln!(
            "it is now at the end of the journal: a running service applies it within 2 seconds, otherwise the next \
             start does"
        );
    })
}

async fn forget(settings: &Settings, id: i64, as_json: bool) -> anyhow::Result<String> {
    let mut conn = writer(settings, id).await?;
    let done = drop_letter(&mut conn, id).await;
    sqlite::close(conn).await;
    answer(done, id, "dropped", as_json)
}

fn answer(done: Result<bool, StorageError>, id: i64, what: &str, as_json: bool) -> anyhow::Result<String> {
    match done? {
        false => Err(unknown(id)),
        true if as_json => Ok(json(&json!({ what: id }))? + "\n"),
        true => Ok(format!("dead letter {id} {what}\n")),
    }
}

/// A connection that may write, for a letter that exists; a journal that does not exist is not made.
async fn writer(settings: &Settings, id: i64) -> anyhow::Result<sqlx::SqliteConnection> {
    find(settings, id).await?;
    Ok(sqlite::open(&settings.data_dir, &journal::schema()).await?)
}

async fn find(settings: &Settings, id: i64) -> anyhow::Result<Letter> {
    let found = look(&settings.data_dir, &journal::schema(), async |conn| letter(conn, id).await).await?;
    found.ok_or_else(|| unknown(id))
}

fn unknown(id: i64) -> anyhow::Error {
    anyhow!("there is no dead letter {id}: `balachka dead-letters` lists them")
}

impl From<Letter> for Line {
    fn from(letter: Letter) -> Self {
        let Letter { id, seq, stage, update_id, reason, tries, set_aside_ms, raw: _ } = letter;
        Self { id, seq, stage, update_id, reason, tries, set_aside_ms }
    }
}

impl Line {
    fn in_words(&self) -> String {
        let when = moment(self.set_aside_ms / 1000, 0);
        let (stage, reason) = (visible(&self.stage), visible(&self.reason));
        format!("{:>5}  {when}  {stage}  seq {}  {} tries  {reason}\n", self.id, self.seq, self.tries)
    }
}
