INSERT INTO updates (source, bot_id, update_id, received_ms, raw) VALUES
    ('telegram', 7, 100, 1700000000000, '{"update_id":100,"poll":{}}'),
    ('import', 0, -9000000000000000001, 1700000000001, '{"balachka_imported":{}}');
INSERT INTO dead_letters (seq, stage, bot_id, update_id, reason, tries, set_aside_ms, raw) VALUES
    (1, 'update', 7, 100, 'missing field', 3, 1700000000002, '{"update_id":100,"poll":{}}');
INSERT INTO erasures (person, before, seq, done) VALUES (9, 1700000000, 2, 0);
UPDATE scrubbed SET through = 1;
