//! Messages that Telegram writes itself: who joined, what was pinned, where the group moved, what a topic is called.

use serde::{Deserialize, de::MapAccess};
use serde_json::value::RawValue;

use super::{
    facts,
    optional::{is_default, optional},
    people::User,
};
use crate::{ChatId, Media, MessageId, Person, Service};

/// What a message says of the chat.
#[derive(Default)]
pub struct Happened {
    pub service: Option<Service>,
    /// What it tells in words.
    pub told: Option<Media>,
    /// Of an event whose field is an empty object. Some events have nothing to tell (`video_chat_started`), but a
    /// serialiser may write such a field into any message: it counts only where there is nothing else.
    empty: Option<Service>,
}

#[derive(Deserialize)]
struct Pinned {
    message_id: i64,
}

impl Happened {
    /// Reads the service `field` beside what the message already has.
    ///
    /// A field that tells more wins over one that only names itself, and `new_chat_members` over its older singular.
    pub fn read<'de, A: MapAccess<'de>>(&mut self, field: &str, map: &mut A) -> Result<(), A::Error> {
        let service = match field {
            "new_chat_members" => optional(map)?.and_then(joined),
            "new_chat_member" => {
                let joined = optional(map)?.and_then(|user| joined(vec![user]));
                self.service = self.service.take().or(joined);
                None
            }
            "left_chat_member" => optional(map)?.and_then(User::known).map(|user| Service::Left(user.into())),
            "new_chat_title" => optional(map)?.map(Service::Title),
            "pinned_message" => {
                let pinned = optional(map)?.filter(|pinned: &Pinned| pinned.message_id != 0);
                pinned.map(|pinned| Service::Pinned(MessageId(pinned.message_id)))
            }
            "migrate_to_chat_id" => optional(map)?.map(|id| Service::MigratedTo(ChatId(id))),
            "migrate_from_chat_id" => optional(map)?.map(|id| Service::MigratedFrom(ChatId(id))),
            _ => {
                self.other(field, map.next_value()?);
                None
            }
        };
        self.service = service.or(self.service.take());
        Ok(())
    }

    fn other(&mut self, field: &str, json: &RawValue) {
        let other = Some(Service::Other(field.to_owned()));
        if json.get().starts_with('{') && is_default(json.get()) {
            self.empty = self.empty.take().or(other);
        } else if !is_default(json.get()) {
            self.told = self.told.take().or_else(|| facts::told(field, json.get()));
            self.service = self.service.take().or(other);
        }
    }

    /// What happened in chat `here` by a message that has something else to show or has not. A group becomes another
    /// chat, and both have ids below 0: any other target would make two chats one.
    pub fn finish(self, here: ChatId, has_content: bool) -> (Option<Service>, Option<Media>) {
        let is_another_group = |chat: ChatId| chat.0 < 0 && chat != here;
        let service = self.service.filter(|service| match service {
            Service::MigratedTo(chat) | Service::MigratedFrom(chat) => is_another_group(*chat),
            _ => true,
        });
        (service.or(self.empty.filter(|_| !has_content)), self.told)
    }
}

fn joined(users: Vec<User>) -> Option<Service> {
    let people: Vec<_> = users.into_iter().filter_map(User::known).map(Person::from).collect();
    (!people.is_empty()).then_some(Service::Joined(people))
}

/// Whether it is the field of a service message.
pub fn is_service(field: &str) -> bool {
    matches!(
        field,
        "new_chat_members"
            | "new_chat_member"
            | "left_chat_member"
            | "new_chat_title"
            | "pinned_message"
            | "migrate_to_chat_id"
            | "migrate_from_chat_id"
            | "boost_added"
            | "channel_chat_created"
            | "chat_background_set"
            | "chat_owner_changed"
            | "chat_owner_left"
            | "chat_shared"
            | "checklist_tasks_added"
            | "checklist_tasks_done"
            | "community_chat_added"
            | "community_chat_joined"
            | "community_chat_removed"
            | "connected_website"
            | "delete_chat_photo"
            | "direct_message_price_changed"
            | "forum_topic_closed"
            | "forum_topic_created"
            | "forum_topic_edited"
            | "forum_topic_reopened"
            | "general_forum_topic_hidden"
            | "general_forum_topic_unhidden"
            | "giveaway_completed"
            | "giveaway_created"
            | "group_chat_created"
            | "managed_bot_created"
            | "message_auto_delete_timer_changed"
            | "new_chat_photo"
            | "paid_message_price_changed"
            | "passport_data"
            | "poll_option_added"
            | "poll_option_deleted"
            | "proximity_alert_triggered"
            | "refunded_payment"
            | "successful_payment"
            | "suggested_post_approval_failed"
            | "suggested_post_approved"
            | "suggested_post_declined"
            | "suggested_post_paid"
            | "suggested_post_refunded"
            | "supergroup_chat_created"
            | "user_shared"
            | "users_shared"
            | "video_chat_ended"
            | "video_chat_participants_invited"
            | "video_chat_scheduled"
            | "video_chat_started"
            | "voice_chat_ended"
            | "voice_chat_participants_invited"
            | "voice_chat_scheduled"
            | "voice_chat_started"
            | "web_app_data"
            | "write_access_allowed"
    )
}
