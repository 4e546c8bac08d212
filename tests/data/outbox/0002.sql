INSERT INTO outbox (seq, received_ms, chat_id, at_least_once, state, request, html, changed_ms) VALUES
    (1, 1700000000000, -5, 1, 'decided', '{}', NULL, 1700000000000),
    (2, 1700000000000, -5, 0, 'ready', '{}', 'привіт', 1700000000000),
    (3, 1700000000000, -6, 1, 'sent', '{}', 'вітаю', 1700000000000);
INSERT INTO rhythms VALUES (-5, '{"dates":[],"texts":[],"since_ours":3,"spoke_at":null,"chimed":[],"posted":[]}');
