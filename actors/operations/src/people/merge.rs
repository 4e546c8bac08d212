//! What several shards tell of one person, as one machine would tell it.

use context::GlobalStats;
use serde_json::{Value, json};

use super::question::OfShard;

/// As [`context::Context::about`] tells: the name that is newest, and all that each shard has.
pub(super) fn about(of_shards: &[Value]) -> Value {
    let newest = of_shards.iter().max_by_key(|about| last_named(about)).cloned().unwrap_or_default();
    let all = |list: &str| -> Vec<Value> {
        of_shards.iter().filter_map(|about| about[list].as_array()).flatten().cloned().collect()
    };
    let mut names = all("names");
    names.sort_by_key(|name| (name["since"].as_i64(), name.to_string()));
    names.dedup_by(|later, earlier| (&later["name"], &later["username"]) == (&earlier["name"], &earlier["username"]));
    let mut chats = all("chats");
    chats.sort_by_key(|chat| std::cmp::Reverse(chat["messages"].as_i64()));
    let mut reactions = all("reactions");
    reactions.sort_by_key(|reaction| std::cmp::Reverse(reaction["date"].as_i64()));
    json!({
        "id": newest["id"], "name": newest["name"], "username": newest["username"], "language": newest["language"],
        "names": names, "chats": chats, "standing": all("standing"), "reactions": reactions,
    })
}

/// When the name that a shard knows was first seen there.
fn last_named(about: &Value) -> (bool, Option<i64>) {
    let since = about["names"].as_array().and_then(|names| names.last()).and_then(|name| name["since"].as_i64());
    (about["name"].is_string(), since)
}

pub(super) fn global(of_shards: &[OfShard]) -> GlobalStats {
    let sum = |count: fn(&OfShard) -> i64| of_shards.iter().map(count).sum();
    GlobalStats {
        total_messages: sum(|shard| shard.chats.total_messages),
        active_chats: sum(|shard| shard.chats.active_chats),
        total_users: sum(|shard| shard.people),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_has_the_newest_name_and_all_chats() {
        let of = |name: Value, since: i64, messages: i64, date: i64| {
            json!({
                "id": 7, "name": name, "username": null, "language": "uk",
                "names": [{ "name": name, "username": null, "since": since }],
                "chats": [{ "title": "c", "messages": messages, "first_message_at": 1, "last_message_at": 2 }],
                "standing": [], "reactions": [{ "chat": 1, "message": 2, "emoji": ["x"], "date": date }],
            })
        };
        let nobody = json!({ "id": 7, "name": null, "names": [], "chats": [], "standing": [], "reactions": [] });
        let merged = about(&[of("Olia".into(), 5, 3, 9), nobody, of("Olha".into(), 8, 4, 2)]);
        assert_eq!(merged["name"], "Olha");
        let told = |list: &str, field: &str| -> Vec<Value> {
            merged[list].as_array().unwrap().iter().map(|it| it[field].clone()).collect()
        };
        assert_eq!(told("names", "name"), ["Olia", "Olha"]);
        assert_eq!(told("chats", "messages"), [4, 3]);
        assert_eq!(told("reactions", "date"), [9, 2]);
    }

    #[test]
    fn people_are_counted_once_though_they_write_in_chats_of_several_shards() {
        let of = |messages, chats, here, people| OfShard {
            chats: GlobalStats { total_messages: messages, active_chats: chats, total_users: here },
            people,
        };
        let all = global(&[of(5, 1, 2, 1), of(7, 2, 2, 1)]);
        assert_eq!(all, GlobalStats { total_messages: 12, active_chats: 3, total_users: 2 });
    }
}
