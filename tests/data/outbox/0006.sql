INSERT INTO outbox (seq, received_ms, chat_id, at_least_once, state, request, action, lane, changed_ms) VALUES
    (1, 1700000000000, -5, 1, 'decided', '{}', NULL, 'talk', 1700000000000),
    (2, 1700000000000, -5, 0, 'ready', 'null', '{"do":"react","message":7,"emoji":["👍"]}', 'reaction', 1700000000000),
    (3, 1700000000000, -6, 1, 'sent', '{}', '{"do":"say","html":"вітаю"}', 'talk', 1700000000000);
INSERT INTO outbox (seq, received_ms, chat_id, at_least_once, state, request, action, turn, part, changed_ms) VALUES
    (3, 1700000000000, -6, 1, 'ready', '{}', '{"do":"say","html":"і ще"}', 3, 1, 1700000000000);
INSERT INTO rhythms VALUES (-5, '{"dates":[],"texts":[],"since_ours":3,"spoke_at":null,"chimed":[],"posted":[]}');
INSERT INTO settings VALUES (-5, '{"language":"en","chattiness":"often","silences":false,"quiet_until":null}');
INSERT INTO outbox (seq, received_ms, chat_id, at_least_once, state, request, action, changed_ms) VALUES
    (4, 1700000000000, -6, 1, 'ready', '{}',
     '{"do":"picture","caption":"17 повідомлень","html":"<b>17</b> повідомлень"}', 1700000000000);
INSERT INTO files VALUES (5, x'89504e470d0a1a0a');
