//! Reactions as Telegram Desktop writes them: by kind, with those who reacted so.

use std::{cmp::Reverse, collections::BTreeMap};

use super::{
    format::{Reacted, Recent},
    ids::peer,
};
use context::export::{Exported, Reacted as Kept};
use language::text::moment::iso;

/// The kinds of reactions to a message, the most frequent first.
pub fn reacted(exported: &Exported) -> Vec<Reacted> {
    let mut kinds: BTreeMap<&str, (i64, Vec<Recent>)> = BTreeMap::new();
    for kept in &exported.reactions {
        for emoji in &kept.emoji {
            let (count, people) = kinds.entry(emoji).or_default();
            *count += 1;
            people.push(recent(kept));
        }
    }
    for (emoji, counted) in exported.counts.iter().flatten() {
        let (count, _) = kinds.entry(emoji).or_default();
        *count = (*count).max(*counted);
    }
    let mut kinds: Vec<_> = kinds.into_iter().map(|(name, (count, recent))| kind(name, count, recent)).collect();
    kinds.retain(|kind| kind.count > 0);
    kinds.sort_by_key(|kind| Reverse(kind.count));
    kinds
}

fn kind(name: &str, count: i64, recent: Vec<Recent>) -> Reacted {
    let (kind, emoji, document_id) = match name.strip_prefix("custom:") {
        Some(id) => ("custom_emoji", None, Some(id.to_owned())),
        None if name == "paid" => ("paid", None, None),
        None => ("emoji", Some(name.to_owned()), None),
    };
    Reacted { kind, count, emoji, document_id, recent }
}

fn recent(kept: &Kept) -> Recent {
    Recent {
        from: Some(kept.name.clone()).filter(|name| !name.is_empty()),
        from_id: peer(kept.person.0),
        date: iso(kept.date),
        date_unixtime: kept.date.to_string(),
    }
}
