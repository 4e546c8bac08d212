-- 1 where a text is too short to tell Ukrainian from Russian ("так"): then the language is that of the chat, which is
-- looked up when somebody asks, since it may change.
ALTER TABLE readings ADD COLUMN doubtful INTEGER NOT NULL DEFAULT 0;
