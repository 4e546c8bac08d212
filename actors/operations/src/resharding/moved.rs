//! Groups that became supergroups: their shard is that of the id that they had first.

use std::{collections::BTreeMap, path::Path};

use events::ChatId;

use super::ReshardingError;
use storage::sqlite::{self, Schema};

/// A chat that was known under another id before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moved {
    pub chat: ChatId,
    /// The id that it had first.
    pub first: ChatId,
}

/// Which chats are the same, by their ids.
#[derive(Debug, Default)]
pub(super) struct FirstIds(BTreeMap<i64, i64>);

impl FirstIds {
    /// What the memory and the analysis in this folder know: both keep for good that a group became a supergroup.
    ///
    /// # Errors
    /// Those of the databases.
    pub(super) async fn read(folder: &Path) -> Result<Self, ReshardingError> {
        let mut all = Self::default();
        for schema in [context::schema(), analysis::schema()] {
            for group in groups(folder, &schema).await? {
                all.link(&group);
            }
        }
        Ok(all)
    }

    /// The id that a chat had first.
    pub(super) fn of(&self, chat: i64) -> i64 {
        self.0.get(&chat).copied().unwrap_or(chat)
    }

    /// Those whose id is another now.
    pub(super) fn moved(&self) -> Vec<Moved> {
        let moved = self.0.iter().filter(|(chat, first)| chat != first);
        moved.map(|(chat, first)| Moved { chat: ChatId(*chat), first: ChatId(*first) }).collect()
    }

    /// These are ids of one chat. Supergroups are numbered below groups (-1,000,000,000,000 and less,
    /// <https://core.telegram.org/api/bots/ids>), so the greatest was first.
    fn link(&mut self, ids: &[i64]) {
        let known: Vec<i64> = ids.iter().map(|id| self.of(*id)).collect();
        let Some(first) = known.iter().max().copied() else { return };
        self.0.values_mut().filter(|id| known.contains(id)).for_each(|id| *id = first);
        self.0.extend(ids.iter().chain(&known).map(|id| (*id, first)));
    }
}

/// The ids of each chat that has several.
async fn groups(folder: &Path, schema: &Schema) -> Result<Vec<Vec<i64>>, ReshardingError> {
    let sql = "SELECT chat_key, id FROM chat_ids \
               WHERE chat_key IN (SELECT chat_key FROM chat_ids GROUP BY chat_key HAVING count(*) > 1) ORDER BY chat_key";
    let path = schema.path(folder);
    let read = sqlite::look(folder, schema, async |conn| {
        Ok::<Vec<(i64, i64)>, sqlite::StorageError>(sqlx::query_as(sql).fetch_all(conn).await?)
    });
    let rows = read.await.map_err(ReshardingError::storage(&path))?;
    let groups = rows.chunk_by(|one, other| one.0 == other.0);
    Ok(groups.map(|group| group.iter().map(|(_, id)| *id).collect()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_id_of_a_chat_is_found_however_its_ids_come_together() {
        let (group, supergroup) = (-500, -1_001_234_567_890);
        for links in [[[group, supergroup], [supergroup, -7]], [[supergroup, -7], [-7, group]]] {
            let mut ids = FirstIds::default();
            links.iter().for_each(|link| ids.link(link));
            assert_eq!([group, supergroup, -7, 3].map(|id| ids.of(id)), [-7, -7, -7, 3]);
        }
        let mut ids = FirstIds::default();
        ids.link(&[supergroup, group]);
        assert_eq!(ids.moved(), [Moved { chat: ChatId(supergroup), first: ChatId(group) }]);
    }
}
