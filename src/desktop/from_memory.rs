//! Chats and messages as the memory holds them, written as Telegram Desktop does.

use actors::{
    context::export::{ChatHead, Exported},
    model::{ChatKind, Forward, Media as Stored, Person, PersonId, Service, Sketch},
    text::moment::iso,
};
use serde_json::json;

use super::{Chat, Event, Item, Message, Part, Run, Text, format::Media, parts};

const NOT_INCLUDED: &str = "(File not included. Change data exporting settings to download.)";
/// Ids of supergroups and channels in the Bot API begin below this.
const CHANNELS: i64 = -1_000_000_000_000;

/// An id without the Bot API's minus and `-100`.
pub fn bare_id(id: i64) -> i64 {
    match id {
        ..CHANNELS => CHANNELS.saturating_sub(id),
        id => id.saturating_abs(),
    }
}

/// An id with its kind in words.
fn peer(id: PersonId) -> String {
    let kind = match id.0 {
        ..CHANNELS => "channel",
        CHANNELS..0 => "chat",
        0.. => "user",
    };
    format!("{kind}{}", bare_id(id.0))
}

/// What stands before the messages.
pub fn chat(head: &ChatHead) -> Chat {
    let kind = match (head.kind, &head.username) {
        (ChatKind::Private, _) => "personal_chat",
        (ChatKind::Group, _) => "private_group",
        (ChatKind::Supergroup, None) => "private_supergroup",
        (ChatKind::Supergroup, Some(_)) => "public_supergroup",
        (ChatKind::Channel, None) => "private_channel",
        (ChatKind::Channel, Some(_)) => "public_channel",
    };
    Chat { name: head.title.clone(), kind, id: bare_id(head.id.0) }
}

/// A message of that chat.
pub fn item(head: &ChatHead, mut exported: Exported) -> Item {
    match exported.service.take() {
        Some(service) => Item::Service(Box::new(event(head, &exported, service))),
        None => Item::Message(Box::new(message(exported))),
    }
}

fn message(exported: Exported) -> Message {
    let text_entities = parts(exported.text.as_deref().unwrap_or_default(), exported.entities.as_deref());
    let (forwarded_from, forwarded_from_id) = exported.forward.map(forward).unzip();
    Message {
        id: exported.message_id.0,
        date: iso(exported.date),
        date_unixtime: exported.date.to_string(),
        edited: exported.edited_at.map(iso),
        edited_unixtime: exported.edited_at.map(|at| at.to_string()),
        from: name(exported.sender_name),
        from_id: peer(exported.sender_id),
        message_thread_id: exported.thread,
        reply_to_message_id: exported.reply_to.map(|id| id.0),
        forwarded_from,
        forwarded_from_id: forwarded_from_id.flatten(),
        media: exported.media.map(media).unwrap_or_default(),
        text: text(&text_entities),
        text_entities,
    }
}

/// Deleted accounts have no name.
fn name(name: String) -> Option<String> {
    Some(name).filter(|name| !name.is_empty())
}

fn forward(forward: Forward) -> (String, Option<String>) {
    (forward.name, forward.from.map(peer))
}

fn text(parts: &[Part]) -> Text {
    match parts {
        [] => Text::default(),
        [part] if part.kind == "plain" => Text::Plain(part.text.clone()),
        parts => Text::Runs(parts.iter().map(run).collect()),
    }
}

fn run(part: &Part) -> Run {
    match part.kind.as_str() {
        "plain" => Run::Plain(part.text.clone()),
        _ => Run::Marked(part.clone()),
    }
}

/// How many chose what is nothing that the memory knows.
fn poll(sketch: &Sketch) -> serde_json::Value {
    let answer = |text: &String| json!({ "text": text, "voters": 0, "chosen": false });
    let answers: Vec<_> = sketch.options.iter().map(answer).collect();
    json!({ "question": sketch.title.as_deref().unwrap_or_default(), "closed": false, "answers": answers })
}

/// The memory keeps no files, places or telephone numbers: they stay empty.
fn media(stored: Stored) -> Media {
    let none = Media::default();
    let file = |kind: &str| Media { file: Some(NOT_INCLUDED), media_type: Some(kind.to_owned()), ..Media::default() };
    match stored.kind.as_str() {
        "photo" => Media { photo: Some(NOT_INCLUDED), ..none },
        "document" => Media { file: Some(NOT_INCLUDED), ..none },
        "video" => file("video_file"),
        "voice" => file("voice_message"),
        "audio" => file("audio_file"),
        "video_note" => file("video_message"),
        "sticker" | "animation" => file(&stored.kind),
        "poll" => Media { poll: Some(poll(&stored.sketch)), ..none },
        "location" | "venue" => {
            Media { location_information: Some(json!({ "latitude": null, "longitude": null })), ..none }
        }
        "contact" => {
            let contact = json!({ "first_name": "", "last_name": "", "phone_number": "" });
            Media { contact_information: Some(contact), ..none }
        }
        _ => Media { media_type: Some(stored.kind), ..none },
    }
}

fn event(head: &ChatHead, exported: &Exported, service: Service) -> Event {
    let event = Event {
        id: exported.message_id.0,
        date: iso(exported.date),
        date_unixtime: exported.date.to_string(),
        actor: name(exported.sender_name.clone()),
        actor_id: peer(exported.sender_id),
        ..Event::default()
    };
    let action = |action: &str| action.to_owned();
    match service {
        Service::Joined(people) if is_alone(&people, exported.sender_id) => {
            Event { action: action("join_group_by_link"), ..event }
        }
        Service::Joined(people) => Event { action: action("invite_members"), members: Some(names(people)), ..event },
        Service::Left(person) => {
            Event { action: action("remove_members"), members: Some(names(vec![person])), ..event }
        }
        Service::Title(title) => Event { action: action("edit_group_title"), title: Some(title), ..event },
        Service::Pinned(id) => Event { action: action("pin_message"), message_id: Some(id.0), ..event },
        Service::MigratedTo(_) => Event { action: action("migrate_to_supergroup"), ..event },
        Service::MigratedFrom(_) => {
            Event { action: action("migrate_from_group"), title: Some(head.title.clone()), ..event }
        }
        Service::Other(kind) => Event { action: action(desktop_action(&kind)), ..event },
    }
}

fn is_alone(people: &[Person], who: PersonId) -> bool {
    matches!(people, [person] if person.id == who)
}

fn names(people: Vec<Person>) -> Vec<Option<String>> {
    let full = |person: Person| match person.last_name {
        Some(last) => name(format!("{} {last}", person.first_name).trim().to_owned()),
        None => name(person.first_name),
    };
    people.into_iter().map(full).collect()
}

/// Kinds that Telegram Desktop has no name for keep the Bot API's.
fn desktop_action(kind: &str) -> &str {
    match kind {
        "group_chat_created" => "create_group",
        "channel_chat_created" => "create_channel",
        "new_chat_photo" => "edit_group_photo",
        "delete_chat_photo" => "delete_group_photo",
        "forum_topic_created" => "topic_created",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_lose_what_the_bot_api_puts_before_them() {
        for (id, bare, whole) in [
            (7, 7, "user7"),
            (-7, 7, "chat7"),
            (-999_999_999_999, 999_999_999_999, "chat999999999999"),
            (-1_000_000_000_001, 1, "channel1"),
            (-1_001_234_567_890, 1_234_567_890, "channel1234567890"),
        ] {
            assert_eq!(bare_id(id), bare);
            assert_eq!(peer(PersonId(id)), whole);
        }
        assert_eq!(bare_id(i64::MIN), i64::MAX - 999_999_999_999);
    }
}
