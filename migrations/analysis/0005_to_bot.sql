-- 1 for a command or a call: it is said to a bot, and is no talk. Such a message counts in an hour's `to_bot` alone. What is
-- kept of before counts as it did, until `balachka rebuild analysis`.
ALTER TABLE readings ADD COLUMN to_bot INTEGER NOT NULL DEFAULT 0;
ALTER TABLE hours ADD COLUMN to_bot INTEGER NOT NULL DEFAULT 0;
