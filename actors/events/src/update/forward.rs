//! Where a forwarded message came from: `forward_origin`, and the fields that older servers send in its place.

use serde::Deserialize;

use super::{
    optional::given,
    people::{Speaker, User},
};
use crate::{Forward, PersonId};

/// All kinds of `forward_origin` in one: each has the date and names its author in one of the other fields.
#[derive(Deserialize)]
pub struct Origin {
    #[serde(default, deserialize_with = "given")]
    date: Option<i64>,
    #[serde(default, deserialize_with = "given")]
    sender_user: Option<User>,
    #[serde(default, deserialize_with = "given")]
    sender_user_name: Option<String>,
    #[serde(default, deserialize_with = "given")]
    sender_chat: Option<Speaker>,
    #[serde(default, deserialize_with = "given")]
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
            date: Some(self.date?),
            sender_user: self.user,
            sender_user_name: self.user_name,
            sender_chat: None,
            chat: self.chat,
        };
        origin.into_forward()
    }
}

impl Origin {
    /// `None` if it tells neither when nor by whom.
    pub fn into_forward(self) -> Option<Forward> {
        let user = self.sender_user.and_then(User::known);
        let chat = self.sender_chat.and_then(Speaker::known).or_else(|| self.chat.and_then(Speaker::known));
        let (name, from) = match (user, chat) {
            (_, Some(chat)) => (chat.name(), Some(chat.id)),
            (Some(user), None) => (user.full_name(), Some(user.id)),
            (None, None) => (self.sender_user_name.unwrap_or_default(), None),
        };
        let told = self.date.is_some() || from.is_some() || !name.is_empty();
        told.then_some(Forward { name, from: from.map(PersonId), date: self.date.unwrap_or(0) })
    }
}
