//! Journal entries and messages into the memory.

use std::sync::Arc;

use sqlx::SqliteConnection;

use super::{
    by_person::follow,
    edits::{Edit, edit},
    migration::link,
    old::look_again,
    run::{Batch, Change, Seen},
};
use events::{ChatId, Event, Message, PersonId, Seq, Service};
use language::text::calling::is_message_to_bot;
use storage::{
    journal::Entry,
    sqlite::{StorageError, direct::Direct},
};

/// Applies the readable events of journal entries in order; `own` is this bot's user id.
///
/// The result does not depend on how the entries are split into batches. Expects a write transaction.
///
/// # Errors
/// [`StorageError`]; what was written so far must then be rolled back.
pub async fn apply(conn: &mut SqliteConnection, entries: &[Arc<Entry>], own: PersonId) -> Result<(), StorageError> {
    write(&Direct::of(conn).await?, entries, own)?;
    look_again(conn, entries.iter().filter_map(|entry| imported(entry))).await
}

fn write(direct: &Direct<'_>, entries: &[Arc<Entry>], own: PersonId) -> Result<(), StorageError> {
    let mut run = Batch::default();
    for entry in entries {
        take(direct, &mut run, entry, own)?;
    }
    run.write(direct)?;
    follow(direct)
}

fn imported(entry: &Entry) -> Option<ChatId> {
    match entry.event() {
        Ok(Event::Imported(imported)) => Some(imported.message.chat.id),
        _ => None,
    }
}

/// Saves messages that did not come through the journal; those already there stay as they are.
/// Replaces `save_message`, `add_message_to_context`, `save_message_obj`.
///
/// # Errors
/// As [`apply`].
pub async fn save(conn: &mut SqliteConnection, messages: &[Message], own: PersonId) -> Result<(), StorageError> {
    let direct = Direct::of(conn).await?;
    let mut run = Batch::default();
    for message in messages {
        take_message(&direct, &mut run, seen(message, None, is_message_to_bot(message), own))?;
    }
    run.write(&direct)?;
    follow(&direct)
}

fn take<'a>(direct: &Direct<'_>, run: &mut Batch<'a>, entry: &'a Entry, own: PersonId) -> Result<(), StorageError> {
    let Ok(event) = entry.event() else { return Ok(()) };
    let seen = |message| seen(message, Some(entry.seq), entry.is_to_bot(), own);
    match event {
        Event::Message(message) => return take_message(direct, run, seen(message)),
        Event::Sent(sent) if sent.message.edited.is_some() => {
            return take_edit(direct, run, Seen { own: true, ..seen(&sent.message) });
        }
        Event::Sent(sent) => return take_message(direct, run, Seen { own: true, ..seen(&sent.message) }),
        Event::Edited(message) => return take_edit(direct, run, seen(message)),
        Event::Reaction(reaction) => run.push(Change::Reaction(reaction)),
        Event::ReactionCount(count) => run.push(Change::ReactionCount(count)),
        Event::Membership(membership) => run.push(Change::Membership(membership)),
        Event::Imported(imported) => {
            run.push(Change::Imported(Seen { imported: true, ..seen(&imported.message) }, imported));
        }
        Event::Callback(_)
        | Event::Poll(_)
        | Event::Erase(_)
        | Event::OptOut(_)
        | Event::Command(_)
        | Event::Other(_) => {}
    }
    Ok(())
}

fn take_message<'a>(direct: &Direct<'_>, run: &mut Batch<'a>, seen: Seen<'a>) -> Result<(), StorageError> {
    // It may need the number of one of them.
    if !seen.message.chat.kind.numbers_are_shared() && run.has_imports() {
        run.write(direct)?;
    }
    run.push(Change::Message(seen));
    let here = seen.message.chat.id;
    let (old, new) = match seen.message.service {
        Some(Service::MigratedTo(new)) => (here, new),
        Some(Service::MigratedFrom(old)) => (old, here),
        _ => return Ok(()),
    };
    run.write(direct)?;
    link(direct, old, new)
}

fn take_edit<'a>(direct: &Direct<'_>, run: &mut Batch<'a>, seen: Seen<'a>) -> Result<(), StorageError> {
    run.write(direct)?;
    let at = seen.message.edited.unwrap_or(seen.message.date);
    match edit(direct, seen.message, seen.to_bot, at)? {
        Edit::Unknown => run.push(Change::Message(Seen { edited: Some(at), ..seen })),
        Edit::Taken => run.push(Change::Edit(seen.message, at)),
        Edit::Nothing => {}
    }
    Ok(())
}

fn seen(message: &Message, seq: Option<Seq>, to_bot: bool, own: PersonId) -> Seen<'_> {
    // Before the first connection the bot's id is not known.
    let own = own != PersonId::NOBODY && message.sender.id == own;
    Seen { message, own, edited: message.edited, imported: false, seq, to_bot }
}
