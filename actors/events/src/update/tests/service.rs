use serde_json::{Value, json};

use super::{ORDINARY, message, service_of};
use crate::{ChatId, MessageId, PersonId, Service};

fn user(id: i64) -> Value {
    json!({"id": id, "is_bot": false, "first_name": "Марко"})
}

#[test]
fn joins_are_read_in_both_forms() {
    let Service::Joined(people) = service_of(json!({"new_chat_members": [user(1), user(2)]})) else { panic!() };
    assert_eq!(people.iter().map(|person| person.id).collect::<Vec<_>>(), [PersonId(1), PersonId(2)]);
    let Service::Joined(people) = service_of(json!({"new_chat_member": user(3)})) else { panic!() };
    assert_eq!(people[0].id, PersonId(3));
}

#[test]
fn the_full_list_of_joins_wins_in_any_order() {
    let one = r#""new_chat_member":{"id":1,"first_name":"М"}"#;
    let all = r#""new_chat_members":[{"id":1,"first_name":"М"},{"id":2,"first_name":"Н"}]"#;
    for fields in [format!("{one},{all}"), format!("{all},{one}")] {
        let raw = ORDINARY.replace(r#""date":1767225600"#, &format!(r#""date":1,{fields}"#));
        assert!(matches!(message(&raw).service, Some(Service::Joined(people)) if people.len() == 2));
    }
}

#[test]
fn what_happened_to_the_group_is_read() {
    assert!(matches!(service_of(json!({"left_chat_member": user(4)})), Service::Left(who) if who.id == PersonId(4)));
    assert_eq!(service_of(json!({"new_chat_title": "Нова назва"})), Service::Title("Нова назва".into()));
    let pinned = json!({"chat": {"id": -1, "type": "group"}, "message_id": 44, "date": 0});
    assert_eq!(service_of(json!({"pinned_message": pinned})), Service::Pinned(MessageId(44)));
}

#[test]
fn migration_is_read_from_both_sides() {
    let to = service_of(json!({"migrate_to_chat_id": -1_002_000_000_000_i64}));
    assert_eq!(to, Service::MigratedTo(ChatId(-1_002_000_000_000)));
    let from = json!({"migrate_from_chat_id": -400_000_000, "supergroup_chat_created": true});
    assert_eq!(service_of(from), Service::MigratedFrom(ChatId(-400_000_000)));
}

#[test]
fn other_service_messages_go_by_their_field() {
    let names = ["delete_chat_photo", "new_chat_photo", "group_chat_created", "forum_topic_created", "boost_added"];
    for name in
        names.into_iter().chain(["video_chat_ended", "users_shared", "managed_bot_created", "successful_payment"])
    {
        assert_eq!(service_of(json!({name: {"anything": [1, {}]}})), Service::Other(name.into()));
    }
}
