//! Chats and messages as the memory holds them, written as Telegram Desktop does.

use serde_json::{Value, json};

use super::{Chat, Event, Item, Message, Part, Run, Text, bare_id, format::Media, ids::peer, parts, reacted::reacted};
use context::export::{ChatHead, Exported};
use events::{ChatKind, Forward, Media as Stored, MessageId, Person, PersonId, Service, Sketch};
use language::text::moment::iso;

const FROM_GROUP: &str = "migrate_from_group";
const NOT_INCLUDED: &str = "(File not included. Change data exporting settings to download.)";

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
    Chat { name: head.title.clone(), kind, id: bare_id(head.id.0), username: head.username.clone() }
}

/// A message of that chat.
pub fn item(head: &ChatHead, mut exported: Exported) -> Item {
    match exported.service.take() {
        Some(service) => Item::Service(Box::new(event(head, &exported, service))),
        None => Item::Message(Box::new(message(head, exported))),
    }
}

/// A message's number; messages of the group that a supergroup was before have numbers of their own.
fn number(head: &ChatHead, exported: &Exported, id: MessageId) -> i64 {
    if exported.chat_id == head.id { id.0 } else { id.0.saturating_sub(MessageId::BEFORE_MIGRATION) }
}

fn message(head: &ChatHead, exported: Exported) -> Message {
    let text_entities = parts(exported.text.as_deref().unwrap_or_default(), exported.entities.as_deref());
    let reactions = reacted(&exported);
    let id = number(head, &exported, exported.message_id);
    let reply_to_message_id = exported.reply_to.map(|id| number(head, &exported, id));
    let forward = exported.forward;
    Message {
        id,
        date: iso(exported.date),
        date_unixtime: exported.date.to_string(),
        edited: exported.edited_at.map(iso),
        edited_unixtime: exported.edited_at.map(|at| at.to_string()),
        from: name(exported.sender_name),
        from_id: peer(exported.sender_id.0),
        message_thread_id: exported.thread,
        reply_to_message_id,
        forwarded_from: forward.as_ref().map(|forward| name(forward.name.clone())),
        forwarded_from_id: forward.as_ref().and_then(from),
        forwarded_date_unixtime: forward.map(|forward| forward.date.to_string()),
        via_bot: exported.via_bot.then_some(""),
        media: exported.media.map(media).unwrap_or_default(),
        text: text(&text_entities),
        text_entities,
        reactions,
    }
}

/// Deleted accounts have no name.
fn name(name: String) -> Option<String> {
    Some(name).filter(|name| !name.is_empty())
}

fn from(forward: &Forward) -> Option<String> {
    forward.from.map(|from| peer(from.0))
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
fn poll(sketch: &Sketch) -> Value {
    let answer = |text: &String| json!({ "text": text, "voters": 0, "chosen": false });
    let answers: Vec<_> = sketch.options.iter().map(answer).collect();
    json!({ "question": sketch.title.as_deref().unwrap_or_default(), "closed": false, "answers": answers })
}

fn todo_list(sketch: &Sketch) -> Value {
    let items: Vec<_> = sketch.options.iter().map(|text| json!({ "text": text })).collect();
    json!({ "title": sketch.title.as_deref().unwrap_or_default(), "items": items })
}

/// The memory keeps no files, places or telephone numbers: they stay empty.
fn media(stored: Stored) -> Media {
    let (sticker_emoji, description) = (stored.sketch.emoji.clone(), stored.sketch.description.clone());
    let none = Media { sticker_emoji, description, ..Media::default() };
    let title = stored.sketch.title.clone();
    let somewhere = || Some(json!({ "latitude": null, "longitude": null }));
    let file = |kind: &str| Media {
        file: Some(NOT_INCLUDED),
        file_name: title.clone(),
        media_type: Some(kind.to_owned()),
        ..none.clone()
    };
    match stored.kind.as_str() {
        "photo" => Media { photo: Some(NOT_INCLUDED), ..none },
        "document" => Media { media_type: None, ..file("") },
        "video" => file("video_file"),
        "voice" => file("voice_message"),
        "audio" => Media { file_name: None, title: title.clone(), ..file("audio_file") },
        "video_note" => file("video_message"),
        "sticker" | "animation" => file(&stored.kind),
        "poll" => Media { poll: Some(poll(&stored.sketch)), ..none },
        "checklist" => Media { todo_list: Some(todo_list(&stored.sketch)), ..none },
        "location" => Media { location_information: somewhere(), ..none },
        // Without a name it would be a location.
        "venue" => Media { location_information: somewhere(), place_name: Some(title.unwrap_or_default()), ..none },
        "contact" => {
            let contact = json!({ "first_name": title.unwrap_or_default(), "last_name": "", "phone_number": "" });
            Media { contact_information: Some(contact), ..none }
        }
        "game" => Media { game_title: Some(title.unwrap_or_default()), ..none },
        "invoice" => Media { invoice_information: Some(json!({ "title": title.unwrap_or_default() })), ..none },
        "giveaway" => Media { giveaway_information: Some(json!({})), ..none },
        _ => Media { media_type: Some(stored.kind), title, ..none },
    }
}

fn event(head: &ChatHead, exported: &Exported, service: Service) -> Event {
    let event = Event {
        id: number(head, exported, exported.message_id),
        date: iso(exported.date),
        date_unixtime: exported.date.to_string(),
        actor: name(exported.sender_name.clone()),
        actor_id: peer(exported.sender_id.0),
        ..Event::default()
    };
    let action = |action: &str| action.to_owned();
    match service {
        Service::Joined(people) if is_alone(&people, exported.sender_id) => {
            Event { action: action("join_group_by_link"), ..event }
        }
        Service::Joined(people) => concerning(people, Event { action: action("invite_members"), ..event }),
        Service::Left(person) => concerning(vec![person], Event { action: action("remove_members"), ..event }),
        Service::Title(title) => Event { action: action("edit_group_title"), title: Some(title), ..event },
        Service::Pinned(id) => {
            Event { action: action("pin_message"), message_id: Some(number(head, exported, id)), ..event }
        }
        Service::MigratedTo(_) => Event { action: action("migrate_to_supergroup"), ..event },
        Service::MigratedFrom(_) => from_group(head, event),
        Service::Other(kind) if kind == FROM_GROUP => from_group(head, event),
        Service::Other(kind) => {
            let told = exported.media.as_ref().map(|media| media.sketch.clone()).unwrap_or_default();
            Event { action: action(desktop_action(&kind)), title: told.title, items: told.options, ..event }
        }
    }
}

fn from_group(head: &ChatHead, event: Event) -> Event {
    Event { action: FROM_GROUP.to_owned(), title: Some(head.title.clone()), ..event }
}

fn concerning(people: Vec<Person>, event: Event) -> Event {
    let id = |person: &Person| (person.id != PersonId::NOBODY).then(|| peer(person.id.0));
    let ids: Vec<_> = people.iter().map(id).collect();
    let member_ids = ids.iter().any(Option::is_some).then_some(ids);
    Event { member_ids, members: Some(names(people)), ..event }
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
        "forum_topic_edited" => "topic_edit",
        "pinned_message" => "pin_message",
        other => other,
    }
}
