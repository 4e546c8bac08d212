//! `verify`

use std::path::PathBuf;

use storage::sqlite::{self, Schema};

use super::*;

/// The checks of a run that found something wrong, those that failed.
#[track_caller]
fn failed(folder: &Path) -> Vec<Value> {
    let output = balachka(folder, &["verify", "--json"]);
    assert_eq!(output.status.code(), Some(1), "{}", talk(&output));
    assert!(talk(&output).contains("failed"), "{}", talk(&output));
    let checks: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    checks.into_iter().filter(|check| check["ok"] == false).collect()
}

#[track_caller]
fn fails_only(folder: &Path, database: &str, check: &str, detail: &str) {
    let failed = failed(folder);
    assert!(!failed.is_empty() && failed.iter().all(|failed| failed["database"] == database), "{failed:?}");
    let said = failed.iter().find(|failed| failed["check"] == check).unwrap_or_else(|| panic!("{failed:?}"));
    assert!(said["detail"].as_str().unwrap().contains(detail), "{failed:?}");
}

async fn change(folder: &Path, sql: &'static str) {
    change_in(folder, &context::schema(), sql).await;
}

async fn change_in(folder: &Path, store: &Schema, sql: &'static str) {
    let mut conn = sqlite::open(folder, store).await.unwrap();
    sqlx::query(sql).execute(&mut conn).await.unwrap();
    sqlite::close(conn).await;
}

#[actix::test]
async fn a_sound_directory_is_fine_beside_the_service_and_after_it() {
    let mut house = House::with(vec![said(1, "Привіт"), said(2, "Кава")]).await;
    for _ in 0..2 {
        let text = result(house.path(), &["verify"]);
        for database in ["journal.db", "context.db", "analysis.db", "outbox.db"] {
            assert!(text.contains(database), "{text}");
        }
        assert!(text.contains("at 2, level with the journal") && !text.contains("FAILED"), "{text}");
        if house.is_running() {
            house.close().await;
        }
    }
    let elsewhere = tempfile::tempdir().unwrap();
    let report = result_json(elsewhere.path(), &["verify", house.path().to_str().unwrap(), "--json"]);
    assert!(report.as_array().unwrap().iter().all(|check| check["ok"] == true), "{report}");
}

#[actix::test]
async fn what_has_only_just_begun_is_fine_without_an_outbox() {
    let house = House::left_with(vec![]).await;
    std::fs::remove_file(house.path().join("outbox.db")).unwrap();
    assert!(result(house.path(), &["verify"]).contains("does not exist yet"));
}

#[actix::test]
async fn a_lost_database_is_found() {
    let house = House::left_with(vec![said(1, "Привіт")]).await;
    std::fs::remove_file(house.path().join("outbox.db")).unwrap();
    fails_only(house.path(), "outbox.db", "open", "does not exist");
}

#[actix::test]
async fn a_damaged_page_is_found() {
    let texts = (1..200).map(|id| said(id, &format!("слово{id} {}", "ще ".repeat(100)))).collect();
    let house = House::left_with(texts).await;
    let file: PathBuf = house.path().join("context.db");
    let mut bytes = std::fs::read(&file).unwrap();
    let page = bytes.len() / 2 / 4096 * 4096;
    bytes[page..page + 2000].fill(0xAA);
    std::fs::write(&file, &bytes).unwrap();
    fails_only(house.path(), "context.db", "integrity", "");
    assert_eq!(std::fs::read(&file).unwrap(), bytes);
}

#[actix::test]
async fn a_damaged_full_text_index_is_found() {
    let house = House::left_with(vec![said(1, "Привіт")]).await;
    change(house.path(), "DELETE FROM found_data WHERE id > 10").await;
    fails_only(house.path(), "context.db", "integrity", "found");
}

#[actix::test]
async fn a_wrong_counter_is_found() {
    let house = House::left_with(vec![said(1, "Привіт")]).await;
    change(house.path(), "UPDATE chats SET messages = 5").await;
    fails_only(house.path(), "context.db", "counters", "-1001234567890: 5 stored, 1 counted");
    change(house.path(), "UPDATE chats SET messages = 1").await;
    change_in(house.path(), &analysis::schema(), "UPDATE hours SET participants = 5").await;
    fails_only(house.path(), "analysis.db", "counters", "of -1001234567890: 5 stored, 1 counted");
}

#[actix::test]
async fn a_bookmark_is_compared_with_the_journal() {
    let house = House::left_with(vec![said(1, "Привіт"), said(2, "Кава")]).await;
    change(house.path(), "UPDATE bookmark SET seq = 1").await;
    assert!(result(house.path(), &["verify"]).contains("at 1, 1 behind the journal"));
    change(house.path(), "UPDATE bookmark SET seq = 3").await;
    fails_only(house.path(), "context.db", "bookmark", "ahead of the journal, which ends at 2");
}
