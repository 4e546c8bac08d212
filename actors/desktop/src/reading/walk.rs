//! Goes through an export: one chat, or all of an account.

use std::{
    fmt,
    io::{BufReader, Read},
};

use serde::{
    Deserializer,
    de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

use super::{
    Allowance, Mended, Place, Unreadable,
    head::{Head, is_old},
};
use events::ChatId;

/// Whoever gets the messages wants no more.
#[derive(Debug)]
pub struct Stop;

/// What is met in an export.
pub enum Met<'a> {
    /// A message as it stands in the file, with its chat.
    Message(&'a Place, &'a RawValue),
    /// A chat of an account that cannot be taken.
    Strange(Strange),
}

/// A chat without an id, or of a type that nobody knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strange {
    pub kind: String,
    /// As the file has it.
    pub id: Option<i64>,
    pub messages: u64,
}

/// Hands what is met to `each`; all chats unless one is wanted. A file of one chat is taken for the wanted one.
///
/// # Errors
/// [`Unreadable`]; messages before the fault were handed over.
pub fn walk(
    file: impl Read,
    wanted: Option<ChatId>,
    each: &mut dyn FnMut(Met<'_>) -> Result<(), Stop>,
) -> Result<(), Unreadable> {
    let allowance = Allowance::default();
    let mended = BufReader::with_capacity(16 * 1024, Mended::new(file, allowance.clone()));
    let mut json = serde_json::Deserializer::from_reader(mended);
    let mut walk =
        Walk { wanted, each, allowance, fault: None, messages: false, chats: false, met: false, nameless: None };
    let walked = Chat { walk: &mut walk, alone: true }.deserialize(&mut json).and_then(|()| json.end());
    match (walked, walk.fault) {
        (_, Some(fault)) => Err(fault),
        (Err(error), None) => Err(Unreadable::of(error)),
        (Ok(()), None) if !walk.messages && !walk.chats => {
            Err(Unreadable::WrongShape("it has neither `messages` nor `chats`".to_owned()))
        }
        (Ok(()), None) => match wanted.filter(|_| !walk.met) {
            Some(chat) => Err(Unreadable::NoSuchChat(chat.0)),
            None => Ok(()),
        },
    }
}

struct Walk<'w> {
    wanted: Option<ChatId>,
    each: &'w mut dyn FnMut(Met<'_>) -> Result<(), Stop>,
    allowance: Allowance,
    /// Why reading was ended from inside.
    fault: Option<Unreadable>,
    messages: bool,
    chats: bool,
    /// The wanted chat is there.
    met: bool,
    /// Why the messages of a file of one chat were passed over.
    nameless: Option<Unreadable>,
}

impl Walk<'_> {
    fn end<E: Error>(&mut self, fault: Unreadable) -> E {
        let error = E::custom(&fault);
        self.fault = Some(fault);
        error
    }

    fn tell<E: Error>(&mut self, met: Met<'_>) -> Result<(), E> {
        (self.each)(met).map_err(|Stop| self.end(Unreadable::Stopped))
    }

    /// The next element of a list, kept in memory.
    fn element<'de, A: SeqAccess<'de>>(&self, list: &mut A) -> Result<Option<Box<RawValue>>, A::Error> {
        self.allowance.begin();
        let element = list.next_element();
        self.allowance.end();
        element
    }

    /// The next value, kept in memory.
    fn value<'de, A: MapAccess<'de>>(&self, map: &mut A) -> Result<Box<RawValue>, A::Error> {
        self.allowance.begin();
        let value = map.next_value();
        self.allowance.end();
        value
    }
}

/// A chat, or the whole export, which may be of one chat.
struct Chat<'a, 'w> {
    walk: &'a mut Walk<'w>,
    alone: bool,
}

/// `chats` and `left_chats`, and the `list` in them.
struct Chats<'a, 'w>(&'a mut Walk<'w>);
struct List<'a, 'w>(&'a mut Walk<'w>);

struct Messages<'a, 'w> {
    walk: &'a mut Walk<'w>,
    head: Head,
    alone: bool,
}

impl Messages<'_, '_> {
    /// Where they are; `None` if they are to be passed over.
    fn place<E: Error>(&mut self, old: bool) -> Result<Option<Place>, E> {
        let Self { walk, head, alone } = self;
        let place = match alone {
            false => head.among_others(walk.wanted, old),
            true => match head.alone(walk.wanted, old) {
                Ok(place) => Some(place),
                // What follows the messages tells what is wrong.
                Err(fault @ Unreadable::UnknownChat(_)) => {
                    walk.nameless = Some(fault);
                    None
                }
                Err(fault) => return Err(walk.end(fault)),
            },
        };
        walk.met |= place.is_some();
        Ok(place)
    }

    /// Where all chats of an account are wanted, what is passed over cannot be taken.
    fn passed_over<E: Error>(self, messages: u64) -> Result<(), E> {
        let Self { walk, head, alone } = self;
        match walk.wanted {
            _ if alone => Ok(()),
            None => walk.tell(Met::Strange(Strange { kind: head.kind_in_short(), id: head.id, messages })),
            Some(_) => Ok(()),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Chat<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Chat<'_, '_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object with `messages` or `chats`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { walk, alone } = self;
        let mut head = Head::default();
        while let Some(field) = map.next_key::<String>()? {
            match field.as_str() {
                "name" | "type" | "id" | "username" => head.read(&field, &walk.value(&mut map)?),
                "messages" => {
                    walk.messages = true;
                    map.next_value_seed(Messages { walk, head: std::mem::take(&mut head), alone })?;
                }
                "chats" | "left_chats" if alone => {
                    walk.chats = true;
                    map.next_value_seed(Chats(walk))?;
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        match walk.nameless.take().filter(|_| alone) {
            Some(_) if head.id.is_some() || head.kind.is_some() => Err(walk.end(Unreadable::NamelessChat)),
            Some(fault) => Err(walk.end(fault)),
            None => Ok(()),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Chats<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Chats<'_, '_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object with a `list` of chats")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(field) = map.next_key::<String>()? {
            match field.as_str() {
                "list" => map.next_value_seed(List(self.0))?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for List<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for List<'_, '_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a list of chats")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Chat { walk: &mut *self.0, alone: false })?.is_some() {}
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Messages<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Messages<'_, '_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a list of messages")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        let first = self.walk.element(&mut list)?;
        let place = self.place(first.as_deref().is_some_and(is_old))?;
        let Some(place) = place else {
            let mut passed = u64::from(first.is_some());
            while list.next_element::<IgnoredAny>()?.is_some() {
                passed += 1;
            }
            return self.passed_over(passed);
        };
        let mut next = first;
        while let Some(message) = next {
            self.walk.tell(Met::Message(&place, &message))?;
            next = self.walk.element(&mut list)?;
        }
        Ok(())
    }
}
