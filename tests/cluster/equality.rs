//! A cluster answers as one machine does that was told the same.

use std::time::{SystemTime, UNIX_EPOCH};

use futures_util::future::join_all;
use playground::Said;
use serde_json::Value;

use crate::{
    nats::Nats,
    rig::{Chat, Rig, eventually},
};

const TEXTS: [&str; 8] = [
    "Хто вранці купить каву?",
    "Я люблю цю каву, вона чудова!",
    "Завтра їдемо на дачу, беремо мангал",
    "Погода жахлива, все сумно і погано",
    "Дякую, ти дуже допоміг",
    "Скидаємо по двісті гривень на домофон",
    "Мій кіт знову з'їв сосиску, ха-ха",
    "I will bring some good coffee tomorrow",
];

/// The same people and chats in a world of its own.
struct Told {
    rig: Rig,
    people: Vec<Chat>,
    groups: Vec<i64>,
}

impl Told {
    fn new(rig: Rig, begin: i64) -> Self {
        rig.world.set_clock(begin - 60 - now());
        let people: Vec<_> = (0..4).map(|nth| rig.private(nth)).collect();
        let groups = (0..4).map(|nth| rig.group(nth, &people)).collect();
        rig.world.set_clock(0);
        Self { rig, people, groups }
    }

    /// Everybody says something everywhere, at times that are the same in each world, and too long ago to be talked about.
    fn talk(&self, begin: i64) {
        for nth in 0..200 {
            let author = self.people[(nth / 5) % 4];
            let chat = if nth % 5 == 4 { author.id } else { self.groups[nth % 5] };
            let date = begin + i64::try_from(nth).unwrap();
            let text = format!("{} {nth}", TEXTS[(nth / 3) % 8]);
            self.says((chat, author.person), &text, date);
        }
    }

    /// At a time that is the same in both worlds.
    fn says(&self, (chat, from): (i64, i64), text: &str, date: i64) -> (i64, i64) {
        let said = Said { from, text: text.to_owned(), date: Some(date), ..Said::default() };
        (chat, self.rig.world.say(chat, said).unwrap())
    }

    /// What is answered.
    async fn asked(&self, (chat, person): (i64, i64), command: &str, date: i64) -> String {
        let message = self.says((chat, person), command, date);
        let what = format!("an answer to {command} in {chat}");
        eventually(&what, async || {
            let answer = self.rig.shown(message);
            (!answer.is_empty()).then(|| answer.join("\n"))
        })
        .await
    }

    async fn exported(&self, person: Chat, date: i64) -> Value {
        let message = self.says((person.id, person.person), "/export", date);
        let document = eventually("a document", async || self.rig.document(message)).await;
        let mut document: Value = serde_json::from_str(&document).unwrap();
        // Chats with as many messages, and messages of one second, stand in any order.
        let chats = document["about"]["person"]["chats"].as_array_mut().unwrap();
        chats.sort_by_key(|chat| chat["title"].to_string());
        let messages = document["messages"].as_array_mut().unwrap();
        messages.sort_by_key(|it| (it["message"]["date"].as_i64(), it["message"].to_string()));
        document
    }
}

/// The words are the same, and all numbers but for one: a shard that is asked about a person may not have counted the question
/// yet, which is a message too.
fn are_same(one: &str, many: &str) -> bool {
    let words = |text: &str| text.replace(|c: char| c.is_ascii_digit(), "#").replace("##", "#");
    let numbers = |text: &str| -> Vec<i64> {
        text.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect()
    };
    let (of_one, of_many) = (numbers(one), numbers(many));
    let differences: Vec<_> = of_one.iter().zip(&of_many).map(|(one, many)| one - many).filter(|it| *it != 0).collect();
    words(one) == words(many) && of_one.len() == of_many.len() && (differences.is_empty() || differences == [1])
}

fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs().try_into().unwrap()
}

#[actix_web::test]
async fn a_cluster_answers_as_one_machine_does() {
    let Some(mut one) = Rig::without_cluster(Nats::single().await).await else { return };
    let Some(mut many) = Rig::world(Nats::single().await, 8).await else { return };
    one.alone("one").await;
    many.run("a").await;
    many.run("b").await;
    many.spread(&["a", "b"]).await;
    let begin = now() - 7200;
    let (one, many) = (Told::new(one, begin), Told::new(many, begin));
    one.talk(begin);
    many.talk(begin);
    one.rig.confirmed().await;
    many.rig.settled().await;
    let in_groups = one.groups.iter().map(|group| (*group, one.people[1].person));
    let in_private = one.people.iter().map(|chat| (chat.id, chat.person));
    let places: Vec<_> = in_groups.chain(in_private).collect();
    for command in ["/stats", "/stats me", "/top", "/mood", "/search дачу", "/me", "/privacy"] {
        // Telegram lets a bot speak once a second in a chat: all chats at once.
        let date = now();
        let asked = places.iter().map(|place| async {
            let answers = tokio::join!(one.asked(*place, command, date), many.asked(*place, command, date));
            (place.0, answers)
        });
        for (chat, (of_one, of_many)) in join_all(asked).await {
            assert!(are_same(&of_one, &of_many), "{command} in {chat}:\n{of_one}\nthe cluster:\n{of_many}");
        }
    }
    many.rig.settled().await;
    for person in &one.people {
        exports_are_same(&one, &many, *person).await;
    }
}

/// Whether an export has the wish for it is left to chance on one machine too: it is asked for again until both have it or not.
async fn exports_are_same(one: &Told, many: &Told, person: Chat) {
    let mut tries = 0;
    loop {
        let date = now();
        let (of_one, of_many) = tokio::join!(one.exported(person, date), many.exported(person, date));
        tries += 1;
        if of_one == of_many {
            return;
        }
        assert!(tries < 4, "{person:?}:\n{of_one}\nthe cluster:\n{of_many}");
        many.rig.settled().await;
    }
}
