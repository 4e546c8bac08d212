//! Shards into one machine's data.

use std::path::{Path, PathBuf};

use events::{PersonId, Seq};
use sqlx::SqliteConnection;

use super::{
    ReshardingError,
    fresh::{Fresh, pass_numbers, refuse_damage, refuse_wrong_counters},
    merged_journal,
    numbering::Numbering,
    original::Original,
    shapes::stores,
    site::{Site, sync},
    statements::{Columns, make_tables_of_each, run, take_all},
    united::unite_chats,
    wishes::{self, Erasures, Joined},
};
use storage::{
    journal,
    sqlite::StorageError,
    store::{StoreKind, parts::Part},
};

const JOIN_WISHES: [&str; 3] = [
    // What one of them has not carried out is to be carried out in all: the log tells of it.
    "DELETE FROM main.erasures WHERE person NOT IN (SELECT person FROM source.erasures)",
    "UPDATE main.erasures AS ours SET before = min(ours.before, theirs.before), clean = min(ours.clean, theirs.clean)
     FROM source.erasures AS theirs WHERE theirs.person = ours.person",
    "INSERT OR IGNORE INTO main.opted_out SELECT * FROM source.opted_out",
];

/// Makes of shards one data directory in `into`, which is new or empty. Each shard must be stopped, with all applied that is in
/// its journal, and have taken all that the shared log has for it: what it has not taken is lost. The shards are not
/// changed. Tells the last entry of the journal: the highest of all.
///
/// Where several shards have the same row of a chat or a person, which happens only if a group's new id was heard before it
/// was known to be that group's, the newest or the first is kept.
///
/// # Errors
/// See [`ReshardingError`]; then nothing is left in `into`.
pub async fn merge(shards: &[PathBuf], into: &Path) -> Result<Seq, ReshardingError> {
    if shards.is_empty() {
        return Err(ReshardingError::NoShards);
    }
    let site = Site::begin(into)?;
    site.refuse_without_room(&shards.iter().map(PathBuf::as_path).collect::<Vec<_>>())?;
    let mut merging = Merging::begin(&site.made()).await?;
    for shard in shards {
        let original = Original::of(shard, &site).await?;
        merging.add(&original, shard).await?;
        original.remove()?;
    }
    let head = merging.finish(&site.made()).await?;
    site.publish()?;
    Ok(head)
}

/// The new databases, and what was taken in so far.
struct Merging {
    stores: Vec<Fresh>,
    journal: Fresh,
    wishes: Joined,
    /// Those that not all shards have carried out, in any store.
    unfinished: Erasures,
    head: Option<Seq>,
    bot: Option<i64>,
}

impl Merging {
    async fn begin(folder: &Path) -> Result<Self, ReshardingError> {
        let mut fresh = Vec::new();
        for (store, _) in stores() {
            fresh.push(Fresh::make(folder, &(store.schema)()).await?);
        }
        let journal = Fresh::make(folder, &journal::schema()).await?;
        let (wishes, unfinished) = (Joined::default(), Erasures::new());
        Ok(Self { stores: fresh, journal, wishes, unfinished, head: None, bot: None })
    }

    /// Takes in a shard.
    async fn add(&mut self, shard: &Original, folder: &Path) -> Result<(), ReshardingError> {
        self.refuse_another_bot(shard, folder)?;
        for ((store, parts), fresh) in stores().zip(&mut self.stores) {
            let source = (store.schema)().path(&shard.folder);
            let unfinished = fresh.fill(&source, async |conn| take_rows(conn, store, parts).await).await?;
            for (person, before) in unfinished {
                let last = self.unfinished.entry(person).or_insert(before);
                *last = before.max(*last);
            }
        }
        merged_journal::take_in(&mut self.journal, &shard.folder, self.head.is_none()).await?;
        self.wishes.add(&shard.folder)?;
        self.head = self.head.max(Some(shard.head));
        Ok(())
    }

    fn refuse_another_bot(&mut self, shard: &Original, folder: &Path) -> Result<(), ReshardingError> {
        match self.bot.zip(shard.bot).filter(|(here, there)| here != there) {
            Some((here, there)) => {
                Err(ReshardingError::AnotherBot { folder: folder.display().to_string(), there, here })
            }
            None => {
                self.bot = self.bot.or(shard.bot);
                Ok(())
            }
        }
    }

    /// Sets what follows from all rows, and makes sure that all is as it should be.
    async fn finish(mut self, folder: &Path) -> Result<Seq, ReshardingError> {
        let head = self.head.unwrap_or(Seq(0));
        for ((store, _), mut fresh) in stores().zip(self.stores) {
            fresh.change(async |conn| complete(conn, store, head).await).await?;
            fresh.finish().await?;
            refuse_damage(folder, &(store.schema)()).await?;
            refuse_wrong_counters(store, folder, folder).await?;
        }
        self.journal.change(async |conn| merged_journal::end_at(conn, head).await).await?;
        self.journal.finish().await?;
        refuse_damage(folder, &journal::schema()).await?;
        self.wishes.add_erasures(&self.unfinished);
        self.wishes.write(folder)?;
        sync(folder)?;
        Ok(head)
    }
}

/// Takes the rows of a store of a shard; tells erasures that not all have carried out.
async fn take_rows(conn: &mut SqliteConnection, store: &StoreKind, parts: &[Part]) -> Result<Erasures, StorageError> {
    let numbering = Numbering::plan(conn, parts).await?;
    for part in parts.iter().filter(|part| !part.is_derived()) {
        let columns = Columns::of(conn, part.table).await?;
        take_all(conn, part, &columns, &numbering.values(part, &columns)).await?;
    }
    unite_chats(conn, store, parts, &numbering).await?;
    pass_numbers(conn).await?;
    let made = make_tables_of_each(conn).await?;
    for table in &made {
        run(conn, format!("INSERT INTO main.{table} SELECT * FROM source.{table}")).await?;
    }
    if made.is_empty() { join_wishes(conn).await } else { Ok(Erasures::new()) }
}

async fn join_wishes(conn: &mut SqliteConnection) -> Result<Erasures, StorageError> {
    let there = "SELECT EXISTS (SELECT 1 FROM source.sqlite_schema WHERE name = 'erasures')";
    if !sqlx::query_scalar::<_, bool>(there).fetch_one(&mut *conn).await? {
        return Ok(Erasures::new());
    }
    let mut known = wishes::erasures(conn, "main").await?;
    for (person, before) in wishes::erasures(conn, "source").await? {
        let last = known.entry(person).or_insert(before);
        *last = before.max(*last);
    }
    for statement in JOIN_WISHES {
        sqlx::query(statement).execute(&mut *conn).await?;
    }
    let common = wishes::erasures(conn, "main").await?;
    // As if nobody were to be forgotten, a store notes that its file is to be written anew: this one is new.
    known.remove(&PersonId::NOBODY.0);
    Ok(known.into_iter().filter(|(person, before)| common.get(person) != Some(before)).collect())
}

/// What follows from the rows of all shards.
async fn complete(conn: &mut SqliteConnection, store: &StoreKind, head: Seq) -> Result<(), StorageError> {
    if store.name == context::STORE.name {
        context::parts::derive(conn).await?;
    }
    let there = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'bookmark')";
    if sqlx::query_scalar(there).fetch_one(&mut *conn).await? {
        sqlx::query("UPDATE bookmark SET seq = ?").bind(head.0).execute(conn).await?;
    }
    Ok(())
}
