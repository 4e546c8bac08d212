//! What happens to chats: opened, joined and left, renamed, pinned in, migrated, closed to the bot.

use anyhow::{Result, ensure};
use serde_json::json;

use super::chat::{ChatKind, Message, NewChat, Service, Standing};
use super::world::{World, check_name};

/// Supergroups are numbered from here downwards.
const SUPERGROUPS_BELOW: i64 = -1_000_000_000_000;

impl World {
    pub(super) fn open_chat(&mut self, new: NewChat) -> Result<i64> {
        for member in &new.member_ids {
            self.person(*member)?;
        }
        if new.kind == ChatKind::Private {
            return self.open_private(&new.member_ids);
        }
        check_name(&new.title)?;
        ensure!(!new.member_ids.is_empty(), "a group needs a member");
        let id = self.free_chat_id(new.kind);
        self.insert_chat(id, new.kind, new.title, new.member_ids)?;
        self.tell_standing(id, "left", "administrator")?;
        self.show_chat(id);
        Ok(id)
    }

    fn open_private(&mut self, members: &[i64]) -> Result<i64> {
        let [person] = *members else { anyhow::bail!("a private chat has one person") };
        if !self.chats.contains_key(&person) {
            let title = self.person(person)?.name.clone();
            self.insert_chat(person, ChatKind::Private, title, vec![person])?;
            self.show_chat(person);
        }
        Ok(person)
    }

    fn free_chat_id(&mut self, kind: ChatKind) -> i64 {
        loop {
            let bare = self.rng.i64(1_000_000_000..4_000_000_000);
            let id = if kind == ChatKind::Supergroup { SUPERGROUPS_BELOW - bare } else { -bare };
            if !self.chats.contains_key(&id) {
                return id;
            }
        }
    }

    pub(super) fn join(&mut self, chat: i64, person: i64) -> Result<()> {
        self.person(person)?;
        let place = self.group_mut(chat)?;
        ensure!(!place.members.contains(&person), "the person is in this chat already");
        place.members.push(person);
        self.tell_member(chat, person, "left", "member")?;
        self.announce(chat, person, Service::Joined(person))
    }

    pub(super) fn leave(&mut self, chat: i64, person: i64) -> Result<()> {
        let place = self.group_mut(chat)?;
        ensure!(place.members.contains(&person), "the person is not in this chat");
        place.members.retain(|member| *member != person);
        self.tell_member(chat, person, "member", "left")?;
        self.announce(chat, person, Service::Left(person))
    }

    pub(super) fn rename(&mut self, chat: i64, by: i64, title: String) -> Result<()> {
        self.person(by)?;
        check_name(&title)?;
        self.group_mut(chat)?.title.clone_from(&title);
        self.announce(chat, by, Service::Title(title))
    }

    pub(super) fn pin(&mut self, chat: i64, by: i64, message: i64) -> Result<()> {
        self.person(by)?;
        let place = self.chat_mut(chat)?;
        place.message(message)?;
        place.pinned = Some(message);
        self.announce(chat, by, Service::Pinned(message))
    }

    /// Telegram tells a bot nothing of it: whoever wants to know asks for the chat.
    pub(super) fn permit_reactions(&mut self, chat: i64, emoji: Option<Vec<String>>) -> Result<()> {
        self.group_mut(chat)?.permitted = emoji;
        Ok(())
    }

    /// Makes a group a supergroup: a new chat, whose message ids start again.
    pub(super) fn migrate(&mut self, chat: i64) -> Result<i64> {
        let old = self.group_mut(chat)?;
        ensure!(old.kind == ChatKind::Group, "only a group can become a supergroup");
        let (title, members) = (old.title.clone(), old.members.clone());
        let by = members.first().copied().unwrap_or(self.bot.id);
        let new = self.free_chat_id(ChatKind::Supergroup);
        self.insert_chat(new, ChatKind::Supergroup, title, members)?;
        self.announce(chat, by, Service::MigratedTo(new))?;
        self.announce(new, by, Service::MigratedFrom(chat))?;
        self.chat_mut(chat)?.migrated_to = Some(new);
        self.show_chat(chat);
        Ok(new)
    }

    /// Blocks the bot in a private chat or kicks it from a group; or lets it in again.
    pub(super) fn bar(&mut self, chat: i64, barred: bool) -> Result<()> {
        let place = self.chat_mut(chat)?;
        let member = if place.kind == ChatKind::Private { "member" } else { "administrator" };
        let (standing, old, new) =
            if barred { (Standing::Barred, member, "kicked") } else { (Standing::In, "kicked", member) };
        if place.standing == standing {
            return Ok(());
        }
        // The bot hears of it on either side of the change.
        place.standing = Standing::In;
        self.tell_standing(chat, old, new)?;
        self.chat_mut(chat)?.standing = standing;
        self.show_chat(chat);
        Ok(())
    }

    /// A chat that is a group still.
    fn group_mut(&mut self, chat: i64) -> Result<&mut super::chat::Chat> {
        let place = self.chat_mut(chat)?;
        ensure!(place.kind != ChatKind::Private, "this is a private chat");
        ensure!(place.migrated_to.is_none(), "the group has become a supergroup");
        Ok(place)
    }

    fn announce(&mut self, chat: i64, by: i64, service: Service) -> Result<()> {
        self.publish(chat, Message { author: by, date: self.now(), service: Some(service), ..Message::default() })?;
        self.show_chat(chat);
        Ok(())
    }

    /// Tells the bot of a change of its own membership.
    pub(super) fn tell_standing(&mut self, chat: i64, old: &str, new: &str) -> Result<()> {
        let by = self.chat(chat)?.members.first().copied().unwrap_or(self.bot.id);
        self.tell_change("my_chat_member", chat, by, self.bot.id, (old, new))
    }

    fn tell_member(&mut self, chat: i64, person: i64, old: &str, new: &str) -> Result<()> {
        self.tell_change("chat_member", chat, person, person, (old, new))
    }

    fn tell_change(
        &mut self,
        kind: &'static str,
        chat: i64,
        by: i64,
        who: i64,
        (old, new): (&str, &str),
    ) -> Result<()> {
        let content = json!({
            "chat": self.chat_json(self.chat(chat)?), "from": self.user_json(by), "date": self.now(),
            "old_chat_member": self.member_json(who, old), "new_chat_member": self.member_json(who, new),
        });
        self.tell_bot(chat, kind, &content);
        Ok(())
    }
}
