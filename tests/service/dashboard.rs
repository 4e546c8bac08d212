//! The dashboard: who comes in, what is shown to them, and what they may do.

use std::time::{Duration, Instant};

use futures_util::StreamExt as _;
use playground::{ChatKind, Fault, FaultOrder, NewChat, Said};
use reqwest::{Client, Method, RequestBuilder, Response, header::SET_COOKIE, redirect::Policy};
use serde_json::Value;

use crate::rig::{Rig, eventually};

mod api;
mod door;

const PASSWORD: &str = "відчини, це я";

/// A browser: it keeps cookies, and follows no redirect.
struct Visitor {
    base: String,
    http: Client,
    cookies: Vec<(String, String)>,
}

impl Visitor {
    fn of(rig: &Rig) -> Self {
        let http =
            Client::builder().no_proxy().redirect(Policy::none()).timeout(Duration::from_secs(20)).build().unwrap();
        Self { base: format!("http://{}", rig.address()), http, cookies: Vec::new() }
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = self.http.request(method, format!("{}{path}", self.base)).header("accept-language", "en");
        if cookies.is_empty() { request } else { request.header("cookie", cookies.join("; ")) }
    }

    fn keep(&mut self, response: &Response) {
        for line in response.headers().get_all(SET_COOKIE) {
            let (name, value) = line.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.retain(|(known, _)| known != name);
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
    }

    async fn get(&mut self, path: &str) -> (u16, String) {
        let response = self.request(Method::GET, path).send().await.unwrap();
        self.keep(&response);
        (response.status().as_u16(), response.text().await.unwrap())
    }

    async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Response {
        let response = self.request(Method::POST, path).form(fields).send().await.unwrap();
        self.keep(&response);
        response
    }

    /// What forms of a page bring along.
    async fn token(&mut self, path: &str) -> String {
        let (_, page) = self.get(path).await;
        let (_, rest) = page.split_once(r#"name="token" value=""#).expect("the page has a form");
        rest.split('"').next().unwrap().to_owned()
    }

    async fn logs_in(&mut self, password: &str) -> Response {
        let token = self.token("/login").await;
        self.post("/login", &[("token", &token), ("password", password)]).await
    }
}

async fn guarded() -> Rig {
    let mut rig = Rig::world().await;
    rig.run(&[("BALACHKA_DASHBOARD_PASSWORD", PASSWORD)]);
    eventually("a welcome", async || (!rig.sent().is_empty()).then_some(())).await;
    rig
}

#[actix_web::test]
async fn the_overview_tells_of_every_part_without_a_script() {
    let mut rig = Rig::start().await;
    rig.say(rig.olena, "Добридень");
    rig.settled().await;
    let (status, page) = Visitor::of(&rig).get("/").await;
    assert_eq!(status, 200);
    for words in [
        "All is well",
        "journal",
        "context",
        "analysis",
        "personalization",
        "conversation",
        "sender",
        "composer",
        "Dead letters",
        "Databases",
    ] {
        assert!(page.contains(words), "{words}");
    }
    let received = rig.metric("balachka_updates_received_total").await.unwrap();
    assert!(page.contains(&format!(r#"data-value="received">{received}<"#)), "{page}");
}

#[actix_web::test]
async fn pages_speak_the_reader_s_language() {
    let rig = Rig::start().await;
    let mut visitor = Visitor::of(&rig);
    assert!(visitor.get("/").await.1.contains("Service status"));
    let token = visitor.token("/chats").await;
    let answer = visitor.post("/language", &[("token", &token), ("language", "uk"), ("back", "/chats")]).await;
    assert_eq!((answer.status().as_u16(), answer.headers()["location"].to_str().unwrap()), (303, "/chats"));
    assert!(visitor.get("/").await.1.contains("Стан служби"));
    let answer = visitor.post("/language", &[("token", &token), ("language", "en"), ("back", "//evil.example")]).await;
    assert_eq!(answer.headers()["location"], "/");
}

#[actix_web::test]
async fn titles_and_names_cannot_become_markup() {
    let rig = Rig::start().await;
    let title = "<script>alert(1)</script>";
    let new = NewChat { title: title.into(), kind: ChatKind::Supergroup, member_ids: vec![rig.olena] };
    let group = rig.world.open_chat(new).unwrap();
    rig.world.say(group, Said { from: rig.olena, text: "Ось".into(), ..Said::default() }).unwrap();
    let mut visitor = Visitor::of(&rig);
    let list = eventually("the chat is listed", async || {
        let (_, page) = visitor.get("/chats").await;
        page.contains("alert(1)").then_some(page)
    })
    .await;
    let (_, page) = visitor.get(&format!("/chats/{group}?q=%3Cimg%20src%3Dx%3E%22%3E")).await;
    for page in [list, page] {
        assert!(page.contains("&#60;script&#62;alert(1)&#60;/script&#62;"), "{page}");
        assert!(!page.contains("<script>") && !page.contains("<img src=x>"), "{page}");
    }
}

#[actix_web::test]
async fn what_people_wrote_is_shown_only_where_it_may_be() {
    let mut rig = Rig::world().await;
    let path = format!("/chats/{}?q={}", rig.group, "%D0%B1%D0%BE%D1%80%D1%89");
    for (allowed, switch) in [(false, "false"), (true, "true")] {
        rig.run(&[("BALACHKA__DASHBOARD__SHOW_TEXTS", switch)]);
        rig.say(rig.olena, "Варю борщ зі сметаною, приходьте всі на кухню");
        rig.settled().await;
        let mut visitor = Visitor::of(&rig);
        let (_, page) = visitor.get(&path).await;
        assert!(page.contains("Messages 1 to"), "{page}");
        assert_eq!(page.contains("Dates only"), !allowed, "{page}");
        let (_, told) = visitor.get(&format!("/api{}", path.replace('?', "/messages?"))).await;
        let (_, chat) = visitor.get(&format!("/api/chats/{}", rig.group)).await;
        for text in [&page, &told, &chat] {
            assert!(allowed || !text.contains("сметан"), "{text}");
        }
        assert_eq!(page.contains("сметаною"), allowed);
        assert_eq!(told.contains("сметаною"), allowed);
        assert_eq!(serde_json::from_str::<Value>(&chat).unwrap()["words"].is_array(), allowed, "{chat}");
        rig.stop().await;
    }
}

#[actix_web::test]
async fn a_chat_s_page_counts_what_was_said() {
    let mut rig = Rig::start().await;
    for text in ["Яка радість, люблю цей борщ!", "Чудово, дякую!", "Їдемо в гори потягом"]
    {
        rig.say(rig.olena, text);
    }
    rig.say(rig.taras, "Сумно");
    rig.settled().await;
    let (_, chat) = Visitor::of(&rig).get(&format!("/api/chats/{}?days=7", rig.group)).await;
    let chat: Value = serde_json::from_str(&chat).unwrap();
    assert_eq!((&chat["messages"], &chat["total_messages"], &chat["span_days"]), (&4.into(), &4.into(), &7.into()));
    let days = chat["days"].as_array().unwrap();
    assert_eq!((days.len(), &days[6]["messages"], &days[6]["people"]), (7, &4.into(), &2.into()));
    let hours = chat["hours"].as_array().unwrap();
    assert_eq!((hours.len(), hours.iter().filter_map(Value::as_i64).sum::<i64>()), (24, 4));
    assert_eq!((&chat["people"][0]["name"], &chat["people"][0]["messages"]), (&"Олена".into(), &3.into()));
    assert!(chat["emotions"].as_array().unwrap().iter().any(|share| share["name"] == "joy"), "{chat}");
    let (status, page) = Visitor::of(&rig).get("/chats/-42").await;
    assert!(status == 404 && page.contains("No such chat"));
}

#[actix_web::test]
async fn nobody_wrote_more_than_the_chat_in_the_same_days() {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    // A clock on which it is neither early nor late: the last 7 times 24 hours begin in the middle of a day.
    let zone = if (2..22).contains(&(now / 3600 % 24)) { "Etc/UTC" } else { "Asia/Tokyo" };
    let mut rig = Rig::world().await;
    rig.run(&[("BALACHKA__BOT__TIME_ZONE", zone)]);
    let (group, olena) = (rig.group, rig.olena);
    let said = |id: u64, date: u64| {
        let from = serde_json::json!({ "id": olena, "is_bot": false, "first_name": "Олена" });
        let chat = serde_json::json!({ "id": group, "type": "supergroup", "title": "Кухня" });
        let text = "Яка радість, люблю цей борщ!";
        serde_json::json!({ "message": { "message_id": id, "date": date, "chat": chat, "from": from, "text": text } })
    };
    let week_ago = now - 7 * 86_400 + 3600;
    let lines: Vec<_> =
        [(901, week_ago), (902, week_ago), (903, now), (904, now)].map(|(id, date)| said(id, date).to_string()).into();
    rig.world.queue_raw(&lines.join("\n")).unwrap();
    rig.settled().await;
    let (_, chat) = Visitor::of(&rig).get(&format!("/api/chats/{group}?days=7")).await;
    let chat: Value = serde_json::from_str(&chat).unwrap();
    let sum = |list: &Value, key: &str| list.as_array().unwrap().iter().filter_map(|it| it[key].as_i64()).sum::<i64>();
    let hours = chat["hours"].as_array().unwrap().iter().filter_map(Value::as_i64).sum::<i64>();
    assert_eq!(chat["total_messages"], 4, "{chat}");
    let counts =
        [chat["messages"].as_i64().unwrap(), sum(&chat["days"], "messages"), sum(&chat["people"], "messages"), hours];
    assert_eq!(counts, [2; 4], "{chat}");
    let variables = [("BALACHKA__BOT__TIME_ZONE", zone)];
    let stats = rig.balachka_with(&["stats", "--chat", &group.to_string(), "--json"], &variables);
    let stats: Value = serde_json::from_slice(&stats.stdout).unwrap();
    assert_eq!((&stats["day"]["messages"], &stats["week"]["messages"]), (&2.into(), &2.into()));
}

#[actix_web::test]
async fn a_page_that_is_open_hears_of_what_changes() {
    let mut rig = Rig::start().await;
    rig.settled().await;
    let visitor = Visitor::of(&rig);
    let response = visitor.request(Method::GET, "/events").send().await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let mut events = response.bytes_stream();
    let mut heard = String::new();
    while !heard.contains("event: parts") || !heard.ends_with("\n\n") {
        heard += std::str::from_utf8(&events.next().await.unwrap().unwrap()).unwrap_or_default();
    }
    for part in ["health", "tiles", "actors", "storage", "letters", "errors"] {
        assert!(heard.contains(&format!(r#""{part}":"#)), "{part}");
    }
    rig.world.queue_raw(r#"{"message": {"message_id": "no number"}}"#).unwrap();
    let mut later = String::new();
    while !later.contains("№ 1") {
        later += std::str::from_utf8(&events.next().await.unwrap().unwrap()).unwrap_or_default();
    }
    let started = Instant::now();
    assert_eq!(rig.stop().await.code(), Some(0));
    assert!(started.elapsed() < Duration::from_secs(10), "a page that is open holds up the end");
}

#[actix_web::test]
async fn dead_letters_are_handed_over_again_or_dropped() {
    let mut rig = Rig::start().await;
    rig.world.queue_raw(r#"{"message": {"message_id": "no number", "text": "таємниця"}}"#).unwrap();
    rig.settled().await;
    let mut visitor = Visitor::of(&rig);
    let (_, page) = visitor.get("/").await;
    assert!(page.contains("№ 1") && page.contains("could not be processed") && !page.contains("таємниця"), "{page}");
    let token = visitor.token("/").await;
    let first: i64 = rig.json(&["dead-letters", "--json"])[0]["seq"].as_i64().unwrap();
    assert_eq!(visitor.post("/letters/1/retry", &[("token", &token)]).await.status(), 303);
    // Each store that cannot take it sets it aside anew: what is seen before the last of them did is not what stays.
    rig.settled().await;
    let again = eventually("it could not be handled again", async || {
        let state: Value = serde_json::from_str(&visitor.get("/api/state").await.1).unwrap();
        let letter = state["dead_letters"]["oldest"][0].clone();
        letter["seq"].as_i64().is_some_and(|seq| seq > first).then_some(letter)
    })
    .await;
    assert_eq!(visitor.post(&format!("/letters/{}/drop", again["id"]), &[("token", &token)]).await.status(), 303);
    let (_, page) = visitor.get("/").await;
    assert!(page.contains("None: all updates were processed"), "{page}");
    assert_eq!(rig.json(&["dead-letters", "--json"]), serde_json::json!([]));
}

#[actix_web::test]
async fn what_went_wrong_lately_is_shown_and_no_token() {
    let mut rig = Rig::world().await;
    let fault = Fault::Status { code: 500, retry_after: None };
    rig.world.order_fault(FaultOrder { method: "getMe".into(), times: 1, fault }).unwrap();
    rig.run(&[]);
    eventually("it is ready", async || (rig.get("/readyz").await.0 == 200).then_some(())).await;
    let (_, page) = Visitor::of(&rig).get("/").await;
    assert!(page.contains("cannot identify the bot; trying again"), "{page}");
    assert!(!page.contains(rig.world.token().split_once(':').unwrap().1));
}

/// When the service looked at itself, as its history tells.
async fn looks(visitor: &mut Visitor) -> Vec<i64> {
    let state: Value = serde_json::from_str(&visitor.get("/api/state").await.1).unwrap();
    state["updates"]["history"].as_array().unwrap().iter().filter_map(|point| point["at"].as_i64()).collect()
}

#[actix_web::test]
async fn one_look_serves_all_and_nobody_looking_means_no_look() {
    let rig = Rig::start().await;
    let mut visitor = Visitor::of(&rig);
    let mut open = Vec::new();
    for _ in 0..3 {
        open.push(visitor.request(Method::GET, "/events").send().await.unwrap());
    }
    let seen = eventually("it looks again and again", async || {
        let seen = looks(&mut visitor).await;
        (seen.len() > 3).then_some(seen)
    })
    .await;
    assert!(seen.windows(2).all(|pair| pair[1] - pair[0] >= 1), "three pages have it look as often as one: {seen:?}");
    drop(open);
    // It notices that they are gone when it writes to them.
    tokio::time::sleep(Duration::from_secs(12)).await;
    let seen = looks(&mut visitor).await;
    let pause = seen[seen.len() - 1] - seen[seen.len() - 2];
    assert!(pause >= 6, "nobody looked, and it did: {seen:?}");
}
