//! When a chat wants less of us: for ever, entirely, or at night.

use playground::Said;

use crate::rig::{Rig, eventually};
use crate::settings::{called, menu};

async fn told(rig: &Rig, from: i64, text: &str, part: &str) {
    let asked = rig.say(from, text);
    let answer = rig.answer_to(asked).await;
    assert!(answer.contains(part), "{text}: {answer}");
}

/// Olena is the admin: she was first in the group.
#[actix_web::test]
async fn admins_mute_and_unmute_and_meanwhile_only_the_ways_out_are_answered() {
    let mut rig = Rig::start().await;
    told(&rig, rig.taras, "/quiet мовчи", "адміністратори").await;
    told(&rig, rig.taras, "Балачко, привіт!", "").await;
    told(&rig, rig.olena, "/quiet мовчи", "/settings").await;
    rig.kill();
    rig.run(&[]);
    let unheard = ["Балачко, привіт!", "/stats", "/quiet 2h"].map(|text| rig.say(rig.olena, text));
    told(&rig, rig.taras, "/help", "/stats").await;
    told(&rig, rig.taras, "/quiet ні", "адміністратори").await;
    for message in unheard {
        assert_eq!(rig.answers_to(message), Vec::<String>::new());
    }
    told(&rig, rig.olena, "/quiet ні", "знову тут").await;
    told(&rig, rig.taras, "Балачко, привіт!", "").await;
}

#[actix_web::test]
async fn for_ever_quiet_is_undone_by_anybody_and_calls_are_answered() {
    let rig = Rig::start().await;
    told(&rig, rig.taras, "/quiet назавжди", "відтепер мовчу").await;
    told(&rig, rig.olena, "Балачко, привіт!", "").await;
    let menu = menu(&rig, rig.group, rig.say(rig.olena, "/settings")).await;
    called(&rig, rig.group, menu, "set:hush", "поки не покличуть").await;
    told(&rig, rig.taras, "/quiet ні", "знову тут").await;
}

#[actix_web::test]
async fn quiet_ordered_in_plain_words_is_obeyed_and_where_it_may_not_be_meant_a_button_asks() {
    let rig = Rig::start().await;
    told(&rig, rig.taras, "Балачко, помовч годинку", "мовчу").await;
    let until: i64 = rig.read("outbox.db", "SELECT state ->> '$.quiet_until' FROM settings").await;
    assert!((until - now() - 3600).abs() < 120, "{until}");
    told(&rig, rig.olena, "Балачко, можеш знову говорити", "знову тут").await;
    let asked = rig.say(rig.taras, "Балачко, тихіше");
    let menu = menu(&rig, rig.group, asked).await;
    let not_yet: Option<i64> =
        rig.read("outbox.db", "SELECT max(state ->> '$.quiet_until' > unixepoch()) FROM settings").await;
    assert_ne!(not_yet, Some(1));
    let message = rig.world.message(rig.group, menu);
    let yes = message["buttons"][0][0]["data"].as_str().unwrap().to_owned();
    rig.world.press(rig.group, menu, rig.taras, &yes).unwrap();
    let quiet = |it: &serde_json::Value| it["text"].as_str().is_some_and(|it| it.contains("мовчу"));
    eventually("it is quiet", async || rig.calls_of("editMessageText").iter().any(quiet).then_some(())).await;
}

fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    i64::try_from(since.as_secs()).unwrap()
}

#[actix_web::test]
async fn mute_and_night_have_buttons() {
    let mut rig = Rig::start().await;
    let menu = menu(&rig, rig.group, rig.say(rig.olena, "/settings")).await;
    for (button, shown) in [
        ("set:night", "Нічна тиша: вимкнено"),
        ("set:night:23-8", "23:00–8:00"),
        ("set:night", "Нічна тиша: 23:00–8:00"),
        ("set:hush", "Мовчанка: вимкнено"),
        ("set:hush:mute", "зовсім"),
        ("set:hush", "Мовчанка: зовсім"),
    ] {
        called(&rig, rig.group, menu, button, shown).await;
        rig.world.press(rig.group, menu, rig.olena, button).unwrap();
    }
    called(&rig, rig.group, menu, "set:hush:off", "вимкнено").await;
    let unheard = rig.say(rig.taras, "Балачко, привіт!");
    told(&rig, rig.taras, "/help", "/stats").await;
    rig.settled().await;
    assert_eq!(rig.answers_to(unheard), Vec::<String>::new());
    rig.world.press(rig.group, menu, rig.olena, "set:hush:off").unwrap();
    called(&rig, rig.group, menu, "set:hush", "Мовчанка: вимкнено").await;
    told(&rig, rig.taras, "Балачко, ти тут?", "").await;
}

/// A sad word that is met with one of ours as soon as nothing keeps us from it, at an hour of tomorrow in Kyiv.
fn sad_at(rig: &Rig, hour: i64, nth: i64) -> i64 {
    let zone = language::zone::Zone::named("Europe/Kyiv").unwrap();
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let tomorrow = zone.day(i64::try_from(since.as_secs()).unwrap()) + 1;
    let date = Some(zone.midnight(tomorrow) + hour * 3600 + 600);
    let text = format!("Мені так сумно, хочеться плакати {nth}");
    rig.world.say(rig.group, Said { from: rig.olena, text, date, ..Said::default() }).unwrap()
}

#[actix_web::test]
async fn in_the_chats_own_night_nothing_is_said_unasked() {
    let always = ["BASE", "QUESTION", "DEEP", "CONFLICT", "ENGAGED"];
    let shares = always.map(|kind| (format!("BALACHKA__CHANCE__{kind}_PERCENT"), "100"));
    let pauses = ["PAUSE_SECS", "AFTER_MESSAGES"].map(|name| (format!("BALACHKA__CHANCE__{name}"), "0"));
    let rules: Vec<_> = shares.into_iter().chain(pauses).collect();
    let rules: Vec<_> = rules.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    let mut rig = Rig::world().await;
    rig.run(&rules);
    let menu = menu(&rig, rig.group, rig.say(rig.olena, "/settings")).await;
    for (button, shown) in [("set:night", "вимкнено"), ("set:night:22-7", "22:00–7:00"), ("set:night", "22:00–7:00")]
    {
        called(&rig, rig.group, menu, button, shown).await;
        if button != "set:night" || shown == "вимкнено" {
            rig.world.press(rig.group, menu, rig.olena, button).unwrap();
        }
    }
    let (asleep, awake) = (sad_at(&rig, 3, 1), sad_at(&rig, 15, 2));
    rig.answer_to(awake).await;
    rig.settled().await;
    assert_eq!(rig.answers_to(asleep), Vec::<String>::new());
}
