//! A command to a store, in a form of our own.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::{ChatId, PersonId, StoreCommand};

/// A [`StoreCommand`] as the journal has it.
#[derive(Deserialize, Serialize)]
pub struct Wire {
    store: String,
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    chat: Option<ChatId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    person: Option<PersonId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    about: Option<PersonId>,
    at: i64,
    body: Box<RawValue>,
}

#[derive(Serialize)]
struct Line {
    balachka_command: Wire,
}

/// The raw text of a command, which [`parse`](super::parse) reads.
///
/// # Errors
/// The body is no JSON.
pub fn command(command: StoreCommand) -> Result<String, serde_json::Error> {
    let StoreCommand { store, kind, chat, person, about, at, body } = command;
    let body = RawValue::from_string(body)?;
    serde_json::to_string(&Line { balachka_command: Wire { store, kind, chat, person, about, at, body } })
}

impl From<Wire> for StoreCommand {
    fn from(Wire { store, kind, chat, person, about, at, body }: Wire) -> Self {
        Self { store, kind, chat, person, about, at, body: body.get().to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Event, update::parse};

    #[test]
    fn what_is_written_is_read_again() {
        let whole = StoreCommand {
            store: "conversation".into(),
            kind: "add_reminder".into(),
            chat: Some(ChatId(-5)),
            person: Some(PersonId(7)),
            about: Some(PersonId(8)),
            at: 900,
            body: r#"{"what":"купити \"хліб\"\n"}"#.into(),
        };
        let bare = StoreCommand { chat: None, person: None, about: None, body: "null".into(), ..whole.clone() };
        for it in [whole, bare] {
            let raw = command(it.clone()).expect("JSON");
            assert_eq!(parse(&raw), Ok(Event::Command(Box::new(it))), "{raw}");
        }
    }

    #[test]
    fn what_lacks_something_cannot_be_read() {
        let parse = |inner: &str| parse(&format!(r#"{{"balachka_command":{inner}}}"#));
        assert!(parse(r#"{"store":"conversation","kind":"set","at":1,"body":{"new":[1]},"of_tomorrow":5}"#).is_ok());
        for inner in ["null", "{}", r#"{"store":"s","kind":"k","at":1}"#, r#"{"store":"s","kind":"k","body":{}}"#] {
            assert!(parse(inner).is_err(), "{inner}");
        }
    }
}
