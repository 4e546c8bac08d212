//! Methods about the bot itself.

use serde_json::{Value, json};

use super::{Answer, ApiError, Params};
use crate::{postman::Webhook, world::World};

/// Telegram's limit on commands of one scope and language.
const MOST_COMMANDS: usize = 100;
/// Scopes and languages with commands of their own, at most.
const MOST_SCOPES: usize = 1_000;

impl World {
    pub(super) fn get_me(&self) -> Value {
        let mut me = self.user_json(self.bot.id);
        me["can_join_groups"] = json!(true);
        me["can_read_all_group_messages"] = json!(!self.bot.privacy_mode);
        me["supports_inline_queries"] = json!(false);
        me["can_connect_to_business"] = json!(false);
        me["has_main_web_app"] = json!(false);
        me
    }

    pub(super) fn set_webhook(&mut self, params: &Params) -> Answer {
        let url = params.text("url").unwrap_or_default();
        self.forget_updates_if_asked(params);
        self.queue.allow(params.kinds()?);
        self.webhook = (!url.is_empty()).then(|| Webhook {
            url: url.into(),
            secret: params.text("secret_token").unwrap_or_default().into(),
            at_once: params.int("max_connections").and_then(|most| usize::try_from(most).ok()).filter(|most| *most > 0),
            failure: None,
            round: self.rng.u64(..),
        });
        Ok(json!(true))
    }

    pub(super) fn delete_webhook(&mut self, params: &Params) -> Answer {
        self.forget_updates_if_asked(params);
        self.webhook = None;
        Ok(json!(true))
    }

    fn forget_updates_if_asked(&mut self, params: &Params) {
        if params.flag("drop_pending_updates") {
            self.queue.clear();
        }
    }

    pub(super) fn webhook_info(&self) -> Value {
        let url = self.webhook.as_ref().map_or("", |webhook| &webhook.url);
        let mut info = json!({
            "url": url, "has_custom_certificate": false, "pending_update_count": self.queue.len(),
        });
        if let Some((message, date)) = self.webhook.as_ref().and_then(|webhook| webhook.failure.as_ref()) {
            info["last_error_message"] = json!(message);
            info["last_error_date"] = json!(date);
        }
        info
    }

    pub(super) fn set_commands(&mut self, params: &Params) -> Answer {
        let commands = params.json("commands")?.unwrap_or_else(|| json!([]));
        let list = commands.as_array().ok_or_else(|| ApiError::bad("expected an Array of BotCommand"))?;
        if list.len() > MOST_COMMANDS {
            return Err(ApiError::bad("BOT_COMMANDS_TOO_MUCH"));
        }
        if !list.iter().all(is_command) {
            return Err(ApiError::bad("BOT_COMMAND_INVALID"));
        }
        if self.commands.len() < MOST_SCOPES {
            self.commands.insert(scope(params), commands);
            self.events.emit("commands", || json!(self.commands));
        }
        Ok(json!(true))
    }

    pub(super) fn commands(&self, params: &Params) -> Value {
        self.commands.get(&scope(params)).cloned().unwrap_or_else(|| json!([]))
    }

    pub(super) fn delete_commands(&mut self, params: &Params) -> Value {
        self.commands.remove(&scope(params));
        json!(true)
    }
}

fn scope(params: &Params) -> String {
    let scope = params.json("scope").ok().flatten().unwrap_or_else(|| json!({"type": "default"}));
    format!("{scope} {}", params.text("language_code").unwrap_or_default())
}

/// 1 to 32 lowercase letters, digits and underscores, and a description of up to 256 characters.
fn is_command(command: &Value) -> bool {
    let text = |name: &str| command.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let (name, description) = (text("command"), text("description"));
    let name = name.trim_start_matches('/');
    (1..=32).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        && (1..=256).contains(&description.chars().count())
}
