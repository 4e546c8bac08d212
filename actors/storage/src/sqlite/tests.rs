//! Opening good and bad files, and what happens to a group with a bad write in it.

use std::{borrow::Cow, path::Path};

use sqlx::{
    Connection, SqliteConnection,
    migrate::{Migration, MigrationType, Migrator},
};

use super::*;

fn schema(application_id: i32, versions: i64) -> Schema {
    let migration = |version: i64| {
        let sql = format!("CREATE TABLE t{version}(n INTEGER PRIMARY KEY) STRICT");
        Migration::new(version, Cow::from("one"), MigrationType::Simple, sqlx::AssertSqlSafe(sql).into_sql_str(), false)
    };
    let migrations =
        Migrator { migrations: (1..=versions).map(migration).collect::<Vec<_>>().into(), ..Migrator::DEFAULT };
    Schema { name: "thing", application_id, durability: Durability::EachCommit, cache_kib: 1024, migrations }
}

use sqlx::SqlSafeStr;

async fn insert(conn: &mut SqliteConnection, numbers: &[i64]) -> Result<Vec<i64>, StorageError> {
    for number in numbers {
        assert!(*number != 13, "unlucky");
        sqlx::query("INSERT INTO t1 VALUES(?)").bind(number).execute(&mut *conn).await?;
    }
    Ok(numbers.to_vec())
}

async fn numbers(conn: &mut SqliteConnection) -> Vec<i64> {
    sqlx::query_scalar("SELECT n FROM t1 ORDER BY n").fetch_all(conn).await.unwrap()
}

#[actix::test]
async fn a_new_database_is_durable_and_checked() {
    let folder = tempfile::tempdir().unwrap();
    let mut conn = open(folder.path(), &schema(7, 1)).await.unwrap();
    for (pragma, expected) in [
        ("journal_mode", "wal"),
        ("synchronous", "2"),
        ("foreign_keys", "1"),
        ("trusted_schema", "0"),
        ("cell_size_check", "1"),
        ("application_id", "7"),
    ] {
        let sql = format!("SELECT CAST({pragma} AS TEXT) FROM pragma_{pragma}");
        let value: String = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&mut conn).await.unwrap();
        assert_eq!(value, expected, "{pragma}");
    }
}

#[actix::test]
async fn foreign_newer_and_unwritable_files_are_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    open(path, &schema(7, 2)).await.unwrap().close().await.unwrap();
    assert!(matches!(open(path, &schema(8, 2)).await, Err(StorageError::Foreign(_))), "another application's");
    assert!(matches!(open(path, &schema(7, 1)).await, Err(StorageError::Newer(_))), "a newer version's");

    std::fs::write(path.join("thing.db"), "dear diary, this is no database at all").unwrap();
    let error = open(path, &schema(7, 1)).await.unwrap_err();
    assert!(error.to_string().contains("thing.db is not a database of this kind"), "{error}");

    let error = open(Path::new("/proc/balachka"), &schema(7, 1)).await.unwrap_err();
    assert!(error.to_string().contains("cannot write /proc/balachka/thing.db"), "{error}");
}

#[actix::test]
async fn a_damaged_header_is_damage_and_can_be_set_aside() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    open(path, &schema(7, 1)).await.unwrap().close().await.unwrap();
    let file = path.join("thing.db");
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[16..4000].fill(0xAA);
    std::fs::write(&file, bytes).unwrap();
    assert!(matches!(open(path, &schema(7, 1)).await, Err(StorageError::Corrupt(_))));
    let aside = set_aside(path, &schema(7, 1)).unwrap();
    assert!(aside.exists() && !file.exists());
    open(path, &schema(7, 1)).await.unwrap();
}

/// Whatever the first page holds now, it was a database.
#[actix::test]
async fn a_first_page_of_rubbish_is_damage() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    open(path, &schema(7, 1)).await.unwrap().close().await.unwrap();
    let file = path.join("thing.db");
    for rubbish in [0, 0x6b] {
        let mut bytes = std::fs::read(&file).unwrap();
        bytes[..4096].fill(rubbish);
        std::fs::write(&file, bytes).unwrap();
        assert!(matches!(open(path, &schema(7, 1)).await, Err(StorageError::Corrupt(_))), "{rubbish}");
    }
}

#[actix::test]
async fn one_bad_write_does_not_fail_its_neighbours() {
    let folder = tempfile::tempdir().unwrap();
    let mut conn = open(folder.path(), &schema(7, 1)).await.unwrap();
    let writes: Vec<i64> = vec![1, 2, 3, 2, 4, 13, 5, 6];
    let mut apply = async |conn: &mut SqliteConnection, part: &[i64]| insert(conn, part).await;
    let answers = commit_group(&mut conn, &writes, &mut apply).await;
    assert!(matches!(&answers[3], Err(StorageError::Refused(why)) if why.contains("UNIQUE")), "{answers:?}");
    assert!(matches!(&answers[5], Err(StorageError::Panicked(why)) if why == "unlucky"), "{answers:?}");
    let fine: Vec<i64> = answers.into_iter().flatten().collect();
    assert_eq!(fine, [1, 2, 3, 4, 5, 6]);
    assert_eq!(numbers(&mut conn).await, [1, 2, 3, 4, 5, 6]);
}

#[actix::test]
async fn readers_see_commits_and_cannot_write() {
    let folder = tempfile::tempdir().unwrap();
    let schema = schema(7, 1);
    let mut conn = open(folder.path(), &schema).await.unwrap();
    let readers = Readers::open(folder.path(), &schema, 2).now();
    transaction(&mut conn, async |conn| insert(conn, &[1]).await).await.unwrap();
    let mut reader = readers.acquire().await.unwrap();
    assert_eq!(numbers(&mut reader).await, [1]);
    assert!(insert(&mut reader, &[2]).await.is_err());
}

fn files(folder: &Path) -> Vec<std::ffi::OsString> {
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name()).collect();
    files.sort();
    files
}

async fn seen(folder: &Path, schema: &Schema) -> Result<Vec<i64>, StorageError> {
    look(folder, schema, async |conn| Ok(numbers(conn).await)).await
}

#[actix::test]
async fn a_look_leaves_no_trace_and_cannot_write() {
    let folder = tempfile::tempdir().unwrap();
    let (path, schema) = (folder.path(), schema(7, 1));
    let error = seen(path, &schema).await.unwrap_err();
    assert!(matches!(&error, StorageError::Missing(file) if file.ends_with("thing.db")), "{error}");
    assert_eq!(files(path), [""; 0]);

    let mut conn = open(path, &schema).await.unwrap();
    insert(&mut conn, &[1]).await.unwrap();
    close(conn).await;
    assert_eq!(seen(path, &schema).await, Ok(vec![1]));
    assert!(look(path, &schema, async |conn| insert(conn, &[2]).await).await.is_err());
    assert_eq!(files(path), ["thing.db"]);
}

#[actix::test]
async fn a_look_sees_one_moment_beside_a_writer() {
    let folder = tempfile::tempdir().unwrap();
    let (path, schema) = (folder.path(), schema(7, 1));
    let mut writer = open(path, &schema).await.unwrap();
    insert(&mut writer, &[1]).await.unwrap();
    let both = look(path, &schema, async |conn| {
        let before = numbers(conn).await;
        insert(&mut writer, &[2]).await?;
        Ok::<_, StorageError>((before, numbers(conn).await))
    });
    assert_eq!(both.await.unwrap(), (vec![1], vec![1]));
    assert_eq!(seen(path, &schema).await, Ok(vec![1, 2]));
}

#[actix::test]
async fn a_look_refuses_what_it_cannot_read_right() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    close(open(path, &schema(7, 2)).await.unwrap()).await;
    assert!(matches!(seen(path, &schema(8, 2)).await, Err(StorageError::Foreign(_))));
    assert!(matches!(seen(path, &schema(7, 1)).await, Err(StorageError::Newer(_))));
    assert!(matches!(seen(path, &schema(7, 3)).await, Err(StorageError::Older(_))));
    let schema = schema(7, 2);
    let meanwhile = look(path, &schema, async |_| {
        let mut writer = open(path, &schema).await?;
        insert(&mut writer, &[1]).await?;
        close(writer).await;
        Ok::<_, StorageError>(())
    });
    assert!(matches!(meanwhile.await, Err(StorageError::Disturbed(_))));
    std::fs::write(path.join("thing.db"), "dear diary").unwrap();
    assert!(matches!(seen(path, &schema).await, Err(StorageError::Foreign(_))));
}

#[actix::test]
async fn a_full_disk_is_told_rolled_back_and_healed_without_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let mut conn = open(folder.path(), &schema(7, 1)).await.unwrap();
    transaction(&mut conn, async |conn| insert(conn, &[1]).await).await.unwrap();
    // SQLite reports a file that may not grow as it reports a disk that is full.
    sqlx::query("PRAGMA max_page_count = 1").execute(&mut conn).await.unwrap();
    let many: Vec<i64> = (100..20_000).collect();
    let error = transaction(&mut conn, async |conn| insert(conn, &many).await).await.unwrap_err();
    assert_eq!(error, StorageError::Full);
    assert!(error.to_string().contains("free some space"), "{error}");
    assert_eq!(numbers(&mut conn).await, [1], "reading goes on, nothing is half done");
    sqlx::query("PRAGMA max_page_count = 100000").execute(&mut conn).await.unwrap();
    transaction(&mut conn, async |conn| insert(conn, &many).await).await.unwrap();
    assert_eq!(numbers(&mut conn).await.len(), many.len() + 1);
}

/// Set in `.cargo/config.toml`.
#[actix::test]
async fn no_cache_and_no_count_of_memory_is_shared_by_all_connections() {
    let folder = tempfile::tempdir().unwrap();
    let mut conn = open(folder.path(), &schema(7, 1)).await.unwrap();
    let options: Vec<String> = sqlx::query_scalar("PRAGMA compile_options").fetch_all(&mut conn).await.unwrap();
    let has = |option: &str| options.iter().any(|built| built == option);
    assert!(has("DEFAULT_MEMSTATUS=0") && !has("ENABLE_MEMORY_MANAGEMENT"), "{options:?}");
    assert!(has("DEFAULT_PCACHE_INITSZ=0"), "{options:?}");
}
