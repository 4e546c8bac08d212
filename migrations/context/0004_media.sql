-- What a media shows, as JSON (see model::Sketch): a poll's question is found like a text. NULL: nothing to tell.
ALTER TABLE messages ADD COLUMN sketch TEXT;
-- 1 for words of another bot that a person sent through its inline mode.
ALTER TABLE messages ADD COLUMN via_bot INTEGER;
