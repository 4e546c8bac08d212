//! A message as an export has it: the fields that are used, each as loose as can be.

use serde::Deserialize;

use super::{
    loose::{Literal, Loose, Number, Words},
    marks::Parts,
    media::{Contact, Place, Poll, TodoList},
    reactions::Reacted,
};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Exported {
    pub id: Loose<i64>,
    #[serde(rename = "type")]
    pub kind: Loose<String>,
    pub date: Loose<String>,
    pub date_unixtime: Loose<Number>,
    pub edited: Loose<String>,
    pub edited_unixtime: Loose<Number>,
    pub from: Loose<Literal>,
    pub from_id: Loose<Peer>,
    pub message_thread_id: Loose<i64>,
    pub reply_to_message_id: Loose<i64>,
    /// The message that is answered is in another chat.
    pub reply_to_peer_id: Loose<Peer>,
    /// `null` for somebody without a name.
    pub forwarded_from: Loose<Option<Literal>>,
    pub forwarded_from_id: Loose<Peer>,
    pub forwarded_date_unixtime: Loose<Number>,
    pub via_bot: Loose<String>,
    pub text: Loose<Parts>,
    pub text_entities: Loose<Parts>,
    pub reactions: Loose<Vec<Loose<Reacted>>>,

    pub photo: Loose<String>,
    pub file: Loose<String>,
    pub file_name: Loose<Literal>,
    pub media_type: Loose<String>,
    pub sticker_emoji: Loose<String>,
    pub performer: Loose<Literal>,
    pub poll: Loose<Poll>,
    pub location_information: Loose<Place>,
    pub place_name: Loose<Literal>,
    pub contact_information: Loose<Contact>,
    pub game_title: Loose<Literal>,
    pub invoice_information: Loose<Contact>,
    pub todo_list: Loose<TodoList>,
    pub giveaway_information: Loose<Place>,

    pub actor: Loose<Literal>,
    pub actor_id: Loose<Peer>,
    pub action: Loose<String>,
    pub members: Loose<Vec<Option<Literal>>>,
    /// Beside `members`, in our own exports.
    pub member_ids: Loose<Vec<Option<Peer>>>,
    pub message_id: Loose<i64>,
    /// Of the chat, a topic or a song.
    pub title: Loose<Words>,
    /// Of a topic that was renamed.
    pub new_title: Loose<Words>,
    /// Below the title, and of service messages what they list, in our own exports.
    pub description: Loose<String>,
    pub items: Loose<Vec<String>>,
}

/// `user1`, `chat1` or `channel1`; a number in exports before the middle of 2021.
#[derive(Clone, Debug)]
pub struct Peer(pub i64);

impl<'de> Deserialize<'de> for Peer {
    fn deserialize<D: serde::Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        use crate::{ids::old_bare_id, whole_id};
        use events::ChatKind;
        let raw = <&'de serde_json::value::RawValue>::deserialize(json)?;
        if let Some(id) = raw.get().parse().ok().filter(|id| *id >= 0) {
            let (bare, person) = old_bare_id(id);
            // Groups do not speak in their own name.
            return Ok(Self(whole_id(bare, if person { ChatKind::Private } else { ChatKind::Channel })));
        }
        let text = raw.get().trim_matches('"');
        let id = |rest: &str, kind| rest.parse().ok().filter(|id| *id >= 0).map(|id| whole_id(id, kind));
        let read = match text {
            _ if text.starts_with("user") => text.strip_prefix("user").and_then(|rest| id(rest, ChatKind::Private)),
            _ if text.starts_with("channel") => {
                text.strip_prefix("channel").and_then(|rest| id(rest, ChatKind::Channel))
            }
            _ if text.starts_with("chat") => text.strip_prefix("chat").and_then(|rest| id(rest, ChatKind::Group)),
            _ => id(text, ChatKind::Private),
        };
        read.map(Self).ok_or_else(|| serde::de::Error::custom("no id"))
    }
}
