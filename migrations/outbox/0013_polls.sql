-- Polls that people asked for. A row stays for some days after its result was told.
CREATE TABLE polls (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    chat_id INTEGER NOT NULL,
    -- The message that asks for it: however often it is handled, it asks once.
    asked_id INTEGER,
    person_id INTEGER NOT NULL,
    -- The row of the outbox whose answer the poll is a part of: no other sends it.
    job INTEGER,
    -- The message that has the poll, and Telegram's id of it; NULL until it is sent.
    message_id INTEGER,
    telegram_id TEXT,
    -- draft -> ordered -> open -> over
    stage TEXT NOT NULL,
    -- When the result is to be told, Unix seconds; NULL unless people vote.
    due INTEGER,
    changed INTEGER NOT NULL,
    state TEXT NOT NULL,
    UNIQUE (chat_id, asked_id)
) STRICT;
CREATE INDEX polls_by_telegram_id ON polls (telegram_id) WHERE telegram_id IS NOT NULL;
CREATE INDEX polls_due ON polls (due) WHERE due IS NOT NULL;
CREATE INDEX polls_of_people ON polls (person_id, chat_id);
CREATE INDEX polls_done ON polls (changed) WHERE due IS NULL;
