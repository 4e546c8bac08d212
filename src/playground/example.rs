//! The example: a lively group and a private chat, so that a newcomer sees something at once.

use std::collections::HashMap;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::chat::{ChatKind, NewChat};
use super::people::Said;
use super::world::{NewPerson, World, now};

#[derive(Deserialize)]
struct Example {
    people: Vec<Somebody>,
    chats: Vec<Talk>,
}

#[derive(Deserialize)]
struct Somebody {
    key: String,
    #[serde(flatten)]
    person: NewPerson,
}

#[derive(Deserialize)]
struct Talk {
    title: String,
    kind: ChatKind,
    members: Vec<String>,
    lines: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    minutes_ago: i64,
    from: String,
    text: String,
    /// The line answered, counted from 1 within the chat.
    reply_to: Option<i64>,
    edited_to: Option<String>,
    #[serde(default)]
    reactions: Vec<(String, String)>,
}

impl World {
    /// Lets the people of the example say what they say; the bot hears it all. `{bot}` in a line is the bot's username.
    pub(super) fn load_example(&mut self) -> Result<Option<i64>> {
        let example: Example =
            serde_json::from_str(include_str!("example.json")).context("the example is malformed")?;
        let mut people = HashMap::new();
        let mut first = None;
        for somebody in example.people {
            let id = self.add_person(somebody.person)?;
            first = first.or(Some(id));
            people.insert(somebody.key, id);
        }
        example.chats.into_iter().try_for_each(|talk| self.hold(talk, &people))?;
        Ok(first)
    }

    fn hold(&mut self, talk: Talk, people: &HashMap<String, i64>) -> Result<()> {
        let id = |key: &String| people.get(key).copied().context("the example names somebody unknown");
        let member_ids = talk.members.iter().map(id).collect::<Result<_>>()?;
        let chat = self.open_chat(NewChat { title: talk.title, kind: talk.kind, member_ids })?;
        let started = now();
        for line in talk.lines {
            let said = Said {
                from: id(&line.from)?,
                text: line.text.replace("{bot}", &self.bot.username),
                reply_to: line.reply_to,
                date: Some(started - line.minutes_ago * 60),
                thread: None,
            };
            let message = self.say(chat, said)?;
            if let Some(text) = line.edited_to {
                self.edit(chat, message, text)?;
            }
            for (who, emoji) in &line.reactions {
                self.react(chat, message, id(who)?, Some(emoji))?;
            }
        }
        Ok(())
    }
}
