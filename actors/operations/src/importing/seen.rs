//! The messages that an import has found a place for. Stores learn of them later, and those of a dry run never: without
//! this list a message that stands twice in a file would be taken for two.

use sqlx::{ConnectOptions as _, SqliteConnection, sqlite::SqliteConnectOptions};

use context::there::Existing;
use events::{ChatId, MessageId};
use storage::sqlite::{
    StorageError,
    json::{json, read},
};

/// A file without a name, which SQLite makes when the cache is full, and which goes with its connection.
const UNNAMED: &str = "";
/// KiB, negative as the pragma has it: some 100,000 messages need no file.
const CACHE: &str = "-4096";

const CREATE: &str = "
CREATE TABLE seen (chat INTEGER, message INTEGER, date INTEGER, PRIMARY KEY (chat, message)) STRICT, WITHOUT ROWID";
const ADD: &str = "INSERT OR IGNORE INTO seen SELECT value->>0, value->>1, value->>2 FROM jsonb_each(?)";
const FIND: &str = "
SELECT coalesce(json_group_array(json_array(json_array(s.chat, s.message), s.date)), '[]')
FROM jsonb_each(?) w CROSS JOIN seen s ON s.chat = w.value->>0 AND s.message = w.value->>1";

/// See the module. It takes little memory, however many messages there are.
pub struct Seen(SqliteConnection);

impl Seen {
    /// An empty list.
    ///
    /// # Errors
    /// [`StorageError`].
    pub async fn new() -> Result<Self, StorageError> {
        let options = SqliteConnectOptions::new().filename(UNNAMED).pragma("cache_size", CACHE);
        let mut conn = options.disable_statement_logging().connect().await?;
        sqlx::query(CREATE).execute(&mut conn).await?;
        Ok(Self(conn))
    }

    /// Adds what is on the list to what is there already.
    ///
    /// # Errors
    /// [`StorageError`].
    pub async fn add_to(&mut self, there: &mut Existing, wanted: &[(ChatId, MessageId)]) -> Result<(), StorageError> {
        let wanted = there.with_groups_before(wanted);
        let found: String = sqlx::query_scalar(FIND).bind(json(&wanted)?).fetch_one(&mut self.0).await?;
        there.messages.extend(read::<Vec<((ChatId, MessageId), i64)>>(&found)?);
        Ok(())
    }

    /// Puts messages with their dates on the list.
    ///
    /// # Errors
    /// [`StorageError`].
    pub async fn note(&mut self, placed: &[(ChatId, MessageId, i64)]) -> Result<(), StorageError> {
        sqlx::query(ADD).bind(json(placed)?).execute(&mut self.0).await?;
        Ok(())
    }
}
