//! Imports that are killed.

use sqlx::Row as _;

use super::*;

/// Stores that no service ever opened are copied and checked like others.
#[tokio::test]
async fn what_a_killed_first_import_leaves_can_be_backed_up() {
    let place = Place::new();
    let file = place.file("result.json", desktop((1..=15_000).map(|id| desktop_message(id, "борщ"))));
    let mut import = Command::new(env!("CARGO_BIN_EXE_balachka"));
    import.args(["--data-dir", place.data().to_str().unwrap(), "import", &file]).env_clear();
    let mut import = import.stderr(std::process::Stdio::null()).spawn().unwrap();
    let has_begun = || {
        let told = balachka(&place.data(), &["stats", "--json"]);
        serde_json::from_slice::<Value>(&told.stdout).is_ok_and(|stats| stats["total_messages"] != 0)
    };
    while !has_begun() {
        assert!(import.try_wait().unwrap().is_none(), "it was too quick");
    }
    import.kill().unwrap();
    import.wait().unwrap();
    result(&place.data(), &["backup"]);
    result(&place.data(), &["verify"]);
}

/// All rows of all tables of the stores, but for the inside of the search index, which depends on transactions.
async fn state(data: &Path) -> Vec<String> {
    let mut state = Vec::new();
    for store in ["context", "analysis", "personalization", "outbox"] {
        let mut conn = open(data, &format!("{store}.db")).await;
        let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_sqlx%' ESCAPE '\\' AND name NOT LIKE 'found%' ORDER BY name";
        let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(&mut conn).await.unwrap();
        for table in tables {
            let rows = sqlx::AssertSqlSafe(format!("SELECT * FROM {table}"));
            for row in sqlx::query(rows).fetch_all(&mut conn).await.unwrap() {
                let cell = |at| {
                    let text = row.try_get_unchecked::<Option<String>, _>(at).unwrap_or(Some("bytes".into()));
                    text.unwrap_or("NULL".into())
                };
                state.push(format!("{store}.{table}: {}", (0..row.len()).map(cell).collect::<Vec<_>>().join("|")));
            }
        }
    }
    state
}

#[tokio::test]
async fn killed_again_and_again_it_comes_to_the_same() {
    let place = Place::new();
    let words = ["дуже гарний борщ", "чому так сумно?", "клас 😀", "nice weather today"];
    let message = |id: i64| {
        let mut message = desktop_message(id, &format!("{} {id}", words[id as usize % 4]));
        message["from_id"] = json!(format!("user{}", id % 17 + 1));
        if id % 5 == 0 {
            message["reactions"] = json!([{ "type": "emoji", "count": 2, "emoji": "👍", "recent": [{ "from": "Іра", "from_id": "user3" }] }]);
        }
        message
    };
    let file = place.file("result.json", desktop((1..=15_000).map(message)));
    let undisturbed = Place::new();
    assert_eq!(imported(&undisturbed.data(), &file), counts(15_000, 15_000, 0, 0));

    let (mut random, mut kills) = (fastrand::Rng::with_seed(7), 0);
    for _ in 0..8 {
        let mut import = Command::new(env!("CARGO_BIN_EXE_balachka"));
        import.args(["--data-dir", place.data().to_str().unwrap(), "import", &file]).env_clear();
        let mut import =
            import.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn().unwrap();
        tokio::time::sleep(Duration::from_millis(random.u64(20..400))).await;
        kills += i32::from(import.try_wait().unwrap().is_none());
        import.kill().unwrap();
        import.wait().unwrap();
    }
    let last = imported(&place.data(), &file);
    assert!(kills > 0 && last["read"] == 15_000, "{kills} kills: {last}");
    let (whole, resumed) = (state(&undisturbed.data()).await, state(&place.data()).await);
    let differ = whole.iter().zip(&resumed).find(|(one, other)| one != other);
    assert_eq!((whole.len(), differ), (resumed.len(), None));
    result(&place.data(), &["verify"]);
}
