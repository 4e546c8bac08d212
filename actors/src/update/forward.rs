//! Where a forwarded message came from: `forward_origin`, and the fields that older servers send in its place.

use serde::Deserialize;

use super::people::{Speaker, User};
use crate::model::{Forward, PersonId};

/// All kinds of `forward_origin` in one: each has the date and names its author in one of the other fields.
#[derive(Deserialize)]
pub struct Origin {
    date: i64,
    sender_user: Option<User>,
    sender_user_name: Option<String>,
    sender_chat: Option<Speaker>,
    chat: Option<Speaker>,
}

/// `forward_date` and its companions, as they were before Bot API 7.0.
#[derive(Default)]
pub struct Legacy {
    pub date: Option<i64>,
    pub user: Option<User>,
    pub user_name: Option<String>,
    pub chat: Option<Speaker>,
}

impl Legacy {
    pub fn into_forward(self) -> Option<Forward> {
        let origin = Origin {
            date: self.date?,
            sender_user: self.user,
            sender_user_name: self.user_name,
            sender_chat: None,
            chat: self.chat,
        };
        Some(origin.into())
    }
}

impl From<Origin> for Forward {
    fn from(origin: Origin) -> Self {
        let (name, from) = match (origin.sender_user, origin.sender_chat.or(origin.chat)) {
            (_, Some(chat)) => (chat.title, Some(chat.id)),
            (Some(user), None) => (user.full_name(), Some(user.id)),
            (None, None) => (origin.sender_user_name.unwrap_or_default(), None),
        };
        Self { name, from: from.map(PersonId), date: origin.date }
    }
}
