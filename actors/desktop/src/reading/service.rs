//! What Telegram itself says of a chat.

use super::{
    Place,
    loose::Literal,
    media::is_name,
    message::{Exported, Peer},
    people::person,
};
use events::{MessageId, Person, Service};

/// What happened, by the name of the action. Whoever is named without an id is nobody: names are no ids.
pub fn service(message: &mut Exported, actor: &Person, place: &Place) -> Option<Service> {
    let action = message.action.0.take().filter(|action| is_name(action))?;
    let service = match action.as_str() {
        "join_group_by_link" | "join_group_by_request" => Service::Joined(vec![actor.clone()]),
        "invite_members" => Service::Joined(members(message, place)),
        "remove_members" => Service::Left(members(message, place).into_iter().next().unwrap_or_else(Person::nobody)),
        "edit_group_title" => Service::Title(message.title.0.take()?.0),
        "pin_message" => match message.message_id.0 {
            Some(id) => Service::Pinned(MessageId(id)),
            None => Service::Other("pinned_message".to_owned()),
        },
        _ => Service::Other(bot_api_name(&action).to_owned()),
    };
    Some(service)
}

fn members(message: &mut Exported, place: &Place) -> Vec<Person> {
    let names = message.members.0.take().unwrap_or_default();
    let ids = message.member_ids.0.take().unwrap_or_default();
    let mut ids = ids.into_iter();
    let member = |name: Option<Literal>| {
        let name = name.map(|name| name.0);
        ids.next().flatten().map_or_else(Person::nobody, |Peer(id)| person(id, name, place))
    };
    names.into_iter().map(member).collect()
}

/// Kinds that the Bot API has no such name for keep Telegram Desktop's.
fn bot_api_name(action: &str) -> &str {
    match action {
        "create_group" => "group_chat_created",
        "create_channel" => "channel_chat_created",
        "edit_group_photo" => "new_chat_photo",
        "delete_group_photo" => "delete_chat_photo",
        "topic_created" => "forum_topic_created",
        "topic_edit" => "forum_topic_edited",
        other => other,
    }
}
