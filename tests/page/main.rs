//! Our pages in a real browser: the playground's, against the real playground server, and the dashboard.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod browser;
mod dashboard;
#[path = "../support/llm.rs"]
mod stand_in;
mod understanding;

use actix_web::dev::ServerHandle;
use browser::{Browser, ENTER, SELECT_ALL, UP};
use playground::{ChatKind, NewChat, NewPerson, Playground, Said, serve_all};
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

/// The page, open in a group of Olena and Taras.
struct Visit {
    browser: Browser,
    world: Playground,
    server: ServerHandle,
    base: String,
    group: i64,
    taras: i64,
}

impl Visit {
    async fn start() -> Option<Self> {
        let browser = Browser::start().await?;
        let world = Playground::new(7);
        let olena = person(&world, "Олена");
        let taras = person(&world, "Тарас");
        let member_ids = vec![olena, taras];
        let group =
            world.open_chat(NewChat { title: "Сусіди".into(), kind: ChatKind::Supergroup, member_ids }).unwrap();
        let (base, server) = serve_all(&world, "127.0.0.1:0").await.unwrap();
        browser.open(&base).await;
        browser.see("#talk-title", "Сусіди").await;
        Some(Self { browser, world, server, base, group, taras })
    }

    fn taras_says(&self, text: &str) -> i64 {
        self.world.say(self.group, Said { from: self.taras, text: text.into(), ..Said::default() }).unwrap()
    }

    async fn bot(&self, method: &str, params: Value) -> Value {
        let url = format!("{}/bot{}/{method}", self.base, self.world.token());
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let answer: Value = client.post(url).json(&params).send().await.unwrap().json().await.unwrap();
        assert_eq!(answer["ok"], true, "{answer}");
        answer["result"].clone()
    }

    /// The newest update of a kind that waits for the bot.
    async fn update(&self, kind: &str) -> Value {
        let kinds = ["message", "edited_message", "message_reaction", "callback_query"];
        let updates = self.bot("getUpdates", json!({"allowed_updates": kinds})).await;
        let newest = updates.as_array().unwrap().iter().rev().find(|update| update.get(kind).is_some());
        newest.unwrap_or_else(|| panic!("no {kind} in {updates}"))[kind].clone()
    }

    async fn nothing_to_complain_about(&self) {
        assert_eq!(self.browser.complaints().await, Vec::<String>::new());
    }
}

fn person(world: &Playground, name: &str) -> i64 {
    world.add_person(NewPerson { name: name.into(), username: None, language: None }).unwrap()
}

#[actix_web::test]
async fn a_line_is_said_edited_and_reacted_to() {
    let Some(visit) = Visit::start().await else {
        return;
    };
    let Visit { browser, .. } = &visit;
    browser.type_into("#line", "Хто варить борщ?").await;
    browser.type_into("#line", ENTER).await;
    browser.see(".message.own .text", "Хто варить борщ?").await;
    assert_eq!(visit.update("message").await["text"], "Хто варить борщ?");

    browser.type_into("#line", UP).await;
    browser.see("#about", "Edit message").await;
    browser.type_into("#line", &format!("{SELECT_ALL}Хто варить узвар?{ENTER}")).await;
    browser.see(".message.own .text", "Хто варить узвар?").await;
    browser.see(".message.own .meta", "edited").await;
    assert_eq!(visit.update("edited_message").await["text"], "Хто варить узвар?");

    browser.type_into(".message.own", ENTER).await;
    browser.click("#message-menu .quick button:nth-child(3)").await;
    browser.see(".message.own .reaction[aria-pressed=true]", "🔥").await;
    assert_eq!(visit.update("message_reaction").await["new_reaction"][0]["emoji"], "🔥");
    visit.nothing_to_complain_about().await;
}

#[actix_web::test]
async fn the_bot_answers_with_a_button_that_can_be_pressed() {
    let Some(visit) = Visit::start().await else {
        return;
    };
    let Visit { browser, group, .. } = &visit;
    let asked = visit.taras_says("Хто тут?");
    let buttons = json!({"inline_keyboard": [[{"text": "Ще", "callback_data": "more"}]]});
    let answer = json!({
        "chat_id": group, "text": "<b>Я</b> &lt;i&gt;тут&lt;/i&gt;", "parse_mode": "HTML", "reply_markup": buttons,
        "reply_parameters": {"message_id": asked},
    });
    visit.bot("sendMessage", answer).await;
    browser.see(".message.by-bot .author", "bot").await;
    browser.see(".message.by-bot .text", "Я <i>тут</i>").await;
    browser.see(".message.by-bot .text b", "Я").await;
    browser.see(".message.by-bot .quote", "Хто тут?").await;

    browser.click(".keyboard button").await;
    browser.wait("document.querySelector('.keyboard button:not(.waiting)')").await;
    let press = visit.update("callback_query").await;
    assert_eq!(press["data"], "more");
    visit.bot("answerCallbackQuery", json!({"callback_query_id": press["id"], "text": "Більше нема"})).await;
    browser.see(".toast", "Більше нема").await;
    visit.nothing_to_complain_about().await;
}

#[actix_web::test]
async fn a_photo_is_shown_with_its_caption() {
    let Some(visit) = Visit::start().await else {
        return;
    };
    let Visit { browser, world, group, .. } = &visit;
    let png = include_bytes!("../../.github/pictures/stats-light.png");
    let form = Form::new()
        .text("chat_id", group.to_string())
        .text("caption", "<b>Сусіди</b>, усі до одного")
        .text("parse_mode", "HTML")
        .part("photo", Part::bytes(png.as_slice()).file_name("photo.png"));
    let url = format!("{}/bot{}/sendPhoto", visit.base, world.token());
    let sent = reqwest::Client::builder().no_proxy().build().unwrap().post(url).multipart(form).send().await.unwrap();
    assert_eq!(sent.status(), 200);
    browser.see(".message.by-bot .text b", "Сусіди").await;
    browser.wait("document.querySelector('.photo img')?.naturalWidth === 1080").await;
    let shown = browser.run("return document.querySelector('.photo img').alt").await;
    assert_eq!(shown, "Сусіди, усі до одного");
    browser.become_a_phone(390, 844).await;
    assert_fits(browser, ".photo img").await;
    let ratio = browser.run("const { width, height } = document.querySelector('.photo img').getBoundingClientRect(); const { naturalWidth, naturalHeight } = document.querySelector('.photo img'); return width / height * naturalHeight / naturalWidth");
    assert!((ratio.await.as_f64().unwrap() - 1.0).abs() < 0.02, "it is not squeezed");
    visit.nothing_to_complain_about().await;
}

#[actix_web::test]
async fn the_way_of_an_update_is_shown_beside_its_message() {
    let Some(visit) = Visit::start().await else {
        return;
    };
    let Visit { browser, world, group, .. } = &visit;
    let said = visit.taras_says("Слово");
    let update = &world.message(*group, said)["update_id"];
    for (stage, at_ms) in [("journal", 1_000), ("conversation", 1_004)] {
        let outcome = format!("{stage} is done");
        world.trail(&json!({"seq": 5, "update_id": update, "chat_id": group, "stage": stage, "outcome": outcome, "at_ms": at_ms, "took_us": 300}));
    }
    browser.see("#trail .update .what", "Слово").await;
    browser.see("#trail .s-conversation", "conversation is done").await;
    browser.see("#trail .s-conversation .after", "+4 ms").await;
    browser.run("document.querySelector('#trail .head').focus()").await;
    browser.see(".message.lit", "Слово").await;

    browser.click("#language").await;
    browser.see("#inside h2", "Усередині").await;
    browser.open(&visit.base).await;
    browser.see("#inside h2", "Усередині").await;
    browser.see("#trail .s-journal .name", "Журнал").await;
    visit.nothing_to_complain_about().await;
}

#[actix_web::test]
async fn everything_fits_a_phone() {
    let Some(visit) = Visit::start().await else {
        return;
    };
    let Visit { browser, world, group, .. } = &visit;
    let long = "довгеслово".repeat(40);
    let said = visit.taras_says(&long);
    let buttons =
        json!({"inline_keyboard": [[{"text": long, "callback_data": "a"}, {"text": "Так", "callback_data": "b"}]]});
    let answer =
        json!({"chat_id": group, "text": long, "reply_markup": buttons, "reply_parameters": {"message_id": said}});
    visit.bot("sendMessage", answer).await;
    world.trail(&json!({"seq": 1, "update_id": null, "chat_id": group, "stage": "journal", "outcome": long, "at_ms": 1, "took_us": 9}));
    browser.become_a_phone(390, 844).await;
    browser.see(".keyboard button", "Так").await;
    assert_fits(browser, "#line").await;
    browser.click("#to-chats").await;
    assert_fits(browser, ".chat").await;
    browser.click(".chat").await;
    browser.click("#inside-toggle").await;
    assert_fits(browser, "#trail .update").await;
    visit.nothing_to_complain_about().await;
}

/// Nothing that is seen may stick out to the right, save for the strip that scrolls and lines cut with an ellipsis.
async fn assert_fits(browser: &Browser, seen: &str) {
    browser.wait(&format!("document.querySelector('{seen}').checkVisibility()")).await;
    let out = browser.run(
        "const overflows = (node) => node.matches('.scroll, .chat-list, .flow') && node.scrollWidth > node.clientWidth;
        return [...document.querySelectorAll('body *')]
            .filter((node) => node.checkVisibility() && !node.closest('.strip, .what, .last'))
            .filter((node) => overflows(node) || node.getBoundingClientRect().right > 390.5)
            .map((node) => node.outerHTML.slice(0, 80))",
    );
    assert_eq!(out.await, json!([]), "sticks out while {seen} is shown");
    let composer_end = browser.run("return document.getElementById('composer').getBoundingClientRect().bottom").await;
    assert!(composer_end.as_f64().unwrap() <= 844.0, "the composer ends at {composer_end}");
}

#[actix_web::test]
async fn a_page_that_lost_the_server_catches_up() {
    let Some(mut visit) = Visit::start().await else {
        return;
    };
    visit.browser.see("#link-state", "Connected").await;
    visit.server.stop(false).await;
    visit.browser.see("#link-state", "Connection lost").await;
    visit.taras_says("Поки тебе не було");
    let address = visit.base.trim_start_matches("http://").to_owned();
    (visit.base, visit.server) = serve_all(&visit.world, &address).await.unwrap();
    visit.browser.see(".message .text", "Поки тебе не було").await;
    visit.browser.see("#link-state", "Connected").await;
}
