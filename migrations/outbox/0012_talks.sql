-- What each person was answered last in a chat: for some minutes, "and when?" or "another one" goes on from there.
CREATE TABLE talks (
    chat_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    -- Unix seconds.
    at INTEGER NOT NULL,
    talk TEXT NOT NULL,
    PRIMARY KEY (chat_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX talks_old ON talks (at);
