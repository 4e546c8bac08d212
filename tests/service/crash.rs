//! SIGKILL and power cuts at random moments under load: every confirmed update is in every store exactly once.
//!
//! Short form: 50 kills, 10 power cuts. Long form: `CRASH_LOOP_KILLS=1000 CRASH_LOOP_POWER_CUTS=200 cargo test --test service
//! crash -- --nocapture`.

use std::{cell::Cell, collections::HashMap, time::Duration};

use playground::{ChatKind, NewChat, NewPerson, Said};

use crate::{
    power::Disk,
    rig::{Rig, within},
};

/// Private chats at most; a world has room for 1,000.
const CHATS: usize = 500;

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

/// How often each message was answered, gathered while the world still remembers.
#[derive(Default)]
struct Answers {
    seen: u64,
    counts: HashMap<(i64, i64), usize>,
}

impl Answers {
    fn gather(&mut self, rig: &Rig) {
        for sent in rig.sent_after(self.seen).iter().filter(|sent| sent["reply_parameters"].is_object()) {
            let message = sent["reply_parameters"]["message_id"].as_i64().unwrap();
            *self.counts.entry((sent["chat_id"].as_i64().unwrap(), message)).or_default() += 1;
        }
        let calls = rig.world.calls(self.seen, true);
        self.seen = calls.as_array().unwrap().last().map_or(self.seen, |call| call["n"].as_u64().unwrap());
    }

    fn of(&self, message: &(i64, i64)) -> usize {
        self.counts.get(message).copied().unwrap_or(0)
    }
}

#[actix_web::test]
async fn nothing_confirmed_is_lost_or_applied_twice_however_often_it_is_killed() {
    let kills = number("CRASH_LOOP_KILLS", 50);
    println!("{kills} kills: {}", crash(kills, |rig| rig.run(&[]), Rig::kill).await);
}

#[actix_web::test]
async fn nothing_confirmed_is_lost_or_applied_twice_however_often_the_power_is_cut() {
    let cuts = number("CRASH_LOOP_POWER_CUTS", 10);
    let disk = Disk::new();
    let run = |rig: &mut Rig| {
        let variables = disk.watch(&rig.data());
        rig.run(&variables.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>());
    };
    let losses = Cell::new(0);
    let cut = |rig: &mut Rig| {
        rig.kill();
        losses.update(|losses| losses + usize::from(disk.lose_some(&rig.data())));
    };
    println!("{cuts} power cuts: {}", crash(cuts, run, cut).await);
    assert!(losses.get() * 2 > cuts, "{} of {cuts} cuts lost something that was not synced", losses.get());
}

fn number(variable: &str, short: usize) -> usize {
    std::env::var(variable).map_or(short, |number| number.parse().unwrap())
}

/// Starts it and has it die, again and again, while people talk; looks then whether all is there. Tells what was.
async fn crash(times: usize, run: impl Fn(&mut Rig), die: impl Fn(&mut Rig)) -> String {
    let mut rig = Rig::world().await;
    let mut random = fastrand::Rng::new();
    let (mut plain, mut commands, mut talk) = (0, Vec::new(), Vec::new());
    let (mut answers, mut privates) = (Answers::default(), Vec::new());
    for death in 0..times {
        run(&mut rig);
        for nth in 0..random.usize(20..200) {
            rig.say(rig.olena, &format!("повідомлення {death}/{nth}"));
            plain += 1;
        }
        if death < CHATS {
            privates.push(Private::open(&rig, death));
        }
        let private = &privates[death % CHATS];
        commands.push(private.say(&rig, "/help"));
        talk.push(private.say(&rig, "привіт"));
        tokio::time::sleep(Duration::from_millis(random.u64(0..250))).await;
        die(&mut rig);
        answers.gather(&rig);
    }
    let early: i64 = rig.read("journal.db", "SELECT count(*) FROM updates WHERE source = 'telegram'").await;
    assert!(early > 0, "nothing was confirmed before it died for the last time");
    rig.run(&[]);
    rig.settled().await;

    let told = plain + commands.len() + talk.len();
    let stats = rig.json(&["stats", "--json"]);
    assert_eq!(stats["total_messages"], told, "messages counted");
    let kept: i64 = rig.read("context.db", "SELECT count(*) FROM messages WHERE own = 0").await;
    assert_eq!(kept, i64::try_from(told).unwrap(), "messages stored");
    let entries: i64 = rig.read("journal.db", "SELECT count(*) FROM updates WHERE source = 'telegram'").await;
    assert_eq!(entries, kept + 1, "journal entries: the messages, and our being added to the group");
    let profiles: i64 = rig.read("personalization.db", "SELECT sum(messages) FROM people").await;
    assert_eq!(profiles, kept, "messages in profiles");
    let hers: i64 = rig.read("personalization.db", "SELECT max(messages) FROM people").await;
    assert_eq!(hers, i64::try_from(plain).unwrap(), "messages in one person's profile");
    let understood: i64 = rig.read("analysis.db", "SELECT count(*) FROM readings WHERE topic IS NOT NULL").await;
    let hours: i64 = rig.read("analysis.db", "SELECT sum(messages) FROM hours").await;
    let talked = i64::try_from(plain + talk.len()).unwrap();
    assert_eq!((understood, hours), (talked, talked), "messages understood and counted, which commands are not");
    let verify = rig.balachka(&["verify"]);
    assert!(verify.status.success(), "{}", String::from_utf8_lossy(&verify.stdout));

    // What is left over is sent within Telegram's limit of 30 a second.
    let patience = Duration::from_secs(40 + times as u64 / 10);
    within(patience, "every command is answered", async || {
        answers.gather(&rig);
        commands.iter().all(|command| answers.of(command) > 0).then_some(())
    })
    .await;
    let twice: Vec<_> = talk.iter().filter(|message| answers.of(message) > 1).collect();
    assert!(twice.is_empty(), "chatter said twice: {twice:?}");
    let greeted = talk.iter().filter(|message| answers.of(message) > 0).count();
    format!(
        "{told} messages kept once, {} of {} commands and {greeted} of {} greetings answered",
        commands.len(),
        commands.len(),
        talk.len()
    )
}
