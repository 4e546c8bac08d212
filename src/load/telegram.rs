//! The Bot API, served to the instance: it hands out the updates of a run, and takes what the bot sends.

use std::{
    collections::HashMap,
    net::TcpListener,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicUsize, Ordering::Relaxed},
    },
    thread,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use actix_web::{
    App, HttpResponse, HttpServer,
    web::{self, Bytes, Data, Path},
};
use anyhow::Context as _;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    ledger::Ledger,
    plan::Plan,
    script::{FIRST_UPDATE, Update, script},
};

/// The header in which a webhook gets its secret (<https://core.telegram.org/bots/api#setwebhook>).
pub(super) const SECRET_HEADER: &str = "X-Telegram-Bot-Api-Secret-Token";

/// The bot that is played to.
const BOT: i64 = 9_300_000_001;
/// Updates that one call of getUpdates gets at most.
const PAGE: usize = 100;
/// How often it is looked whether an update is due that somebody waits for.
const LOOK: Duration = Duration::from_millis(2);
const LARGEST_CALL: usize = 4 << 20;

/// A served Bot API with the updates of a run.
#[derive(Clone)]
pub struct Telegram(Arc<Shared>);

struct Shared {
    plan: Plan,
    updates: Vec<Update>,
    /// Which update calls in which chat.
    calls: HashMap<i64, usize>,
    ledger: Ledger,
    token: String,
    url: String,
    /// Updates that were confirmed by a later getUpdates.
    confirmed: AtomicUsize,
    messages: AtomicI64,
}

impl Telegram {
    /// Makes the updates and serves them there, on a thread of its own, for as long as the process lives; nothing is handed
    /// out before the run begins.
    ///
    /// # Errors
    /// The address cannot be listened on.
    pub fn serve(plan: Plan, address: &str) -> anyhow::Result<Self> {
        let listener = TcpListener::bind(address).with_context(|| format!("cannot listen on {address}"))?;
        let url = format!("http://{}", listener.local_addr()?);
        let updates = script(&plan, now());
        let calls = updates.iter().enumerate().filter_map(|(nth, update)| Some((update.call?, nth))).collect();
        let ledger = Ledger::new(updates.len());
        let token = format!("{BOT}:AA{:033x}", fastrand::u128(..));
        let (confirmed, messages) = (AtomicUsize::new(0), AtomicI64::new(1_000_000));
        let telegram = Self(Arc::new(Shared { plan, updates, calls, ledger, token, url, confirmed, messages }));
        let shared = Data::new(telegram.clone());
        let app = move || {
            let all = web::resource("/bot{token}/{method}")
                .app_data(shared.clone())
                .app_data(web::PayloadConfig::new(LARGEST_CALL))
                .route(web::post().to(call))
                .route(web::get().to(call));
            App::new().service(all)
        };
        let server = HttpServer::new(app).workers(1).disable_signals().listen(listener)?.run();
        thread::Builder::new()
            .name("bot-api".into())
            .spawn(move || actix_web::rt::System::new().block_on(server))
            .context("cannot start the Bot API")?;
        Ok(telegram)
    }

    /// Where it is served.
    pub fn url(&self) -> &str {
        &self.0.url
    }

    /// The token of its bot.
    pub fn token(&self) -> &str {
        &self.0.token
    }

    pub(super) fn plan(&self) -> &Plan {
        &self.0.plan
    }

    pub(super) fn ledger(&self) -> &Ledger {
        &self.0.ledger
    }

    pub(super) fn update(&self, nth: usize) -> &str {
        &self.0.updates[nth].json
    }

    /// Up to which update all are due by now.
    fn due(&self, from: usize, most: usize) -> usize {
        let Some(elapsed) = self.ledger().elapsed() else { return from };
        let all = self.0.updates.len();
        let is_due = |nth: &usize| self.plan().due(*nth).is_none_or(|due| due <= elapsed);
        let until = (from + most).min(all);
        from + (from..until).take_while(is_due).count()
    }

    /// Waits until an update is due, or for a while. Tokio's timers are exact to a millisecond or two, and an answer takes not
    /// many more: the last of the way is waited for on a thread of its own.
    async fn wait_for(&self, update: usize) {
        let due = self.plan().due(update).filter(|_| update < self.0.updates.len());
        let left = due.zip(self.ledger().elapsed()).map(|(due, elapsed)| due.saturating_sub(elapsed));
        match left {
            Some(left) if left < 2 * LOOK => {
                let _ = tokio::task::spawn_blocking(move || thread::park_timeout(left)).await;
            }
            _ => tokio::time::sleep(LOOK).await,
        }
    }

    async fn updates(&self, asked: &GetUpdates) -> String {
        let all = self.0.updates.len();
        let from = usize::try_from(asked.offset.unwrap_or(0) - FIRST_UPDATE).unwrap_or(0).min(all);
        let confirmed = self.0.confirmed.fetch_max(from, Relaxed);
        (confirmed..from).for_each(|nth| self.ledger().durable(nth));
        let most = asked.limit.unwrap_or(PAGE).clamp(1, PAGE);
        let patience = Duration::from_secs(asked.timeout.unwrap_or(0));
        let asked_at = tokio::time::Instant::now();
        let mut until = self.due(from, most);
        while until == from && asked_at.elapsed() < patience {
            self.wait_for(from).await;
            until = self.due(from, most);
        }
        let mut page = String::from(r#"{"ok":true,"result":["#);
        for nth in from..until {
            if nth > from {
                page.push(',');
            }
            page.push_str(self.update(nth));
            self.ledger().handed(nth, self.plan().due(nth));
        }
        page.push_str("]}");
        page
    }

    /// Takes a message of the bot.
    fn sent(&self, message: &Value) -> Value {
        let chat = message["chat_id"].as_i64().unwrap_or_default();
        self.ledger().sent();
        if let Some(call) = self.0.calls.get(&chat) {
            self.ledger().answered(*call);
        }
        let kind = if chat < 0 { "supergroup" } else { "private" };
        json!({
            "message_id": self.0.messages.fetch_add(1, Relaxed),
            "from": bot(),
            "chat": { "id": chat, "type": kind, "title": "Load", "first_name": "Load" },
            "date": now(),
            "text": message["text"],
        })
    }
}

/// What getUpdates is asked.
#[derive(Default, Deserialize)]
struct GetUpdates {
    offset: Option<i64>,
    limit: Option<usize>,
    /// Seconds.
    timeout: Option<u64>,
}

async fn call(path: Path<(String, String)>, body: Bytes, telegram: Data<Telegram>) -> HttpResponse {
    let (token, method) = path.into_inner();
    if token != telegram.token() {
        return respond(
            HttpResponse::Unauthorized(),
            r#"{"ok":false,"error_code":401,"description":"Unauthorized"}"#.into(),
        );
    }
    let method = method.to_ascii_lowercase();
    if method == "getupdates" {
        let asked = serde_json::from_slice(&body).unwrap_or_default();
        return respond(HttpResponse::Ok(), telegram.updates(&asked).await);
    }
    let params = || serde_json::from_slice(&body).unwrap_or(Value::Null);
    let result = match method.as_str() {
        "getme" => bot(),
        "sendmessage" => telegram.sent(&params()),
        "getwebhookinfo" => json!({ "url": "", "has_custom_certificate": false, "pending_update_count": 0 }),
        "getmycommands" | "getchatadministrators" => json!([]),
        _ => json!(true),
    };
    respond(HttpResponse::Ok(), json!({ "ok": true, "result": result }).to_string())
}

fn respond(mut response: actix_web::HttpResponseBuilder, body: String) -> HttpResponse {
    response.content_type("application/json").body(body)
}

fn bot() -> Value {
    json!({
        "id": BOT, "is_bot": true, "first_name": "Load", "username": "balachka_load_bot", "can_join_groups": true,
        "can_read_all_group_messages": true, "supports_inline_queries": false, "can_connect_to_business": false,
        "has_main_web_app": false,
    })
}

fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |it| it.as_secs() as i64)
}
