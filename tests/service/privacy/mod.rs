//! Forgetting, looked for in the bytes of every file; and what people may know and decide.

mod opting_out;
mod shown;

use std::{collections::BTreeMap, path::Path, time::Duration};

use playground::{ChatKind, NewChat, NewPerson, Said};

use crate::{
    rig::{Rig, eventually, within},
    settings::{called, menu},
    stand_in::{Act, Protocol, StandIn},
};

/// Words that nobody else says, all in one case: the index folds it.
const SECRETS: [&str; 4] = ["шифоньєрний", "дзвенигородка", "перелесник", "качкодзьоб"];
/// Finds the first of them, and does not say it.
const ASKED: &str = "/search шифон";
const NAME: &str = "Мокрина";
const USERNAME: &str = "mokryna_hidden";
const NEIGHBOURS: &str = "соняшниковий";

/// Somebody with a name that nobody else has, in the group.
fn mokryna(rig: &Rig) -> i64 {
    let new = serde_json::json!({ "name": NAME, "username": USERNAME, "language": "uk" });
    let person = rig.world.add_person(serde_json::from_value::<NewPerson>(new).unwrap()).unwrap();
    rig.world.join(rig.group, person).unwrap();
    person
}

fn private(rig: &Rig, person: i64) -> i64 {
    rig.world.open_chat(NewChat { title: String::new(), kind: ChatKind::Private, member_ids: vec![person] }).unwrap()
}

fn say_in(rig: &Rig, chat: i64, from: i64, text: &str) -> i64 {
    rig.world.say(chat, Said { from, text: text.into(), ..Said::default() }).unwrap()
}

/// Where in the data directory a word stands, in UTF-8 or escaped as JSON may have it.
pub fn found(folder: &Path, word: &str) -> BTreeMap<String, usize> {
    let escaped: String = word.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
    let mut places = BTreeMap::new();
    for file in std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).filter(|path| path.is_file()) {
        let bytes = std::fs::read(&file).unwrap();
        for needle in [word.as_bytes(), escaped.as_bytes(), escaped.to_uppercase().replace("\\U", "\\u").as_bytes()] {
            if needle != word.as_bytes() && word.is_ascii() {
                continue;
            }
            if let Some(at) = bytes.windows(needle.len()).position(|window| window == needle) {
                places.insert(file.file_name().unwrap().to_string_lossy().into_owned(), at);
            }
        }
    }
    places
}

fn traces(rig: &Rig) -> Vec<(&'static str, BTreeMap<String, usize>)> {
    let words = SECRETS.into_iter().chain([NAME, USERNAME]);
    words.map(|word| (word, found(&rig.data(), word))).filter(|(_, places)| !places.is_empty()).collect()
}

async fn gone(rig: &Rig) {
    let mut patience = 300;
    while !traces(rig).is_empty() {
        patience -= 1;
        assert!(patience > 0, "left: {:?}", traces(rig));
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(!found(&rig.data(), NEIGHBOURS).is_empty(), "what others said stays");
}

/// Mokryna says and does all kinds of things; others and we repeat her.
async fn talk(rig: &mut Rig, mokryna: i64) {
    let first = rig.say(mokryna, &format!("Мій {} стоїть у кутку", SECRETS[0]));
    let second = rig.say(mokryna, "ой");
    rig.world.edit(rig.group, second, &format!("Їду в місто {}", SECRETS[1])).unwrap();
    rig.world.edit(rig.group, second, "нікуди не їду").unwrap();
    rig.world.react(rig.group, first, mokryna, Some("👍")).unwrap();
    // Telegram puts the message that is answered into the answer.
    let said = Said {
        from: rig.taras,
        text: format!("гарний {NEIGHBOURS} настрій"),
        reply_to: Some(first),
        ..Said::default()
    };
    let answer = rig.world.say(rig.group, said).unwrap();
    for nth in 0..60 {
        rig.say(mokryna, &format!("{} літає номер {nth}, такі справи", SECRETS[2]));
        rig.say(rig.olena, &format!("а в нас {NEIGHBOURS} день {nth}"));
    }
    rig.settled().await;
    shown::by_others(rig, mokryna);
    rig.settled().await;
    let asked = rig.say(rig.olena, ASKED);
    assert!(rig.answer_to(asked).await.contains(SECRETS[0]), "we repeat her words");
    let asked = rig.say(rig.olena, "/stats");
    rig.answer_to(asked).await;
    rig.world.react(rig.group, answer, mokryna, Some("👍")).unwrap();
    let alone = private(rig, mokryna);
    say_in(rig, alone, mokryna, &format!("Між нами: {}", SECRETS[3]));
    let chosen = say_in(rig, alone, mokryna, "/me стиль офіційно");
    eventually("an answer in private", async || answered(rig, alone, chosen)).await;
    rig.settled().await;
}

fn answered(rig: &Rig, chat: i64, message: i64) -> Option<String> {
    let answers = rig.answers();
    let ours = answers.iter().find(|it| it["chat_id"] == chat && it["reply_parameters"]["message_id"] == message)?;
    Some(ours["text"].as_str()?.to_owned())
}

/// Asks to be forgotten and confirms it.
pub async fn forget(rig: &Rig, chat: i64, person: i64) {
    let menu = menu(rig, chat, say_in(rig, chat, person, "/forget")).await;
    rig.world.press(chat, menu, person, &format!("privacy:forget:{person}")).unwrap();
    eventually("a confirmation", async || {
        let text = rig.world.message(chat, menu)["text"].as_str()?.to_owned();
        text.contains("забула все").then_some(())
    })
    .await;
}

#[actix_web::test]
async fn whoever_asks_to_be_forgotten_leaves_no_trace_in_any_file() {
    let mut rig = Rig::start().await;
    let mokryna = mokryna(&rig);
    talk(&mut rig, mokryna).await;
    let before: i64 = rig.json(&["stats", "--json"])["total_messages"].as_i64().unwrap();
    for word in SECRETS.into_iter().chain([NAME, USERNAME]) {
        assert!(!found(&rig.data(), word).is_empty(), "{word} is there before");
    }
    forget(&rig, rig.group, mokryna).await;
    gone(&rig).await;
    let wrong = rig.balachka(&["verify"]);
    assert!(wrong.status.success(), "{}", String::from_utf8_lossy(&wrong.stdout));
    assert!(rig.json(&["stats", "--json"])["total_messages"].as_i64().unwrap() >= before, "counts stay");
    let asked = rig.say(rig.olena, ASKED);
    assert!(!rig.answer_to(asked).await.contains(SECRETS[0]));
    // A store that is built anew from the journal has nothing of it.
    rig.stop().await;
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(rig.data().join(format!("context.db{end}")));
    }
    rig.run(&[]);
    rig.settled().await;
    rig.stop().await;
    assert_eq!(traces(&rig), []);
}

#[actix_web::test]
async fn a_kill_in_between_does_not_keep_anything() {
    for point in ["context-before-commit", "privacy-before-scrub", "privacy-before-clean", "journal-after-commit"] {
        let mut rig = Rig::start().await;
        let mokryna = mokryna(&rig);
        talk(&mut rig, mokryna).await;
        let menu = menu(&rig, rig.group, rig.say(mokryna, "/forget")).await;
        rig.settled().await;
        rig.kill();
        let strike = format!("{point}={}", if point.starts_with("privacy") { "return" } else { "1*off->return" });
        rig.run(&[("FAILPOINTS", &strike)]);
        rig.world.press(rig.group, menu, mokryna, &format!("privacy:forget:{mokryna}")).unwrap();
        // Whether it dies at once or later, it was asked.
        let mut patience = 1500;
        while !rig.has_ended() && patience > 0 {
            patience -= 1;
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert!(rig.has_ended(), "{point} was never reached");
        rig.ended().await;
        rig.run(&[]);
        eventually("a confirmation", async || {
            let text = rig.world.message(rig.group, menu)["text"].as_str()?.to_owned();
            text.contains("забула все").then_some(())
        })
        .await;
        gone(&rig).await;
    }
}

#[actix_web::test]
async fn a_restore_of_older_stores_forgets_again() {
    let mut rig = Rig::start().await;
    let mokryna = mokryna(&rig);
    talk(&mut rig, mokryna).await;
    rig.stop().await;
    let backup = tempfile::tempdir().unwrap();
    let stores = ["journal.db", "context.db", "analysis.db", "personalization.db", "outbox.db"];
    for store in stores {
        std::fs::write(backup.path().join(store), std::fs::read(rig.data().join(store)).unwrap()).unwrap();
    }
    rig.run(&[]);
    forget(&rig, rig.group, mokryna).await;
    gone(&rig).await;
    rig.stop().await;
    for store in stores {
        std::fs::write(rig.data().join(store), std::fs::read(backup.path().join(store)).unwrap()).unwrap();
    }
    assert!(!traces(&rig).is_empty(), "the backup has her words");
    rig.run(&[]);
    gone(&rig).await;
    assert!(rig.balachka(&["verify"]).status.success());
}

#[actix_web::test]
async fn an_answer_that_a_model_is_thinking_of_is_worded_anew_when_somebody_is_forgotten() {
    let model = StandIn::start("Не знаю.").await;
    let mut rig = Rig::world().await;
    let url = model.base_url(Protocol::OpenAi);
    rig.run(&[("OPENAI_BASE_URL", url.as_str())]);
    let mokryna = mokryna(&rig);
    rig.say(mokryna, &format!("{} дзвонив сьогодні", SECRETS[2]));
    rig.say(rig.olena, NEIGHBOURS);
    rig.settled().await;
    let echo = Act::Says(format!("Дзвонив {}", SECRETS[2]));
    model.next([Act::Slow(Duration::from_secs(4), Box::new(echo))]);
    let asked = rig.say(rig.olena, "Балачко, розкажи щось");
    eventually("the model is asked", async || (model.count() == 1).then_some(())).await;
    forget(&rig, rig.group, mokryna).await;
    assert_eq!(rig.answer_to(asked).await, "Не знаю.");
    gone(&rig).await;
}

#[actix_web::test]
async fn who_quotes_the_forgotten_brings_nothing_back() {
    let mut rig = Rig::start().await;
    let mokryna = mokryna(&rig);
    let hers = rig.say(mokryna, &format!("Мій {} стоїть у кутку", SECRETS[0]));
    rig.say(rig.olena, NEIGHBOURS);
    rig.settled().await;
    forget(&rig, rig.group, mokryna).await;
    gone(&rig).await;
    let text = "Балачко, що це?".to_owned();
    let reply = Said { from: rig.olena, text, reply_to: Some(hers), ..Said::default() };
    rig.answer_to(rig.world.say(rig.group, reply).unwrap()).await;
    rig.settled().await;
    assert!(!found(&rig.data(), SECRETS[0]).contains_key("outbox.db"));
    let outbox: i64 = rig.read("outbox.db", "SELECT count(*) FROM outbox WHERE instr(request, 'шифон') > 0").await;
    assert_eq!(outbox, 0);
    rig.stop().await;
}

#[actix_web::test]
async fn whoever_is_forgotten_has_chosen_nothing_and_is_counted_nowhere() {
    let mut rig = Rig::start().await;
    let mokryna = mokryna(&rig);
    let alone = private(&rig, mokryna);
    let menu = menu(&rig, alone, say_in(&rig, alone, mokryna, "/settings")).await;
    for (button, shown) in [
        ("set:language", "Мова"),
        ("set:language:en", "English"),
        ("set:persona", "Character"),
        ("set:persona:kuma", "Kuma"),
    ] {
        called(&rig, alone, menu, button, shown).await;
        rig.world.press(alone, menu, mokryna, button).unwrap();
    }
    called(&rig, alone, menu, "set:persona", "Kuma").await;
    rig.answer_to(rig.say(mokryna, "Балачко, привіт!")).await;
    rig.settled().await;
    // She is the only one who has done anything here.
    let kept = "SELECT (SELECT count(*) FROM settings) + (SELECT count(*) FROM outbox WHERE chat_id > 0)
        + (SELECT count(*) FROM floods f, json_each(f.state, '$.people'))
        + (SELECT count(*) FROM own_words o, json_each(o.state) w WHERE w.value ->> 'to' IS NOT NULL)";
    assert!(rig.read::<i64>("outbox.db", kept).await > 4);
    forget(&rig, rig.group, mokryna).await;
    assert_eq!(rig.read::<i64>("outbox.db", kept).await, 0);
    let asked = say_in(&rig, alone, mokryna, "/help");
    let answer = eventually("an answer in private", async || answered(&rig, alone, asked)).await;
    assert!(answer.contains("Що я вмію"), "{answer}");
}

#[actix_web::test]
async fn a_chat_may_keep_its_messages_for_some_days_only() {
    let mut rig = Rig::world().await;
    let old = serde_json::json!({ "update_id": 1, "message": {
        "message_id": 900_001, "date": 1_700_000_000, "text": format!("старий {}", SECRETS[0]),
        "chat": { "id": rig.group, "type": "supergroup", "title": "Кухня" },
        "from": { "id": rig.olena, "is_bot": false, "first_name": "Олена" } } });
    rig.world.queue_raw(&old.to_string()).unwrap();
    rig.run(&[("BALACHKA__HOUSEKEEPING__EVERY_SECS", "1")]);
    rig.say(rig.olena, &format!("свіжий {NEIGHBOURS}"));
    let menu = menu(&rig, rig.group, rig.say(rig.olena, "/settings")).await;
    rig.settled().await;
    let text = "SELECT count(*) FROM messages WHERE text LIKE 'старий%'";
    assert_eq!(rig.read::<i64>("context.db", text).await, 1);
    called(&rig, rig.group, menu, "set:keep", "завжди").await;
    rig.world.press(rig.group, menu, rig.olena, "set:keep").unwrap();
    called(&rig, rig.group, menu, "set:keep:30d", "30").await;
    rig.world.press(rig.group, menu, rig.olena, "set:keep:30d").unwrap();
    eventually("it is forgotten", async || (rig.read::<i64>("context.db", text).await == 0).then_some(())).await;
    let total = rig.json(&["stats", "--json"])["total_messages"].as_i64().unwrap();
    assert_eq!(total, 3, "counts stay");
    assert_eq!(rig.read::<i64>("context.db", "SELECT count(*) FROM messages WHERE text LIKE 'свіжий%'").await, 1);
    let asked = rig.say(rig.olena, &format!("/search {}", SECRETS[0]));
    assert!(!rig.answer_to(asked).await.contains("старий"));
    assert!(rig.balachka(&["verify"]).status.success());
}

#[actix_web::test]
async fn a_person_is_given_what_is_kept_about_them_and_only_that_and_only_in_private() {
    let mut rig = Rig::start().await;
    let mokryna = mokryna(&rig);
    talk(&mut rig, mokryna).await;
    let asked = rig.say(mokryna, "/export");
    assert!(rig.answer_to(asked).await.contains("віч-на-віч"));
    let alone = private(&rig, mokryna);
    let asked = say_in(&rig, alone, mokryna, "/export");
    let document = async || {
        let documents = (asked + 1..asked + 9).map(|id| rig.world.message(alone, id)["document"]["content"].clone());
        documents.into_iter().find_map(|it| Some(it.as_str()?.to_owned()))
    };
    let document = eventually("a document", document).await;
    let told: serde_json::Value = serde_json::from_str(&document).unwrap();
    for word in SECRETS.into_iter().chain([NAME, USERNAME, "Кухня"]) {
        assert!(document.contains(word), "{word}");
    }
    assert!(!document.contains(NEIGHBOURS), "what others said is theirs");
    assert_eq!(told["about"]["profile"]["style"]["value"], "formal");
    assert!(told["about"]["statistics"]["total_messages"].as_i64().unwrap() >= 60);
    assert!(told["messages"].as_array().unwrap().iter().any(|it| it["understood"].is_object()));
    rig.settled().await;
    eventually("the outbox lets go of it", async || {
        let kept = "SELECT count(*) FROM files";
        (rig.read::<i64>("outbox.db", kept).await == 0).then_some(())
    })
    .await;
}

#[actix_web::test]
async fn only_whoever_asked_may_confirm() {
    let rig = Rig::start().await;
    rig.say(rig.taras, "мене не забудь");
    let menu = menu(&rig, rig.group, rig.say(rig.taras, "/forget")).await;
    rig.world.press(rig.group, menu, rig.olena, &format!("privacy:forget:{}", rig.taras)).unwrap();
    eventually("a refusal", async || {
        let calls = rig.calls_of("answerCallbackQuery");
        calls.iter().any(|call| call["text"].as_str().unwrap().contains("не для тебе")).then_some(())
    })
    .await;
    rig.world.press(rig.group, menu, rig.taras, &format!("privacy:stay:{}", rig.taras)).unwrap();
    eventually("it stays", async || {
        rig.world.message(rig.group, menu)["text"].as_str()?.contains("лишається").then_some(())
    })
    .await;
    assert!(!found(&rig.data(), "мене не забудь").is_empty());
}
