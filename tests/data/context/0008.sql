INSERT INTO chats (key, current_id, kind, title, since, messages, to_bot, people, first_message_at, last_message_at, top, titled_at) VALUES
    (1, -5, 'group', 'Кухня', 1700000000, 3, 1, 2, 1700000000, 1700000200, '[[0,1],[9,1]]', 1700000200);
INSERT INTO chat_ids (id, chat_key) VALUES (-5, 1);
INSERT INTO people (id, kind, first_name, since, wrote, named_at) VALUES
    (9, 'user', 'Олена', 1700000000, 1, 1700000000), (0, 'deleted', '', 1700000100, 1, 0);
INSERT INTO chat_people (chat_key, person_id, messages, to_bot, first_at, last_at) VALUES
    (1, 9, 2, 1, 1700000000, 1700000200), (1, 0, 1, 0, 1700000100, 1700000100);
INSERT INTO messages (id, chat_key, chat_id, message_id, sender_id, date, text, imported, own, seq, author, to_bot) VALUES
    (1, 1, -5, 1, 9, 1700000000, 'борщ', 1, 0, 1, NULL, NULL), (2, 1, -5, 2, 0, 1700000100, 'вареники', 1, 0, 2, 'Аліса', NULL),
    (3, 1, -5, 3, 9, 1700000200, '/top', NULL, 0, 3, NULL, 1);
INSERT INTO found (rowid, words) VALUES (1, '1:борщ'), (2, '1:вареники'), (3, '1:top');
INSERT INTO by_person (person_id, date, id) VALUES (9, 1700000000, 1), (0, 1700000100, 2);
UPDATE by_person_through SET message = 2;
UPDATE totals SET messages = 3, chats = 1, people = 2;
