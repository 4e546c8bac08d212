//! What a store was told to do, where that goes through a log that several machines share.

use serde::{Deserialize, Serialize};

use crate::{ChatId, PersonId};

/// A command to a store, as an entry of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoreCommand {
    /// The store that carries it out, by its name. It is nothing to the others.
    pub store: String,
    /// What is to be done, by its name in that store.
    pub kind: String,
    /// The chat that it is for; `None` if it is for none.
    pub chat: Option<ChatId>,
    /// Who gave it, and whose words are in it; `None` if it is nobody's.
    pub person: Option<PersonId>,
    /// Of whom it tells something beside them, as of whose birthday it is.
    pub about: Option<PersonId>,
    /// When it was given, Unix seconds.
    pub at: i64,
    /// All that the store needs to know, as JSON that it reads itself.
    pub body: String,
}

impl StoreCommand {
    /// Everybody of whom it tells something. A private chat is that of a person.
    pub fn people(&self) -> impl Iterator<Item = PersonId> {
        let alone = self.chat.filter(|chat| chat.0 > 0).map(|chat| PersonId(chat.0));
        self.person.into_iter().chain(self.about).chain(alone)
    }
}
