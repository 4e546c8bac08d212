//! The playground as its bot and its page see it: over HTTP.

mod chats;
mod control;
mod faults;
mod messages;
mod photos;
mod polling;
mod polls;
mod teloxide;

use actix_web::dev::ServerHandle;
use serde_json::{Value, json};

use super::{ChatKind, NewChat, NewPerson, Playground, Said, serve_all};

/// A served world with two people, a group of both, and a private chat of the first.
struct Rig {
    world: Playground,
    url: String,
    client: reqwest::Client,
    server: ServerHandle,
    olena: i64,
    ivan: i64,
    group: i64,
}

impl Rig {
    async fn new() -> Self {
        let world = Playground::new(7);
        let (url, server) = serve_all(&world, "127.0.0.1:0").await.unwrap();
        let person = |name: &str, username: Option<&str>| NewPerson {
            name: name.into(),
            username: username.map(Into::into),
            language: Some("uk".into()),
        };
        let olena = world.add_person(person("Олена", Some("olena"))).unwrap();
        let ivan = world.add_person(person("Іван", None)).unwrap();
        let group = |title: &str, kind, member_ids| NewChat { title: title.into(), kind, member_ids };
        world.open_chat(group("", ChatKind::Private, vec![olena])).unwrap();
        let group = world.open_chat(group("Кухня", ChatKind::Group, vec![olena, ivan])).unwrap();
        let rig = Self { world, url, client: reqwest::Client::new(), server, olena, ivan, group };
        rig.forget_updates().await;
        rig
    }

    /// Sets aside what the start queued, and asks for all kinds.
    async fn forget_updates(&self) {
        let all = ["message", "edited_message", "message_reaction", "callback_query", "my_chat_member", "chat_member"];
        self.ok("getUpdates", json!({"allowed_updates": all})).await;
        self.ok("deleteWebhook", json!({"drop_pending_updates": true})).await;
    }

    async fn send(&self, method: &str, params: Value) -> reqwest::Result<(u16, Value)> {
        let address = format!("{}/bot{}/{method}", self.url, self.world.token());
        let reply = self.client.post(address).json(&params).send().await?;
        Ok((reply.status().as_u16(), reply.json().await?))
    }

    /// The result of a call that succeeds.
    async fn ok(&self, method: &str, params: Value) -> Value {
        let (status, body) = self.send(method, params).await.unwrap();
        assert_eq!((status, &body["ok"]), (200, &json!(true)), "{method}: {body}");
        body["result"].clone()
    }

    /// The status and description of a call that fails.
    async fn err(&self, method: &str, params: Value) -> (u16, String) {
        let (status, body) = self.send(method, params).await.unwrap();
        assert_eq!((&body["ok"], &body["error_code"]), (&json!(false), &json!(status)), "{method}: {body}");
        (status, body["description"].as_str().unwrap().into())
    }

    async fn control(&self, path: &str, body: Value) -> Value {
        let reply = self.client.post(format!("{}/control/{path}", self.url)).json(&body).send().await.unwrap();
        let status = reply.status();
        let body = reply.json::<Value>().await.unwrap();
        assert!(status.is_success(), "{path}: {body}");
        body
    }

    fn say(&self, chat: i64, from: i64, text: &str) -> i64 {
        self.world.say(chat, Said { from, text: text.into(), ..Said::default() }).unwrap()
    }

    async fn updates(&self, offset: i64) -> Vec<Value> {
        self.ok("getUpdates", json!({"offset": offset})).await.as_array().unwrap().clone()
    }

    /// The only update that waits; it is confirmed.
    async fn update(&self) -> Value {
        let mut updates = self.updates(0).await;
        assert_eq!(updates.len(), 1, "{updates:?}");
        let update = updates.remove(0);
        self.updates(update["update_id"].as_i64().unwrap() + 1).await;
        update
    }
}

impl Drop for Rig {
    fn drop(&mut self) {
        drop(self.server.stop(false));
    }
}
