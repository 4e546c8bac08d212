//! Copies of the stores: made by themselves, and good for what they are for.

use crate::rig::{Rig, eventually};

fn texts(rig: &Rig) -> Vec<String> {
    let said = rig.exported(rig.group).into_iter().filter(|message| message["type"] == "message");
    said.filter_map(|message| message["text"].as_str().map(str::to_owned)).collect()
}

#[actix_web::test]
async fn a_backup_is_made_without_being_asked_for() {
    let mut rig = Rig::world().await;
    let shelf = rig.folder().join("shelf");
    rig.run(&[("BALACHKA__BACKUP__DIR", shelf.to_str().unwrap())]);
    rig.say(rig.olena, "запам’ятай це");
    rig.settled().await;
    eventually("a backup", async || (rig.metric("balachka_last_backup_timestamp_seconds").await? > 0.0).then_some(()))
        .await;
    let made: Vec<_> = operations::backup::backups(&shelf).unwrap();
    let verified = rig.balachka(&["verify", made[0].to_str().unwrap()]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
}

/// The machine burns down: a backup on another one, what came in later from Telegram, and nothing twice.
#[actix_web::test]
async fn a_backup_restored_elsewhere_goes_on_where_it_was_made() {
    let mut rig = Rig::world().await;
    let shelf = rig.folder().join("shelf");
    rig.run(&[]);
    let said: Vec<String> = (0..40).map(|nth| format!("слово {nth}")).collect();
    for text in &said[..20] {
        rig.say(rig.olena, text);
    }
    rig.settled().await;
    // While it is busy: stores may be behind the journal in the copy.
    for text in &said[20..] {
        rig.say(rig.taras, text);
    }
    let made = rig.json(&["backup", "--out", shelf.to_str().unwrap(), "--json"]);
    let backup = made["backup"].as_str().unwrap().to_owned();
    rig.settled().await;
    let before = texts(&rig);
    let refused = rig.balachka(&["restore", &backup]);
    assert_eq!(refused.status.code(), Some(75), "it runs: {}", String::from_utf8_lossy(&refused.stderr));
    rig.kill();

    std::fs::rename(rig.data(), rig.folder().join("burnt")).unwrap();
    let restored = rig.json(&["restore", &backup, "--json"]);
    assert!(restored["before"].is_null());
    rig.run(&[]);
    let last = rig.say(rig.olena, "Балачко, ти пам’ятаєш?");
    rig.answer_to(last).await;
    rig.settled().await;
    let after = texts(&rig);
    let kept: Vec<_> = after.iter().filter(|text| said.contains(text)).collect();
    assert!(kept.len() >= 20, "what was confirmed before the backup is in it: {}", kept.len());
    let mut once = kept.clone();
    once.dedup();
    assert_eq!(once, kept, "nothing twice");
    assert!(kept.iter().zip(&before).all(|(after, before)| *after == before), "in order, without a gap");
    for database in ["context", "analysis", "personalization", "conversation"] {
        let bookmark = rig.metric(&format!(r#"balachka_store_bookmark{{store="{database}"}}"#)).await;
        assert_eq!(bookmark, rig.metric("balachka_journal_seq").await, "{database}");
    }
    assert!(rig.balachka(&["verify"]).status.success());
}

#[actix_web::test]
async fn a_backup_forgets_whom_it_was_asked_to_forget() {
    let mut rig = Rig::world().await;
    let shelf = rig.folder().join("shelf");
    rig.run(&[]);
    rig.say(rig.olena, "Таємниця про борщівник");
    rig.say(rig.taras, "Звичайна балачка");
    rig.settled().await;
    let made = rig.json(&["backup", "--out", shelf.to_str().unwrap(), "--json"]);
    let early = made["backup"].as_str().unwrap().to_owned();
    crate::privacy::forget(&rig, rig.group, rig.olena).await;
    rig.settled().await;
    let made = rig.json(&["backup", "--out", shelf.to_str().unwrap(), "--json"]);
    let late = made["backup"].as_str().unwrap().to_owned();
    assert!(rig.stop().await.success());

    // The early backup beside the log that is there; the late one where there is nothing.
    for (backup, move_away) in [(early, false), (late, true)] {
        if move_away {
            std::fs::rename(rig.data(), rig.folder().join("gone")).unwrap();
        }
        let restored = rig.balachka(&["restore", &backup, "--force"]);
        assert!(restored.status.success(), "{}", String::from_utf8_lossy(&restored.stderr));
        assert!(!texts(&rig).iter().any(|text| text.contains("борщівник")), "before the service starts");
        rig.run(&[]);
        rig.settled().await;
        let left = texts(&rig);
        assert!(left.iter().any(|text| text == "Звичайна балачка"), "{left:?}");
        assert!(!left.iter().any(|text| text.contains("борщівник")), "{left:?}");
        assert!(rig.stop().await.success());
    }
}

#[actix_web::test]
async fn databases_of_another_bot_are_refused_by_the_token() {
    let mut rig = Rig::start().await;
    rig.say(rig.olena, "запам’ятай це");
    rig.settled().await;
    assert!(rig.stop().await.success());
    let another = [("TELEGRAM_BOT_TOKEN", "4711:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1")];
    let refused = rig.balachka_with(&["run", "--http", "127.0.0.1:0"], &another);
    let talk = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(2), "{talk}");
    assert!(talk.contains("bot 4711") && talk.contains("another --data-dir"), "{talk}");
    let looked = rig.balachka_with(&["doctor"], &another);
    let found = String::from_utf8_lossy(&looked.stdout).into_owned();
    assert!(found.contains("FAILED") && found.contains("bot 4711"), "{found}");
}
