-- 1 for a message of an export. Its number may be another account's (see model::ChatKind::numbers_are_shared).
ALTER TABLE messages ADD COLUMN imported INTEGER;
