INSERT INTO people (id, messages, analysed, first_at, last_at, day, lately, characters, length, words, long_words, formal,
                    friendly, casual, humorous, style, humour, sentiment, language, language_lead) VALUES
    (9, 3, 2, 1700000000, 1700000100, 19675, 3000000, 60, 30000000, 6000000, 500000, 3920000,
     0, 0, 0, 'formal', 320000, 250000, 'uk', 2);
INSERT INTO hours (person, hour, messages) VALUES (9, 22, 3);
INSERT INTO emoji (person, emoji, uses, last_at) VALUES (9, '🙂', 2, 1700000100);
INSERT INTO topics (person, topic, messages) VALUES (9, 'food', 1), (9, 'general', 1);
INSERT INTO recent (person, slot, date, characters, sentiment) VALUES
    (9, 0, 1700000000, 30, 500000), (9, 1, 1700000100, 30, 0);
INSERT INTO choices (person, key, value, chosen_at) VALUES (9, 'topics', 'food,music', 1700000200);
INSERT INTO notifications (person, kind, allowed) VALUES (9, 'smart_reactions', 0);
INSERT INTO events (person, n, kind, detail, at) VALUES
    (9, 1, 'met', '', 1700000000), (9, 2, 'style_changed', 'formal', 1700000100),
    (9, 3, 'preference_chosen', 'topics food,music', 1700000200);
INSERT INTO imported (chat_id, message_id, date) VALUES (-1000000000005, 7, 1700000000);
