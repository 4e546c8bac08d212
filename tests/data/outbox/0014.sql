INSERT INTO outbox (seq, received_ms, chat_id, at_least_once, urgency, state, request, action, lane, changed_ms) VALUES
    (1, 1700000000000, -5, 1, 0, 'decided', '{}', NULL, 'talk', 1700000000000),
    (2, 1700000000000, -5, 0, 3, 'ready', 'null', '{"do":"react","message":7,"emoji":["👍"]}', 'reaction', 1700000000000),
    (3, 1700000000000, -6, 1, 0, 'sent', '{}', '{"do":"say","html":"вітаю"}', 'talk', 1700000000000);
INSERT INTO outbox (seq, received_ms, chat_id, at_least_once, urgency, state, request, action, turn, part, changed_ms) VALUES
    (3, 1700000000000, -6, 1, 0, 'ready', '{}', '{"do":"say","html":"і ще"}', 3, 1, 1700000000000);
INSERT INTO rhythms VALUES (-5, '{"dates":[],"texts":[],"since_ours":3,"spoke_at":null,"chimed":[],"posted":[]}');
INSERT INTO settings VALUES (-5, '{"language":"en","chattiness":"often","silences":false,"quiet_until":null}');
INSERT INTO footings VALUES (-5, '{"muted_until":1700000000,"thanked":true}');
INSERT INTO reminders (chat_id, message_id, person_id, about_id, due, changed, state) VALUES
    (-5, 7, 4, NULL, 1900000000, 1700000000,
     '{"chat_kind":"supergroup","name":"Тарас","what":"купити хліб","kind":"task","first":1900000000}'),
    (-5, 8, 4, 9, 1900000000, 1700000000,
     '{"chat_kind":"supergroup","name":"Тарас","what":"","whom":"Олена","kind":"birthday","recurrence":"yearly","first":1900000000}');
INSERT INTO talks VALUES
    (-5, 4, 1700000000000, '{"talk":{"text":"чай чи кава?","intent":{"favour":"choose"}},"more":1}');
INSERT INTO polls (chat_id, asked_id, person_id, job, message_id, telegram_id, stage, due, changed, state) VALUES
    (-5, 9, 4, 12, 10, '5210', 'open', 1900000000, 1700000000,
     '{"chat_kind":"supergroup","name":"Тарас","question":"Що їмо?","options":["піца","суші"],"votes":[2,1]}'),
    (-5, 11, 4, NULL, NULL, NULL, 'draft', NULL, 1700000000,
     '{"chat_kind":"supergroup","thread":7,"name":"Тарас","question":"Коли?","options":["пт","сб"],"until":1900000000}');
