//! Out of one memory and into another.

use super::*;

/// A bit of everything that a live chat has.
async fn lively() -> House {
    let taras = json!({ "id": 8, "is_bot": false, "first_name": "Тарас", "last_name": "Ко" });
    let channel = json!({ "id": -1_000_000_000_042_i64, "type": "channel", "title": "Вісті" });
    let origin = json!({ "type": "channel", "chat": channel, "message_id": 5, "date": 1_600_000_000 });
    let hidden = json!({ "type": "hidden_user", "sender_user_name": "Хтось", "date": 1_600_000_000 });
    let entities = json!([{ "type": "bold", "offset": 0, "length": 6 }, { "type": "italic", "offset": 3, "length": 6 },
        { "type": "text_mention", "offset": 10, "length": 2, "user": taras }]);
    let mut updates: Vec<_> = [
        json!({ "text": "Привіт усім 🐈 так", "entities": entities }),
        json!({ "text": "так", "reply_to_message": { "message_id": 1 }, "edit_date": 1_700_000_100 }),
        json!({ "text": "вісті", "forward_origin": origin }),
        json!({ "text": "чутки", "forward_origin": hidden }),
        json!({ "photo": [{ "file_id": "f" }], "caption": "кіт" }),
        json!({ "sticker": { "file_id": "f", "emoji": "😀" } }),
        json!({ "document": { "file_id": "f", "file_name": "звіт.pdf" } }),
        json!({ "audio": { "file_id": "f", "performer": "Океан", "title": "Човен" } }),
        json!({ "video_note": { "file_id": "f" } }),
        json!({ "poll": { "question": "Куди?", "options": [{ "text": "кіно" }, { "text": "парк" }] } }),
        json!({ "location": { "latitude": 1.0, "longitude": 2.0 } }),
        json!({ "venue": { "title": "Кав'ярня" } }),
        json!({ "contact": { "first_name": "Іра", "last_name": "К", "phone_number": "1" } }),
        json!({ "dice": { "emoji": "🎲", "value": 5 } }),
        json!({ "game": { "title": "Шахи" } }),
        json!({ "checklist": { "title": "Купити", "tasks": [{ "text": "хліб" }] } }),
        json!({ "story": { "id": 1 } }),
        json!({ "text": "знайдено", "via_bot": { "id": 5 } }),
        json!({ "text": "як група", "sender_chat": { "id": GROUP, "type": "supergroup", "title": "Кав'ярня" } }),
        json!({ "text": "як канал", "sender_chat": channel }),
        json!({ "text": "пішов", "from": { "id": 9, "is_bot": false, "first_name": "" } }),
        json!({ "text": "у темі", "message_thread_id": 3, "is_topic_message": true }),
        json!({ "new_chat_members": [taras] }),
        json!({ "new_chat_members": [{ "id": 7, "is_bot": false, "first_name": "Оля", "last_name": "Мельник" }] }),
        json!({ "left_chat_member": taras }),
        json!({ "new_chat_title": "Кав'ярня" }),
        json!({ "pinned_message": { "message_id": 4 } }),
        json!({ "forum_topic_created": { "name": "Борщ" } }),
        json!({ "new_chat_photo": [{ "file_id": "f" }] }),
        json!({ "rich_message": { "blocks": [
            { "type": "heading", "text": "Гори" },
            { "type": "list", "items": [{ "label": "1.", "blocks": [{ "type": "paragraph", "text": "намет" }] }] },
            { "type": "paragraph", "text": ["і ", { "type": "bold", "text": "чай" }] },
        ] } }),
        json!({ "gift": { "gift": { "sticker": { "emoji": "🎁" } }, "text": "вітаю" } }),
        json!({ "unique_gift": { "gift": { "base_name": "Жаба" } } }),
        json!({ "forum_topic_edited": { "name": "Вареники" } }),
        json!({ "poll_option_added": { "option_persistent_id": "z", "option_text": "Какао" } }),
        json!({ "checklist_tasks_added": { "tasks": [{ "id": 1, "text": "сіль" }], "checklist_message": { "checklist": { "title": "Купити" } } } }),
        json!({ "poll": { "question": "2+2?", "options": [{ "text": "4" }], "description": "подумай", "explanation": "бо чотири" } }),
        json!({ "live_photo": { "file_id": "f" }, "caption": "живий кіт" }),
        json!({ "giveaway": { "prize_description": "торт" } }),
    ]
    .into_iter()
    .zip(1..)
    .map(|(more, id)| message(id, more))
    .collect();
    let chat = json!({ "id": GROUP, "type": "supergroup", "title": "Кав'ярня" });
    for (person, emoji) in [
        (taras, json!([{ "type": "emoji", "emoji": "👍" }, { "type": "custom_emoji", "custom_emoji_id": "53" }])),
        (
            json!({ "id": 7, "is_bot": false, "first_name": "Оля", "last_name": "Мельник" }),
            json!([{ "type": "emoji", "emoji": "👍" }]),
        ),
    ] {
        updates
            .push(json!({ "message_reaction": { "chat": chat, "message_id": 1, "user": person, "date": 1_700_000_050,
            "old_reaction": [], "new_reaction": emoji } }));
    }
    updates.push(json!({ "message_reaction_count": { "chat": chat, "message_id": 2, "date": 1_700_000_060,
        "reactions": [{ "type": { "type": "emoji", "emoji": "🔥" }, "total_count": 12 }, { "type": { "type": "paid" }, "total_count": 2 }] } }));
    updates.push(json!({ "edited_message": message(6, json!({ "text": "слова замість наліпки", "edit_date": 1_700_000_200 }))["message"] }));
    House::left_with(updates).await
}

#[actix::test]
async fn an_export_imported_elsewhere_is_exported_the_same() {
    let house = lively().await;
    let first = exported(house.path());
    for words in
        ["\\n1. намет\\nі ", "вітаю", "Борщ", "Вареники", "Какао", "сіль", "подумай\\nбо чотири", "живий кіт", "торт"]
    {
        assert!(first.contains(words), "{words} is in the export");
    }
    let place = Place::new();
    let file = place.file("result.json", &first);
    assert_eq!(imported(&place.data(), &file), counts(38, 38, 0, 0));
    assert_eq!(exported(&place.data()), first);
    assert_eq!(imported(house.path(), &file), counts(38, 0, 38, 0), "at home it is all there");
    assert_eq!(exported(house.path()), first);
}

#[actix::test]
async fn a_group_that_became_a_supergroup_goes_elsewhere_whole() {
    let old = |id, more: Value| {
        let mut update = message(id, json!({ "chat": { "id": -77, "type": "group", "title": "Кав'ярня" } }));
        add(&mut update["message"], more);
        update
    };
    let house = House::left_with(vec![
        old(1, json!({ "text": "раніше" })),
        old(2, json!({ "text": "так", "reply_to_message": { "message_id": 1 } })),
        old(3, json!({ "migrate_to_chat_id": GROUP })),
        message(1, json!({ "migrate_from_chat_id": -77, "date": 1_700_000_004 })),
        message(2, json!({ "text": "тепер", "date": 1_700_000_005 })),
    ])
    .await;
    let first = exported(house.path());
    let place = Place::new();
    let file = place.file("result.json", &first);
    assert_eq!(imported(&place.data(), &file), counts(5, 5, 0, 0));
    assert_eq!(exported(&place.data()), first);
    assert_eq!(imported(house.path(), &file), counts(5, 0, 5, 0), "at home it is all there, under two ids");
    assert_eq!(exported(house.path()), first);
}
