//! What the whole service understood, on the page of the playground it serves.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use tempfile::TempDir;

use super::*;

/// The real binary as playground; ends with the test.
struct Service(Child);

impl Service {
    fn start(data: &Path) -> (Self, String) {
        let mut process = Command::new(env!("CARGO_BIN_EXE_balachka"))
            .args(["playground", "--http", "127.0.0.1:0", "--data-dir", data.to_str().unwrap()])
            .env_clear()
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.split_whitespace().find(|word| word.starts_with("http://")).unwrap().to_owned();
        (Self(process), address)
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The page of the whole service, open in the group of the example.
struct Tour {
    browser: Browser,
    _service: Service,
    _data: TempDir,
}

impl Tour {
    async fn start() -> Option<Self> {
        let browser = Browser::start().await?;
        let data = TempDir::new().unwrap();
        let (service, address) = Service::start(data.path());
        browser.open(&address).await;
        browser.see("#who", "7 messages heard").await;
        Some(Self { browser, _service: service, _data: data })
    }

    /// Says a line and returns the selector of its message.
    async fn says(&self, text: &str) -> String {
        self.browser.type_into("#line", &format!("{text}{ENTER}")).await;
        let found = format!(
            "[...document.querySelectorAll('.message.own')].find((node) => node.textContent.includes({}))",
            json!(text)
        );
        self.browser.wait(&found).await;
        let id = self.browser.run(&format!("return {found}.dataset.id")).await;
        format!(".message[data-id={id}]")
    }

    /// Speaks as somebody whose name begins so, and waits for their profile.
    async fn becomes(&self, name: &str) {
        let chosen = format!("#speakers [aria-label^='{name}']");
        self.browser.click(&chosen).await;
        self.browser.see("#who .person", name).await;
    }

    async fn nothing_to_complain_about(&self) {
        assert_eq!(self.browser.complaints().await, Vec::<String>::new());
    }
}

#[actix_web::test]
async fn each_line_shows_what_was_understood_and_the_profile_grows() {
    let Some(tour) = Tour::start().await else {
        return;
    };
    let Tour { browser, .. } = &tour;
    let glad = tour.says("Яка радість, дякую за чудову піцу!").await;
    for word in ["joy", "food", "uk"] {
        browser.see(&format!("{glad} .understood"), word).await;
    }
    browser.see("#who", "8 messages heard").await;
    browser.see("#mood .tone", "good").await;
    browser.see("#mood .tag", "food").await;

    let angry = tour.says("Ненавиджу цей кран, скільки можна брехати!").await;
    browser.see(&format!("{angry} .understood"), "anger").await;
    browser.see("#who", "9 messages heard").await;
    tour.nothing_to_complain_about().await;
}

#[actix_web::test]
async fn a_mark_tells_the_whole_and_marks_can_be_hidden() {
    let Some(tour) = Tour::start().await else {
        return;
    };
    let Tour { browser, .. } = &tour;
    let mark = tour.says("Яка радість, дякую за чудову піцу!").await + " .understood";
    browser.click(&mark).await;
    browser.see("#hint:popover-open", "Ukrainian").await;
    browser.see("#hint .keywords", "піцу").await;
    browser.see("#hint dd", "+").await;
    browser.click("#talk-title").await;
    browser.wait("!document.querySelector('#hint:popover-open')").await;

    browser.click("#marks-toggle").await;
    browser.wait(&format!("!document.querySelector('{mark}').checkVisibility()")).await;
    browser.run("location.reload()").await;
    browser.see("#who", "8 messages heard").await;
    browser.wait(&format!("document.querySelector('{mark}')?.checkVisibility() === false")).await;
    browser.click("#marks-toggle").await;
    browser.wait(&format!("document.querySelector('{mark}').checkVisibility()")).await;
    tour.nothing_to_complain_about().await;
}

#[actix_web::test]
async fn people_of_the_example_differ_and_are_looked_at_by_name() {
    let Some(tour) = Tour::start().await else {
        return;
    };
    let Tour { browser, .. } = &tour;
    tour.becomes("Богдан").await;
    browser.see("#profile [data-fact=style]", "formal").await;
    tour.becomes("Іванка").await;
    browser.see("#profile [data-fact=style]", "casual").await;
    browser.see("#profile .used", "😂").await;
    browser.see("#profile [data-fact=language]", "Ukrainian").await;
    browser.wait("document.querySelectorAll('#profile .hours .some').length > 0").await;
    browser.wait("document.querySelector('#profile .sparkline')").await;

    browser.click("#messages .message:not(.by-bot) .side [data-person]").await;
    browser.wait("!document.querySelector('#who .person').textContent.includes('Іванка')").await;
    tour.becomes("James").await;
    browser.see("#profile [data-fact=language]", "English").await;
    tour.nothing_to_complain_about().await;
}

#[actix_web::test]
async fn what_a_person_chose_is_marked_and_a_stranger_is_empty() {
    let Some(tour) = Tour::start().await else {
        return;
    };
    let Tour { browser, .. } = &tour;
    tour.says("/me style formal").await;
    browser.see("#profile [data-fact=style]", "formal").await;
    browser.see("#profile [data-fact=style] .chosen", "chosen").await;
    let arrival = "const post = (path, body) => fetch(`/control/${path}`, {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)}).then((reply) => reply.json());
        return post('people', {name: 'Соломія'})
            .then(({id}) => post('chats', {title: 'Соломія', kind: 'private', member_ids: [id]}))
            .then(({id}) => { location.hash = `chat/${id}`; });";
    browser.run(arrival).await;
    browser.see("#who", "Not known yet").await;
    browser.see("#profile", "Say something as Соломія").await;
    tour.says("Привіт! Люблю музику").await;
    browser.see("#who", "1 message heard").await;
    browser.see("#profile .tag", "music").await;
    tour.nothing_to_complain_about().await;
}

#[actix_web::test]
async fn what_was_understood_fits_a_phone() {
    let Some(tour) = Tour::start().await else {
        return;
    };
    let Tour { browser, .. } = &tour;
    browser.become_a_phone(390, 844).await;
    assert_fits(browser, "#messages .understood").await;
    browser.click("#inside-toggle").await;
    assert_fits(browser, "#profile .sparkline").await;
    tour.nothing_to_complain_about().await;
}
