//! Which stores of a shard are to apply an entry: `only_for` of the journal, which is NULL for all.

use crate::stores::STORES;
use storage::store::ShardedBy;

/// The names of stores, with spaces between them; `None` for all.
pub(super) type OnlyFor = Option<String>;

/// Those of `only_for` that take what is of their chats, or of their people, or both; nothing if there is none.
pub(super) fn among(only_for: Option<&str>, of_chat: bool, of_person: bool) -> Option<OnlyFor> {
    let is_wanted = |name: &str| only_for.is_none_or(|names| names.split(' ').any(|wanted| wanted == name));
    let takes = |by: ShardedBy| match by {
        ShardedBy::Chat => of_chat,
        ShardedBy::Person => of_person,
    };
    let names: Vec<_> = STORES
        .iter()
        .filter(|store| takes(store.sharded_by) && is_wanted(store.name))
        .map(|store| store.name)
        .collect();
    match names.len() {
        0 => None,
        all if all == STORES.len() => Some(None),
        _ => Some(Some(names.join(" "))),
    }
}

/// In SQL, those of two columns together.
pub(super) fn both(one: &str, other: &str) -> String {
    let has = |column: &str, name: &str| format!("instr(' ' || {column} || ' ', ' {name} ')");
    let part = |name: &str| format!("iif({} OR {}, ' {name}', '')", has(one, name), has(other, name));
    let names: Vec<_> = STORES.iter().map(|store| part(store.name)).collect();
    let all: Vec<_> = STORES.iter().map(|store| store.name).collect();
    // NULL with anything is NULL.
    format!("nullif(ltrim({} || iif({one} || {other} IS NULL, NULL, '')), '{}')", names.join(" || "), all.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection};

    #[test]
    fn an_entry_is_for_the_stores_whose_part_of_it_is_in_the_shard() {
        let some = |names: &str| Some(Some(names.to_owned()));
        assert_eq!(among(None, true, true), Some(None));
        assert_eq!(among(None, true, false), some("context analysis conversation"));
        assert_eq!(among(None, false, true), some("personalization"));
        assert_eq!(among(Some("personalization"), true, false), None);
        assert_eq!(among(Some("analysis"), true, true), some("analysis"));
    }

    #[actix::test]
    async fn the_parts_of_an_entry_come_together_again() {
        let mut conn = SqliteConnection::connect("sqlite::memory:").await.unwrap();
        for (one, other, together) in [
            (Some("context analysis conversation"), Some("personalization"), None),
            (Some("personalization"), Some("context analysis conversation"), None),
            (Some("context"), Some("analysis"), Some("context analysis")),
            (Some("analysis"), Some("analysis"), Some("analysis")),
            (None, Some("analysis"), None),
            (Some("analysis"), None, None),
            (None, None, None),
        ] {
            let sql = format!("SELECT {} FROM (SELECT ?1 AS a, ?2 AS b)", both("a", "b"));
            let query = sqlx::query_scalar(AssertSqlSafe(sql)).bind(one).bind(other);
            let found: Option<String> = query.fetch_one(&mut conn).await.unwrap();
            assert_eq!(found.as_deref(), together, "{one:?} {other:?}");
        }
    }
}
