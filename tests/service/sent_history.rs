//! A history that an admin of the bot sends it as a file.

use playground::{ChatKind, NewChat};
use serde_json::{Value, json};

use crate::rig::{Rig, eventually};

const OLD: i64 = -1_001_234_567_890;

struct Office {
    rig: Rig,
    /// Olena's private chat with the bot; she is its admin.
    own: i64,
    sent: i64,
}

impl Office {
    async fn open() -> Self {
        let rig = Rig::world().await;
        let private = NewChat { title: String::new(), kind: ChatKind::Private, member_ids: vec![rig.olena] };
        let own = rig.world.open_chat(private).unwrap();
        let mut office = Self { rig, own, sent: 0 };
        office.run();
        office
    }

    fn run(&mut self) {
        let admins = self.rig.olena.to_string();
        self.rig.run(&[("ADMIN_IDS", &admins)]);
    }

    /// Somebody sends a file in private; the message's id.
    fn send(&mut self, from: i64, name: &str, content: impl Into<Vec<u8>>) -> i64 {
        self.sent += 1;
        let id = 1000 + self.sent;
        let now = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs();
        let file = self.rig.world.keep_file(content.into());
        let update = json!({ "message": {
            "message_id": id, "date": now,
            "chat": { "id": self.own, "type": "private", "first_name": "Олена" },
            "from": { "id": from, "is_bot": false, "first_name": "Олена", "language_code": "en" },
            "document": { "file_id": file, "file_unique_id": "unique", "file_name": name },
        }});
        self.rig.world.queue_raw(&update.to_string()).unwrap();
        id
    }

    /// What was said about the file, the newest last.
    fn said(&self, file: i64) -> Vec<String> {
        let text = |params: &Value| params["text"].as_str().unwrap().to_owned();
        let sent = self.rig.sent().into_iter().filter(|it| it["reply_parameters"]["message_id"] == file);
        let edits = self.rig.calls_of("editMessageText");
        sent.map(|it| text(&it)).chain(edits.iter().map(text)).collect()
    }

    async fn told(&self, file: i64, words: &str) {
        eventually(words, async || self.said(file).last().filter(|last| last.contains(words)).map(|_| ())).await;
    }
}

fn history(messages: usize) -> String {
    let messages: Vec<_> = (1..=messages)
        .map(|id| {
            json!({ "id": id, "type": "message", "date": "2023-11-14T22:13:20", "date_unixtime": (1_700_000_000 + id).to_string(),
                "from": "Оля", "from_id": "user7", "text": format!("давнє слово {id}") })
        })
        .collect();
    json!({ "name": "Стара кухня", "type": "private_supergroup", "id": 1_234_567_890, "messages": messages })
        .to_string()
}

#[actix_web::test]
async fn an_admin_sends_a_history_and_one_message_tells_what_came_of_it() {
    let mut office = Office::open().await;
    let olena = office.rig.olena;
    let first = office.send(olena, "result.json", history(300));
    office.told(first, "Messages read: 300. New: 300, already there: 0").await;
    assert_eq!(office.rig.exported(OLD).len(), 300);
    let about_it = office.rig.sent().into_iter().filter(|it| it["chat_id"] == office.own).count();
    assert_eq!(about_it, 1, "one message, edited");
    assert!(!office.rig.data().join("incoming.json").exists());

    let again = office.send(olena, "result.JSON", history(300));
    office.told(again, "New: 0, already there: 300").await;
    office.rig.settled().await;
    assert!(!office.rig.log().contains(office.rig.world.token()));
}

#[actix_web::test]
async fn files_of_others_and_of_other_kinds_are_ordinary_messages() {
    let mut office = Office::open().await;
    let (olena, taras) = (office.rig.olena, office.rig.taras);
    let theirs = office.send(taras, "result.json", history(3));
    let picture = office.send(olena, "photo.png", "no json");
    let last = office.send(olena, "result.json", history(1));
    office.told(last, "Messages read: 1.").await;
    let said_to = |message: i64| {
        let sent = office.rig.sent().into_iter();
        sent.filter(|it| it["reply_parameters"]["message_id"] == message)
            .map(|it| it["text"].to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(said_to(theirs), Vec::<String>::new());
    assert!(said_to(picture).iter().all(|text| text.contains("photo.png")), "as to any file: {:?}", said_to(picture));
    assert_eq!(office.rig.exported(OLD).len(), 1);
}

#[actix_web::test]
async fn what_cannot_be_imported_is_told_with_what_to_do() {
    let mut office = Office::open().await;
    let olena = office.rig.olena;
    let whole = history(40);
    let torn = office.send(olena, "result.json", &whole.as_bytes()[..whole.len() / 2]);
    office.told(torn, "could not read the file to its end").await;
    let imported = office.rig.exported(OLD).len();
    assert!((10..30).contains(&imported), "what came before is there: {imported}");
    let packed = office.send(olena, "result.json.gz", b"\x1f\x8b\x08\0\0\0\0\0".as_slice());
    office.told(packed, "compressed with gzip: decompress it").await;
    let utf16 = office.send(olena, "result.json", b"\xFF\xFE{\0}\0".as_slice());
    office.told(utf16, "UTF-16").await;
    let nameless =
        json!({ "chats": { "list": [{ "type": "private_chat", "messages": [{ "id": 1, "text": "слово" }] }] } });
    let nameless = office.send(olena, "result.json", nameless.to_string());
    office.told(nameless, "Nothing in the file could be imported: its messages (1)").await;
    let large = office.send(olena, "result.json", vec![b' '; (20 << 20) + 1]);
    office.told(large, "balachka import result.json").await;
    let whole = office.send(olena, "result.json", whole);
    office.told(whole, &format!("New: {}, already there: {imported}", 40 - imported)).await;
}

#[actix_web::test]
async fn killed_in_the_middle_it_goes_on_in_the_same_message() {
    let mut office = Office::open().await;
    let olena = office.rig.olena;
    office.rig.settled().await;
    let file = office.send(olena, "result.json", history(15_000));
    eventually("it has begun", async || office.rig.metric("balachka_journal_seq").await.filter(|seq| *seq > 1500.0))
        .await;
    let second = office.send(olena, "result.json", history(1));
    eventually("a second one waits", async || {
        office.rig.sent().into_iter().find(|it| it["reply_parameters"]["message_id"] == second)
    })
    .await;
    office.rig.kill();
    office.run();
    eventually("the outcome", async || {
        let said = office.rig.calls_of("editMessageText");
        said.last().filter(|it| it["text"].as_str().unwrap().contains("Messages read: 15000")).map(|_| ())
    })
    .await;
    assert_eq!(office.rig.json(&["stats", "--chat", &OLD.to_string(), "--json"])["total_messages"], 15_000);
    let boards = office.rig.sent().into_iter().filter(|it| it["reply_parameters"]["message_id"] == file);
    assert_eq!(boards.count(), 1, "it goes on in the message that it began");
}
