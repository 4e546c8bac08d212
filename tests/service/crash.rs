//! SIGKILL at random moments under load: every confirmed update is in every store exactly once.
//!
//! Short form: 50 kills. Long form: `CRASH_LOOP_KILLS=1000 cargo test --test service crash -- --nocapture`.

use std::{collections::HashMap, time::Duration};

use balachka::playground::{ChatKind, NewChat, NewPerson, Said};

use crate::rig::{Rig, eventually};

/// A person's private chat with the bot, where Telegram's limits let it answer once a second.
struct Private {
    chat: i64,
    person: i64,
}

impl Private {
    fn open(rig: &Rig, nth: usize) -> Self {
        let new = serde_json::json!({ "name": format!("Людина {nth}"), "language": "uk" });
        let person = rig.world.add_person(serde_json::from_value::<NewPerson>(new).unwrap()).unwrap();
        let new = NewChat { title: String::new(), kind: ChatKind::Private, member_ids: vec![person] };
        Self { chat: rig.world.open_chat(new).unwrap(), person }
    }

    /// Says something; returns the chat and the message's id.
    fn say(&self, rig: &Rig, text: &str) -> (i64, i64) {
        let said = Said { from: self.person, text: text.into(), ..Said::default() };
        (self.chat, rig.world.say(self.chat, said).unwrap())
    }
}

#[actix_web::test]
async fn nothing_confirmed_is_lost_or_applied_twice_however_often_it_is_killed() {
    let kills = std::env::var("CRASH_LOOP_KILLS").map_or(50, |kills| kills.parse().unwrap());
    let mut rig = Rig::world().await;
    let mut random = fastrand::Rng::new();
    let (mut plain, mut commands, mut talk) = (0, Vec::new(), Vec::new());
    for kill in 0..kills {
        rig.run(&[]);
        for nth in 0..random.usize(20..200) {
            rig.say(rig.olena, &format!("повідомлення {kill}/{nth}"));
            plain += 1;
        }
        let private = Private::open(&rig, kill);
        commands.push(private.say(&rig, "/help"));
        talk.push(private.say(&rig, "привіт"));
        tokio::time::sleep(Duration::from_millis(random.u64(0..250))).await;
        rig.kill();
    }
    rig.run(&[]);
    rig.settled().await;

    let told = plain + commands.len() + talk.len();
    let stats = rig.json(&["stats", "--json"]);
    assert_eq!(stats["total_messages"], told, "messages counted");
    let kept: i64 = rig.read("context.db", "SELECT count(*) FROM messages WHERE own = 0").await;
    assert_eq!(kept, i64::try_from(told).unwrap(), "messages stored");
    let entries: i64 = rig.read("journal.db", "SELECT count(*) FROM updates WHERE source = 'telegram'").await;
    assert_eq!(entries, kept + 1, "journal entries: the messages, and our being added to the group");
    let verify = rig.balachka(&["verify"]);
    assert!(verify.status.success(), "{}", String::from_utf8_lossy(&verify.stdout));

    let answers = || {
        let mut answers: HashMap<(i64, i64), usize> = HashMap::new();
        for sent in rig.answers() {
            let place = (sent["chat_id"].as_i64().unwrap(), sent["reply_parameters"]["message_id"].as_i64().unwrap());
            *answers.entry(place).or_default() += 1;
        }
        answers
    };
    let commands_answered = async || commands.iter().all(|command| answers().contains_key(command)).then_some(());
    eventually("every command is answered", commands_answered).await;
    let answers = answers();
    let twice: Vec<_> = talk.iter().filter(|message| answers.get(message).is_some_and(|count| *count > 1)).collect();
    assert!(twice.is_empty(), "chatter said twice: {twice:?}");
    let greeted = talk.iter().filter(|message| answers.contains_key(message)).count();
    println!(
        "{kills} kills: {told} messages kept once, {} of {} commands and {greeted} of {} greetings answered",
        commands.len(),
        commands.len(),
        talk.len()
    );
}
