//! What people do with messages: say, edit, react, press a button.

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::{Value, json};

use super::chat::{Chat, ChatKind, Given, Message};
use super::entities;
use super::world::{MOST_UNITS, Press, World, units};

/// Button presses kept that the bot may still answer.
const KEPT_PRESSES: usize = 1_000;

/// A message that a person sends.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Said {
    pub from: i64,
    pub text: String,
    pub reply_to: Option<i64>,
    /// Unix seconds; now if absent.
    pub date: Option<i64>,
    /// The topic; one that is new opens with its first message.
    pub thread: Option<i64>,
}

impl World {
    pub(super) fn say(&mut self, chat: i64, said: Said) -> Result<i64> {
        self.check_speaker(chat, said.from)?;
        check_text(&said.text)?;
        let place = self.chat(chat)?;
        if let Some(answered) = said.reply_to {
            place.message(answered)?;
        }
        ensure!(said.thread.is_none() || place.kind == ChatKind::Supergroup, "only supergroups have topics");
        let message = Message {
            author: said.from,
            date: said.date.unwrap_or_else(|| self.now()),
            entities: self.found_entities(place, &said.text),
            text: said.text,
            reply_to: said.reply_to,
            thread: said.thread,
            ..Message::default()
        };
        self.publish(chat, message)
    }

    /// Puts a message into its chat, tells the bot and shows it.
    pub(super) fn publish(&mut self, chat: i64, message: Message) -> Result<i64> {
        let id = self.place(chat, message)?;
        self.tell_message(chat, id, "message");
        self.show("message", chat, id);
        Ok(id)
    }

    /// What Telegram finds in a text by itself.
    pub(super) fn found_entities(&self, chat: &Chat, text: &str) -> Vec<entities::Entity> {
        let members = chat.members.iter().filter_map(|id| self.people.get(id));
        entities::find(text, &members.filter(|one| one.username.is_none()).map(|one| (one.id, one.name.as_str())))
    }

    pub(super) fn edit(&mut self, chat: i64, id: i64, text: String) -> Result<()> {
        check_text(&text)?;
        let place = self.chat(chat)?;
        let old = place.message(id)?;
        ensure!(self.people.contains_key(&old.author) && old.service.is_none(), "people edit their own messages only");
        ensure!(old.text != text, "the text is the same");
        let entities = self.found_entities(place, &text);
        let now = self.now();
        let message = self.chat_mut(chat)?.message_mut(id)?;
        (message.text, message.entities, message.edited) = (text, entities, Some(now));
        self.tell_message(chat, id, "edited_message");
        self.show("edited", chat, id);
        Ok(())
    }

    /// Sets a person's reaction in place of the one before; `None` takes it back.
    pub(super) fn react(&mut self, chat: i64, id: i64, from: i64, emoji: Option<&str>) -> Result<()> {
        const LONGEST: usize = 32;
        self.check_speaker(chat, from)?;
        let emoji = emoji.map(|emoji| emoji.replace('\u{FE0F}', "")).filter(|emoji| !emoji.is_empty());
        ensure!(emoji.as_ref().is_none_or(|emoji| emoji.len() <= LONGEST), "this is no emoji");
        let permits = |emoji: &String| self.chats.get(&chat).is_some_and(|chat| chat.permits(emoji));
        ensure!(emoji.as_ref().is_none_or(permits), "this chat does not allow that reaction");
        let old = self.chat_mut(chat)?.message_mut(id)?.set_reaction(from, emoji.clone());
        let content = json!({
            "chat": self.chat_json(self.chat(chat)?), "message_id": id, "user": self.user_json(from), "date": self.now(),
            "old_reaction": reaction_types(old.as_deref()), "new_reaction": reaction_types(emoji.as_deref()),
        });
        self.tell_bot(chat, "message_reaction", &content);
        self.show("reaction", chat, id);
        Ok(())
    }

    pub(super) fn press(&mut self, chat: i64, id: i64, from: i64, data: &str) -> Result<()> {
        self.check_speaker(chat, from)?;
        let buttons = self.chat(chat)?.message(id)?.buttons.as_ref().context("the message has no buttons")?;
        ensure!(has_button(buttons, data), "the message has no such button");
        let press = Press { id: self.rng.u64(1..).to_string(), by: from, chat };
        let content = json!({
            "id": press.id, "from": self.user_json(from), "message": self.message_json(chat, id),
            "chat_instance": chat.to_string(), "data": data,
        });
        if self.presses.len() == KEPT_PRESSES {
            self.presses.pop_front();
        }
        self.presses.push_back(press);
        self.tell_bot(chat, "callback_query", &content);
        Ok(())
    }

    pub(super) fn check_speaker(&self, chat: i64, person: i64) -> Result<()> {
        let chat = self.chat(chat)?;
        self.person(person)?;
        ensure!(chat.members.contains(&person), "the person is not in this chat");
        ensure!(chat.migrated_to.is_none(), "the group has become a supergroup");
        Ok(())
    }
}

impl Message {
    /// Sets the one reaction of somebody and returns the one before.
    pub(super) fn set_reaction(&mut self, by: i64, emoji: Option<String>) -> Option<String> {
        let old = self.reactions.iter().position(|given| given.by == by).map(|at| self.reactions.remove(at).emoji);
        self.reactions.extend(emoji.map(|emoji| Given { by, emoji }));
        old
    }
}

fn check_text(text: &str) -> Result<()> {
    ensure!(!text.trim().is_empty(), "the text is empty");
    ensure!(units(text) <= MOST_UNITS, "the text is longer than {MOST_UNITS} UTF-16 units");
    Ok(())
}

fn reaction_types(emoji: Option<&str>) -> Value {
    emoji.map_or_else(|| json!([]), |emoji| json!([{"type": "emoji", "emoji": emoji}]))
}

fn has_button(rows: &Value, data: &str) -> bool {
    let buttons = rows.as_array().into_iter().flatten().filter_map(Value::as_array).flatten();
    buttons.filter_map(|button| button.get("callback_data")).any(|given| given == data)
}
