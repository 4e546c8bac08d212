//! Updates far larger than Telegram's: memory stays bounded, and what comes behind them is received.

use serde_json::{Value, json};

use crate::rig::{Rig, eventually};

const MIB: usize = 1 << 20;
/// What one large update may take above the memory of the idle service, bytes.
const ROOM: usize = 100 * MIB;

impl Rig {
    /// An update with a text of so many bytes.
    fn push_large(&self, message: i64, bytes: usize) -> i64 {
        let raw = large(self.group, self.olena, message, bytes);
        self.world.queue_raw(&raw.to_string()).unwrap()[0]
    }

    /// Bytes, by a name of `/proc/PID/status`.
    fn memory(&self, name: &str) -> usize {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).unwrap();
        line.trim().trim_end_matches(" kB").parse::<usize>().unwrap() * 1024
    }

    /// From now on `VmHWM` is the peak of what follows; tells what is used now.
    fn forget_peak(&self) -> usize {
        std::fs::write(format!("/proc/{}/clear_refs", self.id()), "5").unwrap();
        self.memory("VmRSS")
    }

    async fn texts(&self) -> i64 {
        self.read("context.db", "SELECT count(*) FROM messages WHERE text IS NOT NULL AND own = 0").await
    }
}

pub fn large(chat: i64, from: i64, message: i64, bytes: usize) -> Value {
    json!({ "message": {
        "message_id": message, "date": 1_700_000_000,
        "chat": { "id": chat, "type": "supergroup", "title": "Кухня" },
        "from": { "id": from, "is_bot": false, "first_name": "Олена" },
        "text": "a b ".repeat(bytes / 4),
    } })
}

#[actix_web::test]
async fn one_large_update_takes_little_memory_and_its_beginning_is_kept() {
    for size in [MIB, 10 * MIB] {
        let mut rig = Rig::start().await;
        rig.settled().await;
        let idle = rig.forget_peak();
        rig.push_large(5000, size);
        rig.say(rig.taras, "а далі як завжди");
        rig.settled().await;
        let peak = rig.memory("VmHWM");
        println!("{size} bytes: {} MB above {} MB", peak.saturating_sub(idle) / 1_000_000, idle / 1_000_000);
        assert!(peak < idle + ROOM, "{peak} bytes of memory, {idle} when idle");
        let kept = "SELECT length(CAST(text AS BLOB)) FROM messages WHERE message_id = 5000";
        assert_eq!(rig.read::<i64>("context.db", kept).await, 64 * 1024);
        assert_eq!(rig.texts().await, 2);
        assert_eq!(rig.metric("balachka_texts_cut_total").await, Some(1.0));
        assert!(rig.log().contains("is too long and was truncated"), "{}", rig.log());
    }
}

#[actix_web::test]
async fn a_page_that_is_too_large_is_taken_apart() {
    let mut rig = Rig::start().await;
    rig.settled().await;
    let idle = rig.forget_peak();
    for message in 0..70 {
        rig.push_large(5000 + message, MIB);
    }
    rig.say(rig.taras, "а далі як завжди");
    rig.settled().await;
    assert_eq!(rig.texts().await, 71);
    let peak = rig.memory("VmHWM");
    println!("{} MB above {} MB", peak.saturating_sub(idle) / 1_000_000, idle / 1_000_000);
    assert!(peak < idle + 2 * ROOM, "{peak} bytes of memory, {idle} when idle");
    assert_eq!(rig.metric("balachka_dead_letters").await, Some(0.0));
}

#[actix_web::test]
async fn an_update_that_is_too_large_by_itself_is_passed_over_and_told_of() {
    let mut rig = Rig::start().await;
    rig.say(rig.taras, "перед ним");
    let number = rig.push_large(5000, 70 * MIB);
    // The number may stand behind the rest.
    let behind = large(rig.group, rig.olena, 5001, 20 * MIB)["message"].to_string();
    rig.world.queue_raw(&format!(r#"{{"message":{behind},"update_id":{}}}"#, number + 1)).unwrap();
    rig.say(rig.taras, "після нього");
    rig.settled().await;
    assert_eq!(rig.texts().await, 2);
    let letters = eventually("dead letters", async || {
        let output = rig.balachka(&["dead-letters", "list"]);
        let letters = String::from_utf8(output.stdout).unwrap();
        (letters.matches("too large").count() >= 2).then_some(letters)
    })
    .await;
    assert!(letters.contains("too large"), "{letters}");
    assert!(rig.log().contains(&number.to_string()), "{}", rig.log());
    assert_eq!(rig.get("/readyz").await.0, 200);
}
