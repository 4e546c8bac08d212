INSERT INTO chat_ids (id, chat_key) VALUES (-5, 1);
INSERT INTO readings (chat_id, message_id, chat_key, person_id, date, at, language, emotions, sentiment, topic, keywords,
                      confidence, doubtful, to_bot) VALUES
    (-5, 1, 1, 9, 1700000000, 1700000000, 'uk', '["joy","surprise"]', 600, 'food', '["борщ"]', 800, 0, 0),
    (-5, 2, 1, 9, 1700000060, 1700000090, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0),
    (-5, 3, 1, 9, 1700000100, 1700000100, NULL, NULL, NULL, NULL, NULL, NULL, 0, 1);
INSERT INTO hours (chat_key, hour, messages, participants, sentiment, anger, disgust, fear, joy, sadness, surprise, neutral,
                   to_bot)
    VALUES (1, 472222, 2, 1, 600, 0, 0, 0, 1, 0, 0, 0, 1);
INSERT INTO hour_people (chat_key, hour, person_id, messages) VALUES (1, 472222, 9, 2);
INSERT INTO hour_topics (chat_key, hour, topic, messages) VALUES (1, 472222, 'food', 1);
