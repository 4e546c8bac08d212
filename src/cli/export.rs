use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use clap::Args;
use context::export::{ChatHead, chat_head, export_page};
use events::ChatId;
use sqlx::SqliteConnection;
use storage::sqlite::look;
use tempfile::NamedTempFile;

use super::{output::json, unknown_chat, wait};
use crate::config::Settings;

/// Messages read at a time: what bounds the memory.
const PAGE: u32 = 200;

/// `balachka export`
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Chat id, as in the Bot API
    #[arg(long, value_name = "ID", allow_negative_numbers = true)]
    pub chat: i64,
    /// Write to this file instead of stdout
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// Writes one chat as it is at this moment; a file appears whole or not at all.
pub(super) fn run(settings: &Settings, args: &ExportArgs) -> anyhow::Result<()> {
    let Some(path) = &args.out else { return to_stdout(settings, ChatId(args.chat)) };
    let failed = || format!("cannot write {}", path.display());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Readable to its owner alone: it holds what people wrote.
    let mut file = BufWriter::new(NamedTempFile::new_in(folder).with_context(failed)?);
    let count = write(settings, ChatId(args.chat), &mut file)?;
    let file = file.into_inner().map_err(io::IntoInnerError::into_error).with_context(failed)?;
    publish(file, path, folder).with_context(failed)?;
    eprintln!("{count} messages in {}", path.display());
    Ok(())
}

/// Puts the file into its place, on the disk when this returns.
fn publish(file: NamedTempFile, path: &Path, folder: &Path) -> io::Result<()> {
    file.as_file().sync_all()?;
    file.persist(path)?;
    File::open(folder)?.sync_all()
}

fn to_stdout(settings: &Settings, chat: ChatId) -> anyhow::Result<()> {
    let mut stdout = BufWriter::new(io::stdout().lock());
    let written = write(settings, chat, &mut stdout).and_then(|_| Ok(stdout.flush()?));
    match written {
        // A reader that has seen enough is no error.
        Err(error) if is_broken_pipe(&error) => Ok(()),
        other => other,
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

fn write(settings: &Settings, chat: ChatId, out: &mut impl Write) -> anyhow::Result<u64> {
    wait(look(&settings.data_dir, &context::schema(), async |conn| {
        let head = chat_head(conn, chat).await?.ok_or_else(|| unknown_chat(chat))?;
        write_chat(conn, &head, out).await
    }))
}

async fn write_chat(conn: &mut SqliteConnection, head: &ChatHead, out: &mut impl Write) -> anyhow::Result<u64> {
    let chat = json(&desktop::chat(head))?;
    write!(out, "{},\"messages\":[", chat.trim_end_matches('}'))?;
    let (mut place, mut count) = (None, 0);
    loop {
        let page = export_page(conn, head.id, place, PAGE).await?;
        let Some(last) = page.last() else { break };
        place = Some(last.place);
        for exported in page {
            let comma = if count == 0 { "" } else { "," };
            write!(out, "{comma}\n{}", json(&desktop::item(head, exported))?)?;
            count += 1;
        }
    }
    writeln!(out, "\n]}}")?;
    Ok(count)
}
