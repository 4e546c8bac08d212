//! The updates of a run, made beforehand: while it runs, the generator only hands them out.

use std::time::Duration;

use fastrand::Rng;
use serde_json::{Value, json};

use super::{
    crowd::Crowd,
    phrases::Phrases,
    plan::{Mix, Plan},
};

/// Ids of chats and people are apart from those of any real ones.
const FIRST_CHAT: i64 = -1_009_100_000_000;
const FIRST_PERSON: i64 = 9_100_000_000;
/// Whoever calls does so in a private chat of their own, since Telegram lets a bot write to each chat once a second.
const FIRST_CALLER: i64 = 9_200_000_000;
/// The id of the first update.
pub const FIRST_UPDATE: i64 = 100_000_000;
/// Messages of a chat that are answered, edited or reacted to.
const RECENT: usize = 32;
/// The reactions that people leave, of those that Telegram allows: thumbs up, a heart, laughter, fire.
const REACTIONS: [&str; 4] = ["\u{1F44D}", "\u{2764}", "\u{1F923}", "\u{1F525}"];

/// Of a hundred updates of a mixed run so many are of each kind; the rest are plain messages.
const REPLIES: usize = 12;
const EDITS: usize = 4;
const RESPONSES: usize = 7;
const MEDIA: usize = 5;
const ARRIVALS: usize = 1;

/// An update as the Bot API writes it, and what it asks for.
pub struct Update {
    pub json: String,
    /// The private chat in which it calls the bot.
    pub call: Option<i64>,
}

/// The updates of a plan, in order; `start` is when the first one is sent, Unix seconds.
pub fn script(plan: &Plan, start: i64) -> Vec<Update> {
    let mut rng = Rng::with_seed(plan.seed);
    let crowd = Crowd::new(plan.chats, plan.people, &mut rng);
    let chats = (0..plan.chats.max(1)).map(|_| Chat { messages: 0, recent: Vec::new() }).collect();
    let mut writer = Writer { rng, crowd, phrases: Phrases::new(), chats, calls: 0 };
    let written = |nth: usize| {
        let date = start + plan.due(nth).unwrap_or(Duration::ZERO).as_secs() as i64;
        let id = FIRST_UPDATE + nth as i64;
        if plan.is_call(nth) { writer.call(id, date) } else { writer.update(id, date, plan.mix) }
    };
    (0..plan.updates).map(written).collect()
}

struct Writer {
    rng: Rng,
    crowd: Crowd,
    phrases: Phrases,
    chats: Vec<Chat>,
    calls: i64,
}

struct Chat {
    /// The number of its last message.
    messages: i64,
    /// Numbers, writers and dates of its last messages.
    recent: Vec<(i64, usize, i64)>,
}

impl Writer {
    fn call(&mut self, id: i64, date: i64) -> Update {
        self.calls += 1;
        let caller = FIRST_CALLER + self.calls;
        let name = format!("Caller {}", self.calls);
        let message = json!({
            "message_id": 1,
            "from": { "id": caller, "is_bot": false, "first_name": name, "language_code": "uk" },
            "chat": { "id": caller, "type": "private", "first_name": name },
            "date": date,
            "text": self.phrases.call(&mut self.rng),
        });
        Update { json: json!({ "update_id": id, "message": message }).to_string(), call: Some(caller) }
    }

    fn update(&mut self, id: i64, date: i64, mix: Mix) -> Update {
        let (chat, person) = self.crowd.next(&mut self.rng);
        let drawn = if mix == Mix::Mixed { self.rng.usize(..100) } else { 100 };
        let earlier = self.rng.choice(&self.chats[chat].recent).copied();
        let mut kinds = [REPLIES, EDITS, RESPONSES, MEDIA, ARRIVALS].into_iter().scan(0, |sum, share| {
            *sum += share;
            Some(*sum)
        });
        let kind = kinds.position(|up_to| drawn < up_to);
        let (name, content) = match (kind, earlier) {
            (Some(0), Some((answered, writer, then))) => {
                let mut message = self.message(chat, person, date);
                let text = self.phrases.message(&mut self.rng);
                let answered = json!({ "message_id": answered, "from": from(writer), "chat": place(chat), "date": then, "text": text });
                message["reply_to_message"] = answered;
                ("message", message)
            }
            (Some(1), Some((edited, writer, then))) => {
                let text = self.phrases.message(&mut self.rng);
                let message = json!({
                    "message_id": edited, "from": from(writer), "chat": place(chat), "date": then, "edit_date": date.max(then + 1),
                    "text": text,
                });
                ("edited_message", message)
            }
            (Some(2), Some((liked, ..))) => {
                let emoji = self.rng.choice(REACTIONS).unwrap_or(REACTIONS[0]);
                let reaction = json!({
                    "chat": place(chat), "message_id": liked, "user": from(person), "date": date, "old_reaction": [],
                    "new_reaction": [{ "type": "emoji", "emoji": emoji }],
                });
                ("message_reaction", reaction)
            }
            (Some(3), _) => {
                let mut message = self.message(chat, person, date);
                if let Some(message) = message.as_object_mut()
                    && let Some(text) = message.remove("text")
                {
                    message.insert("caption".into(), text);
                }
                message["photo"] = json!([{ "file_id": format!("photo-{id}"), "file_unique_id": format!("p{id}"), "width": 90, "height": 60 }]);
                ("message", message)
            }
            (Some(4), _) => {
                let mut message = self.message(chat, person, date);
                if let Some(message) = message.as_object_mut() {
                    message.remove("text");
                }
                message["new_chat_members"] = json!([from(person)]);
                ("message", message)
            }
            _ => ("message", self.message(chat, person, date)),
        };
        Update { json: json!({ "update_id": id, name: content }).to_string(), call: None }
    }

    /// A new message of a chat.
    fn message(&mut self, chat: usize, person: usize, date: i64) -> Value {
        let text = self.phrases.message(&mut self.rng);
        let of = &mut self.chats[chat];
        of.messages += 1;
        if of.recent.len() == RECENT {
            of.recent.remove(0);
        }
        of.recent.push((of.messages, person, date));
        json!({ "message_id": of.messages, "from": from(person), "chat": place(chat), "date": date, "text": text })
    }
}

fn from(person: usize) -> Value {
    let id = FIRST_PERSON + person as i64;
    json!({
        "id": id, "is_bot": false, "first_name": format!("Person {person}"), "username": format!("load_person_{person}"),
        "language_code": "uk",
    })
}

fn place(chat: usize) -> Value {
    json!({ "id": FIRST_CHAT - chat as i64, "type": "supergroup", "title": format!("Group {chat}") })
}
