//! The statements that take the rows of a table from the database `source`. Names come from the lists of the stores and from
//! the databases' own schemas.

use std::fmt::Write as _;

use sqlx::{AssertSqlSafe, SqliteConnection};

use super::shapes::OF_EACH_STORE;
use storage::{
    sqlite::StorageError,
    store::parts::{Owner, Part, Repeated},
};

/// The columns of a table.
pub(super) struct Columns {
    pub all: Vec<String>,
    /// Those that tell rows apart.
    key: Vec<String>,
}

impl Columns {
    /// Those of a table of the database at hand; without those that are computed.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) async fn of(conn: &mut SqliteConnection, table: &str) -> Result<Self, StorageError> {
        let sql = "SELECT name, pk > 0 FROM pragma_table_info(?, 'main')";
        let columns: Vec<(String, bool)> = sqlx::query_as(sql).bind(table).fetch_all(conn).await?;
        let key = columns.iter().filter(|(_, is_key)| *is_key).map(|(name, _)| quoted(name)).collect();
        Ok(Self { all: columns.iter().map(|(name, _)| quoted(name)).collect(), key })
    }

    /// Their names with commas between them.
    pub(super) fn list(&self) -> String {
        self.all.join(", ")
    }
}

fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}

/// Takes the rows of a shard; how many there are.
///
/// # Errors
/// Those of the databases.
pub(super) async fn take_shard(conn: &mut SqliteConnection, part: &Part, shard: u16) -> Result<i64, StorageError> {
    let Some(condition) = of_shard(part.owner, shard) else { return Ok(0) };
    let columns = Columns::of(conn, part.table).await?.list();
    let table = part.table;
    // In the order of the table, which is read from the first page to the last, so that rows are added at the end.
    let sql = format!(
        "INSERT INTO main.{table} ({columns}) SELECT {columns} FROM source.{table} NOT INDEXED WHERE {condition}"
    );
    run(conn, sql).await
}

/// The condition that holds for the rows of a shard; `None` for a table that is not copied.
fn of_shard(owner: Owner, shard: u16) -> Option<String> {
    let placed =
        |column: &str, places: &str| format!("{column} IN (SELECT id FROM source.{places} WHERE shard = {shard})");
    Some(match owner {
        Owner::Chat(column) => placed(column, "placed_chats"),
        Owner::ChatKey(column) => placed(column, "placed_keys"),
        Owner::Person(column) => placed(column, "placed_people"),
        Owner::Row { column, table, key } => {
            let follows = format!("{column} IN (SELECT {key} FROM main.{table})");
            // What follows nothing is lost otherwise.
            let is_first = shard == 0;
            format!("{follows} OR {is_first} AND {column} NOT IN (SELECT {key} FROM source.{table})")
        }
        Owner::Named { column, named_by } => {
            let mut condition = placed(column, "placed_people");
            for (table, named) in named_by {
                // Writing to a string cannot fail.
                let _ = write!(condition, " OR {column} IN (SELECT {named} FROM main.{table})");
            }
            condition
        }
        Owner::All => "true".to_owned(),
        Owner::Derived => return None,
    })
}

/// Takes all rows; `values` are what each column becomes, in the order of the columns.
///
/// # Errors
/// Those of the databases; that a row is there already where that may not be.
pub(super) async fn take_all(
    conn: &mut SqliteConnection,
    part: &Part,
    columns: &Columns,
    values: &[String],
) -> Result<i64, StorageError> {
    let (table, names, values) = (part.table, columns.list(), values.join(", "));
    let (verb, end) = match part.repeated {
        Repeated::Never => ("INSERT", String::new()),
        Repeated::Any => ("INSERT OR IGNORE", String::new()),
        Repeated::Newest(time) => ("INSERT", if_newer(columns, time, table)),
        Repeated::Same => ("INSERT", unless_there(columns, table)),
    };
    run(conn, format!("{verb} INTO main.{table} ({names}) SELECT {values} FROM source.{table} AS theirs {end}")).await
}

fn if_newer(columns: &Columns, time: &str, table: &str) -> String {
    let others = columns.all.iter().filter(|column| !columns.key.contains(column));
    let set: Vec<_> = others.map(|column| format!("{column} = excluded.{column}")).collect();
    let (key, set) = (columns.key.join(", "), set.join(", "));
    // Without a WHERE the ON would be read as that of a join.
    format!("WHERE true ON CONFLICT ({key}) DO UPDATE SET {set} WHERE excluded.{time} > {table}.{time}")
}

fn unless_there(columns: &Columns, table: &str) -> String {
    let same: Vec<_> = columns.all.iter().map(|column| format!("ours.{column} IS theirs.{column}")).collect();
    format!("WHERE NOT EXISTS (SELECT 1 FROM main.{table} AS ours WHERE {})", same.join(" AND "))
}

/// Makes the tables that each store has beside its own, as `source` has them.
///
/// # Errors
/// Those of the databases.
pub(super) async fn make_tables_of_each(conn: &mut SqliteConnection) -> Result<Vec<&'static str>, StorageError> {
    let mut made = Vec::new();
    for table in OF_EACH_STORE.iter().copied() {
        let sql = "SELECT sql FROM source.sqlite_schema WHERE type = 'table' AND name = ?1 \
                   AND name NOT IN (SELECT name FROM main.sqlite_schema)";
        let definition: Option<String> = sqlx::query_scalar(sql).bind(table).fetch_optional(&mut *conn).await?;
        if let Some(definition) = definition {
            run(conn, definition).await?;
            made.push(table);
        }
    }
    Ok(made)
}

/// Runs a statement; how many rows it wrote.
///
/// # Errors
/// Those of the databases.
pub(super) async fn run(conn: &mut SqliteConnection, sql: String) -> Result<i64, StorageError> {
    let done = sqlx::query(AssertSqlSafe(sql)).execute(conn).await?;
    Ok(i64::try_from(done.rows_affected()).unwrap_or(i64::MAX))
}
