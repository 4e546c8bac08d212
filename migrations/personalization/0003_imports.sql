-- Imported messages that may still be heard live, as Telegram keeps updates for a day: each counts once.
CREATE TABLE imported (
    chat_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    date INTEGER NOT NULL,
    PRIMARY KEY (chat_id, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX imported_by_date ON imported (date);
