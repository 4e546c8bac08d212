use std::{
    fs::{File, OpenOptions},
    io::{self, BufWriter, Write},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use clap::Args;
use context::export::{ChatHead, chat_head, export_page};
use events::ChatId;
use sqlx::SqliteConnection;
use storage::sqlite::look;

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
    let (file, draft) = NewEntry::beside(path).with_context(failed)?;
    let mut file = BufWriter::new(file);
    let count = write(settings, ChatId(args.chat), &mut file)?;
    let file = file.into_inner().map_err(io::IntoInnerError::into_error).with_context(failed)?;
    draft.publish(&file, path).with_context(failed)?;
    eprintln!("{count} messages in {}", path.display());
    Ok(())
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

/// A file that is not yet in its place; gone if it never gets there.
struct NewEntry(PathBuf);

impl NewEntry {
    /// Readable to its owner alone: it holds what people wrote.
    fn beside(path: &Path) -> io::Result<(File, Self)> {
        let name = path.file_name().ok_or_else(|| io::Error::other("the path has no file name"))?;
        let mut draft = name.to_owned();
        draft.push(format!(".{}.part", std::process::id()));
        let draft = path.with_file_name(draft);
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?;
        Ok((file, Self(draft)))
    }

    fn publish(self, file: &File, path: &Path) -> io::Result<()> {
        file.sync_all()?;
        std::fs::rename(&self.0, path)?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
    }
}

impl Drop for NewEntry {
    fn drop(&mut self) {
        // After `publish` there is nothing under this name.
        let _ = std::fs::remove_file(&self.0);
    }
}
