//! Ten scenes of chats, played without a language model.
//!
//! A line `Name: text` is said to the others, a line `Name> text` calls the bot. All of them, to be read as somebody in the
//! chat would: `SCENES=folder cargo test --test service all_scenes -- --ignored`; `OTHER_SCENES` names a folder of others, such
//! as those in `tests/data/more_scenes`, whose writers had not seen the program. The answers are kept as snapshots; the clocks
//! are set, so that they are the same at every time of day.

use std::{
    collections::HashMap,
    fmt::Write as _,
    path::{Path, PathBuf},
    time::Duration,
};

use playground::{ChatKind, NewChat, NewPerson, Said};
use serde_json::json;
use tokio::time::{Instant, sleep};

use crate::{machine::Machine, rig::Rig};

/// Stands where an answer is missing.
const SILENCE: &str = "(silence)";
/// How long an answer may take before it counts as none.
const PATIENCE: Duration = Duration::from_secs(6);
/// Messages of a minute in a group that Telegram takes; who sends more has to wait.
const A_MINUTE: usize = 19;
/// When a scene begins, a Friday evening in Kyiv, and seconds from one line to the next.
const BEGINNING: &str = "2026-11-27T18:00:00+02:00";
const PACE: i64 = 20;

struct Scene {
    rig: Rig,
    machine: Machine,
    chat: i64,
    people: HashMap<String, i64>,
}

impl Scene {
    async fn of(text: &str) -> Self {
        let mut rig = Rig::world().await;
        let machine = Machine::new(&rig, "nothing");
        set_clocks(&rig, &machine, 0);
        rig.run(&machine.variables_and(&[("BALACHKA__CHANCE__PER_HOUR", "0")]));
        let mut names: Vec<&str> = lines(text).map(|(name, _, _)| name).collect();
        names.sort_unstable();
        names.dedup();
        let english = names.iter().any(|name| name.is_ascii());
        let language = if english { "en" } else { "uk" };
        let mut people = HashMap::new();
        for name in names {
            let new: NewPerson = serde_json::from_value(json!({ "name": name, "language": language })).unwrap();
            people.insert(name.to_owned(), rig.world.add_person(new).unwrap());
        }
        let member_ids: Vec<i64> = people.values().copied().collect();
        let is_private = text.starts_with("# private");
        let kind = if is_private { ChatKind::Private } else { ChatKind::Supergroup };
        let title = if english { "Kitchen" } else { "Кухня" };
        let chat = rig.world.open_chat(NewChat { title: title.into(), kind, member_ids }).unwrap();
        Self { rig, machine, chat, people }
    }

    /// Plays it, and writes down what was said.
    async fn played(&mut self, text: &str) -> String {
        let mut written = String::new();
        for (line, (name, calls, said)) in (1..).zip(lines(text)) {
            set_clocks(&self.rig, &self.machine, line * PACE);
            let _ = writeln!(written, "{name}: {said}");
            let said = Said { from: self.people[name], text: said.into(), ..Said::default() };
            let message = self.rig.world.say(self.chat, said).unwrap();
            if calls {
                let answer = self.answer_to(message).await;
                let _ = writeln!(written, "    Балачка: {answer}");
            }
            self.rig.settled().await;
        }
        written
    }

    async fn answer_to(&self, message: i64) -> String {
        let begun = Instant::now();
        let is_throttled = self.rig.answers().len() >= A_MINUTE;
        let patience = if is_throttled { PATIENCE + Duration::from_secs(60) } else { PATIENCE };
        while begun.elapsed() < patience {
            let sent = self.rig.answers();
            let to =
                |it: &&serde_json::Value| it["chat_id"] == self.chat && it["reply_parameters"]["message_id"] == message;
            if let Some(answer) = sent.iter().find(to) {
                return shown(answer);
            }
            if let Some(poll) = self.rig.calls_of("sendPoll").iter().find(to) {
                return format!("[poll: {}] {}", poll["question"].as_str().unwrap_or_default(), poll["options"]);
            }
            sleep(Duration::from_millis(50)).await;
        }
        SILENCE.to_owned()
    }
}

/// Sets the clocks of the service and of its Telegram so many seconds after the beginning.
fn set_clocks(rig: &Rig, machine: &Machine, after: i64) {
    let beginning: jiff::Timestamp = BEGINNING.parse().unwrap();
    let ahead = beginning.as_second() + after - jiff::Timestamp::now().as_second();
    machine.set_clock(ahead);
    rig.world.set_clock(ahead);
}

/// The text without markup, on one line, with its buttons behind it.
fn shown(message: &serde_json::Value) -> String {
    let text = language::text::plain(message["text"].as_str().unwrap_or_default());
    let rows = message["reply_markup"]["inline_keyboard"].as_array().cloned().unwrap_or_default();
    let buttons = rows.iter().filter_map(|row| row.as_array()).flatten();
    let captions: Vec<String> = buttons.map(|it| format!("[{}]", it["text"].as_str().unwrap_or_default())).collect();
    format!("{} {}", text.replace('\n', " / "), captions.join(" ")).trim_end().to_owned()
}

/// Who says what, and whether it calls the bot.
fn lines(text: &str) -> impl Iterator<Item = (&str, bool, &str)> {
    text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).map(|line| {
        let at = line.find([':', '>']).unwrap();
        (&line[..at], line[at..].starts_with('>'), line[at + 1..].trim())
    })
}

/// Plays a scene and gives the talk. Where `SCENES` names a folder, it is written there.
async fn play(name: &str) -> String {
    let folder = scenes();
    let text = std::fs::read_to_string(folder.join(format!("{name}.txt"))).unwrap();
    let played = Scene::of(&text).await.played(&text).await;
    if let Some(folder) = std::env::var_os("SCENES") {
        std::fs::write(Path::new(&folder).join(format!("{name}.txt")), &played).unwrap();
    }
    played
}

/// The answers are those that were read and kept.
async fn plays(name: &str) {
    let played = play(name).await;
    assert!(!played.contains(SILENCE), "{played}");
    insta::assert_snapshot!(name, played);
}

#[actix_web::test]
async fn whoever_calls_is_answered_in_english() {
    plays("08-english").await;
}

#[actix_web::test]
async fn whoever_calls_is_answered_in_a_mixed_language() {
    plays("09-surzhyk").await;
}

#[actix_web::test]
#[ignore = "takes minutes, and is to be read"]
async fn all_scenes() {
    let files = std::fs::read_dir(scenes()).unwrap();
    let mut names: Vec<_> = files.map(|file| file.unwrap().path().file_stem().unwrap().to_owned()).collect();
    names.sort();
    let mut silent = Vec::new();
    for name in names {
        let name = name.to_str().unwrap().to_owned();
        let played = play(&name).await;
        if std::env::var_os("OTHER_SCENES").is_none() {
            insta::assert_snapshot!(name.clone(), played);
        }
        silent.extend(played.contains(SILENCE).then_some(name));
    }
    assert!(silent.is_empty(), "calls that were not answered: {silent:?}");
}

/// The folder of the scenes: that of `OTHER_SCENES`, where it is set.
fn scenes() -> PathBuf {
    match std::env::var_os("OTHER_SCENES") {
        Some(folder) => PathBuf::from(folder),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/scenes"),
    }
}
