//! Each kind of update, as it is found in the memory.

use playground::{ChatKind, NewChat, NewPerson, Said};

use crate::rig::Rig;

#[actix_web::test]
async fn edits_reactions_joins_titles_pins_and_replies_are_remembered() {
    let mut rig = Rig::start().await;
    let group = rig.group;
    let first = rig.say(rig.olena, "перший варіянт");
    rig.world.edit(group, first, "другий варіант").unwrap();
    let reply = Said { from: rig.taras, text: "згода".into(), reply_to: Some(first), ..Said::default() };
    let reply = rig.world.say(group, reply).unwrap();
    rig.world.react(group, first, rig.taras, Some("👍")).unwrap();
    let new = serde_json::from_value::<NewPerson>(serde_json::json!({ "name": "Ніна" })).unwrap();
    let nina = rig.world.add_person(new).unwrap();
    rig.world.join(group, nina).unwrap();
    rig.world.leave(group, nina).unwrap();
    rig.world.rename(group, rig.olena, "Вітальня").unwrap();
    rig.world.pin(group, rig.olena, first).unwrap();
    rig.settled().await;

    let stored = rig.exported(group);
    let by_id = |id: i64| stored.iter().find(|message| message["id"] == id).unwrap();
    assert_eq!(by_id(first)["text"], "другий варіант");
    assert!(by_id(first)["edited_unixtime"].is_string());
    assert_eq!(by_id(reply)["reply_to_message_id"], first);
    let actions: Vec<_> = stored.iter().filter_map(|message| message["action"].as_str()).collect();
    assert!(actions.contains(&"edit_group_title") && actions.contains(&"pin_message"), "{actions:?}");
    assert_eq!(rig.read::<String>("context.db", "SELECT emoji FROM reactions").await, r#"["👍"]"#);
    let stats = rig.json(&["stats", "--chat", &group.to_string(), "--json"]);
    assert_eq!(
        (&stats["title"], &stats["total_messages"], &stats["edits"]),
        (&"Вітальня".into(), &2.into(), &1.into())
    );
}

#[actix_web::test]
async fn our_own_words_are_remembered_and_not_counted() {
    let mut rig = Rig::start().await;
    let question = rig.say(rig.taras, "/help");
    rig.answer_to(question).await;
    rig.settled().await;
    let own = crate::rig::eventually("our answer is stored", async || {
        rig.exported(rig.group).into_iter().find(|message| message["from"] == "Балачка")
    })
    .await;
    assert!(own["text"].is_string() || own["text"].is_array());
    let stats = rig.json(&["stats", "--chat", &rig.group.to_string(), "--json"]);
    assert_eq!((&stats["total_messages"], &stats["own_messages"]), (&1.into(), &2.into()), "with the welcome");
}

#[actix_web::test]
async fn a_migrated_group_keeps_its_history_under_either_id() {
    let mut rig = Rig::start().await;
    let new = NewChat { title: "Мала".into(), kind: ChatKind::Group, member_ids: vec![rig.olena] };
    let group = rig.world.open_chat(new).unwrap();
    let say = |chat: i64, text: &str| {
        let said = Said { from: rig.olena, text: text.into(), ..Said::default() };
        rig.world.say(chat, said).unwrap()
    };
    say(group, "до переїзду");
    let supergroup = rig.world.migrate(group).unwrap();
    say(supergroup, "після переїзду");
    rig.settled().await;
    for id in [group, supergroup] {
        let stats = rig.json(&["stats", "--chat", &id.to_string(), "--json"]);
        assert_eq!(stats["total_messages"], 2, "{id}");
    }
}
