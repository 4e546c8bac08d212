//! Messages that Telegram writes itself: who joined, what was pinned, where the group moved.

use serde::{
    Deserialize,
    de::{IgnoredAny, MapAccess},
};

use super::people::User;
use crate::model::{ChatId, MessageId, Person, Service};

#[derive(Deserialize)]
struct Pinned {
    message_id: i64,
}

/// Reads the service `field` beside what the message already has; `None` if there is no such service field.
///
/// A field that tells more wins over one that only names itself, and `new_chat_members` over its older singular.
pub fn read<'de, A: MapAccess<'de>>(
    field: &str,
    map: &mut A,
    earlier: Option<Service>,
) -> Result<Option<Service>, A::Error> {
    let service = match field {
        "new_chat_members" => map.next_value::<Option<Vec<User>>>()?.map(joined),
        "new_chat_member" => {
            return Ok(earlier.or(map.next_value::<Option<User>>()?.map(|user| joined(vec![user]))));
        }
        "left_chat_member" => map.next_value::<Option<User>>()?.map(|user| Service::Left(user.into())),
        "new_chat_title" => map.next_value::<Option<String>>()?.map(Service::Title),
        "pinned_message" => {
            map.next_value::<Option<Pinned>>()?.map(|pinned| Service::Pinned(MessageId(pinned.message_id)))
        }
        "migrate_to_chat_id" => map.next_value::<Option<i64>>()?.map(|id| Service::MigratedTo(ChatId(id))),
        "migrate_from_chat_id" => map.next_value::<Option<i64>>()?.map(|id| Service::MigratedFrom(ChatId(id))),
        _ => {
            let other = map.next_value::<Option<IgnoredAny>>()?.map(|_| Service::Other(field.to_owned()));
            return Ok(earlier.or(other));
        }
    };
    Ok(service.or(earlier))
}

fn joined(users: Vec<User>) -> Service {
    Service::Joined(users.into_iter().map(Person::from).collect())
}

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
            | "connected_website"
            | "delete_chat_photo"
            | "direct_message_price_changed"
            | "forum_topic_closed"
            | "forum_topic_created"
            | "forum_topic_edited"
            | "forum_topic_reopened"
            | "general_forum_topic_hidden"
            | "general_forum_topic_unhidden"
            | "gift"
            | "gift_upgrade_sent"
            | "giveaway_completed"
            | "giveaway_created"
            | "group_chat_created"
            | "message_auto_delete_timer_changed"
            | "new_chat_photo"
            | "paid_message_price_changed"
            | "passport_data"
            | "proximity_alert_triggered"
            | "refunded_payment"
            | "successful_payment"
            | "suggested_post_approval_failed"
            | "suggested_post_approved"
            | "suggested_post_declined"
            | "suggested_post_paid"
            | "suggested_post_refunded"
            | "supergroup_chat_created"
            | "unique_gift"
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
