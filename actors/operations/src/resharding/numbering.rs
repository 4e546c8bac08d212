//! Numbers that shards gave out by themselves, when their rows come together.

use std::collections::HashMap;

use sqlx::{AssertSqlSafe, SqliteConnection};

use super::statements::{Columns, run};
use storage::{
    sqlite::StorageError,
    store::parts::{Inside, Part, Renumbering, Series},
};

const TABLE: [&str; 2] = [
    "CREATE TEMP TABLE IF NOT EXISTS renumbered (series TEXT, old INTEGER, new INTEGER, PRIMARY KEY (series, old)) WITHOUT ROWID",
    "DELETE FROM temp.renumbered",
];

/// What the numbers in the database `source` become.
pub(super) struct Numbering {
    /// By how much those of a table grow that change together.
    shifts: HashMap<&'static str, i64>,
}

impl Numbering {
    /// Looks which numbers are taken. Expects a write transaction.
    ///
    /// # Errors
    /// Those of the databases.
    pub(super) async fn plan(conn: &mut SqliteConnection, parts: &[Part]) -> Result<Self, StorageError> {
        for statement in TABLE {
            sqlx::query(statement).execute(&mut *conn).await?;
        }
        let mut shifts = HashMap::new();
        let mut planned: Vec<Series> = Vec::new();
        for number in parts.iter().flat_map(|part| part.numbers) {
            if planned.contains(&number.series) {
                continue;
            }
            planned.push(number.series);
            match number.series.renumbering {
                Renumbering::Together => drop(shifts.insert(number.series.table, shift(conn, number.series).await?)),
                Renumbering::OnlyTaken => renumber_taken(conn, number.series).await?,
            }
        }
        Ok(Self { shifts })
    }

    /// What each column of a table becomes, in SQL.
    pub(super) fn values(&self, part: &Part, columns: &Columns) -> Vec<String> {
        columns.all.iter().map(|column| self.value(part, column)).collect()
    }

    fn value(&self, part: &Part, column: &str) -> String {
        let of_column = part.numbers.iter().filter(|number| column == format!("\"{}\"", number.column));
        of_column.fold(column.to_owned(), |value, number| match number.inside {
            None => self.number(number.series, &value),
            Some(inside) => self.within(number.series, column, &value, inside),
        })
    }

    /// What a number of a series becomes.
    pub(super) fn number(&self, series: Series, number: &str) -> String {
        match series.renumbering {
            Renumbering::Together => format!("{number} + {}", self.shifts.get(series.table).copied().unwrap_or(0)),
            Renumbering::OnlyTaken => {
                let new = new_number(series, number);
                format!("coalesce({new}, {number})")
            }
        }
    }

    /// What JSON becomes that may have a number. `value` is what is made of the column by now.
    fn within(&self, series: Series, column: &str, value: &str, inside: Inside) -> String {
        let Inside { path, kind_path, is } = inside;
        let old = format!("{column} ->> '{path}'");
        let new = match series.renumbering {
            Renumbering::Together => self.number(series, &old),
            Renumbering::OnlyTaken => new_number(series, &old),
        };
        // What does not change stays as it was written.
        format!(
            "iif(json_valid({column}) AND {column} ->> '{kind_path}' = '{is}' AND {new} IS NOT NULL, \
             json_set({value}, '{path}', {new}), {value})"
        )
    }
}

/// The number in the place of one that is taken, in SQL; NULL if that is not taken.
fn new_number(series: Series, number: &str) -> String {
    format!("(SELECT new FROM temp.renumbered WHERE series = '{}' AND old = {number})", series.table)
}

/// 0 where none of the numbers is taken.
async fn shift(conn: &mut SqliteConnection, series: Series) -> Result<i64, StorageError> {
    let Series { table, column, .. } = series;
    let sql = format!(
        "SELECT iif(EXISTS (SELECT 1 FROM source.{table} WHERE {column} IN (SELECT {column} FROM main.{table})), \
         (SELECT max({column}) FROM main.{table}), 0)"
    );
    Ok(sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(conn).await?)
}

/// The new ones are those that neither has ever given out.
async fn renumber_taken(conn: &mut SqliteConnection, series: Series) -> Result<(), StorageError> {
    let Series { table, column, .. } = series;
    let sql = format!(
        "INSERT INTO temp.renumbered SELECT '{table}', {column}, row_number() OVER (ORDER BY {column}) + ( \
           SELECT max(seq) FROM (SELECT seq FROM main.sqlite_sequence WHERE name = '{table}' \
                                 UNION ALL SELECT seq FROM source.sqlite_sequence WHERE name = '{table}')) \
         FROM source.{table} WHERE {column} IN (SELECT {column} FROM main.{table})"
    );
    run(conn, sql).await.map(drop)
}
