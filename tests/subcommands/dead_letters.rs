//! `dead-letters`

use storage::{journal, sqlite};

use super::*;

/// Sets aside an update that no store has seen.
async fn set_aside(house: &House, stage: &str, raw: &str) {
    let mut journal = sqlite::open(house.path(), &journal::schema()).await.unwrap();
    let sql = "INSERT INTO dead_letters (seq, stage, bot_id, update_id, reason, tries, set_aside_ms, raw) \
               VALUES ((SELECT 1000 + count(*) FROM dead_letters), ?, 999, 4711, 'it hurt\u{1b}[2J', 3, 1700000000000, ?)";
    sqlx::query(sql).bind(stage).bind(raw).execute(&mut journal).await.unwrap();
    sqlite::close(journal).await;
}

fn total(house: &House) -> Value {
    result_json(house.path(), &["stats", "--json"])["total_messages"].clone()
}

#[actix::test]
async fn a_list_says_why_and_not_what() {
    let house = House::left_with(vec![]).await;
    assert_eq!(result(house.path(), &["dead-letters"]), "");
    assert_eq!(result_json(house.path(), &["dead-letters", "--json"]), json!([]));
    set_aside(&house, "context", &said(1, "таємниця").to_string()).await;
    let list = result(house.path(), &["dead-letters", "list"]);
    assert!(list.contains("context") && list.contains("it hurt") && list.contains("14.11.2023"), "{list}");
    assert!(!list.contains("таємниця") && !list.contains('\u{1b}'), "{list:?}");
    let list = result_json(house.path(), &["dead-letters", "list", "--json"]);
    assert_eq!(list[0]["id"], 1);
    assert_eq!(list[0]["update_id"], 4711);
    assert!(!list.to_string().contains("таємниця"));
}

#[actix::test]
async fn one_is_shown_whole_and_harmless() {
    let house = House::left_with(vec![]).await;
    let raw = "{\"text\":\"таємниця \u{9b}31m\"}\r\n";
    set_aside(&house, "update", raw).await;
    let text = result(house.path(), &["dead-letters", "show", "1"]);
    assert!(text.contains("it hurt") && text.contains("таємниця \\u009b31m"), "{text}");
    assert!(!text.contains(|character: char| character.is_control() && character != '\n'), "{text:?}");
    assert_eq!(result_json(house.path(), &["dead-letters", "show", "1", "--json"])["raw"], raw);
    fails(house.path(), &["dead-letters", "show", "2"], &["there is no dead letter 2", "`balachka dead-letters`"]);
}

#[actix::test]
async fn a_running_store_takes_a_retried_one() {
    let mut house = House::with(vec![said(1, "Привіт")]).await;
    set_aside(&house, "context", &said(2, "Ще раз").to_string()).await;
    let output = balachka(house.path(), &["dead-letters", "retry", "1"]);
    assert_eq!(output.status.code(), Some(0), "{}", talk(&output));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "dead letter 1 retried\n");
    assert!(talk(&output).contains("2 seconds"));
    house.reach(2).await;
    assert_eq!(total(&house), 2);
    assert_eq!(result_json(house.path(), &["dead-letters", "--json"]), json!([]));
    fails(house.path(), &["dead-letters", "retry", "1"], &["there is no dead letter 1"]);
    house.close().await;
}

#[actix::test]
async fn the_next_start_takes_one_retried_at_rest() {
    let mut house = House::left_with(vec![said(1, "Привіт")]).await;
    set_aside(&house, "update", &said(2, "Ще раз").to_string()).await;
    assert_eq!(result_json(house.path(), &["dead-letters", "retry", "1", "--json"]), json!({ "retried": 1 }));
    assert_eq!(total(&house), 1);
    house.start().await;
    assert_eq!(total(&house), 2);
    house.close().await;
}

#[actix::test]
async fn a_dropped_one_is_gone() {
    let mut house = House::with(vec![]).await;
    set_aside(&house, "context", "{}").await;
    set_aside(&house, "context", "{}").await;
    assert_eq!(result(house.path(), &["dead-letters", "drop", "1"]), "dead letter 1 dropped\n");
    assert_eq!(result_json(house.path(), &["dead-letters", "drop", "2", "--json"]), json!({ "dropped": 2 }));
    fails(house.path(), &["dead-letters", "drop", "2"], &["there is no dead letter 2"]);
    assert_eq!(result(house.path(), &["dead-letters"]), "");
    house.close().await;
}
