//! The service under a service manager: systemd's messages, and SIGHUP.

use std::{os::unix::net::UnixDatagram, time::Duration};

use crate::rig::{Rig, eventually, signal};

/// Where the service's messages arrive.
struct Manager {
    socket: UnixDatagram,
    path: String,
}

impl Manager {
    fn new(rig: &Rig) -> Self {
        let path = rig.folder().join("notify").to_str().unwrap().to_owned();
        let socket = UnixDatagram::bind(&path).unwrap();
        socket.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
        Self { socket, path }
    }

    async fn hears(&self, words: &str) {
        eventually(words, async || {
            let mut message = [0; 256];
            let length = self.socket.recv(&mut message).ok()?;
            String::from_utf8_lossy(&message[..length]).contains(words).then_some(())
        })
        .await;
    }

    /// Whether something comes within that time.
    fn hears_nothing_for(&self, time: Duration) -> bool {
        while self.socket.recv(&mut [0; 256]).is_ok() {}
        self.socket.set_read_timeout(Some(time)).unwrap();
        self.socket.recv(&mut [0; 256]).is_err()
    }
}

#[actix_web::test]
async fn the_manager_hears_that_it_is_ready_alive_and_stopping() {
    let mut rig = Rig::world().await;
    let manager = Manager::new(&rig);
    rig.run(&[("NOTIFY_SOCKET", &manager.path), ("WATCHDOG_USEC", "1500000")]);
    manager.hears("READY=1").await;
    manager.hears("WATCHDOG=1").await;
    rig.say(rig.olena, "Балачко, привіт!");
    rig.settled().await;
    manager.hears("WATCHDOG=1").await;
    signal(rig.id(), "TERM");
    manager.hears("STOPPING=1").await;
    assert!(rig.ended().await.success());
}

/// A store that hangs gets on no more: the manager is to take over, whatever the rest says.
#[actix_web::test]
async fn nothing_is_heard_of_a_service_that_does_not_get_on() {
    let mut rig = Rig::world().await;
    let manager = Manager::new(&rig);
    let hanging = [
        ("NOTIFY_SOCKET", manager.path.as_str()),
        ("WATCHDOG_USEC", "600000"),
        ("FAILPOINTS", "context-before-commit=sleep(600000)"),
        ("BALACHKA__RUNTIME__HANG_AFTER_SECS", "3600"),
    ];
    rig.run(&hanging);
    manager.hears("WATCHDOG=1").await;
    rig.say(rig.olena, "хтось є?");
    eventually("it hangs", async || rig.log().contains("makes no progress").then_some(())).await;
    assert!(manager.hears_nothing_for(Duration::from_secs(2)));
    rig.kill();
}

#[actix_web::test]
async fn sighup_has_settings_and_persona_files_read_again() {
    let mut rig = Rig::world().await;
    let folder = rig.folder().join("personas");
    std::fs::create_dir(&folder).unwrap();
    let persona = include_str!("../../actors/conversation/personas/kuma.toml");
    std::fs::write(folder.join("neighbour.toml"), persona.replace("\"Кума\"", "\"Сусід\"")).unwrap();
    let file = rig.folder().join("balachka.toml");
    let write = |text: &str| std::fs::write(&file, text).unwrap();
    write("[bot]\nmax_answer_age_secs = 600");
    rig.run(&[("BALACHKA_CONFIG", file.to_str().unwrap())]);
    rig.settled().await;
    write("[bot]\nmax_answer_age_secs = \"long\"");
    signal(rig.id(), "HUP");
    eventually("it is refused", async || rig.log().contains("settings and personas are unchanged").then_some(())).await;
    let dir = folder.to_str().unwrap();
    let shares =
        ["base", "question", "deep", "conflict", "engaged"].map(|kind| format!("{kind}_percent = 100\n")).concat();
    write(&format!(
        "[bot]\npersona = \"neighbour\"\npersonas_dir = {dir:?}\n[journal]\nretention_hours = 72\n\
         [chance]\n{shares}after_messages = 0\npause_secs = 0\nper_hour = 60"
    ));
    signal(rig.id(), "HUP");
    eventually("it is read", async || rig.log().contains("were reloaded").then_some(())).await;
    assert!(rig.log().contains("after_a_restart=\"journal.retention_hours\""), "{}", rig.log());
    // Nobody calls the bot, yet it answers: the chance is new.
    let sad = rig.say(rig.olena, "Мені так сумно, хочеться плакати");
    rig.answer_to(sad).await;
}
