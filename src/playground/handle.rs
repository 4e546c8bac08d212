//! What a test or the control API can do with a playground. Errors say what was wrong with the wish.

use actix_web::web::Bytes;
use anyhow::Result;
use serde_json::Value;

use super::chat::NewChat;
use super::people::Said;
use super::world::NewPerson;
use super::{FaultOrder, Flood, Playground, scripted};

impl Playground {
    /// Fills the world with the example chats, which wait for the bot as updates of the last hour.
    pub fn load_example(&self) -> Result<Option<i64>> {
        self.world().load_example()
    }

    /// Adds a person and returns the id.
    pub fn add_person(&self, new: NewPerson) -> Result<i64> {
        self.world().add_person(new)
    }

    /// Opens a chat with the bot in it and returns its id; a private chat that is open already is returned as it is.
    pub fn open_chat(&self, new: NewChat) -> Result<i64> {
        self.world().open_chat(new)
    }

    /// Sets the clock of the world ahead of ours, or back, seconds.
    pub fn set_clock(&self, ahead: i64) {
        self.world().clock_ahead = ahead;
    }

    /// Lets a person say something and returns the message's id.
    pub fn say(&self, chat: i64, said: Said) -> Result<i64> {
        self.world().say(chat, said)
    }

    /// Lets the author of a message change its text.
    pub fn edit(&self, chat: i64, message: i64, text: &str) -> Result<()> {
        self.world().edit(chat, message, text.into())
    }

    /// Sets a person's reaction on a message, or takes it back.
    pub fn react(&self, chat: i64, message: i64, from: i64, emoji: Option<&str>) -> Result<()> {
        self.world().react(chat, message, from, emoji)
    }

    /// Lets a person press a button of the bot's message.
    pub fn press(&self, chat: i64, message: i64, from: i64, data: &str) -> Result<()> {
        self.world().press(chat, message, from, data)
    }

    /// Lets a person vote for an option of the bot's poll, counted from 0, or take the vote back.
    pub fn vote(&self, chat: i64, message: i64, from: i64, option: Option<usize>) -> Result<()> {
        self.world().vote(chat, message, from, option)
    }

    /// Lets a person join a group.
    pub fn join(&self, chat: i64, person: i64) -> Result<()> {
        self.world().join(chat, person)
    }

    /// Lets a person leave a group.
    pub fn leave(&self, chat: i64, person: i64) -> Result<()> {
        self.world().leave(chat, person)
    }

    /// Gives a group a new title.
    pub fn rename(&self, chat: i64, by: i64, title: &str) -> Result<()> {
        self.world().rename(chat, by, title.into())
    }

    /// Pins a message.
    pub fn pin(&self, chat: i64, by: i64, message: i64) -> Result<()> {
        self.world().pin(chat, by, message)
    }

    /// Makes a group a supergroup and returns the new chat's id; message ids start again there.
    pub fn migrate(&self, chat: i64) -> Result<i64> {
        self.world().migrate(chat)
    }

    /// Allows only these reactions in a group; `None` allows all again.
    pub fn permit_reactions(&self, chat: i64, emoji: Option<Vec<String>>) -> Result<()> {
        self.world().permit_reactions(chat, emoji)
    }

    /// Blocks the bot in a private chat or kicks it from a group; or lets it in again.
    pub fn block(&self, chat: i64, blocked: bool) -> Result<()> {
        self.world().bar(chat, blocked)
    }

    /// Says of the bot that it is in privacy mode; what scripted updates show of chats is up to them.
    pub fn set_privacy_mode(&self, on: bool) {
        self.world().bot.privacy_mode = on;
    }

    /// Queues each line verbatim as an update and returns the ids; an object without `update_id` gets one.
    pub fn queue_raw(&self, lines: &str) -> Result<Vec<i64>> {
        scripted::queue_lines(&mut self.world().queue, lines)
    }

    /// Keeps a file that the bot can fetch, and tells its `file_id`.
    pub fn keep_file(&self, content: impl Into<Bytes>) -> String {
        self.world().files.keep(content.into())
    }

    /// Queues plain messages in chats of their own and returns the first and the last update's id.
    pub fn flood(&self, flood: &Flood) -> Result<(i64, i64)> {
        self.world().flood(flood)
    }

    /// Lets the next calls of a method go wrong.
    pub fn order_fault(&self, order: FaultOrder) -> Result<()> {
        self.world().faults.order(order)
    }

    /// Forgets all faults still to come.
    pub fn clear_faults(&self) {
        self.world().faults.clear();
    }

    /// Switches Telegram's sending limits on or off; they are off at first.
    pub fn set_limits(&self, on: bool) {
        self.world().limits.on = on;
    }

    /// The bot's calls after number `after`: `n`, `method`, `params`, `at_ms`, `ok`, `error_code`, `fault`.
    pub fn calls(&self, after: u64, with_polls: bool) -> Value {
        self.world().calls.after(after, with_polls)
    }

    /// The queue: `waiting`, `confirmed_through`, `first_waiting_id`, `last_id`, and how many `polls` began.
    pub fn queue(&self) -> Value {
        self.world().queue.state()
    }

    /// All people, chats and messages, as the page gets them.
    pub fn view(&self) -> Value {
        self.world().view()
    }

    /// A photo that the bot sent, by its `file_id`; `None` once newer ones have pushed it out.
    pub fn photo(&self, file: &str) -> Option<Bytes> {
        self.world().photos.find(file).map(|(_, png)| png.clone())
    }

    /// One message as the page gets it; `null` if it does not exist.
    pub fn message(&self, chat: i64, message: i64) -> Value {
        self.world().message_view(chat, message)
    }
}
