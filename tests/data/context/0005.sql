INSERT INTO chats (key, current_id, kind, title, since, messages, people, first_message_at, last_message_at, top) VALUES
    (1, -5, 'group', 'Кухня', 1700000000, 1, 1, 1700000000, 1700000000, '[[9,1]]');
INSERT INTO chat_ids (id, chat_key) VALUES (-5, 1);
INSERT INTO people (id, kind, first_name, since, wrote) VALUES (9, 'user', 'Олена', 1700000000, 1);
INSERT INTO chat_people (chat_key, person_id, messages, first_at, last_at) VALUES (1, 9, 1, 1700000000, 1700000000);
INSERT INTO messages (id, chat_key, chat_id, message_id, sender_id, date, media_kind, sketch, via_bot, imported, own, seq) VALUES
    (1, 1, -5, 1, 9, 1700000000, 'poll', '{"title":"Куди йдемо?","options":["кіно","парк"]}', 1, 1, 0, 1);
INSERT INTO found (rowid, words) VALUES (1, '1:куди 1:йдемо 1:кіно 1:парк');
UPDATE totals SET messages = 1, chats = 1, people = 1;
