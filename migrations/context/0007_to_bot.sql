-- 1 for a command or a call: it is said to a bot, and is no talk. Counted messages alone have it. What is kept of before has
-- not, and counts as talk.
ALTER TABLE messages ADD COLUMN to_bot INTEGER;
-- How many of the counted messages these are. Those who wrote most are told by the others.
ALTER TABLE chats ADD COLUMN to_bot INTEGER NOT NULL DEFAULT 0;
ALTER TABLE chat_people ADD COLUMN to_bot INTEGER NOT NULL DEFAULT 0;
