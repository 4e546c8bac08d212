//! Statements that run row after row on the caller's own thread.
//!
//! A statement through sqlx costs two changes of threads and an allocation for each value, and one that takes its rows as
//! JSON writes and reads that JSON. Here a batch waits for its connection once, and its values go to SQLite as they are.
//! Transactions begin and end through sqlx: a disk that hangs in COMMIT does not block the actor.
//!
//! All `unsafe` code of the project is here. What makes it sound:
//! - The handle is sqlx's and lives as long as [`Direct`] holds the lock; meanwhile sqlx's own thread does not touch it.
//! - Compiled statements are kept with their connection, in `Idle`. Only who holds the lock touches them, and SQLite has
//!   them finalized before it closes the connection.
//! - A [`Statement`] borrows its [`Direct`]; neither is `Send`. A statement in use is used by one caller: another who asks
//!   for the same gets another.
//! - Texts are bound without a copy. They outlive the call that binds them, and it unbinds them before it returns.
//! - Texts of a [`Row`] are copied or looked at within the closure that gets it, before the next step.
#![expect(unsafe_code, reason = "SQLite's interface is C")]

use std::{
    borrow::Cow,
    cell::RefCell,
    collections::HashMap,
    ffi::{CStr, c_int, c_uint, c_void},
    ptr::{NonNull, null_mut},
};

use libsqlite3_sys as ffi;
use sqlx::{SqliteConnection, sqlite::LockedSqliteHandle};

use super::{StorageError, json::stored};

/// A connection that this thread works with by itself, until it is dropped.
pub struct Direct<'c> {
    db: NonNull<ffi::sqlite3>,
    idle: &'c Idle,
    _lock: LockedSqliteHandle<'c>,
}

/// The compiled statements of a connection that are not in use, by their text.
type Idle = RefCell<HashMap<&'static str, Compiled>>;

/// Under this name a connection knows its [`Idle`] statements.
const IDLE: &CStr = c"balachka idle statements";

impl<'c> Direct<'c> {
    /// Waits for what the connection is doing.
    ///
    /// # Errors
    /// The connection's thread is gone, or SQLite has no memory.
    pub async fn of(conn: &'c mut SqliteConnection) -> Result<Self, StorageError> {
        let mut lock = conn.lock_handle().await?;
        let db = lock.as_raw_handle();
        Ok(Self { db, idle: idle_of(db)?, _lock: lock })
    }

    /// A statement, compiled unless it was before.
    ///
    /// # Errors
    /// What SQLite has against it.
    pub fn prepare(&self, sql: &'static str) -> Result<Statement<'_>, StorageError> {
        let compiled = self.idle.borrow_mut().remove(sql);
        let compiled = compiled.map_or_else(|| self.compile(sql), Ok)?;
        Ok(Statement { compiled: Some(compiled), sql, direct: self })
    }

    fn compile(&self, sql: &str) -> Result<Compiled, StorageError> {
        let length = i32::try_from(sql.len()).map_err(|_| StorageError::Refused("a statement is too long".into()))?;
        let (text, lasting) = (sql.as_ptr().cast(), ffi::SQLITE_PREPARE_PERSISTENT);
        let mut raw = null_mut();
        // SAFETY: the handle is ours (see the module); SQLite reads `length` bytes, and writes `raw`.
        let code = unsafe { ffi::sqlite3_prepare_v3(self.db.as_ptr(), text, length, lasting, &mut raw, null_mut()) };
        // An empty statement is compiled to none, without an error.
        let raw = NonNull::new(raw).ok_or_else(|| self.error(code))?;
        Ok(Compiled(raw))
    }

    /// Runs a statement once for each row of values.
    ///
    /// # Errors
    /// The first that SQLite reports; the rows before are written.
    pub fn write<'v, const N: usize>(
        &self,
        sql: &'static str,
        rows: impl IntoIterator<Item = [Value<'v>; N]>,
    ) -> Result<(), StorageError> {
        let mut rows = rows.into_iter().peekable();
        if rows.peek().is_none() {
            return Ok(());
        }
        let mut statement = self.prepare(sql)?;
        rows.try_for_each(|row| statement.run(&row))
    }

    fn error(&self, code: i32) -> StorageError {
        // SAFETY: SQLite's message is a text with an end, and is copied before the next call.
        let message = unsafe { CStr::from_ptr(ffi::sqlite3_errmsg(self.db.as_ptr())) };
        StorageError::of_code(code, message.to_string_lossy().into_owned())
    }
}

/// The idle statements of a connection, which gets a place for them when it is asked first.
fn idle_of<'c>(db: NonNull<ffi::sqlite3>) -> Result<&'c Idle, StorageError> {
    // SAFETY: the handle is ours (see the module), and the name is a text with an end.
    let known = unsafe { ffi::sqlite3_get_clientdata(db.as_ptr(), IDLE.as_ptr()) };
    if !known.is_null() {
        // SAFETY: what is under this name was put there below, and lives until the connection is closed.
        return Ok(unsafe { &*known.cast::<Idle>() });
    }
    let idle: *mut Idle = Box::into_raw(Box::default());
    // SAFETY: as above. SQLite keeps the pointer until `finalize_idle` takes it away.
    let code = unsafe { ffi::sqlite3_set_clientdata(db.as_ptr(), IDLE.as_ptr(), idle.cast(), None) };
    if code != ffi::SQLITE_OK {
        // SAFETY: SQLite did not take it.
        drop(unsafe { Box::from_raw(idle) });
        return Err(StorageError::of_code(code, "there is no memory for statements".to_owned()));
    }
    // SAFETY: SQLite calls it once before it closes the connection. Nobody else sets what is called then. It fails only of
    // a handle that is none.
    unsafe { ffi::sqlite3_trace_v2(db.as_ptr(), ffi::SQLITE_TRACE_CLOSE, Some(finalize_idle), idle.cast()) };
    // SAFETY: it is there until `finalize_idle`.
    Ok(unsafe { &*idle })
}

/// Called by SQLite when a connection begins to close: it cannot be closed while it has statements.
unsafe extern "C" fn finalize_idle(_: c_uint, idle: *mut c_void, db: *mut c_void, _: *mut c_void) -> c_int {
    // SAFETY: SQLite hands over what `idle_of` gave it, and the connection. Whoever closes it holds it alone.
    unsafe {
        ffi::sqlite3_trace_v2(db.cast(), 0, None, null_mut());
        ffi::sqlite3_set_clientdata(db.cast(), IDLE.as_ptr(), null_mut(), None);
        drop(Box::from_raw(idle.cast::<Idle>()));
    }
    0
}

/// What SQLite made of a statement's text.
struct Compiled(NonNull<ffi::sqlite3_stmt>);

impl Drop for Compiled {
    fn drop(&mut self) {
        // SAFETY: nobody uses it after this, and its connection is still open: see the module.
        unsafe { ffi::sqlite3_finalize(self.0.as_ptr()) };
    }
}

/// A compiled statement in use. It is given back when it is dropped.
pub struct Statement<'d> {
    /// `None` once it is given back.
    compiled: Option<Compiled>,
    sql: &'static str,
    direct: &'d Direct<'d>,
}

impl Statement<'_> {
    /// Runs it; rows that it has are passed over.
    ///
    /// # Errors
    /// What SQLite reports.
    pub fn run(&mut self, values: &[Value<'_>]) -> Result<(), StorageError> {
        self.each(values, |_| Ok(()))
    }

    /// The first row that it has.
    ///
    /// # Errors
    /// As [`Self::each`].
    pub fn first<T>(
        &mut self,
        values: &[Value<'_>],
        read: impl Fn(&Row<'_>) -> Result<T, StorageError>,
    ) -> Result<Option<T>, StorageError> {
        let mut found = None;
        self.each(values, |row| {
            if found.is_none() {
                found = Some(read(row)?);
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// Runs it and looks at each row.
    ///
    /// # Errors
    /// What SQLite reports, or `row`.
    pub fn each(
        &mut self,
        values: &[Value<'_>],
        row: impl FnMut(&Row<'_>) -> Result<(), StorageError>,
    ) -> Result<(), StorageError> {
        let _used = Used(self.raw());
        self.bind(values)?;
        self.step_through(row)
    }

    fn step_through(&mut self, mut row: impl FnMut(&Row<'_>) -> Result<(), StorageError>) -> Result<(), StorageError> {
        loop {
            // SAFETY: the statement is whole, and what is bound to it lives until `each` unbinds it.
            match unsafe { ffi::sqlite3_step(self.raw()) } {
                ffi::SQLITE_ROW => row(&Row { statement: self })?,
                ffi::SQLITE_DONE => return Ok(()),
                code => return Err(self.direct.error(code)),
            }
        }
    }

    fn raw(&self) -> *mut ffi::sqlite3_stmt {
        self.compiled.as_ref().map_or(null_mut(), |compiled| compiled.0.as_ptr())
    }

    fn bind(&mut self, values: &[Value<'_>]) -> Result<(), StorageError> {
        // SAFETY: the statement is whole.
        let wanted = unsafe { ffi::sqlite3_bind_parameter_count(self.raw()) } as usize;
        if values.len() != wanted {
            let given = values.len();
            return Err(StorageError::Other(format!("a statement takes {wanted} values and was given {given}")));
        }
        for (place, value) in (1..).zip(values) {
            let code = match *value {
                // SAFETY: the statement is whole, and has this parameter.
                Value::Null => unsafe { ffi::sqlite3_bind_null(self.raw(), place) },
                // SAFETY: as above.
                Value::Integer(number) => unsafe { ffi::sqlite3_bind_int64(self.raw(), place, number) },
                // SAFETY: as above.
                Value::Real(number) => unsafe { ffi::sqlite3_bind_double(self.raw(), place, number) },
                Value::Text(text) => self.bind_text(place, text),
            };
            if code != ffi::SQLITE_OK {
                return Err(self.direct.error(code));
            }
        }
        Ok(())
    }

    /// A text with NUL, which functions of SQLite would cut it at, is bound as [`stored`] has it.
    fn bind_text(&mut self, place: i32, text: &str) -> i32 {
        let stored = stored(text);
        let keep = match stored {
            Cow::Borrowed(_) => ffi::SQLITE_STATIC(),
            Cow::Owned(_) => ffi::SQLITE_TRANSIENT(),
        };
        // SAFETY: the statement has this parameter. A borrowed text lives until it is unbound, of an owned one SQLite
        // makes a copy.
        unsafe {
            let (start, length) = (stored.as_ptr().cast(), stored.len() as u64);
            ffi::sqlite3_bind_text64(self.raw(), place, start, length, keep, ffi::SQLITE_UTF8 as u8)
        }
    }
}

/// Ends a use of a statement, also where looking at a row panics.
struct Used(*mut ffi::sqlite3_stmt);

impl Drop for Used {
    fn drop(&mut self) {
        // SAFETY: the statement is whole. After this it holds no text of the caller's.
        unsafe {
            ffi::sqlite3_reset(self.0);
            ffi::sqlite3_clear_bindings(self.0);
        }
    }
}

impl Drop for Statement<'_> {
    fn drop(&mut self) {
        if let Some(compiled) = self.compiled.take() {
            self.direct.idle.borrow_mut().insert(self.sql, compiled);
        }
    }
}

/// A row that a statement stands at. Columns are counted from 0.
pub struct Row<'s> {
    statement: &'s Statement<'s>,
}

impl Row<'_> {
    /// A number; 0 for NULL.
    pub fn integer(&self, column: i32) -> i64 {
        // SAFETY: the statement stands at a row. SQLite answers NULL for a column that is not there.
        unsafe { ffi::sqlite3_column_int64(self.statement.raw(), column) }
    }

    /// A number, if there is one.
    pub fn some_integer(&self, column: i32) -> Option<i64> {
        (!self.is_null(column)).then(|| self.integer(column))
    }

    /// A number that need not be whole; 0 for NULL.
    pub fn real(&self, column: i32) -> f64 {
        // SAFETY: as above.
        unsafe { ffi::sqlite3_column_double(self.statement.raw(), column) }
    }

    /// A text; empty for NULL.
    ///
    /// # Errors
    /// It is no UTF-8.
    pub fn text(&self, column: i32) -> Result<&str, StorageError> {
        // SAFETY: the statement stands at a row. The text has so many bytes and is valid until the next step, which needs
        // the statement that this row borrows.
        let bytes = unsafe {
            let start = ffi::sqlite3_column_text(self.statement.raw(), column);
            let length = ffi::sqlite3_column_bytes(self.statement.raw(), column);
            if start.is_null() { &[] } else { std::slice::from_raw_parts(start, length.max(0) as usize) }
        };
        std::str::from_utf8(bytes).map_err(|_| StorageError::Garbled("a text is no UTF-8".into()))
    }

    /// A text, if there is one.
    ///
    /// # Errors
    /// It is no UTF-8.
    pub fn some_text(&self, column: i32) -> Result<Option<&str>, StorageError> {
        if self.is_null(column) { Ok(None) } else { self.text(column).map(Some) }
    }

    fn is_null(&self, column: i32) -> bool {
        // SAFETY: the statement stands at a row.
        unsafe { ffi::sqlite3_column_type(self.statement.raw(), column) == ffi::SQLITE_NULL }
    }
}

/// A value as it is bound.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    Null,
    Integer(i64),
    Real(f64),
    Text(&'a str),
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<f64> for Value<'_> {
    fn from(number: f64) -> Self {
        Self::Real(number)
    }
}

impl From<bool> for Value<'_> {
    fn from(is: bool) -> Self {
        Self::Integer(i64::from(is))
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

macro_rules! ids {
    ($($id:ty),+) => {
        $(impl From<$id> for Value<'_> {
            fn from(id: $id) -> Self {
                Self::Integer(id.0)
            }
        })+
    };
}
ids!(events::ChatId, events::MessageId, events::PersonId, events::Seq);

#[cfg(test)]
mod tests {
    use sqlx::{ConnectOptions, Connection};

    use super::*;

    async fn database() -> SqliteConnection {
        let mut conn = SqliteConnection::connect("sqlite::memory:").await.unwrap();
        let table = "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT, number INTEGER) STRICT";
        sqlx::query(table).execute(&mut conn).await.unwrap();
        conn
    }

    const WRITE: &str = "INSERT INTO notes VALUES (?, ?, ?)";
    const ALL: &str = "SELECT id, text, number FROM notes ORDER BY id";

    fn rows(direct: &Direct<'_>) -> Vec<(i64, Option<String>, Option<i64>)> {
        let mut rows = Vec::new();
        let mut all = direct.prepare(ALL).unwrap();
        let read = |row: &Row<'_>| {
            rows.push((row.integer(0), row.some_text(1)?.map(str::to_owned), row.some_integer(2)));
            Ok(())
        };
        all.each(&[], read).unwrap();
        rows
    }

    #[actix::test]
    async fn what_is_written_is_read_and_nul_becomes_a_replacement_character() {
        let mut conn = database().await;
        let long = "ї".repeat(100_000);
        let direct = Direct::of(&mut conn).await.unwrap();
        let given =
            [(1, Some("a\0b"), None), (2, Some(""), Some(-7)), (3, None, Some(i64::MAX)), (4, Some(&long), None)];
        direct.write(WRITE, given.map(|(id, text, number)| [Value::from(id), text.into(), number.into()])).unwrap();
        let expected = given.map(|(id, text, number)| (id, text.map(|text| text.replace('\0', "\u{fffd}")), number));
        assert_eq!(rows(&direct), expected);
        drop(direct);
        // The connection is sqlx's again.
        let count: i64 = sqlx::query_scalar("SELECT count(*) FROM notes").fetch_one(&mut conn).await.unwrap();
        assert_eq!(count, 4);
    }

    #[actix::test]
    async fn a_statement_goes_on_after_an_error() {
        let mut conn = database().await;
        let direct = Direct::of(&mut conn).await.unwrap();
        let mut write = direct.prepare(WRITE).unwrap();
        let row = |id| [Value::from(id), "text".into(), Value::Null];
        write.run(&row(1)).unwrap();
        assert!(write.run(&row(1)).unwrap_err().is_of_the_write());
        assert!(matches!(write.run(&row(2)[..2]), Err(StorageError::Other(_))));
        write.run(&row(2)).unwrap();
        assert_eq!(rows(&direct).len(), 2);
        assert!(direct.prepare("SELECT nothing FROM nowhere").is_err());
        assert!(direct.prepare("").is_err());
        let first = direct.prepare("SELECT id FROM notes ORDER BY id").unwrap().first(&[], |row| Ok(row.integer(0)));
        assert_eq!(first.unwrap(), Some(1));
    }

    #[actix::test]
    async fn a_statement_is_compiled_once_and_survives_a_change_of_the_table() {
        let mut conn = database().await;
        let compiled = async |conn: &mut SqliteConnection| {
            let direct = Direct::of(conn).await.unwrap();
            direct.write(WRITE, [[Value::Null, "text".into(), Value::Null]]).unwrap();
            direct.idle.borrow().get(WRITE).map(|compiled| compiled.0)
        };
        let first = compiled(&mut conn).await;
        assert!(first.is_some());
        assert_eq!(compiled(&mut conn).await, first);
        sqlx::query("CREATE INDEX notes_text ON notes (text)").execute(&mut conn).await.unwrap();
        sqlx::query("VACUUM").execute(&mut conn).await.unwrap();
        assert_eq!(compiled(&mut conn).await, first);
        assert_eq!(rows(&Direct::of(&mut conn).await.unwrap()).len(), 3);
        conn.close().await.unwrap();
    }

    #[actix::test]
    async fn a_connection_that_is_dropped_leaves_no_file_open() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.db");
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&path).create_if_missing(true);
        let is_open = || {
            let files = std::fs::read_dir("/proc/self/fd").unwrap();
            files.filter_map(|it| std::fs::read_link(it.ok()?.path()).ok()).any(|file| file == path)
        };
        let mut conn = options.connect().await.unwrap();
        sqlx::query("CREATE TABLE notes (id INTEGER)").execute(&mut conn).await.unwrap();
        Direct::of(&mut conn).await.unwrap().write("INSERT INTO notes VALUES (?)", [[Value::from(1)]]).unwrap();
        assert!(is_open());
        drop(conn);
        let closed = async {
            while is_open() {
                tokio::time::sleep(std::time::Duration::from_millis(1)).await;
            }
        };
        tokio::time::timeout(std::time::Duration::from_secs(10), closed).await.expect("its thread closes it");
    }

    #[actix::test]
    async fn a_connection_closes_after_a_panic_within_a_row() {
        let mut conn = database().await;
        let direct = Direct::of(&mut conn).await.unwrap();
        direct.write(WRITE, [[Value::from(1), "text".into(), Value::Null]]).unwrap();
        let fall = std::panic::AssertUnwindSafe(|| {
            let mut all = direct.prepare(ALL).unwrap();
            let _ = all.each(&[], |_| panic!("within a row"));
        });
        assert!(std::panic::catch_unwind(fall).is_err());
        assert_eq!(rows(&direct).len(), 1, "it is used again from its beginning");
        drop(direct);
        conn.close().await.unwrap();
    }
}
