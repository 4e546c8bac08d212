//! What the whole service understood, on the page of the playground it serves.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

use super::*;

/// The real binary as playground; ends with the test.
struct Service(Child);

impl Service {
    fn start(data: &std::path::Path) -> (Self, String) {
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

#[actix_web::test]
async fn each_line_shows_what_was_understood_and_the_profile_grows() {
    let Some(browser) = Browser::start().await else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let (_service, address) = Service::start(folder.path());
    browser.open(&address).await;
    browser.see("#profile", "6 messages heard").await;
    browser.type_into("#line", "Яка радість, дякую за чудову піцу!").await;
    browser.type_into("#line", ENTER).await;
    browser.see(".message.own .understood[data-understood=joy]", "joy").await;
    browser.see(".message.own .understood[data-understood=joy]", "food").await;
    browser.see("#profile", "7 messages heard").await;
    browser.see("#mood", "joy").await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
}
